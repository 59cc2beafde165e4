import { yearWheel, type WheelActivity, type WheelColumn, type WheelMark } from '../../plan/year-wheel';
import type { PlanWork } from '../../plan/plan-work';
import type { WorkbookLayout } from '../layout';
import { worksheet, type ColumnModel, type ModelCell, type WorksheetModel } from '../model';
import { monthNames, quarterNames } from '../month-names';
import { words } from '../words';
import { emptyPage, put, type Page } from './block';
import type { PageInput, RenderInput } from './render-input';
import { rowHeights } from './row-heights';

/** The cell of an activity in a column: ◆ its deadline, ● a month it is planned in, filled between start and deadline. */
const wheelCells: Readonly<Record<WheelMark, ModelCell>> = {
  none: null,
  planned: { value: '●', style: 'wheelMark' },
  span: { value: null, style: 'wheelSpan' },
  due: { value: '◆', style: 'wheelMark' },
  'span-due': { value: '◆', style: 'wheelSpan' },
};

const yearCells = (columns: readonly WheelColumn[]): [string, number][] => {
  const years = new Map<string, number>();
  for (const { first } of columns) years.set(String(Math.floor(first / 12)), (years.get(String(Math.floor(first / 12))) ?? 0) + 1);
  return [...years];
};

const columnName = ({ first, months }: WheelColumn, { layout: { locale } }: PageInput): string =>
  months === 1 ? monthNames[locale][first % 12]! : quarterNames[locale][Math.floor((first % 12) / 3)]!;

const putHeader = (page: Page, input: PageInput, columns: readonly WheelColumn[]): void => {
  put(page, 0, 0, { value: words.wheelLegend[input.layout.locale], style: 'help' });
  let at = 1;
  for (const [year, count] of yearCells(columns)) {
    put(page, 0, at, { value: year, style: 'wheelYear' }, count);
    at += count;
  }
  put(page, 1, 0, { value: words.activities[input.layout.locale], style: 'header' });
  columns.forEach((column, i) => put(page, 1, i + 1, { value: columnName(column, input), style: 'wheelMonth' }));
};

const activityRow = ({ label, marks }: WheelActivity): ModelCell[] => [{ value: label, style: 'text' }, ...marks.map((mark) => wheelCells[mark])];

const wheelPage = (input: PageInput): WorksheetModel => {
  const { columns, groups } = yearWheel(input.computed);
  const page = emptyPage();
  putHeader(page, input, columns);
  for (const { label, activities } of groups) {
    put(page, page.rows.length, 0, { value: label ?? words.withoutFocusArea[input.layout.locale], style: 'wheelGroup' }, columns.length + 1);
    page.rows.push(...activities.map(activityRow));
  }
  const widths: readonly ColumnModel[] = [{ width: 52, style: 'text' }, ...columns.map(() => ({ width: 5, style: 'wheelMark' as const }))];
  return worksheet({
    key: 'yearWheel',
    name: input.layout.tabs.yearWheel,
    columns: widths,
    ...page,
    heights: rowHeights(page.rows, widths),
    frozen: { rows: 2, columns: 1 },
    print: { isLandscape: true, pagesWide: 1, titleRows: '1:2', isOnePage: false },
    isProtected: true,
    tone: 'generated',
  });
};

const wheel: PlanWork<readonly [WorkbookLayout], WorksheetModel> = {
  sight: { focusAreas: 'all', goals: ['focusArea'], activities: ['code', 'title', 'goal', 'focusArea', 'start', 'due', 'months', 'status'] },
  make: (computed, layout) => wheelPage({ computed, layout }),
};

/** The tab Årshjul: activities by month over the period. Generated and protected. */
export const renderYearWheel = ({ computed, layout }: RenderInput): WorksheetModel => computed.remember(wheel, layout);
