import type { Plan } from '../../plan/plan';
import { headTable } from '../../plan/records';
import { rememberedBy } from '../../plan/remembered';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Locale } from '../../plan/locale';
import { headValueColumn, idHeader, layoutBeside, listHead, tableLayout, type LayoutColumn, type ListColumn, type TabKey, type TableLayout, type WorkbookLayout } from '../layout';
import type { Places, StandingTabs, WholeTab } from '../parse/parse-context';
import { standingBesideKept } from '../render/kept-rows';
import type { KeptCells } from '../render/render-input';
import { recordRows } from './record-rows';
import type { WholePlace, WholePlaces } from './whole-places';

const isFilled = (columns: Iterable<number>) => {
  const wanted = [...columns];
  return (cells: readonly unknown[]): boolean => wanted.some((column) => cells[column] !== undefined);
};

/** The first row below all that people wrote in the columns of fields. */
const firstFreeRow = ({ whole, columns }: WholePlace): number => {
  const hasContent = isFilled([whole.idColumn, ...columns.values()]);
  return whole.worksheet.rows.reduce((last, { index, cells }) => (hasContent(cells) ? Math.max(last, index) : last), 0) + 1;
};

/** Records stay in the rows where they stand; those that are new to the sheet come below. */
const standingRows = (plan: Plan, table: TableName, place: WholePlace): number[] => {
  let free: number | undefined;
  const nextFree = (): number => {
    free = free === undefined ? firstFreeRow(place) : free + 1;
    return free;
  };
  return recordRows(plan.tables[table], place).rows.map((row) => row ?? nextFree());
};

/** The header that a column has in the sheet, so that the stamp knows it next time; its usual one where it has none. */
const headerIn = ({ worksheet, columns }: WholeTab, { field, header }: LayoutColumn): string => String(worksheet.rows[0]!.cells[columns.get(field)!]?.value ?? '').trim() || header;

/** Names of tabs by what they are for. */
type Names = readonly (readonly [key: TabKey | TableName, name: string])[];

/** The usual layout in a workbook where some of our tabs stand: by the names they have; those that are gone by names that are free. */
const layoutOver = rememberedBy((locale: Locale, all: readonly string[], names: Names): WorkbookLayout => layoutBeside(locale, all, new Map(names)));

const namesOf = (places: Places, { generated, emptied }: StandingTabs): Names =>
  [...[...emptied, ...generated].map(([key, { name }]) => [key, name] as const), ...[...places].map(([key, { tab }]) => [key === headTable ? 'head' : key, tab] as const)];

/** Formulas and drop-downs of the other tabs point at columns of the tab of lists: each stays where it is, and new ones come last. */
const standingLists = (lists: readonly ListColumn[], heads: readonly string[]): ListColumn[] => {
  const byHead = new Map(lists.map((column) => [listHead(column), column]));
  const standing = heads.map((head): ListColumn => byHead.get(head) ?? { kind: 'unknown', head });
  return [...standing, ...lists.filter((column) => !heads.includes(listHead(column)))];
};

/** How a tab stands, in plain data: what a layout is known again by. The headers are the usual ones where it is written anew. */
interface StandingTab {
  readonly headers?: readonly string[];
  readonly columns: readonly (readonly [field: string, column: number])[];
  readonly rows: readonly Run[];
}

/** Rows that follow each other: most tabs are one run, however long. */
type Run = readonly [first: number, count: number];

const toRuns = (rows: readonly number[]): Run[] => {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && row === last[0] + last[1]) last[1]++;
    else runs.push([row, 1]);
  }
  return runs;
};
const fromRuns = (runs: readonly Run[]): number[] => runs.flatMap(([first, count]) => Array.from({ length: count }, (_, i) => first + i));

const standingTable = (table: TableName, plan: Plan, locale: Locale, place: WholePlace | undefined, kept: KeptCells): StandingTab | undefined => {
  if (place) {
    const headers = tableLayout(table, locale).columns.map((column) => headerIn(place.whole, column));
    return { headers, columns: [[idHeader, place.whole.idColumn], ...place.whole.columns], rows: toRuns(standingRows(plan, table, place)) };
  }
  const beside = standingBesideKept(table, plan.tables[table], kept);
  return beside && { columns: [...beside.columns], rows: toRuns(beside.rows) };
};

const tableOf = rememberedBy((table: TableName, locale: Locale, tab: string, standing: StandingTab | undefined): TableLayout => {
  const usual = { ...tableLayout(table, locale), tab };
  if (!standing) return usual;
  const { headers, columns, rows } = standing;
  return { ...usual, ...(headers && { columns: usual.columns.map((column, i) => ({ ...column, header: headers[i]! })) }), standing: { columns: new Map(columns), rows: fromRuns(rows) } };
});

/** How the tab Plan stands, in plain data. */
interface StandingHead {
  readonly rows: readonly (readonly [field: string, row: number])[];
  readonly column: number;
  readonly header: string;
}

const standingHead = ({ rows, columns, whole: { worksheet } }: WholePlace): StandingHead => {
  const [column = headValueColumn] = columns.values();
  return { rows: [...rows], column, header: String(worksheet.rows[0]?.cells[column]?.value ?? '') };
};

type TablesThere = Readonly<Partial<Record<TableName, StandingTab | undefined>>>;

/** Workbooks of one plan, and one workbook sync after sync, mostly stand alike: they have the same object, with the same objects in it where single tabs do: what was made of it is known. */
const layoutOf = rememberedBy((locale: Locale, all: readonly string[], names: Names, standing: TablesThere, head: StandingHead | undefined, listHeads: readonly string[]): WorkbookLayout => {
  const layout = layoutOver(locale, all, names);
  const tables = Object.fromEntries(tableNames.map((table) => [table, tableOf(table, locale, layout.tables[table].tab, standing[table])])) as Record<TableName, TableLayout>;
  return { ...layout, tables, head: head ? { ...head, rows: new Map(head.rows) } : layout.head, lists: standingLists(layout.lists, listHeads) };
});

/** The layout of a workbook as it stands: its own tab names, and on the tabs that are whole its own columns and rows. */
export const standingLayout = (plan: Plan, locale: Locale, places: Places, whole: WholePlaces, tabs: StandingTabs, kept: KeptCells): WorkbookLayout => {
  const standing = Object.fromEntries(tableNames.map((table) => [table, standingTable(table, plan, locale, whole.tables.get(table), kept)]));
  return layoutOf(locale, tabs.all, namesOf(places, tabs), standing, whole.head && standingHead(whole.head), tabs.listHeads);
};
