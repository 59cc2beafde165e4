import * as fs from 'node:fs';
import { auditedStore, readHeads } from '../../core/node/audit/audited-store';
import { createAuditLog } from '../../core/node/audit/audit-log';
import { createFileSegments } from '../../core/node/store-files/audit-segments';
import { createFileStore } from '../../core/node/store-files/store-files';
import { parseDatabaseUrl } from '../../core/node/store-postgres/database-url';
import { createPostgresStore } from '../../core/node/store-postgres/store-postgres';
import { commitAfter } from './store-fixtures';

/**
 * Commits one revision for each "plan/token" it is given through a store that records, in several lanes at once, and prints each with its
 * number once it is acknowledged.
 */
async function run(address: string, commits: readonly string[], lanes: number): Promise<void> {
  const url = parseDatabaseUrl(address);
  const database = url && createPostgresStore(url);
  const plans = database ?? createFileStore(address);
  const log = createAuditLog(database?.audit ?? createFileSegments(address), { now: () => new Date(), readHeads: () => readHeads(plans) });
  const left = [...commits];
  const work = async (lane: number): Promise<void> => {
    const store = auditedStore(plans, log, { who: { name: `spor ${lane}`, key: String(process.pid) }, from: { commandLine: 'test' }, via: 'test' });
    for (let commit = left.shift(); commit !== undefined; commit = left.shift()) {
      const [planId, token] = commit.split('/') as [string, string];
      for (;;) {
        const head = await store.head(planId);
        const result = await store.commit(commitAfter(planId, head.ok ? head.value.number : 0, { token }));
        if (result.ok) fs.writeSync(1, `${commit} ${result.value.number}\n`);
        else if (result.failure.kind !== 'stale') throw new Error(JSON.stringify(result));
        if (result.ok) break;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  await log.close();
  process.exit();
}

void run(process.argv[2]!, process.argv[3]!.split(','), Number(process.argv[4] ?? 1));
