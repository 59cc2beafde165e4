import type { StoreFailure } from '../../sync/store';

export function succeeded<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failed(failure: StoreFailure): { readonly ok: false; readonly failure: StoreFailure } {
  return { ok: false, failure };
}

export function notFound(what: string): { readonly ok: false; readonly failure: StoreFailure } {
  return failed({ kind: 'not-found', what });
}

/** Whether a failure of `verify` is only a file among the revisions of a folder that is none of them. */
export const isStray = (failure: StoreFailure): boolean => failure.kind === 'damaged' && failure.number === null && failure.place.startsWith('plans/');

type Unavailable = StoreFailure & { kind: 'unavailable' };

export function unavailable(detail: string, more: Omit<Unavailable, 'kind' | 'detail'> = {}): { readonly ok: false; readonly failure: Unavailable } {
  return failed({ kind: 'unavailable', detail, ...more }) as { readonly ok: false; readonly failure: Unavailable };
}
