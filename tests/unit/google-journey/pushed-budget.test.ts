import { budgetTab } from '../../support/budget-grid';
import { planner } from '../../support/hosted-google';
import { sheetFailure } from '../../support/linked-store';
import { cellsIn, header, linkedTable, push, shownSums, sums, treasurersTable, tryPush } from '../../support/pushed-spreadsheet';
import type { Person } from '../../support/sheets-emulator/person';
import type { TreasurersSpreadsheet } from '../../support/treasurer-google';

const open: TreasurersSpreadsheet[] = [];
afterEach(async () => {
  for (const { opened } of open.splice(0)) await opened.emulator.stop();
});
const keep = (world: TreasurersSpreadsheet): TreasurersSpreadsheet => {
  open.push(world);
  return world;
};
const linked = async (): Promise<TreasurersSpreadsheet> => keep(await linkedTable());

test('[C79][C140] the sums go beside their accounts and nothing else is written; the column has its name, by which the next push finds it', async () => {
  const world = await linked();
  const before = cellsIn(world);
  world.requests();
  expect(await push(world)).toMatchObject({ kind: 'pushed', year: 2026, isWritten: true, wasMoved: false, push: { headers: [header], unpushed: [] } });
  expect(world.requests()).toEqual({ all: 3, writes: 1 });
  expect(cellsIn(world)).toEqual({ ...before, [`${budgetTab}!E3`]: 1010, [`${budgetTab}!E4`]: 50.5, [`${budgetTab}!E7`]: 7, [`${budgetTab}!E8`]: 33 });
  expect(world.names()).toEqual({ Planark_planned_2026: [4, 1, undefined] });
  world.treasurer.insertColumns(budgetTab, 'B', 2);
  world.treasurer.type(budgetTab, 'G2', 'Planens tall');
  world.requests();
  expect(await push(world, {})).toMatchObject({ kind: 'pushed', isWritten: false, push: { headers: ['Planens tall'], sums: [] } });
  expect(world.requests()).toEqual({ all: 1, writes: 0 });
});

test('[C79] a preview says what a push would do and writes nothing, not even a name', async () => {
  const world = await linked();
  const before = cellsIn(world);
  expect(await push(world, { column: header, preview: true })).toMatchObject({ kind: 'pushed', isWritten: false, push: { sums: [{ cell: 'E3', before: null, now: 101_000 }, {}, {}, {}] } });
  expect([cellsIn(world), world.names()]).toEqual([before, {}]);
});

test('[C79] the treasurer’s own numbers are asked about, as are years, headers and columns that the figures are read from', async () => {
  const world = await linked();
  world.treasurer.type(budgetTab, 'E4', '777');
  const before = cellsIn(world);
  expect(await push(world)).toMatchObject({ kind: 'refused', why: 'not-empty', sums: [{ cell: 'E4', before: 77_700, now: 5_050 }] });
  expect(await push(world, { column: 'Plan 2030' })).toMatchObject({ kind: 'refused', why: 'year-outside' });
  expect(await push(world, { column: 'Finnes ikke', year: 2026 })).toMatchObject({ kind: 'refused', why: 'no-column' });
  expect(await push(world, { column: 'Vedtatt', year: 2026 })).toMatchObject({ kind: 'refused', why: 'own-column' });
  expect(cellsIn(world)).toEqual(before);
  expect(await push(world, { column: header, overwrite: true })).toMatchObject({ kind: 'pushed', isWritten: true });
  expect(shownSums(world)).toEqual(sums);
});

test('[C79] a plan that is linked with no such spreadsheet is told so before Google is asked', async () => {
  const world = keep(await treasurersTable());
  world.requests();
  expect([await push(world), world.requests()]).toMatchObject([{ kind: 'refused', why: 'not-linked' }, { all: 0 }]);
});

