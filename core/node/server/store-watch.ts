import type { RevisionEvent, Store, StoreEvents, StoreResult } from '../../sync/store';

/** A store that tells of its own commits at once. */
export interface WatchedStore {
  readonly store: Store;
  readonly events: StoreEvents;
}

/** Between two looks for revisions of other processes, in milliseconds; looking never takes more than a twentieth of the time. */
const LOOK_EVERY = 2_000;
const SHARE = 20;

/**
 * Tells of new revisions of a store that cannot tell by itself: its own commits at once, those of other processes by looking at all heads
 * every two seconds, while somebody listens. [A11]
 */
export const watchStore = (store: Store, lookEvery = LOOK_EVERY): WatchedStore => {
  const heads = new Map<string, number>();
  const listeners = new Set<(event: RevisionEvent) => void>();
  let timer: NodeJS.Timeout | undefined;

  const see = (planId: string, number: number): void => {
    if (number <= (heads.get(planId) ?? 0)) return;
    heads.set(planId, number);
    for (const listener of listeners) listener({ planId, number });
  };
  const look = async (): Promise<StoreResult<unknown>> => {
    const plans = await store.list();
    if (plans.ok) for (const { planId, revision } of plans.value) see(planId, revision);
    return plans;
  };
  const lookLater = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const begun = performance.now();
      await look().catch(() => undefined); // the next look finds what this one did not
      if (listeners.size > 0) lookLater(Math.max(lookEvery, (performance.now() - begun) * SHARE));
    }, wait);
    timer.unref();
  };

  return {
    store: {
      ...store,
      commit: async (request) => {
        const committed = await store.commit(request);
        if (committed.ok) see(request.planId, committed.value.number);
        return committed;
      },
    },
    events: {
      subscribe: async (listener) => {
        // What is there at the beginning is not news.
        if (listeners.size === 0) {
          const looked = await look();
          if (!looked.ok) return looked;
          lookLater(lookEvery);
        }
        listeners.add(listener);
        return { ok: true, value: async () => {
          listeners.delete(listener);
          if (listeners.size === 0) clearTimeout(timer);
        } };
      },
    },
  };
};
