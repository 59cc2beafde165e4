import type { FieldDeclaration } from '../plan/field';
import type { Locale } from '../plan/locale';
import type { Plan } from '../plan/plan';
import { fieldsOf, hasCode, tables } from '../plan/tables';
import { tableNames, type TableName } from '../plan/table-names';
import { choices } from '../plan/choices';
import { headFieldEntries } from '../plan/head-fields';
import { answerLists, type AnswerList } from './conflict';
import { parameterNames } from './parameters';
import { freeTabName, tabNameKey } from './free-tab-name';
import { cellAddress, columnLetters } from './grid';
import { knownWords } from './known-words';
import { tabNames } from './tab-names';

/** A column of a tab: which field it shows. */
export interface LayoutColumn {
  readonly field: string;
  readonly declaration: FieldDeclaration;
  readonly header: string;
}

/** Where a table stands: its tab and its columns. Column A is the record id, so the first field is in B. */
export interface TableLayout {
  readonly table: TableName;
  readonly tab: string;
  readonly columns: readonly LayoutColumn[];
  /** Fields that stand on the tab of lists, row by row beside the table. */
  readonly helpers: readonly LayoutColumn[];
  /** Where the tab of an existing workbook has its columns and rows; the order of the columns and of the records where it is left out. */
  readonly standing?: Standing;
}

/** Zero-based columns by field and of the id, and zero-based rows by position of the record in the plan. */
export interface Standing {
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly number[];
}

/** Empty rows below a table for which drop-downs, validation and helper formulas are ready. */
export const spareRows = 100;
export const idHeader = 'id';

const isHelper = ({ type }: FieldDeclaration): boolean => type.kind === 'derived' && type.on === 'lists';

const layOut = (table: TableName, locale: Locale): TableLayout => {
  const columns = fieldsOf(table).map(([field, declaration]): LayoutColumn => ({ field, declaration, header: declaration.header[locale] }));
  return {
    table,
    tab: tables[table].tab[locale],
    columns: columns.filter(({ declaration }) => !isHelper(declaration)),
    helpers: columns.filter(({ declaration }) => isHelper(declaration)),
  };
};

const layouts = new Map<string, TableLayout>();

/** The layout of one table in a language. */
export const tableLayout = (table: TableName, locale: Locale): TableLayout => {
  const key = `${table}/${locale}`;
  const layout = layouts.get(key) ?? layOut(table, locale);
  layouts.set(key, layout);
  return layout;
};

/** What stands in a column of the tab of lists. */
export type ListColumn =
  | { readonly kind: 'choices'; readonly set: string }
  | { readonly kind: 'records'; readonly table: TableName }
  | { readonly kind: 'helper'; readonly table: TableName; readonly column: LayoutColumn }
  | { readonly kind: 'answers'; readonly list: AnswerList }
  /** Keys of the cells that are in conflict: what stands in the row's hidden column, a stroke, the column's header. */
  | { readonly kind: 'conflicts' }
  /** Stands in an existing workbook and is none of this version's. */
  | { readonly kind: 'unknown'; readonly head: string };

/** A tab that is no table of the plan. */
export type TabKey = keyof typeof tabNames;
/** A tab that nobody writes on. */
export type GeneratedKey = Exclude<TabKey, 'head'>;
export const generatedKeys = (Object.keys(tabNames) as TabKey[]).filter((key) => key !== 'head');

/** Where the tab Plan has its fields: zero-based rows, and the column of the values with its header. */
export interface HeadLayout {
  readonly rows: ReadonlyMap<string, number>;
  readonly column: number;
  readonly header: string;
}

export interface WorkbookLayout {
  readonly locale: Locale;
  readonly tables: Readonly<Record<TableName, TableLayout>>;
  readonly tabs: Readonly<Record<TabKey, string>>;
  readonly head: HeadLayout;
  /** Columns of the tab of lists, from C on; A and B hold the parameters. */
  readonly lists: readonly ListColumn[];
}

/** What stands above a column of the tab of lists. */
export const listHead = (column: ListColumn): string => {
  switch (column.kind) {
    case 'choices': return column.set;
    case 'records': return column.table;
    case 'helper': return `${column.table}.${column.column.field}`;
    case 'answers': return column.list;
    case 'conflicts': return column.kind;
    case 'unknown': return column.head;
  }
};

const listColumns = (layouts: Record<TableName, TableLayout>): ListColumn[] => [
  ...Object.keys(choices).map((set): ListColumn => ({ kind: 'choices', set })),
  ...tableNames.filter(hasCode).map((table): ListColumn => ({ kind: 'records', table })),
  ...tableNames.flatMap((table) => layouts[table].helpers.map((column): ListColumn => ({ kind: 'helper', table, column }))),
  ...Object.keys(answerLists).map((list): ListColumn => ({ kind: 'answers', list: list as AnswerList })),
  { kind: 'conflicts' },
];

