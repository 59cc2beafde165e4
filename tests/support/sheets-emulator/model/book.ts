import { invalid, type Caller } from '../parts';
import type { Switches } from '../switches';
import { areaOf, clamp, isEmptyArea, type Area } from './area';
import type { Book, Cell, DimensionRange, GridRange, Line, Row, Sheet, SheetProperties } from './types';

/** A change under way: by whom, and whether by hand or through the API. */
export interface Edit {
  readonly book: Book;
  readonly caller: Caller;
  readonly switches: Switches;
  readonly isByHand: boolean;
  /** Serial number of today. */
  readonly today: number;
}

export const usualRows = 1000;
export const usualColumns = 26;
const mostCells = 10_000_000;

export const newRow = (): Row => ({ properties: {}, metadata: [], cells: [] });
export const newColumn = (): Line => ({ properties: {}, metadata: [] });

export const rowFor = (sheet: Sheet, index: number): Row => (sheet.rows[index] ??= newRow());
export const columnFor = (sheet: Sheet, index: number): Line => (sheet.columns[index] ??= newColumn());
export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => sheet.rows[row]?.cells[column];

/** Puts a cell; one with nothing in it is taken away. */
export const putCell = (sheet: Sheet, row: number, column: number, cell: Cell | undefined): void => {
  const isBlank = !cell || (cell.value === undefined && cell.format === undefined && cell.note === undefined && cell.textFormatRuns === undefined);
  if (isBlank && cellAt(sheet, row, column) === undefined) return;
  rowFor(sheet, row).cells[column] = isBlank ? undefined : cell;
};

export const rowCountOf = (sheet: Sheet): number => sheet.properties.gridProperties.rowCount;
export const columnCountOf = (sheet: Sheet): number => sheet.properties.gridProperties.columnCount;
export const gridOf = (sheet: Sheet, area: Area): Area => clamp(area, rowCountOf(sheet), columnCountOf(sheet));

export const resizeGrid = (book: Book, sheet: Sheet, rowCount: number, columnCount: number): void => {
  const others = book.sheets.filter((one) => one !== sheet).reduce((sum, one) => sum + rowCountOf(one) * columnCountOf(one), 0);
  if (others + rowCount * columnCount > mostCells) throw invalid(`This action would increase the number of cells in the workbook above the limit of ${mostCells} cells.`);
  sheet.properties = { ...sheet.properties, gridProperties: { ...sheet.properties.gridProperties, rowCount, columnCount } };
};

export const sheetById = (book: Book, id: number | undefined): Sheet => {
  const sheet = book.sheets.find((one) => one.id === (id ?? 0));
  if (!sheet) throw invalid(`No grid with id: ${id ?? 0}`);
  return sheet;
};

export const sheetTitled = (book: Book, title: string): Sheet | undefined => {
  const wanted = title.toLowerCase();
  return book.sheets.find(({ properties }) => properties.title?.toLowerCase() === wanted);
};

const checkEnd = (name: string, kind: string, value: number | undefined, limit: number): void => {
  if (value !== undefined && value > limit) throw invalid(`GridRange.${name}[${value}] is after last ${kind} in grid[${limit}]`);
};

/** The sheet and area of a range of a request; one beyond the grid is refused, an open end stays open. */
export const placeOf = (book: Book, range: GridRange | undefined): { readonly sheet: Sheet; readonly area: Area } => {
  if (!range) throw invalid('Must specify a range.');
  const sheet = sheetById(book, range.sheetId);
  checkEnd('startRowIndex', 'row', range.startRowIndex, rowCountOf(sheet));
  checkEnd('startColumnIndex', 'column', range.startColumnIndex, columnCountOf(sheet));
  checkEnd('endRowIndex', 'row', range.endRowIndex, rowCountOf(sheet));
  checkEnd('endColumnIndex', 'column', range.endColumnIndex, columnCountOf(sheet));
  const area = areaOf(range);
  if (area.top < 0 || area.left < 0 || isEmptyArea(area)) throw invalid('The range is empty: each end must be greater than its start.');
  return { sheet, area };
};

