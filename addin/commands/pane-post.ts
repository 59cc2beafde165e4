import type { Keep } from '../client/keep';
import { readTold, type Told } from './told';

/**
 * How a command tells the pane what it did: they are two pages that share nothing but the browser's storage. A message lies there until a pane
 * takes it; one that is open does so at once, since storage tells it.
 */
export interface PaneStorage extends Keep {
  /** What another page writes under a key, or null where it takes it away. Gives what stops it. */
  onChange(listener: (key: string, value: string | null) => void): () => void;
}

/** A workbook that was never saved has no place; two such at a time take each other's messages. */
const keyOf = (location: string | null): string => `planark.told ${location ?? ''}`;

/** Milliseconds in which a pane that is open has taken what it is told. */
export const paneAnswers = 700;

export interface PostWorld {
  readonly storage: PaneStorage;
  readonly location: string | null;
  later(milliseconds: number, then: () => void): void;
}

/** Leaves a message for the pane; true where one took it. One that nobody took is taken back, to be told in another way. */
export const postToPane = ({ storage, location, later }: PostWorld, told: Told): Promise<boolean> =>
  new Promise((resolve) => {
    const key = keyOf(location);
    const end = (isTaken: boolean): void => {
      stop();
      if (!isTaken) storage.removeItem(key);
      resolve(isTaken);
    };
    const stop = storage.onChange((changed, value) => { if (changed === key && value === null) end(true); });
    storage.setItem(key, JSON.stringify(told));
    later(paneAnswers, () => end(false));
  });

/** The pane's end: what is there, and what comes. Gives what stops it. */
export const takePost = ({ storage, location }: Omit<PostWorld, 'later'>, show: (told: Told) => void): (() => void) => {
  const key = keyOf(location);
  const take = (): void => {
    // What is there now: of a message that was found when the pane opened, storage may tell afterwards.
    const told = readTold(storage.getItem(key));
    if (!told) return;
    storage.removeItem(key);
    show(told);
  };
  take();
  return storage.onChange((changed) => { if (changed === key) take(); });
};

/** The browser's storage as `keep` keeps it, under keys that begin with a mark: the web keeps those of other sites' frames apart by it. */
export const paneStorage = (keep: Keep, mark: string): PaneStorage => ({
  ...keep,
  onChange: (listener) => {
    const hear = ({ key, newValue }: StorageEvent): void => { if (key?.startsWith(mark)) listener(key.slice(mark.length), newValue); };
    window.addEventListener('storage', hear);
    return () => window.removeEventListener('storage', hear);
  },
});
