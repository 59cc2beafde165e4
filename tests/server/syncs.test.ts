import { randomUUID } from 'node:crypto';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { gridToWire, type SyncAnswer, type WireGrid, type WorkbookAnswer } from '../../core/sync';
import { declaredAnswers, type DeclaredAnswers } from '../support/declared-answers';
import { editGrid, editedGrid, columnAt, setCell, tabNamed, type EditedWorkbook } from '../support/edit-grid';
import { sheetLink } from '../contract/link-contract';
import { fileForm, liveServer, type LiveServer } from '../support/live-server';
import { modelToGrid } from '../support/model-to-grid';

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

const takeOut = async (): Promise<Buffer> => Buffer.from(await (await server.get(`${at}/workbook.xlsx`)).arrayBuffer());
const gridOf = (bytes: Uint8Array): EditedWorkbook => {
  const read = readXlsx(bytes);
  if (!read.ok) throw new Error(read.refusal.code);
  return editGrid(read.value.grid);
};
const wire = (workbook: EditedWorkbook): WireGrid => JSON.parse(JSON.stringify(gridToWire(editedGrid(workbook)))) as WireGrid;
/** Writes a cell as a host does: below the last row, too. */
const put = (workbook: EditedWorkbook, name: string, row: number, column: number, value: Parameters<typeof setCell>[3]): void => {
  const tab = tabNamed(workbook, name);
  while (tab.rows.length <= row) tab.rows.push([]);
  setCell(tab, row, column, value);
};
/** Writes into the column of a tab, below its header. */
const write = (workbook: EditedWorkbook, header: string, row: number, value: string | number): void => {
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, row, columnAt(tab, header), value);
};
const post = async (what: 'sync' | 'preview', body: object, headers?: Record<string, string>) => {
  const response = await server.send('POST', `${at}/${what}`, body, headers);
  return { status: response.status, text: JSON.stringify(await answers.check('POST', `${at}/${what}`, response)), get body() { return JSON.parse(this.text) as SyncAnswer; } };
};
const revisions = async (): Promise<number> => ((await (await server.get(`${at}/revisions`)).json()) as { revisions: unknown[] }).revisions.length;
const edited = async (title = 'Endret over HTTP'): Promise<EditedWorkbook> => {
  const workbook = gridOf(await takeOut());
  write(workbook, 'Tiltak', 1, title);
  return workbook;
};

test('[A24] a spreadsheet that names itself has its sync remembered, where it shows this plan', async () => {
  const [theirs, others, nobodys] = ['1bbbbbbbbbbbbbbbbbbbbbbbb', '1cccccccccccccccccccccccc', '1dddddddddddddddddddddddd'];
  const other = sheetLink('norrbotten-2021', others);
  await server.links.put(sheetLink(id, theirs, { lastFailure: { time: '2026-11-21T12:00:00.000Z', kind: 'quota' } }));
  await server.links.put(other);
  const workbook = wire(await edited());
  const sync = (spreadsheet: string | undefined) => post('sync', { workbook, clientOpId: randomUUID(), spreadsheet });
  expect((await sync(undefined)).status).toBe(200);
  expect(await server.links.find(theirs)).toMatchObject({ value: { lastSync: null } });
  for (const spreadsheet of [theirs, others, nobodys]) expect((await sync(spreadsheet)).status).toBe(200);
  expect(await server.links.find(theirs)).toMatchObject({ value: { lastSync: { revision: 2, outcome: 'done' }, lastFailure: null } });
  expect(await server.links.list()).toMatchObject({ value: [{ spreadsheetId: theirs }, other] });
  expect((await sync('../sheets')).status).toBe(400);
});

