import { createLastKnown, createNotes, remembered } from '../plan/remembered';
import type { CellError, CellValue, Grid, GridCell, GridName, GridRange, GridRow, GridWorksheet } from '../sheet/grid';

/**
 * A grid on its way to a server, as its host read it. A cell that holds nothing but its value is that value, and an empty one null. The
 * server then reads it as it reads a file, so a host needs to know nothing of columns, ids or dates as people write them.
 */

export type WireCell = null | Exclude<CellValue, CellError> | GridCell;
export interface WireRow {
  readonly index: number;
  readonly cells: readonly WireCell[];
  readonly hidden?: boolean;
}
export interface WireWorksheet {
  readonly name: string;
  readonly state: GridWorksheet['state'];
  readonly rows: readonly WireRow[];
  readonly merges?: readonly GridRange[];
}
export interface WireGrid {
  readonly worksheets: readonly WireWorksheet[];
  readonly extras?: readonly string[];
  readonly otherTabs?: readonly string[];
  readonly names?: readonly GridName[];
}
/** A tab as what has changed in it. */
export interface ChangedWorksheet extends Omit<WireWorksheet, 'merges'> {
  /** None where they are left out; `as-before`: those of the tab of this name in the grid that the changes are from. */
  readonly merges?: readonly GridRange[] | 'as-before';
  readonly gone: readonly number[];
}
/** A grid as what has changed since another one; all but rows and merges is said anew. */
export interface ChangedRows extends Omit<WireGrid, 'worksheets'> {
  readonly worksheets: readonly ChangedWorksheet[];
}
/** What has changed since the sheet of a sync that was answered; or since what stands there when that answer is written, where `written` is the digest of that. */
export interface WireChanges extends ChangedRows {
  readonly since: string;
  readonly written?: string;
}

const isBare = ({ isDate, isFormula, isUnreadable }: GridCell): boolean => !isDate && !isFormula && !isUnreadable;

const toWireCell = (one: GridCell | undefined): WireCell => {
  if (one === undefined) return null;
  return isBare(one) && typeof one.value !== 'object' ? one.value : { ...one };
};
const fromWireCell = (one: WireCell): GridCell | undefined => {
  if (one === null) return undefined;
  return typeof one === 'object' ? one : { value: one };
};

/** A row ends with its last cell that holds something, however wide its host read it. */
export const withoutTail = (cells: readonly WireCell[]): readonly WireCell[] => {
  let { length } = cells;
  while (length > 0 && cells[length - 1] === null) length--;
  return length === cells.length ? cells : cells.slice(0, length);
};

/** A grid as it is sent. */
export const gridToWire = ({ worksheets, extras, otherTabs, names }: Grid): WireGrid => ({
  worksheets: worksheets.map(({ name, state, rows, merges }) => ({
    name, state, rows: rows.map(({ index, cells, hidden }) => ({ index, cells: withoutTail(Array.from(cells, toWireCell)), ...(hidden && { hidden }) })), ...(merges && { merges }),
  })),
  extras: [...extras],
  ...(otherTabs && { otherTabs: [...otherTabs] }),
  ...(names && { names: [...names] }),
});

/** A row that was sent before is the same row: what was found out of it is known. */
const fromWireRow = remembered((one: WireRow): GridRow => ({ ...one, cells: one.cells.map(fromWireCell) }));

const byIndex = (a: WireRow, b: WireRow): number => a.index - b.index;

/** Rows in order, as a grid is read; of repeated ones the last. */
export const inOrder = (rows: readonly WireRow[]): readonly WireRow[] =>
  rows.every((row, i) => i === 0 || rows[i - 1]!.index < row.index) ? rows : [...new Map(rows.map((one) => [one.index, one])).values()].sort(byIndex);

const made = createNotes<readonly WireRow[], { readonly sent: readonly WireRow[]; readonly rows: readonly GridRow[] }>();

const fromWireRows = (rows: readonly WireRow[], like: readonly WireRow[] = []): readonly GridRow[] => {
  const [found, before, sent] = [made.get(rows), made.get(like), inOrder(rows)];
  if (found) return found.rows;
  const gridRows = sent.map((row, i) => (before && before.sent[i] === row ? before.rows[i]! : fromWireRow(row)));
  made.set(rows, { sent, rows: gridRows });
  return gridRows;
};

/** Rows of a tab, where there is one of that name. */
export const rowsNamed = (grid: WireGrid | undefined, tab: string): readonly WireRow[] | undefined => grid?.worksheets.find(({ name }) => name === tab)?.rows;

const lastWorksheets = createLastKnown<GridWorksheet['rows'], GridWorksheet>();

/** A tab that stayed is the same object: what was found out of it is known, too. */
const fromWireWorksheet = ({ name, state, rows: sent, merges }: WireWorksheet, like?: WireGrid): GridWorksheet => {
  const rows = fromWireRows(sent, rowsNamed(like, name));
  return lastWorksheets([name, state, merges]).of(rows, () => ({ name, state, rows, ...(merges && { merges }) }));
};

/** A grid that was sent. Its rows are put in order, and a repeated one is left out. `like` is one that was read before, of whose rows most may be the same objects. */
export const gridFromWire = ({ worksheets, extras = [], otherTabs, names }: WireGrid, like?: WireGrid): Grid => ({
  worksheets: worksheets.map((worksheet) => fromWireWorksheet(worksheet, like)),
  extras,
  ...(otherTabs && { otherTabs }),
  ...(names && { names }),
});
