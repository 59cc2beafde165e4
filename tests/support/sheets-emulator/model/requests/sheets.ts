import { invalid } from '../../parts';
import { addSheet, checkFrozen, columnCountOf, columnFor, resizeGrid, rowCountOf, rowFor, sheetById, sheetTitled, snapshot, type Edit } from '../book';
import { withColours } from '../colours';
import { assign, parseMask } from '../mask';
import { checkSheet } from '../protection';
import { breakReferences, renameReferences } from '../references';
import { deleteLines } from '../structure';
import { toldProperties } from '../told';
import type { Book, DeveloperMetadata, Sheet } from '../types';
import { fieldsOf, type Apply } from './apply';

const visible = (book: Book): Sheet[] => book.sheets.filter(({ properties }) => properties.hidden !== true);

/** Moves a sheet; the index is counted as the sheets stand before the move. */
export const moveSheet = (book: Book, sheet: Sheet, index: number): void => {
  if (index < 0 || index > book.sheets.length) throw invalid(`Sheet index ${index} is out of bounds.`);
  const current = book.sheets.indexOf(sheet);
  const others = book.sheets.filter((one) => one !== sheet);
  const at = index > current ? index - 1 : index;
  book.sheets = [...others.slice(0, at), sheet, ...others.slice(at)];
};

export const renameSheet = (book: Book, sheet: Sheet, title: string): void => {
  const before = sheet.properties.title ?? '';
  if (title === before) return;
  if (title === '') throw invalid('Sheet name cannot be empty.');
  const other = sheetTitled(book, title);
  if (other && other !== sheet) throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
  sheet.properties = { ...sheet.properties, title };
  renameReferences(book, before, title);
};

/** A grid that gets smaller loses what stood beyond. */
const resizeTo = (book: Book, sheet: Sheet, rows: number, columns: number): void => {
  if (rows < 1 || columns < 1) throw invalid('A grid must have at least one row and one column.');
  if (rows < rowCountOf(sheet)) deleteLines(book, sheet, true, rows, rowCountOf(sheet));
  if (columns < columnCountOf(sheet)) deleteLines(book, sheet, false, columns, columnCountOf(sheet));
  resizeGrid(book, sheet, rows, columns);
};

const updateSheetProperties: Apply<'updateSheetProperties'> = (edit, { properties = {}, fields }) => {
  const { book } = edit;
  const sheet = sheetById(book, properties.sheetId);
  const mask = parseMask(fieldsOf(fields));
  const { index, title, gridProperties, ...rest } = assign({ ...sheet.properties, index: book.sheets.indexOf(sheet) }, withColours(properties), mask) ?? {};
  checkSheet(edit, sheet);
  if (title !== undefined) renameSheet(book, sheet, title);
  const grid = { ...gridProperties, rowCount: gridProperties?.rowCount ?? rowCountOf(sheet), columnCount: gridProperties?.columnCount ?? columnCountOf(sheet) };
  resizeTo(book, sheet, grid.rowCount, grid.columnCount);
  sheet.properties = { ...rest, title: sheet.properties.title, sheetId: sheet.id, sheetType: 'GRID', gridProperties: grid };
  checkFrozen(sheet);
  if (visible(book).length === 0) throw invalid("You can't hide all the sheets in a document.");
  if (index !== undefined && index !== book.sheets.indexOf(sheet)) moveSheet(book, sheet, index);
};

export const removeSheet = (edit: Edit, sheet: Sheet): void => {
  const { book } = edit;
  checkSheet(edit, sheet);
  if (book.sheets.length === 1) throw invalid("You can't remove all the sheets in a document.");
  if (visible(book).every((one) => one === sheet)) throw invalid("You can't remove all the visible sheets in a document.");
  book.sheets = book.sheets.filter((one) => one !== sheet);
  book.names = book.names.map((name) => (name.sheetId === sheet.id ? { ...name, area: null } : name));
  breakReferences(book, sheet.properties.title ?? '');
};

const ownRange = <T>(json: T, from: number, to: number): T => JSON.parse(JSON.stringify(json).replaceAll(`"sheetId":${from}`, `"sheetId":${to}`)) as T;

