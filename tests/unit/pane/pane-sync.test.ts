import type { ConflictMessage } from '../../../core';
import { digestOf } from '../../../addin/client/kept-sync';
import { conflictId } from '../../../addin/state/sync-talk';
import { answers, changes, fails, gives, hostFails, hostPatience, memoryKeep, openedPane, planGrid, previewed, refused, scriptedPane, syncedTo, type Scripted, type Step } from '../../support/scripted-pane';

const away = fails({ kind: 'away' });
const read = (text = ''): Step => ({ call: 'read', gives: gives(planGrid(text)) });
const sync = (given: unknown, sees?: Step['sees']): Step => ({ call: 'sync', gives: given, ...(sees && { sees }) });
const write = (given: unknown = gives(undefined)): Step => ({ call: 'write', gives: given });
const look = (given = previewed()): Step => ({ call: 'preview', gives: answers(given) });
const withChanges = (number: number, given = {}): unknown => answers(syncedTo(number, { changes, ...given }));
const place = { table: 'activities' as const, id: 'aaaa', code: 'T1', cell: 'Tiltak!B2' };
const conflict = { ...place, field: 'status', base: 'a', store: 'b', sheet: 'c', name: 'Tiltak!B2', line: '', answers: ['store', 'sheet'], changedBy: null } as unknown as ConflictMessage;

const ask = (freshId: string) => ({ type: 'sync-asked', freshId }) as const;
const expectDone = (scripted: Scripted): void => {
  expect(scripted.left()).toEqual([]);
  expect(scripted.pane.get()).toMatchObject({ job: null, trouble: null });
};

