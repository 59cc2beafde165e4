import type { Plan } from '../../plan/plan';
import { planSchema } from '../../plan/schema';
import { decideUndo, type UndoDecision, type UndoInput } from '../../sync';
import type { Revision, RevisionInfo, Store } from '../../sync/store';
import { fail, spokenAs, succeed, type Result } from './failure';
import { findRevision } from './find-revision';
import { commitAfter, type PutOutcome } from './put-plan';
import type { CommitOptions } from './sync-workbook';
import { untilCommitted } from './until-committed';

export interface UndoOutcome extends PutOutcome {
  readonly undone: RevisionInfo;
  readonly decided: UndoInput;
  readonly decision: UndoDecision;
}

interface Undone {
  readonly before: Revision;
  readonly revision: Revision;
}

/** A revision and the one before it; the newest where no number is given. The first has none before it: a plan cannot be taken away. */
const readUndone = async (store: Store, planId: string, number: number | undefined): Promise<Result<Undone>> => {
  const revision = await findRevision(store, planId, number);
  if (!revision.ok) return revision;
  if (revision.value.number === 1) return fail(number === undefined ? { kind: 'nothing-to-undo' } : { kind: 'first-revision', planId }, revision.value.plan.locale);
  const before = await findRevision(store, planId, revision.value.number - 1);
  return before.ok ? succeed({ before: before.value, revision: revision.value }) : before;
};

const undoAfter = async (store: Store, head: Revision, { before, revision }: Undone, commit: CommitOptions): Promise<Result<UndoOutcome>> => {
  const decided = { before: before.plan, revision: revision.plan, store: head.plan };
  const decision = decideUndo(decided);
  const put = decision.isPlanChanged ? await commitAfter(store, head, planSchema.parse(decision.plan), commit) : succeed({ revision: head, isCommitted: false });
  return put.ok ? succeed({ ...put.value, undone: revision, decided, decision }) : spokenAs(put, head.plan);
};

/**
 * Undoes what a revision did (the newest where no number is given), as a new revision that keeps what came later. When another was
 * quicker, what the store has now is merged again.
 */
export const undoRevision = async (store: Store, planId: string, number: number | undefined, commit: (undone: RevisionInfo, plan: Plan) => CommitOptions): Promise<Result<UndoOutcome>> => {
  const undone = await readUndone(store, planId, number);
  if (!undone.ok) return undone;
  const { revision } = undone.value;
  return spokenAs(await untilCommitted(store, planId, (head) => undoAfter(store, head, undone.value, commit(revision, head.plan))), revision.plan);
};
