import { isFormulaError, sum, type FormulaNode, type FormulaValue } from '../formula';
import { choiceValues } from './choices';
import { computePlan, type ComputedPlan } from './computed-plan';
import { nextDeadlines, overdueActivities, type Deadline } from './deadlines';
import type { Plan } from './plan';
import {
  activitiesOutsidePlan, dueSoonCount, expectedProgress, goalsWithoutIndicator, overdueCount, planProgress, shareOfBudget, signalFor, statusCount, superiorGoalsWithoutGoal,
} from './progress';
import { planCost } from './what-if';
import { budgetOfPlan } from './plan-budget';
import { budgetYears, yearSums } from './year-sums';
import { yearWheel, type YearWheel } from './year-wheel';

/** How something stands: ratios, null where there is no value, a value of the choice `signal`. */
export interface Standing {
  readonly progress: number | null;
  readonly expected: number | null;
  readonly signal: string | null;
}

/** A focus area, or the plan as a whole. Money is in minor units. */
export interface AreaStanding extends Standing {
  readonly goals: number;
  readonly activities: number;
  readonly cost: number;
  /** The cost as a share of all that was adopted; null where nothing was. */
  readonly shareOfBudget: number | null;
}
export interface FocusAreaOverview extends AreaStanding {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** Sums in minor units. */
export interface BudgetSums {
  readonly planned: number;
  readonly adopted: number;
  readonly actual: number;
  readonly left: number;
}
export interface BudgetYear extends BudgetSums {
  readonly year: number;
}
/** A line of the budget; `state` is a value of the choice `budgetState`. */
export interface BudgetLine extends BudgetSums {
  readonly id: string;
  readonly account: string;
  readonly name: string | null;
  readonly department: string | null;
  readonly year: number | null;
  readonly state: string | null;
}

/** How a plan stands on a day: what the tab Oversikt and the year wheel show, as data; what if is asked in a sheet alone, where the marks are set. */
export interface PlanOverview extends AreaStanding {
  /** ISO date. */
  readonly today: string;
  readonly completed: number;
  readonly overdue: number;
  /** Open activities due within 30 days. */
  readonly dueSoon: number;
  readonly focusAreas: readonly FocusAreaOverview[];
  readonly nextDeadlines: readonly Deadline[];
  readonly overdueActivities: readonly Deadline[];
  readonly coverage: { readonly superiorGoalsWithoutGoal: number; readonly goalsWithoutIndicator: number; readonly activitiesOutsidePlan: number };
  /** Activities by status, in the order of the choice. */
  readonly statuses: readonly { readonly status: string; readonly count: number }[];
  readonly budgetYears: readonly BudgetYear[];
  readonly budgetLines: readonly BudgetLine[];
  readonly yearWheel: YearWheel;
}

const numberOf = (value: FormulaValue): number | null => (typeof value === 'number' ? value : null);
const textOf = (value: FormulaValue): string | null => (value === null || value === '' || isFormulaError(value) ? null : String(value));
const sumOf = (computed: ComputedPlan, node: FormulaNode): number => numberOf(computed.evaluate(node)) ?? 0;

/** Progress, what is expected and the signal of the plan. */
export const planStanding = (computed: ComputedPlan): Standing => ({
  progress: numberOf(computed.evaluate(planProgress)),
  expected: numberOf(computed.evaluate(expectedProgress)),
  signal: textOf(computed.evaluate(signalFor(planProgress, expectedProgress))),
});
/** Activities past their deadline and not completed. */
export const countOverdue = (computed: ComputedPlan): number => sumOf(computed, overdueCount);

const focusAreas = (computed: ComputedPlan): FocusAreaOverview[] => {
  const adopted = sumOf(computed, budgetOfPlan('adopted'));
  const { expected } = planStanding(computed);
  return computed.plan.tables.focusAreas.map((area, position) => {
    const number = (field: string): number | null => numberOf(computed.value('focusAreas', position, field));
    const cost = number('cost') ?? 0;
    return {
      id: area.id, code: String(area['code']), title: String(area['title'] ?? ''), goals: number('goalCount') ?? 0, activities: number('activityCount') ?? 0,
      progress: number('progress'), expected, signal: textOf(computed.value('focusAreas', position, 'signal')), cost, shareOfBudget: adopted > 0 ? cost / adopted : null,
    };
  });
};

const wholePlan = (computed: ComputedPlan): AreaStanding => ({
  ...planStanding(computed),
  goals: sumOf(computed, sum('focusAreas', 'goalCount')),
  activities: sumOf(computed, sum('focusAreas', 'activityCount')),
  cost: sumOf(computed, planCost),
  shareOfBudget: numberOf(computed.evaluate(shareOfBudget(planCost))),
});

const budgetYear = (computed: ComputedPlan, year: number): BudgetYear => ({
  year, planned: sumOf(computed, yearSums.planned(year)), adopted: sumOf(computed, yearSums.adopted(year)), actual: sumOf(computed, yearSums.actual(year)), left: sumOf(computed, yearSums.left(year)),
});

const budgetLines = (computed: ComputedPlan): BudgetLine[] =>
  computed.plan.tables.budget.map(({ id }, position) => {
    const value = (field: string): FormulaValue => computed.value('budget', position, field);
    const money = (field: string): number => numberOf(value(field)) ?? 0;
    return {
      id, account: textOf(value('account')) ?? '', name: textOf(value('name')), department: textOf(value('department')), year: numberOf(value('year')),
      planned: money('planned'), adopted: money('adopted'), actual: money('actual'), left: money('left'), state: textOf(value('state')),
    };
  });

/** How a computed plan stands. */
export const overviewOf = (computed: ComputedPlan): PlanOverview => {
  const { plan, today } = computed;
  return {
    today,
    ...wholePlan(computed),
    completed: sumOf(computed, statusCount('completed')),
    overdue: countOverdue(computed),
    dueSoon: sumOf(computed, dueSoonCount),
    focusAreas: focusAreas(computed),
    nextDeadlines: nextDeadlines(computed),
    overdueActivities: overdueActivities(computed),
    coverage: {
      superiorGoalsWithoutGoal: sumOf(computed, superiorGoalsWithoutGoal), goalsWithoutIndicator: sumOf(computed, goalsWithoutIndicator), activitiesOutsidePlan: sumOf(computed, activitiesOutsidePlan),
    },
    statuses: choiceValues('activityStatus').map((status) => ({ status, count: sumOf(computed, statusCount(status)) })),
    budgetYears: budgetYears(plan).map((year) => budgetYear(computed, year)),
    budgetLines: budgetLines(computed),
    yearWheel: yearWheel(computed),
  };
};

/** Computes how a plan stands; `today` is an ISO date. */
export const planOverview = (plan: Plan, today: string): PlanOverview => overviewOf(computePlan(plan, today));
