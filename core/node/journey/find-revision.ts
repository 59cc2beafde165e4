import type { Revision, Store } from '../../sync/store';
import { fail, fromStore, type Result } from './failure';

/** The newest revision of a plan, or the one of this number; says which of the two is not there. */
export const findRevision = async (store: Store, planId: string, number?: number): Promise<Result<Revision>> => {
  const found = number === undefined ? await store.head(planId) : await store.at(planId, number);
  if (number === undefined || found.ok || found.failure.kind !== 'not-found') return fromStore(found, planId);
  const head = fromStore(await store.head(planId), planId);
  return head.ok ? fail({ kind: 'no-revision', planId, revision: number }, head.value.plan.locale) : head;
};
