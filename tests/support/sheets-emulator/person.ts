import { FormulaGap } from '../formulas/gap';
import { invalid, GoogleError } from './parts';
import { everywhere, rangeOf, type Area } from './model/area';
import { rowCountOf, restore, snapshot, type Edit } from './model/book';
import { areaOn, clearCells, columnAt, copyCells, fillDown, pasteTexts, rowsArea, tabOf, textsBelow, typeInto } from './model/hands';
import { applyRequest } from './model/requests';
import { cutArea } from './model/requests/copy';
import { shownText } from './model/shown';
import type { Book, ChangeType, DataValidationRule, GridRange, Listener, Request, Sheet } from './model/types';

/** Null where it was done, else what Google says stands in the way; then nothing was changed. */
export type Outcome = string | null;

/** Somebody at the web page: what hands do, subject to rules of entry and protection, heard by triggers. Rows are numbered as people see them, columns have letters. */
export interface Person {
  readonly email: string;
  /** Types into a cell, read in the manner of the spreadsheet's locale. */
  type(tab: string, address: string, text: string): Outcome;
  clear(tab: string, range: string): Outcome;
  /** Pastes texts from elsewhere. */
  paste(tab: string, address: string, texts: readonly (readonly string[])[]): Outcome;
  /** Copies cells within the spreadsheet and pastes them. */
  copy(tab: string, from: string, to: string, toTab?: string): Outcome;
  /** Copies whole rows and pastes them over others; what is beyond the grid makes it grow. */
  copyRows(tab: string, row: number, count: number, toRow: number, toTab?: string): Outcome;
  cut(tab: string, from: string, to: string, toTab?: string): Outcome;
  /** Drags the first row of a range over the rest of it. */
  fillDown(tab: string, range: string): Outcome;
  insertRows(tab: string, row: number, count?: number): Outcome;
  /** "Add more rows at the bottom". */
  addRows(tab: string, count: number): Outcome;
  deleteRows(tab: string, row: number, count?: number): Outcome;
  /** Drags rows to before another one. */
  moveRows(tab: string, row: number, count: number, before: number): Outcome;
  insertColumns(tab: string, column: string, count?: number): Outcome;
  deleteColumns(tab: string, column: string, count?: number): Outcome;
  moveColumns(tab: string, column: string, count: number, before: string): Outcome;
  /** Sorts a range by one of its columns; a range without column A leaves that where it is. */
  sort(tab: string, range: string, column: string, isAscending?: boolean): Outcome;
  /** Sorts the whole tab below its frozen rows. */
  sortTab(tab: string, column: string, isAscending?: boolean): Outcome;
  /** Shows only the rows whose cell in a column of the tab's filter is one of these texts. */
  filter(tab: string, column: string, shown: readonly string[]): Outcome;
  clearFilter(tab: string): Outcome;
  hideRows(tab: string, row: number, count?: number): Outcome;
  showRows(tab: string, row: number, count?: number): Outcome;
  hideColumns(tab: string, column: string, count?: number): Outcome;
  showColumns(tab: string, column: string, count?: number): Outcome;
  addTab(title: string): Outcome;
  renameTab(tab: string, title: string): Outcome;
  deleteTab(tab: string): Outcome;
  duplicateTab(tab: string): Outcome;
  /** Moves a tab to a place, counted from 0. */
  moveTab(tab: string, place: number): Outcome;
  hideTab(tab: string): Outcome;
  showTab(tab: string): Outcome;
  merge(tab: string, range: string): Outcome;
  unmerge(tab: string, range: string): Outcome;
  /** Gives cells a number format by its pattern: "dd.mm.yyyy". */
  formatNumbers(tab: string, range: string, type: 'DATE' | 'NUMBER' | 'PERCENT' | 'TEXT', pattern?: string): Outcome;
  fill(tab: string, range: string, colour: { readonly red?: number; readonly green?: number; readonly blue?: number }): Outcome;
  validate(tab: string, range: string, rule: DataValidationRule | null): Outcome;
  /** Protects a tab, or a range of it; only these may edit. */
  protect(tab: string, editors?: readonly string[], range?: string): Outcome;
  /** Takes away all protection of a tab. */
  unprotect(tab: string): Outcome;
  /** What a cell shows. */
  sees(tab: string, address: string): string;
  /** Takes back what this person did last; false where there is nothing, or others changed something since. */
  undo(): boolean;
}

/** A spreadsheet within reach of hands. */
export interface Hands {
  readonly edit: () => Edit;
  readonly listeners: () => readonly Listener[];
}

