import type { Plan } from '../plan/plan';

/**
 * Store: where plans live, as append-only revisions. Adapters: `core/node/store-files` (a folder of canonical JSON) and
 * `core/node/store-postgres` (a database). One contract suite, `tests/contract/store-contract.ts`, runs on every adapter. A change here touches all of them.
 */

/** What a revision says about itself, without the plan. */
export interface RevisionInfo {
  readonly planId: string;
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  /** Hash of the revision before; null for the first. */
  readonly parentHash: string | null;
  /** SHA-256, in hexadecimal, of the canonical JSON of everything else in the revision. */
  readonly hash: string;
  readonly author: string;
  /** ISO 8601 instant, UTC. */
  readonly time: string;
  readonly message: string;
  /** Request token: the same token never makes a second revision. */
  readonly token: string;
}

export interface Revision extends RevisionInfo {
  readonly plan: Plan;
}

export interface CommitRequest {
  readonly planId: string;
  /** The revision this one follows; 0 for the first. */
  readonly parent: number;
  /** The hash of that revision as it was read: where another stands there, the commit is stale. */
  readonly parentHash?: string;
  readonly plan: Plan;
  readonly author: string;
  readonly time: string;
  readonly message: string;
  readonly token: string;
}

/** Expected failures of a store, as values; anything else is a bug and throws. */
export type StoreFailure =
  /** Another revision stands where this one should go: read the head, merge, try again. */
  | { readonly kind: 'stale'; readonly head: number }
  /**
   * The store cannot write now: disk full, read-only, no rights, fsync failed. `detail` is for the log. `suspects` are plans that wait
   * for `verify` since a sync failed; `lacksLinks` says that a store cannot be in this folder at all, `lacksSchema` that a database has
   * no tables for this version yet. `unrecorded` says that the log could not be written, or followed where it is damaged, so nothing was done.
   */
  | {
      readonly kind: 'unavailable';
      readonly detail: string;
      readonly suspects?: readonly string[];
      readonly lacksLinks?: true;
      readonly lacksSchema?: true;
      readonly unrecorded?: 'unwritten' | 'damaged';
    }
  /** A file or a row is not what its hash says, or the chain is broken. `place` names it, `number` the revision. */
  | { readonly kind: 'damaged'; readonly place: string; readonly number: number | null; readonly detail: string }
  /** Written by a newer Planark. */
  | { readonly kind: 'newer-format'; readonly format: string }
  /** An id that is no plan id, or no such plan, or no such revision. */
  | { readonly kind: 'not-found'; readonly what: string };

export type StoreResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: StoreFailure };

/** What a list of plans shows, read without validating whole plans. */
export interface PlanSummary {
  readonly planId: string;
  readonly title: string;
  readonly organisation: string;
  /** The organisation that this one is part of; empty where the plan says nothing of it. */
  readonly partOf: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly status: string;
  readonly revision: number;
  readonly time: string;
  readonly author: string;
}

/** A part of the list of plans. */
export interface ListRange {
  /** Only plans whose id comes later in order. */
  readonly after?: string;
  /** At most so many; all where it is left out. */
  readonly limit?: number;
  /** Only plans with each of these words in the title, the organisation's name or the id, whatever the case. */
  readonly query?: string;
  /** Only these plans, as far as they are there. */
  readonly ids?: readonly string[];
}

export interface HeadOptions {
  /** The newest that the store knows of will do, without looking: for what is committed after it, since a commit finds out. */
  readonly mayBeOutdated?: boolean;
}

export interface Store {
  /** Plans, by id. A plan whose newest revision cannot be read is left out here and found by `verify`. */
  list(range?: ListRange): Promise<StoreResult<readonly PlanSummary[]>>;
  /** The ids of all plans, in order, those that cannot be read among them. */
  planIds(): Promise<StoreResult<readonly string[]>>;
  head(planId: string, options?: HeadOptions): Promise<StoreResult<Revision>>;
  at(planId: string, number: number): Promise<StoreResult<Revision>>;
  /** Newest first. */
  history(planId: string): Promise<StoreResult<readonly RevisionInfo[]>>;
  /** Compare-and-set on the parent. What was made now has the plan of the request, the same object; a token that was committed before gives the revision it made then, with another one. */
  commit(request: CommitRequest): Promise<StoreResult<Revision>>;
  /** Re-reads and re-hashes every revision of a plan; the failures found, none when whole. */
  verify(planId: string): Promise<readonly StoreFailure[]>;
}

/** A plan has a new revision. */
export interface RevisionEvent {
  readonly planId: string;
  /** The newest revision there is then; those before it need not be told by themselves. */
  readonly number: number;
}

/** Tells of new revisions, whichever process made them. */
export interface StoreEvents {
  /**
   * Calls the listener for each plan that has a new revision from now on, with rising numbers, none twice; after a time without a
   * connection it tells what came meanwhile. Gives what ends it; a failure where it cannot begin.
   */
  subscribe(listener: (event: RevisionEvent) => void): Promise<StoreResult<() => Promise<void>>>;
}
