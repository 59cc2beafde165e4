import { isIn, type CellRange, type Growth } from './cell-ranges';
import { lastDataRow, obstacleTo, tableOf, type SheetTable } from './sheet-tables';
import type { CellTask, RowTask } from './row-edits';
import type { CellEdit, PatchWarning, TabEdits } from './xlsx-patch';

/** What is to be done on a tab. */
export interface TabPlan {
  readonly rows: readonly RowTask[];
  readonly table: SheetTable | undefined;
  /** Undefined when the table gets no new rows. */
  readonly growth: Growth | undefined;
  readonly warnings: readonly PatchWarning[];
}

/** Where there is no table, the new rows are taken to be the block of edited rows that ends with the last one. */
const rowBefore = (lastRow: number, cells: readonly CellEdit[]): number => {
  const edited = new Set(cells.map(({ row }) => row));
  let row = lastRow;
  while (row >= 0 && edited.has(row)) row--;
  return row;
};

const findGrowth = (edits: TabEdits, table: SheetTable | undefined): Growth | undefined => {
  const { lastRow, columns = 0, cells } = edits;
  if (lastRow === undefined) return undefined;
  const oldLast = table ? lastDataRow(table) : rowBefore(lastRow, cells);
  if (oldLast >= lastRow || oldLast < 0) return undefined;
  return { oldLast, newLast: lastRow, left: table?.range.left ?? 0, right: table?.range.right ?? Math.max(columns - 1, 0) };
};

/** How the table that edits speak of is to grow; undefined where it is not. */
export const growthOf = (edits: TabEdits, tables: readonly SheetTable[]): Growth | undefined => findGrowth(edits, tableOf(tables, edits));

const isOnTotals = (table: SheetTable | undefined, { row, column }: CellEdit): boolean =>
  table !== undefined && row > lastDataRow(table) && isIn(table.range, row, column);

const groupByRow = (cells: readonly CellEdit[]): Map<number, Map<number, CellTask>> => {
  const rows = new Map<number, Map<number, CellTask>>();
  for (const { row, column, value, formula } of cells) {
    const tasks = rows.get(row) ?? new Map<number, CellTask>();
    // Of two edits of one cell the last one holds.
    rows.set(row, tasks.set(column, { column, content: { value, formula } }));
  }
  return rows;
};

/** All cells of the new rows, so that also those nobody writes get their style. */
const addNewRows = (rows: Map<number, Map<number, CellTask>>, { oldLast, newLast, left, right }: Growth): void => {
  for (let row = oldLast + 1; row <= newLast; row++) {
    const tasks = rows.get(row) ?? new Map<number, CellTask>();
    for (let column = left; column <= right; column++) if (!tasks.has(column)) tasks.set(column, { column });
    rows.set(row, tasks);
  }
};

const toTasks = (rows: Map<number, Map<number, CellTask>>): readonly RowTask[] =>
  [...rows].sort(([a], [b]) => a - b).map(([row, cells]) => ({ row, cells: [...cells.values()].sort((a, b) => a.column - b.column) }));

/** Plans the edits of a tab; those that would break an array formula or a row of totals are left out, and said. */
export const planTab = (edits: TabEdits, tables: readonly SheetTable[], arrays: readonly CellRange[]): TabPlan => {
  const { tab, cells } = edits;
  const table = tableOf(tables, edits);
  const wanted = findGrowth(edits, table);
  const obstacle = wanted && table && obstacleTo(table, tables, wanted.newLast);
  const growth = obstacle ? undefined : wanted;
  const isInArray = ({ row, column }: CellEdit): boolean => arrays.some((range) => isIn(range, row, column));
  const rows = groupByRow(cells.filter((cell) => !isInArray(cell) && !isOnTotals(table, cell)));
  if (growth) addNewRows(rows, growth);
  const warnings: PatchWarning[] = cells.filter(isInArray).map(({ row, column }) => ({ kind: 'array', tab, row, column }));
  const hitsTotals = cells.some((cell) => isOnTotals(table, cell));
  if (obstacle ?? hitsTotals) warnings.push({ kind: obstacle ?? 'totals', tab });
  return { rows: toTasks(rows), table, growth, warnings };
};
