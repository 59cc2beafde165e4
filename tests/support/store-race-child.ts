import * as fs from 'node:fs';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { Store } from '../../core/sync/store';
import { commitAfter, failureOf } from './store-fixtures';

/** Commits one revision for each token it is given, each after whatever head there is, and prints each token once it is acknowledged. */
async function run(folder: string, tokens: readonly string[]): Promise<void> {
  const store = createFileStore(folder);
  for (const token of tokens) fs.writeSync(1, `${token} ${await commitSomewhere(store, token)}\n`);
}

async function commitSomewhere(store: Store, token: string): Promise<number> {
  for (;;) {
    const head = await store.head('p');
    if (!head.ok && head.failure.kind !== 'not-found') throw new Error(JSON.stringify(head.failure));
    const result = await store.commit(commitAfter('p', head.ok ? head.value.number : 0, { token }));
    if (result.ok) return result.value.number;
    if (failureOf(result).kind !== 'stale') throw new Error(JSON.stringify(result));
  }
}

void run(process.argv[2]!, process.argv[3]!.split(','));
