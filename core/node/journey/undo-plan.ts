import type { Plan } from '../../plan/plan';
import type { Store } from '../../sync/store';
import { fail, spokenAs, type Result } from './failure';
import { findRevision } from './find-revision';
import { commitAfter, type PutOutcome } from './put-plan';
import type { CommitOptions } from './sync-workbook';

export interface UndoOutcome extends PutOutcome {
  /** The revision that was gone back to. */
  readonly to: number;
}

/**
 * Makes a plan what it was at a revision (the one before the head where none is named), as a new revision: nothing is erased. Where
 * another writes meanwhile it is busy, since that edit would be undone unseen.
 */
export const undoPlan = async (store: Store, planId: string, to: number | undefined, commit: (to: number, plan: Plan) => CommitOptions): Promise<Result<UndoOutcome>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const target = to ?? head.value.number - 1;
  if (target < 1) return fail({ kind: 'nothing-to-undo' }, head.value.plan.locale);
  const old = await findRevision(store, planId, target);
  if (!old.ok) return old;
  const put = spokenAs(await commitAfter(store, head.value, old.value.plan, commit(target, head.value.plan)), head.value.plan);
  return put.ok ? { ok: true, value: { ...put.value, to: target } } : put;
};
