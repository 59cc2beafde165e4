import type { AuditEntry } from '../../sync/audit-entry';
import { decodeSegment, hashEntry, noEntry, type Tip } from './segment';
import type { FoundSegment } from './segments';

/** What is wrong with the chain. Numbers are those of entries; `segment` is the piece where it was found. */
export type ChainFault =
  /** The piece is not what was written: it cannot be read as entries. */
  | { readonly kind: 'segment-altered'; readonly segment: number }
  | { readonly kind: 'segments-removed'; readonly segment: number; readonly last: number }
  /** The piece says that it is another. */
  | { readonly kind: 'segment-misplaced'; readonly segment: number; readonly found: number }
  | { readonly kind: 'entry-altered'; readonly segment: number; readonly entry: number }
  | { readonly kind: 'entries-removed'; readonly segment: number; readonly entry: number; readonly last: number }
  /** It stands where another should, or a second time. */
  | { readonly kind: 'entry-misplaced'; readonly segment: number; readonly entry: number }
  /** It does not name the entry before it, which is therefore not the one that was there. */
  | { readonly kind: 'entry-replaced'; readonly segment: number; readonly entry: number };

/** A walk over the segments of a log, first to last. */
export interface ChainWalk {
  /** Takes the next segment; gives its entries that are true to their hashes. */
  take(found: FoundSegment): readonly AuditEntry[];
  /** All was taken, up to the segment of this number. */
  end(last: number): void;
  /** The last entry so far. */
  tip(): Tip;
  readonly faults: readonly ChainFault[];
  /** Faults beyond those that are named. */
  more(): number;
}

/** Of a log that was shuffled nobody reads more. */
const mostFaults = 100;

/** Faults in the order they are found, the first of them by name and the rest by number. */
export const createFaults = <T>() => {
  const named: T[] = [];
  let more = 0;
  return {
    named: named as readonly T[],
    more: () => more,
    report: (fault: T): void => {
      if (named.length < mostFaults) named.push(fault);
      else more += 1;
    },
  };
};

/** Numbers that were passed over and may still turn up. */
const createGaps = () => {
  let gaps: { readonly segment: number; readonly entry: number; readonly last: number }[] = [];
  return {
    add: (segment: number, entry: number, last: number) => { if (gaps.length < mostFaults) gaps.push({ segment, entry, last }); },
    /** Whether the number was missing; it is no more. */
    fill: (number: number): boolean => {
      const gap = gaps.find(({ entry, last }) => entry <= number && number <= last);
      if (!gap) return false;
      const rest = [{ ...gap, last: number - 1 }, { ...gap, entry: number + 1 }].filter(({ entry, last }) => entry <= last);
      gaps = gaps.flatMap((one) => (one === gap ? rest : [one]));
      return true;
    },
    left: () => gaps,
  };
};

/**
 * Follows the chain. After a fault it goes on from what it finds, so that one altered entry is one fault and not all that follow.
 * Entries that are missing are told at the end, since they may stand elsewhere. [L5]
 */
export const createChainWalk = (): ChainWalk => {
  const { named, more, report } = createFaults<ChainFault>();
  const gaps = createGaps();
  let tip: Tip = noEntry;
  let lastSegment = 0;
  /** What came before cannot be told where it was not readable: then the next entry is taken as it is. */
  let isNumberKnown = true;
  let isHashKnown = true;
  const skipTo = (segment: number): void => {
    if (segment <= lastSegment + 1) return;
    report({ kind: 'segments-removed', segment: lastSegment + 1, last: segment - 1 });
    isNumberKnown = isHashKnown = false;
  };
  const takeTrue = (entry: AuditEntry, segment: number): void => {
    const expected = tip.number + 1;
    if (entry.number < expected) {
      gaps.fill(entry.number);
      report({ kind: 'entry-misplaced', segment, entry: entry.number });
      return;
    }
    if (isNumberKnown && entry.number > expected) gaps.add(segment, expected, entry.number - 1);
    else if (isHashKnown && entry.previous !== tip.hash) report({ kind: 'entry-replaced', segment, entry: entry.number });
    tip = entry;
    isNumberKnown = isHashKnown = true;
  };
  /** Nothing that it says can be relied on: it counts as the one that belongs where it stands. */
  const takeUntrue = (segment: number): void => {
    report({ kind: 'entry-altered', segment, entry: tip.number + 1 });
    tip = { number: tip.number + 1, hash: null };
    isHashKnown = false;
  };
  const takeEntry = (entry: AuditEntry, segment: number): boolean => {
    const isTrue = entry.hash === hashEntry(entry);
    if (isTrue) takeTrue(entry, segment);
    else takeUntrue(segment);
    return isTrue;
  };
  return {
    faults: named,
    more,
    tip: () => tip,
    take: ({ number, bytes }) => {
      skipTo(number);
      lastSegment = number;
      const segment = decodeSegment(bytes);
      if (!segment) {
        report({ kind: 'segment-altered', segment: number });
        isNumberKnown = isHashKnown = false;
        return [];
      }
      if (segment.segment !== number) report({ kind: 'segment-misplaced', segment: number, found: segment.segment });
      return segment.entries.filter((entry) => takeEntry(entry, number));
    },
    end: (last) => {
      skipTo(last + 1);
      for (const gap of gaps.left()) report({ kind: 'entries-removed', ...gap });
    },
  };
};
