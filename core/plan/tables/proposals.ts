import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { focusArea, note, reference, title } from './shared-fields';

/** What member organisations hand in before the plan is made, and what came of it. */
export const proposals = {
  tab: t('Innspill', 'Innspel', 'Förslag', 'Proposals'),
  noun: t('innspill', 'innspel', 'förslag', 'proposal'),
  title: 'title',
  fields: {
    organisation: { type: { kind: 'text' }, header: t('Organisasjon', 'Organisasjon', 'Organisation', 'Organisation'), width: 24 },
    title: title(t('Innspill', 'Innspel', 'Förslag', 'Proposal')),
    focusArea,
    benefit: {
      type: { kind: 'integer', min: 1, max: 5 }, header: t('Nytte', 'Nytte', 'Nytta', 'Benefit'), width: 8,
      help: t('Nytten av å gjøre det sammen, fra 1 til 5.', 'Nytten av å gjere det saman, frå 1 til 5.', 'Nyttan av att göra det tillsammans, från 1 till 5.', 'The benefit of doing it together, from 1 to 5.'),
    },
    decision: { type: { kind: 'choice', set: 'decision' }, header: t('Avgjørelse', 'Avgjerd', 'Beslut', 'Decision'), width: 14 },
    activity: reference('activities', t('Tiltak', 'Tiltak', 'Åtgärd', 'Activity')),
    note,
  },
} as const satisfies TableDeclaration;
