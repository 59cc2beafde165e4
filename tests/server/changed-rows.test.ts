import { randomUUID } from 'node:crypto';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import type { Person } from '../../core/node/people/caller';
import { changedRows, gridFromWire, gridToWire, rowsDigest, withWritten, type ChangedRows, type SyncAnswer, type WireGrid, type WrittenCells } from '../../core/sync';
import { declaredAnswers, type DeclaredAnswers } from '../support/declared-answers';
import { columnAt, editGrid, editedGrid, setCell, tabNamed, type EditedWorkbook } from '../support/edit-grid';
import { liveServer, type LiveServer } from '../support/live-server';
import { accessOf } from '../support/people';

const id = 'lillehammer-2026';
const at = `/api/plans/${id}`;

let server: LiveServer;
let answers: DeclaredAnswers;
beforeEach(async () => {
  server = await liveServer();
  answers = await declaredAnswers(server);
});
afterEach(async () => {
  expect(server.bugs).toEqual([]);
  await server.stop();
});

type Answered = SyncAnswer & { readonly status: number; readonly code?: string };

const takeOut = async (): Promise<EditedWorkbook> => {
  const read = readXlsx(Buffer.from(await (await server.get(`${at}/workbook.xlsx`)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  return editGrid(read.value.grid);
};
const type = (workbook: EditedWorkbook, row: number, value: string): void => {
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, row, columnAt(tab, 'Tiltak'), value);
};
const wire = (workbook: EditedWorkbook): WireGrid => JSON.parse(JSON.stringify(gridToWire(editedGrid(workbook)))) as WireGrid;
const post = async (body: object, { to = server, what = 'sync', plan = at } = {}): Promise<Answered> =>
  (await answers.check('POST', `${plan}/${what}`, await to.send('POST', `${plan}/${what}`, body))) as Answered;
const revisions = async (): Promise<number> => ((await (await server.get(`${at}/revisions`)).json()) as { revisions: unknown[] }).revisions.length;

/** A workbook that was synced whole with an edit, and once more edited: with what has changed, and whole. */
const editedTwice = async () => {
  const workbook = await takeOut();
  const since = randomUUID();
  type(workbook, 1, 'Først');
  const first = wire(workbook);
  expect(await post({ workbook: first, clientOpId: since })).toMatchObject({ committed: true, revision: { number: 2 } });
  type(workbook, 2, 'Siden');
  const whole = wire(workbook);
  return { workbook, since, first, whole, changes: { since, ...changedRows(first, whole) } };
};
const rowsIn = ({ worksheets }: Pick<ChangedRows | WireGrid, 'worksheets'>): number => worksheets.reduce((sum, { rows }) => sum + rows.length, 0);

describe('[A22] a sync of what has changed', () => {
  test('comes to what a sync of the whole comes to, time after time', async () => {
    const { workbook, first, whole, changes } = await editedTwice();
    expect(rowsIn(changes)).toBe(1);
    const preview = await post({ workbook: changes }, { what: 'preview' });
    expect(preview).toEqual(await post({ workbook: whole }, { what: 'preview' }));
    expect(preview.changed.map(({ to }) => to)).toEqual(['Siden']);
    const clientOpId = randomUUID();
    const second = await post({ workbook: changes, clientOpId });
    expect(second).toMatchObject({ committed: true, revision: { number: 3 }, changed: [{ to: 'Siden', cell: 'Tiltak!C3' }] });
    tabNamed(workbook, 'Oppfølging').rows.splice(1, 1);
    const third = await post({ workbook: { since: clientOpId, ...changedRows(whole, wire(workbook)) }, clientOpId: randomUUID() });
    expect(third).toMatchObject({ committed: true, revision: { number: 4 }, removed: [{ table: 'followUps' }], changed: [] });
    // Who has named an answer goes no further back.
    expect(await post({ workbook: { ...changes, ...changedRows(first, whole) }, clientOpId: randomUUID() })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
  });

  test('is refused where nobody remembers, and nothing is done', async () => {
    const { changes } = await editedTwice();
    expect(await post({ workbook: { ...changes, since: randomUUID() }, clientOpId: randomUUID() })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
    expect(await post({ workbook: changes, clientOpId: randomUUID() }, { plan: '/api/plans/norrbotten-2021' })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
    expect(await revisions()).toBe(2);
  });

  test('names nobody else’s workbook, though they know its id', async () => {
    const people = ['kari', 'ola'].map((key): Person => ({ name: key, key, grants: [{ role: 'owner', on: 'everything' }] }));
    const accesses = new Map(people.map((person) => [`Bearer ${person.key}`, accessOf(person)]));
    const shared = await liveServer({ access: { keepsStrangersOut: async () => ({ ok: true, value: true }), identify: async (headers) => accesses.get(String(headers.authorization))!.identify(headers, false, false) } });
    const ask = async (who: string, body: object) => (await (await shared.send('POST', `${at}/sync`, body, { authorization: `Bearer ${who}` })).json()) as Answered;
    const [whole, since] = [wire(await takeOut()), randomUUID()];
    await ask('kari', { workbook: whole, clientOpId: since });
    const changes = { since, ...changedRows(whole, whole) };
    expect(await ask('ola', { workbook: changes, clientOpId: randomUUID() })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
    expect(await ask('kari', { workbook: changes, clientOpId: randomUUID() })).toMatchObject({ committed: false, changed: [] });
  });

  test('leaves merged cells as they were where it says so, and is refused where nobody knows how they were', async () => {
    const { changes } = await editedTwice();
    const asBefore = changes.worksheets.findIndex(({ merges }) => merges === 'as-before');
    const renamed = changes.worksheets.map((tab, i) => (i === asBefore ? { ...tab, name: `${tab.name} 2` } : tab));
    expect(await post({ workbook: { ...changes, worksheets: renamed }, clientOpId: randomUUID() })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
    expect(await revisions()).toBe(2);
    expect(await post({ workbook: changes, clientOpId: randomUUID() })).toMatchObject({ committed: true, revision: { number: 3 } });
  });

  test('is checked as a whole one is', async () => {
    const { changes } = await editedTwice();
    const [tab] = changes.worksheets;
    for (const spoilt of [{ ...tab, gone: [-1] }, { ...tab, rows: [{ index: 1 }] }, { ...tab, more: 1 }, { ...tab, gone: undefined }, { ...tab, merges: 'as-now' }]) {
      const answer = await post({ workbook: { ...changes, worksheets: [spoilt] }, clientOpId: randomUUID() });
      expect([answer.status, answer.code, (answer as unknown as { errors: [{ path: string }] }).errors[0].path]).toEqual([400, 'bad-request', expect.stringMatching(/^workbook\.worksheets\[0\]/)]);
    }
  });

  test('may not add up to more than a whole one may have', async () => {
    const [workbook, since] = [wire(await takeOut()), randomUUID()];
    const room = Buffer.byteLength(JSON.stringify(workbook)) + 1000;
    const small = await liveServer({ limits: { jsonBytes: room }, on: server.folder });
    expect(await post({ workbook, clientOpId: since }, { to: small })).toMatchObject({ committed: false });
    const more = (index: number) => ({ name: 'Eget', state: 'visible' as const, rows: Array.from({ length: 20 }, (_, i) => ({ index: index + i, cells: ['x'.repeat(300)] })), gone: [] });
    const changes = changedRows(workbook, workbook);
    expect(await post({ workbook: { since, ...changes, worksheets: [...changes.worksheets, more(0)] }, clientOpId: randomUUID() }, { to: small })).toMatchObject({ status: 413, code: 'too-large' });
    const few = await liveServer({ limits: { jsonMembers: JSON.stringify(workbook).match(/":/g)!.length + rowsIn(workbook) }, on: server.folder });
    expect((await post({ workbook, clientOpId: since }, { to: few })).code).toBeUndefined();
    expect((await post({ workbook: { since, ...changes }, clientOpId: randomUUID() }, { to: few })).code).toBeUndefined();
    const many = { name: 'Eget', state: 'visible' as const, rows: Array.from({ length: rowsIn(workbook) }, (_, index) => ({ index, cells: [] })), gone: [] };
    expect(await post({ workbook: { since, ...changes, worksheets: [...changes.worksheets, many] }, clientOpId: randomUUID() }, { to: few })).toMatchObject({ status: 413, code: 'too-large' });
  });
});

describe('[Z40] a sync of what differs once the answer is written', () => {
  /** Two people with the same workbook: the first one's next answer brings what the second did. */
  const behind = async () => {
    const workbook = await takeOut();
    const first = wire(workbook);
    await post({ workbook: first, clientOpId: randomUUID() });
    const other = await takeOut();
    type(other, 2, 'Av en annen');
    expect(await post({ workbook: wire(other), clientOpId: randomUUID() })).toMatchObject({ committed: true });
    type(workbook, 1, 'Min');
    const [sent, since] = [wire(workbook), randomUUID()];
    const answer = await post({ workbook: sent, clientOpId: since });
    expect(answer).toMatchObject({ committed: true, received: [{ table: 'activities' }] });
    const standing = withWritten(sent, answer.changes as WrittenCells);
    return { since, sent, standing, written: rowsDigest(standing), changes: changedRows(standing, standing) };
  };
  const edited = (grid: WireGrid, row: number, text: string): WireGrid => {
    const workbook = editGrid(gridFromWire(grid));
    type(workbook, row, text);
    return wire(workbook);
  };

  test('has nothing to send where nobody typed, and comes to what the whole comes to where somebody did', async () => {
    const { since, standing, written, changes } = await behind();
    expect(rowsIn(changes)).toBe(0);
    expect(await post({ workbook: { since, written, ...changes } }, { what: 'preview' })).toMatchObject({ outcome: 'done', changed: [], received: [] });
    const after = edited(standing, 2, 'Så min');
    const sent = { since, written, ...changedRows(standing, after) };
    expect(rowsIn(sent)).toBe(1);
    expect(await post({ workbook: sent }, { what: 'preview' })).toEqual(await post({ workbook: after }, { what: 'preview' }));
    expect(await post({ workbook: sent, clientOpId: randomUUID() })).toMatchObject({ committed: true, changed: [{ from: 'Av en annen', to: 'Så min' }] });
  });

  test('that was not written, or half of it, is what the workbook really holds', async () => {
    const { since, sent, standing, written } = await behind();
    const torn = { ...sent, worksheets: sent.worksheets.map((tab) => (tab.name === 'Tiltak' ? tab : standing.worksheets.find(({ name }) => name === tab.name)!)) };
    for (const held of [sent, torn, edited(sent, 3, 'Midt i')]) {
      expect(await post({ workbook: { since, written, ...changedRows(standing, held) } }, { what: 'preview' })).toEqual(await post({ workbook: held }, { what: 'preview' }));
    }
  });

  test('is refused where the digest is of something else, and nothing is done', async () => {
    const { since, sent, standing } = await behind();
    const number = await revisions();
    const after = edited(standing, 2, 'Så min');
    for (const grid of [sent, after]) {
      expect(await post({ workbook: { since, written: rowsDigest(grid), ...changedRows(grid, after) }, clientOpId: randomUUID() })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
    }
    expect(await revisions()).toBe(number);
    // Changes of the older kind are from what was sent.
    expect(await post({ workbook: { since, ...changedRows(sent, after) } }, { what: 'preview' })).toEqual(await post({ workbook: after }, { what: 'preview' }));
  });
});

describe('[A7] one operation, sent as what has changed', () => {
  test('twice, or at once, is one revision and one answer, and so it is sent whole after that', async () => {
    const { changes, whole } = await editedTwice();
    const clientOpId = randomUUID();
    const all = await Promise.all([1, 2, 3].map(() => post({ workbook: changes, clientOpId })));
    for (const workbook of [changes, whole]) expect(await post({ workbook, clientOpId })).toEqual(all[0]);
    expect([all[1], all[2], await revisions()]).toEqual([all[0], all[0], 3]);
  });

  test('under a used id is refused where it is another', async () => {
    const { changes, first } = await editedTwice();
    const clientOpId = randomUUID();
    await post({ workbook: changes, clientOpId });
    for (const workbook of [first, { since: changes.since, ...changedRows(first, first) }]) expect(await post({ workbook, clientOpId })).toMatchObject({ status: 422, code: 'operation-reused' });
  });

  test('after the server was started anew is sent whole, and is one revision', async () => {
    const { changes, whole } = await editedTwice();
    const clientOpId = randomUUID();
    const first = await post({ workbook: changes, clientOpId });
    const forgetful = await liveServer({ on: server.folder });
    expect(await post({ workbook: changes, clientOpId }, { to: forgetful })).toMatchObject({ status: 409, code: 'sheet-forgotten' });
    expect(await post({ workbook: whole, clientOpId }, { to: forgetful })).toEqual(first);
    expect(await post({ workbook: { since: clientOpId, ...changedRows(whole, whole) }, clientOpId: randomUUID() }, { to: forgetful })).toMatchObject({ committed: false, changed: [] });
    expect(await revisions()).toBe(3);
  });
});
