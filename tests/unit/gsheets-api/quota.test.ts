import { createQuota } from '../../../gsheets/api/quota';
import { jumpingClock } from '../../support/odd-google';

/** The most that fall into any minute, by when they were let through. */
const mostInAMinute = (times: readonly number[]): number => Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 60_000).length));

/** A clock that several who wait share: the nearest end of a pause comes first. */
const sharedClock = () => {
  let at = 0;
  const waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => void waiting.push({ until: at + milliseconds, resolve }));
  /** Lets time pass until nobody waits any more. */
  const run = async (done: Promise<unknown>): Promise<void> => {
    let isDone = false;
    void done.then(() => { isDone = true; });
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = waiting.sort((left, right) => left.until - right.until).shift();
      if (!next) continue;
      at = Math.max(at, next.until);
      next.resolve();
    }
  };
  return { now: () => at, pause, run };
};

const noWaits = (): void => undefined;

describe('turns', () => {
  test('[O1] sixty at once, and then as many as the minute before leaves room for', async () => {
    const clock = jumpingClock(0);
    const quota = createQuota(clock);
    const times: number[] = [];
    for (let count = 0; count < 200; count += 1) {
      await quota.turn('anna', 'read', noWaits);
      times.push(clock.now());
    }
    expect(times.filter((time) => time === 0)).toHaveLength(60);
    expect(mostInAMinute(times)).toBe(60);
    expect(times.at(-1)).toBe(3 * 61_000);
  });

  test('[O1] reads and writes are counted apart, and so are accounts', async () => {
    const clock = jumpingClock(0);
    const quota = createQuota(clock);
    for (let count = 0; count < 60; count += 1) for (const kind of ['read', 'write'] as const) for (const user of ['anna', 'bo']) await quota.turn(user, kind, noWaits);
    expect(clock.pauses).toEqual([]);
  });

  test('[O1] all accounts together keep within the limit of the project', async () => {
    const clock = sharedClock();
    const quota = createQuota(clock);
    const times: number[] = [];
    const users = Array.from({ length: 8 }, (_, index) => `user-${index}`);
    const all = Promise.all(users.flatMap((user) => Array.from({ length: 60 }, async () => {
      await quota.turn(user, 'write', noWaits);
      times.push(clock.now());
    })));
    await clock.run(all);
    expect(times).toHaveLength(480);
    expect(mostInAMinute(times)).toBe(300);
  });

  test('[O1] who waits is told how long, and served in the order of asking', async () => {
    const clock = sharedClock();
    const quota = createQuota(clock);
    const served: number[] = [];
    const told: number[] = [];
    const all = Promise.all(Array.from({ length: 130 }, async (_, index) => {
      await quota.turn('anna', 'read', (milliseconds) => void told.push(milliseconds));
      served.push(index);
    }));
    await clock.run(all);
    expect(served).toEqual(Array.from({ length: 130 }, (_, index) => index));
    expect(told).toEqual([61_000, 61_000]);
  });
});
