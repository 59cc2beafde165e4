import { groupBy } from '../plan/group-by';
import { sameList } from '../plan/remembered';
import { rowAt } from '../sheet/grid';
import { isDateStyle } from '../sheet/looks';
import { styledCell, type ModelCell, type ModelValue, type WorksheetModel } from '../sheet/model';
import type { CellPatch, WorkbookPatch } from '../sheet/patch/workbook-patch';
import { isSameRow, withRows } from './changed-rows';
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
const isDateAt = (rowOf: (index: number) => WireRow | undefined, row: number, column: number): boolean => {
  for (let index = row; index > 0; index--) {
    const cell = rowOf(index)?.cells[column] ?? null;
    if (cell !== null) return typeof cell === 'object' && cell.isDate === true;
  }
  return false;
};

/** Gives for a row, which stands where another one stood, one that holds the same. */
export type Sharing = (row: WireRow, before: WireRow | undefined) => WireRow;

/** A row as it is read again: undefined where nothing is in it. */
const rowOfCells = (row: WireRow, before: WireRow | undefined, shared: Sharing): WireRow | undefined => {
  const cells = withoutTail(row.cells);
  return cells.length > 0 ? shared({ ...row, cells }, before) : undefined;
};

/** A tab whose other cells stay. */
const rowsWithCells = (old: Rows, cells: readonly CellPatch[], shared: Sharing): Rows => {
  const rows = new Map<number, WireRow | undefined>();
  const rowOf = (index: number): WireRow | undefined => (rows.has(index) ? rows.get(index) : rowAt(old, index));
  for (const [index, written] of groupBy(cells, ({ row }) => row)) {
    const standing = rowAt(old, index);
    const after = [...(standing?.cells ?? [])];
    for (const { column, value, formula } of written) {
      while (after.length < column) after.push(null);
      after[column] = toWireCell(value, formula, typeof value === 'number' && isDateAt(rowOf, index, column));
    }
    rows.set(index, rowOfCells({ index, ...standing, cells: after }, standing, shared));
  }
  const gone = [...rows].flatMap(([index, row]) => (row === undefined && rowAt(old, index) ? [index] : []));
  return withRows(old, [...rows.values()].flatMap((row) => row ?? []), gone);
};

/** A tab that is written as a whole. Rows that come to the same are the same objects. */
const rowsOfModel = (old: Rows, { rows, columns }: Pick<WorksheetModel, 'rows' | 'columns'>, shared: Sharing): Rows => {
  const toCell = (one: ModelCell, column: number): WireCell => {
    const { value, formula, style } = styledCell(one);
    return toWireCell(value, formula, isDateStyle(style ?? columns[column]?.style));
  };
  const asStanding: Sharing = (row, standing) => (standing && isSameRow(standing, row) ? standing : shared(row, standing));
  return sameList(old, rows.flatMap((cells, index) => {
    const standing = rowAt(old, index);
    return rowOfCells({ index, cells: cells.map(toCell), ...(standing?.hidden && { hidden: true }) }, standing, asStanding) ?? [];
  }));
};

/** What a workbook lacks, as far as it is cells. */
export type WrittenCells = Pick<WorkbookPatch, 'tabs' | 'pages' | 'generated' | 'removed'>;

/**
 * Rows that stay are the same objects, and so are the rows of a tab that all stay. What is not rows is as it was, with whoever sends and with the server: merges are said to be as before with respect to it, and `rowsDigest` says nothing of them; the rest is said anew with each sheet.
 * `shared` gives for a row one that holds the same.
 */
export const withWritten = (sheet: WireGrid, written: WrittenCells | null, shared: Sharing = (row) => row): WireGrid => {
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
