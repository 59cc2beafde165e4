import { accountKey, type BudgetFigure } from '../../plan/budget/figures';
import type { PulledFigure } from '../../plan/budget/mapping';
import type { Plan, PlanRecord } from '../../plan/plan';

/** Accounts of a file that a plan has nothing to do with, and what they come to. Minor units. */
export interface OtherAccounts {
  readonly accounts: number;
  readonly adopted?: number;
  readonly actual?: number;
  /** Line by line, where the accounts are few enough to be named. */
  readonly figures: readonly BudgetFigure[];
}

/** So many accounts are named; a whole ledger is not. */
const mostNamed = 5;

export interface KnownFigures {
  readonly figures: readonly BudgetFigure[];
  readonly others: OtherAccounts;
}

const accountOf = ({ account }: PlanRecord): string[] => (typeof account === 'string' ? [accountKey(account)] : []);

const sumOf = (figures: readonly BudgetFigure[], field: 'adopted' | 'actual'): number | undefined => {
  const amounts = figures.flatMap((figure) => figure[field] ?? []);
  return amounts.length === 0 ? undefined : amounts.reduce((a, b) => a + b, 0);
};

/**
 * The figures of accounts that the plan has costs or budget lines on, or that were pulled before, in whatever year and department: a treasurer's
 * whole ledger, with its wages, is not for everybody who reads the plan. The rest is told. [C92]
 */
export const figuresOfPlan = ({ tables }: Plan, figures: readonly BudgetFigure[], pulled: readonly PulledFigure[]): KnownFigures => {
  const known = new Set([...[...tables.costs, ...tables.budget].flatMap(accountOf), ...pulled.map(({ account }) => accountKey(account))]);
  const isKnown = ({ account }: BudgetFigure): boolean => known.has(accountKey(account));
  const others = figures.filter((figure) => !isKnown(figure) && (Boolean(figure.adopted) || Boolean(figure.actual)));
  const [adopted, actual] = [sumOf(others, 'adopted'), sumOf(others, 'actual')];
  const accounts = new Set(others.map(({ account }) => accountKey(account))).size;
  return {
    figures: figures.filter(isKnown),
    others: { accounts, ...(adopted !== undefined && { adopted }), ...(actual !== undefined && { actual }), figures: accounts > mostNamed ? [] : others },
  };
};
