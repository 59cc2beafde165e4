import { createHash } from 'node:crypto';
import type { CommitRequest, Revision, Store, StoreResult } from '../../sync/store';
import { hashRevision } from '../revision/revision-file';
import { succeeded } from '../revision/store-result';
import type { AuditLog, Heads } from './audit-log';
import type { AuditActor } from '../../sync/audit-entry';

/** A commit's token as the log has it: whoever reads the log can commit nothing by it. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A revision's hash follows from what is committed: so no other can take the place of the one that was announced. */
const announcedHash = ({ parent, ...content }: CommitRequest, parentHash: string | null): { readonly hash?: string } =>
  parent > 0 && parentHash === null ? {} : { hash: hashRevision({ ...content, number: parent + 1, parentHash }).hash };

/** The hashes of revisions that were read through a store, newest of each plan. */
const createSeen = (store: Store) => {
  const seen = new Map<string, { readonly number: number; readonly hash: string }>();
  return {
    has: (planId: string) => seen.has(planId),
    note: <T extends StoreResult<Revision>>(result: T): T => {
      if (result.ok) seen.set(result.value.planId, result.value);
      return result;
    },
    /** null where there is none, or where it cannot be read: the commit will say why nothing can follow it. */
    hashAt: async (planId: string, number: number): Promise<string | null> => {
      const known = seen.get(planId);
      if (number === 0 || known?.number === number) return number === 0 ? null : known!.hash;
      const revision = await store.at(planId, number);
      return revision.ok ? revision.value.hash : null;
    },
  };
};

/**
 * A store as one actor uses it: every commit is in the log before it is made, so that a revision without an entry was made past the log.
 * What came of it is noted afterwards, and how many conflicts were answered in it. Whoever has only this store cannot write unrecorded. [L3]
 */
export const auditedStore = (store: Store, log: AuditLog, actor: AuditActor, answers = 0): Store => {
  const seen = createSeen(store);
  const commit = async (request: CommitRequest): Promise<StoreResult<Revision>> => {
    const { planId, parent, token } = request;
    // Asks for what a token made before: after a revision that is there, no first one can be made.
    if (parent === 0 && (seen.has(planId) || (await store.head(planId)).ok)) return store.commit(request);
    const parentHash = request.parentHash ?? (await seen.hashAt(planId, parent));
    const recorded = await log.record(actor, { plan: planId, deed: { kind: 'commit-begun', parent, parentHash, ...announcedHash(request, parentHash), token: hashToken(token) } });
    if (!recorded.ok) return recorded;
    const made = seen.note(await store.commit(request));
    const isRepeated = made.ok && made.value.plan !== request.plan;
    log.note(actor, {
      plan: planId,
      deed: made.ok ? { kind: 'committed', revision: made.value.number, hash: made.value.hash, ...(isRepeated && { isRepeated: true as const }) } : { kind: 'not-committed', parent, reason: made.failure.kind },
    });
    if (made.ok && !isRepeated && answers > 0) log.note(actor, { plan: planId, deed: { kind: 'conflicts-answered', answers } });
    return made;
  };
  return { ...store, commit, head: async (planId, options) => seen.note(await store.head(planId, options)) };
};

/** The newest revision of each plan, as a log begins with them. Reads each plan once. */
export const readHeads = async (store: Store): Promise<StoreResult<Heads>> => {
  const planIds = await store.planIds();
  if (!planIds.ok) return planIds;
  const heads: Heads[number][] = [];
  for (const plan of planIds.value) {
    const head = await store.head(plan);
    if (!head.ok && head.failure.kind === 'unavailable') return head;
    // A store may hold many plans, and others wait meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    heads.push(head.ok ? { plan, revision: head.value.number, hash: head.value.hash } : { plan, revision: 0, hash: null });
  }
  return succeeded(heads);
};
