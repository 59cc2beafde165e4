import type { Revision, Store } from '../../sync/store';
import { fail, fromStore, type Result } from './failure';
import { findRevision } from './find-revision';

/** How often what was decided is decided anew, since another was quicker. */
const attempts = 20;

/** Might another head have led to something else? Where the store cannot be reached it may have been committed all the same, and is not decided again. */
const isDoubtful = <T extends { readonly isCommitted: boolean }>(outcome: Result<T>): boolean =>
  (outcome.ok ? !outcome.value.isCommitted : !(outcome.failure.kind === 'store' && outcome.failure.failure.kind === 'unavailable'));

/**
 * Decides on what the store has and commits it; again where another was quicker, and `busy` where it always was. It begins with the newest revision
 * that the store knows of, which a commit proves to be the newest. What comes to no commit proves nothing: then the store looks, and where there is a
 * newer one it is decided anew.
 */
export const untilCommitted = async <T extends { readonly isCommitted: boolean }>(store: Store, planId: string, commitOn: (head: Revision) => Promise<Result<T>>): Promise<Result<T>> => {
  let head = fromStore(await store.head(planId, { mayBeOutdated: true }), planId);
  let hasLooked = false;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (!head.ok) return head;
    const outcome = await commitOn(head.value);
    const isBusy = !outcome.ok && outcome.failure.kind === 'busy';
    if (!isBusy && (hasLooked || !isDoubtful(outcome))) return outcome;
    const newest = await findRevision(store, planId);
    if (!isBusy && newest.ok && newest.value.hash === head.value.hash) return outcome;
    [head, hasLooked] = [newest, true];
  }
  return fail({ kind: 'busy' });
};
