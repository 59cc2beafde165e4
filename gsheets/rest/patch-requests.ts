import type { CellPatch, GridRange, ModelCell, TabPatch, WorkbookModel, WorkbookPatch, WorksheetModel } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { areasOf } from './areas';
import { cellValue } from './cell-format';
import { frameRequests, standingAfter } from './frame';
import { newSheetIds, pageRequests, tabRequests, type TabTarget } from './tab-requests';
import type { GuardOptions } from './open-spreadsheet';
import { cellsOf, columnCountOf, rowCountOf, sheetIdOf, sheetNamed, titleOf, toGoogleRange, type CellData, type CellsOf, type Sheet } from './raw-spreadsheet';

type NumberFormat = gapi.client.sheets.NumberFormat;

const sameFormat = (a: NumberFormat | undefined, b: NumberFormat | undefined): boolean => a?.type === b?.type && a?.pattern === b?.pattern;

const isFilled = (cell: CellData | undefined): boolean => Object.keys(cell?.userEnteredValue ?? {}).length > 0;

/** The last row of a table that holds anything; 0 where there is nothing but headers. */
const lastFilled = (stands: CellsOf, sheet: Sheet, columns: number): number => {
  for (let row = rowCountOf(sheet) - 1; row > 0; row--) {
    for (let column = 0; column < columns; column++) if (isFilled(stands(row, column))) return row;
  }
  return 0;
};

/** The number format that a cell of a new row lacks: it is shown as the one above it in the last row that is filled. */
const formatsOf = (sheet: Sheet, { lastRow, columns = 1 }: TabPatch): ((row: number, column: number) => NumberFormat | undefined) => {
  const stands = cellsOf(sheet);
  const last = lastRow === undefined ? 0 : lastFilled(stands, sheet, columns);
  const formatAt = (row: number, column: number): NumberFormat | undefined => stands(row, column)?.effectiveFormat?.numberFormat;
  return (row, column) => {
    const above = last > 0 && row > last ? formatAt(last, column) : undefined;
    return above && !sameFormat(above, formatAt(row, column)) ? above : undefined;
  };
};

const keyOf = (row: number, column: number): string => `${row} ${column}`;

/** The cells of one mask, as few requests that write these and no others. */
const updatesOf = (sheet: Sheet, cells: readonly (readonly [cell: CellPatch, data: CellData])[], fields: string): SheetsRequest[] => {
  const byPlace = new Map(cells.map(([{ row, column }, data]) => [keyOf(row, column), data]));
  return areasOf(cells.map(([cell]) => cell)).map(({ top, left, bottom, right }): SheetsRequest => ({
    updateCells: {
      fields,
      start: { sheetId: sheetIdOf(sheet), rowIndex: top, columnIndex: left },
      rows: Array.from({ length: bottom - top + 1 }, (_, i) => ({ values: Array.from({ length: right - left + 1 }, (__, j) => byPlace.get(keyOf(top + i, left + j))!) })),
    },
  }));
};

/** The cells of a tab that stands. [N44] */
const cellRequests = (sheet: Sheet, patch: TabPatch): SheetsRequest[] => {
  const lackingAt = formatsOf(sheet, patch);
  const cells = patch.cells.map((cell) => ({ cell, value: { userEnteredValue: cellValue(cell.value, cell.formula) }, format: lackingAt(cell.row, cell.column) }));
  const [plain, formatted] = [cells.filter(({ format }) => !format), cells.filter(({ format }) => format)];
  return [
    ...updatesOf(sheet, plain.map(({ cell, value }) => [cell, value] as const), 'userEnteredValue'),
    ...updatesOf(sheet, formatted.map(({ cell, value, format }) => [cell, { ...value, userEnteredFormat: { numberFormat: format } }] as const), 'userEnteredValue,userEnteredFormat.numberFormat'),
  ];
};

/** Rows that are added at once where one is lacking, so that people find some to write in and not every sync has to add its own. */
const spareRows = 50;

/** A tab of so many rows and columns. Rows that are put on look like the last one, which is as those before it were made, and take its rules along. */
const growth = (sheet: Sheet, rows: number, columns: number): SheetsRequest[] => {
  const [sheetId, rowCount, columnCount] = [sheetIdOf(sheet), rowCountOf(sheet), columnCountOf(sheet)];
  const [moreRows, moreColumns] = [rows > rowCount ? rows - rowCount + spareRows : 0, Math.max(0, columns - columnCount)];
  const area = (top: number, bottom: number): GridRange => ({ top, left: 0, bottom, right: columnCount - 1 });
  const [last, added] = [toGoogleRange(sheetId, area(rowCount - 1, rowCount - 1)), toGoogleRange(sheetId, area(rowCount, rowCount + moreRows - 1))];
  return [
    ...(moreRows > 0 ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: moreRows } } as const, { copyPaste: { source: last, destination: added, pasteType: 'PASTE_FORMAT' } } as const] : []),
    ...(moreColumns > 0 ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: moreColumns } } as const] : []),
  ];
};

