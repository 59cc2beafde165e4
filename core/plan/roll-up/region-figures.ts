import { computePlan, type ComputedPlan } from '../computed-plan';
import type { Plan, PlanRecord, RecordOf } from '../plan';
import { overviewOf, type BudgetSums, type PlanOverview, type Standing } from '../plan-overview';
import { sum, type Criterion, type FormulaValue } from '../../formula';
import { focusAreaOf } from '../focus-area-of';
import { goalsIssuedBy, keyOf } from './superior-goals';

/** A focus area of a region, with its activities. */
export interface AreaFigures extends Standing {
  readonly code: string;
  readonly title: string;
  readonly goals: number;
  readonly activities: number;
  readonly completed: number;
  readonly overdue: number;
}

/** What a region does for a superior goal: its own goals under it, their activities, and how far they have come, if that can be said. */
export interface GoalCoverage {
  readonly code: string;
  readonly goals: number;
  readonly activities: number;
  readonly progress: number | null;
}

/** Sums of one year in minor units; `year` is null for what names none. */
export interface RegionBudget extends BudgetSums {
  readonly year: number | null;
}

/** How mature the cooperation is, 1 to 5, by the newest follow-up that says so; `date` is its ISO date. */
export interface Maturity {
  readonly level: number;
  readonly date: string | null;
}

/** How a region's plan stands. */
export interface RegionFigures extends Standing {
  readonly goals: number;
  readonly activities: number;
  readonly completed: number;
  readonly overdue: number;
  /** Of the activities that are not cancelled. */
  readonly hours: number;
  readonly maturity: Maturity | null;
  readonly areas: readonly AreaFigures[];
  /** In the order of the superior goals that were asked for. */
  readonly coverage: readonly GoalCoverage[];
  readonly currency: string;
  readonly budget: readonly RegionBudget[];
}

type Activity = RecordOf<'activities'>;
type FollowUp = RecordOf<'followUps'>;

const activitiesOf = (plan: Plan): readonly Activity[] => plan.tables.activities as readonly Activity[];
const numberOr = (value: FormulaValue | undefined, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const areasOf = (plan: Plan, { focusAreas, overdueActivities }: PlanOverview): AreaFigures[] => {
  const late = new Set(overdueActivities.map(({ id }) => id));
  return focusAreas.map(({ id, code, title, goals, activities, progress, expected, signal }) => {
    const own = activitiesOf(plan).filter((activity) => focusAreaOf(plan, activity) === id);
    return {
      code, title, goals, activities, progress, expected, signal,
      completed: own.filter(({ status }) => status === 'completed').length,
      overdue: own.filter((activity) => late.has(activity.id)).length,
    };
  });
};

const coverageOf = (computed: ComputedPlan, code: string, superiorGoal: PlanRecord | undefined): GoalCoverage => {
  const own = superiorGoal === undefined ? [] : computed.plan.tables.goals.flatMap((goal, position) => (goal['superiorGoal'] === superiorGoal.id ? [position] : []));
  const total = (field: string): number => own.reduce((all, position) => all + numberOr(computed.value('goals', position, field), 0), 0);
  const weight = total('meanWeight');
  return { code, goals: own.length, activities: total('activityCount'), progress: weight > 0 ? total('weightedProgress') / weight : null };
};

const maturityOf = (plan: Plan): Maturity | null => {
  const assessed = (plan.tables.followUps as readonly FollowUp[]).filter(({ maturity }) => maturity !== undefined);
  if (assessed.length === 0) return null;
  const newest = assessed.reduce((best, one) => ((one.date ?? '') >= (best.date ?? '') ? one : best));
  return { level: newest.maturity!, date: newest.date ?? null };
};

const withoutYear: Criterion = { field: 'year', is: 'empty' };

/** What costs and budget lines without a year come to; none where there are none. */
const unplacedBudget = (computed: ComputedPlan): RegionBudget[] => {
  const total = (table: 'costs' | 'budget', field: string): number => numberOr(computed.evaluate(sum(table, field, withoutYear)), 0);
  const sums = { planned: total('costs', 'amount'), adopted: total('budget', 'adopted'), actual: total('budget', 'actual'), left: total('budget', 'left') };
  return Object.values(sums).some((value) => value !== 0) ? [{ year: null, ...sums }] : [];
};

/** Figures of a region's plan on a day (ISO date), against the superior goals of these codes that this organisation set. */
export const regionFigures = (plan: Plan, today: string, organisation: string, goalCodes: readonly string[]): RegionFigures => {
  const computed = computePlan(plan, today);
  const overview = overviewOf(computed);
  const { progress, expected, signal, goals, activities, completed, overdue, budgetYears } = overview;
  const issued = new Map(goalsIssuedBy(plan, organisation).map((goal) => [keyOf(goal), goal as PlanRecord]));
  return {
    progress, expected, signal, goals, activities, completed, overdue,
    hours: activitiesOf(plan).reduce((all, { status, hours }) => all + (status === 'cancelled' ? 0 : (hours ?? 0)), 0),
    maturity: maturityOf(plan),
    areas: areasOf(plan, overview),
    coverage: goalCodes.map((code) => coverageOf(computed, code, issued.get(keyOf({ code })))),
    currency: plan.currency,
    budget: [...budgetYears, ...unplacedBudget(computed)],
  };
};
