import { toldOfSync, toldOfTrouble } from '../../../addin/commands/ribbon-told';
import { createRibbonWork, type RibbonWorld } from '../../../addin/commands/ribbon-work';
import type { CellClient } from '../../../addin/client/cell-client';
import { digestOf, keepSync } from '../../../addin/client/kept-sync';
import { emptyPane, type PaneState } from '../../../addin/state/pane-state';
import type { HostFailure, OpenWorkbook } from '../../../addin/host/open-workbook';
import type { Answer, ClientFailure } from '../../../addin/client/failure';
import type { Synced } from '../../../addin/state/sync-talk';
import type { SyncAnswer } from '../../../core';
import { answers, changes, fails, gives, memoryKeep, planGrid, previewed, syncedTo } from '../../support/scripted-pane';

const stamp = { planId: 'plan', revision: 1, hash: 'a'.repeat(64), locale: 'nb', openConflicts: [] } as const;
const withPlan: PaneState = { ...emptyPane, book: { kind: 'plan', stamp } };
const nothing: Synced = {
  plan: 'plan', clientOpId: 'operation-1', base: 1, outcome: 'done', committed: false, summary: '0 endret, 0 nye, 0 flyttet, 0 slettet', lines: [], added: [], changed: [], moved: [], removed: [],
  received: [], receivedLine: null, conflicts: [], settled: [], problems: [], notices: [], held: null, revision: { number: 1, hash: 'a'.repeat(64), parentHash: null, author: 'kari', time: '2026-11-21T10:00:00Z', message: '' },
};
const synced = (result: Partial<Synced>): PaneState => ({ ...withPlan, talk: { ...withPlan.talk, result: { ...nothing, ...result } } });
const problem = { code: 'X', tab: 'Tiltak', cell: 'Tiltak!J22', header: 'Frist', value: 'snart', message: 'Skriv en dato.' };

describe('what is told of a sync', () => {
  test('what was changed, and that the workbook is up to date', () => {
    expect(toldOfSync(synced({ committed: true, summary: '1 endret, 0 nye, 0 flyttet, 0 slettet', receivedLine: 'Hentet 2 endringer.' }), 'nb'))
      .toEqual({ tone: 'good', lines: ['1 endret, 0 nye, 0 flyttet, 0 slettet', 'Hentet 2 endringer.', 'Arbeidsboken er oppdatert.'] });
    expect(toldOfSync(synced({}), 'en')).toEqual({ tone: 'good', lines: ['The workbook is up to date.'] });
  });

  test('what waits for the person, and where', () => {
    const told = toldOfSync(synced({ committed: true, summary: '1 endret', problems: [problem, problem] }), 'nb');
    expect(told).toEqual({ tone: 'attention', lines: ['1 endret', 'Arbeidsboken er oppdatert.', '2 celler kan ikke tas inn', 'Åpne panelet for å se på det.'] });
    const held = toldOfSync(synced({ held: { reason: 'many-deletions', tables: [], message: '12 rader er borte.' } }), 'nb');
    expect(held).toEqual({ tone: 'attention', lines: ['12 rader er borte.', 'Åpne panelet for å se på det.'] });
  });

  const refused: ClientFailure = { kind: 'refused', status: 403, code: 'not-allowed', title: 'Ikke lov', detail: 'Be eieren om rett til det.', errors: [], retryAfter: null };
  test.each<[ClientFailure, RegExp]>([
    [{ kind: 'away' }, /svarer ikke.*Ingenting er tapt/],
    [{ kind: 'stopped', status: 413 }, /større enn/],
    [{ ...refused, status: 401 }, /ber om et token.*panelet/],
    [refused, /^Ikke lov Be eieren/],
  ])('why the server did not do it: %o', (failure, words) => {
    const told = toldOfSync({ ...withPlan, trouble: { from: 'server', failure } }, 'nb');
    expect([told.tone, told.lines.join(' ')]).toEqual(['bad', expect.stringMatching(words)]);
  });

  test.each<[HostFailure, boolean, RegExp]>([
    [{ kind: 'editing', isPartial: false }, false, /midt i en celle.*knappen på nytt/],
    [{ kind: 'protected', isPartial: false, tab: 'Tiltak' }, true, /trygt i lageret.*«Tiltak» er låst/],
    [{ kind: 'lost', isPartial: true }, true, /trygt i lageret.*bare en del.*Excel svarte ikke/],
    [{ kind: 'editing', isPartial: false }, true, /trygt i lageret.*midt i en celle/],
  ])('why the workbook could not be written: %o', (failure, committed, words) => {
    const told = toldOfSync({ ...synced({ committed }), trouble: { from: 'workbook', failure, kind: 'sync' } }, 'nb');
    expect([told.tone, told.lines.join(' ')]).toEqual(['bad', expect.stringMatching(words)]);
  });

  test('[G16] what the store has is told whatever keeps the write from its end: somebody in a cell, or a bug', () => {
    const writing = synced({ committed: true });
    expect(toldOfSync({ ...writing, isEditing: true }, 'nb').lines.join(' ')).toMatch(/trygt i lageret.*midt i en celle/);
    expect(toldOfSync({ ...writing, trouble: { from: 'pane', write: 'sync' } }, 'nb').lines.join(' ')).toMatch(/trygt i lageret.*bare en del.*Noe gikk galt/);
    expect(toldOfSync({ ...withPlan, trouble: { from: 'pane', write: null } }, 'nb').lines).toHaveLength(1);
  });

  test('a workbook that cannot be synced is said to be so', () => {
    expect(toldOfTrouble({ ...emptyPane, book: { kind: 'no-plan' } }, 'sv')?.lines.join()).toContain('ingen plan');
    expect(toldOfTrouble({ ...emptyPane, book: { kind: 'unusable', failure: { kind: 'newer-format', format: 'planark/2' } } }, 'nb')?.lines.join()).toContain('planark/2');
    expect(toldOfTrouble({ ...withPlan, isEditing: true }, 'nb')?.lines.join()).toContain('midt i en celle');
    expect(toldOfTrouble(withPlan, 'nb')).toBeNull();
  });
});

