/** Part of the browser's storage: what the page needs of it. */
export interface Keep {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Storage as the browser has it, as other pages leave it; where it has none, or lets nobody use it, what is kept lasts as long as the page.
 */
export const keepIn = (storage: () => Keep): Keep => {
  // What storage did not take, and nothing else: a page that signed out elsewhere must not leave anything here.
  const memory = new Map<string, string>();
  const attempt = <T>(use: (keep: Keep) => T, refused: () => T): T => {
    try {
      return use(storage());
    } catch {
      return refused(); // blocked or full, and each browser says so in its own way
    }
  };
  return {
    getItem: (key) => memory.get(key) ?? attempt((keep) => keep.getItem(key), () => null),
    setItem: (key, value) => {
      memory.delete(key);
      attempt((keep) => keep.setItem(key, value), () => void memory.set(key, value));
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt((keep) => keep.removeItem(key), () => undefined);
    },
  };
};

/** Part of a storage whose keys begin with a mark of their own. */
export const keepUnder = (keep: Keep, mark: string): Keep => ({
  getItem: (key) => keep.getItem(mark + key),
  setItem: (key, value) => keep.setItem(mark + key, value),
  removeItem: (key) => keep.removeItem(mark + key),
});