describe('[A8] a workbook as cells', () => {
  test('is previewed in plain words, and nothing is written', async () => {
    const { body } = await post('preview', { workbook: wire(await edited()) });
    expect(body).toMatchObject({ summary: '1 endret, 0 nye, 0 flyttet, 0 slettet', outcome: 'done', base: 1, revision: 1, changed: [{ field: 'title', to: 'Endret over HTTP', cell: 'Tiltak!C2' }] });
    expect(await revisions()).toBe(1);
  });

  test('is synced, and what the answer says to write settles it', async () => {
    const workbook = await edited();
    tabNamed(workbook, 'Tiltak').rows.push([]);
    write(workbook, 'Tiltak', tabNamed(workbook, 'Tiltak').rows.length - 1, 'Nytt tiltak');
    const { body } = await post('sync', { workbook: wire(workbook), clientOpId: randomUUID(), message: 'Fra pult' });
    expect(body).toMatchObject({ committed: true, revision: { number: 2, author: 'kasserer', message: 'Fra pult' }, changes: { anew: [], removed: [] } });
    const { tabs, pages, generated: made } = body.changes!;
    for (const { tab, cells } of tabs) for (const { row, column, value, formula } of cells) put(workbook, tab, row, column, formula === undefined ? (value ?? '') : { value: value ?? '', isFormula: true });
    const generated = new Map(editGrid(modelToGrid({ ...made, worksheets: [...made.worksheets, ...pages] })).tabs.map((tab) => [tab.name, tab]));
    workbook.tabs = workbook.tabs.map((tab) => generated.get(tab.name) ?? tab);
    const again = await post('sync', { workbook: wire(workbook), clientOpId: randomUUID() });
    expect(again.body).toMatchObject({ committed: false, base: 2, changed: [], added: [], changes: null });
  });

  test('is told how every tab is to be laid out, by who asks for it, also where no cell is lacking', async () => {
    const workbook = wire(gridOf(await takeOut()));
    const names = workbook.worksheets.map(({ name }) => name).sort();
    expect((await post('sync', { workbook, clientOpId: randomUUID() })).body.changes).toBeNull();
    const { body } = await post('sync', { workbook, clientOpId: randomUUID(), layout: true });
    expect(body.changes).toMatchObject({ tabs: [], pages: [], generated: { worksheets: [] }, removed: [] });
    expect(body.changes!.frames!.map(({ name }) => name).sort()).toEqual(names);
  });

  test('of another plan, of none, or of a newer format is refused', async () => {
    const workbook = wire(await edited());
    const other = await server.send('POST', '/api/plans/norrbotten-2021/sync', { workbook, clientOpId: randomUUID() });
    expect(await answers.check('POST', '/api/plans/norrbotten-2021/sync', other)).toMatchObject({ status: 409, code: 'other-plan' });
    expect((await post('sync', { workbook: { worksheets: [] }, clientOpId: randomUUID() })).body).toMatchObject({ status: 422, code: 'not-planark' });
    expect((await post('sync', { workbook })).status).toBe(400);
  });

  test('with many rows gone is held until it is confirmed', async () => {
    const workbook = gridOf(await takeOut());
    tabNamed(workbook, 'Tiltak').rows.splice(1, 30);
    const held = await post('sync', { workbook: wire(workbook), clientOpId: randomUUID() });
    expect(held.body).toMatchObject({ outcome: 'held', committed: false, held: { reason: 'many-deletions', tables: [{ tab: 'Tiltak', gone: 30 }] }, changes: null });
    expect(await revisions()).toBe(1);
    const confirmed = await post('sync', { workbook: wire(workbook), clientOpId: randomUUID(), confirmDeletions: true });
    expect(confirmed.body.committed).toBe(true);
  });

  test('in conflict names the choices, and takes the one that is made', async () => {
    const [mine, theirs] = [await edited('Min'), await edited('Deres')];
    await post('sync', { workbook: wire(theirs), clientOpId: randomUUID() });
    const { body } = await post('sync', { workbook: wire(mine), clientOpId: randomUUID() });
    expect(body.conflicts[0]!.changedBy!.time).toBe(body.revision.time);
    expect(body).toMatchObject({ outcome: 'conflicts', committed: false, conflicts: [{ store: 'Deres', sheet: 'Min', answers: ['store', 'sheet', 'both'], changedBy: { author: 'kasserer' }, name: 'Tiltak!C2' }] });
    const [{ table, id: record, field }] = body.conflicts as [SyncAnswer['conflicts'][number]];
    const blind = await post('sync', { workbook: wire(mine), clientOpId: randomUUID(), answers: [{ table, id: record, field, take: 'sheet' }] });
    expect(blind.body).toMatchObject({ outcome: 'conflicts', committed: false, notices: [{ code: 'CHOICE_OUTDATED', message: expect.stringContaining('Deres, Tiltak') }] });
    const settled = await post('sync', { workbook: wire(mine), clientOpId: randomUUID(), seen: body.revision.number, answers: [{ table, id: record, field, take: 'sheet' }] });
    expect(settled.body).toMatchObject({ outcome: 'done', committed: true, settled: [{ take: 'sheet' }], revision: { number: 3 } });
  });
});

