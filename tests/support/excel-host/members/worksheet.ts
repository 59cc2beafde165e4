import { gap, refuse } from '../rules';
import { areaFrom, cellArea, inSheet, parseArea, splitAddress, wholeSheet, type Area } from '../model/area';
import {
  activate, addSheet, checkStructure, deleteSheet, emit, setVisibility, sheetById, sheetNamed, type Book,
} from '../model/book';
import { renameTab } from '../model/rename-tab';
import { usedArea, type Sheet } from '../model/sheet';
import { isWireObject, wireClass, type Argument, type Scalar, type WireObject } from '../wire/object';
import { jsonArgument, keptFact, numberArgument, readOnly, textArgument, type RangeOn } from './common';
import { listening } from './events';
import { customProperties } from './keyed';
import { names } from './names';
import { pageLayout } from './page-layout';
import { range, rangeAreas } from './range';
import { table, tables } from './table';

export interface SheetOn {
  readonly book: Book;
  readonly sheet: Sheet;
}

const visibilities = ['Visible', 'Hidden', 'VeryHidden'] as const;

const fact = (name: string, usual: boolean | string | number): Scalar<SheetOn> => keptFact<SheetOn>(({ sheet }) => sheet.facts, name, usual);

const setPosition = ({ book, sheet }: SheetOn, position: number): void => {
  checkStructure(book);
  const others = book.sheets.filter((one) => one !== sheet);
  book.sheets = [...others.slice(0, position), sheet, ...others.slice(position)];
};

const rangeIn = (on: SheetOn, area: Area): WireObject => range({ ...on, area: inSheet(area) });

/** An address on this sheet, a table or a name; nothing, for the whole sheet. */
const rangeNamed = (on: SheetOn, address: Argument): WireObject => {
  if (address === undefined || address === null) return rangeIn(on, wholeSheet);
  const { tab, address: cells } = splitAddress(textArgument(address));
  if (tab !== undefined && sheetNamed(on.book, tab) !== on.sheet) return gap(`a range of another sheet: ${tab}`);
  if (parseArea(cells)) return rangeIn(on, areaFrom(cells));
  const name = [...on.sheet.names, ...on.book.names].find((one) => one.name.toLowerCase() === cells.toLowerCase());
  if (name) return names({ book: on.book }).index(name.name)!.call('GetRange', []) as WireObject;
  const found = on.sheet.tables.find((one) => one.name.toLowerCase() === cells.toLowerCase());
  return found ? (table({ ...on, table: found }).call('GetDataBodyRange', []) as WireObject) : rangeIn(on, areaFrom(cells));
};

const usedRange = (on: SheetOn, isValuesOnly: Argument, isNullable: boolean): WireObject | null => {
  const area = usedArea(on.sheet, isValuesOnly === true);
  return area ? rangeIn(on, area) : isNullable ? null : rangeIn(on, cellArea(0, 0));
};

const neighbour = (by: number) => ({ book, sheet }: SheetOn): WireObject | null => {
  const next = book.sheets[book.sheets.indexOf(sheet) + by];
  return next ? worksheet({ book, sheet: next }) : null;
};

/** A sheet. */
export const worksheet: (on: SheetOn) => WireObject = wireClass<SheetOn>('Worksheet', {
  id: ({ sheet }) => ({ Id: sheet.id }),
  scalars: {
    Id: readOnly(({ sheet }) => sheet.id),
    Name: { get: ({ sheet }) => sheet.name, set: ({ book, sheet }, value) => renameTab(book, sheet, String(value)) },
    Position: { get: ({ book, sheet }) => book.sheets.indexOf(sheet), set: (on, value) => setPosition(on, Number(value)) },
    Visibility: {
      get: ({ sheet }) => sheet.visibility,
      set: ({ book, sheet }, value) => setVisibility(book, sheet, visibilities.find((one) => one === value) ?? gap(`visibility ${String(value)}`)),
    },
    // The client writes these two under other names than it reads them.
    Gridlines: { ...fact('showGridlines', true), isLazy: true }, Headings: { ...fact('showHeadings', true), isLazy: true },
    TabColor: fact('tabColor', ''), ShowGridlines: fact('showGridlines', true), ShowHeadings: fact('showHeadings', true), StandardWidth: fact('standardWidth', 8.43), StandardHeight: readOnly(() => 15), EnableCalculation: fact('enableCalculation', true),
  },
  objects: {
    Tables: (on) => tables(on), Names: (on) => names(on), Protection: (on) => protection(on), FreezePanes: (on) => freezePanes(on), PageLayout: (on) => pageLayout(on),
    CustomProperties: ({ sheet }) => customProperties({ values: sheet.properties, isCaseless: true }),
  },
  methods: {
    Activate: ({ book, sheet }) => activate(book, sheet),
    Delete: ({ book, sheet }) => deleteSheet(book, sheet),
    Calculate: () => undefined,
    GetRange: rangeNamed,
    GetRanges: (on, addresses) => rangeAreas({ ...on, areas: textArgument(addresses).split(/[,;]/).map((address) => areaFrom(splitAddress(address).address)) }),
    GetRangeByIndexes: (on, row, column, rows, columns) => rangeIn(on, { top: numberArgument(row), left: numberArgument(column), bottom: numberArgument(row) + numberArgument(rows) - 1, right: numberArgument(column) + numberArgument(columns) - 1 }),
    GetCell: (on, row, column) => rangeIn(on, cellArea(numberArgument(row), numberArgument(column))),
    GetUsedRange: (on, isValuesOnly) => usedRange(on, isValuesOnly, false),
    GetUsedRangeOrNullObject: (on, isValuesOnly) => usedRange(on, isValuesOnly, true),
    GetNextOrNullObject: neighbour(1), GetPreviousOrNullObject: neighbour(-1),
    ...listening<SheetOn>({ DataChangedEvent: 10, ActivatedEvent: 11, DeactivatedEvent: 12, SelectionChangedEvent: 14, CalculatedEvent: 16, FormatChangedEvent: 18, RowSortedEvent: 19, ColumnSortedEvent: 20, SingleClickedEvent: 21, RowHiddenChangedEvent: 22, FormulaChangedEvent: 23, ProtectionChangedEvent: 24 }, ({ sheet }) => sheet.id),
  },
});

