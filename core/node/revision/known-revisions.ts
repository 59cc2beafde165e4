import { createLru } from '../../plan/lru';
import type { Revision } from '../../sync/store';

/** What is remembered, in bytes of revisions as files. */
const rememberedBytes = 16 * 1024 * 1024;

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
  const known = createLru<KnownRevision>(rememberedBytes);
  const keyOf = (planId: string, number: number): string => `${planId}/${number}`;
  return {
    get: (planId, number) => known.get(keyOf(planId, number)),
    note: (found, mark, byteLength) => {
      const key = keyOf(found.planId, found.number);
      const before = known.get(key)?.revision;
      const revision = before?.hash === found.hash ? before : found;
      known.set(key, { revision, mark }, byteLength);
      return revision;
    },
  };
};
