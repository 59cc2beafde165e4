import type { Grid, GridCell, GridRange, GridWorksheet } from '../../core/sheet/grid';

/** What a person does to a tab, as cells; rows and columns are zero-based and count the header. */
export interface EditedTab {
  name: string;
  state: GridWorksheet['state'];
  rows: (GridCell | undefined)[][];
  merges?: GridRange[];
}

/** A workbook that can be edited in place, and read as a grid again. */
export interface EditedWorkbook {
  tabs: EditedTab[];
  extras: readonly string[];
}

const toTab = ({ name, state, rows, merges }: GridWorksheet): EditedTab => {
  const cells: (GridCell | undefined)[][] = [];
  for (const row of rows) {
    while (cells.length < row.index) cells.push([]);
    cells[row.index] = [...row.cells];
  }
  return { name, state, rows: cells, ...(merges && { merges: [...merges] }) };
};

export const editGrid = ({ worksheets, extras }: Grid): EditedWorkbook => ({ tabs: worksheets.map(toTab), extras });

/** As a host reads it: rows without any cell are left out. */
export const editedGrid = ({ tabs, extras }: EditedWorkbook): Grid => ({
  extras,
  worksheets: tabs.map(({ name, state, rows, merges }) => ({
    name, state, rows: rows.map((cells, index) => ({ index, cells: [...cells] })).filter(({ cells }) => cells.some((cell) => cell !== undefined)), ...(merges && { merges }),
  })),
});

export const tabNamed = ({ tabs }: EditedWorkbook, name: string): EditedTab => {
  const tab = tabs.find((one) => one.name === name);
  if (!tab) throw new Error(`no tab ${name} among ${tabs.map((one) => one.name).join(', ')}`);
  return tab;
};

/** What typing this into a cell leaves there; "" empties it. */
export const typed = (value: string | number | boolean | GridCell): GridCell | undefined => (value === '' ? undefined : typeof value === 'object' ? value : { value });

export const columnAt = (tab: EditedTab, header: string): number => {
  const column = (tab.rows[0] ?? []).findIndex((cell) => cell?.value === header);
  if (column < 0) throw new Error(`no header ${header} on ${tab.name}`);
  return column;
};

/** Row of a record by its hidden id. */
export const rowOf = (tab: EditedTab, id: string): number => {
  const row = tab.rows.findIndex((cells) => cells[0]?.value === id);
  if (row < 0) throw new Error(`no row ${id} on ${tab.name}`);
  return row;
};

export const setCell = (tab: EditedTab, row: number, column: number, value: string | number | boolean | GridCell): void => {
  const cells = tab.rows[row]!;
  while (cells.length <= column) cells.push(undefined);
  cells[column] = typed(value);
};

export const deleteRows = (tab: EditedTab, first: number, count = 1): void => void tab.rows.splice(first, count);
/** Joined cells below are pushed down. */
export const insertRow = (tab: EditedTab, at: number, cells: readonly (GridCell | undefined)[] = []): void => {
  tab.rows.splice(at, 0, [...cells]);
  if (tab.merges) tab.merges = tab.merges.map((merge) => ({ ...merge, top: merge.top + Number(merge.top >= at), bottom: merge.bottom + Number(merge.bottom >= at) }));
};
/** The hidden id comes along, as it does when a whole row is copied. */
export const copyRow = (tab: EditedTab, from: number, to: number): void => insertRow(tab, to, tab.rows[from]!);
export const moveRow = (tab: EditedTab, from: number, to: number): void => void tab.rows.splice(to, 0, tab.rows.splice(from, 1)[0]!);

export const deleteColumn = (tab: EditedTab, column: number): void => tab.rows.forEach((cells) => cells.splice(column, 1));
export const insertColumn = (tab: EditedTab, column: number, values: readonly (string | number)[]): void =>
  tab.rows.forEach((cells, row) => {
    while (cells.length < column) cells.push(undefined);
    cells.splice(column, 0, typed(values[row] ?? ''));
  });
export const moveColumn = (tab: EditedTab, from: number, to: number): void => tab.rows.forEach((cells) => cells.splice(to, 0, cells.splice(from, 1)[0]));

/** Numbers before texts, empty cells last. */
const keyOf = (cell: GridCell | undefined): string => {
  if (cell === undefined) return '\uffff';
  return typeof cell.value === 'number' ? ` ${String(cell.value).padStart(16)}` : String(typeof cell.value === 'object' ? cell.value.error : cell.value);
};

/** Sorts the rows below the header by one column; `without` are columns that a person forgot to select. */
export const sortRows = (tab: EditedTab, column: number, isDescending = false, without: readonly number[] = []): void => {
  const rows = tab.rows.slice(1);
  const sorted = [...rows].sort((a, b) => (isDescending ? -1 : 1) * (keyOf(a[column]) < keyOf(b[column]) ? -1 : keyOf(a[column]) > keyOf(b[column]) ? 1 : 0));
  const kept = sorted.map((cells, i) => {
    const copy = [...cells];
    for (const left of without) copy[left] = rows[i]![left];
    return copy;
  });
  tab.rows.splice(1, rows.length, ...kept);
};

/** As most programs do: the first cell keeps its value, the others lose theirs. */
export const mergeCells = (tab: EditedTab, range: GridRange): void => {
  for (let row = range.top; row <= range.bottom; row++) for (let column = range.left; column <= range.right; column++) if (row !== range.top || column !== range.left) setCell(tab, row, column, '');
  tab.merges = [...(tab.merges ?? []), range];
};
