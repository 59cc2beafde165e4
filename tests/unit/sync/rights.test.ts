import { mayEdit, roles, type Role } from '../../../core/plan/rights';
import { headTable } from '../../../core/plan/records';
import { problemMessage } from '../../../core/sync';
import { deleteRows, insertRow, rowOf, setCell, tabNamed, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld, type World } from '../../support/sync-world';
import { columnOfField, expectTab, expectTable, planOf, tabOf, typeInto } from '../../support/workbook-md';

const activities = `
  | code | title | responsible |
  | T1   | Møte  | Kari        |
  | T2   | Kurs  | Ola         |`;
const costs = `
  | id      | text   | amount |
  | costs-1 | Lokale | 9000   |
  | costs-2 | Bøker  | 1200   |`;

const open = (isInPlace = true): { world: World; workbook: EditedWorkbook } => {
  const world = createWorld(planOf({ activities, costs }), isInPlace);
  return { world, workbook: world.open() };
};
const addRow = (workbook: EditedWorkbook, table: 'activities' | 'costs', field: string, text: string): void => {
  const tab = tabOf(workbook, table);
  insertRow(tab, 2);
  setCell(tab, 2, columnOfField(tab, table, field), text);
};
/** A changed cell on either side of the line between plan and money. */
const editBoth = (workbook: EditedWorkbook): void => {
  typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Nina');
  typeInto(workbook, 'costs', 'costs-1', 'amount', 9500);
};
const withNina = activities.replace('Kari', 'Nina');
const withMore = costs.replace('9000', '9500');

test.each<[Role, boolean, boolean, boolean]>([['reader', false, false, false], ['editor', true, true, false], ['treasurer', false, false, true], ['owner', true, true, true], ['admin', true, true, true]])(
  '[Y29] what a %s may change: head %s, activities %s, costs and budget %s', (role, head, plan, money) => {
    expect([headTable, 'activities', 'costs', 'budget'].map((table) => mayEdit(role)(table as 'costs'))).toEqual([head, plan, money, money]);
    expect(roles).toContain(role);
  });

