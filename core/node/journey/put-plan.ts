import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../../plan/plan';
import { readPlan } from '../../plan/read-plan';
import { retireCodes } from '../../plan/records';
import { tableNames } from '../../plan/table-names';
import type { Revision, Store } from '../../sync/store';
import { fail, fromStore, succeed, type Result } from './failure';
import { sha256 } from './fresh-id';
import { reusedCodes } from './reused-codes';
import type { CommitOptions } from './sync-workbook';

export interface PutOutcome {
  readonly revision: Revision;
  readonly isCommitted: boolean;
}

/** Codes that the store retired stay so, whatever the document says. */
const withRetiredCodes = (plan: Plan, before: Plan): Plan => {
  const retired = retireCodes({ ...before, retired: Object.fromEntries(tableNames.map((table) => [table, [...(before.retired[table] ?? []), ...(plan.retired[table] ?? [])]])) }, plan.tables);
  return { ...plan, retired };
};

/** Makes this plan what the store has, as the revision after this head (null: the first); nothing where it is so already. */
export const commitAfter = async (store: Store, head: Revision | null, plan: Plan, commit: CommitOptions): Promise<Result<PutOutcome>> => {
  const next = head ? withRetiredCodes(plan, head.plan) : plan;
  if (head && isDeepStrictEqual(next, head.plan)) return succeed({ revision: head, isCommitted: false });
  const parent = head?.number ?? 0;
  const token = sha256('put', String(parent), JSON.stringify(next), commit.time).toString('hex');
  const committed = await store.commit({ planId: plan.id, parent, ...(head && { parentHash: head.hash }), plan: next, token, ...commit });
  if (committed.ok) return succeed({ revision: committed.value, isCommitted: true });
  return committed.failure.kind === 'stale' ? fail({ kind: 'busy' }) : fromStore(committed);
};

/** Makes a plan that was read what the store has after this head (null: as a new plan); no code may be another's. Busy where another was quicker. */
export const putAfter = async (store: Store, head: Revision | null, plan: Plan, commit: CommitOptions): Promise<Result<PutOutcome>> => {
  const problems = head ? await reusedCodes(store, plan, head) : [];
  if (problems.length > 0) return fail({ kind: 'plan', failure: { kind: 'inconsistent', plan, problems } });
  return commitAfter(store, head, plan, commit);
};

/** Checks a document from outside. */
export const readDocument = (document: unknown): Result<Plan> => {
  const read = readPlan(document);
  return read.ok ? succeed(read.plan) : fail({ kind: 'plan', failure: read.failure });
};

const attempts = 20;

/** Checks a document from outside and makes it what the store has, after whatever others put there meanwhile: it replaces the plan as a whole. */
export const putDocument = async (store: Store, document: unknown, commit: CommitOptions): Promise<Result<PutOutcome>> => {
  const read = readDocument(document);
  if (!read.ok) return read;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await store.head(read.value.id);
    if (!head.ok && head.failure.kind !== 'not-found') return fromStore(head);
    const put = await putAfter(store, head.ok ? head.value : null, read.value, commit);
    if (put.ok || put.failure.kind !== 'busy') return put;
  }
  return fail({ kind: 'busy' });
};
