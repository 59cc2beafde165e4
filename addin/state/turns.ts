import type { Keep } from '../client/keep';

/** What pages of the add-in do one at a time, since they are pages of one workbook: the pane, and the one behind the ribbon. */
export interface Turns {
  /** Does a task while no other page does one under this name; null, and nothing done, where the turn does not come in time. */
  take<T>(name: string, task: () => Promise<T>): Promise<T | null>;
}

export interface TurnsWorld {
  /** The browser's own locks, which end with the page that holds them. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  /** Takes their place in a browser that has none, or lets this frame use none. It may throw. */
  readonly storage: () => Keep;
  /** Milliseconds since any moment that all pages share. */
  now(): number;
  freshId(): string;
  /** Gives what calls it off. */
  later(milliseconds: number, then: () => void): () => void;
}

/** Milliseconds until somebody who waits for a turn is told that Excel is busy. */
export const patience = 10_000;
/** Milliseconds after which a lease that nobody has renewed is over: the page that held it is gone. Hidden pages are let run once a second. */
export const leaseTime = 6000;
/** Milliseconds until what another page writes into storage is surely seen, and between two looks. */
export const leaseLook = 100;

const takeLock = async <T>({ locks, later }: TurnsWorld & { readonly locks: Pick<LockManager, 'request'> }, name: string, task: () => Promise<T>): Promise<T | null | 'no-locks'> => {
  const waiting = new AbortController();
  let hasBegun = false;
  const callOff = later(patience, () => waiting.abort());
  try {
    return await locks.request(name, { signal: waiting.signal }, () => {
      hasBegun = true;
      callOff();
      return task();
    });
  } catch (error) {
    if (hasBegun) throw error;
    return waiting.signal.aborted ? null : 'no-locks';
  } finally {
    callOff();
  }
};

/** A lease is "owner until". */
const readLease = (text: string | null): { readonly owner: string; readonly until: number } => {
  const [owner = '', until = '0'] = (text ?? '').split(' ');
  return { owner, until: Number(until) };
};

/**
 * A turn by a mark in storage. Two pages that write it at once see who was last; no storage promises more, and a write to the workbook looks
 * for itself whether the cells are still as they were.
 */
const takeLease = async <T>({ storage, now, freshId, later }: TurnsWorld, name: string, task: () => Promise<T>): Promise<T | null> => {
  const keep = storage();
  const [owner, end] = [freshId(), now() + patience];
  const mark = (): void => keep.setItem(name, `${owner} ${now() + leaseTime}`);
  const isMine = (): boolean => readLease(keep.getItem(name)).owner === owner;
  const pass = (): Promise<void> => new Promise((resolve) => void later(leaseLook, resolve));
  const isFree = (): boolean => {
    const { until } = readLease(keep.getItem(name));
    return !(until > now() && until <= now() + leaseTime); // a clock that was set back makes no lease longer
  };
  do {
    if (now() >= end) return null;
    if (isFree()) mark();
    await pass();
  } while (!isMine());
  let stop = (): void => undefined;
  const renew = (): void => { stop = later(leaseTime / 3, () => { mark(); renew(); }); };
  renew();
  try {
    return await task();
  } finally {
    stop();
    if (isMine()) keep.removeItem(name);
  }
};

/** Can anything be written there? */
const isUsable = (storage: () => Keep, name: string): boolean => {
  try {
    const keep = storage();
    keep.setItem(`${name} try`, '');
    keep.removeItem(`${name} try`);
    return true;
  } catch {
    return false; // blocked or full, and each browser says so in its own way
  }
};

/** Turns by the browser's locks, else by leases in its storage; where it has neither, no page knows of another. */
export const createTurns = (world: TurnsWorld): Turns => ({
  take: async (name, task) => {
    const { locks, storage } = world;
    const taken = locks ? await takeLock({ ...world, locks }, name, task) : 'no-locks';
    if (taken !== 'no-locks') return taken;
    return isUsable(storage, name) ? takeLease(world, name, task) : task();
  },
});