interface Done {
  readonly before: Book;
  readonly changes: number;
}

const mostUndone = 20;

/** Does something as somebody: all of it or, where something stands in the way, nothing. */
const acting = ({ edit: editNow, listeners }: Hands, done: Done[]) => {
  const attempt = (use: (edit: Edit) => void, heard: (edit: Edit) => void): Outcome => {
    const edit = editNow();
    const before = snapshot(edit.book);
    try {
      use(edit);
    } catch (problem) {
      restore(edit.book, before);
      if (problem instanceof GoogleError && problem.status === 400) return problem.message;
      throw problem instanceof FormulaGap ? new Error(`EMULATOR GAP: ${problem.message}`) : problem;
    }
    edit.book.changes += 1;
    done.push({ before, changes: edit.book.changes });
    if (done.length > mostUndone) done.shift();
    heard(edit);
    return null;
  };
  const changed = (changeType: ChangeType) => ({ caller }: Edit): void => {
    for (const { onChange } of listeners()) onChange?.({ user: caller.email, changeType });
  };
  /** An edit of cells: both triggers hear of it; of a single cell with what it said before and says now. */
  const edited = (tab: string, areaIn: (edit: Edit) => Area, use: (edit: Edit, sheet: Sheet) => void, value?: string): Outcome => {
    let oldValue = '';
    return attempt((edit) => {
      const sheet = tabOf(edit, tab);
      const area = areaIn(edit);
      oldValue = value === undefined ? '' : shownText(edit.book, edit, sheet, area.top, area.left);
      use(edit, sheet);
    }, (edit) => {
      const sheet = tabOf(edit, tab);
      const single = value === undefined ? {} : { ...(value !== '' && { value }), ...(oldValue !== '' && { oldValue }) };
      for (const { onEdit } of listeners()) onEdit?.({ user: edit.caller.email, sheetId: sheet.id, sheetTitle: sheet.properties.title ?? '', range: areaIn(edit), ...single });
      changed('EDIT')(edit);
    });
  };
  const asked = (changeType: ChangeType, requestsOf: (edit: Edit) => readonly Request[]): Outcome => attempt((edit) => { for (const request of requestsOf(edit)) applyRequest(edit, request); }, changed(changeType));
  return { edited, asked };
};

type Acting = ReturnType<typeof acting>;

const rangeAt = (edit: Edit, tab: string, address: string): GridRange => rangeOf(tabOf(edit, tab).id, areaOn(edit, tab, address));

const cellHands = ({ edited }: Acting): Pick<Person, 'type' | 'clear' | 'paste' | 'copy' | 'copyRows' | 'cut' | 'fillDown'> => ({
  type: (tab, address, text) => edited(tab, (edit) => areaOn(edit, tab, address), (edit, sheet) => {
    const { top, left } = areaOn(edit, tab, address);
    typeInto(edit, sheet, top, left, text);
  }, text),
  clear: (tab, range) => edited(tab, (edit) => areaOn(edit, tab, range), (edit, sheet) => clearCells(edit, sheet, areaOn(edit, tab, range))),
  paste: (tab, address, texts) => edited(tab, (edit) => areaOn(edit, tab, address), (edit, sheet) => void pasteTexts(edit, sheet, areaOn(edit, tab, address), texts)),
  copy: (tab, from, to, toTab = tab) => edited(toTab, (edit) => areaOn(edit, toTab, to), (edit, sheet) => {
    const { top, left } = areaOn(edit, toTab, to);
    copyCells(edit, tabOf(edit, tab), areaOn(edit, tab, from), sheet, top, left);
  }),
  copyRows: (tab, row, count, toRow, toTab = tab) => edited(toTab, () => rowsArea(toRow, count), (edit, sheet) => {
    const missing = toRow - 1 + count - rowCountOf(sheet);
    if (missing > 0) applyRequest(edit, { appendDimension: { sheetId: sheet.id, dimension: 'ROWS', length: missing } });
    copyCells(edit, tabOf(edit, tab), rowsArea(row, count), sheet, toRow - 1, 0);
  }),
  cut: (tab, from, to, toTab = tab) => edited(toTab, (edit) => areaOn(edit, toTab, to), (edit, sheet) => {
    const { top, left } = areaOn(edit, toTab, to);
    cutArea(edit, { sheet: tabOf(edit, tab), area: areaOn(edit, tab, from) }, sheet, top, left);
  }),
  fillDown: (tab, range) => edited(tab, (edit) => areaOn(edit, tab, range), (edit, sheet) => fillDown(edit, sheet, areaOn(edit, tab, range))),
});

