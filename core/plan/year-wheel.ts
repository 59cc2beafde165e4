import type { ComputedPlan } from './computed-plan';
import { recordLabel } from './record-label';
import { focusAreaOf } from './focus-area-of';
import type { RecordOf } from './plan';

type Activity = RecordOf<'activities'>;
/** Months counted from January of year 0. */
type MonthNumber = number;

/** A column of the wheel: one month, or three in a period of more than three years. */
export interface WheelColumn {
  readonly first: MonthNumber;
  readonly months: 1 | 3;
}

/**
 * What an activity has in a column: nothing, a month it is planned in, time between its start and its deadline, or its deadline, inside
 * such a time or alone.
 */
export type WheelMark = 'none' | 'planned' | 'span' | 'due' | 'span-due';

export interface WheelActivity {
  readonly id: string;
  readonly label: string;
  /** A mark a column. */
  readonly marks: readonly WheelMark[];
}

export interface WheelGroup {
  /** Id and label of a focus area; null for activities without one. */
  readonly id: string | null;
  readonly label: string | null;
  readonly activities: readonly WheelActivity[];
}

export interface YearWheel {
  readonly columns: readonly WheelColumn[];
  readonly groups: readonly WheelGroup[];
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

const wheelMark = ({ startMonth, dueMonth, months }: Span, column: WheelColumn): WheelMark => {
  const last = column.first + column.months - 1;
  const isPlanned = months?.some((month) => (month - 1 - (column.first % 12) + 12) % 12 < column.months) && (startMonth ?? 0) <= last && (dueMonth ?? Infinity) >= column.first;
  const isInSpan = startMonth !== undefined && dueMonth !== undefined && !months && last >= startMonth && column.first <= dueMonth;
  if (covers(column, dueMonth)) return isInSpan ? 'span-due' : 'due';
  return isInSpan ? 'span' : isPlanned ? 'planned' : 'none';
};

interface Gathered {
  readonly id: string | null;
  readonly label: string | null;
  readonly activities: readonly Activity[];
}

const groupsOf = ({ plan }: ComputedPlan): Gathered[] => {
  const activities = (plan.tables.activities as readonly Activity[]).filter(({ status }) => status !== 'cancelled');
  const areas = plan.tables.focusAreas.map((area): Gathered => ({ id: area.id, label: recordLabel('focusAreas', area), activities: activities.filter((activity) => focusAreaOf(plan, activity) === area.id) }));
  const rest = { id: null, label: null, activities: activities.filter((activity) => focusAreaOf(plan, activity) === undefined) };
  return [...areas, rest].filter((group) => group.activities.length > 0);
};

/** Activities by focus area and month over the plan's period; those that are cancelled are left out. */
export const yearWheel = (computed: ComputedPlan): YearWheel => {
  const { period } = computed.plan;
  const columns = wheelColumns(monthOf(period.start), monthOf(period.end));
  const wheelActivity = (activity: Activity): WheelActivity => {
    const span = spanOf(activity);
    return { id: activity.id, label: recordLabel('activities', activity), marks: columns.map((column) => wheelMark(span, column)) };
  };
  return { columns, groups: groupsOf(computed).map(({ activities, ...group }) => ({ ...group, activities: activities.map(wheelActivity) })) };
};
