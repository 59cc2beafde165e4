import { spawn } from 'node:child_process';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { bundleProgram } from '../../support/store-bundle';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';

/** A small generator of pseudo-random numbers in 0..1: a run that failed can be repeated, as far as the system's scheduling allows. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

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
    const left = { kills, random: randomNumbers(processes * 1000 + commits) };
    const writers = Array.from({ length: processes }, (_, at) => Array.from({ length: commits }, (__, n) => `w${at}-${n}`));
    const writing = Promise.all(writers.map((tokens) => writeAll(program, folder, tokens, left)));
    const [acknowledged] = await Promise.all([writing.then((lists) => lists.flat()), readWhile(folder, writing)]);
    expect(left.kills).toBeLessThan(kills / 2);
    await expectExactlyOnce(folder, writers.flat(), acknowledged);
  });
});

interface Chaos {
  kills: number;
  readonly random: () => number;
}

interface Acknowledgement {
  readonly token: string;
  readonly number: number;
}

/** Runs a writer until all its tokens are acknowledged; killed ones are started again with what is left, the doubtful token included. */
async function writeAll(program: string, folder: string, tokens: readonly string[], chaos: Chaos): Promise<Acknowledgement[]> {
  const done: Acknowledgement[] = [];
  while (done.length < tokens.length) done.push(...(await writeSome(program, folder, tokens.slice(done.length), chaos)));
  return done;
}

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

function writeSome(program: string, folder: string, tokens: readonly string[], chaos: Chaos): Promise<Acknowledgement[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, tokens.join(',')], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      // Some time after an acknowledgement, so anywhere in the next commit.
      if (chaos.kills > 0 && chaos.random() < 0.25 && chaos.kills-- > 0) setTimeout(() => child.kill('SIGKILL'), chaos.random() * 8);
    });
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`the writer ended with ${code}`));
      resolve([...output.matchAll(/^(\S+) (\d+)$/gm)].map((match) => ({ token: match[1]!, number: Number(match[2]) })));
    });
  });
}

async function expectExactlyOnce(folder: string, tokens: readonly string[], acknowledged: readonly Acknowledgement[]): Promise<void> {
  const store = createFileStore(folder);
  const history = valueOf(await store.history('p'));
  expect(history.map((info) => info.token).sort()).toEqual([...tokens].sort());
  expect(history.map((info) => info.number)).toEqual(history.map((_, index) => history.length - index));
  const numbers = new Map(history.map((info) => [info.token, info.number]));
  for (const { token, number } of acknowledged) expect(numbers.get(token)).toBe(number);
  expect(await store.verify('p')).toEqual([]);
}
