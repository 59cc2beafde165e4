import { ownNamePrefix, rangeAddress, type GridName, type TableAnchor, type TabPatch, type WorkbookPatch } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { cellValue } from './cell-data';
import { followedFormula, type LineNow } from './followed-formula';
import { idColumnOf, toldValue } from './guard';
import { nameRequests } from './names';
import { cellsOf, columnCountOf, enteredIn, quotedName, rowCountOf, sheetIdOf, sheetNamed, titleOf, usedArea, type CellData, type CellsOf, type ExtendedValue, type Sheet } from './raw-spreadsheet';
import { placeKey, updateCells } from './update-cells';

/**
 * Between the second look and the batch lies one request, in which a person may put in, take out or sort rows or columns: what was meant for one row then
 * stands in another. The batch's own answer shows it, and all is put where it belongs. [N53] [C142]
 */

/** A table that was written on, as it stood before. */
export interface WrittenTable {
  readonly before: Sheet;
  readonly patch: TabPatch;
}

export const writtenTables = (raw: Spreadsheet, { tabs }: WorkbookPatch): WrittenTable[] =>
  tabs.filter(({ cells, lastRow, anchor }) => cells.length > 0 && (lastRow !== undefined || anchor)).flatMap((patch) => [sheetNamed(raw, patch.tab)].flatMap((before) => (before ? [{ before, patch }] : [])));

/** The same tab, whatever it is called by now. */
const foundIn = ({ sheets = [] }: Spreadsheet, before: Sheet): Sheet | undefined => sheets.find((sheet) => sheetIdOf(sheet) === sheetIdOf(before));

type Written = ReadonlyMap<string, ExtendedValue>;

interface Standing {
  readonly value: CellsOf;
  readonly headerRow: number;
  /** Of several that are alike each but the first has its number. */
  readonly headers: readonly string[];
  /** What these hold tells a row from the others. */
  readonly keyColumns: readonly number[];
  readonly bottom: number;
}

const told = (value: CellsOf, row: number, column: number): string => String(toldValue(enteredIn(value(row, column))));

const headersIn = (value: CellsOf, row: number, right: number): string[] => {
  const texts = Array.from({ length: right + 1 }, (_, column) => told(value, row, column));
  return texts.map((text, column) => {
    const like = texts.slice(0, column).filter((other) => other === text).length;
    return text === '' || like === 0 ? text : `${text} ${like}`;
  });
};

const standingOf = (sheet: Sheet, anchor?: TableAnchor): Standing => {
  const [value, used] = [cellsOf(sheet), usedArea(sheet)];
  const [right, headerRow] = [used?.right ?? 0, anchor?.headerRow ?? 0];
  return { value, headerRow, headers: headersIn(value, headerRow, right), keyColumns: anchor?.keyColumns ?? [idColumnOf(value, right)], bottom: used?.bottom ?? 0 };
};

/** Where a column stands in another state of the table, by its header, or where it has none by the next one on its left that has one; -1 where it does not. */
const columnIn = ({ headers }: Standing, to: Standing, column: number): number => {
  for (let left = column; left >= 0; left--) {
    const at = headers[left] ? to.headers.indexOf(headers[left]!) : -1;
    const expected = at + column - left;
    if (at >= 0) return left === column || !to.headers[expected] ? expected : -1;
    if (headers[column]) return -1;
  }
  return to.headers[column] ? -1 : column;
};

/** A table that is not ours as it stands now: its headers are in the row that has most of them, save where that was written over. */
const standingNow = (sheet: Sheet, was: Standing, anchor: TableAnchor | undefined, written: Written): Standing => {
  if (!anchor) return standingOf(sheet);
  const [value, { bottom = 0, right = 0 } = {}] = [cellsOf(sheet), usedArea(sheet)];
  const rows = Array.from({ length: bottom + 1 }, (_, row) => headersIn(value, row, right).map((text, column) => (written.has(placeKey(row, column)) ? '' : text)));
  const counts = rows.map((row) => was.headers.filter((text) => text !== '' && row.includes(text)).length);
  const headerRow = counts.indexOf(Math.max(...counts));
  const missing = was.headers.filter((text) => text !== '' && !rows[headerRow]!.includes(text));
  /** Of those that are not seen, its own where it is among them. */
  const underneath = (column: number): string => missing.splice(Math.max(missing.indexOf(was.headers[column] ?? ''), 0), 1)[0] ?? '';
  const headers = rows[headerRow]!.map((text, column) => (written.has(placeKey(headerRow, column)) ? underneath(column) : text));
  const now = { value, headerRow, headers, keyColumns: [], bottom };
  return { ...now, keyColumns: was.keyColumns.map((column) => columnIn(was, now, column)) };
};

