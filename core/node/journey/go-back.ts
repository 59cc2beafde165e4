import type { Plan } from '../../plan/plan';
import type { Revision, Store } from '../../sync/store';
import { spokenAs, succeed, type Result } from './failure';
import { findRevision } from './find-revision';
import { commitAfter, type PutOutcome } from './put-plan';
import type { CommitOptions } from './sync-workbook';

/**
 * Makes a plan what it was at a revision, as a whole and as a new revision after this head (the newest where none is given): nothing is
 * erased. Where another writes meanwhile it is busy, since that edit would be undone unseen.
 */
export const goBack = async (store: Store, planId: string, to: number, commit: (plan: Plan) => CommitOptions, seen?: Revision): Promise<Result<PutOutcome>> => {
  const head = seen ? succeed(seen) : await findRevision(store, planId);
  if (!head.ok) return head;
  const old = await findRevision(store, planId, to);
  if (!old.ok) return old;
  return spokenAs(await commitAfter(store, head.value, old.value.plan, commit(head.value.plan)), head.value.plan);
};