describe('a command without a pane', () => {
  const silent: OpenWorkbook = {
    read: () => new Promise(() => undefined), insert: async () => ({ ok: true, value: undefined }), write: async () => ({ ok: true, value: undefined }), select: async () => ({ ok: false, failure: { kind: 'lost', isPartial: false } }),
    nameColumns: async () => ({ ok: true, value: undefined }), selected: async () => ({ ok: true, value: null }), onDirty: async () => ({ ok: true, value: () => undefined }), location: () => null,
  };
  const reported: unknown[] = [];
  const away = async (): Promise<Answer<never>> => fails({ kind: 'away' });
  const workOn = (workbook: Partial<OpenWorkbook>, { keep = memoryKeep(), later = () => () => undefined, ...client }: Partial<CellClient & Pick<RibbonWorld, 'keep' | 'later'>> = {}): ReturnType<typeof createRibbonWork> => createRibbonWork({
    workbook: { ...silent, ...workbook }, keep, today: () => '2026-11-21', freshId: () => 'operation-1', report: (error) => reported.push(error), later,
    client: () => ({ locale: 'nb', plan: away, preview: away, sync: away, linkBudget: away, ...client }),
  });

  test('[G16] does not wait for what a pane would wait for: it says so; and it does not listen for changes', async () => {
    let listeners = 0;
    const listening = { onDirty: async () => { listeners++; return { ok: true as const, value: () => undefined }; } };
    const editing = workOn({ ...listening, read: async (options) => { options?.onWaiting?.(true); return new Promise(() => undefined); } });
    expect((await editing.sync()).lines.join()).toContain('midt i en celle');
    const busy = workOn({ ...listening, read: async () => ({ ok: false, failure: { kind: 'busy', isPartial: false } }) });
    expect(await busy.findProblems()).toMatchObject({ tone: 'bad' });
    expect(listeners).toBe(0);
  });

  test('[G16] a bug is told, and reported', async () => {
    const bug = new Error('a bug');
    expect((await workOn({ read: async () => { throw bug; } }).sync()).lines.join()).toContain('Noe gikk galt');
    expect(reported).toEqual([bug]);
  });

  const hangs = (ended: Promise<unknown>): Promise<unknown> => Promise.race([ended, new Promise((resolve) => setImmediate(() => setImmediate(() => resolve('hangs'))))]);
  const grid = planGrid('new');
  const gaveSync = async (): Promise<Answer<SyncAnswer>> => answers(syncedTo(2, { changes, summary: '1 endret' }));

  test('[G16] ends where Excel never answers', async () => {
    const timers: (() => void)[] = [];
    const later = (_: number, then: () => void): (() => void) => {
      timers.push(then);
      return () => undefined;
    };
    const never = workOn({ read: () => new Promise(() => undefined), select: () => new Promise(() => undefined) }, { later });
    const gaveUp = async <T>(command: () => Promise<T>): Promise<T> => {
      const ended = command();
      expect(await hangs(ended)).toBe('hangs');
      timers.splice(0).forEach((ring) => ring());
      return ended;
    };
    expect(await gaveUp(never.sync)).toMatchObject({ tone: 'bad', lines: [expect.stringContaining('Excel svarte ikke')] });
    expect(await gaveUp(() => never.select('Tiltak'))).toBe(false);
  });

  test('[G16] whose write waits for somebody to leave a cell says what the store has', async () => {
    const writing = workOn({ read: async () => gives(grid), write: async (_, __, options) => { options?.onWaiting?.(true); return new Promise(() => undefined); } }, { sync: gaveSync, preview: async () => answers(previewed()) });
    expect(await hangs(writing.sync())).toMatchObject({ tone: 'bad', lines: [expect.stringContaining('trygt i lageret'), expect.stringContaining('midt i en celle')] });
  });

  test('[G16] what was not seen to its end is, and told; another sync of the same cells is not asked for', async () => {
    const keep = memoryKeep();
    keepSync(keep, { planId: 'plan-1', location: null }, { options: { clientOpId: 'op-0' }, digest: digestOf(grid) });
    const asked: string[] = [];
    const resumed = workOn({ read: async () => gives(grid) }, { keep, sync: async (_, __, { clientOpId }) => { asked.push(clientOpId); return gaveSync(); } });
    expect(await resumed.sync()).toMatchObject({ tone: 'good', lines: ['1 endret', 'Arbeidsboken er oppdatert.'] });
    expect(asked).toEqual(['op-0']);
  });

  test('[G17] a place that cannot be shown is none', async () => {
    expect(await workOn({}).select('Tiltak!A1')).toBe(false);
  });
});
