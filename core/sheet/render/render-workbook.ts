import { computePlan } from '../../plan/computed-plan';
import type { Locale } from '../../plan/locale';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Plan } from '../../plan/plan';
import { workbookLayout } from '../layout';
import type { WorkbookModel, WorksheetModel } from '../model';
import { renderStamp, type Stamp } from '../stamp';
import { createLabels, nothingKept, type KeptCells, type RenderInput } from './render-input';
import { renderHead } from './render-head';
import { renderLists } from './render-lists';
import { renderOverview } from './render-overview';
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
}

const dateFormats: Readonly<Record<Locale, string>> = { nb: 'dd.mm.yyyy', nn: 'dd.mm.yyyy', sv: 'yyyy-mm-dd', en: 'dd/mm/yyyy' };
const lastBeforeYearWheel: TableName = 'budget';

const workbookModel = ({ computed: { plan }, stamp }: RenderInput, worksheets: readonly WorksheetModel[]): WorkbookModel =>
  ({ title: plan.title, author: plan.organisation.name, dateFormat: dateFormats[stamp.locale], worksheets });

/** The tabs that nobody writes on, for a workbook that has the others already. */
export const renderGenerated = (input: RenderInput): WorkbookModel => workbookModel(input, [renderOverview(input), renderYearWheel(input), renderLists(input), renderStamp(input.stamp, input.layout)]);

/** The whole workbook of a plan: SPEC.md [S1]-[S9]. */
export const renderWorkbook = ({ plan, stamp, today, isTodayFixed = false, kept = nothingKept }: WorkbookInput): WorkbookModel => {
  const input: RenderInput = { computed: computePlan(plan, today), layout: workbookLayout(stamp.locale), stamp, kept, isTodayFixed };
  const labels = createLabels(plan.tables);
  const dataTabs = tableNames.flatMap((table): WorksheetModel[] => [renderTable(input, table, labels), ...(table === lastBeforeYearWheel ? [renderYearWheel(input)] : [])]);
  return workbookModel(input, [renderOverview(input), renderHead(input), ...dataTabs, renderLists(input), renderStamp(stamp, input.layout)]);
};