test('[C79][C77] where the plan stands in the spreadsheet, a push leaves its tabs alone, and a sync after it takes nothing in', async () => {
  const world = await linked();
  await world.adopt();
  await world.sync();
  expect(await push(world)).toMatchObject({ kind: 'pushed', isWritten: true });
  expect(shownSums(world)).toEqual(sums);
  const { outcome } = await world.sync();
  expect(outcome.isCommitted).toBe(false);
  world.requests();
  expect([(await world.sync()).fate.kind, world.requests()]).toEqual(['current', { all: 1, writes: 0 }]);
});

type Hand = (treasurer: Person) => string | null;
const hands: Readonly<Record<string, Hand>> = {
  'puts a row in on top': (of) => of.insertRows(budgetTab, 1),
  'puts three rows in on top': (of) => of.insertRows(budgetTab, 1, 3),
  'puts a row in above the headers': (of) => of.insertRows(budgetTab, 2),
  'puts a row in below the headers': (of) => of.insertRows(budgetTab, 3),
  'puts a row in among the accounts': (of) => of.insertRows(budgetTab, 4),
  'puts a row in above a sum': (of) => of.insertRows(budgetTab, 5),
  'puts two rows in below a sum': (of) => of.insertRows(budgetTab, 6, 2),
  'takes the title out': (of) => of.deleteRows(budgetTab, 1),
  'takes a blank row out': (of) => of.deleteRows(budgetTab, 6),
  'sorts accounts': (of) => of.sort(budgetTab, 'A7:E8', 'A'),
  'drags an account up': (of) => of.moveRows(budgetTab, 7, 1, 3),
  'puts a column in on the left': (of) => of.insertColumns(budgetTab, 'A'),
  'puts a column in before the sums': (of) => of.insertColumns(budgetTab, 'E'),
  'puts a column in behind the sums': (of) => of.insertColumns(budgetTab, 'F'),
  'takes a column out': (of) => of.deleteColumns(budgetTab, 'B'),
  'drags the column of the sums': (of) => of.moveColumns(budgetTab, 'E', 1, 'B'),
  'renames the tab': (of) => of.renameTab(budgetTab, 'Kassa'),
};

describe('somebody does something between two requests of a push', () => {
  test.each(Object.keys(hands).flatMap((what) => [[what, 'before the look', { kind: 'read', nth: 2 }], [what, 'before the batch', { method: 'batchUpdate' }]] as const))('[C141][C142] %s, %s: it comes to what it would had it been done after the push', async (what, _, aim) => {
    const control = await linked();
    await push(control);
    expect(hands[what]!(control.treasurer)).toBeNull();
    const world = await linked();
    world.opened.emulator.faults.meanwhile(() => expect(hands[what]!(world.treasurer)).toBeNull(), aim);
    expect(await push(world)).toMatchObject({ kind: 'pushed', isWritten: true });
    expect(world.opened.emulator.faults.pending()).toBe(0);
    expect([cellsIn(world), world.names()]).toEqual([cellsIn(control), control.names()]);
    expect(shownSums(world, what === 'renames the tab' ? 'Kassa' : budgetTab)).toEqual(sums);
    expect(await push(world, {})).toMatchObject({ kind: 'pushed', isWritten: false, push: { sums: [], names: [] } });
  });

  test('[C142] an account that is taken out right before the batch leaves its sum nowhere, and that is told', async () => {
    const world = await linked();
    world.opened.emulator.faults.meanwhile(() => void world.treasurer.deleteRows(budgetTab, 4), { method: 'batchUpdate' });
    const { '06890': _, ...left } = sums;
    await push(world);
    expect([shownSums(world), cellsIn(world)[`${budgetTab}!E4`], cellsIn(world)[`${budgetTab}!E9`]]).toEqual([left, '=SUM(E3:E3)', '=E4+E8']);
    expect(await push(world, {})).toMatchObject({ push: { sums: [], unpushed: [{ why: 'no-row', account: '6890', amount: 5_050 }] } });
  });

  test('[C142] what was moved is told, with the cells as they were', async () => {
    const world = await linked();
    world.opened.emulator.faults.meanwhile(() => void world.treasurer.insertRows(budgetTab, 1), { method: 'batchUpdate' });
    expect(await push(world)).toMatchObject({ isWritten: true, wasMoved: true, push: { sums: [{ cell: 'E3' }, {}, {}, {}] } });
  });

  test('[C141] a cell of the column that somebody fills before the look is theirs, and is asked about', async () => {
    const world = await linked();
    world.opened.emulator.faults.meanwhile(() => void world.treasurer.type(budgetTab, 'E3', '55'), { kind: 'read', nth: 2 });
    expect(await push(world)).toMatchObject({ kind: 'refused', why: 'not-empty', sums: [{ cell: 'E3', before: 5_500 }] });
    expect(cellsIn(world)[`${budgetTab}!E4`]).toBeUndefined();
  });

  test('[C141] a header that is renamed before the look is not written under', async () => {
    const world = await linked();
    world.opened.emulator.faults.meanwhile(() => void world.treasurer.type(budgetTab, 'E2', 'Forslag'), { kind: 'read', nth: 2 });
    expect(await push(world, { column: header })).toMatchObject({ kind: 'refused', why: 'no-column' });
    expect(cellsIn(world)[`${budgetTab}!E3`]).toBeUndefined();
  });

  test('[C141] of two pushes at once one is refused whole, and finds that all is done', async () => {
    const world = await linked();
    const both = await Promise.all([push(world), push(world)]);
    expect(both.map((one) => one.kind === 'pushed' && [one.isWritten, one.wasMoved])).toEqual([[true, false], [false, false]]);
    expect([shownSums(world), world.names()]).toEqual([sums, { Planark_planned_2026: [4, 1, undefined] }]);
  });

  test('[C141] where somebody writes each time, it gives up after five, and has written nothing', async () => {
    const world = await linked();
    let typed = 0;
    for (let nth = 2; nth <= 10; nth += 2) world.opened.emulator.faults.meanwhile(() => void world.treasurer.type(budgetTab, 'A1', `Budsjett ${(typed += 1)}`), { kind: 'read', nth });
    expect(sheetFailure(await tryPush(world))).toMatchObject({ kind: 'google', failure: { kind: 'changed', tab: budgetTab } });
    expect([typed, cellsIn(world)[`${budgetTab}!E3`]]).toEqual([5, undefined]);
  });
});

