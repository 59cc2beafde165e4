import { isDeepStrictEqual } from 'node:util';
import { figureKey, type BudgetFigure } from '../../../plan/budget/figures';
import type { PulledFigure } from '../../../plan/budget/mapping';
import type { Plan } from '../../../plan/plan';

/** Has a file accounts, and not only a budget? */
export const hasAccounts = (figures: readonly Pick<BudgetFigure, 'actual'>[]): boolean => figures.some(({ actual }) => actual !== undefined);

const accountsIn = (figures: readonly PulledFigure[]): string[] => figures.flatMap((figure) => (figure.actual === undefined ? [] : [`${figureKey(figure)} ${figure.actual}`]));

/** A plan whose accounts go up to a day; the same plan where they do already. */
const withDay = (plan: Plan, day: string): Plan => (plan.settings?.accountsAsOf === day ? plan : { ...plan, settings: { ...plan.settings, accountsAsOf: day } });

/** Have the figures accounts of the year that the plan's day is in, or of a later one? Those of a year that was over before that day tell nothing of it. */
const reachDay = ({ settings }: Plan, figures: readonly PulledFigure[]): boolean => {
  const year = Number(settings?.accountsAsOf?.slice(0, 4) ?? 0);
  return figures.some((figure) => figure.actual !== undefined && figure.year >= year);
};

/** What is told of the day that accounts go up to, as ISO dates. */
export interface AccountsDay {
  /** By a person. */
  readonly said?: string | undefined;
  /** By the file. */
  readonly told?: string | undefined;
  readonly pullDay: string;
}

/**
 * A plan with the day that its accounts go up to after a pull: the day that somebody said, else that the file tells; else the day of the pull, where the accounts are others than those that were
 * pulled last. The same plan where the file has none, or has those of years that were over before the day that stands there. [C135] [C180]
 */
export const withAccountsDay = (plan: Plan, pulled: readonly PulledFigure[], before: readonly PulledFigure[], { said, told, pullDay }: AccountsDay): Plan => {
  if (!hasAccounts(pulled)) return plan;
  if (said !== undefined) return withDay(plan, said);
  if (!reachDay(plan, pulled)) return plan;
  const isNew = !isDeepStrictEqual(accountsIn(pulled), accountsIn(before));
  return told !== undefined ? withDay(plan, told) : isNew ? withDay(plan, pullDay) : plan;
};
