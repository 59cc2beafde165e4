import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { budgetLeft, budgetPlanned, budgetState } from '../progress';
import { account, department, derived, money, note, title, year } from './shared-fields';

/** The adopted budget and the accounts, held against what the plan costs. */
export const budget = {
  tab: t('Budsjett', 'Budsjett', 'Budget', 'Budget'),
  noun: t('budsjettlinje', 'budsjettlinje', 'budgetrad', 'budget line'),
  title: 'name',
  editor: 'treasurer',
  fields: {
    account,
    name: title(t('Navn', 'Namn', 'Namn', 'Name'), 34),
    department,
    year,
    adopted: money(t('Vedtatt', 'Vedteke', 'Beslutad', 'Adopted')),
    actual: money(t('Regnskap', 'Rekneskap', 'Utfall', 'Actual')),
    planned: derived('money', budgetPlanned, t('Planlagt', 'Planlagt', 'Planerat', 'Planned'), 13),
    left: derived('money', budgetLeft, t('Igjen', 'Att', 'Kvar', 'Left'), 13),
    state: derived('budgetState', budgetState, t('Tilstand', 'Tilstand', 'Läge', 'State'), 22),
    note,
  },
} as const satisfies TableDeclaration;
