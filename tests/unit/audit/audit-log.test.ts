import type { Segments } from '../../../core/node/audit/segments';
import { entriesOf, faultsIn, kari, logOn, memorySegments, takenOut } from '../../support/audit-fixtures';
import { failureOf, valueOf } from '../../support/store-fixtures';

const begun = (parent: number) => ({ plan: 'p', deed: { kind: 'commit-begun' as const, parent, parentHash: null, token: 'a'.repeat(64) } });
/** Segments that refuse to be written while they are broken. */
const breakable = () => {
  const segments = memorySegments();
  const state = { isBroken: false };
  const put: Segments['put'] = async (number, bytes) => (state.isBroken ? { ok: false, failure: { kind: 'unavailable', detail: 'ENOSPC' } } : segments.put(number, bytes));
  return { state, segments: { ...segments, put } };
};

describe('the log', () => {
  test('[L2] entries that come while one is written go together into the next segment', async () => {
    const segments = memorySegments();
    const log = logOn(segments);
    await Promise.all(Array.from({ length: 50 }, (_, parent) => log.record(kari, begun(parent))));
    expect(segments.pieces.size).toBe(2);
    const entries = await entriesOf(segments);
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 51 }, (_, at) => at + 1));
    expect(entries.slice(1).map(({ deed }) => 'parent' in deed && deed.parent)).toEqual(Array.from({ length: 50 }, (_, at) => at));
    expect(entries[1]).toMatchObject({ ...kari, plan: 'p', time: '2026-11-21T09:00:00.000Z' });
  });

  test('[L2] several logs on the same segments make one chain', async () => {
    const segments = memorySegments();
    const logs = Array.from({ length: 5 }, () => logOn(segments));
    await Promise.all(logs.flatMap((log) => Array.from({ length: 20 }, async (_, parent) => {
      await new Promise((resolve) => setTimeout(resolve, parent % 5));
      valueOf(await log.record(kari, begun(parent)));
    })));
    expect(await entriesOf(segments)).toHaveLength(101);
    expect(faultsIn(valueOf(await segments.read(1, Infinity)))).toEqual([]);
  });

  test('[L4] notes join what is recorded next, or come by themselves, or when the log is closed', async () => {
    const segments = memorySegments();
    const slow = logOn(segments, { noteDelay: 1_000_000 });
    slow.note(kari, { plan: 'p', deed: takenOut });
    expect(segments.pieces.size).toBe(0);
    await slow.record(kari, begun(0));
    expect((await entriesOf(segments)).map(({ deed }) => deed.kind)).toEqual(['log-begun', 'workbook-taken-out', 'commit-begun']);
    slow.note(kari, { deed: { kind: 'server-stopped' } });
    await slow.close();
    expect((await entriesOf(segments)).at(-1)!.deed).toEqual({ kind: 'server-stopped' });
    const quick = logOn(segments);
    quick.note(kari, { plan: 'q', deed: takenOut });
    while (segments.pieces.size < 3) await new Promise((resolve) => setImmediate(resolve));
    expect((await entriesOf(segments)).at(-1)).toMatchObject({ plan: 'q' });
  });

  test('[L3] what cannot be recorded is refused, and can be when the cause is gone', async () => {
    const { state, segments } = breakable();
    const log = logOn(segments);
    state.isBroken = true;
    expect(failureOf(await log.record(kari, begun(0)))).toEqual({ kind: 'unavailable', detail: 'ENOSPC', unrecorded: 'unwritten' });
    state.isBroken = false;
    valueOf(await log.record(kari, begun(1)));
    expect((await entriesOf(segments)).map(({ deed }) => ('parent' in deed ? deed.parent : deed.kind))).toEqual(['log-begun', 1]);
  });

  test('[L4] notes that cannot be written wait, up to a thousand; of more the number is told', async () => {
    const { state, segments } = breakable();
    const log = logOn(segments, { noteDelay: 1_000_000 });
    state.isBroken = true;
    for (let n = 0; n < 1_007; n++) log.note(kari, { plan: 'p', deed: takenOut });
    expect((await log.record(kari, begun(0))).ok).toBe(false);
    state.isBroken = false;
    valueOf(await log.record(kari, begun(0)));
    await log.close();
    const kinds = (await entriesOf(segments)).map(({ deed }) => deed.kind);
    expect(kinds.filter((kind) => kind === 'workbook-taken-out')).toHaveLength(1_000);
    expect((await entriesOf(segments)).filter(({ deed }) => deed.kind === 'entries-lost').map(({ deed, who }) => [deed, who])).toEqual([[{ kind: 'entries-lost', count: 7 }, null]]);
    expect(faultsIn(valueOf(await segments.read(1, Infinity)))).toEqual([]);
  });

  test('[L6] nothing follows an end that cannot be read, or that stands in the wrong place', async () => {
    for (const damage of ['altered', 'misplaced'] as const) {
      const segments = memorySegments();
      for (const parent of [0, 1]) await logOn(segments).record(kari, begun(parent));
      const whole = segments.pieces.get(2)!;
      segments.pieces.set(2, damage === 'altered' ? Buffer.from(whole.toString().replace('Kari', 'Ola')) : segments.pieces.get(1)!);
      const log = logOn(segments);
      expect(failureOf(await log.record(kari, begun(2)))).toMatchObject({ kind: 'unavailable', unrecorded: 'damaged' });
      expect(segments.pieces.size).toBe(2);
      segments.pieces.set(2, whole);
      valueOf(await log.record(kari, begun(2)));
      expect(faultsIn(valueOf(await segments.read(1, Infinity)))).toEqual([]);
    }
  });

  test('[L6] damage further back stops nobody, and stays found', async () => {
    const segments = memorySegments();
    for (const parent of [0, 1, 2]) await logOn(segments).record(kari, begun(parent));
    segments.pieces.set(2, Buffer.from('x'));
    valueOf(await logOn(segments).record(kari, begun(3)));
    expect(faultsIn(valueOf(await segments.read(1, Infinity)))).toEqual([{ kind: 'segment-altered', segment: 2 }]);
  });

  test('[L10] texts from outside are cut and made whole characters', async () => {
    const segments = memorySegments();
    const log = logOn(segments);
    valueOf(await log.record({ who: { name: `\ud800${'å'.repeat(9_999)}`, key: 'k\u0000' }, from: { address: '::1' }, via: 'x' }, begun(0)));
    const { who } = (await entriesOf(segments))[1]!;
    expect(who).toEqual({ name: `\ufffd${'å'.repeat(499)}`, key: 'k\u0000' });
  });

  test('[L3] a bug is told to whoever waits, and the log goes on', async () => {
    const segments = memorySegments();
    const state = { isBroken: true };
    const log = logOn({ ...segments, put: (number, bytes) => (state.isBroken ? Promise.reject(new RangeError('a bug')) : segments.put(number, bytes)) });
    await expect(log.record(kari, begun(0))).rejects.toThrow('a bug');
    state.isBroken = false;
    valueOf(await log.record(kari, begun(0)));
  });
});
