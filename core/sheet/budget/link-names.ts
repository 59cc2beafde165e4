import type { BudgetMapping } from '../../plan/budget/mapping';
import type { Grid } from '../grid';
import { budgetNames, nameOfAmount, type LinkedAmount, type NameText } from './budget-names';
import { findBudgetTable, type FoundAmount } from './find-table';

type NamedAmount = Omit<LinkedAmount, 'name'> & { readonly column: number };

/** Columns that one name can speak for: a formula knows no column of a department, and not which lines of a table are income. */
const namedAmounts = (amounts: readonly FoundAmount[], { unit, incomeIs }: BudgetMapping): NamedAmount[] => {
  const ofAll = incomeIs === 'positive' ? [] : amounts.filter(({ department }) => department === undefined);
  const all = ofAll.map(({ kind, year, column }): NamedAmount => ({ kind, year, column, unit }));
  return all.filter((one) => all.filter((other) => nameOfAmount(other) === nameOfAmount(one)).length === 1);
};

/** The names for the columns of the table that a mapping speaks of; none where it is not there: SPEC.md [C63]. */
export const linkNames = (grid: Grid, mapping: BudgetMapping): NameText[] => {
  const table = findBudgetTable(grid, mapping);
  if (!table) return [];
  const { worksheet, headerRow, columns, amounts } = table;
  return budgetNames({ tab: worksheet.name, headerRow: Math.max(headerRow, 0), lastRow: worksheet.rows.at(-1)?.index ?? 0, ...columns, amounts: namedAmounts(amounts, mapping) });
};