/** The lines of a range of rows or columns, within the grid. */
export const linesOf = (book: Book, range: DimensionRange | undefined): { readonly sheet: Sheet; readonly isRows: boolean; readonly start: number; readonly end: number } => {
  const sheet = sheetById(book, range?.sheetId);
  if (range?.dimension !== 'ROWS' && range?.dimension !== 'COLUMNS') throw invalid('No dimension specified.');
  const isRows = range.dimension === 'ROWS';
  const count = isRows ? rowCountOf(sheet) : columnCountOf(sheet);
  return { sheet, isRows, start: range.startIndex ?? 0, end: range.endIndex ?? count };
};

const byLocale: Readonly<Record<string, string>> = { nb: 'Ark', nn: 'Ark', no: 'Ark', da: 'Ark', sv: 'Kalkylblad', de: 'Tabellenblatt', fr: 'Feuille ' };
export const usualTitle = (book: Pick<Book, 'properties' | 'sheets'>): string => {
  const word = byLocale[(book.properties.locale ?? '').slice(0, 2)] ?? 'Sheet';
  let number = book.sheets.length + 1;
  while (book.sheets.some(({ properties }) => properties.title === `${word}${number}`)) number += 1;
  return `${word}${number}`;
};

/** Ids that Google gives look like nothing: they are spread, and the same in each run. */
export const freshId = (book: Book, isTaken: (id: number) => boolean): number => {
  let id = 1 + ((book.sheets.length + 1) * 104_729 + book.changes * 7_919) % 2_000_000_000;
  while (isTaken(id)) id += 7_919;
  return id;
};

/** Puts a sheet into a book, with what Google fills in. */
export const addSheet = (book: Book, given: SheetProperties): Sheet => {
  const title = given.title ?? usualTitle(book);
  if (title === '') throw invalid('Sheet name cannot be empty.');
  if (title.length > 100) throw invalid('Sheet name cannot be longer than 100 characters.');
  if (sheetTitled(book, title)) throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
  const id = given.sheetId ?? (book.sheets.length === 0 ? 0 : freshId(book, (one) => book.sheets.some((sheet) => sheet.id === one)));
  if (id < 0) throw invalid(`Sheet id must be non-negative: ${id}`);
  if (book.sheets.some((sheet) => sheet.id === id)) throw invalid(`A sheet with id ${id} already exists.`);
  const { index = book.sheets.length, ...rest } = given;
  const gridProperties = { ...rest.gridProperties, rowCount: rest.gridProperties?.rowCount ?? usualRows, columnCount: rest.gridProperties?.columnCount ?? usualColumns };
  const sheet: Sheet = {
    id, properties: { ...rest, sheetId: id, title, sheetType: 'GRID', gridProperties }, rows: [], columns: [], merges: [], validations: [], conditionalFormats: [],
    protections: [], filter: null, filterViews: [], charts: [], metadata: [],
  };
  if (index < 0 || index > book.sheets.length) throw invalid(`Sheet index ${index} is out of bounds.`);
  resizeGrid(book, sheet, gridProperties.rowCount, gridProperties.columnCount);
  book.sheets.splice(index, 0, sheet);
  checkFrozen(sheet);
  return sheet;
};

/** Google keeps at least one line that is not frozen. */
export const checkFrozen = (sheet: Sheet): void => {
  const { frozenRowCount = 0, frozenColumnCount = 0, rowCount, columnCount } = sheet.properties.gridProperties;
  if (frozenRowCount >= rowCount) throw invalid("You can't freeze all visible rows on the sheet.");
  if (frozenColumnCount >= columnCount) throw invalid("You can't freeze all visible columns on the sheet.");
};

const copyLine = <T extends Line>(line: T): T => ({ ...line, metadata: [...line.metadata] });

/** A book as it stands: what stands in its containers is never changed in place. */
export const snapshot = (book: Book): Book => ({
  ...book, names: [...book.names], metadata: [...book.metadata],
  sheets: book.sheets.map((sheet) => ({
    ...sheet, merges: [...sheet.merges], validations: [...sheet.validations], conditionalFormats: [...sheet.conditionalFormats], protections: [...sheet.protections],
    filterViews: [...sheet.filterViews], charts: [...sheet.charts], metadata: [...sheet.metadata],
    rows: sheet.rows.map((row) => row && { ...copyLine(row), cells: [...row.cells] }), columns: sheet.columns.map((column) => column && copyLine(column)),
  })),
});

/** Puts a book back to how it stood; it counts as a change all the same, so that nothing is taken for what it was. */
export const restore = (book: Book, before: Book): void => {
  const { changes } = book;
  Object.assign(book, before, { changes: changes + 1 });
};
