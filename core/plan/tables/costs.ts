import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { costArea, costGoal, costYear } from '../what-if';
import { account, codeHelper, department, money, note, reference, title, year } from './shared-fields';

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
      help: t(
        'Hvem som betaler, når det ikke er dere selv. Tomt når kostnaden tas av eget budsjett.',
        'Kven som betaler, når det ikkje er de sjølve. Tomt når kostnaden blir teken av eige budsjett.',
        'Vem som betalar, när det inte är ni själva. Tomt när kostnaden tas av egen budget.',
        'Who pays, where that is not yourselves. Empty where the cost is taken from your own budget.',
      ),
    },
    note,
    /** Last, so that no other column gets another letter. */
    months: {
      type: { kind: 'months' }, header: t('Måneder', 'Månader', 'Månader', 'Months'), width: 14,
      help: t('Når på året pengene brukes, der det er kjent.', 'Når på året pengane blir brukte, der det er kjent.', 'När på året pengarna används, där det är känt.', 'When in the year the money is spent, where that is known.'),
    },
    areaCode: codeHelper(costArea, 'areaCode'),
    goalCode: codeHelper(costGoal, 'goalCode'),
    markedYear: codeHelper(costYear, 'markedYear'),
  },
} as const satisfies TableDeclaration;
