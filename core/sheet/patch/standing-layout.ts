import type { Plan } from '../../plan/plan';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Locale } from '../../plan/locale';
import { freeTabName, tabNameKey } from '../free-tab-name';
import { generatedKeys, headValueColumn, listHead, workbookLayout, type GeneratedKey, type HeadLayout, type ListColumn, type Standing, type TableLayout, type WorkbookLayout } from '../layout';
import type { StandingTabs, WholeTab } from '../parse/parse-context';
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
  return { columns: place.whole.columns, rows: plan.tables[table].map(({ id }) => place.rows.get(id) ?? free++) };
};

/** The header that a column has in the sheet, so that the stamp knows it next time. */
const headerIn = ({ worksheet, columns }: WholeTab, field: string): string => String(worksheet.rows[0]!.cells[columns.get(field)!]?.value ?? '');

/** The generated tabs by the names they have; one that is gone gets its usual name, or one that is free where a person's own tab has that. */
const generatedNames = (usual: WorkbookLayout['tabs'], { generated, all }: StandingTabs): Record<GeneratedKey, string> => {
  const taken = new Set(all.map(tabNameKey));
  return Object.fromEntries(generatedKeys.map((key) => [key, generated.get(key) ?? freeTabName(usual[key], taken)])) as Record<GeneratedKey, string>;
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

/** The layout of a workbook as it stands: its own tab names, columns and rows. */
export const standingLayout = (plan: Plan, locale: Locale, { head, tables: places }: WholePlaces, tabs: StandingTabs): WorkbookLayout => {
  const layout = workbookLayout(locale);
  const tables = Object.fromEntries(tableNames.map((table): [TableName, TableLayout] => {
    const place = places.get(table)!;
    const columns = layout.tables[table].columns.map((column) => ({ ...column, header: headerIn(place.whole, column.field) }));
    return [table, { ...layout.tables[table], columns, tab: place.tab, standing: standingOf(plan, table, place) }];
  })) as Record<TableName, TableLayout>;
  return { ...layout, tables, tabs: { ...generatedNames(layout.tabs, tabs), head: head.tab }, head: standingHead(head), lists: standingLists(layout.lists, tabs.listHeads) };
};