describe('a push that Google does not answer, or refuses', () => {
  test('[C143] done and not answered: it is found out, and done once', async () => {
    const world = await linked();
    world.opened.emulator.faults.after('lost', { method: 'batchUpdate' });
    world.requests();
    expect(await push(world)).toMatchObject({ kind: 'pushed', isWritten: true, wasMoved: false });
    expect([shownSums(world), world.requests().writes]).toEqual([sums, 1]);
  });

  test('[C143] done, not answered, and rows moved right before: all is put where it belongs', async () => {
    const world = await linked();
    world.opened.emulator.faults.meanwhile(() => void world.treasurer.insertRows(budgetTab, 4), { method: 'batchUpdate' });
    world.opened.emulator.faults.after('lost', { method: 'batchUpdate' });
    expect(await push(world)).toMatchObject({ kind: 'pushed', isWritten: true });
    expect([shownSums(world), cellsIn(world)[`${budgetTab}!E6`]]).toEqual([sums, '=SUM(E3:E5)']);
  });

  test('[C143] lost before it was done: nothing is written, and it may be tried again', async () => {
    const world = await linked();
    world.opened.emulator.faults.before('lost', { method: 'batchUpdate' });
    expect(sheetFailure(await tryPush(world))).toMatchObject({ kind: 'google', failure: { kind: 'unavailable' } });
    expect([shownSums(world), world.names()]).toEqual([{ '6860': undefined, '06890': undefined, '7100 Bil': undefined, '7140': undefined }, {}]);
    await push(world);
    expect(shownSums(world)).toEqual(sums);
  });

  test('[C143] a column that the account may not change stays as it is', async () => {
    const world = await linked();
    world.opened.emulator.faults.before('no-access', { method: 'batchUpdate' });
    expect(sheetFailure(await tryPush(world))).toMatchObject({ kind: 'google', failure: { kind: 'no-access' }, account: planner });
    expect(world.names()).toEqual({});
  });
});
