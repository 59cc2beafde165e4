import { computePlan } from '../../plan/computed-plan';
import { countOverdue, planStanding, type Standing } from '../../plan/plan-overview';
import type { PlanSummary, Store } from '../../sync/store';
import { createLru } from '../../plan/lru';

export type Figures = Standing & { readonly overdue: number | null };

/** How plans stand, each revision computed once a day. */
export interface Standings {
  of(summary: PlanSummary, today: string): Promise<Figures>;
}

const remembered = 10_000;
const unknown: Figures = { progress: null, expected: null, signal: null, overdue: null };

/** null where the revision cannot be read: right now, or until somebody mends it. */
const compute = async (store: Store, { planId, revision }: PlanSummary, today: string): Promise<Figures | null> => {
  const found = await store.at(planId, revision);
  if (!found.ok) return null;
  const computed = computePlan(found.value.plan, today);
  return { ...planStanding(computed), overdue: countOverdue(computed) };
};

export const createStandings = (store: Store): Standings => {
  const known = createLru<Figures>(remembered);
  return {
    of: async (summary, today) => {
      const key = `${summary.planId}@${summary.revision} ${today}`;
      const figures = known.get(key) ?? (await compute(store, summary, today));
      if (figures) known.set(key, figures);
      return figures ?? unknown;
    },
  };
};
