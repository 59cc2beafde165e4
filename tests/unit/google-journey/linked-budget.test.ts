import { budgetMapping, budgetTab } from '../../support/budget-grid';
import type { BudgetMapping } from '../../../core/plan/budget/mapping';
import { smallPlan } from '../../support/small-plan';
import { treasurersSpreadsheet, type TreasurersSpreadsheet } from '../../support/treasurer-google';
import type { Switches } from '../../support/sheets-emulator';

const rows = [
  ['Budsjett for laget'],
  ['Konto', 'Navn', 'Vedtatt', 'Regnskap', 'Plan 2026'],
  [6860, 'Møter', 12000.5, 900],
  ['06890', 'Annet', 100, 5],
  ['7100 Bil', '', 77, 7],
  ['Sum', '', 12177.5, 912],
];
const mapping: BudgetMapping = budgetMapping({ headerRow: 2 });
const line = (account: string) => ({ id: `linje-${account}`, account, name: 'Linje', year: 2026, adopted: 100 });
const plan = smallPlan({ budget: ['6860', '6890', '7100', '4000'].map(line) } as never);
const planTab = 'Budsjett';
const [accounts, adopted] = [1, 5];

let world: TreasurersSpreadsheet;
afterEach(() => world.opened.emulator.stop());
const open = async (switches: Partial<Switches> = {}): Promise<TreasurersSpreadsheet> => (world = await treasurersSpreadsheet({ [budgetTab]: rows }, plan, switches));
/** The treasurer's spreadsheet with the plan's tabs, linked. */
const linked = async (switches: Partial<Switches> = {}): Promise<TreasurersSpreadsheet> => {
  await open(switches);
  await world.link(mapping);
  await world.adopt();
  return world;
};
const live = ['=12000.5', '=100', '=77', 1];
const named = { Planark_account: [0, 1, undefined], Planark_name: [1, 1, undefined], Planark_adopted_2026: [2, 1, undefined], Planark_actual_2026: [3, 1, undefined] };
const amounts = async (): Promise<unknown[]> => (await world.budget()).map((one) => one['adopted']);
const outcomeOf = async () => {
  const { outcome, fate } = await world.sync();
  return { fate: fate.kind, changes: outcome.decision.diff.changed.length, problems: outcome.decision.problems.length };
};

test('[C64][C77] a plan that is put into the treasurer’s spreadsheet shows its figures by formulas over names, and comes to rest', async () => {
  await linked();
  expect([world.names(), world.shown(planTab, accounts), world.shown(planTab, adopted)]).toEqual([named, ['6860', '6890', '7100', '4000'], live]);
  // What the table has is taken in as the treasurer's edit.
  expect([await outcomeOf(), await amounts()]).toEqual([{ fate: 'written', changes: 6, problems: 0 }, [1_200_050, 10_000, 7_700, 100]]);
  world.requests();
  expect([await outcomeOf(), world.requests()]).toEqual([{ fate: 'current', changes: 0, problems: 0 }, { all: 1, writes: 0 }]);
});

test('[C64] rows and columns that the treasurer puts in, moves, sorts and takes out break nothing', async () => {
  await linked();
  await world.sync();
  const { treasurer } = world;
  expect([
    treasurer.insertColumns(budgetTab, 'A', 2), treasurer.insertRows(budgetTab, 1, 3), treasurer.insertRows(budgetTab, 7, 1), treasurer.insertColumns(budgetTab, 'E', 1),
    treasurer.sort(budgetTab, 'A6:I9', 'F', false), treasurer.moveColumns(budgetTab, 'F', 1, 'J'), treasurer.deleteColumns(budgetTab, 'A', 1), treasurer.renameTab(budgetTab, 'Kassa'),
  ]).toEqual(Array.from({ length: 8 }, () => null));
  expect(world.shown(planTab, adopted)).toEqual(live);
  expect([await outcomeOf(), world.shown(planTab, adopted), await amounts()]).toEqual([{ fate: 'current', changes: 0, problems: 0 }, live, [1_200_050, 10_000, 7_700, 100]]);
});

test('[C65] a figure that the treasurer changes, or types in a row below, is seen at once and taken in', async () => {
  await linked();
  await world.sync();
  world.treasurer.type(budgetTab, 'C3', '13000');
  world.treasurer.type(budgetTab, 'A9', '4000');
  world.treasurer.type(budgetTab, 'C9', '55');
  expect(world.shown(planTab, adopted)).toEqual(['=13000', '=100', '=77', 1]);
  expect([await outcomeOf(), await amounts(), world.shown(planTab, adopted)]).toEqual([{ fate: 'written', changes: 2, problems: 0 }, [1_300_000, 10_000, 7_700, 5_500], ['=13000', '=100', '=77', '=55']]);
});

