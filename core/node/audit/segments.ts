import type { StoreResult } from '../../sync/store';

/** A segment as it was found. */
export interface FoundSegment {
  readonly number: number;
  readonly bytes: Buffer;
}

/**
 * Segments: where the log is kept, beside the plans of a store, as numbered pieces that never change. Adapters: `store-files/audit-segments.ts`
 * and `store-postgres/audit-segments.ts`. One contract suite, `tests/contract/segments-contract.ts`, runs on both.
 */
export interface Segments {
  /** The number of the newest; 0 where there is none. */
  last(): Promise<StoreResult<number>>;
  /** The newest itself; null where there is none. */
  newest(): Promise<StoreResult<FoundSegment | null>>;
  /**
   * Compare-and-set on the number, which is one more than the newest: durable when it is `made`. After a failure it may be there all the
   * same.
   */
  put(number: number, bytes: Uint8Array): Promise<StoreResult<'made' | 'taken'>>;
  /** Those of these numbers that are there, in order. */
  read(first: number, last: number): Promise<StoreResult<readonly FoundSegment[]>>;
}
