import type { OpenWorkbook } from '../../../addin/host/open-workbook';
import { shareWorkbook } from '../../../addin/state/shared-workbook';
import { createTurns, leaseTime, patience, type Turns, type TurnsWorld } from '../../../addin/state/turns';
import { memoryKeep } from '../../support/scripted-pane';

/** Pages of one browser, with its storage and a clock that goes when it is told to. */
const browser = (more: Partial<TurnsWorld> = {}) => {
  const keep = memoryKeep();
  let [clock, ids] = [0, 0];
  let timers: { readonly at: number; readonly then: () => void; readonly page: number }[] = [];
  const gone = new Set<number>();
  const settle = async (): Promise<void> => { for (let i = 0; i < 30; i++) await Promise.resolve(); };
  const page = (id: number): Turns => createTurns({
    locks: undefined, storage: () => keep, now: () => clock, freshId: () => `page-${ids++}`, ...more,
    later: (milliseconds, then) => {
      const timer = { at: clock + milliseconds, then, page: id };
      timers.push(timer);
      return () => { timers = timers.filter((one) => one !== timer); };
    },
  });
  const pass = async (milliseconds: number): Promise<void> => {
    for (const end = clock + milliseconds; ; ) {
      await settle();
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      clock = next?.at ?? end;
      if (!next) return;
      timers = timers.filter((one) => one !== next);
      if (!gone.has(next.page)) next.then();
    }
  };
  return { keep, page, pass, close: (id: number) => void gone.add(id), timers: () => timers.length };
};

/** A task that ends when it is told to, and says when it begins and ends. */
const task = (name: string, log: string[]) => {
  let end = (): void => undefined;
  return { end: () => end(), run: (): Promise<string> => { log.push(`${name} begins`); return new Promise((resolve) => { end = () => { log.push(`${name} ends`); resolve(name); }; }); } };
};

/** Locks as the browser has them, in order; `names` of those that were asked for. */
const webLocks = (names: string[] = []): TurnsWorld['locks'] => {
  let last: Promise<unknown> = Promise.resolve();
  const request = async (name: string, { signal }: { readonly signal?: AbortSignal }, granted: (lock: null) => unknown): Promise<unknown> => {
    names.push(name);
    const before = last;
    let free = (): void => undefined;
    last = new Promise<void>((resolve) => { free = () => void before.then(() => resolve()); });
    try {
      await Promise.race([before, new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)))]);
      return await granted(null);
    } finally {
      free();
    }
  };
  return { request } as TurnsWorld['locks'];
};

describe.each<[string, () => Partial<TurnsWorld>]>([
  ['the browser\'s locks', () => ({ locks: webLocks() })],
  ['leases in storage', () => ({})],
  ['leases, where the frame may use no locks', () => ({ locks: { request: () => Promise.reject(new DOMException('no', 'SecurityError')) } as unknown as TurnsWorld['locks'] })],
])('turns by %s', (_, more) => {
  test('[G20] what one page does begins when what the other does has ended', async () => {
    const { page, pass, keep, timers } = browser(more());
    const log: string[] = [];
    const [pane, ribbon] = [task('pane', log), task('ribbon', log)];
    const both = [page(1).take('plan', pane.run), page(2).take('plan', ribbon.run)];
    await pass(5000);
    expect(log).toHaveLength(1);
    const first = log[0]!.startsWith('pane') ? pane : ribbon;
    first.end();
    await pass(1000);
    (first === pane ? ribbon : pane).end();
    await pass(1000);
    expect(log).toEqual(first === pane ? ['pane begins', 'pane ends', 'ribbon begins', 'ribbon ends'] : ['ribbon begins', 'ribbon ends', 'pane begins', 'pane ends']);
    expect(await Promise.all(both)).toEqual(['pane', 'ribbon']);
    expect([keep.all.size, timers()]).toEqual([0, 0]);
  });

  test('[G20] a page whose turn does not come says that Excel is busy, and does nothing; what a task throws is thrown', async () => {
    const { page, pass } = browser(more());
    const log: string[] = [];
    const long = task('pane', log);
    const held = page(1).take('plan', long.run);
    await pass(1000);
    const workbook = { read: () => { log.push('read'); return new Promise(() => undefined); }, location: () => null } as unknown as OpenWorkbook;
    const turns = page(2);
    const waiting = shareWorkbook(workbook, { take: (__, one) => turns.take('plan', one) }, '').read();
    await pass(patience + 1000);
    expect(await waiting).toEqual({ ok: false, failure: { kind: 'busy', isPartial: false } });
    expect(log).toEqual(['pane begins']);
    long.end();
    await pass(1000);
    await held;
    const thrown = expect(page(2).take('plan', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    await pass(1000);
    await thrown;
  });
});

test('[G20] a lease ends by itself where its page is gone, and not while its page works', async () => {
  const { page, pass, close } = browser();
  const log: string[] = [];
  const [pane, ribbon] = [task('pane', log), task('ribbon', log)];
  void page(1).take('plan', pane.run);
  await pass(leaseTime * 3);
  void page(2).take('plan', ribbon.run);
  await pass(1000);
  expect(log).toEqual(['pane begins']);
  close(1);
  await pass(leaseTime);
  expect(log).toEqual(['pane begins', 'ribbon begins']);
});

test('[G20] where a page can keep nothing it does its work all the same', async () => {
  const blocked = browser({ storage: () => { throw new Error('blocked'); } });
  expect(await blocked.page(1).take('plan', async () => 'done')).toBe('done');
});

test('[G20] two workbooks do not wait for each other, and every use of one is in turn', async () => {
  const names: string[] = [];
  const { page } = browser({ locks: webLocks(names) });
  const done = async () => ({ ok: true, value: undefined }) as never;
  let location: string | null = 'C:\\plan.xlsx';
  const workbook = shareWorkbook({ read: done, insert: done, write: done, nameColumns: done, selected: done, select: done, onDirty: done, location: () => location }, page(1), 'mark ');
  await workbook.read();
  await workbook.insert({} as never);
  await workbook.write({} as never, {} as never);
  await workbook.nameColumns([], {} as never);
  await workbook.selected();
  await workbook.select('Tiltak');
  await workbook.onDirty(() => undefined);
  location = null;
  await workbook.read();
  expect(names).toEqual([...Array<string>(6).fill('mark planark.turn C:\\plan.xlsx'), 'mark planark.turn ']);
});
