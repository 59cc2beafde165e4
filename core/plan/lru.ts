/** Values by key, of which those that were longest unused are forgotten when they weigh too much together. What alone weighs too much is not kept. */
export interface Lru<V> {
  get(key: string): V | undefined;
  set(key: string, value: V, weight?: number): void;
  delete(key: string): void;
}

export const createLru = <V>(capacity: number): Lru<V> => {
  const entries = new Map<string, { readonly value: V; readonly weight: number }>();
  let total = 0;
  const remove = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value, weight = 1) => {
      remove(key);
      if (weight > capacity) return;
      entries.set(key, { value, weight });
      total += weight;
      while (total > capacity) remove(entries.keys().next().value!);
    },
    delete: remove,
  };
};
