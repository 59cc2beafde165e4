import { idHeader, tableLayout } from '../../../core/sheet/layout';
import { setCell, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld, type World } from '../../support/sync-world';
import { planOf, tabOf } from '../../support/workbook-md';

const activities = `
  | code | title | responsible |
  | T1   | Møte  | Kari        |
  | T2   | Kurs  | Ola         |`;
const headers = tableLayout('activities', 'nb').columns.map(({ header }) => header);

/** A workbook of a version that had no "Hva om", beside which a person may have a column. */
const older = (world: World, own: readonly string[] = []): EditedWorkbook => {
  const workbook = world.open();
  const tab = tabOf(workbook, 'activities');
  for (const cells of tab.rows) cells.length = Math.min(cells.length, headers.length);
  const stamp = workbook.tabs.find(({ name }) => name === '_planark')!;
  for (const cells of stamp.rows) if (cells[1]?.value === 'activities' && cells[2]?.value === 'whatIf') cells.length = 0;
  own.forEach((text, row) => setCell(tab, row, headers.length, text));
  return workbook;
};
const headersIn = (workbook: EditedWorkbook): unknown[] => Array.from(tabOf(workbook, 'activities').rows[0]!, (cell) => cell?.value);

describe('a workbook that an older version made', () => {
  test('[W11] gets the column it lacks beside the last one; what the store has of it is shown, and it is told', () => {
    const world = createWorld(planOf({ activities: activities.replaceAll(/\|$/gm, '| dropped |').replace('dropped', 'whatIf') }), true);
    const workbook = older(world);
    const { notices, diff } = world.sync(workbook);
    expect(notices.map(({ code, tab, detail }) => [code, tab, detail])).toEqual([['FIELD_ADDED', 'Tiltak', 'Hva om']]);
    expect([diff.changed, world.revisions.length]).toEqual([[], 1]);
    expect(headersIn(workbook)).toEqual([idHeader, ...headers]);
    expect(tabOf(workbook, 'activities').rows.slice(1, 3).map((cells) => cells[headers.length]?.value)).toEqual(['Droppes', 'Droppes']);
    expect(world.sync(workbook).isSheetBehind).toBe(false);
  });

  test('[W11] past a column of the person’s own, which stays where it is, without values too', () => {
    for (const own of [['Min egen', 'husk', 'dette'], ['Min egen'], ['', 'uten overskrift']]) {
      const world = createWorld(planOf({ activities }), true);
      const workbook = older(world, own);
      const before = tabOf(workbook, 'activities').rows.map((cells) => [...cells]);
      expect(world.sync(workbook).notices.map(({ code }) => code)).toEqual(['FIELD_ADDED']);
      expect(headersIn(workbook)).toEqual([idHeader, ...headers.slice(0, -1), own[0] === '' ? undefined : own[0], 'Hva om']);
      expect(tabOf(workbook, 'activities').rows.map((cells) => cells.slice(0, headers.length + 1))).toEqual(before.map((cells) => cells.slice(0, headers.length + 1)));
      setCell(tabOf(workbook, 'activities'), 2, headers.length + 1, 'Droppes');
      world.sync(workbook);
      expect(world.head().tables.activities.map(({ whatIf }) => whatIf)).toEqual([undefined, 'dropped']);
    }
  });

  test('[W11] [I14] a column of theirs that is called so already is the field’s', () => {
    const world = createWorld(planOf({ activities }), true);
    const workbook = older(world, ['Hva om', 'Droppes']);
    expect(world.sync(workbook).notices).toEqual([]);
    expect(world.head().tables.activities.map(({ whatIf }) => whatIf)).toEqual(['dropped', undefined]);
  });

  test('[W6] [W11] where somebody has taken another column away, the tab is written anew with both', () => {
    const world = createWorld(planOf({ activities }), true);
    const workbook = older(world);
    for (const cells of tabOf(workbook, 'activities').rows) cells.splice(headers.indexOf('Ansvarlig') + 1, 1);
    expect(world.sync(workbook).notices.map(({ code, detail }) => `${code} ${detail}`)).toEqual(['FIELD_MISSING Ansvarlig', 'FIELD_ADDED Hva om']);
    expect(headersIn(workbook)).toEqual([idHeader, ...headers]);
    expect(world.head().tables.activities.map(({ responsible }) => responsible)).toEqual(['Kari', 'Ola']);
  });
});
