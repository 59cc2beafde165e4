import { createNaming, diffLines, heldLines, problemMessage, summaryLine } from '../../../core/sync';
import { deleteRows, insertRow, moveRow, sortRows, typed } from '../../support/edit-grid';
import { createWorld, expectSettled } from '../../support/sync-world';
import { expectTable, expectTab, planOf, tabOf, tellStory, typeInto } from '../../support/workbook-md';

const base = '| code | title |\n| T1 | Møte |\n| T2 | Kurs |\n| T3 | Besøk |\n| T4 | Nettside |';
const fresh = () => {
  const world = createWorld(planOf({ activities: base }));
  return { world, workbook: world.open() };
};
const order = (titles: readonly unknown[]): string => titles.map(String).join(', ');

describe('the journey of a sync', () => {
  test('[Y1] an unedited workbook changes nothing, in every language, and is not behind', () => {
    const world = createWorld(planOf({ activities: base }));
    for (const locale of ['nb', 'nn', 'sv', 'en'] as const) {
      const decision = world.preview(world.open(locale));
      expect(decision).toMatchObject({ isPlanChanged: false, isSheetBehind: false, problems: [], notices: [], conflicts: [], held: null });
      expect(decision.plan).toBe(world.head());
    }
  });

  test('[Y1] the same file twice, written back or not, changes nothing the second time', () => {
    for (const crashes of [true, false]) {
      const { world, workbook } = fresh();
      typeInto(workbook, 'activities', 'activities-t1', 'title', 'Treff');
      deleteRows(tabOf(workbook, 'activities'), 3);
      insertRow(tabOf(workbook, 'activities'), 2, [undefined, undefined, typed('Ny')]);
      expect(world.sync(workbook, { crashes })).toMatchObject({ isPlanChanged: true });
      expect(world.preview(workbook)).toMatchObject({ isPlanChanged: false, isSheetBehind: crashes, diff: { added: [], changed: [], removed: [] } });
      expect(world.sync(workbook)).toMatchObject({ isPlanChanged: false });
      expectTable(world.head(), 'activities', '| code | title |\n| T1 | Treff |\n| T5 | Ny |\n| T2 | Kurs |\n| T4 | Nettside |');
      expectSettled(world, workbook);
    }
  });

  test('[Y3] [Y13] what came into the store since is received, and the workbook is behind until it is written back', () => {
    const told = tellStory({ base: { activities: base }, store: { activities: `${base}\n| T5 | Lagrets |` } });
    expect(told.decision).toMatchObject({ isPlanChanged: false, isSheetBehind: true, diff: { changed: [], received: [{ code: 'T5' }] } });
    expectTab(told.workbook, 'activities', `${base}\n| T5 | Lagrets |`);
    expectSettled(told.world, told.workbook);
  });

  test('[Y12] rows moved: reported, kept in the sheet, and the store’s order kept', () => {
    const { world, workbook } = fresh();
    moveRow(tabOf(workbook, 'activities'), 4, 1);
    const decision = world.sync(workbook);
    expect(decision.diff.moved).toMatchObject([{ code: 'T4', cell: 'Tiltak!B2' }]);
    expect(decision.isPlanChanged).toBe(false);
    insertRow(tabOf(workbook, 'activities'), 2, [undefined, undefined, typed('Ny')]);
    world.sync(workbook);
    expect(order(world.head().tables.activities.map(({ code }) => code))).toBe('T1, T2, T3, T4, T5');
    expectTab(workbook, 'activities', '| code |\n| T4 |\n| T5 |\n| T1 |\n| T2 |\n| T3 |');
  });

  test('[Y12] of many rows that were moved the first five are named, below all real changes', () => {
    const rows = Array.from({ length: 20 }, (_, i) => `| T${i + 1} | Tiltak ${String(i + 10)} |`).join('\n');
    const { world, decision } = tellStory({ base: { activities: `| code | title |\n${rows}` }, edit: (edited) => {
      typeInto(edited, 'activities', 'activities-t2', 'title', 'Treff');
      sortRows(tabOf(edited, 'activities'), 2, true);
    } });
    const lines = diffLines(decision.diff, createNaming([world.head()], 'nb'), 'nb');
    expect(summaryLine(decision.diff, 'nb')).toBe('1 endret, 0 nye, 18 flyttet, 0 slettet');
    expect(summaryLine(decision.diff, 'sv')).toBe('1 ändrad, 0 nya, 18 flyttade, 0 borttagna');
    expect(lines.map((line) => line.replace(/^.* {2}/, ''))).toEqual([
      'T2 · Treff, Tiltak: Tiltak 11 → Treff', ...Array.from({ length: 5 }, () => expect.stringMatching(/^Flyttet: /)), '… (18)',
    ]);
  });

  test('[Y12] taken when asked for, also when rows were removed; those that the sheet has not stay after the one they follow', () => {
    const told = tellStory({
      base: { activities: base }, store: { activities: base.replace('\n| T3', '\n| T5 | Lagrets |\n| T3') }, takeOrder: true,
      sheet: { activities: '| code | title |\n| T4 | Nettside |\n| T2 | Kurs |\n| T1 | Møte |' },
    });
    expect(order(told.plan.tables.activities.map(({ code }) => code))).toBe('T4, T2, T5, T1');
    expectSettled(told.world, told.workbook);
    expect(told.world.preview(told.workbook, { takeOrder: true })).toMatchObject({ isPlanChanged: false, diff: { moved: [] } });
  });

  test('[Y12] an order that another took meanwhile is not undone by a sheet that moved nothing', () => {
    const told = tellStory({ base: { activities: base }, store: { activities: '| code |\n| T4 |\n| T1 |\n| T2 |\n| T3 |' }, takeOrder: true });
    expect(told.decision.diff.moved).toEqual([]);
    expect(order(told.plan.tables.activities.map(({ code }) => code))).toBe('T4, T1, T2, T3');
  });

  test('[Y11] rows that are kept stay below the record they stood under, in their order, also when that one moves', () => {
    const { world, workbook } = fresh();
    insertRow(tabOf(workbook, 'activities'), 2, [undefined, undefined, undefined, typed('M9')]);
    insertRow(tabOf(workbook, 'activities'), 3, [undefined, undefined, undefined, typed('M8')]);
    typeInto(workbook, 'activities', 'activities-t4', 'title', 'Ny nettside');
    world.sync(workbook);
    moveRow(tabOf(workbook, 'activities'), 6, 1);
    typeInto(workbook, 'activities', 'activities-t4', 'title', 'Nettsted');
    world.sync(workbook);
    expectTab(workbook, 'activities', '| code | title | goal |\n| T4 | Nettsted | |\n| T1 | Møte | |\n|  |  | M9 |\n|  |  | M8 |\n| T2 | Kurs | |\n| T3 | Besøk | |');
    expectSettled(world, workbook);
  });

  test('[Y14] every edit is named by code and cell, from what to what', () => {
    const { world, workbook } = fresh();
    typeInto(workbook, 'activities', 'activities-t2', 'title', 'Dagskurs');
    deleteRows(tabOf(workbook, 'activities'), 3);
    insertRow(tabOf(workbook, 'activities'), 4, [undefined, undefined, typed('Ny')]);
    expect(world.preview(workbook).diff).toEqual({
      added: [{ table: 'activities', id: expect.any(String), code: 'T5', cell: 'Tiltak!B5' }],
      changed: [{ table: 'activities', id: 'activities-t2', code: 'T2', cell: 'Tiltak!C3', field: 'title', from: 'Kurs', to: 'Dagskurs' }],
      moved: [],
      removed: [{ table: 'activities', id: 'activities-t3', code: 'T3', cell: null }],
      received: [],
    });
  });

  test('[Y17] and told in plain words, in each language', () => {
    const { world, workbook } = fresh();
    typeInto(workbook, 'activities', 'activities-t2', 'due', '31.5.2026');
    deleteRows(tabOf(workbook, 'activities'), 3);
    const { diff, plan } = world.preview(workbook);
    const naming = createNaming([plan, world.head()], 'nb');
    expect(summaryLine(diff, 'nb')).toMatch(/^1 endret, 0 nye, 0 flyttet, 1 slettet$/);
    expect(summaryLine(diff, 'en')).toBe('1 changed, 0 new, 0 moved, 1 removed');
    expect(diffLines(diff, naming, 'nb')).toEqual(['Slettet: T3 · Besøk', 'Tiltak!K3  T2 · Kurs, Frist: (tom) → 31.05.2026']);
    expect(heldLines({ reason: 'many-deletions', tables: [{ tab: 'Tiltak', gone: 9, of: 20 }] }, 'sv')[0]).toContain('9 av 20');
    expect(problemMessage({ code: 'NOT_A_DATE', value: 'snart', expected: 'Skriv en dato.' }, 'nb')).toBe('«snart» er ikke en dato. Skriv en dato.');
  });

  test('[Y17] amounts stand as people of the language write them', () => {
    const naming = (locale: 'nb' | 'en') => createNaming([], locale);
    const amounts = [900_000, 1_250_050, -50, undefined].map((minor) => naming('nb').value('costs', 'amount', minor));
    expect(amounts).toEqual(['9\u00a0000', '12\u00a0500,50', '\u22120,50', '(tom)']);
    expect(naming('en').value('costs', 'amount', 1_250_050)).toBe('12,500.50');
    expect(naming('nb').value('costs', 'year', 2026)).toBe('2026');
  });
});
