import { createSheet } from '../../../core/node/journey/google/create-sheet';
import { previewSheet, sheetAttempts, syncSheet } from '../../../core/node/journey/google/sync-sheet';
import type { SheetLink } from '../../../core/node/links/sheet-links';
import type { GoogleFailure } from '../../../gsheets/rest';
import { columnAt, editGrid, insertRow, rowOf, setCell, tabNamed, type EditedWorkbook } from '../../support/edit-grid';
import { gotten, linkedWorld, planOfTwo, sheetFailure, syncOptions, time, titlesOf, today, type LinkedWorld } from '../../support/linked-store';
import { valueOf } from '../../support/store-fixtures';

let world: LinkedWorld;
let link: SheetLink;
beforeEach(async () => {
  world = await linkedWorld();
  link = gotten(await createSheet(world, 'liten', { today, time }));
  world.google.calls.length = 0;
});

const retitle = (id: string, title: string) => (workbook: EditedWorkbook): void => {
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, rowOf(tab, id), columnAt(tab, 'Tiltak'), title);
};
const addRow = (title: string) => (workbook: EditedWorkbook): void => {
  const tab = tabNamed(workbook, 'Tiltak');
  const column = columnAt(tab, 'Tiltak');
  const last = Math.max(...tab.rows.map((cells, row) => (cells[column] === undefined ? 0 : row)));
  while (tab.rows.length <= last + 1) tab.rows.push([]);
  setCell(tab, last + 1, column, title);
};
const sync = () => syncSheet(world, link, syncOptions());
const titles = async () => titlesOf(await world.head());
const noted = async () => valueOf(await world.links.find(link.spreadsheetId));
const writes = () => world.google.calls.filter((call) => call === 'write').length;

/** Syncs until nothing is left; then both sides are the same, and another sync changes nothing. */
const expectAtRest = async (): Promise<void> => {
  gotten(await sync());
  const [head, grid] = [await world.head(), JSON.stringify(world.google.held(link.spreadsheetId).workbook)];
  const { outcome, fate } = gotten(await sync());
  expect({ isCommitted: outcome.isCommitted, fate, number: (await world.head()).number }).toEqual({ isCommitted: false, fate: { kind: 'current' }, number: head.number });
  expect(JSON.stringify(world.google.held(link.spreadsheetId).workbook)).toBe(grid);
};

test('[U5] an edit goes into the store, and the sheet shows the new revision', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Besøk på Lom'));
  const { outcome, fate } = gotten(await sync());
  expect(outcome).toMatchObject({ isCommitted: true, revision: { number: 2, author: 'kari' } });
  expect(fate).toEqual({ kind: 'written', anew: [] });
  expect(await titles()).toMatchObject({ 'akt-1': 'Besøk på Lom', 'akt-2': 'Kurs' });
  expect(await noted()).toMatchObject({ lastSync: { time, revision: 2, outcome: 'done' }, lastFailure: null });
  await expectAtRest();
});

test('[U5] a change in the store reaches the sheet', async () => {
  await world.change((plan) => ({ ...plan, tables: { ...plan.tables, activities: plan.tables.activities.map((one) => ({ ...one, title: `${one.title}!` })) } }));
  const { outcome, fate } = gotten(await sync());
  expect([outcome.isCommitted, fate.kind, outcome.decision.diff.received.length]).toEqual([false, 'written', 2]);
  const tab = tabNamed(world.google.held(link.spreadsheetId).workbook, 'Tiltak');
  expect(tab.rows[rowOf(tab, 'akt-2')]![columnAt(tab, 'Tiltak')]!.value).toBe('Kurs!');
});

const failing: readonly GoogleFailure['kind'][] = ['unavailable', 'quota', 'no-access', 'protected', 'consent-gone', 'refused', 'no-answer'];
test.each(failing)('[U5] a write that fails with %s leaves the edits in the store, says so, and the next sync adds nothing twice', async (kind) => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Nytt'));
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  world.google.script.push({ call: 'write' }, { call: 'write', instead: { kind } });
  const { outcome, fate } = gotten(await sync());
  expect(outcome.isCommitted).toBe(true);
  expect(fate).toMatchObject({ kind: 'behind', failed: { failure: { kind: 'sheet', failure: { kind: 'google', failure: { kind } } } } });
  expect(await noted()).toMatchObject({ lastSync: { revision: 1 }, lastFailure: { time, kind } });
  const before = Object.values(await titles()).sort();
  await expectAtRest();
  expect(Object.values(await titles()).sort()).toEqual(before);
  expect(before.filter((title) => title === 'Julebord')).toHaveLength(1);
  expect(await noted()).toMatchObject({ lastFailure: null });
});

test('[U5] a write that was done and got no answer is not done again', async () => {
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  world.google.script.push({ call: 'write' }, { call: 'write', after: { kind: 'no-answer' } });
  expect(gotten(await sync()).fate.kind).toBe('behind');
  await expectAtRest();
  expect(Object.values(await titles()).filter((title) => title === 'Julebord')).toHaveLength(1);
});

