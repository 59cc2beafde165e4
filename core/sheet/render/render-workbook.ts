import { computePlan } from '../../plan/computed-plan';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Plan } from '../../plan/plan';
import type { LinkedBudget } from '../budget/linked-budget';
import { workbookLayout, type TableLayout, type WorkbookLayout } from '../layout';
import type { ShownConflict } from '../conflict';
import { dateFormats } from './date-formats';
import type { WorkbookModel, WorksheetModel } from '../model';
import { renderStamp, type Stamp } from '../stamp';
import { standingBesideKept } from './kept-rows';
import { createLabels, nothingKept, openWhereAnew, type KeptCells, type RenderInput } from './render-input';
import { fingerprintsOf, type Fingerprints } from './fingerprints';
import { renderConflicts } from './render-conflicts';
import { renderHead } from './render-head';
import { listCells, renderLists, type ListCells } from './render-lists';
import { renderOverview } from './render-overview';
import { renderReconciliation } from './render-reconciliation';
import { renderTable } from './render-table';
import { renderYearWheel } from './render-year-wheel';

export interface WorkbookInput {
  readonly plan: Plan;
  readonly stamp: Stamp;
  /** ISO date that "today" stands for. */
  readonly today: string;
  /** The date is fixed for a test or a demonstration: the workbook then holds it instead of asking its host. */
  readonly isTodayFixed?: boolean;
  readonly kept?: KeptCells;
  /** Conflicts that are left open. */
  readonly conflicts?: readonly ShownConflict[];
  /** The treasurer's own table, where it stands in the same workbook. */
  readonly linked?: LinkedBudget | undefined;
}

const lastBeforeYearWheel: TableName = 'budget';

const workbookModel = ({ computed: { plan }, stamp }: RenderInput, worksheets: readonly WorksheetModel[]): WorkbookModel =>
  ({ title: plan.title, author: plan.organisation.name, locale: stamp.locale, dateFormat: dateFormats[stamp.locale], worksheets });

/** The names of all tabs, in their order. */
export const tabOrder = ({ tabs, tables }: WorkbookLayout): string[] => [
  tabs.overview, tabs.conflicts, tabs.head, ...tableNames.flatMap((table) => [tables[table].tab, ...(table === lastBeforeYearWheel ? [tabs.reconciliation, tabs.yearWheel] : [])]), tabs.lists, tabs.stamp,
];

/** The generated tabs that people look at, before and after the year wheel's place among the others. */
export const renderPages = (input: RenderInput): WorkbookModel => workbookModel(input, [renderOverview(input), ...renderConflicts(input), renderReconciliation(input), renderYearWheel(input)]);

/** The tabs that nobody writes on, for a workbook that has the others already. */
export interface GeneratedTabs {
  /** Those that people look at, in their order. */
  readonly pages: WorkbookModel;
  readonly lists: readonly ListCells[];
  readonly stamp: WorksheetModel;
  readonly fingerprints: Fingerprints;
}

export const renderGenerated = (input: RenderInput): GeneratedTabs => {
  const pages = renderPages(input);
  const lists = listCells(input);
  const fingerprints = fingerprintsOf(input.layout, pages, lists);
  return { pages, lists, stamp: renderStamp({ ...input.stamp, fingerprints }, input.layout), fingerprints };
};

const withKeptRows = (layout: WorkbookLayout, plan: Plan, kept: KeptCells): WorkbookLayout => {
  const tables = Object.fromEntries(tableNames.map((table): [TableName, TableLayout] => {
    const standing = standingBesideKept(table, plan.tables[table], kept);
    return [table, standing ? { ...layout.tables[table], standing } : layout.tables[table]];
  })) as Record<TableName, TableLayout>;
  return { ...layout, tables };
};

/** The whole workbook of a plan: SPEC.md [S1]-[S11]. Its tabs are called as the layout says. */
export const renderWorkbook = ({ plan, stamp, today, isTodayFixed = false, kept = nothingKept, conflicts = [], linked }: WorkbookInput, names = workbookLayout(stamp.locale)): WorkbookModel => {
  const layout = withKeptRows(names, plan, kept);
  const input: RenderInput = { computed: computePlan(plan, today), layout, stamp: { ...stamp, openConflicts: openWhereAnew(stamp, kept, () => true) }, kept, conflicts, isTodayFixed, linked };
  const labels = createLabels(plan.tables);
  const { pages, lists, stamp: stampTab } = renderGenerated(input);
  const made = new Map([...pages.worksheets, renderHead(input), ...tableNames.map((table) => renderTable(input, table, labels)), renderLists(input, lists), stampTab].map((one) => [one.name, one]));
  return workbookModel(input, tabOrder(layout).flatMap((name) => made.get(name) ?? []));
};
