import { isCellError, positionFrom, rowAt, type CellValue, type GridRange } from '../sheet/grid';
import { inOrder, type ChangedRows, type ChangedWorksheet, type WireCell, type WireGrid, type WireRow, type WireWorksheet } from './wire-cells';

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
  const [old, rows] = [inOrder(before), inOrder(after)];
  const isOld = (row: WireRow): boolean => {
    const found = rowAt(old, row.index);
    return found !== undefined && isSameRow(found, row);
  };
  return { rows: rows.filter((row) => !isOld(row)), gone: old.flatMap(({ index }) => (rowAt(rows, index) ? [] : [index])) };
};

const isSameRange = (a: GridRange, b: GridRange | undefined): boolean => b !== undefined && a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
const isSameMerges = (before: WireWorksheet['merges'], after: WireWorksheet['merges']): boolean =>
  before !== undefined && after !== undefined && before.length === after.length && before.every((range, i) => isSameRange(range, after[i]));

const changedTab = (before: WireWorksheet | undefined, after: WireWorksheet): ChangedWorksheet =>
  ({ ...after, ...changedIn(before?.rows ?? [], after.rows), ...(isSameMerges(before?.merges, after.merges) && { merges: 'as-before' }) });

/** What has changed between two readings of a workbook: rows are told apart by their index and their tab's name, so a tab under another name is a new one. */
export const changedRows = (before: WireGrid, { worksheets, ...beside }: WireGrid): ChangedRows => {
  const tabs = byName(before);
  return { ...beside, worksheets: worksheets.map((worksheet) => changedTab(tabs.get(worksheet.name), worksheet)) };
};

/** Rows as they are read, with these where they belong and without those that are gone; the same list where nothing is said. */
export const withRows = (before: readonly WireRow[], rows: readonly WireRow[], gone: readonly number[]): readonly WireRow[] => {
  if (rows.length === 0 && gone.length === 0) return before;
  const old = inOrder(before);
  if (gone.length > 0 || !rows.every(({ index }) => rowAt(old, index))) {
    const without = new Set(gone);
    return inOrder([...old.filter(({ index }) => !without.has(index)), ...rows]);
  }
  const all = [...old];
  for (const row of rows) all[positionFrom(old, row.index)] = row;
  return all;
};

/** The reading after: `withChangedRows(a, changedRows(a, b))` is b. Rows and merges that stayed are the same objects, and so are the rows of a tab that all stayed. */
export const withChangedRows = (before: WireGrid, { worksheets, ...beside }: ChangedRows): WireGrid => {
  const tabs = byName(before);
  return { ...beside, worksheets: worksheets.map(({ gone, merges: said, ...worksheet }) => {
    const old = tabs.get(worksheet.name);
    const merges = said === 'as-before' || isSameMerges(old?.merges, said) ? old?.merges : said;
    return { ...worksheet, rows: withRows(old?.rows ?? [], worksheet.rows, gone), ...(merges && { merges }) };
  }) };
};