type LineHands = 'insertRows' | 'addRows' | 'deleteRows' | 'moveRows' | 'insertColumns' | 'deleteColumns' | 'moveColumns' | 'hideRows' | 'showRows' | 'hideColumns' | 'showColumns';

const lineHands = ({ asked }: Acting): Pick<Person, LineHands> => {
  const lines = (edit: Edit, tab: string, dimension: 'ROWS' | 'COLUMNS', start: number, count: number): gapi.client.sheets.DimensionRange => ({ sheetId: tabOf(edit, tab).id, dimension, startIndex: start, endIndex: start + count });
  const hidden = (tab: string, dimension: 'ROWS' | 'COLUMNS', start: number, count: number, hiddenByUser: boolean): Outcome =>
    asked('OTHER', (edit) => [{ updateDimensionProperties: { range: lines(edit, tab, dimension, start, count), properties: hiddenByUser ? { hiddenByUser } : {}, fields: 'hiddenByUser' } }]);
  return {
    insertRows: (tab, row, count = 1) => asked('INSERT_ROW', (edit) => [{ insertDimension: { range: lines(edit, tab, 'ROWS', row - 1, count), inheritFromBefore: row > rowCountOf(tabOf(edit, tab)) } }]),
    addRows: (tab, count) => asked('INSERT_ROW', (edit) => [{ appendDimension: { sheetId: tabOf(edit, tab).id, dimension: 'ROWS', length: count } }]),
    deleteRows: (tab, row, count = 1) => asked('REMOVE_ROW', (edit) => [{ deleteDimension: { range: lines(edit, tab, 'ROWS', row - 1, count) } }]),
    moveRows: (tab, row, count, before) => asked('OTHER', (edit) => [{ moveDimension: { source: lines(edit, tab, 'ROWS', row - 1, count), destinationIndex: before - 1 } }]),
    insertColumns: (tab, column, count = 1) => asked('INSERT_COLUMN', (edit) => [{ insertDimension: { range: lines(edit, tab, 'COLUMNS', columnAt(column), count), inheritFromBefore: false } }]),
    deleteColumns: (tab, column, count = 1) => asked('REMOVE_COLUMN', (edit) => [{ deleteDimension: { range: lines(edit, tab, 'COLUMNS', columnAt(column), count) } }]),
    moveColumns: (tab, column, count, before) => asked('OTHER', (edit) => [{ moveDimension: { source: lines(edit, tab, 'COLUMNS', columnAt(column), count), destinationIndex: columnAt(before) } }]),
    hideRows: (tab, row, count = 1) => hidden(tab, 'ROWS', row - 1, count, true),
    showRows: (tab, row, count = 1) => hidden(tab, 'ROWS', row - 1, count, false),
    hideColumns: (tab, column, count = 1) => hidden(tab, 'COLUMNS', columnAt(column), count, true),
    showColumns: (tab, column, count = 1) => hidden(tab, 'COLUMNS', columnAt(column), count, false),
  };
};

const tabHands = ({ asked }: Acting): Pick<Person, 'addTab' | 'renameTab' | 'deleteTab' | 'duplicateTab' | 'moveTab' | 'hideTab' | 'showTab'> => {
  const properties = (edit: Edit, tab: string, given: gapi.client.sheets.SheetProperties, fields: string): Request => ({ updateSheetProperties: { properties: { ...given, sheetId: tabOf(edit, tab).id }, fields } });
  const placeBefore = (edit: Edit, tab: string, place: number): number => (place > edit.book.sheets.indexOf(tabOf(edit, tab)) ? place + 1 : place);
  return {
    addTab: (title) => asked('INSERT_GRID', () => [{ addSheet: { properties: { title } } }]),
    renameTab: (tab, title) => asked('OTHER', (edit) => [properties(edit, tab, { title }, 'title')]),
    deleteTab: (tab) => asked('REMOVE_GRID', (edit) => [{ deleteSheet: { sheetId: tabOf(edit, tab).id } }]),
    duplicateTab: (tab) => asked('INSERT_GRID', (edit) => [{ duplicateSheet: { sourceSheetId: tabOf(edit, tab).id, insertSheetIndex: edit.book.sheets.indexOf(tabOf(edit, tab)) + 1 } }]),
    moveTab: (tab, place) => asked('OTHER', (edit) => [properties(edit, tab, { index: placeBefore(edit, tab, place) }, 'index')]),
    hideTab: (tab) => asked('OTHER', (edit) => [properties(edit, tab, { hidden: true }, 'hidden')]),
    showTab: (tab) => asked('OTHER', (edit) => [properties(edit, tab, {}, 'hidden')]),
  };
};

