import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Store } from '../../sync/store';
import { fail, succeed, type Result } from '../journey/failure';
import { isReadableFormat, withMigrations } from '../journey/migrating-store';
import { createFileStore } from '../store-files/store-files';

/** The store in a folder, or what is missing. */
export const openStore = (folder: string): Result<Store> => {
  if (!existsSync(path.join(folder, 'planark-store.json'))) return fail({ kind: 'no-store', path: folder });
  return succeed(withMigrations(createFileStore(folder, undefined, isReadableFormat)));
};
