import type { StoreResult } from '../../sync/store';
import { unavailable } from '../revision/store-result';
import { isSystemError } from './file-system';

/** Runs a piece of work on files; what the system refuses becomes `unavailable`, a bug goes on being thrown. [F13] */
export async function refusalsAsFailures<T>(work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unavailable(error.message);
  }
}