const filterOf = (edit: Edit, tab: string): NonNullable<Sheet['filter']> => {
  const { filter } = tabOf(edit, tab);
  if (!filter) throw invalid('The tab has no filter.');
  return filter;
};

const orderHands = ({ asked }: Acting): Pick<Person, 'sort' | 'sortTab' | 'filter' | 'clearFilter'> => {
  const sorted = (edit: Edit, tab: string, area: Area, column: string, isAscending: boolean): Request =>
    ({ sortRange: { range: rangeOf(tabOf(edit, tab).id, area), sortSpecs: [{ dimensionIndex: columnAt(column), sortOrder: isAscending ? 'ASCENDING' : 'DESCENDING' }] } });
  return {
    sort: (tab, range, column, isAscending = true) => asked('OTHER', (edit) => [sorted(edit, tab, areaOn(edit, tab, range), column, isAscending)]),
    sortTab: (tab, column, isAscending = true) => asked('OTHER', (edit) => [sorted(edit, tab, { ...everywhere, top: tabOf(edit, tab).properties.gridProperties.frozenRowCount ?? 0 }, column, isAscending)]),
    filter: (tab, column, shown) => asked('OTHER', (edit) => {
      const sheet = tabOf(edit, tab);
      const { areas, facts } = filterOf(edit, tab);
      const hiddenValues = textsBelow(edit, sheet, areas[0]!, columnAt(column)).filter((text) => !shown.includes(text));
      return [{ setBasicFilter: { filter: { ...facts, criteria: { ...facts.criteria, [columnAt(column)]: { hiddenValues } }, range: rangeOf(sheet.id, areas[0]!) } } }];
    }),
    clearFilter: (tab) => asked('OTHER', (edit) => [{ clearBasicFilter: { sheetId: tabOf(edit, tab).id } }]),
  };
};

type LookHands = 'merge' | 'unmerge' | 'formatNumbers' | 'fill' | 'validate' | 'protect' | 'unprotect';

const lookHands = ({ asked }: Acting): Pick<Person, LookHands> => ({
  merge: (tab, range) => asked('OTHER', (edit) => [{ mergeCells: { range: rangeAt(edit, tab, range), mergeType: 'MERGE_ALL' } }]),
  unmerge: (tab, range) => asked('OTHER', (edit) => [{ unmergeCells: { range: rangeAt(edit, tab, range) } }]),
  formatNumbers: (tab, range, type, pattern) => asked('FORMAT', (edit) => [{ repeatCell: { range: rangeAt(edit, tab, range), cell: { userEnteredFormat: { numberFormat: { type, pattern } } }, fields: 'userEnteredFormat.numberFormat' } }]),
  fill: (tab, range, colour) => asked('FORMAT', (edit) => [{ repeatCell: { range: rangeAt(edit, tab, range), cell: { userEnteredFormat: { backgroundColorStyle: { rgbColor: colour } } }, fields: 'userEnteredFormat.backgroundColorStyle' } }]),
  validate: (tab, range, rule) => asked('OTHER', (edit) => [{ setDataValidation: { range: rangeAt(edit, tab, range), ...(rule && { rule }) } }]),
  protect: (tab, editors = [], range) => asked('OTHER', (edit) => [{ addProtectedRange: { protectedRange: { range: range === undefined ? { sheetId: tabOf(edit, tab).id } : rangeAt(edit, tab, range), editors: { users: [...editors] } } } }]),
  unprotect: (tab) => asked('OTHER', (edit) => tabOf(edit, tab).protections.map(({ facts }) => ({ deleteProtectedRange: { protectedRangeId: facts.protectedRangeId } }))),
});

export const personAt = (hands: Hands): Person => {
  const done: Done[] = [];
  const act = acting(hands, done);
  return {
    email: hands.edit().caller.email, ...cellHands(act), ...lineHands(act), ...tabHands(act), ...orderHands(act), ...lookHands(act),
    sees: (tab, address) => {
      const edit = hands.edit();
      const { top, left } = areaOn(edit, tab, address);
      return shownText(edit.book, edit, tabOf(edit, tab), top, left);
    },
    undo: () => {
      const last = done.pop();
      const { book } = hands.edit();
      if (!last || last.changes !== book.changes) return false;
      restore(book, last.before);
      const next = done.at(-1);
      if (next) done[done.length - 1] = { ...next, changes: book.changes };
      return true;
    },
  };
};
