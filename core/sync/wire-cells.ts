import { remembered } from '../plan/remembered';
import type { CellError, CellValue, Grid, GridCell, GridName, GridRange, GridRow, GridWorksheet } from '../sheet/grid';

/**
 * A grid on its way to a server, as its host read it. A cell that holds nothing but its value is that value, and an empty one null. The
 * server then reads it as it reads a file, so a host needs to know nothing of columns, ids or dates as people write them.
 */

type WireCell = null | Exclude<CellValue, CellError> | GridCell;
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
/** A grid as what has changed since another one; all but the rows is said anew. */
export interface ChangedRows extends WireGrid {
  readonly worksheets: readonly (WireWorksheet & { readonly gone: readonly number[] })[];
}
export interface WireChanges extends ChangedRows {
  readonly since: string;
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

/** A grid as it is sent. */
export const gridToWire = ({ worksheets, extras, otherTabs, names }: Grid): WireGrid => ({
  worksheets: worksheets.map(({ name, state, rows, merges }) => ({
    name, state, rows: rows.map(({ index, cells, hidden }) => ({ index, cells: Array.from(cells, toWireCell), ...(hidden && { hidden }) })), ...(merges && { merges }),
  })),
  extras: [...extras],
  ...(otherTabs && { otherTabs: [...otherTabs] }),
  ...(names && { names: [...names] }),
});

/** A row that was sent before is the same row: what was found out of it is known. */
const fromWireRow = remembered((one: WireRow): GridRow => ({ ...one, cells: one.cells.map(fromWireCell) }));

const byIndex = (a: GridRow, b: GridRow): number => a.index - b.index;

/** Rows in order; of repeated ones the last. */
const fromWireRows = remembered((rows: readonly WireRow[]): readonly GridRow[] => [...new Map(rows.map((one): [number, GridRow] => [one.index, fromWireRow(one)])).values()].sort(byIndex));

/** A grid that was sent. Its rows are put in order, and a repeated one is left out. */
export const gridFromWire = ({ worksheets, extras = [], otherTabs, names }: WireGrid): Grid => ({
  worksheets: worksheets.map(({ name, state, rows, merges }) => ({ name, state, rows: fromWireRows(rows), ...(merges && { merges }) })),
  extras,
  ...(otherTabs && { otherTabs }),
  ...(names && { names }),
});
