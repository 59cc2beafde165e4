import type { TabPatch, WorkbookPatch, WorksheetModel } from '../../core';
import { addedRequests } from './added-columns';
import type { SheetsRequest, Spreadsheet } from './calls';
import { cellValue } from './cell-data';
import { frameRequests } from './frame';
import { nameRequests } from './names';
import { standingAfter } from './standing-after';
import { makingOf, newSheetIds, pageRequests, spareRows, tabRequests, type TabTarget } from './tab-requests';
import type { GuardOptions } from './open-spreadsheet';
import { updateCells } from './update-cells';
import { cellsOf, columnCountOf, isFilled, rowCountOf, sheetIdOf, sheetNamed, titleOf, toGoogleRange, type CellsOf, type Sheet } from './raw-spreadsheet';

type NumberFormat = gapi.client.sheets.NumberFormat;

const sameFormat = (a: NumberFormat | undefined, b: NumberFormat | undefined): boolean => a?.type === b?.type && a?.pattern === b?.pattern;

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

/** The cells of a tab that stands. [N44] */
const cellRequests = (sheet: Sheet, patch: TabPatch): SheetsRequest[] => {
  const lackingAt = formatsOf(sheet, patch);
  const cells = patch.cells.map((cell) => ({ cell, value: { userEnteredValue: cellValue(cell.value, cell.formula) }, format: lackingAt(cell.row, cell.column) }));
  const [plain, formatted] = [cells.filter(({ format }) => !format), cells.filter(({ format }) => format)];
  return [
    ...updateCells(sheetIdOf(sheet), plain.map(({ cell, value }) => ({ ...cell, data: value })), 'userEnteredValue'),
    ...updateCells(sheetIdOf(sheet), formatted.map(({ cell, value, format }) => ({ ...cell, data: { ...value, userEnteredFormat: { numberFormat: format } } })), 'userEnteredValue,userEnteredFormat.numberFormat'),
  ];
};

interface Growth {
  readonly sheet: Sheet;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Rows that are put on look like the last one, which is as those before it were made, and take its rules along. */
const growthRequests = ({ sheet, rowCount, columnCount }: Growth): SheetsRequest[] => {
  const [sheetId, rows, columns] = [sheetIdOf(sheet), rowCountOf(sheet), columnCountOf(sheet)];
  const lines = (top: number, bottom: number) => toGoogleRange(sheetId, { top, left: 0, bottom, right: columns - 1 });
  const append = (dimension: 'ROWS' | 'COLUMNS', length: number): SheetsRequest[] => (length > 0 ? [{ appendDimension: { sheetId, dimension, length } }] : []);
  const isHigher = rowCount > rows;
  return [
    ...append('ROWS', rowCount - rows),
    ...(isHigher ? [{ copyPaste: { source: lines(rows - 1, rows - 1), destination: lines(rows, rowCount - 1), pasteType: 'PASTE_FORMAT' } } as const] : []),
    ...append('COLUMNS', columnCount - columns),
  ];
};

const extentOf = (places: readonly { readonly row: number; readonly column: number }[]): readonly [rows: number, columns: number] =>
  places.reduce<readonly [number, number]>(([rows, columns], { row, column }) => [Math.max(rows, row + 1), Math.max(columns, column + 1)], [0, 0]);

const pageExtent = ({ rows }: WorksheetModel): readonly [rows: number, columns: number] => [rows.length, Math.max(0, ...rows.map((row) => row.length))];

/** The tabs that are too small for what is written on them. Those that are made as a whole are as large as they are made. [N45] */
const growthsOf = (raw: Spreadsheet, { tabs, pages }: WorkbookPatch): Growth[] => {
  const wanted = [...tabs.map(({ tab, cells }) => [tab, extentOf(cells)] as const), ...pages.map((page) => [page.name, pageExtent(page)] as const)];
  return wanted.flatMap(([tab, [rows, columns]]): Growth[] => {
    const sheet = sheetNamed(raw, tab);
    if (!sheet || (rows <= rowCountOf(sheet) && columns <= columnCountOf(sheet))) return [];
    return [{ sheet, rowCount: rows > rowCountOf(sheet) ? rows + spareRows : rowCountOf(sheet), columnCount: Math.max(columns, columnCountOf(sheet)) }];
  });
};

const grown = (raw: Spreadsheet, growths: readonly Growth[]): Spreadsheet => ({
  ...raw,
  sheets: (raw.sheets ?? []).map((sheet) => {
    const { rowCount, columnCount } = growths.find((one) => one.sheet === sheet) ?? {};
    return rowCount === undefined ? sheet : { ...sheet, properties: { ...sheet.properties, gridProperties: { ...sheet.properties?.gridProperties, rowCount, columnCount } } };
  }),
});

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
  const { tabs, pages, generated, removed, order, names } = patch;
  const made = generated.worksheets.filter(({ name }) => !removed.includes(name));
  const fresh = made.filter(({ name }) => !sheetNamed(raw, name));
  const newIds = newSheetIds(raw, fresh.map(({ name }) => name));
  const target: TabTarget = { model: generated, sheetIds: new Map([...(raw.sheets ?? []).map((sheet) => [titleOf(sheet), sheetIdOf(sheet)] as const), ...newIds]) };
  const growths = growthsOf(raw, patch);
  const { formats } = makingOf(target);
  const standing = made.flatMap((model) => [sheetNamed(raw, model.name)].flatMap((sheet) => (sheet ? [[model, sheet] as const] : [])));
  const after = standingAfter(grown(raw, growths), made, target.sheetIds, removed);
  const frames = (patch.frames ?? [...pages, ...made]).map((frame) => [frame.name, frameRequests(after, [frame], options)] as const);
  return {
    requests: [
      // Formulas of what follows speak of them.
      ...nameRequests(raw, names),
      ...growths.flatMap(growthRequests),
      ...tabs.flatMap((one) => (one.added ? addedRequests(sheetNamed(raw, one.tab)!, one.added, formats) : [])),
      ...placesOf(raw, fresh, order).flatMap(([model, index]) => tabRequests(model, target, { sheetId: newIds.get(model.name)!, index })),
      ...standing.flatMap(([model, sheet]) => tabRequests(model, target, { standing: sheet })),
      ...pages.flatMap((page) => pageRequests(page, target, sheetNamed(raw, page.name)!)),
      ...tabs.flatMap((one) => (one.cells.length > 0 ? cellRequests(sheetNamed(raw, one.tab)!, one) : [])),
      ...frames.flatMap(([, requests]) => requests),
      ...removedRequests(raw, patch),
    ],
    laidOut: frames.flatMap(([name, requests]) => (requests.length > 0 ? [name] : [])),
  };
};