/** The row below the others, of which somebody has typed no more than a title. */
const typeOn = (workbook: EditedWorkbook): void => {
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, tab.rows.findIndex((cells) => cells.some((cell) => cell?.value === 'Julebord')), columnAt(tab, 'Ansvarlig'), 'Ola');
};
const parties = async () => (await world.head()).plan.tables.activities.filter(({ title }) => title === 'Julebord').map(({ responsible }) => responsible);

test.each([1, 2])('[U5] a new row that somebody types on while the sync is on its way is one record: before write %s', async (nth) => {
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  if (nth === 2) world.google.script.push({ call: 'write' });
  world.google.script.push({ call: 'write', before: () => world.google.edit(link.spreadsheetId, typeOn) });
  gotten(await sync());
  expect(await parties()).toEqual(['Ola']);
  await expectAtRest();
});

test.each(['quota', 'unavailable', 'no-answer'] as const)('[U5] where new rows can be given no ids for now, nothing is taken in yet: %s', async (kind) => {
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  world.google.script.push({ call: 'write', instead: { kind } });
  expect(sheetFailure(await sync())).toMatchObject({ kind: 'google', failure: { kind } });
  expect([(await world.head()).number, (await noted())?.lastFailure?.kind]).toEqual([1, kind]);
  world.google.edit(link.spreadsheetId, typeOn);
  await expectAtRest();
  expect(await parties()).toEqual(['Ola']);
});

test.each(['protected', 'no-access'] as const)('[U5] where nobody may give new rows ids, they go as they are: %s', async (kind) => {
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  world.google.script.push({ call: 'write', instead: { kind } });
  expect([gotten(await sync()).outcome.isCommitted, await parties()]).toEqual([true, [undefined]]);
  await expectAtRest();
});

test('[U5] killed between the commit and the write, both sides still merge', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Før'));
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  const killed = new Error('killed');
  world.google.script.push({ call: 'write' }, { call: 'write', before: () => Promise.reject(killed) });
  await expect(sync()).rejects.toBe(killed);
  expect((await world.head()).number).toBe(2);
  world.google.edit(link.spreadsheetId, retitle('akt-2', 'Etter'));
  await world.change((plan) => ({ ...plan, title: 'Ny tittel' }));
  await expectAtRest();
  expect((await world.head()).plan.title).toBe('Ny tittel');
  expect(Object.values(await titles()).sort()).toEqual(['Etter', 'Før', 'Julebord']);
});

test('[U6] somebody writes between the reading and the writing: it is read again, and all of it is told', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Først'));
  world.google.script.push({ call: 'write', before: () => world.google.edit(link.spreadsheetId, retitle('akt-2', 'Så')) });
  const { earlier, outcome, fate } = gotten(await sync());
  expect([earlier.length, fate.kind, writes()]).toEqual([1, 'written', 2]);
  expect([earlier[0]!, outcome].map(({ decision, revision }) => [revision.number, decision.diff.changed.map(({ to }) => to)])).toEqual([[2, ['Først']], [3, ['Så']]]);
  expect(await titles()).toMatchObject({ 'akt-1': 'Først', 'akt-2': 'Så' });
  await expectAtRest();
});

test('[U6] a row that is put in above while the sync is on its way misdirects nothing', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-2', 'Kurs i Lom'));
  world.google.script.push({ call: 'write', before: () => world.google.edit(link.spreadsheetId, (workbook) => {
    const tab = tabNamed(workbook, 'Tiltak');
    insertRow(tab, 1);
    setCell(tab, 1, columnAt(tab, 'Tiltak'), 'Øverst');
  }) });
  gotten(await sync());
  expect((await world.head()).plan.tables.activities.map(({ title }) => title)).toEqual(['Øverst', 'Besøk', 'Kurs i Lom']);
  await expectAtRest();
});

test.each(['changed', 'mark-taken'] as const)('[U6] a sheet that never rests is given up after some tries, with pauses that the caller makes: %s', async (kind) => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Nytt'));
  for (let i = 0; i < sheetAttempts; i++) world.google.script.push({ call: 'write', instead: { kind } });
  const pauses: number[] = [];
  const { fate, earlier } = gotten(await syncSheet(world, link, { ...syncOptions(), pause: async (attempt) => void pauses.push(attempt) }));
  expect(fate).toMatchObject({ kind: 'behind', failed: { failure: { failure: { failure: { kind } } } } });
  expect(pauses).toEqual([1, 2, 3, 4]);
  expect(writes()).toBe(sheetAttempts);
  // What the first try took in is told, though the last one had nothing left to take.
  expect(earlier.map(({ revision }) => revision.number)).toEqual([2]);
});

test('[U6] a sheet that is gone at the second reading: what was taken in is told all the same', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Nytt'));
  world.google.script.push({ call: 'write', instead: { kind: 'changed' } }, { call: 'read' }, { call: 'read', instead: { kind: 'no-access' } });
  const { outcome, fate } = gotten(await sync());
  expect(outcome).toMatchObject({ isCommitted: true, revision: { number: 2 } });
  expect(fate).toMatchObject({ kind: 'behind', failed: { failure: { failure: { failure: { kind: 'no-access' } } } } });
});

