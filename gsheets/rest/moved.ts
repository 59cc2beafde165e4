import { ownNamePrefix, rangeAddress, type TabPatch, type WorkbookPatch } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { cellValue } from './cell-data';
import { idColumnOf, toldValue } from './guard';
import { cellsOf, columnCountOf, enteredIn, quotedName, rowCountOf, sheetIdOf, sheetNamed, titleOf, usedArea, type CellData, type CellsOf, type ExtendedValue, type Sheet } from './raw-spreadsheet';
import { placeKey, updateCells } from './update-cells';

/**
 * Between the second look and the batch lies one request, in which a person may put in, take out or sort rows or columns: what was meant for one row then
 * stands in another. The batch's own answer shows it, and all is put where it belongs. [N53]
 */

/** A table that was written on, as it stood before. */
export interface WrittenTable {
  readonly before: Sheet;
  readonly patch: TabPatch;
}

export const writtenTables = (raw: Spreadsheet, { tabs }: WorkbookPatch): WrittenTable[] =>
  tabs.filter(({ cells, lastRow }) => cells.length > 0 && lastRow !== undefined).flatMap((patch) => [sheetNamed(raw, patch.tab)].flatMap((before) => (before ? [{ before, patch }] : [])));

/** The same tab, whatever it is called by now. */
const foundIn = ({ sheets = [] }: Spreadsheet, before: Sheet): Sheet | undefined => sheets.find((sheet) => sheetIdOf(sheet) === sheetIdOf(before));

interface Standing {
  readonly value: CellsOf;
  readonly headers: readonly string[];
  readonly idColumn: number;
  readonly bottom: number;
}

const textOf = ({ stringValue = '' }: ExtendedValue): string => stringValue;

const standingOf = (sheet: Sheet): Standing => {
  const [value, used] = [cellsOf(sheet), usedArea(sheet)];
  const right = used?.right ?? 0;
  return { value, bottom: used?.bottom ?? 0, idColumn: idColumnOf(value, right), headers: Array.from({ length: right + 1 }, (_, column) => textOf(enteredIn(value(0, column)))) };
};

const writtenCells = ({ cells }: TabPatch): Map<string, ExtendedValue> => new Map(cells.map(({ row, column, value, formula }) => [placeKey(row, column), cellValue(value, formula)]));

/** What the answer to the batch is to show of a table: its headers and its ids, the new ones too. */
export const landingRanges = ({ before, patch: { lastRow = 0 } }: WrittenTable): string[] => {
  const { headers, idColumn, bottom } = standingOf(before);
  const name = quotedName(titleOf(before));
  const last = Math.min(Math.max(bottom, lastRow), rowCountOf(before) - 1);
  return [rangeAddress({ top: 0, left: 0, bottom: 0, right: Math.min(headers.length, columnCountOf(before)) - 1 }), rangeAddress({ top: 0, left: idColumn, bottom: last, right: idColumn })].map((range) => `${name}!${range}`);
};

/** Does everything stand where it was written: headers and ids as they were, and those that were written in their rows? */
export const hasLanded = ({ before, patch }: WrittenTable, shown: Spreadsheet): boolean => {
  const now = foundIn(shown, before);
  if (!now) return false;
  const [{ value, headers, idColumn, bottom }, after, written] = [standingOf(before), cellsOf(now), writtenCells(patch)];
  const isThere = (row: number, column: number): boolean => toldValue(written.get(placeKey(row, column)) ?? enteredIn(value(row, column))) === toldValue(enteredIn(after(row, column)));
  return headers.every((_, column) => isThere(0, column)) && Array.from({ length: Math.min(Math.max(bottom, patch.lastRow ?? 0), rowCountOf(before) - 1) }, (_, i) => i + 1).every((row) => isThere(row, idColumn));
};

/** The row that stood here where rows only moved up or down together: as far below the next one above that is known as it was. */
const expectedAt = (row: number, origins: ReadonlyMap<number, number>): number | undefined => {
  for (let above = row - 1; above >= 0; above--) {
    const origin = origins.get(above);
    if (origin !== undefined) return origin + row - above;
  }
  return undefined;
};

/** For each row as it is now the row that it was, as far as its id or, where that was written over, the rest of it tells. */
const originsOf = (before: Standing, now: Standing, written: ReadonlyMap<string, ExtendedValue>): Map<number, number> => {
  const idBefore = (row: number): string => textOf(enteredIn(before.value(row, before.idColumn)));
  const rowsBefore = Array.from({ length: before.bottom + 1 }, (_, row) => row);
  const byId = new Map(rowsBefore.flatMap((row) => (idBefore(row) === '' ? [] : [[idBefore(row), row] as const])));
  const origins = new Map<number, number>([[0, 0]]);
  const unknown: number[] = [];
  for (let row = 1; row <= now.bottom; row++) {
    const found = written.has(placeKey(row, now.idColumn)) ? undefined : byId.get(textOf(enteredIn(now.value(row, now.idColumn))));
    if (found === undefined) unknown.push(row);
    else origins.set(row, found);
  }
  const isBlank = (row: number): boolean => before.headers.every((_, column) => toldValue(enteredIn(before.value(row, column))) === '');
  const known = new Set(origins.values());
  const left = rowsBefore.slice(1).filter((row) => !known.has(row) && !isBlank(row));
  const isSame = (row: number, old: number): boolean => now.headers.every((header, column) => {
    const was = before.headers.indexOf(header);
    return written.has(placeKey(row, column)) || toldValue(enteredIn(now.value(row, column))) === (was < 0 ? '' : toldValue(enteredIn(before.value(old, was))));
  });
  for (const row of unknown) {
    const at = left.findIndex((old) => (old === expectedAt(row, origins) || !isBlank(row)) && isSame(row, old));
    if (at >= 0) origins.set(row, left.splice(at, 1)[0]!);
  }
  return origins;
};

/** What a cell held, so that it can be put back elsewhere: of a formula what it came to, since it spoke of the row where it stood. */
const heldBy = ({ effectiveValue = {} }: CellData = {}): ExtendedValue => (effectiveValue.errorValue ? {} : effectiveValue);

/** Stands the like of it in all rows of its column? What a treasurer's table is asked by its names for stands only where that has something. */
const isInEveryRow = (formula: string | undefined): boolean => formula !== undefined && !formula.includes(ownNamePrefix);

/** Puts what was written where it belongs by now, and back what it was written over. */
export const landingRequests = ({ before, patch }: WrittenTable, shown: Spreadsheet): SheetsRequest[] => {
  const now = foundIn(shown, before);
  if (!now) return [];
  const [was, is, written] = [standingOf(before), standingOf(now), writtenCells(patch)];
  const origins = originsOf(was, is, written);
  const rowsNow = new Map([...origins].map(([row, old]) => [old, row]));
  const columnNow = (column: number): number => (was.headers[column] ? is.headers.indexOf(was.headers[column]) : column);
  const columnBefore = (column: number): number => (is.headers[column] ? was.headers.indexOf(is.headers[column]) : column);
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
  return [...(lacking > 0 ? [{ appendDimension: { sheetId: sheetIdOf(now), dimension: 'ROWS' as const, length: lacking } }] : []), ...updateCells(sheetIdOf(now), [...put.values()], 'userEnteredValue')];
};
