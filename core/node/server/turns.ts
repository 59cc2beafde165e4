/** Work that is done one after another where it is about the same thing. */
export interface Turns {
  /** Does the work when all that was asked for earlier under this key is over. */
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Whoever commits to a plan has seen what the one before made of it: of several that begin at once all but one would do their work in vain,
 * again and again. The store settles it with other processes.
 */
export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: async (key, work) => {
      const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
      last.set(key, turn);
      try {
        return await turn;
      } finally {
        if (last.get(key) === turn) last.delete(key);
      }
    },
  };
};
