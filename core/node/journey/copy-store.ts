import type { Revision, RevisionInfo, Store } from '../../sync/store';
import { fail, fromStore, succeed, type Failure, type Result } from './failure';

/** Revisions of one plan between two reports of progress. */
const REPORT_EVERY = 100;

export interface StoreCopy {
  /** Plans that are now alike in both, and their revisions. */
  readonly plans: number;
  readonly revisions: number;
  /** Revisions made by this run. */
  readonly made: number;
  /** Plans that could not be copied to the end, and why. */
  readonly failed: readonly { readonly planId: string; readonly failure: Failure }[];
}

type Progress = (planId: string, done: number, count: number) => void;

/** A plan to be copied: its revisions, oldest first, and how many of them are there. */
interface Work {
  readonly planId: string;
  readonly revisions: readonly RevisionInfo[];
  readonly there: number;
}

/**
 * Copies every plan with its history. A revision is committed as it was made, so its hash comes out the same where all before it is the
 * same, and that is checked for each one. Before anything is written all histories are compared: where the target has another history of
 * one plan, nothing is copied. What is there already is not copied again. A plan that cannot be read, or has more revisions in the target,
 * does not keep the others back. The stores are taken as they are, without migrations, since those would change the hashes. [Q11]
 */
export const copyStore = async (from: Store, to: Store, progress: Progress): Promise<Result<StoreCopy>> => {
  const planIds = fromStore(await from.planIds());
  if (!planIds.ok) return planIds;
  const failed: { planId: string; failure: Failure }[] = [];
  const works: Work[] = [];
  for (const planId of planIds.value) {
    const work = await compareHistories(from, to, planId);
    if (work.ok) works.push(work.value);
    else if (isOfPlan(work.failure)) failed.push({ planId, failure: work.failure });
    else return work;
  }
  let made = 0;
  let revisions = 0;
  for (const work of works) {
    const copied = await copyPlan(from, to, work, progress);
    if (copied.ok) [made, revisions] = [made + copied.value, revisions + work.revisions.length];
    else if (isOfPlan(copied.failure)) failed.push({ planId: work.planId, failure: copied.failure });
    else return copied;
  }
  return succeed({ plans: planIds.value.length - failed.length, revisions, made, failed });
};

/** Whether a failure is about one plan alone: a store that cannot be used, or is another one, ends the copying. */
const isOfPlan = (failure: Failure): boolean => failure.kind === 'store' && (failure.failure.kind === 'damaged' || failure.failure.kind === 'newer-format');

const compareHistories = async (from: Store, to: Store, planId: string): Promise<Result<Work>> => {
  const source = fromStore(await from.history(planId), planId);
  if (!source.ok) return source;
  const target = await to.history(planId);
  if (!target.ok && target.failure.kind !== 'not-found') return fail({ kind: 'store', failure: target.failure });
  const revisions = [...source.value].reverse();
  const there = target.ok ? [...target.value].reverse() : [];
  const other = revisions.findIndex(({ hash }, at) => at < there.length && there[at]!.hash !== hash);
  if (other >= 0) return fail({ kind: 'target-history', planId, revision: other + 1 });
  return succeed({ planId, revisions, there: Math.min(there.length, revisions.length) });
};

/** Gives how many revisions were made. */
const copyPlan = async (from: Store, to: Store, { planId, revisions, there }: Work, progress: Progress): Promise<Result<number>> => {
  const missing = revisions.slice(there);
  for (const { number, hash } of missing) {
    const revision = fromStore(await from.at(planId, number));
    if (!revision.ok) return revision;
    const made = fromStore(await to.commit(toRequest(revision.value)));
    if (!made.ok) return made;
    if (made.value.hash !== hash) return fail({ kind: 'target-history', planId, revision: number });
    if (number % REPORT_EVERY === 0 || number === revisions.length) progress(planId, number, revisions.length);
  }
  return succeed(missing.length);
};

const toRequest = ({ number, planId, plan, author, time, message, token }: Revision) => ({ planId, parent: number - 1, plan, author, time, message, token });
