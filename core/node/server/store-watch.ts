import type { RevisionEvent, Store, StoreEvents } from '../../sync/store';

/** A store that tells of its own commits at once. */
export interface WatchedStore {
  readonly store: Store;
  readonly events: StoreEvents;
}

/** Tells of this process's commits as they are made, and of those of others as the store's own events tell them; of none twice. [A11] */
export const watchStore = (store: Store, others: StoreEvents): WatchedStore => {
  const told = new Map<string, number>();
  const listeners = new Set<(event: RevisionEvent) => void>();
  const tell = ({ planId, number }: RevisionEvent): void => {
    if (number <= (told.get(planId) ?? 0)) return;
    told.set(planId, number);
    for (const listener of listeners) listener({ planId, number });
  };
  return {
    store: {
      ...store,
      commit: async (request) => {
        const committed = await store.commit(request);
        // A token that was used before gives the revision it made then, which is no news.
        if (committed.ok && committed.value.number === request.parent + 1) tell(committed.value);
        return committed;
      },
    },
    events: {
      subscribe: async (listener) => {
        const subscribed = await others.subscribe(tell);
        if (!subscribed.ok) return subscribed;
        listeners.add(listener);
        return { ok: true, value: async () => {
          listeners.delete(listener);
          await subscribed.value();
        } };
      },
    },
  };
};
