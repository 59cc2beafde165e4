import { createLru } from '../../plan/lru';
import type { Revision } from '../../sync/store';

/** What is remembered of each plan's newest revision, and of those that were read or written last, in bytes of revisions as files. */
const newestBytes = 16 * 1024 * 1024;
const recentBytes = 8 * 1024 * 1024;

/** A revision that was found true, and how its place in the store was marked then: by what becomes another mark when anything is written there. */
export interface KnownRevision {
  readonly revision: Revision;
  readonly mark: string;
}

/** Revisions as they were read or written last, so that what is there unchanged need not be read, hashed and parsed again. */
export interface KnownRevisions {
  get(planId: string, number: number): KnownRevision | undefined;
  /** Remembers what was found true under this mark; gives the revision, the same object as before where it is the same revision. */
  note(revision: Revision, mark: string, byteLength: number): Revision;
}

export const createKnownRevisions = (): KnownRevisions => {
  // The newest of each plan, with which its next sync begins, has a place of its own: a plan that many work on soon makes more revisions than are remembered.
  const newest = createLru<KnownRevision>(newestBytes);
  const recent = createLru<KnownRevision>(recentBytes);
  const keyOf = (planId: string, number: number): string => `${planId}/${number}`;
  const get: KnownRevisions['get'] = (planId, number) => {
    const known = newest.get(planId);
    return known?.revision.number === number ? known : recent.get(keyOf(planId, number));
  };
  return {
    get,
    note: (found, mark, byteLength) => {
      const { planId, number } = found;
      const before = get(planId, number)?.revision;
      const known = { revision: before?.hash === found.hash ? before : found, mark };
      if (number >= (newest.get(planId)?.revision.number ?? 0)) newest.set(planId, known, byteLength);
      recent.set(keyOf(planId, number), known, byteLength);
      return known.revision;
    },
  };
};
