import type { Revision, Store } from '../../sync/store';
import { fail, type Result } from './failure';
import { findRevision } from './find-revision';

/** How often what was decided is decided anew, since another was quicker. */
const attempts = 20;

/**
 * Decides on what the store has now and commits it; again where that ends as `busy`, since another was quicker. `busy` where it always was.
 */
export const untilCommitted = async <T>(store: Store, planId: string, commitOn: (head: Revision) => Promise<Result<T>>): Promise<Result<T>> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await findRevision(store, planId);
    if (!head.ok) return head;
    const outcome = await commitOn(head.value);
    if (outcome.ok || outcome.failure.kind !== 'busy') return outcome;
  }
  return fail({ kind: 'busy' });
};