/** What tells a row from the others; '' where nothing does. */
const keyAt = ({ value, keyColumns }: Standing, row: number): string => {
  const keys = keyColumns.map((column) => told(value, row, column));
  return keys.every((key) => key === '') ? '' : keys.join('\n');
};

const writtenCells = ({ cells }: TabPatch): Written => new Map(cells.map(({ row, column, value, formula }) => [placeKey(row, column), cellValue(value, formula)]));

/** The last row whose key the answer to a batch is to show. */
const lastShown = ({ before, patch: { lastRow = 0 } }: WrittenTable, { bottom }: Standing): number => Math.min(Math.max(bottom, lastRow), rowCountOf(before) - 1);

/** What the answer to the batch is to show of a table: its headers and what tells its rows apart, the new ones too. */
export const landingRanges = (table: WrittenTable): string[] => {
  const { before, patch } = table;
  const standing = standingOf(before, patch.anchor);
  const { headers, headerRow, keyColumns } = standing;
  const name = quotedName(titleOf(before));
  return [
    { top: headerRow, left: 0, bottom: headerRow, right: Math.min(headers.length, columnCountOf(before)) - 1 },
    ...keyColumns.map((column) => ({ top: 0, left: column, bottom: lastShown(table, standing), right: column })),
  ].map((range) => `${name}!${rangeAddress(range)}`);
};

/** Does everything stand where it was written: headers and keys as they were, and those that were written in their rows? */
export const hasLanded = (table: WrittenTable, shown: Spreadsheet): boolean => {
  const { before, patch } = table;
  const now = foundIn(shown, before);
  if (!now) return false;
  const [standing, after, written] = [standingOf(before, patch.anchor), cellsOf(now), writtenCells(patch)];
  const { value, headers, headerRow, keyColumns } = standing;
  const isThere = (row: number, column: number): boolean => toldValue(written.get(placeKey(row, column)) ?? enteredIn(value(row, column))) === toldValue(enteredIn(after(row, column)));
  const rows = Array.from({ length: lastShown(table, standing) + 1 }, (_, row) => row);
  return headers.every((_, column) => isThere(headerRow, column)) && rows.every((row) => keyColumns.every((column) => isThere(row, column)));
};

/** The row that stood here where rows only moved up or down together: as far below the next one above that is known as it was. */
const expectedAt = (row: number, known: ReadonlyMap<number, number>): number | undefined => {
  for (let above = row - 1; above >= 0; above--) {
    const there = known.get(above);
    if (there !== undefined) return there + row - above;
  }
  return undefined;
};

