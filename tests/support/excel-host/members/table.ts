import { gap, refuse } from '../rules';
import { areaFrom, inSheet, rowCount, splitAddress } from '../model/area';
import { checkAllowed, sheetNamed, sheetOfTable, tableNamed, type Book } from '../model/book';
import type { Sheet, Table } from '../model/sheet';
import { addTable, bodyArea, checkTableName, columnArea, deleteTable, headerArea, headerText, resizeTable } from '../model/tables';
import { renameColumn, renameTable } from '../model/rename-table';
import { deleteArea, insertArea } from '../model/shift';
import { writeValues } from '../model/write';
import { isWireObject, wireClass, type Argument, type Scalar, type WireObject } from '../wire/object';
import { jsonArgument, keptFact, numberArgument, readOnly, textArgument, type RangeOn } from './common';
import { listening } from './events';
import { range } from './range';
import { tableSort } from './sort';
import { worksheet } from './worksheet';

export interface TableOn {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly table: Table;
}

interface ColumnOn extends TableOn {
  readonly index: number;
}

interface RowOn extends TableOn {
  readonly index: number;
}

const part = ({ book, sheet }: TableOn, area: RangeOn['area']): WireObject => range({ book, sheet, area: inSheet(area) });

const column = wireClass<ColumnOn>('TableColumn', {
  id: ({ table, index }) => ({ Id: table.columns[index]!.id }),
  scalars: {
    Id: readOnly(({ table, index }) => table.columns[index]!.id),
    Index: readOnly(({ index }) => index),
    Name: {
      get: ({ sheet, table, index }) => headerText(sheet, table, index),
      set: ({ book, sheet, table, index }, value) => renameColumn(book, sheet, table, index, String(value)),
    },
    Values: {
      get: ({ book, sheet, table, index }) => range({ book, sheet, area: columnArea(table.area, index) }).scalar('Values'),
      set: ({ book, sheet, table, index }, value) => writeValues(book, sheet, columnArea(table.area, index), value),
    },
  },
  methods: {
    GetRange: (on) => part(on, columnArea(on.table.area, on.index)),
    GetDataBodyRange: (on) => part(on, columnArea(bodyArea(on.table), on.index)),
    GetHeaderRowRange: (on) => part(on, columnArea(headerArea(on.table), on.index)),
    Delete: ({ book, sheet, table, index }) => deleteArea(book, sheet, columnArea(table.area, index), 'Left'),
  },
});

const columnsOf = (on: TableOn): WireObject[] => on.table.columns.map((_, index) => column({ ...on, index }));
const columnBy = (on: TableOn, key: Argument): WireObject | null => {
  const index = on.table.columns.findIndex(({ id }, i) => id === key || headerText(on.sheet, on.table, i).toLowerCase() === String(jsonArgument(key)).toLowerCase());
  return index < 0 ? null : column({ ...on, index });
};

const columns = wireClass<TableOn>('TableColumnCollection', {
  scalars: { Count: readOnly(({ table }) => table.columns.length) },
  items: columnsOf,
  index: (on, key) => columnBy(on, key) ?? refuse('item-not-found', `the column ${String(key)}`),
  methods: {
    GetCount: ({ table }) => table.columns.length, GetItemOrNullObject: columnBy,
    GetItemAt: (on, i) => columnsOf(on)[numberArgument(i)] ?? refuse('item-not-found', `column ${String(i)}`),
  },
});

const row = wireClass<RowOn>('TableRow', {
  scalars: {
    Index: readOnly(({ index }) => index),
    Values: {
      get: (on) => rowRange(on).scalar('Values'),
      set: (on, value) => rowRange(on).setScalar('Values', value),
    },
  },
  methods: { GetRange: (on) => rowRange(on), Delete: ({ book, sheet, table, index }) => deleteArea(book, sheet, { ...table.area, top: table.area.top + 1 + index, bottom: table.area.top + 1 + index }, 'Up') },
});

const rowRange = (on: RowOn): WireObject => part(on, { ...on.table.area, top: on.table.area.top + 1 + on.index, bottom: on.table.area.top + 1 + on.index });
const rowsOf = (on: TableOn): WireObject[] => Array.from({ length: rowCount(bodyArea(on.table)) }, (_, index) => row({ ...on, index }));

const addRows = (on: TableOn, index: Argument, values: Argument): WireObject => {
  const { book, sheet, table } = on;
  checkAllowed(sheet, null);
  const given = jsonArgument(values);
  const count = Array.isArray(given) ? given.length : 1;
  const at = typeof index === 'number' && index >= 0 ? index : rowCount(bodyArea(table));
  const top = table.area.top + 1 + at;
  const before = table.area;
  insertArea(book, sheet, { ...before, top, bottom: top + count - 1 }, 'Down');
  table.area = { ...before, bottom: before.bottom + count };
  if (Array.isArray(given)) writeValues(book, sheet, { ...before, top, bottom: top + count - 1 }, given);
  return row({ ...on, index: at });
};

const rows = wireClass<TableOn>('TableRowCollection', {
  scalars: { Count: readOnly(({ table }) => rowCount(bodyArea(table))) },
  items: rowsOf,
  methods: { GetCount: ({ table }) => rowCount(bodyArea(table)), GetItemAt: (on, i) => rowsOf(on)[numberArgument(i)] ?? refuse('item-not-found', `row ${String(i)}`), Add: addRows },
});

