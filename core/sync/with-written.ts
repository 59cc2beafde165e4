import { groupBy } from '../plan/group-by';
import { isDateStyle } from '../sheet/looks';
import { styledCell, type ModelCell, type ModelValue, type WorksheetModel } from '../sheet/model';
import type { CellPatch, WorkbookPatch } from '../sheet/patch/workbook-patch';
import { isSameRow, rowsByIndex } from './changed-rows';
import { withoutTail, type WireCell, type WireGrid, type WireRow } from './wire-cells';

/**
 * A sheet as it will stand in its workbook once an answer's changes are written into it. The server and whoever sends the sheet both work it out, so that
 * the next sync need not bring what the server itself has told to write. It is what is expected, not what is known: where the host holds anything else,
 * since it wrote half of it or calculates otherwise, that differs from what is expected and is sent.
 */

type Rows = readonly WireRow[];

const toWireCell = (value: ModelValue, formula: string | undefined, isDate: boolean): WireCell => {
  if (formula === undefined && (value === null || value === '')) return null;
  const isShownAsDate = isDate && typeof value === 'number';
  return formula === undefined && !isShownAsDate ? value : { value: value ?? '', ...(isShownAsDate && { isDate: true }), ...(formula !== undefined && { isFormula: true }) };
};

/** A number in a cell is a date where one was, and where nothing was, as the nearest above it. */
const isDateAt = (rows: ReadonlyMap<number, WireRow>, row: number, column: number): boolean => {
  for (let index = row; index > 0; index--) {
    const cell = rows.get(index)?.cells[column] ?? null;
    if (cell !== null) return typeof cell === 'object' && cell.isDate === true;
  }
  return false;
};

/** `before` is the row that stood there. */
type Shared = (row: WireRow, before: WireRow | undefined) => WireRow;

const put = (rows: Map<number, WireRow>, row: WireRow, before: WireRow | undefined, shared: Shared): void => {
  const cells = withoutTail(row.cells);
  if (cells.length > 0) rows.set(row.index, shared({ ...row, cells }, before));
  else rows.delete(row.index);
};

const inOrder = (rows: ReadonlyMap<number, WireRow>): Rows => [...rows.values()].sort((a, b) => a.index - b.index);

/** A tab whose other cells stay. */
const rowsWithCells = (old: Rows, cells: readonly CellPatch[], shared: Shared): Rows => {
  if (cells.length === 0) return old;
  const rows = rowsByIndex(old);
  for (const [index, written] of groupBy(cells, ({ row }) => row)) {
    const before = rows.get(index) ?? { index, cells: [] };
    const after = [...before.cells];
    for (const { column, value, formula } of written) {
      while (after.length < column) after.push(null);
      after[column] = toWireCell(value, formula, typeof value === 'number' && isDateAt(rows, index, column));
    }
    put(rows, { ...before, cells: after }, rows.get(index), shared);
  }
  return inOrder(rows);
};

/** A tab that is written as a whole. Rows that come to the same are the same objects. */
const rowsOfModel = (old: Rows, { rows, columns }: Pick<WorksheetModel, 'rows' | 'columns'>, shared: Shared): Rows => {
  const [before, after] = [rowsByIndex(old), new Map<number, WireRow>()];
  const toCell = (one: ModelCell, column: number): WireCell => {
    const { value, formula, style } = styledCell(one);
    return toWireCell(value, formula, isDateStyle(style ?? columns[column]?.style));
  };
  rows.forEach((cells, index) => {
    const standing = before.get(index);
    const asStanding: Shared = (row) => (standing && isSameRow(standing, row) ? standing : shared(row, standing));
    put(after, { index, cells: cells.map(toCell), ...(standing?.hidden && { hidden: true }) }, standing, asStanding);
  });
  return after.size === old.length && old.every((row) => after.get(row.index) === row) ? old : inOrder(after);
};

/** What a workbook lacks, as far as it is cells. */
export type WrittenCells = Pick<WorkbookPatch, 'tabs' | 'pages' | 'generated' | 'removed'>;

/**
 * Rows that stay are the same objects, and so are the rows of a tab that all stay. What is not rows is as it was: it is said anew with each sheet.
 * `shared` gives for a row one that holds the same.
 */
export const withWritten = (sheet: WireGrid, written: WrittenCells | null, shared: Shared = (row) => row): WireGrid => {
  if (!written) return sheet;
  const tabs = new Map(sheet.worksheets.filter(({ name }) => !written.removed.includes(name)).map((one) => [one.name, one]));
  for (const { tab, cells } of written.tabs) {
    const old = tabs.get(tab);
    if (old) tabs.set(tab, { ...old, rows: rowsWithCells(old.rows, cells, shared) });
  }
  for (const model of [...written.pages, ...written.generated.worksheets]) {
    const old = tabs.get(model.name) ?? { name: model.name, state: model.state, rows: [] };
    tabs.set(model.name, { ...old, rows: rowsOfModel(old.rows, model, shared) });
  }
  return { ...sheet, worksheets: [...tabs.values()] };
};
