import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { note } from './shared-fields';

/** What the plan rests on: purpose, principles, roles, delimitations … */
export const statements = {
  tab: t('Grunnlag', 'Grunnlag', 'Grund', 'Basis'),
  noun: t('grunnlagspunkt', 'grunnlagspunkt', 'grundpunkt', 'statement'),
  title: 'text',
  fields: {
    kind: { type: { kind: 'choice', set: 'statementKind', required: true }, header: t('Type', 'Type', 'Typ', 'Kind'), width: 22 },
    party: { type: { kind: 'text' }, header: t('Part', 'Part', 'Part', 'Party'), width: 24 },
    text: { type: { kind: 'text', required: true, long: true }, header: t('Tekst', 'Tekst', 'Text', 'Text'), width: 80 },
    note,
  },
} as const satisfies TableDeclaration;
