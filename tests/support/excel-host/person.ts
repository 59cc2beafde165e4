import type { ExcelHost } from './host';
import { acceptsEntry } from './model/accepts';
import { areaFrom, cellArea, columnCount, intersection, lastColumn, rowCount, type Area } from './model/area';
import { addSheet, deleteSheet, emitChange, setVisibility, sheetNamed, tableNamed, type Book, type Origin } from './model/book';
import { copyArea } from './model/copy';
import { enter, norwegianManner, type Manner } from './model/entries';
import { fillNewRows, growAround } from './model/growth';
import { renameTab } from './model/rename-tab';
import { renameTable } from './model/rename-table';
import { cellAt, cellFor, lookAt, type Sheet, type Table } from './model/sheet';
import { deleteArea, insertArea } from './model/shift';
import { sortArea } from './model/sort';
import { bodyArea, checkTableName } from './model/tables';
import { checkWritable, clearArea, putEntry } from './model/write';
import { displayed } from './displayed';
import { HostError, refuse, type RuleId } from './rules';

/** Null where it was done, else the rule that stood in the way; then nothing was changed. */
export type Outcome = RuleId | null;

/** A person at the workbook: what hands do, subject to rules and protection, with events and undo. Rows are numbered as the person sees them. */
export interface Person {
  /** Types into a cell. */
  type(tab: string, address: string, text: string): Outcome;
  /** Pastes texts from elsewhere: rules of entry do not hold, formats stay. */
  paste(tab: string, address: string, texts: readonly (readonly string[])[]): Outcome;
  /** Copies cells within the workbook and pastes them. */
  copy(tab: string, from: string, to: string, toTab?: string): Outcome;
  /** Copies whole rows, hidden columns too, and puts them below the tab's last table. */
  copyRowsToEnd(tab: string, row: number, count?: number): Outcome;
  /** Fills an area with its first row. */
  fillDown(tab: string, address: string): Outcome;
  clear(tab: string, address: string): Outcome;
  insertRows(tab: string, row: number, count?: number): Outcome;
  deleteRows(tab: string, row: number, count?: number): Outcome;
  insertColumn(tab: string, column: number): Outcome;
  deleteColumn(tab: string, column: number): Outcome;
  /** Sorts a tab's table by one of its columns, counted from 0. */
  sort(tab: string, column: number, isAscending?: boolean): Outcome;
  /** Shows only the rows whose cell in a column is one of these texts. */
  filter(tab: string, column: number, values: readonly string[]): Outcome;
  renameTab(tab: string, name: string): Outcome;
  renameTable(name: string, to: string): Outcome;
  hide(tab: string): Outcome;
  show(tab: string): Outcome;
  addTab(name: string): Outcome;
  deleteTab(tab: string): Outcome;
  moveTab(tab: string, position: number): Outcome;
  hideRows(tab: string, row: number, count?: number): Outcome;
  protect(tab: string): Outcome;
  unprotect(tab: string): Outcome;
  /** Takes back what this person did last; false where there is nothing to take back. */
  undo(): boolean;
}

export interface PersonOptions {
  readonly manner?: Manner;
  /** Has the same workbook open somewhere else. */
  readonly isElsewhere?: boolean;
}

const tabNamed = (book: Book, name: string): Sheet => sheetNamed(book, name) ?? refuse('item-not-found', name);
const tableOf = (sheet: Sheet): Table => sheet.tables[0] ?? refuse('item-not-found', `a table on ${sheet.name}`);
const rowsArea = (row: number, count: number): Area => ({ top: row - 1, bottom: row + count - 2, left: 0, right: lastColumn });
const columnsArea = (column: number): Area => ({ top: 0, bottom: 1_048_575, left: column, right: column });

const typeInto = (book: Book, sheet: Sheet, area: Area, text: string, manner: Manner): void => {
  const { top: row, left: column } = area;
  const cell = cellArea(row, column);
  checkWritable(sheet, cell);
  if (!acceptsEntry(book, sheet, row, column, enter(text, String(lookAt(sheet, row, column, 'numberFormat')), manner))) refuse('validation-of-entries', text);
  const before = cellAt(sheet, row, column)?.value ?? '';
  putEntry(sheet, row, column, text, manner);
  if (text !== '') growAround(sheet, cell);
  emitChange(book, sheet, cell, 'RangeEdited', before);
};

const pasteInto = (book: Book, sheet: Sheet, at: Area, texts: readonly (readonly string[])[], manner: Manner): void => {
  const area = { top: at.top, left: at.left, bottom: at.top + texts.length - 1, right: at.left + Math.max(...texts.map(({ length }) => length)) - 1 };
  checkWritable(sheet, area);
  for (const [i, line] of texts.entries()) for (const [j, text] of line.entries()) putEntry(sheet, area.top + i, area.left + j, text, manner);
  growAround(sheet, area);
  emitChange(book, sheet, area);
};

/** [inserted-rows] */
const insertRows = (book: Book, sheet: Sheet, row: number, count: number): void => {
  const area = insertArea(book, sheet, rowsArea(row, count), 'Down');
  for (const table of sheet.tables) if (intersection(table.area, area) && area.top > table.area.top) fillNewRows(sheet, table, area.top, area.bottom);
  const above = sheet.cells.get(area.top - 1);
  if (!above || sheet.tables.some((table) => intersection(table.area, area))) return;
  for (const [column, { looks }] of above) if (looks) for (let line = area.top; line <= area.bottom; line += 1) cellFor(sheet, line, column).looks = { ...looks };
};