const protect = ({ book, sheet }: SheetOn, options: Argument, password: Argument): void => {
  if (sheet.protection) refuse('protect-twice', sheet.name);
  sheet.protection = { options: jsonArgument(options), password: typeof password === 'string' ? password : null };
  emit(book, 24, sheet.id, { worksheetId: sheet.id, isProtected: true });
};

const unprotect = ({ book, sheet }: SheetOn, password: Argument): void => {
  if (!sheet.protection) return refuse('protect-twice', sheet.name);
  if (sheet.protection.password !== null && sheet.protection.password !== password) refuse('protected-cells', sheet.name);
  sheet.protection = null;
  emit(book, 24, sheet.id, { worksheetId: sheet.id, isProtected: false });
};

const protection = wireClass<SheetOn>('WorksheetProtection', {
  scalars: { Protected: readOnly(({ sheet }) => sheet.protection !== null), Options: readOnly(({ sheet }) => sheet.protection?.options ?? null) },
  methods: { Protect: protect, Unprotect: unprotect },
});

const freeze = (sheet: Sheet, area: Area | null): void => {
  sheet.frozen = area;
};

const freezePanes = wireClass<SheetOn>('WorksheetFreezePanes', {
  methods: {
    FreezeRows: ({ sheet }, count) => freeze(sheet, { ...wholeSheet, bottom: numberArgument(count, 1) - 1 }),
    FreezeColumns: ({ sheet }, count) => freeze(sheet, { ...wholeSheet, right: numberArgument(count, 1) - 1 }),
    FreezeAt: ({ sheet }, corner) => freeze(sheet, isWireObject(corner) ? (corner.on as RangeOn).area : areaFrom(textArgument(corner))),
    Unfreeze: ({ sheet }) => freeze(sheet, null),
    GetLocationOrNullObject: ({ book, sheet }) => (sheet.frozen ? range({ book, sheet, area: sheet.frozen }) : null),
  },
});

export interface BookOn {
  readonly book: Book;
}

const itemOf = ({ book }: BookOn, sheet: Sheet | undefined): WireObject | null => (sheet ? worksheet({ book, sheet }) : null);
const shown = ({ book }: BookOn, isVisibleOnly: Argument): Sheet[] => book.sheets.filter(({ visibility }) => isVisibleOnly !== true || visibility === 'Visible');

/** The sheets of the workbook, in their order. */
export const worksheets = wireClass<BookOn>('WorksheetCollection', {
  items: ({ book }) => book.sheets.map((sheet) => worksheet({ book, sheet })),
  index: (on, key) => itemOf(on, sheetNamed(on.book, textArgument(key))) ?? refuse('item-not-found', `the sheet ${String(key)}`),
  methods: {
    Add: ({ book }, name) => worksheet({ book, sheet: addSheet(book, typeof name === 'string' ? name : undefined) }),
    GetItemOrNullObject: (on, key) => itemOf(on, sheetNamed(on.book, textArgument(key))),
    GetActiveWorksheet: (on) => itemOf(on, sheetById(on.book, on.book.activeId)),
    GetCount: (on, isVisibleOnly) => shown(on, isVisibleOnly).length,
    GetFirst: (on, isVisibleOnly) => itemOf(on, shown(on, isVisibleOnly)[0]),
    GetLast: (on, isVisibleOnly) => itemOf(on, shown(on, isVisibleOnly).at(-1)),
    ...listening<BookOn>({ DataChangedEvent: 10, ActivatedEvent: 11, DeactivatedEvent: 12, AddedEvent: 13, SelectionChangedEvent: 14, DeletedEvent: 15, CalculatedEvent: 16, FormatChangedEvent: 18, RowSortedEvent: 19, ColumnSortedEvent: 20, SingleClickedEvent: 21, RowHiddenChangedEvent: 22, FormulaChangedEvent: 23, ProtectionChangedEvent: 24, EventNameChanged: 25, EventVisibilityChanged: 26, EventMoved: 27 }, () => 'Workbook'),
  },
});
