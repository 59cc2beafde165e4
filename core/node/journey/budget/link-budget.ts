import { isDeepStrictEqual } from 'node:util';
import { findBudgetLink, linkFault, withBudgetLink, withoutBudgetLink } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import type { Plan } from '../../../plan/plan';
import { soundPlan } from '../../../plan/sound-plan';
import type { Store } from '../../../sync/store';
import { linkedMessage, unlinkedMessage } from '../../texts/history-messages';
import { fail, spokenAs, succeed, type Result } from '../failure';
import { commitAfter, type PutOutcome } from '../put-plan';
import type { CommitOptions } from '../sync-workbook';
import { untilCommitted } from '../until-committed';

/** What becomes of the plan, and what the history says of it; null where it is so already. */
type LinkChange = (plan: Plan) => Result<{ readonly plan: Plan; readonly message: string } | null>;

/** Makes a change of a plan's links a revision of its own, after whatever others put there meanwhile. */
const commitChange = (store: Store, planId: string, change: LinkChange, commit: CommitOptions): Promise<Result<PutOutcome>> =>
  untilCommitted(store, planId, async (head) => {
    const decided = change(head.plan);
    if (!decided.ok) return spokenAs(decided, head.plan);
    const changed = decided.value;
    if (!changed) return succeed({ revision: head, isCommitted: false });
    return spokenAs(await commitAfter(store, head, soundPlan(changed.plan), { ...commit, message: commit.message || changed.message }), head.plan);
  });

/** A plan that is linked with a file like this, or why it cannot be; the same object where it is so already. What was pulled from the file before stays known. */
export const linkedPlan = (plan: Plan, name: string, mapping: BudgetMapping | undefined): Result<Plan> => {
  const before = findBudgetLink(plan, name);
  if (before && isDeepStrictEqual(before.mapping, mapping)) return succeed(plan);
  const fault = linkFault(plan, { name, ...(mapping && { mapping }) });
  if (fault) return fail({ kind: 'link-limit', path: name, planId: plan.id, fault });
  return succeed(withBudgetLink(plan, { name, ...(mapping && { mapping }), ...(before?.pulled && { pulled: before.pulled }) }));
};

/** Keeps where a file has its budget; what was pulled from it before stays known. Nothing where it is kept so already. */
export const keepLink = (store: Store, planId: string, name: string, mapping: BudgetMapping | undefined, commit: CommitOptions): Promise<Result<PutOutcome>> =>
  commitChange(store, planId, (plan) => {
    const linked = linkedPlan(plan, name, mapping);
    if (!linked.ok) return linked;
    return succeed(linked.value === plan ? null : { plan: linked.value, message: linkedMessage(name, plan) });
  }, commit);

/** Forgets where a file has its budget, and what was pulled from it. */
export const dropLink = (store: Store, planId: string, name: string, commit: CommitOptions): Promise<Result<PutOutcome>> =>
  commitChange(store, planId, (plan) => succeed(findBudgetLink(plan, name) ? { plan: withoutBudgetLink(plan, name), message: unlinkedMessage(name, plan) } : null), commit);