/** [copied-rows] */
const copyRowsToEnd = (book: Book, sheet: Sheet, row: number, count: number): void => {
  const { area } = tableOf(sheet);
  const from = { ...area, top: row - 1, bottom: row + count - 2 };
  const target = copyArea(book, { sheet, area: from }, { sheet, area: { ...from, top: area.bottom + 1, bottom: area.bottom + count } }, 'All');
  growAround(sheet, target);
};

/** [filter-hides-rows] */
const filter = (book: Book, sheet: Sheet, column: number, values: readonly string[]): void => {
  const table = tableOf(sheet);
  table.filters = { ...table.filters, [column]: [...values] };
  const { top, bottom, left } = bodyArea(table);
  for (let row = top; row <= bottom; row += 1) {
    const isShown = Object.entries(table.filters).every(([index, shown]) => shown.includes(String(displayed(book, sheet, row, left + Number(index)).value)));
    sheet.rowLooks.set(row, { ...sheet.rowLooks.get(row), rowHidden: !isShown });
  }
};

const moveTab = (book: Book, sheet: Sheet, position: number): void => {
  const others = book.sheets.filter((one) => one !== sheet);
  book.sheets = [...others.slice(0, position), sheet, ...others.slice(position)];
};

const setProtected = (sheet: Sheet, isProtected: boolean): void => {
  sheet.protection = isProtected ? { options: null, password: null } : null;
};

const mostUndone = 20;

/** Does something as somebody: all of it or, where a rule stands in the way, nothing. */
const acting = (host: ExcelHost, origin: Origin) => (act: (book: Book) => void): Outcome => {
  const { book } = host;
  const before = structuredClone(book.sheets);
  const events = book.events.length;
  book.origin = origin;
  try {
    act(book);
    // [undo-and-co-authors]
    book.undo = origin === 'person' ? [...book.undo, before].slice(-mostUndone) : [];
    return null;
  } catch (problem) {
    if (!(problem instanceof HostError) || problem.code === 'EmulatorGap') throw problem;
    book.sheets = before;
    book.events.splice(events);
    return problem.rule;
  } finally {
    book.origin = 'person';
    book.changes += 1;
    host.onEvents?.();
  }
};

export const personAt = (host: ExcelHost, { manner = norwegianManner, isElsewhere = false }: PersonOptions = {}): Person => {
  const { book } = host;
  const act = acting(host, isElsewhere ? 'co-author' : 'person');
  const on = (tab: string, use: (sheet: Sheet) => void): Outcome => act(() => use(tabNamed(book, tab)));
  return {
    type: (tab, address, text) => on(tab, (sheet) => typeInto(book, sheet, areaFrom(address), text, manner)),
    paste: (tab, address, texts) => on(tab, (sheet) => pasteInto(book, sheet, areaFrom(address), texts, manner)),
    copy: (tab, from, to, toTab = tab) => on(tab, (sheet) => {
      const target = tabNamed(book, toTab);
      growAround(target, copyArea(book, { sheet, area: areaFrom(from) }, { sheet: target, area: areaFrom(to) }, 'All'));
    }),
    copyRowsToEnd: (tab, row, count = 1) => on(tab, (sheet) => copyRowsToEnd(book, sheet, row, count)),
    fillDown: (tab, address) => on(tab, (sheet) => {
      const area = areaFrom(address);
      if (rowCount(area) > 1 && columnCount(area) > 0) copyArea(book, { sheet, area: { ...area, bottom: area.top } }, { sheet, area: { ...area, top: area.top + 1 } }, 'All');
    }),
    clear: (tab, address) => on(tab, (sheet) => clearArea(book, sheet, areaFrom(address), 'Contents')),
    insertRows: (tab, row, count = 1) => on(tab, (sheet) => insertRows(book, sheet, row, count)),
    deleteRows: (tab, row, count = 1) => on(tab, (sheet) => deleteArea(book, sheet, rowsArea(row, count), 'Up')),
    insertColumn: (tab, column) => on(tab, (sheet) => void insertArea(book, sheet, columnsArea(column), 'Right')),
    deleteColumn: (tab, column) => on(tab, (sheet) => deleteArea(book, sheet, columnsArea(column), 'Left')),
    sort: (tab, column, isAscending = true) => on(tab, (sheet) => sortArea(book, sheet, bodyArea(tableOf(sheet)), [{ key: column, ascending: isAscending }])),
    filter: (tab, column, values) => on(tab, (sheet) => filter(book, sheet, column, values)),
    renameTab: (tab, name) => on(tab, (sheet) => renameTab(book, sheet, name)),
    renameTable: (name, to) => act(() => renameTable(book, tableNamed(book.sheets.flatMap(({ tables }) => tables), name) ?? refuse('item-not-found', name), checkTableName(book, to))),
    hide: (tab) => on(tab, (sheet) => setVisibility(book, sheet, 'Hidden')),
    show: (tab) => on(tab, (sheet) => setVisibility(book, sheet, 'Visible')),
    addTab: (name) => act(() => void addSheet(book, name)),
    deleteTab: (tab) => on(tab, (sheet) => deleteSheet(book, sheet)),
    moveTab: (tab, position) => on(tab, (sheet) => moveTab(book, sheet, position)),
    hideRows: (tab, row, count = 1) => on(tab, (sheet) => {
      for (let line = row - 1; line < row - 1 + count; line += 1) sheet.rowLooks.set(line, { ...sheet.rowLooks.get(line), rowHidden: true });
    }),
    protect: (tab) => on(tab, (sheet) => setProtected(sheet, true)),
    unprotect: (tab) => on(tab, (sheet) => setProtected(sheet, false)),
    undo: () => {
      const before = book.undo.pop();
      if (!before) return false;
      book.sheets = before;
      book.changes += 1;
      for (const sheet of before) emitChange(book, sheet, cellArea(0, 0));
      host.onEvents?.();
      return true;
    },
  };
};
