import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { isNewest } from '../progress';
import { derived, reference } from './shared-fields';

/** Measured values of goals that have an indicator. */
export const measurements = {
  tab: t('Målinger', 'Målingar', 'Mätningar', 'Measurements'),
  noun: t('måling', 'måling', 'mätning', 'measurement'),
  title: 'date',
  fields: {
    goal: reference('goals', t('Mål', 'Mål', 'Mål', 'Goal')),
    date: { type: { kind: 'date' }, header: t('Dato', 'Dato', 'Datum', 'Date'), width: 12 },
    value: { type: { kind: 'number' }, header: t('Verdi', 'Verdi', 'Värde', 'Value'), width: 12 },
    source: { type: { kind: 'text' }, header: t('Kilde', 'Kjelde', 'Källa', 'Source'), width: 40 },
    newest: derived('integer', isNewest, t('Nyeste', 'Nyaste', 'Nyast', 'Newest'), 9),
  },
} as const satisfies TableDeclaration;