const autoFilter = wireClass<TableOn>('AutoFilter', {
  scalars: { Enabled: readOnly(({ table }) => table.facts['showFilterButton'] === true), IsDataFiltered: readOnly(({ table }) => Object.keys(table.filters).length > 0) },
  methods: { GetRange: (on) => part(on, on.table.area), ClearCriteria: ({ sheet, table }) => clearFilters(sheet, table) },
});

const clearFilters = (sheet: Sheet, table: Table): void => {
  table.filters = {};
  for (let line = table.area.top + 1; line <= table.area.bottom; line += 1) {
    const { rowHidden: _, ...looks } = sheet.rowLooks.get(line) ?? {};
    sheet.rowLooks.set(line, looks);
  }
};

const fact = (name: string, usual: boolean | string): Scalar<TableOn> => {
  const kept = keptFact<TableOn>(({ table }) => table.facts, name, usual);
  return { get: kept.get, set: (on, value) => {
    checkAllowed(on.sheet, null);
    kept.set!(on, value);
  } };
};

const resize = (on: TableOn, to: Argument): void => {
  const area = isWireObject(to) ? (to.on as RangeOn).area : areaFrom(splitAddress(textArgument(to)).address);
  resizeTable(on.sheet, on.table, area);
};

/** A table of a sheet. */
export const table = wireClass<TableOn>('Table', {
  id: ({ table: { id } }) => ({ Id: id }),
  scalars: {
    Id: readOnly(({ table: { id } }) => id),
    Name: { get: ({ table: { name } }) => name, set: ({ book, table: one }, value) => renameTable(book, one, checkTableName(book, String(value), one)) },
    Style: fact('style', 'TableStyleMedium2'), ShowFilterButton: fact('showFilterButton', true), ShowBandedRows: fact('showBandedRows', true), ShowBandedColumns: fact('showBandedColumns', false),
    ShowHeaders: { get: () => true, set: (_, value) => (value === true ? undefined : void gap('a table without headers')) },
    ShowTotals: { get: () => false, set: (_, value) => (value === false ? undefined : void gap('a table with a row of totals')) },
    HighlightFirstColumn: fact('highlightFirstColumn', false), HighlightLastColumn: fact('highlightLastColumn', false),
  },
  objects: { Columns: (on) => columns(on), Rows: (on) => rows(on), Worksheet: ({ book, sheet }) => worksheet({ book, sheet }), Sort: (on) => tableSort(on), AutoFilter: (on) => autoFilter(on) },
  methods: {
    GetRange: (on) => part(on, on.table.area), GetDataBodyRange: (on) => part(on, bodyArea(on.table)), GetHeaderRowRange: (on) => part(on, headerArea(on.table)),
    Resize: resize, Delete: ({ book, sheet, table: one }) => {
      for (const line of sheet.cells.keys()) for (let at = one.area.left; at <= one.area.right; at += 1) if (line >= one.area.top && line <= one.area.bottom) sheet.cells.get(line)!.delete(at);
      deleteTable(book, sheet, one);
    },
    ConvertToRange: ({ book, sheet, table: one }) => {
      deleteTable(book, sheet, one);
      return range({ book, sheet, area: one.area });
    },
    ClearFilters: ({ sheet, table: one }) => clearFilters(sheet, one),
    ...listening<TableOn>({ DataChangedEvent: 101, SelectionChangedEvent: 100 }, ({ table: { id } }) => id),
  },
});

/** Tables of the workbook, or of one sheet. */
export interface TablesOn {
  readonly book: Book;
  readonly sheet?: Sheet;
}

const tablesIn = ({ book, sheet }: TablesOn): Table[] => (sheet ? sheet.tables : book.sheets.flatMap((one) => one.tables));
const objectOf = ({ book }: TablesOn, one: Table): WireObject => table({ book, sheet: sheetOfTable(book, one), table: one });

const add = ({ book, sheet }: TablesOn, where: Argument, hasHeaders: Argument): WireObject => {
  const on = isWireObject(where) ? (where.on as RangeOn) : undefined;
  const { tab, address } = on ? { tab: undefined, address: '' } : splitAddress(textArgument(where));
  const home = on?.sheet ?? (tab === undefined ? sheet ?? gap('a table without a sheet') : sheetNamed(book, tab) ?? refuse('item-not-found', tab));
  const area = on?.area ?? areaFrom(address);
  return table({ book, sheet: home, table: addTable(book, home, area, hasHeaders === true) });
};

const find = (on: TablesOn, key: Argument): WireObject | null => {
  const found = tableNamed(tablesIn(on), jsonArgument(key));
  return found ? objectOf(on, found) : null;
};

export const tables = wireClass<TablesOn>('TableCollection', {
  scalars: { Count: readOnly((on) => tablesIn(on).length) },
  items: (on) => tablesIn(on).map((one) => objectOf(on, one)),
  index: (on, key) => find(on, key) ?? refuse('item-not-found', `the table ${String(key)}`),
  methods: {
    Add: add, GetItemOrNullObject: find, GetCount: (on) => tablesIn(on).length,
    GetItemAt: (on, i) => {
      const found = tablesIn(on)[numberArgument(i)];
      return found ? objectOf(on, found) : refuse('item-not-found', `table ${String(i)}`);
    },
    ...listening<TablesOn>({ DataChangedEvent: 101, AddedEvent: 102, DeletedEvent: 103 }, ({ sheet }) => sheet?.id ?? 'Workbook'),
  },
});
