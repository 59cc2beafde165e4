import type { PlanReadFailure } from '../../plan/read-plan';
import type { StampFailure } from '../../sheet';
import type { StoreFailure } from '../../sync';
import type { XlsxRefusal } from '../host-xlsx/read/refusals';

/** Everything that can keep a journey from its end, as values; a bug throws. */
export type Failure =
  | { readonly kind: 'store'; readonly failure: StoreFailure }
  | { readonly kind: 'xlsx'; readonly refusal: XlsxRefusal }
  | { readonly kind: 'stamp'; readonly failure: StampFailure }
  | { readonly kind: 'unknown-plan'; readonly planId: string }
  | { readonly kind: 'unknown-revision'; readonly planId: string; readonly revision: number }
  /** The workbook was made from another history: its revision has another hash. */
  | { readonly kind: 'other-history'; readonly planId: string; readonly revision: number }
  | { readonly kind: 'plan'; readonly failure: PlanReadFailure }
  | { readonly kind: 'file'; readonly path: string; readonly reason: 'not-found' | 'no-access' | 'no-room' | 'too-large' | 'is-folder' | 'other'; readonly detail: string }
  | { readonly kind: 'not-json'; readonly path: string; readonly detail: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'nothing-to-undo' }
  | { readonly kind: 'usage'; readonly detail: string }
  | { readonly kind: 'no-store'; readonly path: string };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = <T>(failure: Failure): Result<T> => ({ ok: false, failure });

/** A store's answer as a step of a journey. */
export const fromStore = <T>(result: { ok: true; value: T } | { ok: false; failure: StoreFailure }): Result<T> =>
  result.ok ? result : fail({ kind: 'store', failure: result.failure });