describe('a sync of the open workbook', () => {
  test('[K4] reads the workbook, asks the server, and writes what the workbook lacks, for the grid that was read', async () => {
    const scripted = await openedPane();
    const grid = planGrid('new');
    scripted.expects(
      { call: 'read', gives: gives(grid) },
      sync(withChanges(2), (id, sent, options) => expect([id, sent, options]).toEqual(['plan-1', grid, { clientOpId: 'op-1', message: 'Etter møtet' }])),
      { ...write(), sees: (patch, of) => expect([patch, of]).toEqual([changes, grid]) },
    );
    scripted.pane.send({ type: 'wished', wishes: { message: 'Etter møtet' } });
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expectDone(scripted);
    expect(scripted.pane.get()).toMatchObject({ checked: { base: 2, revision: 2 }, book: { stamp: { revision: 2, hash: 'h2' } }, talk: { result: { committed: true }, wishes: { message: '' } } });
  });

  test('[K4] that nobody answers is asked for again, ever the same, and nothing said meanwhile goes along', async () => {
    const scripted = await openedPane();
    const sent: unknown[][] = [];
    const sees: Step['sees'] = (...args) => void sent.push([...args]);
    scripted.expects(read('new'), sync(away, sees), sync(fails(refused(503, 'stopping')), sees), sync(withChanges(2), sees), write());
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expect(scripted.pane.get().trouble).toMatchObject({ from: 'server', failure: { kind: 'away' } });
    scripted.pane.send({ type: 'wished', wishes: { message: 'Senere' } });
    scripted.pane.send(ask('op-2'));
    await scripted.pass(1000);
    await scripted.pass(2000);
    expectDone(scripted);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((args) => JSON.stringify(args))).size).toBe(1);
  });

  test.each(['check', 'preview'] as const)('[K4] [G14] goes on in a pane that is opened later, or loaded anew, for a %s, under the same name, and writes what came of it', async (wants) => {
    const keep = memoryKeep();
    const first = await openedPane({ keep });
    first.expects(read('new'), sync('silence'));
    first.pane.send({ type: 'answered', conflicts: [conflictId(conflict)], choice: 'sheet' });
    first.pane.send(ask('op-1'));
    await first.settle();
    first.pane.close();
    const later = scriptedPane({ keep }, read('new'), sync(withChanges(2), (_, __, options) => expect(options).toEqual({ clientOpId: 'op-1' })), write());
    later.pane.open(wants);
    await later.settle();
    expectDone(later);
    expect(keep.all.size).toBe(0);
  });

  test('[K4] is only looked at by a pane opened later where the workbook has changed since, or is a copy elsewhere', async () => {
    for (const [text, location] of [['newer still', 'https://board.example/plan.xlsx'], ['new', 'https://board.example/copy of plan.xlsx']] as const) {
      const keep = memoryKeep();
      const first = await openedPane({ keep });
      first.expects(read('new'), sync('silence'));
      first.pane.send(ask('op-1'));
      await first.settle();
      first.pane.close();
      const later = scriptedPane({ keep, location }, read(text), look());
      later.pane.open('check');
      await later.settle();
      expectDone(later);
    }
  });

  test('[K4] whose name the store knows of another one is looked at, and leaves nothing behind', async () => {
    const keep = memoryKeep();
    const scripted = await openedPane({ keep });
    scripted.expects(read('new'), sync(fails(refused(422, 'operation-reused'))), read('new'), look());
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expectDone(scripted);
    expect(keep.all.size).toBe(0);
  });

  test('[K4] that was closed before it was written is written by the pane that is opened next', async () => {
    const keep = memoryKeep();
    const first = await openedPane({ keep });
    first.expects(read('new'), sync(withChanges(2)), write('silence'));
    first.pane.send(ask('op-1'));
    await first.settle();
    first.pane.close();
    const later = scriptedPane({ keep }, read('new'), sync(withChanges(2)), write());
    later.pane.open('check');
    await later.settle();
    expectDone(later);
  });

  test('[K5] is done again on what others wrote meanwhile, under another name and without the answers, and told as one', async () => {
    const scripted = await openedPane();
    const changed = { ...place, field: 'status', from: null, to: 'completed' };
    scripted.expects(
      read('mine'), sync(withChanges(2, { changed: [changed], lines: ['mine'], summary: '1 endret' })), write(hostFails('changed')),
      read('mine and theirs'), sync(withChanges(3, { changed: [{ ...changed, id: 'bbbb' }], lines: ['theirs'], added: [], summary: '1 endret' }), (_, __, options) => expect(options).toEqual({ clientOpId: 'fresh-1' })), write(),
    );
    scripted.pane.send({ type: 'wished', wishes: { message: 'Bare min', confirmDeletions: true } });
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expectDone(scripted);
    expect(scripted.pane.get().talk.result).toMatchObject({ committed: true, lines: ['mine', 'theirs'], changed: [{ id: 'aaaa' }, { id: 'bbbb' }], revision: { number: 3 }, summary: '1 endret; 1 endret' });
  });

  test('[K5] gives up where others never stop, and says so', async () => {
    const scripted = await openedPane();
    for (let round = 0; round <= 3; round++) scripted.expects(read(String(round)), sync(withChanges(round + 2)), write(hostFails('changed')));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ job: null, trouble: { from: 'workbook', kind: 'sync', failure: { kind: 'changed' } } });
  });

  test.each([['protected', false], ['read-only', false], ['lost', true], ['busy', true], ['blocked', false], ['too-large', false]] as const)('[K6] that cannot be written (%s) is told and stays told while the workbook is looked at; the next one mends it', async (kind, isPartial) => {
    const scripted = await openedPane();
    scripted.expects(read('new'), sync(withChanges(2)), write(hostFails(kind, isPartial, 'Tiltak')));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    scripted.expects(read('new'), look(previewed({ base: 1, revision: 2 })));
    await scripted.pass(2000);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ job: null, checked: { base: 1, revision: 2 }, trouble: { from: 'workbook', kind: 'sync', failure: { kind, isPartial } }, talk: { result: { committed: true } } });
    scripted.expects(read('new'), sync(withChanges(2, { committed: false })), write());
    scripted.pane.send(ask('op-2'));
    await scripted.settle();
    expectDone(scripted);
  });

  test('[K6] whose write ends in a bug is told with what the store has, stays told while the workbook is looked at, and is mended by the next one', async () => {
    const scripted = await openedPane();
    scripted.expects(read('new'), sync(withChanges(2)), write(Promise.reject(new Error('a bug'))));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expect(scripted.pane.get()).toMatchObject({ job: null, isStale: true, trouble: { from: 'pane', write: 'sync' }, talk: { result: { committed: true } } });
    scripted.expects(read('half'), { ...look(), gives: Promise.reject(new Error('another')) });
    await scripted.pass(2000);
    await scripted.pass(2000);
    expect(scripted.bugs.splice(0)).toHaveLength(2);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ job: null, isStale: false, trouble: { from: 'pane', write: 'sync' } });
    scripted.expects(read('half'), sync(withChanges(2, { committed: false })), write());
    scripted.pane.send(ask('op-2'));
    await scripted.settle();
    expectDone(scripted);
  });

  test('[K7] that hangs goes on when the person tries again, the same under the same name, wherever it hangs', async () => {
    const scripted = await openedPane();
    const sent: unknown[] = [];
    const sees: Step['sees'] = (...args) => void sent.push(JSON.stringify(args));
    const tryAgain = async (): Promise<void> => {
      await scripted.settle();
      expect(scripted.left()).toEqual([]);
    };
    const again = (...steps: Step[]): void => {
      scripted.expects(...steps);
      scripted.pane.send({ type: 'try-again' });
    };
    scripted.expects({ call: 'read', gives: 'silence' });
    scripted.pane.send(ask('op-1'));
    await tryAgain();
    again(read('new'), sync('silence', sees));
    await tryAgain();
    again(sync(withChanges(2), sees), write('silence'));
    await tryAgain();
    again(write());
    await scripted.settle();
    expectDone(scripted);
    expect(sent[1]).toBe(sent[0]);
  });

  test('[K6] whose write never ends is told to be lost, maybe half written, and looked at', async () => {
    const scripted = await openedPane();
    scripted.expects(read('new'), sync(withChanges(2)), write('silence'));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    await scripted.pass(hostPatience);
    expect(scripted.pane.get()).toMatchObject({ job: null, isStale: true, trouble: { from: 'workbook', kind: 'sync', failure: { kind: 'lost', isPartial: true } } });
    scripted.expects(read('half'), look());
    await scripted.pass(2000);
    expect(scripted.left()).toEqual([]);
  });

  test.each(['{', 'null', '[]', '{"digest":"x"}', '{"digest":1,"options":{"clientOpId":"a"}}', '{"digest":"DIGEST","options":{}}', '{"digest":"DIGEST","options":{"clientOpId":7}}', '{"digest":"DIGEST","options":{"clientOpId":"a","answers":[{"table":"goals"}]}}', '{"digest":"DIGEST","options":{"clientOpId":"a","from an older pane":1}}'])(
    '[K4] kept as what is none (%s) is none: the workbook is looked at', async (entry) => {
      const keep = memoryKeep();
      keep.setItem('planark.sync plan-1 https://board.example/plan.xlsx', entry.replace('DIGEST', digestOf(planGrid('new'))));
      const scripted = scriptedPane({ keep }, read('new'), look());
      scripted.pane.open('check');
      await scripted.settle();
      expectDone(scripted);
    });

  test('[K4] kept by a pane that made digests otherwise is looked at, and gives way to the next sync', async () => {
    const [at, keep] = ['planark.sync plan-1 https://board.example/plan.xlsx', memoryKeep()];
    keep.setItem(at, JSON.stringify({ digest: digestOf(planGrid('new')).slice(2), options: { clientOpId: 'op-0' } }));
    const scripted = scriptedPane({ keep }, read('new'), look());
    scripted.pane.open('check');
    await scripted.settle();
    scripted.expects(read('new'), sync(withChanges(2), (...asked) => expect(asked[2]).toMatchObject({ clientOpId: 'op-1' })), write());
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expectDone(scripted);
    expect(keep.getItem(at)).toBeNull();
  });

  test('[K4] digests have the version of how they are made: one that makes others is to have the next', () => {
    expect(digestOf({ worksheets: [], extras: [], otherTabs: [], names: [] })).toBe('2 b7786267a16cc6b9');
  });

  test('[K4] goes on under the options that it was kept with, all of them', async () => {
    const keep = memoryKeep();
    const options = { clientOpId: 'op-1', message: 'm', answers: [{ table: 'goals', id: 'aaaa', field: null, take: 'keep' }, { table: 'goals', id: 'bbbb', field: 'title', take: 'sheet' }], seen: 3, prefer: 'store', takeOrder: true, confirmDeletions: false };
    keep.setItem('planark.sync plan-1 https://board.example/plan.xlsx', JSON.stringify({ digest: digestOf(planGrid('new')), options }));
    const scripted = scriptedPane({ keep }, read('new'), sync(withChanges(2), (_, __, sent) => expect(sent).toEqual(options)), write());
    scripted.pane.open('check');
    await scripted.settle();
    expectDone(scripted);
  });

  test('[K7] waits where the write is refused for a moment, and writes the same', async () => {
    const scripted = await openedPane();
    scripted.expects(read('new'), sync(withChanges(2)), write(hostFails('busy')), write(hostFails('editing')), write());
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expect(scripted.pane.get().trouble).toMatchObject({ from: 'workbook', failure: { kind: 'busy' } });
    await scripted.pass(1000);
    expect(scripted.pane.get().isEditing).toBe(true);
    await scripted.pass(2000);
    expectDone(scripted);
  });

  test('[K7] tells of somebody in a cell while it waits for them', async () => {
    const scripted = await openedPane();
    scripted.expects({ call: 'read', gives: 'silence' });
    scripted.pane.send(ask('op-1'));
    scripted.waiting(true);
    expect(scripted.pane.get().isEditing).toBe(true);
    scripted.waiting(false);
    expect(scripted.pane.get().isEditing).toBe(false);
  });

  test('[K8] that wants a token waits for the person, and goes on as it was with one', async () => {
    const scripted = await openedPane();
    const sent: unknown[] = [];
    scripted.expects(read('new'), sync(fails(refused(401, 'not-signed-in')), (...args) => void sent.push(args)));
    scripted.pane.send({ type: 'wished', wishes: { message: 'Etter møtet' } });
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    await scripted.pass(60_000);
    scripted.expects(sync(withChanges(2), (...args) => void sent.push(args)), write());
    scripted.pane.send({ type: 'try-again' });
    await scripted.settle();
    expectDone(scripted);
    expect(sent[1]).toEqual(sent[0]);
  });

  test.each(['unknown-plan', 'other-history', 'unknown-revision'])('[K9] that the server refuses (%s) writes nothing, and is not tried again by itself', async (code) => {
    const keep = memoryKeep();
    const scripted = await openedPane({ keep });
    scripted.expects(read('new'), sync(fails(refused(404, code))));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    scripted.dirty();
    await scripted.pass(60_000);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ job: null, trouble: { from: 'server', failure: { code } } });
    expect(keep.all.size).toBe(0);
  });

  test('[K4] of a workbook that shows another plan by now is none: it is looked at', async () => {
    const scripted = await openedPane();
    scripted.expects({ call: 'read', gives: gives(planGrid('', 'plan-2')) }, { call: 'preview', gives: answers(previewed({ plan: 'plan-2' })), sees: (id) => expect(id).toBe('plan-2') });
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expectDone(scripted);
  });

  test('[K4] that is held waits for the person', async () => {
    const scripted = await openedPane();
    const held = { reason: 'many-deletions' as const, tables: [], message: '' };
    scripted.expects(read('new'), sync(answers(syncedTo(1, { committed: false, held, outcome: 'held' }))));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    scripted.expects(read('new'), sync(withChanges(2), (_, __, options) => expect(options).toEqual({ clientOpId: 'op-2', confirmDeletions: true })), write());
    scripted.pane.send({ type: 'wished', wishes: { confirmDeletions: true } });
    scripted.pane.send(ask('op-2'));
    await scripted.settle();
    expectDone(scripted);
  });

  test('[K11] a choice holds for what it was made on, and is asked for again where that has changed', async () => {
    const scripted = await openedPane();
    const preview = (...conflicts: ConflictMessage[]): void => {
      scripted.expects(read(), look(previewed({ conflicts })));
      scripted.pane.send({ type: 'preview-asked' });
    };
    const other = { ...conflict, id: 'bbbb' };
    preview(conflict, other);
    await scripted.settle();
    scripted.pane.send({ type: 'answered', conflicts: [conflictId(conflict), conflictId(other)], choice: 'sheet' });
    preview(conflict, { ...other, store: 'd' });
    await scripted.settle();
    expect([...scripted.pane.get().talk.choices]).toEqual([[conflictId(conflict), 'sheet']]);
    scripted.expects(read(), sync(answers(syncedTo(2)), (_, __, options) => expect(options).toMatchObject({ seen: 1, answers: [{ id: 'aaaa', take: 'sheet' }] })));
    scripted.pane.send(ask('op-1'));
    await scripted.settle();
    expectDone(scripted);
  });
});
