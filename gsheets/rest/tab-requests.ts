import { tabColours, type GridRange, type WorkbookModel, type WorksheetModel } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { rowsOf } from './cell-data';
import { createCellFormats, toColorStyle } from './cell-format';
import { chartColumns } from './charts';
import { frozenColumns } from './frame-sizes';
import { lookRequests, type CellMaking } from './looks';
import { columnCountOf, rowCountOf, sheetIdOf, toGoogleRange, usedArea, type Sheet } from './raw-spreadsheet';

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

/** Rows below what is written that people find to write in, so that not every sync has to add its own. */
export const spareRows = 50;
/** Columns beside it. */
const spareColumns = 3;

const widthOf = ({ rows, columns }: WorksheetModel): number => rows.reduce((widest, { length }) => Math.max(widest, length), columns.length);

/** How large a tab is made. */
const sizeOf = (model: WorksheetModel): { rowCount: number; columnCount: number } => ({
  rowCount: Math.max(1, model.rows.length) + (model.isProtected ? 1 : spareRows),
  columnCount: widthOf(model) + (model.table ? spareColumns : 0) + ((model.charts ?? []).length > 0 ? chartColumns : 0),
});

/** What Google is told of a new tab. */
export const newTab = (model: WorksheetModel, sheetId: number, index: number): SheetProperties => {
  const { rowCount, columnCount } = sizeOf(model);
  const frozenColumnCount = frozenColumns(model, columnCount);
  return {
    sheetId, title: model.name, index,
    ...(model.state !== 'visible' && { hidden: true }),
    tabColorStyle: toColorStyle(tabColours[model.tone]),
    gridProperties: {
      rowCount, columnCount,
      ...(model.frozen.rows > 0 && { frozenRowCount: model.frozen.rows }),
      ...(frozenColumnCount > 0 && { frozenColumnCount }),
      ...(model.isProtected && { hideGridlines: true }),
    },
  };
};

const writeRows = (model: WorksheetModel, sheetId: number): SheetsRequest => ({ updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 0 }, rows: rowsOf(model), fields: 'userEnteredValue' } });

/** Makes a tab that stands empty, and large enough: its name, its place and whether it is seen stay. */
const emptied = (model: WorksheetModel, standing: Sheet): SheetsRequest[] => {
  const sheetId = sheetIdOf(standing);
  const { rowCount, columnCount } = standingSize(model, standing);
  const isLarger = rowCount > rowCountOf(standing) || columnCount > columnCountOf(standing);
  return [
    { updateCells: { range: { sheetId }, fields: 'userEnteredValue,userEnteredFormat,dataValidation' } },
    ...(isLarger ? [{ updateSheetProperties: { properties: { sheetId, gridProperties: { rowCount, columnCount } }, fields: 'gridProperties.rowCount,gridProperties.columnCount' } }] : []),
  ];
};

/** The size of a tab that stands once a model is written on it. */
export const standingSize = (model: WorksheetModel, standing: Sheet): { rowCount: number; columnCount: number } => {
  const { rowCount, columnCount } = sizeOf(model);
  return { rowCount: Math.max(rowCount, rowCountOf(standing)), columnCount: Math.max(columnCount, columnCountOf(standing)) };
};

/** Makes a tab as a whole, new or in place of what stands there; how it is laid out is another matter. [N23] */
export const tabRequests = (model: WorksheetModel, target: TabTarget, place: { readonly sheetId: number; readonly index: number } | { readonly standing: Sheet }): SheetsRequest[] => {
  const sheetId = 'standing' in place ? sheetIdOf(place.standing) : place.sheetId;
  const start = 'standing' in place ? emptied(model, place.standing) : [{ addSheet: { properties: newTab(model, sheetId, place.index) } }];
  return [...start, ...(model.rows.length > 0 ? [writeRows(model, sheetId)] : []), ...lookRequests(model, sheetId, makingOf(target))];
};

/** Writes all cells of a page that stands, with their looks, and empties what is no longer on it. [N23] */
export const pageRequests = (model: WorksheetModel, target: TabTarget, standing: Sheet): SheetsRequest[] => {
  const sheetId = sheetIdOf(standing);
  const used = usedArea(standing);
  const area: GridRange = { top: 0, left: 0, bottom: Math.max(model.rows.length - 1, used?.bottom ?? 0), right: Math.max(widthOf(model) - 1, used?.right ?? 0) };
  return [
    { updateCells: { range: toGoogleRange(sheetId, area), rows: rowsOf(model), fields: 'userEnteredValue' } },
    ...lookRequests(model, sheetId, makingOf(target), area),
  ];
};
