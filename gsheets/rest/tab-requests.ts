import { lookColumn, tabColours, type ColumnModel, type ModelCell, type StyleName, type WorkbookModel, type WorksheetModel } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { cellData, type CellMaking } from './cell-data';
import { createCellFormats, toColorStyle } from './cell-format';
import { chartColumns } from './charts';
import { columnCountOf, rowCountOf, sheetIdOf, usedArea, type CellData, type Sheet } from './raw-spreadsheet';

type RowData = gapi.client.sheets.RowData;
type SheetProperties = gapi.client.sheets.SheetProperties;

/** What tabs are written with. */
export interface TabTarget {
  /** Whose looks and dates they have. */
  readonly model: Pick<WorkbookModel, 'dateFormat'>;
  /** By the tab's name, those that are made too. */
  readonly sheetIds: ReadonlyMap<string, number>;
}

export const makingOf = ({ model, sheetIds }: TabTarget): CellMaking => ({ formats: createCellFormats(model.dateFormat), sheetIds });

/** Ids that no tab has, for new ones. Not 0, which Google leaves out of its answers. */
export const newSheetIds = ({ sheets = [] }: Spreadsheet, names: readonly string[]): Map<string, number> => {
  const taken = new Set(sheets.map(sheetIdOf));
  let next = 1;
  return new Map(names.map((name) => {
    while (taken.has(next)) next++;
    return [name, next++];
  }));
};

/** Rows below what is written that people find to write in, and columns beside it. */
const spareRows = 100;
const spareColumns = 3;

const widthOf = ({ rows, columns }: WorksheetModel): number => rows.reduce((widest, { length }) => Math.max(widest, length), columns.length);

/** How large a tab is made. */
const sizeOf = (model: WorksheetModel): { rowCount: number; columnCount: number } => ({
  rowCount: Math.max(1, model.rows.length) + (model.isProtected ? 1 : spareRows),
  columnCount: widthOf(model) + (model.table ? spareColumns : 0) + ((model.charts ?? []).length > 0 ? chartColumns : 0),
});

/** What Google is told of a new tab. */
export const newTab = (model: WorksheetModel, sheetId: number, index: number): SheetProperties => ({
  sheetId, title: model.name, index,
  ...(model.state !== 'visible' && { hidden: true }),
  tabColorStyle: toColorStyle(tabColours[model.tone]),
  gridProperties: {
    ...sizeOf(model),
    ...(model.frozen.rows > 0 && { frozenRowCount: model.frozen.rows }),
    ...(model.frozen.columns > 0 && { frozenColumnCount: model.frozen.columns }),
    ...(model.isProtected && { hideGridlines: true }),
  },
});

/** Columns of a table look as they do all the way down; on other tabs each cell has its look; hidden ones need none. */
const styleBeneath = ({ table, tone }: WorksheetModel, column: ColumnModel | undefined): StyleName | undefined => (table || tone === 'hidden' ? undefined : column?.style);

/** Looks are shown on the stamp's tab for hosts that copy them from there. Here they come from the code. */
const withoutLook = (model: WorksheetModel, cell: ModelCell, column: number): ModelCell =>
  (model.key === 'stamp' && column === lookColumn && typeof cell === 'object' && cell !== null ? cell.value : cell);

/** Without the empty cells at the end of a row. */
const trimmed = (cells: readonly CellData[]): CellData[] => {
  let length = cells.length;
  while (length > 0 && Object.keys(cells[length - 1]!).length === 0) length--;
  return cells.slice(0, length);
};

/** The rows of a tab as Google has them. */
export const rowsOf = (model: WorksheetModel, making: CellMaking): RowData[] =>
  model.rows.map((cells) => ({ values: trimmed(cells.map((cell, column) => (cell === null ? {} : cellData(withoutLook(model, cell, column), making, styleBeneath(model, model.columns[column]))))) }));

/** The looks of a table's columns, down to the last row that anybody adds. [N8] */
export const columnLooks = (model: WorksheetModel, sheetId: number, { formats }: CellMaking): SheetsRequest[] => {
  if (!model.table) return [];
  const starts = model.columns.flatMap(({ style }, i) => (model.columns[i - 1]?.style === style ? [] : [i]));
  return starts.map((start, i): SheetsRequest => ({
    repeatCell: {
      range: { sheetId, startRowIndex: 1, startColumnIndex: start, endColumnIndex: starts[i + 1] ?? model.columns.length },
      cell: { userEnteredFormat: formats[model.columns[start]!.style] },
      fields: 'userEnteredFormat',
    },
  }));
};

const cellFields = 'userEnteredValue,userEnteredFormat';

const writeRows = (model: WorksheetModel, sheetId: number, making: CellMaking): SheetsRequest =>
  ({ updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 0 }, rows: rowsOf(model, making), fields: cellFields } });

/** Makes a tab that stands empty, and large enough: its name, its place and whether it is seen stay. */
const emptied = (model: WorksheetModel, standing: Sheet): SheetsRequest[] => {
  const sheetId = sheetIdOf(standing);
  const { rowCount, columnCount } = standingSize(model, standing);
  return [
    { updateCells: { range: { sheetId }, fields: `${cellFields},dataValidation` } },
    ...(rowCount > rowCountOf(standing) || columnCount > columnCountOf(standing) ? [{ updateSheetProperties: { properties: { sheetId, gridProperties: { rowCount, columnCount } }, fields: 'gridProperties.rowCount,gridProperties.columnCount' } }] : []),
  ];
};

/** The size of a tab that stands once a model is written on it. */
export const standingSize = (model: WorksheetModel, standing: Sheet): { rowCount: number; columnCount: number } => {
  const { rowCount, columnCount } = sizeOf(model);
  return { rowCount: Math.max(rowCount, rowCountOf(standing)), columnCount: Math.max(columnCount, columnCountOf(standing)) };
};

/** Makes a tab as a whole, new or in place of what stands there; how it is laid out is another matter. [N23] */
export const tabRequests = (model: WorksheetModel, target: TabTarget, place: { readonly sheetId: number; readonly index: number } | { readonly standing: Sheet }): SheetsRequest[] => {
  const making = makingOf(target);
  const sheetId = 'standing' in place ? sheetIdOf(place.standing) : place.sheetId;
  const start = 'standing' in place ? emptied(model, place.standing) : [{ addSheet: { properties: newTab(model, sheetId, place.index) } }];
  return [...start, ...(model.rows.length > 0 ? [...columnLooks(model, sheetId, making), writeRows(model, sheetId, making)] : [])];
};

/** Writes all cells of a page that stands, with their looks, and empties what is no longer on it. [N23] */
export const pageRequests = (model: WorksheetModel, target: TabTarget, standing: Sheet): SheetsRequest[] => {
  const sheetId = sheetIdOf(standing);
  const used = usedArea(standing);
  const [height, width] = [Math.max(model.rows.length, (used?.bottom ?? -1) + 1), Math.max(widthOf(model), (used?.right ?? -1) + 1)];
  return [{ updateCells: { range: { sheetId, startRowIndex: 0, endRowIndex: height, startColumnIndex: 0, endColumnIndex: width }, rows: rowsOf(model, makingOf(target)), fields: cellFields } }];
};
