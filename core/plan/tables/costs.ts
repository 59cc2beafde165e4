import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { account, department, money, note, reference, title, year } from './shared-fields';

/** What the activities cost, by account and year. */
export const costs = {
  tab: t('Kostnader', 'Kostnader', 'Kostnader', 'Costs'),
  noun: t('kostnad', 'kostnad', 'kostnad', 'cost'),
  title: 'text',
  editor: 'treasurer',
  fields: {
    activity: reference('activities', t('Tiltak', 'Tiltak', 'Åtgärd', 'Activity')),
    text: title(t('Tekst', 'Tekst', 'Text', 'Text'), 40),
    account,
    department,
    year,
    amount: money(t('Beløp', 'Beløp', 'Belopp', 'Amount')),
    funding: {
      type: { kind: 'text' }, header: t('Finansiering', 'Finansiering', 'Finansiering', 'Funding'), width: 22,
      help: t('Hvor pengene kommer fra.', 'Kvar pengane kjem frå.', 'Varifrån pengarna kommer.', 'Where the money comes from.'),
    },
    note,
  },
} as const satisfies TableDeclaration;
