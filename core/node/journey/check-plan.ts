import { planProblems } from '../../plan/check-plan';
import type { PlanProblem } from '../../plan/plan-problem';
import { readPlan } from '../../plan/read-plan';
import type { Revision, Store } from '../../sync/store';
import { fail, fromStore, succeed, type Result } from './failure';
import { findRevision } from './find-revision';

export interface CheckedPlan {
  readonly head: Revision;
  /** What is wrong with the plan itself, and is mended in a sheet. */
  readonly problems: readonly PlanProblem[];
}

/** Re-reads every revision of a plan, then looks at the plan itself. A failure where the history is damaged. */
export const checkPlan = async (store: Store, planId: string): Promise<Result<CheckedPlan>> => {
  const [damage] = await store.verify(planId);
  if (damage) return fromStore({ ok: false, failure: damage }, planId);
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const { plan } = head.value;
  const read = readPlan(plan);
  if (!read.ok && read.failure.kind !== 'inconsistent') return fail({ kind: 'plan', failure: read.failure });
  return succeed({ head: head.value, problems: planProblems(plan) });
};