test('[C77] a plan that stands there already gets names and formulas in one batch when it is linked', async () => {
  await open();
  await world.adopt();
  await world.link(mapping);
  expect([world.names(), world.shown(planTab, adopted)]).toEqual([{}, [1, 1, 1, 1]]);
  world.requests();
  const synced = await outcomeOf();
  expect([synced, world.requests()]).toEqual([{ fate: 'written', changes: 6, problems: 0 }, { all: 3, writes: 1 }]);
  expect([world.names(), world.shown(planTab, adopted)]).toEqual([named, live]);
  expect((await outcomeOf()).fate).toBe('current');
});

test('[C77] a name that somebody took away, or gave to other cells, comes back with the next sync', async () => {
  await linked();
  await world.sync();
  const [{ namedRangeId = '' }] = world.opened.readSpreadsheet().raw.namedRanges!.filter(({ name }) => name === 'Planark_account') as [{ namedRangeId?: string }];
  world.opened.edit((of) => [
    { deleteNamedRange: { namedRangeId } },
    { updateNamedRange: { namedRange: { namedRangeId: 'planark_adopted_2026', range: { sheetId: of(budgetTab), startRowIndex: 1, endRowIndex: 3, startColumnIndex: 2, endColumnIndex: 3 } }, fields: 'range' } },
  ]);
  await world.sync();
  expect([world.names(), world.shown(planTab, adopted), await amounts()]).toEqual([named, live, [1_200_050, 10_000, 7_700, 100]]);
  expect((await outcomeOf()).fate).toBe('current');
});

describe('a table that was deleted and came again under the same name', () => {
  const again = async (switches: Partial<Switches>): Promise<void> => {
    await linked(switches);
    await world.sync();
    world.treasurer.deleteTab(budgetTab);
    world.treasurer.addTab(budgetTab);
    world.treasurer.paste(budgetTab, 'A1', rows.map((cells) => cells.map(String)));
  };

  test('[N58] its names, which Google tells of no more and still has, are taken back and given anew', async () => {
    await again({});
    expect(world.names()).toEqual({});
    expect(await outcomeOf()).toMatchObject({ fate: 'written' });
    expect([world.names(), world.shown(planTab, adopted), await amounts()]).toEqual([named, live, [1_200_050, 10_000, 7_700, 100]]);
  });

  test('[N58] where Google does not give them back, that is told in its own words, nothing is written, and no figure is lost', async () => {
    await again({ goneNamesAnswer: false });
    const { fate } = await world.sync();
    expect(fate).toMatchObject({ kind: 'behind', failed: { failure: { kind: 'sheet', failure: { kind: 'google', failure: { kind: 'refused' } } } } });
    expect(await amounts()).toEqual([1_200_050, 10_000, 7_700, 100]);
  });
});

test('[C77] where ranges without an end are closed at the grid’s, rows that are put on below come in with the next sync', async () => {
  await linked({ openRangesStayOpen: false });
  await world.sync();
  world.treasurer.addRows(budgetTab, 5);
  world.treasurer.type(budgetTab, 'A1004', '4000');
  world.treasurer.type(budgetTab, 'C1004', '55');
  await world.sync();
  expect([world.names()['Planark_account'], world.shown(planTab, adopted)]).toEqual([[0, 1, 1005], ['=12000.5', '=100', '=77', '=55']]);
});

test('[N53] somebody puts a row in on the plan’s tab right before the batch: no formula stands in another line, and no typed amount is lost', async () => {
  await open();
  await world.adopt();
  await world.link(mapping);
  world.opened.emulator.faults.meanwhile(() => void world.treasurer.insertRows(planTab, 3, 1), { kind: 'write' });
  await world.sync();
  await world.sync();
  const lines = (await world.budget()).map(({ account, adopted: amount }) => [account, amount]);
  expect([lines, world.shown(planTab, accounts), world.shown(planTab, adopted)]).toEqual([[['6860', 1_200_050], ['6890', 10_000], ['7100', 7_700], ['4000', 100]], ['6860', '6890', '7100', '4000'], live]);
});

test('[N41][C77] the treasurer puts a column in while names are on their way: nothing is named that is not meant', async () => {
  await open();
  await world.adopt();
  await world.link(mapping);
  world.opened.emulator.faults.meanwhile(() => void world.treasurer.insertColumns(budgetTab, 'C', 1), { kind: 'read', nth: 2 });
  await world.sync();
  expect([world.names()['Planark_adopted_2026'], world.shown(planTab, adopted)]).toEqual([[3, 1, undefined], live]);
});