describe('[A7] one operation', () => {
  test('twice, one after the other, is one revision and one answer', async () => {
    const request = { workbook: wire(await edited()), clientOpId: randomUUID() };
    const first = await post('sync', request);
    expect((await post('sync', request)).text).toBe(first.text);
    expect(await revisions()).toBe(2);
  });

  test('many times at once is one revision and one answer', async () => {
    const request = { workbook: wire(await edited()), clientOpId: randomUUID() };
    const all = await Promise.all(Array.from({ length: 6 }, () => post('sync', request)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect([all[0]!.body.committed, await revisions()]).toEqual([true, 2]);
  });

  test('under a used id is refused where it is another, also by a server that has forgotten', async () => {
    const clientOpId = randomUUID();
    await post('sync', { workbook: wire(await edited('En')), clientOpId });
    const other = { workbook: wire(await edited('To')), clientOpId };
    expect((await post('sync', other)).body).toMatchObject({ status: 422, code: 'operation-reused' });
    const forgetful = await liveServer({ on: server.folder });
    const answered = await forgetful.send('POST', `${at}/sync`, other);
    expect(await answers.check('POST', `${at}/sync`, answered)).toMatchObject({ status: 422, code: 'operation-reused' });
    expect(await revisions()).toBe(2);
  });

  test('of many at once on one plan goes in, none told to come again', async () => {
    const workbook = await takeOut();
    const all = await Promise.all(Array.from({ length: 24 }, (_, i) => {
      const own = gridOf(workbook);
      write(own, 'Merknad', i + 1, `Merknad ${i}`);
      return post('sync', { workbook: wire(own), clientOpId: randomUUID() });
    }));
    expect(all.map(({ status, body }) => [status, body.committed])).toEqual(all.map(() => [200, true]));
    expect(await revisions()).toBe(25);
  });

  test('that committed nothing gives the same answer though the plan has changed since', async () => {
    const unedited = { workbook: wire(gridOf(await takeOut())), clientOpId: randomUUID() };
    const first = await post('sync', unedited);
    await post('sync', { workbook: wire(await edited()), clientOpId: randomUUID() });
    expect((await post('sync', unedited)).text).toBe(first.text);
    expect(first.body).toMatchObject({ committed: false, revision: { number: 1 } });
  });

  test('that failed may be tried again', async () => {
    let isDown = true;
    const shaky = await liveServer({ store: (store) => ({ ...store, commit: async (request) => (isDown ? { ok: false, failure: { kind: 'unavailable', detail: 'disk' } } : store.commit(request)) }) });
    const request = { workbook: wire(await edited()), clientOpId: randomUUID() };
    expect((await shaky.send('POST', `${at}/sync`, request)).status).toBe(503);
    isDown = false;
    expect(await (await shaky.send('POST', `${at}/sync`, request)).json()).toMatchObject({ committed: true });
  });
});

describe('[A9] a file', () => {
  const sendFile = async (bytes: Uint8Array, query: string, options?: object) => {
    const response = await server.sendFile(`${at}/${query}`, bytes, options);
    return (await answers.check('POST', `${at}/${query}`, response)) as WorkbookAnswer & Record<string, unknown>;
  };

  test('is previewed, synced and handed back up to date; asked again, the answer is the same', async () => {
    const old = await takeOut();
    const { body } = await post('sync', { workbook: wire(await edited('Nyere')), clientOpId: randomUUID() });
    expect(body.committed).toBe(true);
    expect(await sendFile(old, 'workbook?mode=preview')).toMatchObject({ base: 1, revision: 2, received: [{ table: 'activities' }], receivedLine: expect.stringContaining('1') });
    const options = { clientOpId: randomUUID() };
    const synced = await sendFile(old, 'workbook?mode=sync', options);
    expect(synced).toMatchObject({ committed: false, revision: { number: 2 }, file: { name: 'plan.xlsx' } });
    expect(await sendFile(old, 'workbook?mode=sync', options)).toEqual(synced);
    const updated = Buffer.from(synced.file!.base64, 'base64');
    expect(tabNamed(gridOf(updated), 'Tiltak').rows[1]![columnAt(tabNamed(gridOf(updated), 'Tiltak'), 'Tiltak')]).toMatchObject({ value: 'Nyere' });
    expect(await sendFile(updated, 'workbook?mode=sync', { clientOpId: randomUUID() })).toMatchObject({ base: 2, file: null, received: [] });
  });

  test('comes back under its own name, and under none that leads elsewhere', async () => {
    const old = await takeOut();
    await post('sync', { workbook: wire(await edited('Nyere')), clientOpId: randomUUID() });
    for (const [sent, back] of [
      ['Årshjul & plan, våren.xlsx'.normalize('NFD'), 'Årshjul & plan, våren.xlsx'], ["Plan '26 (ny) + kommentarer!.xlsx", "Plan '26 (ny) + kommentarer!.xlsx"],
      ['../../etc/pass|wd?.xlsx', 'passwd.xlsx'], ['C:\\plan\\CON.xlsx', '_CON.xlsx'], ['. \u202expl\u0007an.xlsx. ', 'xplan.xlsx'],
      [`${'x'.repeat(300)}.xlsm`, `${'x'.repeat(180)}.xlsm`], ['...', 'plan.xlsx'],
    ] as const) {
      const form = fileForm(old, { clientOpId: randomUUID() }, sent);
      const answered = (await (await fetch(`${server.address}${at}/workbook?mode=sync`, { method: 'POST', body: form })).json()) as WorkbookAnswer;
      expect(answered.file!.name).toBe(back);
    }
  });

  test('tells its conflicts; without clientOpId it is not synced', async () => {
    expect(await sendFile(await takeOut(), 'conflicts')).toEqual({ plan: id, base: 1, revision: 1, conflicts: [], settled: [] });
    expect(await sendFile(await takeOut(), 'workbook?mode=sync')).toMatchObject({ status: 400, detail: expect.stringContaining('clientOpId') });
  });

  test('that is no workbook is refused in plain words', async () => {
    expect(await sendFile(Buffer.from('hei'), 'workbook?mode=preview')).toMatchObject({ status: 422, code: 'unreadable-workbook' });
    const form = new FormData();
    form.append('fil', new Blob(['x']), 'x.xlsx');
    const response = await fetch(`${server.address}${at}/workbook?mode=preview`, { method: 'POST', body: form });
    expect(await answers.check('POST', `${at}/workbook`, response)).toMatchObject({ status: 400 });
    expect((await server.send('POST', `${at}/workbook?mode=preview`, {})).status).toBe(415);
  });
});

test('[I19] a new row with an id that was given before, corrected after a sync that the workbook was not written after, is edited: the store looks up what it took it in as', async () => {
  const workbook = gridOf(await takeOut());
  const row = tabNamed(workbook, 'Tiltak').rows.length;
  put(workbook, 'Tiltak', row, 0, `new-${randomUUID()}`);
  write(workbook, 'Tiltak', row, 'Møte i mai');
  expect((await post('sync', { workbook: wire(workbook), clientOpId: randomUUID() })).body.added).toHaveLength(1);
  write(workbook, 'Tiltak', 1, 'Noe annet');
  await post('sync', { workbook: wire(workbook), clientOpId: randomUUID() });
  write(workbook, 'Tiltak', row, 'Møte i juni');
  const { added, changed, conflicts, problems } = (await post('sync', { workbook: wire(workbook), clientOpId: randomUUID() })).body;
  expect({ added, conflicts, problems }).toEqual({ added: [], conflicts: [], problems: [] });
  expect(changed).toMatchObject([{ from: 'Møte i mai', to: 'Møte i juni' }]);
});