test('[U6] two syncs at once come to the same as one after the other', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Nytt'));
  world.google.edit(link.spreadsheetId, addRow('Julebord'));
  await Promise.all([sync(), sync()].map(async (one) => gotten(await one)));
  await expectAtRest();
  expect(Object.values(await titles()).sort()).toEqual(['Julebord', 'Kurs', 'Nytt']);
});

test('[U5] a sync that is held writes nothing, and says in the link that it waits', async () => {
  const plan = planOfTwo('stor');
  world = await linkedWorld([{ ...plan, tables: { ...plan.tables, activities: Array.from({ length: 20 }, (_, i) => ({ ...plan.tables.activities[0]!, id: `akt-${i}`, code: `T${i + 1}` })) } }]);
  link = gotten(await createSheet(world, 'stor', { today, time }));
  world.google.edit(link.spreadsheetId, (workbook) => tabNamed(workbook, 'Tiltak').rows.splice(1, 12));
  const { fate } = gotten(await sync());
  expect([fate, writes()]).toEqual([{ kind: 'held' }, 0]);
  expect(await noted()).toMatchObject({ lastSync: { outcome: 'held', revision: 1 } });
  const { outcome } = gotten(await syncSheet(world, link, syncOptions({ confirmDeletions: true })));
  expect(outcome.decision.diff.removed).toHaveLength(12);
});

test('[U7] a preview changes neither sheet nor store nor link', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Nytt'));
  const before = [JSON.stringify(world.google.held(link.spreadsheetId)), await world.head(), await noted()];
  const preview = gotten(await previewSheet(world, link, {}));
  expect(preview.decision.diff.changed.map(({ to }) => to)).toEqual(['Nytt']);
  expect([JSON.stringify(world.google.held(link.spreadsheetId)), await world.head(), await noted()]).toEqual(before);
});

test('[U4] a spreadsheet in the bin is left there', async () => {
  world.google.edit(link.spreadsheetId, retitle('akt-1', 'Nytt'));
  world.google.held(link.spreadsheetId).isTrashed = true;
  expect(sheetFailure(await sync())).toEqual({ kind: 'trashed', url: link.url });
  expect(sheetFailure(await previewSheet(world, link, {}))).toEqual({ kind: 'trashed', url: link.url });
  expect((await world.head()).number).toBe(1);
  expect(await noted()).toMatchObject({ lastFailure: { kind: 'trashed' } });
});

test('[U4] a spreadsheet that Drive does not tell of is read all the same', async () => {
  world.google.script.push({ call: 'file', instead: { kind: 'no-access' } });
  expect(gotten(await sync()).fate).toEqual({ kind: 'current' });
});

test.each([
  ['its tab _planark is gone', (workbook: EditedWorkbook) => { workbook.tabs = workbook.tabs.filter(({ name }) => name !== '_planark'); }, { kind: 'stamp', failure: { kind: 'not-planark' } }],
  ['it shows another plan', (workbook: EditedWorkbook) => { setCell(tabNamed(workbook, '_planark'), 1, 1, 'en-annen'); }, { kind: 'other-plan', planId: 'liten', found: 'en-annen' }],
  ['it is of a newer format', (workbook: EditedWorkbook) => { setCell(tabNamed(workbook, '_planark'), 0, 1, 'planark/9'); }, { kind: 'stamp', failure: { kind: 'newer-format' } }],
])('[U9] a spreadsheet that cannot be synced: %s', async (_, change, failure) => {
  world.google.edit(link.spreadsheetId, change);
  expect(sheetFailure(await sync())).toMatchObject({ ...failure, url: link.url });
  expect((await world.head()).number).toBe(1);
});

test('[U9] a link to a plan that is gone names the plan and the spreadsheet', async () => {
  const other = await linkedWorld([planOfTwo('en-annen')]);
  expect(sheetFailure(await syncSheet({ ...world, store: other.store }, link, syncOptions()))).toEqual({ kind: 'link-without-plan', planId: 'liten', url: link.url });
});

test('[U9] the account is named where a person has to let it in', async () => {
  world.google.script.push({ call: 'read', instead: { kind: 'no-access' } });
  expect(sheetFailure(await sync())).toMatchObject({ kind: 'google', account: 'planark@example.no', url: link.url });
});

test('[U5] tabs that people made stay out of it', async () => {
  world.google.edit(link.spreadsheetId, (workbook) => workbook.tabs.push(...editGrid({ extras: [], worksheets: [{ name: 'Mitt', state: 'visible', rows: [{ index: 0, cells: [{ value: 'eget' }] }] }] }).tabs));
  await expectAtRest();
  expect(tabNamed(world.google.held(link.spreadsheetId).workbook, 'Mitt').rows[0]![0]!.value).toBe('eget');
});
