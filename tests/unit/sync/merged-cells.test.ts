import type { GridRange } from '../../../core/sheet/grid';
import { mergeCells, setCell, typed, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld, expectSettled, type World } from '../../support/sync-world';
import { columnOfField, expectTab, expectTable, planOf, tabOf, typeInto } from '../../support/workbook-md';

const base = `
  | code | title | responsible | channel |
  | T1   | Møte  | Kari        | e-post  |
  | T2   | Kurs  | Ola         | nett    |
  | T3   | Besøk | Nina        |         |
  | T4   | Avis  |             | papir   |`;

/** Written into as it stands, so that merges stay where they are. */
const fresh = (): { world: World; workbook: EditedWorkbook } => {
  const world = createWorld(planOf({ activities: base }), true);
  return { world, workbook: world.open() };
};
const activities = (workbook: EditedWorkbook) => tabOf(workbook, 'activities');
const rangeOf = (workbook: EditedWorkbook, field: string, top: number, bottom: number, more = 0): GridRange => {
  const left = columnOfField(activities(workbook), 'activities', field);
  return { top, bottom, left, right: left + more };
};
const problemsOf = ({ problems }: { problems: readonly { code: string; cell: string | null; value: string }[] }): string[] => problems.map(({ code, cell, value }) => `${code} ${cell} ${value}`);

describe('merged cells', () => {
  test('[R14] what a merge hides is kept and told once, the cell that people see is read, and what was hidden is there when the cells are split', () => {
    const { world, workbook } = fresh();
    mergeCells(activities(workbook), rangeOf(workbook, 'responsible', 1, 3));
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Ida');
    const decision = world.sync(workbook);
    expect(problemsOf(decision)).toEqual(['MERGED_CELL G3 G2:G4']);
    expect(decision.diff.changed).toMatchObject([{ id: 'activities-t1', field: 'responsible', to: 'Ida' }]);
    expectTable(world.head(), 'activities', base.replace('Kari', 'Ida '));
    expectTab(workbook, 'activities', base.replace('Kari', 'Ida '));
    expect(world.preview(workbook).problems).toEqual([]);
    expectSettled(world, workbook);
    activities(workbook).merges = [];
    expectSettled(world, workbook);
  });

  test('[R14] over what cannot be empty, and over cells that were empty anyway', () => {
    const { world, workbook } = fresh();
    mergeCells(activities(workbook), rangeOf(workbook, 'title', 1, 2));
    mergeCells(activities(workbook), rangeOf(workbook, 'responsible', 3, 4));
    mergeCells(activities(workbook), rangeOf(workbook, 'channel', 2, 3));
    expect(problemsOf(world.preview(workbook))).toEqual(['MERGED_CELL C3 C2:C3']);
    world.sync(workbook);
    expectTable(world.head(), 'activities', base);
    expectSettled(world, workbook);
  });

  test('[R14] what stands hidden under a merge is nobody’s edit', () => {
    const { world, workbook } = fresh();
    const range = rangeOf(workbook, 'responsible', 1, 2);
    activities(workbook).merges = [range];
    expect(world.preview(workbook)).toMatchObject({ problems: [], isSheetBehind: false });
    setCell(activities(workbook), 2, range.left, 'Usett');
    expect(world.preview(workbook)).toMatchObject({ isPlanChanged: false, problems: [{ code: 'MERGED_CELL' }] });
  });

  test('[R14] a new row: what is hidden in it is empty', () => {
    const { world, workbook } = fresh();
    const range = rangeOf(workbook, 'responsible', 4, 5);
    activities(workbook).rows.push([undefined, undefined, typed('Ny')]);
    setCell(activities(workbook), 5, range.left, 'Usett');
    activities(workbook).merges = [range];
    world.sync(workbook);
    expectTable(world.head(), 'activities', `${base}\n| T5 | Ny | | |`);
    expectSettled(world, workbook);
  });

  test('[R14] whole rows merged: those that are swallowed are not deleted and come back below', () => {
    for (const left of [0, 1]) {
      const { world, workbook } = fresh();
      mergeCells(activities(workbook), { top: 2, bottom: 3, left, right: 30 });
      const decision = world.sync(workbook);
      expect(decision.diff.removed).toEqual([]);
      expect(decision.problems.map(({ code }) => code)).toEqual(['MERGED_CELL']);
      expectTable(world.head(), 'activities', base);
      expectSettled(world, workbook);
    }
  });

  test('[R14] on the tab Plan too', () => {
    const { world, workbook } = fresh();
    const plan = workbook.tabs.find(({ name }) => name === 'Plan')!;
    mergeCells(plan, { top: 1, bottom: 4, left: 2, right: 2 });
    expect(problemsOf(world.preview(workbook))).toEqual(['MERGED_CELL C3 C2:C5']);
    world.sync(workbook);
    expectSettled(world, workbook);
  });

  test('[R14] merges over one another, as no program makes them, are survived', () => {
    const { world, workbook } = fresh();
    activities(workbook).merges = Array.from({ length: 1000 }, (_, i) => ({ top: i % 3, left: 1, bottom: 1_000_000 + i, right: 16_383 }));
    expect(world.preview(workbook)).toMatchObject({ isPlanChanged: false, diff: { removed: [] } });
  });
});
