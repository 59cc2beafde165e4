import { isCellError, type CellValue } from '../sheet/grid';
import type { ChangedRows, WireCell, WireGrid, WireRow, WireWorksheet } from './wire-cells';

/** Rows by their index; of repeated ones the last, as a grid is read. */
export const rowsByIndex = (rows: readonly WireRow[]): Map<number, WireRow> => new Map(rows.map((row) => [row.index, row]));
const byName = ({ worksheets }: WireGrid): ReadonlyMap<string, WireWorksheet> => new Map(worksheets.map((one) => [one.name, one]));

const isSameValue = (a: CellValue, b: CellValue): boolean => a === b || (isCellError(a) && isCellError(b) && a.error === b.error);
export const isSameCell = (a: WireCell, b: WireCell): boolean => {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  return isSameValue(a.value, b.value) && a.isDate === b.isDate && a.isFormula === b.isFormula && a.isUnreadable === b.isUnreadable;
};
/** Do two rows hold the same, in the same place? */
export const isSameRow = (a: WireRow, b: WireRow): boolean =>
  a === b || (a.index === b.index && a.hidden === b.hidden && a.cells.length === b.cells.length && a.cells.every((cell, column) => isSameCell(cell, b.cells[column]!)));

const changedIn = (before: readonly WireRow[], after: readonly WireRow[]): { readonly rows: readonly WireRow[]; readonly gone: readonly number[] } => {
  if (before === after) return { rows: [], gone: [] };
  const [old, rows] = [rowsByIndex(before), rowsByIndex(after)];
  const isOld = (row: WireRow): boolean => {
    const found = old.get(row.index);
    return found !== undefined && isSameRow(found, row);
  };
  return { rows: [...rows.values()].filter((row) => !isOld(row)), gone: [...old.keys()].filter((index) => !rows.has(index)) };
};

/** What has changed between two readings of a workbook: rows are told apart by their index and their tab's name, so a tab under another name is a new one. */
export const changedRows = (before: WireGrid, { worksheets, ...beside }: WireGrid): ChangedRows => {
  const tabs = byName(before);
  return { ...beside, worksheets: worksheets.map((worksheet) => ({ ...worksheet, ...changedIn(tabs.get(worksheet.name)?.rows ?? [], worksheet.rows) })) };
};

const rowsWith = (old: readonly WireRow[], rows: readonly WireRow[], gone: readonly number[]): readonly WireRow[] => {
  if (rows.length === 0 && gone.length === 0) return old;
  const all = rowsByIndex(old);
  for (const index of gone) all.delete(index);
  for (const row of rows) all.set(row.index, row);
  return [...all.values()].sort((a, b) => a.index - b.index);
};

/** The reading after: `withChangedRows(a, changedRows(a, b))` is b. Rows that stayed are the same objects, and so are the rows of a tab that all stayed. */
export const withChangedRows = (before: WireGrid, { worksheets, ...beside }: ChangedRows): WireGrid => {
  const tabs = byName(before);
  return { ...beside, worksheets: worksheets.map(({ gone, ...worksheet }) => ({ ...worksheet, rows: rowsWith(tabs.get(worksheet.name)?.rows ?? [], worksheet.rows, gone) })) };
};
