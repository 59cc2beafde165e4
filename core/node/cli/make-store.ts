import { fromStore, succeed, type Result } from '../journey/failure';
import { initStore } from '../store-files/init-store';
import { isDatabaseUrl } from '../store-postgres/database-url';
import type { CommandContext } from './command';
import { readDatabaseUrl } from './open-store';

export interface MadeStore {
  /** Sentences for a person about the place, empty when all is well. */
  readonly warnings: readonly string[];
  /** Steps of migration that were run; none in a folder. */
  readonly steps: number;
}

/** Makes a folder or a database a store of this version, or finds that it is one already. */
export const makeStore = async (address: string, context: CommandContext): Promise<Result<MadeStore>> => {
  if (!isDatabaseUrl(address)) {
    const made = fromStore(await initStore(address));
    return made.ok ? succeed({ ...made.value, steps: 0 }) : made;
  }
  const url = readDatabaseUrl(address, context);
  if (!url.ok) return url;
  const { migrateDatabase } = await import('./open-postgres');
  const migrated = fromStore(await migrateDatabase(url.value));
  return migrated.ok ? succeed({ warnings: [], steps: migrated.value.steps }) : migrated;
};