describe.each([['written into', true], ['rendered anew', false]] as const)('rights, workbooks %s', (_, isInPlace) => {
  test('[Y29] a treasurer’s change of an activity is told with its cell and stays in the sheet; the costs go in', () => {
    const { world, workbook } = open(isInPlace);
    editBoth(workbook);
    const { problems, diff } = world.sync(workbook, { role: 'treasurer' });
    expect(problems).toMatchObject([{ code: 'NOT_ALLOWED', tab: 'Tiltak', cell: 'G2', header: 'Ansvarlig', value: 'Nina' }]);
    expect(problemMessage(problems[0]!, 'nb')).toBe('«Nina» er ikke tatt inn, for du har ikke rett til å endre dette. Be dem som redigerer planen om å gjøre det.');
    expect(diff.changed).toMatchObject([{ table: 'costs', field: 'amount' }]);
    expectTable(world.head(), 'activities', activities);
    expectTable(world.head(), 'costs', withMore);
    expectTab(workbook, 'activities', withNina);
    expect(world.preview(workbook, { role: 'treasurer' })).toMatchObject({ isPlanChanged: false, isSheetBehind: false, problems: [{ cell: 'G2' }] });
    expect(world.preview(workbook, { role: 'owner' }).diff.changed).toMatchObject([{ field: 'responsible', to: 'Nina' }]);
  });

  test('[Y29] an editor’s change of a cost is told; the activities go in', () => {
    const { world, workbook } = open(isInPlace);
    editBoth(workbook);
    const { problems } = world.sync(workbook, { role: 'editor' });
    expect(problems).toMatchObject([{ code: 'NOT_ALLOWED', tab: 'Kostnader', cell: 'G2', header: 'Beløp', value: '9500' }]);
    expect(problemMessage(problems[0]!, 'sv')).toContain('Be kassören göra det.');
    expectTable(world.head(), 'activities', withNina);
    expectTable(world.head(), 'costs', costs);
  });

  test('[Y29] a reader changes nothing, and is told of each', () => {
    const { world, workbook } = open(isInPlace);
    editBoth(workbook);
    setCell(tabNamed(workbook, 'Plan'), 1, 2, 'Min plan');
    expect(world.sync(workbook, { role: 'reader' })).toMatchObject({ isPlanChanged: false, problems: [{ cell: 'C2', value: 'Min plan' }, { cell: 'G2' }, { cell: 'G2' }] });
    expect(tabNamed(workbook, 'Plan').rows[1]![2]!.value).toBe('Min plan');
  });

  test('[Y29] a new row is told and stays; a removed one is told and comes back; nothing is held', () => {
    const { world, workbook } = open(isInPlace);
    addRow(workbook, 'activities', 'title', 'Ny');
    deleteRows(tabOf(workbook, 'activities'), rowOf(tabOf(workbook, 'activities'), 'activities-t2'));
    deleteRows(tabOf(workbook, 'activities'), rowOf(tabOf(workbook, 'activities'), 'activities-t1'));
    const { problems, held } = world.sync(workbook, { role: 'treasurer' });
    expect(held).toBeNull();
    expect(problems.map(({ code, value }) => [code, value])).toEqual([['NOT_ALLOWED', 'Ny'], ['REMOVAL_NOT_ALLOWED', 'T1 · Møte'], ['REMOVAL_NOT_ALLOWED', 'T2 · Kurs']]);
    expectTable(world.head(), 'activities', activities);
    const tab = tabOf(workbook, 'activities');
    const titles = tab.rows.slice(1).map((cells) => cells[columnOfField(tab, 'activities', 'title')]?.value).filter((title) => title !== undefined);
    expect([...titles].sort()).toEqual(['Kurs', 'Møte', 'Ny']);
    const again = world.preview(workbook, { role: 'treasurer' });
    expect(again).toMatchObject({ isPlanChanged: false, problems: [{ code: 'NOT_ALLOWED', value: 'Ny' }] });
    expect(world.preview(workbook, { role: 'owner' }).diff.added).toHaveLength(1);
  });

  test('[Y9] [Y29] a cost of a new activity that is not taken in goes in without it, and is told so with the cell’s text', () => {
    const { world, workbook } = open(isInPlace);
    addRow(workbook, 'activities', 'title', 'Ny fra kasserer');
    addRow(workbook, 'costs', 'text', 'Kake');
    const tab = tabOf(workbook, 'costs');
    setCell(tab, 2, columnOfField(tab, 'costs', 'activity'), 'Ny fra kasserer');
    const { problems } = world.sync(workbook, { role: 'treasurer' });
    expect(problems.map((problem) => [problem.tab, problem.code, problem.value])).toEqual([['Tiltak', 'NOT_ALLOWED', 'Ny fra kasserer'], ['Kostnader', 'REFERENCE_NOT_TAKEN', 'Ny fra kasserer']]);
    expect(problemMessage(problems[1]!, 'nb')).toBe('Raden «Ny fra kasserer» er ikke tatt inn, så cellen kan ikke vise til den ennå. Velg noe annet, eller synk igjen når raden er tatt inn.');
    expect(world.head().tables.costs.find(({ text }) => text === 'Kake')).not.toHaveProperty('activity');
    world.sync(workbook, { role: 'owner' });
    const added = world.head().tables.activities.find(({ title }) => title === 'Ny fra kasserer')!;
    expect(world.head().tables.costs.find(({ text }) => text === 'Kake')).toMatchObject({ activity: added.id });
  });

  test('[Y29] order is taken only where they may change it', () => {
    const { world, workbook } = open(isInPlace);
    for (const table of ['activities', 'costs'] as const) tabOf(workbook, table).rows.splice(1, 2, ...tabOf(workbook, table).rows.slice(1, 3).reverse());
    world.sync(workbook, { role: 'treasurer', takeOrder: true });
    expect(world.head().tables.activities.map(({ code }) => code)).toEqual(['T1', 'T2']);
    expect(world.head().tables.costs.map(({ id }) => id)).toEqual(['costs-2', 'costs-1']);
  });
});
