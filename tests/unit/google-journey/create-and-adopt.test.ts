import { adoptSheet } from '../../../core/node/journey/google/adopt-sheet';
import { createSheet } from '../../../core/node/journey/google/create-sheet';
import { readShares } from '../../../core/node/journey/google/sheet-shares';
import { copyLinks } from '../../../core/node/journey/copy-links';
import { sheetLink } from '../../contract/link-contract';
import { editGrid, setCell, tabNamed, type EditedWorkbook } from '../../support/edit-grid';
import { gotten, linkedWorld, planOfTwo, sheetFailure, syncOptions, time, today, type LinkedWorld } from '../../support/linked-store';
import { valueOf } from '../../support/store-fixtures';

const theirs = '1personsownspreadsheet';
const made = { today, time };
let world: LinkedWorld;
beforeEach(async () => {
  world = await linkedWorld([planOfTwo(), planOfTwo('annen')]);
});

const own = (...names: string[]): EditedWorkbook => editGrid({ extras: [], worksheets: names.map((name) => ({ name, state: 'visible', rows: [{ index: 0, cells: [{ value: `eget på ${name}` }] }] })) });
const links = async () => valueOf(await world.links.list());
const tabs = (id: string) => world.google.held(id).workbook.tabs.map(({ name }) => name);

test('[U3] a new spreadsheet shows the plan and is linked', async () => {
  const link = gotten(await createSheet(world, 'liten', { ...made, locale: 'sv', lockedTabs: ['superiorGoals'] }));
  expect(link).toMatchObject({ planId: 'liten', locale: 'sv', kind: 'created', lockedTabs: ['superiorGoals'], made: time, lastSync: { time, revision: 1, outcome: 'done' } });
  expect(await links()).toEqual([link]);
  expect(tabs(link.spreadsheetId)).toContain('Åtgärder');
});

test('[U3] an unknown plan makes nothing', async () => {
  expect(await createSheet(world, 'finnes-ikke', made)).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
  expect(world.google.calls).toEqual([]);
});

test.each([['no-room', { kind: 'google', failure: { kind: 'no-room' }, account: 'planark@example.no' }], ['no-answer', { kind: 'maybe-made' }], ['unavailable', { kind: 'google', failure: { kind: 'unavailable' } }]] as const)(
  '[U3] where Google answers %s there is no link', async (kind, failure) => {
    world.google.script.push({ call: 'create', instead: { kind } });
    expect(sheetFailure(await createSheet(world, 'liten', made))).toMatchObject(failure);
    expect(await links()).toEqual([]);
  },
);

test('[U3] a store that cannot take the link: the failure says what was made, and adopting it heals', async () => {
  const failing = { ...world.links, put: async () => ({ ok: false as const, failure: { kind: 'unavailable' as const, detail: 'ENOSPC' } }) };
  const failure = sheetFailure(await createSheet({ ...world, links: failing }, 'liten', made));
  expect(failure).toMatchObject({ kind: 'unlinked', planId: 'liten', url: expect.stringMatching(/^https:/) });
  const id = /\/d\/([^/]+)/.exec((failure as { url: string }).url)![1]!;
  const adopted = gotten(await adoptSheet(world, 'liten', id, made, syncOptions()));
  expect(adopted.synced?.fate).toEqual({ kind: 'current' });
  expect(await links()).toMatchObject([{ spreadsheetId: id, kind: 'adopted' }]);
});

test('[U8] the plan’s tabs are put beside what stands there, under other names where theirs are taken', async () => {
  world.google.add(theirs, 'Styrets ark', own('Notater', 'Tiltak'));
  const { link, renamedTabs, synced } = gotten(await adoptSheet(world, 'liten', theirs, made, syncOptions()));
  expect([renamedTabs, synced]).toEqual([['Tiltak (plan)'], undefined]);
  expect(link).toMatchObject({ planId: 'liten', spreadsheetId: theirs, kind: 'adopted', locale: 'nb', lastSync: { revision: 1 } });
  expect(tabs(theirs).slice(0, 2)).toEqual(['Notater', 'Tiltak']);
  expect(tabNamed(world.google.held(theirs).workbook, 'Tiltak').rows[0]![0]!.value).toBe('eget på Tiltak');
  expect(await links()).toEqual([link]);
});

test('[U8] where the plan stands there already it is synced and linked', async () => {
  const first = gotten(await createSheet(world, 'liten', made));
  world.google.add(theirs, 'Lastet opp', world.google.held(first.spreadsheetId).workbook);
  world.google.edit(theirs, (workbook) => setCell(tabNamed(workbook, 'Plan'), 1, 2, 'Tittel fra filen'));
  const { link, synced } = gotten(await adoptSheet(world, 'liten', theirs, made, syncOptions()));
  expect(synced?.outcome).toMatchObject({ isCommitted: true, revision: { number: 2 } });
  expect(await links()).toEqual(expect.arrayContaining([expect.objectContaining({ spreadsheetId: theirs, lastSync: expect.objectContaining({ revision: 2 }) })]));
  const again = gotten(await adoptSheet(world, 'liten', theirs, { ...made, time: '2027-01-01T00:00:00.000Z' }, syncOptions()));
  expect([again.link.made, again.synced?.outcome.isCommitted, (await links()).length]).toEqual([link.made, false, 2]);
});

