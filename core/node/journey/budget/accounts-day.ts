import { isDeepStrictEqual } from 'node:util';
import { figureKey, type BudgetFigure } from '../../../plan/budget/figures';
import type { PulledFigure } from '../../../plan/budget/mapping';
import type { Plan } from '../../../plan/plan';

/** Has a file accounts, and not only a budget? */
export const hasAccounts = (figures: readonly Pick<BudgetFigure, 'actual'>[]): boolean => figures.some(({ actual }) => actual !== undefined);

const accountsIn = (figures: readonly PulledFigure[]): string[] => figures.flatMap((figure) => (figure.actual === undefined ? [] : [`${figureKey(figure)} ${figure.actual}`]));

/** A plan whose accounts go up to a day; the same plan where they do already. */
const withDay = (plan: Plan, day: string): Plan => (plan.settings?.accountsAsOf === day ? plan : { ...plan, settings: { ...plan.settings, accountsAsOf: day } });

/**
 * A plan with the day that its accounts go up to after a pull: the day that somebody said or the file tells; else the day of the pull, where the accounts are others than those that were pulled
 * last. The same plan where the file has none. ISO dates. [C135]
 */
export const withAccountsDay = (plan: Plan, pulled: readonly PulledFigure[], before: readonly PulledFigure[], told: string | null, pullDay: string): Plan => {
  if (!hasAccounts(pulled)) return plan;
  const isNew = !isDeepStrictEqual(accountsIn(pulled), accountsIn(before));
  return told !== null ? withDay(plan, told) : isNew ? withDay(plan, pullDay) : plan;
};
