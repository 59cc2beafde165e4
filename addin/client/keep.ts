/** Part of the browser's storage: what the page needs of it. */
export interface Keep {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Storage as the browser has it; where it has none, or lets nobody use it, what is kept lasts as long as the page. */
export const keepIn = (storage: () => Keep): Keep => {
  const memory = new Map<string, string>();
  const attempt = <T>(use: (keep: Keep) => T): T | null => {
    try {
      return use(storage());
    } catch {
      return null; // blocked or full, and each browser says so in its own way
    }
  };
  return {
    getItem: (key) => memory.get(key) ?? attempt((keep) => keep.getItem(key)),
    setItem: (key, value) => {
      memory.set(key, value);
      attempt((keep) => keep.setItem(key, value));
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt((keep) => keep.removeItem(key));
    },
  };
};

/** Part of a storage whose keys begin with a mark of their own. */
export const keepUnder = (keep: Keep, mark: string): Keep => ({
  getItem: (key) => keep.getItem(mark + key),
  setItem: (key, value) => keep.setItem(mark + key, value),
  removeItem: (key) => keep.removeItem(mark + key),
});