const extentOf = (places: readonly { readonly row: number; readonly column: number }[]): readonly [rows: number, columns: number] =>
  places.reduce<readonly [number, number]>(([rows, columns], { row, column }) => [Math.max(rows, row + 1), Math.max(columns, column + 1)], [0, 0]);

const pageExtent = ({ rows }: WorksheetModel): readonly [rows: number, columns: number] => [rows.length, Math.max(0, ...rows.map((row) => row.length))];

/**
 * Rows and columns that a patch needs and the tabs lack, by their size as it is now. Tabs that are made as a whole are as large as they are made.
 * Before all else in a batch: what is written has to be within the tab. [N45]
 */
export const growthRequests = (now: Spreadsheet, { tabs, pages }: WorkbookPatch): SheetsRequest[] => {
  const grow = (tab: string, [rows, columns]: readonly [number, number]): SheetsRequest[] => {
    const sheet = sheetNamed(now, tab);
    return sheet ? growth(sheet, rows, columns) : [];
  };
  return [...tabs.flatMap(({ tab, cells }) => grow(tab, extentOf(cells))), ...pages.flatMap((page) => grow(page.name, pageExtent(page)))];
};

/** Where each new tab goes: behind the one that it follows, or before the one that follows it, last where neither stands; counted with those made before it. */
const placesOf = (raw: Spreadsheet, made: readonly WorksheetModel[], order: readonly string[]): (readonly [model: WorksheetModel, index: number])[] => {
  const names = [...(raw.sheets ?? [])].sort((a, b) => (a.properties?.index ?? 0) - (b.properties?.index ?? 0)).map(titleOf);
  return [...made].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)).map((model) => {
    const place = order.indexOf(model.name);
    const before = order.slice(0, Math.max(place, 0)).reverse().find((name) => names.includes(name));
    const after = order.slice(place + 1).find((name) => names.includes(name));
    const index = before !== undefined ? names.indexOf(before) + 1 : after !== undefined ? names.indexOf(after) : names.length;
    names.splice(index, 0, model.name);
    return [model, index] as const;
  });
};

const removedRequests = (raw: Spreadsheet, { removed }: WorkbookPatch): SheetsRequest[] =>
  removed.flatMap((name) => sheetNamed(raw, name) ?? []).map((sheet): SheetsRequest => ({ deleteSheet: { sheetId: sheetIdOf(sheet) } }));

/** What a patch comes to, without its mark. */
export interface PatchRequests {
  readonly requests: readonly SheetsRequest[];
  /** Tabs whose layout is mended. */
  readonly laidOut: readonly string[];
}

/** Requests that bring a spreadsheet up to date which stands as it was read; none where nothing differs. */
export const patchRequests = (raw: Spreadsheet, patch: WorkbookPatch, options: GuardOptions): PatchRequests => {
  const { tabs, pages, generated, removed } = patch;
  const made = generated.worksheets.filter(({ name }) => !removed.includes(name));
  const newIds = newSheetIds(raw, made.map(({ name }) => name).filter((name) => !sheetNamed(raw, name)));
  const sheetIds = new Map([...(raw.sheets ?? []).map((sheet) => [titleOf(sheet), sheetIdOf(sheet)] as const), ...newIds]);
  const target: TabTarget = { model: generated, sheetIds, options };
  const [standing, fresh] = [made.filter(({ name }) => !newIds.has(name)), made.filter(({ name }) => newIds.has(name))];
  const after = standingAfter(raw, new Map(made.map(({ name }) => [name, sheetIds.get(name)!])), removed);
  const frames = (patch.frames ?? [...pages, ...made]).map((frame) => [frame.name, frameRequests(after, [frame], options)] as const);
  return {
    requests: [
      ...placesOf(raw, fresh, patch.order).flatMap(([model, index]) => tabRequests(model, target, { sheetId: newIds.get(model.name)!, index })),
      ...standing.flatMap((model) => tabRequests(model, target, { standing: sheetNamed(raw, model.name)! })),
      ...pages.flatMap((page) => pageRequests(page, target, sheetNamed(raw, page.name)!)),
      ...tabs.flatMap((one) => (one.cells.length > 0 ? cellRequests(sheetNamed(raw, one.tab)!, one) : [])),
      ...frames.flatMap(([, requests]) => requests),
      ...removedRequests(raw, patch),
    ],
    laidOut: frames.flatMap(([name, requests]) => (requests.length > 0 ? [name] : [])),
  };
};
