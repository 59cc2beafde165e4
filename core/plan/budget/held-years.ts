import { groupBy } from '../group-by';
import type { Plan } from '../plan';
import type { BudgetFigure } from './figures';
import { costLines, figureLines, ownAmounts, planLines, sumOf, sumOrNone } from './money-lines';
import { heldLines } from './reconcile';

/** What some lines come to, in minor units; null for what a file says nothing of. Income is negative. */
export interface HeldSums {
  readonly planned: number;
  readonly adopted: number | null;
  readonly actual: number | null;
  readonly left: number | null;
}

/** A year of the plan and the budget that it is held against; `year` is null for what has none. */
export interface HeldYear extends HeldSums {
  readonly year: number | null;
  readonly costs: HeldSums;
  /** null where there is none. */
  readonly income: HeldSums | null;
}

/** An amount of the plan or of the budget. */
interface Money {
  readonly year: number | null;
  readonly key: string | null;
  readonly planned: number | null;
  readonly adopted: number | null;
  readonly actual: number | null;
}

type Sum = (moneys: readonly Money[], amount: (money: Money) => number | null) => number | null;

const sumsOf = (moneys: readonly Money[], sum: Sum): HeldSums => {
  const [adopted, actual] = [sum(moneys, (money) => money.adopted), sum(moneys, (money) => money.actual)];
  return { planned: sumOf(moneys, ({ planned }) => planned), adopted, actual, left: adopted === null || actual === null ? null : adopted - actual };
};

/** An account is income in a year by what was adopted, else by what is planned, else by what came in. */
const isIncome = (moneys: readonly Money[]): boolean => {
  const [first = 0] = (['adopted', 'planned', 'actual'] as const).map((field) => sumOf(moneys, (money) => money[field])).filter((amount) => amount !== 0);
  return first < 0;
};

/** What lacks an account is with what has its sign. */
const groupOf = (money: Money): string => money.key ?? String(isIncome([money]));

const heldYear = (year: number | null, moneys: readonly Money[], sum: Sum): HeldYear => {
  const accounts = [...groupBy(moneys, groupOf).values()];
  const income = accounts.filter(isIncome).flat();
  return { year, ...sumsOf(moneys, sum), costs: sumsOf(accounts.filter((account) => !isIncome(account)).flat(), sum), income: income.length > 0 ? sumsOf(income, sum) : null };
};

/**
 * Planned, adopted, spent and left by year, costs and income each for themselves; what has no year comes last. Against the plan's own budget, or against the figures of a file as
 * `reconcile` holds them: where it has accounts alone, the plan's own budget is what was adopted. [C172]
 */
export const heldYears = (plan: Plan, figures?: readonly BudgetFigure[]): HeldYear[] => {
  const costs = costLines(plan);
  const lines = figures ? heldLines(figureLines(figures), planLines(plan), costs) : ownAmounts(plan);
  const moneys: Money[] = [
    ...costs.map(({ year, key, amount }) => ({ year, key, planned: amount, adopted: null, actual: null })),
    ...lines.map(({ year, key, adopted, actual }) => ({ year, key, planned: null, adopted, actual })),
  ];
  const years = groupBy(moneys, ({ year }) => String(year));
  return [...years.values()].map((ofYear) => heldYear(ofYear[0]!.year, ofYear, figures ? sumOrNone : sumOf)).sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity));
};
