import { figureKey } from '../../plan/budget/figures';
import { groupBy } from '../../plan/group-by';
import type { BudgetMapping } from '../../plan/budget/mapping';
import { columnLetters, type Grid } from '../grid';
import { tableRows, type AccountLine } from './account-rows';
import { findBudgetTable } from './find-table';
import type { SeenColumn } from './guess-columns';
import type { GuessReason } from './guess-texts';
import { comparable } from './sheet-cells';

/**
 * Columns before the amounts that a mapping leaves out and that alone tell lines of one account and department apart, as a municipality's services do: what
 * they tell apart becomes one sum. [C154]
 */
export const leftOutColumns = (grid: Grid, mapping: BudgetMapping, columns: readonly SeenColumn[]): readonly GuessReason[] => {
  const table = findBudgetTable(grid, mapping);
  if (!table) return [];
  const { account, name = account, department = account } = table.columns;
  const first = Math.min(...table.amounts.map(({ column }) => column));
  const lines = tableRows(table).filter((row): row is AccountLine => row.kind === 'account');
  const alike = [...groupBy(lines, figureKey).values()].filter(({ length }) => length > 1);
  const differs = (column: number): boolean => alike.some((rows) => new Set(rows.map(({ row }) => comparable(table.cells.textAt(row, column)))).size > 1);
  return columns.filter(({ column, label }) => column < first && label !== '' && ![account, name, department].includes(column) && differs(column))
    .map(({ column, label }): GuessReason => ({ code: 'leftOut', place: columnLetters(column), text: label }));
};
