import { refuse } from '../rules';
import type { Json, JsonObject } from '../wire/shapes';
import { addressOf, parseArea, wholeSheet, type Area } from './area';
import { emptySheet, type Cell, type KeyedValue, type Looks, type NamedRange, type Sheet, type Table } from './sheet';

/** Who is changing the workbook: the add-in through the interface, the person in front of it, or somebody else who has it open. */
export type Origin = 'add-in' | 'person' | 'co-author';

/** A range that a client keeps; it moves with the cells, and is gone when they are. */
export interface KeptRange {
  readonly sheetId: string;
  area: Area | null;
}

export interface BookEvent {
  /** Number of the kind of event on the wire. */
  readonly type: number;
  /** Sheet or table; the collections of the workbook get the same event. */
  readonly targetId: string;
  readonly payload: JsonObject;
  readonly isRemote: boolean;
}

export interface Book {
  name: string;
  isReadOnly: boolean;
  /** The day on which TODAY() is asked, as a serial number. */
  today: number;
  /** Dates count from 1904. */
  is1904: boolean;
  sheets: Sheet[];
  /** Names of sheets that hold a chart and nothing else, which no collection lists. */
  chartSheets: string[];
  activeId: string;
  selection: { sheetId: string; area: Area };
  names: NamedRange[];
  settings: KeyedValue[];
  properties: Looks;
  application: Looks;
  isProtected: boolean;
  isEventsEnabled: boolean;
  /** "type:target" of those who registered. */
  listeners: Set<string>;
  events: BookEvent[];
  kept: Map<string, KeptRange>;
  origin: Origin;
  /** Somebody is in the middle of a cell. */
  isEditing: boolean;
  /** The sheets before each thing that the person did, the newest last. */
  undo: Sheet[][];
  /** Goes up with each change of cells, so that what was calculated is known to be old. */
  changes: number;
}

let made = 0;
/** Ids are unique over all workbooks of a run: a client keeps handlers by them. */
export const freshNumber = (): number => (made += 1);

const newSheet = (name: string): Sheet => emptySheet(`{00000000-0001-0000-0000-${String(freshNumber()).padStart(12, '0')}}`, name);

export const createBook = (tabs: readonly string[] = ['Ark1']): Book => {
  const sheets = tabs.map(newSheet);
  return {
    name: 'Bok1.xlsx', isReadOnly: false, today: 46_347, is1904: false, sheets, chartSheets: [], activeId: sheets[0]!.id, selection: { sheetId: sheets[0]!.id, area: parseArea('A1')! }, names: [], settings: [],
    properties: { title: '', author: '', subject: '', keywords: '', comments: '', category: '', manager: '', company: '' }, application: { calculationMode: 'Automatic' }, isProtected: false, isEventsEnabled: true,
    listeners: new Set(), events: [], kept: new Map(), origin: 'person', isEditing: false, undo: [], changes: 0,
  };
};

export const sheetNamed = (book: Book, key: string): Sheet | undefined => book.sheets.find(({ id, name }) => id === key || name.toLowerCase() === key.toLowerCase());
export const sheetById = (book: Book, id: string): Sheet | undefined => book.sheets.find((sheet) => sheet.id === id);
export const allTables = ({ sheets }: Book): Table[] => sheets.flatMap(({ tables }) => tables);
export const sheetOfTable = (book: Book, table: Table): Sheet => book.sheets.find(({ tables }) => tables.includes(table)) ?? refuse('item-not-found', table.name);
export const tableNamed = (tables: readonly Table[], key: Json): Table | undefined => tables.find(({ id, name }) => id === String(key) || name.toLowerCase() === String(key).toLowerCase());

/** [chart-sheets] Throws where a sheet cannot be called so. */
export const checkSheetName = (book: Book, name: string, self?: Sheet): string => {
  if (name.length < 1 || name.length > 31) refuse('sheet-name-length', name);
  if (/[:\\/?*[\]]/.test(name) || name.startsWith("'") || name.endsWith("'")) refuse('sheet-name-characters', name);
  if (name.toLowerCase() === 'history') refuse('sheet-name-history', name);
  const taken = [...book.chartSheets, ...book.sheets.filter((sheet) => sheet !== self).map((sheet) => sheet.name)];
  if (taken.some((one) => one.toLowerCase() === name.toLowerCase())) refuse('sheet-name-taken', name);
  return name;
};

export const checkStructure = (book: Book): void => {
  if (book.isProtected) refuse('protected-workbook', book.name);
};

const freeSheetName = (book: Book): string => {
  const number = Array.from({ length: book.sheets.length + 1 }, (_, i) => i + 1).find((n) => !sheetNamed(book, `Ark${n}`));
  return `Ark${number ?? book.sheets.length + 1}`;
};

