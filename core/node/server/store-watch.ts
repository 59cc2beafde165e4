import type { RevisionEvent, Store, StoreEvents } from '../../sync/store';

/** A store that tells of its own commits at once. */
export interface WatchedStore {
  readonly store: Store;
  readonly events: StoreEvents;
}

type Tell = (event: RevisionEvent) => void;

/**
 * Tells of this process's commits as they are made, and of those of others as the store's own events tell them; of none twice. [A11]
 * What is told is in the store: a listener that fails is `logBug`'s, and neither the commit nor the other listeners fail with it.
 */
export const watchStore = (store: Store, others: StoreEvents, logBug: (error: Error) => void): WatchedStore => {
  const told = new Map<string, number>();
  const listeners = new Set<Tell>();
  const tellOne = (listener: Tell, event: RevisionEvent): void => {
    try {
      listener(event);
    } catch (error) {
      logBug(error as Error);
    }
  };
  const tell = ({ planId, number }: RevisionEvent): void => {
    if (number <= (told.get(planId) ?? 0)) return;
    told.set(planId, number);
    for (const listener of listeners) tellOne(listener, { planId, number });
  };
  return {
    store: {
      ...store,
      commit: async (request) => {
        const committed = await store.commit(request);
        // A token that was used before gives the revision it made then, which is no news.
        if (committed.ok && committed.value.plan === request.plan) tell(committed.value);
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
