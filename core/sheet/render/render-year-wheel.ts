import { recordLabel, type ComputedPlan } from '../../plan/computed-plan';
import type { RecordOf } from '../../plan/plan';
import { worksheet, type ColumnModel, type ModelCell, type StyledCell, type StyleName, type WorksheetModel } from '../model';
import { monthNames, quarterNames, words } from '../words';
import { emptyPage, put, type Page } from './block';
import type { RenderInput } from './render-input';
import { rowHeights } from './row-heights';

type Activity = RecordOf<'activities'>;
/** Months counted from January of year 0. */
type MonthNumber = number;

/** A column of the wheel: one month, or three in a period of more than three years. */
interface WheelColumn {
  readonly first: MonthNumber;
  readonly months: 1 | 3;
}

const monthOf = (date: string): MonthNumber => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const longestInMonths = 36;

const wheelColumns = (start: MonthNumber, end: MonthNumber): WheelColumn[] => {
  const months = end - start + 1 > longestInMonths ? 3 : 1;
  const first = start - (start % months);
  return Array.from({ length: Math.ceil((end - first + 1) / months) }, (_, i) => ({ first: first + i * months, months }));
};

const covers = ({ first, months }: WheelColumn, month: MonthNumber | undefined): boolean => month !== undefined && month >= first && month < first + months;

/** When an activity is on. */
interface Span {
  readonly startMonth: MonthNumber | undefined;
  readonly dueMonth: MonthNumber | undefined;
  readonly months: Activity['months'];
}

const spanOf = ({ start, due, months }: Activity): Span =>
  ({ startMonth: start === undefined ? undefined : monthOf(start), dueMonth: due === undefined ? undefined : monthOf(due), months });

const cellsIn = (style: StyleName): Readonly<Record<'due' | 'planned' | 'empty', ModelCell>> => ({ due: { value: '◆', style }, planned: { value: '●', style }, empty: { value: null, style } });

/** All cells that a wheel is made of: one of a large plan has hundreds of thousands. */
const inSpan = cellsIn('wheelSpan');
const alone = { ...cellsIn('wheelMark'), empty: null };

/** The cell of an activity in a column: ◆ its deadline, ● a month it is planned in, filled between start and deadline. */
const wheelCell = ({ startMonth, dueMonth, months }: Span, column: WheelColumn): ModelCell => {
  const last = column.first + column.months - 1;
  const isPlanned = months?.some((month) => (month - 1 - (column.first % 12) + 12) % 12 < column.months) && (startMonth ?? 0) <= last && (dueMonth ?? Infinity) >= column.first;
  const isInSpan = startMonth !== undefined && dueMonth !== undefined && !months && last >= startMonth && column.first <= dueMonth;
  const look = isInSpan ? inSpan : alone;
  return covers(column, dueMonth) ? look.due : isPlanned ? look.planned : look.empty;
};

interface Group {
  readonly title: string;
  readonly activities: readonly Activity[];
}

const groupsOf = ({ plan }: ComputedPlan, without: string): Group[] => {
  const areaOfGoal = new Map(plan.tables.goals.map((goal) => [goal.id, goal['focusArea']]));
  const areaOf = (activity: Activity) => (activity.goal === undefined ? activity.focusArea : areaOfGoal.get(activity.goal));
  const activities = (plan.tables.activities as readonly Activity[]).filter(({ status }) => status !== 'cancelled');
  const areas = plan.tables.focusAreas.map((area): Group => ({ title: recordLabel('focusAreas', area), activities: activities.filter((activity) => areaOf(activity) === area.id) }));
  const rest = { title: without, activities: activities.filter((activity) => areaOf(activity) === undefined) };
  return [...areas, rest].filter((group) => group.activities.length > 0);
};

const yearCells = (columns: readonly WheelColumn[]): [string, number][] => {
  const years = new Map<string, number>();
  for (const { first } of columns) years.set(String(Math.floor(first / 12)), (years.get(String(Math.floor(first / 12))) ?? 0) + 1);
  return [...years];
};

const columnName = ({ first, months }: WheelColumn, { layout: { locale } }: RenderInput): string =>
  months === 1 ? monthNames[locale][first % 12]! : quarterNames[locale][Math.floor((first % 12) / 3)]!;

const putHeader = (page: Page, input: RenderInput, columns: readonly WheelColumn[]): void => {
  put(page, 0, 0, { value: words.wheelLegend[input.layout.locale], style: 'help' });
  let at = 1;
  for (const [year, count] of yearCells(columns)) {
    put(page, 0, at, { value: year, style: 'wheelYear' }, count);
    at += count;
  }
  put(page, 1, 0, { value: words.activities[input.layout.locale], style: 'header' });
  columns.forEach((column, i) => put(page, 1, i + 1, { value: columnName(column, input), style: 'wheelMonth' }));
};

const activityRow = (activity: Activity, columns: readonly WheelColumn[]): ModelCell[] => {
  const label: StyledCell = { value: recordLabel('activities', activity), style: 'text' };
  const span = spanOf(activity);
  return [label, ...columns.map((column) => wheelCell(span, column))];
};

/** The tab Årshjul: activities by month over the period. Generated and protected. */
export const renderYearWheel = (input: RenderInput): WorksheetModel => {
  const { plan } = input.computed;
  const columns = wheelColumns(monthOf(plan.period.start), monthOf(plan.period.end));
  const page = emptyPage();
  putHeader(page, input, columns);
  for (const group of groupsOf(input.computed, words.withoutFocusArea[input.layout.locale])) {
    put(page, page.rows.length, 0, { value: group.title, style: 'wheelGroup' }, columns.length + 1);
    page.rows.push(...group.activities.map((activity) => activityRow(activity, columns)));
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
