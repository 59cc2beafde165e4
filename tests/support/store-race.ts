import { spawn } from 'node:child_process';
import type { Store } from '../../core/sync/store';
import { valueOf } from './store-fixtures';

/** A small generator of pseudo-random numbers in 0..1: a run that failed can be repeated, as far as the system's scheduling allows. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Writers in processes of their own, killed at random. */
export interface Race {
  /** `store-race-child`, bundled. */
  readonly program: string;
  readonly address: string;
  /** Commits at a time in one process. */
  readonly lanes: number;
  kills: number;
  readonly random: () => number;
}

export interface Acknowledgement {
  readonly commit: string;
  readonly number: number;
}

/** Runs a writer until all its commits ("plan/token") are acknowledged; a killed one is started again with what is left, the doubtful ones included. */
export async function writeAll(race: Race, commits: readonly string[]): Promise<Acknowledgement[]> {
  const done = new Map<string, number>();
  while (done.size < commits.length) {
    for (const { commit, number } of await writeSome(race, commits.filter((commit) => !done.has(commit)))) done.set(commit, number);
  }
  return [...done].map(([commit, number]) => ({ commit, number }));
}

function writeSome(race: Race, commits: readonly string[]): Promise<Acknowledgement[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [race.program, race.address, commits.join(','), String(race.lanes)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      // Some time after an acknowledgement, so anywhere in the next commit.
      if (race.kills > 0 && race.random() < 0.25 && race.kills-- > 0) setTimeout(() => child.kill('SIGKILL'), race.random() * 8);
    });
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`the writer ended with ${code}`));
      resolve([...output.matchAll(/^(\S+) (\d+)$/gm)].map((match) => ({ commit: match[1]!, number: Number(match[2]) })));
    });
  });
}

/** Every commit is in its plan's history exactly once, under the number that was acknowledged, and the chain is whole. */
export async function expectExactlyOnce(store: Store, commits: readonly string[], acknowledged: readonly Acknowledgement[]): Promise<void> {
  const numbers = new Map<string, number>();
  for (const planId of valueOf(await store.planIds())) {
    const history = valueOf(await store.history(planId));
    expect(history.map((info) => info.number)).toEqual(history.map((_, index) => history.length - index));
    for (const { token, number } of history) {
      expect(numbers.has(`${planId}/${token}`)).toBe(false);
      numbers.set(`${planId}/${token}`, number);
    }
    expect(await store.verify(planId)).toEqual([]);
  }
  expect([...numbers.keys()].sort()).toEqual([...commits].sort());
  expect(acknowledged.map(({ commit }) => commit).sort()).toEqual([...commits].sort());
  for (const { commit, number } of acknowledged) expect(numbers.get(commit)).toBe(number);
}
