import type { Plan } from '../../plan/plan';
import { headTable } from '../../plan/records';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Locale } from '../../plan/locale';
import { headValueColumn, idHeader, layoutBeside, listHead, type HeadLayout, type LayoutColumn, type ListColumn, type Standing, type TabKey, type TableLayout, type WorkbookLayout } from '../layout';
import type { Places, StandingTabs, WholeTab } from '../parse/parse-context';
import { standingBesideKept } from '../render/kept-rows';
import type { KeptCells } from '../render/render-input';
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
const standingOf = (plan: Plan, table: TableName, place: WholePlace): Standing => {
  let free = firstFreeRow(place);
  return { columns: new Map([[idHeader, place.whole.idColumn], ...place.whole.columns]), rows: plan.tables[table].map(({ id }) => place.rows.get(id) ?? free++) };
};

/** The header that a column has in the sheet, so that the stamp knows it next time; its usual one where it has none. */
const headerIn = ({ worksheet, columns }: WholeTab, { field, header }: LayoutColumn): string => String(worksheet.rows[0]!.cells[columns.get(field)!]?.value ?? '').trim() || header;

/** The usual layout in a workbook where some of our tabs stand: by the names they have; those that are gone by names that are free. */
const layoutOver = (locale: Locale, places: Places, { all, generated }: StandingTabs): WorkbookLayout => {
  const tables = [...places].map(([key, { tab }]) => [key === headTable ? 'head' : key, tab] as const);
  return layoutBeside(locale, all, new Map<TabKey | TableName, string>([...[...generated].map(([key, { name }]) => [key, name] as const), ...tables]));
};

/** Formulas and drop-downs of the other tabs point at columns of the tab of lists: each stays where it is, and new ones come last. */
const standingLists = (lists: readonly ListColumn[], heads: readonly string[]): ListColumn[] => {
  const byHead = new Map(lists.map((column) => [listHead(column), column]));
  const standing = heads.map((head): ListColumn => byHead.get(head) ?? { kind: 'unknown', head });
  return [...standing, ...lists.filter((column) => !heads.includes(listHead(column)))];
};

const standingHead = ({ rows, columns, whole: { worksheet } }: WholePlace): HeadLayout => {
  const [column = headValueColumn] = columns.values();
  return { rows, column, header: String(worksheet.rows[0]?.cells[column]?.value ?? '') };
};

/** A table's layout where its tab stands, or where it is written anew. */
const standingTable = (usual: TableLayout, plan: Plan, place: WholePlace | undefined, kept: KeptCells): TableLayout => {
  const records = plan.tables[usual.table];
  if (!place) return { ...usual, standing: standingBesideKept(usual.table, records, kept) };
  const columns = usual.columns.map((column) => ({ ...column, header: headerIn(place.whole, column) }));
  return { ...usual, columns, standing: standingOf(plan, usual.table, place) };
};

/** The layout of a workbook as it stands: its own tab names, and on the tabs that are whole its own columns and rows. */
export const standingLayout = (plan: Plan, locale: Locale, places: Places, whole: WholePlaces, tabs: StandingTabs, kept: KeptCells): WorkbookLayout => {
  const layout = layoutOver(locale, places, tabs);
  const tables = Object.fromEntries(tableNames.map((table) => [table, standingTable(layout.tables[table], plan, whole.tables.get(table), kept)])) as Record<TableName, TableLayout>;
  return { ...layout, tables, head: whole.head ? standingHead(whole.head) : layout.head, lists: standingLists(layout.lists, tabs.listHeads) };
};