/** Fills a new sheet with what another holds; metadata stays with the other, rules and charts get ids of their own. */
const fillFrom = (book: Book, sheet: Sheet, source: Sheet): void => {
  const copy = snapshot({ ...book, sheets: [source] }).sheets[0]!;
  const { id, properties } = sheet;
  Object.assign(sheet, {
    ...copy, id, properties, metadata: [], rows: copy.rows.map((row) => row && { ...row, metadata: [] }), columns: copy.columns.map((column) => column && { ...column, metadata: [] }),
    charts: copy.charts.map((chart, i) => ({ ...ownRange(chart, source.id, id), chartId: freshChartId(book) + i })),
    protections: copy.protections.map((one, i) => ({ ...one, facts: { ...one.facts, protectedRangeId: id + i + 1 } })),
  });
};

/** [duplicated-metadata] A copy of a sheet, with cells, rules and looks. */
export const duplicateSheet = (edit: Edit, source: Sheet, given: { readonly title?: string; readonly id?: number; readonly index?: number }): Sheet => {
  const { book } = edit;
  const title = given.title ?? copyTitle(book, source.properties.title ?? '');
  const sheet = addSheet(book, { ...source.properties, index: given.index ?? book.sheets.indexOf(source) + 1, title, sheetId: given.id });
  fillFrom(book, sheet, source);
  if (edit.switches.duplicateBringsMetadata) copyMetadata(book, sheet, source);
  return sheet;
};

/** Metadata of a sheet, its rows and columns, for a copy of the sheet: with ids of its own. */
const copyMetadata = (book: Book, sheet: Sheet, source: Sheet): void => {
  let id = Math.max(0, ...book.usedMetadataIds);
  const own = (list: readonly DeveloperMetadata[] = []): DeveloperMetadata[] => list.map((one) => ({ ...one, metadataId: (id += 1) }));
  sheet.metadata = own(source.metadata);
  source.rows.forEach((row, index) => row?.metadata.length && (rowFor(sheet, index).metadata = own(row.metadata)));
  source.columns.forEach((column, index) => column?.metadata.length && (columnFor(sheet, index).metadata = own(column.metadata)));
  book.usedMetadataIds = new Set([...book.usedMetadataIds, id]);
};

const copyTitle = (book: Book, title: string): string => {
  const word = /^(nb|no|da|nn)/.test(book.properties.locale ?? '') ? 'Kopi av' : /^sv/.test(book.properties.locale ?? '') ? 'Kopia av' : 'Copy of';
  const isTaken = (name: string): boolean => sheetTitled(book, name) !== undefined;
  let name = `${word} ${title}`;
  for (let number = 2; isTaken(name); number += 1) name = `${word} ${title} ${number}`;
  return name;
};

/** A copy of a sheet at the end of another spreadsheet. */
export const duplicateInto = (book: Book, source: Sheet): Sheet => {
  const sheet = addSheet(book, { ...source.properties, sheetId: undefined, title: copyTitle(book, source.properties.title ?? '') });
  fillFrom(book, sheet, source);
  return sheet;
};

const freshChartId = (book: Book): number => 1 + Math.max(0, ...book.sheets.flatMap(({ charts }) => charts.map(({ chartId = 0 }) => chartId)));

const spreadsheetFields = new Set(['title', 'locale', 'timeZone', 'autoRecalc', 'defaultFormat', 'iterativeCalculationSettings', 'spreadsheetTheme', 'importFunctionsExternalUrlAccessAllowed']);

export const sheetRequests = {
  addSheet: ({ book }, { properties = {} }) => ({ addSheet: { properties: toldProperties(book, addSheet(book, withColours(properties))) } }),
  deleteSheet: (edit, { sheetId }) => {
    const sheet = edit.book.sheets.find(({ id }) => id === (sheetId ?? 0));
    if (!sheet) throw invalid(`No sheet with id: ${sheetId ?? 0}`);
    removeSheet(edit, sheet);
  },
  updateSheetProperties,
  duplicateSheet: (edit, { sourceSheetId, newSheetName, newSheetId, insertSheetIndex }) => {
    const sheet = duplicateSheet(edit, sheetById(edit.book, sourceSheetId), { title: newSheetName, id: newSheetId, index: insertSheetIndex ?? 0 });
    return { duplicateSheet: { properties: toldProperties(edit.book, sheet) } };
  },
  updateSpreadsheetProperties: ({ book }, { properties = {}, fields }) => {
    const mask = parseMask(fieldsOf(fields));
    const next = assign(book.properties, properties, mask) ?? {};
    if (Object.keys(next).some((name) => !spreadsheetFields.has(name))) throw invalid('Only properties of a spreadsheet can be updated.');
    book.properties = { ...book.properties, ...next };
  },
} satisfies { [K in 'addSheet' | 'deleteSheet' | 'updateSheetProperties' | 'duplicateSheet' | 'updateSpreadsheetProperties']: Apply<K> };
