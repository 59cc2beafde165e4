import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../../plan/plan';
import { readPlan } from '../../plan/read-plan';
import { retireCodes } from '../../plan/records';
import { tableNames } from '../../plan/table-names';
import type { Revision, Store } from '../../sync/store';
import { fail, fromStore, succeed, type Result } from './failure';
import { sha256 } from './fresh-id';
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

const attempts = 20;

/** Makes this plan what the store has, as a new revision; nothing where it is so already. */
export const commitPlan = async (store: Store, plan: Plan, commit: CommitOptions): Promise<Result<PutOutcome>> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await store.head(plan.id);
    if (!head.ok && head.failure.kind !== 'not-found') return fail({ kind: 'store', failure: head.failure });
    const next = head.ok ? withRetiredCodes(plan, head.value.plan) : plan;
    if (head.ok && isDeepStrictEqual(next, head.value.plan)) return succeed({ revision: head.value, isCommitted: false });
    const parent = head.ok ? head.value.number : 0;
    const token = sha256('put', String(parent), JSON.stringify(next), commit.time).toString('hex');
    const committed = await store.commit({ planId: plan.id, parent, plan: next, token, ...commit });
    if (committed.ok) return succeed({ revision: committed.value, isCommitted: true });
    if (committed.failure.kind !== 'stale') return fromStore(committed);
  }
  return fail({ kind: 'busy' });
};

/** Checks a document from outside and makes it what the store has. */
export const putDocument = async (store: Store, document: unknown, commit: CommitOptions): Promise<Result<PutOutcome>> => {
  const read = readPlan(document);
  return read.ok ? commitPlan(store, read.plan, commit) : fail({ kind: 'plan', failure: read.failure });
};
