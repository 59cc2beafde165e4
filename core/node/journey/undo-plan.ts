import type { Store } from '../../sync/store';
import { fail, fromStore, type Result } from './failure';
import { commitPlan, type PutOutcome } from './put-plan';
import type { CommitOptions } from './sync-workbook';

export interface UndoOutcome extends PutOutcome {
  /** The revision that was gone back to. */
  readonly to: number;
}

/** Makes a plan what it was at a revision (the one before the head where none is named), as a new revision: nothing is erased. */
export const undoPlan = async (store: Store, planId: string, to: number | undefined, commit: (to: number) => CommitOptions): Promise<Result<UndoOutcome>> => {
  const head = fromStore(await store.head(planId));
  if (!head.ok) return head;
  const target = to ?? head.value.number - 1;
  if (target < 1) return fail({ kind: 'nothing-to-undo' });
  const old = fromStore(await store.at(planId, target));
  if (!old.ok) return old;
  const put = await commitPlan(store, old.value.plan, commit(target));
  return put.ok ? { ok: true, value: { ...put.value, to: target } } : put;
};