/** Zero-based column of the values on the tab Plan. */
export const headValueColumn = 2;

const headLayout = (locale: Locale): HeadLayout =>
  ({ rows: new Map(headFieldEntries.map(([field], i) => [field, i + 1])), column: headValueColumn, header: knownWords.value[locale] });

/** Where everything stands in a workbook in this language. */
export const workbookLayout = (locale: Locale): WorkbookLayout => {
  const layouts = Object.fromEntries(tableNames.map((table) => [table, tableLayout(table, locale)])) as Record<TableName, TableLayout>;
  const tabs = Object.fromEntries(Object.entries(tabNames).map(([key, names]) => [key, names[locale]])) as Record<TabKey, string>;
  return { locale, tables: layouts, tabs, head: headLayout(locale), lists: listColumns(layouts) };
};

/** A layout in which every tab has the name that is known for it, else one that these tabs leave free. */
export const layoutBeside = (locale: Locale, taken: readonly string[], known: ReadonlyMap<TabKey | TableName, string> = new Map()): WorkbookLayout => {
  const layout = workbookLayout(locale);
  const keys = new Set(taken.map(tabNameKey));
  const nameOf = (key: TabKey | TableName, usual: string): string => known.get(key) ?? freeTabName(usual, keys);
  const layouts = Object.fromEntries(tableNames.map((table) => [table, { ...layout.tables[table], tab: nameOf(table, layout.tables[table].tab) }])) as Record<TableName, TableLayout>;
  const tabs = Object.fromEntries(Object.entries(layout.tabs).map(([key, name]) => [key, nameOf(key as TabKey, name)])) as Record<TabKey, string>;
  return { ...layout, tables: layouts, tabs };
};

/** Is the tab of this table put out of sight? Only an empty one that the plan's settings switch off. */
export const isSwitchedOff = (plan: Plan, table: TableName): boolean => plan.tables[table].length === 0 && (plan.settings?.hiddenTabs?.includes(table) ?? false);

/** Names that formulas take for something else, unquoted. */
const ambiguousNames: ReadonlySet<string> = new Set(['true', 'false', 'r', 'c', 'rc']);
/** A tab's name as formulas write it: one with digits may look like a cell. */
export const quoteTab = (name: string): string => (/^[A-Za-z_ÆØÅÄÖæøåäö]+$/.test(name) && !ambiguousNames.has(name.toLowerCase()) ? name : `'${name.replaceAll("'", "''")}'`);

/** Zero-based column of a field, or of the id, on its table's tab; 0 where the table has no such field. */
export const columnOf = ({ columns, standing }: TableLayout, field: string): number => standing?.columns.get(field) ?? columns.findIndex((column) => column.field === field) + 1;
/** The cell of a field of the head, on the tab Plan. */
export const headCell = ({ head: { rows, column } }: WorkbookLayout, field: string): string => cellAddress(rows.get(field)!, column);
/** Zero-based row of the record at a position in the plan. */
export const rowOf = ({ standing }: TableLayout, position: number): number => standing?.rows[position] ?? position + 1;
/** Zero-based last row that a table of so many records takes. */
export const lastRowOf = ({ standing }: TableLayout, size: number): number => (standing ? standing.rows.reduce((last, row) => Math.max(last, row), 1) : Math.max(1, size));

export const firstList = 2;
/** Letters of a column on the tab of lists. */
export const listLetters = (layout: WorkbookLayout, matches: (column: ListColumn) => boolean): string => columnLetters(layout.lists.findIndex(matches) + firstList);

/** The whole column that a field stands in, wherever it stands: "Tiltak!$F:$F". */
export const columnReference = (layout: WorkbookLayout, table: TableName, field: string): string => {
  const own = layout.tables[table];
  const isOnLists = own.helpers.some((column) => column.field === field);
  const letters = isOnLists
    ? listLetters(layout, (column) => column.kind === 'helper' && column.table === table && column.column.field === field)
    : columnLetters(columnOf(own, field));
  return `${quoteTab(isOnLists ? layout.tabs.lists : own.tab)}!$${letters}:$${letters}`;
};

/** The cell of a parameter: "Lister!$B$2". */
export const parameterReference = (layout: WorkbookLayout, name: string): string => `${quoteTab(layout.tabs.lists)}!$B$${parameterNames.findIndex((known) => known === name) + 2}`;
