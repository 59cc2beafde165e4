import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { bundleProgram } from '../../support/store-bundle';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';
import { expectExactlyOnce, randomNumbers, writeAll } from '../../support/store-race';

describe('several processes on one folder', () => {
  let program: string;
  beforeAll(() => {
    program = bundleProgram('store-race-child');
  });

  test.each([
    { processes: 4, commits: 50, kills: 16 },
    { processes: 8, commits: 25, kills: 24 },
  ])('[F6] $processes processes × $commits commits, up to $kills killed: none lost, none twice, no gap', async ({ processes, commits, kills }) => {
    const folder = temporaryFolder();
    valueOf(await initStore(folder));
    const race = { program, address: folder, lanes: 1, kills, random: randomNumbers(processes * 1000 + commits) };
    const writers = Array.from({ length: processes }, (_, at) => Array.from({ length: commits }, (__, n) => `p/w${at}-${n}`));
    const writing = Promise.all(writers.map((own) => writeAll(race, own)));
    const [acknowledged] = await Promise.all([writing.then((lists) => lists.flat()), readWhile(folder, writing)]);
    expect(race.kills).toBeLessThan(kills / 2);
    await expectExactlyOnce(createFileStore(folder), writers.flat(), acknowledged);
  });
});

/** What a reader sees meanwhile is always whole, and never goes back. */
async function readWhile(folder: string, writing: Promise<unknown>): Promise<void> {
  const store = createFileStore(folder);
  let newest = 0;
  let isOver = false;
  void writing.finally(() => (isOver = true));
  while (!isOver) {
    const head = await store.head('p');
    if (!head.ok) expect([head.failure.kind, newest]).toEqual(['not-found', 0]);
    const number = head.ok ? head.value.number : 0;
    expect(number).toBeGreaterThanOrEqual(newest);
    newest = number;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
