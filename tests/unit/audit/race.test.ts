import { verifyAudit } from '../../../core/node/audit/verify-audit';
import type { Segments } from '../../../core/node/audit/segments';
import { createFileSegments } from '../../../core/node/store-files/audit-segments';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { Store } from '../../../core/sync/store';
import { usePostgres } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { bundleProgram } from '../../support/store-bundle';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';
import { expectExactlyOnce, randomNumbers, writeAll } from '../../support/store-race';

/** Three processes commit at random, some are killed: all of it is in one chain that fits the store. */
const expectOneChain = async (address: string, store: Store, segments: Segments): Promise<void> => {
  const random = randomNumbers(53);
  const race = { program: bundleProgram('audit-race-child'), address, lanes: 3, kills: 8, random };
  const writers = Array.from({ length: 3 }, (_, at) => Array.from({ length: 40 }, (__, n) => `p${Math.floor(random() * 3)}/w${at}-${n}`));
  const acknowledged = (await Promise.all(writers.map((own) => writeAll(race, own)))).flat();
  expect(race.kills).toBeLessThan(5);
  await expectExactlyOnce(store, writers.flat(), acknowledged);
  const report = valueOf(await verifyAudit(segments, store));
  expect(report.faults).toEqual([]);
  expect(report).toMatchObject({ revisions: 120, plans: 3 });
  expect(report.entries).toBeGreaterThan(200);
};

test('[L2] [L3] three processes with three clients each on one folder, killed at random', async () => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  await expectOneChain(folder, createFileStore(folder), createFileSegments(folder));
});

describeWith('postgresql', 'in a database', () => {
  const postgres = usePostgres();
  test('[L2] [L3] three processes with three clients each on one database, killed at random', async () => {
    const { store, address } = await postgres.newStore();
    await expectOneChain(address, store, store.audit);
  });
});