/** Rows by what tells them apart; those that nothing does, and several that are alike, are none. */
const rowsByKey = (standing: Standing, rows: readonly number[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>([['', -1]]);
  for (const row of rows) {
    const key = keyAt(standing, row);
    found.set(key, found.has(key) ? -1 : row);
  }
  return new Map([...found].filter(([, row]) => row >= 0));
};

/** What two cells are held against each other by: a formula speaks of where it stands. */
const alike = (value: CellsOf, row: number, column: number): string => (enteredIn(value(row, column)).formulaValue === undefined ? told(value, row, column) : '=');

/** For each row as it is now the row that it was, as far as its key or, where that was written over, the rest of it tells. */
const originsOf = (before: Standing, now: Standing, written: Written): Map<number, number> => {
  const rowsBefore = Array.from({ length: before.bottom + 1 }, (_, row) => row);
  const byKey = rowsByKey(before, rowsBefore);
  const origins = new Map<number, number>([[now.headerRow, before.headerRow]]);
  const unknown: number[] = [];
  for (let row = 0; row <= now.bottom; row++) {
    if (row === now.headerRow) continue;
    const found = now.keyColumns.some((column) => written.has(placeKey(row, column))) ? undefined : byKey.get(keyAt(now, row));
    if (found === undefined) unknown.push(row);
    else origins.set(row, found);
  }
  const isBlank = (row: number): boolean => before.headers.every((_, column) => told(before.value, row, column) === '');
  const known = new Set(origins.values());
  const left = rowsBefore.filter((row) => !known.has(row) && !isBlank(row));
  const isSame = (row: number, old: number): boolean => now.headers.every((_, column) => {
    const was = columnIn(now, before, column);
    return written.has(placeKey(row, column)) || alike(now.value, row, column) === (was < 0 ? '' : alike(before.value, old, was));
  });
  for (const row of unknown) {
    const at = left.findIndex((old) => (old === expectedAt(row, origins) || !isBlank(row)) && isSame(row, old));
    if (at >= 0) origins.set(row, left.splice(at, 1)[0]!);
  }
  return origins;
};

/** Where rows and columns of a formula are now. Blank rows tell nothing of themselves: they are where they would be, if nothing else is there. */
const linesNow = (was: Standing, is: Standing, origins: ReadonlyMap<number, number>): { readonly row: LineNow; readonly column: LineNow } => {
  const rowsNow = new Map([...origins].map(([row, old]) => [old, row]));
  const row: LineNow = (old, towards) => {
    if (old < 0) return undefined;
    const expected = rowsNow.get(old) ?? expectedAt(old, rowsNow) ?? old;
    if (rowsNow.has(old) || !origins.has(expected)) return expected;
    return towards === 0 ? undefined : row(old + towards, towards);
  };
  const column: LineNow = (old, towards) => {
    const now = columnIn(was, is, old);
    return now >= 0 ? now : towards === 0 || old < 0 ? undefined : column(old + towards, towards);
  };
  return { row, column };
};

/** Stands the like of it in all rows of its column? What a treasurer's table is asked by its names for stands only where that has something. */
const isInEveryRow = (formula: string | undefined): boolean => formula !== undefined && !formula.includes(ownNamePrefix);

/** Puts what was written where it belongs by now, what it was written over back, and its names on their columns. */
export const landingRequests = ({ before, patch }: WrittenTable, shown: Spreadsheet, names: readonly GridName[] = []): SheetsRequest[] => {
  const now = foundIn(shown, before);
  if (!now) return [];
  const written = writtenCells(patch);
  const was = standingOf(before, patch.anchor);
  const is = standingNow(now, was, patch.anchor, written);
  const origins = originsOf(was, is, written);
  const rowsNow = new Map([...origins].map(([row, old]) => [old, row]));
  const lines = linesNow(was, is, origins);
  const columnNow = (column: number): number => columnIn(was, is, column);
  const columnBefore = (column: number): number => columnIn(is, was, column);
  /** What a cell held, so that it can be put back elsewhere. */
  const heldBy = ({ userEnteredValue, effectiveValue = {} }: CellData = {}): ExtendedValue => {
    const { formulaValue } = userEnteredValue ?? {};
    if (formulaValue === undefined) return effectiveValue.errorValue ? {} : effectiveValue;
    return { formulaValue: followedFormula(formulaValue, titleOf(before), lines.row, lines.column) };
  };
  const isNew = (row: number): boolean => row > was.bottom;
  // New rows that were written over something go below all that there is.
  const displaced = [...new Set(patch.cells.map(({ row }) => row))].filter((row) => isNew(row) && origins.has(row)).sort((a, b) => a - b);
  const rowNow = (row: number): number | undefined => (!isNew(row) ? rowsNow.get(row) : displaced.includes(row) ? Math.max(is.bottom, ...patch.cells.map((cell) => cell.row)) + 1 + displaced.indexOf(row) : row);
  const put = new Map<string, { readonly row: number; readonly column: number; readonly data: gapi.client.sheets.CellData }>();
  const place = (row: number, column: number, userEnteredValue: ExtendedValue): void => void put.set(placeKey(row, column), { row, column, data: { userEnteredValue } });
  const moved = patch.cells.filter(({ row, column }) => rowNow(row) !== row || columnNow(column) !== column);
  for (const { row, column, formula } of moved) {
    const [old, oldColumn] = [origins.get(row), columnBefore(column)];
    // A formula of every row speaks of the row that it stands in, whichever that is; one of names comes again with the next sync.
    if (old === undefined || oldColumn < 0) place(row, column, {});
    else if (!isInEveryRow(formula) || oldColumn !== column) place(row, column, heldBy(was.value(old, oldColumn)));
  }
  for (const { row, column, formula } of moved) {
    const [target, targetColumn] = [rowNow(row), columnNow(column)];
    if (target !== undefined && targetColumn >= 0 && formula === undefined) place(target, targetColumn, written.get(placeKey(row, column))!);
  }
  const lacking = Math.max(0, ...[...put.values()].map(({ row }) => row + 1 - rowCountOf(now)));
  const meant = names.filter(({ tab, range }) => tab === titleOf(before) && columnNow(range.left) >= 0).map((name): GridName => ({ ...name, tab: titleOf(now), range: { ...name.range, top: is.headerRow, left: columnNow(name.range.left), right: columnNow(name.range.left) } }));
  return [
    ...(lacking > 0 ? [{ appendDimension: { sheetId: sheetIdOf(now), dimension: 'ROWS' as const, length: lacking } }] : []),
    ...updateCells(sheetIdOf(now), [...put.values()], 'userEnteredValue'),
    ...(patch.anchor ? nameRequests(shown, meant) : []),
  ];
};
