import type { BudgetMapping } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import type { Grid } from '../grid';
import { budgetNames, nameOfAmount, type LinkedAmount, type NameText } from './budget-names';
import { findBudgetTable, type FoundAmount } from './find-table';

type NamedAmount = Omit<LinkedAmount, 'name'> & { readonly column: number };

/** Excel takes no longer name. */
const mostName = 255;

/** Columns that one name can speak for: not two of one kind, year and department. */
const namedAmounts = (amounts: readonly FoundAmount[], { unit, incomeIs }: BudgetMapping): NamedAmount[] => {
  const all = amounts.map((amount): NamedAmount => ({ ...amount, unit, incomeIs }));
  const names = groupBy(all, (one) => nameOfAmount(one).toLowerCase());
  return [...names].flatMap(([name, own]) => (own.length === 1 && name.length <= mostName ? own : []));
};

/** The names for the columns of the table that a mapping speaks of; none where it is not there: SPEC.md [C63]. */
export const linkNames = (grid: Grid, mapping: BudgetMapping): NameText[] => {
  const table = findBudgetTable(grid, mapping);
  if (!table) return [];
  const { worksheet, headerRow, columns, amounts } = table;
  return budgetNames({ tab: worksheet.name, headerRow: Math.max(headerRow, 0), lastRow: worksheet.rows.at(-1)?.index ?? 0, ...columns, amounts: namedAmounts(amounts, mapping) });
};