/** Adds a sheet at the end. */
export const addSheet = (book: Book, name?: string): Sheet => {
  checkStructure(book);
  const sheet = newSheet(checkSheetName(book, name ?? freeSheetName(book)));
  book.sheets.push(sheet);
  emit(book, 13, 'Workbook', { worksheetId: sheet.id });
  return sheet;
};

const visibleSheets = ({ sheets }: Book): Sheet[] => sheets.filter(({ visibility }) => visibility === 'Visible');

export const checkStaysVisible = (book: Book, sheet: Sheet): void => {
  if (sheet.visibility === 'Visible' && visibleSheets(book).length === 1) refuse('last-visible-sheet', sheet.name);
};

export const activate = (book: Book, sheet: Sheet): void => {
  if (sheet.visibility !== 'Visible') refuse('very-hidden-selection', sheet.name);
  book.activeId = sheet.id;
};

export const deleteSheet = (book: Book, sheet: Sheet): void => {
  checkStructure(book);
  checkStaysVisible(book, sheet);
  if (sheet.visibility === 'VeryHidden') refuse('very-hidden-delete', sheet.name);
  book.sheets = book.sheets.filter((one) => one !== sheet);
  for (const kept of book.kept.values()) if (kept.sheetId === sheet.id) kept.area = null;
  if (book.activeId === sheet.id) book.activeId = visibleSheets(book)[0]!.id;
  emit(book, 15, 'Workbook', { worksheetId: sheet.id });
};

export const setVisibility = (book: Book, sheet: Sheet, visibility: Sheet['visibility']): void => {
  checkStructure(book);
  if (visibility !== 'Visible') checkStaysVisible(book, sheet);
  sheet.visibility = visibility;
  if (book.activeId === sheet.id && visibility !== 'Visible') book.activeId = visibleSheets(book)[0]!.id;
};

const collections = new Set([10, 11, 12, 13, 14, 15, 18, 19, 20, 22, 24, 101, 102, 103]);

/** [events-to-listeners] Tells those who registered, at the end of the request or of what the person did. */
export const emit = (book: Book, type: number, targetId: string, payload: JsonObject): void => {
  if (!book.isEventsEnabled) return;
  const source = book.origin === 'co-author' ? 'Remote' : 'Local';
  const targets = collections.has(type) && targetId !== 'Workbook' ? [targetId, 'Workbook'] : [targetId];
  for (const target of targets) {
    if (book.listeners.has(`${type}:${target}`)) book.events.push({ type, targetId: target, payload: { source, ...payload }, isRemote: book.origin === 'co-author' });
  }
};

const wireValue = ({ value }: Cell): Json => value;
const typeOf = (value: Json): string => (value === '' ? 'Empty' : typeof value === 'string' ? 'String' : typeof value === 'boolean' ? 'Boolean' : 'Double');

/** [events-in-batches] One edit, one event for the sheet and one for each table that it touches. */
export const emitChange = (book: Book, sheet: Sheet, area: Area, changeType = 'RangeEdited', before?: Json): void => {
  book.changes += 1;
  const isSingle = area.top === area.bottom && area.left === area.right && before !== undefined;
  const cell = sheet.cells.get(area.top)?.get(area.left);
  const after = cell ? wireValue(cell) : '';
  const payload: JsonObject = {
    changeType, worksheetId: sheet.id, address: addressOf(area), triggerSource: book.origin === 'add-in' ? 'ThisLocalAddin' : 'Unknown',
    ...(isSingle && { valueBefore: before, valueAfter: after, valueTypeBefore: typeOf(before), valueTypeAfter: typeOf(after) }),
  };
  emit(book, 10, sheet.id, payload);
  for (const table of sheet.tables) {
    const isTouched = table.area.top <= area.bottom && area.top <= table.area.bottom && table.area.left <= area.right && area.left <= table.area.right;
    if (isTouched) emit(book, 101, table.id, { ...payload, tableId: table.id });
  }
};

/** Whether a locked cell stands in the way; without locked ones the rest of an area is free. */
export const checkUnlocked = (sheet: Sheet, area: Area, isLocked: (sheet: Sheet, area: Area) => boolean): void => {
  if (sheet.protection && isLocked(sheet, area)) refuse('protected-cells', `${sheet.name}!${addressOf(area)}`);
};

/** Refuses a change of structure or of looks on a protected sheet, unless an option lets it pass. */
export const checkAllowed = (sheet: Sheet, option: string | null): void => {
  if (!sheet.protection) return;
  const options = sheet.protection.options as JsonObject | null;
  if (option === null || options?.[option] !== true) refuse('protected-structure', sheet.name);
};

export const keepRange = (book: Book, sheet: Sheet, area: Area): string => {
  const id = `r${freshNumber()}`;
  book.kept.set(id, { sheetId: sheet.id, area });
  return id;
};

export const everywhere = wholeSheet;