test('[U8] a spreadsheet that shows another plan, or is linked to one, is refused, and nothing is written', async () => {
  const other = gotten(await createSheet(world, 'annen', made));
  const before = [await links(), JSON.stringify(world.google.held(other.spreadsheetId))];
  expect(sheetFailure(await adoptSheet(world, 'liten', other.spreadsheetId, made, syncOptions()))).toMatchObject({ kind: 'other-plan', planId: 'liten', found: 'annen' });
  valueOf(await world.links.remove(other.spreadsheetId));
  expect(sheetFailure(await adoptSheet(world, 'liten', other.spreadsheetId, made, syncOptions()))).toMatchObject({ kind: 'other-plan', found: 'annen' });
  expect([before[0]!.length, JSON.stringify(world.google.held(other.spreadsheetId)), (await links()).length]).toEqual([1, before[1], 0]);
});

test('[U8] what cannot be read as a plan is refused too', async () => {
  const first = gotten(await createSheet(world, 'liten', made));
  for (const [row, value, kind] of [[0, 'planark/9', 'newer-format'], [2, 'x', 'damaged-stamp']] as const) {
    world.google.add(theirs, 'x', structuredClone(world.google.held(first.spreadsheetId).workbook));
    world.google.edit(theirs, (workbook) => setCell(tabNamed(workbook, '_planark'), row, 1, value));
    expect(sheetFailure(await adoptSheet(world, 'liten', theirs, made, syncOptions()))).toMatchObject({ kind: 'stamp', failure: { kind } });
  }
  expect(await links()).toHaveLength(1);
});

test('[U8] a spreadsheet that shows regions is refused, also for the plan whose regions they are, and nothing is asked of Google', async () => {
  const rollUp = sheetLink('liten', theirs, { kind: 'roll-up' });
  valueOf(await world.links.put(rollUp));
  expect(sheetFailure(await adoptSheet(world, 'liten', theirs, made, syncOptions()))).toEqual({ kind: 'shows-regions', planId: 'liten', url: rollUp.url });
  expect(world.google.calls).toEqual([]);
  expect(await links()).toEqual([rollUp]);
});

test('[U8][U5] what stands there and could not be written is linked as behind, with what was in the way', async () => {
  const first = gotten(await createSheet(world, 'liten', made));
  world.google.add(theirs, 'Lastet opp', world.google.held(first.spreadsheetId).workbook);
  world.google.edit(theirs, (workbook) => setCell(tabNamed(workbook, 'Plan'), 1, 2, 'Tittel fra filen'));
  world.google.script.push({ call: 'write', instead: { kind: 'protected' } });
  expect(gotten(await adoptSheet(world, 'liten', theirs, made, syncOptions())).synced?.fate.kind).toBe('behind');
  expect(valueOf(await world.links.find(theirs))).toMatchObject({ kind: 'adopted', lastSync: null, lastFailure: { time, kind: 'protected' } });
});

test('[U8] a plan of another store’s history is refused, and not linked', async () => {
  const elsewhere = await linkedWorld([{ ...planOfTwo(), title: 'En annen historie' }]);
  const first = gotten(await createSheet(elsewhere, 'liten', made));
  world.google.add(theirs, 'x', elsewhere.google.held(first.spreadsheetId).workbook);
  expect(await adoptSheet(world, 'liten', theirs, made, syncOptions())).toMatchObject({ ok: false, failure: { kind: 'other-history' } });
  expect(await links()).toEqual([]);
});

test('[U8] somebody makes a tab of our name meanwhile: the tabs are laid out anew', async () => {
  world.google.add(theirs, 'x', own('Ark1'));
  world.google.script.push({ call: 'insert', before: () => world.google.edit(theirs, (workbook) => workbook.tabs.push(...own('Mål').tabs)) });
  expect(gotten(await adoptSheet(world, 'liten', theirs, made, syncOptions())).renamedTabs).toEqual(['Mål (plan)']);
  expect(tabs(theirs).filter((name) => name.startsWith('Mål'))).toEqual(['Mål', 'Mål (plan)', 'Målinger']);
});

test('[U8] a spreadsheet that nobody shared with the account is told of as such', async () => {
  expect(sheetFailure(await adoptSheet(world, 'liten', '1thereisnosuchone', made, syncOptions()))).toMatchObject({ kind: 'google', failure: { kind: 'not-found' }, account: 'planark@example.no' });
});

test('[U13] copied links are those of copied plans, and a link that is there stays', async () => {
  for (const planId of ['liten', 'annen']) gotten(await createSheet(world, planId, made));
  const other = await linkedWorld();
  expect(gotten(await copyLinks(world.links, other.links, (planId) => planId === 'liten'))).toBe(1);
  const [link] = valueOf(await other.links.list());
  valueOf(await other.links.note(link!.spreadsheetId, { lastSync: { time, revision: 9, outcome: 'done' } }));
  expect(gotten(await copyLinks(world.links, other.links, () => true))).toBe(1);
  expect(valueOf(await other.links.ofPlan('liten'))[0]!.lastSync!.revision).toBe(9);
});

describe('people', () => {
  test('[U3] with a role, or to write, several with commas between', () => {
    expect(readShares(['kari@example.no', ' ola.b+plan@sub.example.org:reader,per@example.no:commenter '])).toEqual({
      ok: true, value: [{ person: 'kari@example.no', role: 'writer' }, { person: 'ola.b+plan@sub.example.org', role: 'reader' }, { person: 'per@example.no', role: 'commenter' }],
    });
    expect(readShares([])).toEqual({ ok: true, value: [] });
  });

  test.each(['kari', 'kari@', '@example.no', 'kari@example', 'kari@example.no:owner', 'kari@example.no:', 'a b@example.no', 'kari@example.no;ola@example.no', 'kari@@example.no', '<kari@example.no>', 'kari@example.no:WRITER'])('[U3] “%s” is nobody', (text) => {
    expect(sheetFailure(readShares([text]))).toEqual({ kind: 'bad-share', what: text });
  });
});
