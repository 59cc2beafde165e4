import type { StoreResult } from '../../sync/store';
import { failed } from '../revision/store-result';
import type { Database } from './database';
import type { KnownRevisions } from '../revision/known-revisions';
import type { Notifier } from './notifier';

/** What the parts of one store share. */
export interface StoreContext {
  readonly database: Database;
  readonly isKnownFormat: (planFormat: string) => boolean;
  /** The newest revision of each plan that this store read whole or wrote; a commit finds out whether it is so, and `head` asks. */
  readonly heads: Map<string, { readonly number: number; readonly hash: string }>;
  /** Revisions as they were read or written last, each with the transaction that made its row what it is: known while the row has that and the same hash. */
  readonly revisions: KnownRevisions;
  readonly notifier: Notifier;
  /** The tables were found to be those of this version. */
  isOpen: boolean;
}

/** Hands a result on unless the plan's format is unknown; a text that is none counts as the format "". [F12] */
export const ofKnownFormat = <T>({ isKnownFormat }: StoreContext, result: StoreResult<T>, plan: { readonly format?: unknown }): StoreResult<T> => {
  const format = typeof plan.format === 'string' ? plan.format : '';
  return isKnownFormat(format) ? result : failed({ kind: 'newer-format', format });
};
