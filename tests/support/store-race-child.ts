import * as fs from 'node:fs';
import { createFileStore } from '../../core/node/store-files/store-files';
import { parseDatabaseUrl } from '../../core/node/store-postgres/database-url';
import { createPostgresStore } from '../../core/node/store-postgres/store-postgres';
import type { Store } from '../../core/sync/store';
import { commitAfter } from './store-fixtures';

/**
 * Commits one revision for each "plan/token" it is given, each after whatever head there is, in several lanes at once, and prints each
 * with its number once it is acknowledged. While a database is away it asks again.
 */
async function run(address: string, commits: readonly string[], lanes: number): Promise<void> {
  const url = parseDatabaseUrl(address);
  const store = url === null ? createFileStore(address) : createPostgresStore(url);
  const left = [...commits];
  const work = async (): Promise<void> => {
    for (let commit = left.shift(); commit !== undefined; commit = left.shift()) {
      fs.writeSync(1, `${commit} ${await commitSomewhere(store, commit, url !== null)}\n`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  process.exit();
}

async function commitSomewhere(store: Store, commit: string, mayBeAway: boolean): Promise<number> {
  const [planId, token] = commit.split('/') as [string, string];
  for (;;) {
    const head = await store.head(planId);
    const result = !head.ok && head.failure.kind !== 'not-found' ? head : await store.commit(commitAfter(planId, head.ok ? head.value.number : 0, { token }));
    if (result.ok) return result.value.number;
    const { kind } = result.failure;
    if (kind === 'unavailable' && mayBeAway) await new Promise((resolve) => setTimeout(resolve, 20));
    else if (kind !== 'stale') throw new Error(JSON.stringify(result));
  }
}

void run(process.argv[2]!, process.argv[3]!.split(','), Number(process.argv[4] ?? 1));
