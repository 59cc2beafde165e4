import { isDeepStrictEqual } from 'node:util';
import { findBudgetLink, withBudgetLink } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import { soundPlan } from '../../../plan/sound-plan';
import type { Revision, Store } from '../../../sync/store';
import { linkedMessage } from '../../texts/history-messages';
import { fail, spokenAs, succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { commitAfter, type PutOutcome } from '../put-plan';
import type { CommitOptions } from '../sync-workbook';

const attempts = 20;

/** Keeps where a file has its budget, as a revision of its own; what was pulled from it before stays known. Nothing where it is kept so already. */
export const keepLink = async (store: Store, planId: string, name: string, mapping: BudgetMapping | undefined, commit: CommitOptions): Promise<Result<PutOutcome>> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await findRevision(store, planId);
    if (!head.ok) return head;
    const { plan } = head.value;
    const before = findBudgetLink(plan, name);
    if (before && isDeepStrictEqual(before.mapping, mapping)) return succeed({ revision: head.value, isCommitted: false });
    const link = { name, ...(mapping && { mapping }), ...(before?.pulled && { pulled: before.pulled }) };
    const put = await commitAfter(store, head.value, soundPlan(withBudgetLink(plan, link)), { ...commit, message: commit.message || linkedMessage(name, plan) });
    if (put.ok || put.failure.kind !== 'busy') return spokenAs(put, plan);
  }
  return fail({ kind: 'busy' });
};

/** The years of a plan's period. */
export const planYears = ({ plan: { period } }: Revision): number[] => {
  const [first, last] = [Number(period.start.slice(0, 4)), Number(period.end.slice(0, 4))];
  return Array.from({ length: Math.max(0, Math.min(100, last - first + 1)) }, (_, i) => first + i);
};
