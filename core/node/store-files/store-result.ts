import type { StoreFailure, StoreResult } from '../../sync/store';
import { isSystemError } from './file-system';

export function succeeded<T>(value: T): StoreResult<T> {
  return { ok: true, value };
}

export function failed(failure: StoreFailure): { readonly ok: false; readonly failure: StoreFailure } {
  return { ok: false, failure };
}

export function notFound(what: string): { readonly ok: false; readonly failure: StoreFailure } {
  return failed({ kind: 'not-found', what });
}

type Unavailable = StoreFailure & { kind: 'unavailable' };

export function unavailable(detail: string, more: Omit<Unavailable, 'kind' | 'detail'> = {}): { readonly ok: false; readonly failure: Unavailable } {
  return failed({ kind: 'unavailable', detail, ...more }) as { readonly ok: false; readonly failure: Unavailable };
}

/** Runs a piece of work on files; what the system refuses becomes `unavailable`, a bug goes on being thrown. [F13] */
export async function refusalsAsFailures<T>(work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unavailable(error.message);
  }
}
