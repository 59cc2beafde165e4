import type { StoreResult } from '../../sync/store';
import { succeeded } from '../revision/store-result';
import type { AuditEntry } from '../../sync/audit-entry';
import { decodeSegment } from './segment';
import type { FoundSegment, Segments } from './segments';

/** Segments read at a time: a log may be larger than the memory. */
const segmentsAtATime = 50;

/** Goes through segments in order, a few at a time, up to the newest there is at the end; gives the number of that. */
export const walkSegments = async (segments: Segments, first: number, take: (found: readonly FoundSegment[]) => void | Promise<void>): Promise<StoreResult<number>> => {
  for (let at = first; ;) {
    const last = await segments.last();
    if (!last.ok || at > last.value) return last;
    for (; at <= last.value; at += segmentsAtATime) {
      const found = await segments.read(at, Math.min(at + segmentsAtATime - 1, last.value));
      if (!found.ok) return found;
      await take(found.value);
    }
    at = last.value + 1;
  }
};

/** A part of the entries about one plan, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Go on before this segment; null where there are no more. */
  readonly next: number | null;
}

/** Entries of a page, about: a segment is not divided. And segments that are looked through for one page. */
const enoughEntries = 100;
const mostSegments = 1_000;

/** Looks back through the log from before a segment (from its end where none is named) for entries about a plan. What is damaged is left out. */
export const readPlanEntries = async (segments: Segments, plan: string, before?: number): Promise<StoreResult<AuditPage>> => {
  const newest = await segments.last();
  if (!newest.ok) return newest;
  const from = Math.min(newest.value, (before ?? Infinity) - 1);
  const entries: AuditEntry[] = [];
  let at = from;
  while (at > 0 && entries.length < enoughEntries && from - at < mostSegments) {
    const first = Math.max(1, at - segmentsAtATime + 1);
    const found = await segments.read(first, at);
    if (!found.ok) return found;
    const there = found.value.flatMap(({ bytes }) => decodeSegment(bytes)?.entries ?? []);
    entries.push(...there.filter((entry) => entry.plan === plan).reverse());
    at = first - 1;
  }
  return succeeded({ entries, next: at > 0 ? at + 1 : null });
};
