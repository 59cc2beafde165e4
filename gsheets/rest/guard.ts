import { areasOf, idHeader, rangeAddress, type GridRange, type TabPatch, type WorkbookPatch } from '../../core';
import type { GoogleFailure, Spreadsheet } from './calls';
import { markFields } from './mark';
import { cellsOf, columnCountOf, enteredFields, enteredIn, quotedName, rowCountOf, sheetIdOf, sheetNamed, titleOf, usedArea, type CellsOf, type ExtendedValue, type Sheet } from './raw-spreadsheet';

/** What must still stand on a tab when it is written: the cells that are, and whatever says that they are the right ones. */
export interface Guard {
  readonly sheet: Sheet;
  readonly areas: readonly GridRange[];
}

/** Of tabs, whose they are and what somebody wrote in them. */
export const guardSheetFields = `sheets(properties(sheetId,title),data(startRow,startColumn,rowData.values(${enteredFields})))`;
/** The mask of the second look. */
export const guardFields = `${markFields},${guardSheetFields}`;

const headerOf = (right: number): GridRange => ({ top: 0, left: 0, bottom: 0, right });

/** The column where a tab keeps its ids: where a row was put in or taken out, or rows were sorted, they are no longer the same. */
export const idColumnOf = (stands: CellsOf, right: number): number => {
  for (let column = 0; column <= right; column++) if (enteredIn(stands(0, column)).stringValue === idHeader) return column;
  return 0;
};

/** Of a table: its headers, its ids, the cells that are written, and of rows that get an id all that is in them, since nothing else tells one row without an id from the next. */
const tableAreas = (sheet: Sheet, { cells, columns = 1 }: TabPatch): GridRange[] => {
  const used = usedArea(sheet);
  if (!used) return areasOf(cells);
  const ids = idColumnOf(cellsOf(sheet), used.right);
  const rows = new Set(cells.filter(({ column, value }) => column === ids && value !== null).map(({ row }) => row));
  const width = Math.max(columns, ids + 1);
  const whole = [...rows].flatMap((row) => Array.from({ length: width }, (_, column) => ({ row, column })));
  return [headerOf(Math.max(used.right, width - 1)), { ...used, left: ids, right: ids }, ...areasOf([...cells.filter(({ row }) => !rows.has(row)), ...whole])];
};

/** Of a table that is not ours: all down to its headers, what tells its rows apart, and the cells that are written. */
const anchoredAreas = (sheet: Sheet, { cells, anchor }: TabPatch): GridRange[] => {
  const used = usedArea(sheet);
  return used && anchor ? [{ ...used, bottom: anchor.headerRow }, ...anchor.keyColumns.map((column) => ({ ...used, left: column, right: column })), ...areasOf(cells)] : areasOf(cells);
};

/** No range may reach beyond what there is. */
const within = (sheet: Sheet, { top, left, bottom, right }: GridRange): GridRange[] => {
  const cut = { top, left, bottom: Math.min(bottom, rowCountOf(sheet) - 1), right: Math.min(right, columnCountOf(sheet) - 1) };
  return cut.bottom < top || cut.right < left ? [] : [cut];
};

const guardOn = (raw: Spreadsheet, tab: string, areasIn: (sheet: Sheet) => readonly GridRange[]): Guard[] => {
  const sheet = sheetNamed(raw, tab);
  if (!sheet) return [];
  const areas = areasIn(sheet).flatMap((area) => within(sheet, area));
  return areas.length === 0 ? [] : [{ sheet, areas }];
};

const wholeArea = (sheet: Sheet): GridRange[] => [{ top: 0, left: 0, bottom: rowCountOf(sheet) - 1, right: columnCountOf(sheet) - 1 }];

/** What must stand for a patch, and on tabs whose layout alone is mended (`laidOut`) the headers, which say what the columns are. [N41] */
export const guardsOf = (raw: Spreadsheet, { tabs, pages, generated, removed, names = [] }: WorkbookPatch, laidOut: readonly string[]): Guard[] => {
  const filled = tabs.filter(({ cells }) => cells.length > 0);
  const written = filled.filter(({ isPage }) => !isPage);
  const whole = [...filled.filter(({ isPage }) => isPage).map(({ tab }) => tab), ...[...pages, ...generated.worksheets].map(({ name }) => name), ...removed];
  const named = new Set([...written.map(({ tab }) => tab), ...whole]);
  return [
    ...written.flatMap((patch) => guardOn(raw, patch.tab, (sheet) => (patch.lastRow === undefined ? anchoredAreas(sheet, patch) : tableAreas(sheet, patch)))),
    ...whole.flatMap((tab) => guardOn(raw, tab, wholeArea)),
    ...names.flatMap(({ tab, range }) => guardOn(raw, tab, () => [{ ...range, bottom: range.top }])),
    ...laidOut.filter((tab) => !named.has(tab)).flatMap((tab) => guardOn(raw, tab, (sheet) => [headerOf(columnCountOf(sheet) - 1)])),
  ];
};

/** The smallest area over all of these, at least one. */
export const boxOf = (areas: readonly GridRange[]): GridRange => ({
  top: Math.min(...areas.map(({ top }) => top)), left: Math.min(...areas.map(({ left }) => left)),
  bottom: Math.max(...areas.map(({ bottom }) => bottom)), right: Math.max(...areas.map(({ right }) => right)),
});

/** Letters of all ranges of a request: they stand in its address. */
const mostLetters = 3_000;

/** What is asked for: each area, or where these are too many, one over all of them that are not whole rows or columns of the table. */
export const guardRanges = (guards: readonly Guard[]): string[] => {
  const rangesOf = (areasIn: (guard: Guard) => readonly GridRange[]): string[] => guards.flatMap((guard) => areasIn(guard).map((area) => `${quotedName(titleOf(guard.sheet))}!${rangeAddress(area)}`));
  const each = rangesOf(({ areas }) => areas);
  return each.join('').length <= mostLetters ? each : rangesOf(({ areas }) => [boxOf(areas)]);
};

/** What somebody wrote, so that two are the same where they wrote the same. A cell that holds an empty text holds nothing. */
export const toldValue = ({ stringValue, numberValue, boolValue, formulaValue }: ExtendedValue): string | number | boolean =>
  formulaValue !== undefined ? `=${formulaValue}` : stringValue !== undefined && stringValue !== '' ? `"${stringValue}` : (numberValue ?? boolValue ?? '');

const stands = (area: GridRange, before: CellsOf, now: CellsOf): boolean => {
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) {
      if (toldValue(enteredIn(before(row, column))) !== toldValue(enteredIn(now(row, column)))) return false;
    }
  }
  return true;
};

/** The first tab on which not all stands as it was read; `undefined` where all does. A tab by the same name may be another. */
export const changedSince = (guards: readonly Guard[], now: Spreadsheet): GoogleFailure | undefined => {
  const moved = guards.find(({ sheet, areas }) => {
    const found = sheetNamed(now, titleOf(sheet));
    if (!found || sheetIdOf(found) !== sheetIdOf(sheet)) return true;
    const [before, after] = [cellsOf(sheet), cellsOf(found)];
    return !areas.every((area) => stands(area, before, after));
  });
  return moved && { kind: 'changed', tab: titleOf(moved.sheet) };
};
