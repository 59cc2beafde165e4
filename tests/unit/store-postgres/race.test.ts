import { describeWith } from '../../support/programs';
import { usePostgres } from '../../support/postgres-store';
import { bundleProgram } from '../../support/store-bundle';
import { expectExactlyOnce, randomNumbers, writeAll } from '../../support/store-race';

describeWith('postgresql', 'several processes on one database', () => {
  const postgres = usePostgres();
  let program: string;
  beforeAll(() => {
    program = bundleProgram('store-race-child');
  });

  /** Commits of each process: for plans and in an order of its own. */
  const writersOf = (processes: number, commits: number, plans: number, random: () => number): string[][] =>
    Array.from({ length: processes }, (_, at) => Array.from({ length: commits }, (__, n) => `p${Math.floor(random() * plans)}/w${at}-${n}`));

  test('[Q12] three processes with four clients each, killed at random: every acknowledged commit is there once', async () => {
    const { store, address } = await postgres.newStore();
    const random = randomNumbers(31);
    const race = { program, address, lanes: 4, kills: 12, random };
    const writers = writersOf(3, 80, 4, random);
    const acknowledged = (await Promise.all(writers.map((own) => writeAll(race, own)))).flat();
    expect(race.kills).toBeLessThan(6);
    await expectExactlyOnce(store, writers.flat(), acknowledged);
  });

  test('[Q12] the server is killed at random moments, and a process as well: every acknowledged commit is there once', async () => {
    const { store, address } = await postgres.newStore();
    const random = randomNumbers(77);
    const race = { program, address, lanes: 4, kills: 3, random };
    const writers = writersOf(3, 120, 2, random);
    let isOver = false;
    const writing = Promise.all(writers.map((own) => writeAll(race, own))).finally(() => (isOver = true));
    let crashes = 0;
    while (!isOver && crashes < 4) {
      await new Promise((resolve) => setTimeout(resolve, 100 + random() * 400));
      if (isOver) break;
      await postgres.server().crash();
      crashes++;
    }
    expect(crashes).toBeGreaterThan(1);
    await expectExactlyOnce(store, writers.flat(), (await writing).flat());
  });
});
