import { refuse } from '../rules';
import { addressOf, overlaps, parseArea, rowCount, type Area } from './area';
import { allTables, checkAllowed, emit, freshNumber, type Book } from './book';
import { cellAt, cellFor, type Sheet, type Table } from './sheet';

export const headerArea = ({ area }: Table): Area => ({ ...area, bottom: area.top });
export const bodyArea = ({ area }: Table): Area => ({ ...area, top: area.top + 1 });
export const columnArea = (area: Area, index: number): Area => ({ ...area, left: area.left + index, right: area.left + index });
export const headerText = (sheet: Sheet, { area }: Table, index: number): string => String(cellAt(sheet, area.top, area.left + index)?.value ?? '');

const freeHeader = (taken: ReadonlySet<string>, start: string): string => {
  if (start !== '' && !taken.has(start.toLowerCase())) return start;
  const stem = start === '' ? 'Kolonne' : start;
  for (let n = start === '' ? 1 : 2; ; n += 1) if (!taken.has(`${stem}${n}`.toLowerCase())) return `${stem}${n}`;
};

/** [table-headers] Makes the header cells text, unique and filled. */
export const fixHeaders = (sheet: Sheet, { area }: Table): void => {
  const taken = new Set<string>();
  for (let column = area.left; column <= area.right; column += 1) {
    const cell = cellFor(sheet, area.top, column);
    const text = freeHeader(taken, String(cell.value));
    taken.add(text.toLowerCase());
    cell.value = text;
    delete cell.formula;
  }
};

/** What was written into a header cell becomes the name of its column. */
export const headerWritten = (sheet: Sheet, row: number, column: number): void => {
  const table = sheet.tables.find(({ area }) => area.top === row && column >= area.left && column <= area.right);
  if (table) fixHeaders(sheet, table);
};

const isTableName = (name: string): boolean => /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) && name.length <= 255 && !parseArea(name) && !/^[rc]$/i.test(name) && !/^r\d*c\d*$/i.test(name);

export const checkTableName = (book: Book, name: string, self?: Table): string => {
  if (!isTableName(name)) refuse('table-name', name);
  const isTaken = allTables(book).some((table) => table !== self && table.name.toLowerCase() === name.toLowerCase()) || book.names.some((one) => one.name.toLowerCase() === name.toLowerCase());
  return isTaken ? refuse('name-taken', name) : name;
};

const checkFree = (sheet: Sheet, area: Area, self?: Table): void => {
  const other = sheet.tables.find((table) => table !== self && overlaps(table.area, area));
  if (other) refuse('table-overlap', `${addressOf(area)} and ${other.name}`);
};

const freeTableName = (book: Book): string => {
  for (let n = 1; ; n += 1) if (!allTables(book).some(({ name }) => name.toLowerCase() === `tabell${n}`)) return `Tabell${n}`;
};

/** [body-of-a-table] Makes a table; without headers one row of them is put above. */
export const addTable = (book: Book, sheet: Sheet, given: Area, hasHeaders: boolean): Table => {
  checkAllowed(sheet, null);
  if (!hasHeaders) refuse('unknown-member', 'TableCollection.add without headers');
  const area = rowCount(given) === 1 ? { ...given, bottom: given.bottom + 1 } : given;
  checkFree(sheet, area);
  if (sheet.merges.some((merge) => overlaps(merge, area))) refuse('merge-in-table', addressOf(area));
  const columns = Array.from({ length: area.right - area.left + 1 }, () => ({ id: freshNumber() }));
  const facts = { style: 'TableStyleMedium2', showHeaders: true, showTotals: false, showBandedRows: true, showBandedColumns: false, showFilterButton: true, highlightFirstColumn: false, highlightLastColumn: false };
  const table: Table = { id: String(freshNumber()), name: freeTableName(book), area, columns, facts, filters: {} };
  sheet.tables.push(table);
  fixHeaders(sheet, table);
  emit(book, 102, table.id, { tableId: table.id, worksheetId: sheet.id });
  return table;
};

export const resizeTable = (sheet: Sheet, table: Table, area: Area): void => {
  checkAllowed(sheet, null);
  if (area.top !== table.area.top || !overlaps(area, table.area) || rowCount(area) < 2) refuse('table-resize', `${table.name} to ${addressOf(area)}`);
  checkFree(sheet, area, table);
  const before = table.columns;
  table.columns = Array.from({ length: area.right - area.left + 1 }, (_, i) => before[area.left + i - table.area.left] ?? { id: freshNumber() });
  table.area = area;
  fixHeaders(sheet, table);
};

export const deleteTable = (book: Book, sheet: Sheet, table: Table): void => {
  checkAllowed(sheet, null);
  sheet.tables = sheet.tables.filter((one) => one !== table);
  emit(book, 103, table.id, { tableId: table.id, worksheetId: sheet.id });
};
