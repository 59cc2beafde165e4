import type { Role } from '../../../core/plan/rights';
import type { Plan } from '../../../core/plan/plan';
import { withField } from '../../../core/plan/records';
import type { TableName } from '../../../core/plan/table-names';
import { answers, conflictMark } from '../../../core/sheet/conflict';
import { problemMessage } from '../../../core/sync';
import { deleteRows, rowOf, setCell, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld, expectSettled, type World } from '../../support/sync-world';
import { columnOfField, planOf, tabOf, typeInto } from '../../support/workbook-md';

const goals = `
  | code | title  |
  | M1   | Flere  |
  | M2   | Bedre  |
  | M3   | Oftere |`;
const activities = `
  | code | title | responsible | goal | due        |
  | T1   | Møte  | Kari        | M1   | 2026-03-01 |
  | T2   | Kurs  | Ola         |      |            |`;
const costs = `
  | id      | text   | amount |
  | costs-1 | Lokale | 9000   |`;

const t1 = (world: World): Plan['tables']['activities'][number] | undefined => world.head().tables.activities.find(({ id }) => id === 'activities-t1');
/** What somebody else makes of the store meanwhile. */
const setInStore = (world: World, field: string, value: string): void => {
  const plan = world.head();
  world.commit({ ...plan, tables: { ...plan.tables, activities: plan.tables.activities.map((record) => (record.id === 'activities-t1' ? withField(record, field, value) : record)) } });
};
const dropInStore = (world: World, table: TableName, id: string): void => {
  const plan = world.head();
  world.commit({ ...plan, tables: { ...plan.tables, [table]: plan.tables[table].filter((record) => record.id !== id) } });
};
const dropRow = (workbook: EditedWorkbook): void => deleteRows(tabOf(workbook, 'activities'), rowOf(tabOf(workbook, 'activities'), 'activities-t1'));
const cell = (workbook: EditedWorkbook, field: string): unknown => {
  const tab = tabOf(workbook, 'activities');
  return tab.rows[rowOf(tab, 'activities-t1')]?.[columnOfField(tab, 'activities', field)]?.value;
};
const isTabOfConflicts = ({ rows }: EditedWorkbook['tabs'][number]): boolean => rows[0]?.some((one) => one?.value === conflictMark) ?? false;
const choose = (workbook: EditedWorkbook, text: string): void => {
  const tab = workbook.tabs.find(isTabOfConflicts)!;
  setCell(tab, 1, tab.rows[0]!.length - 1, text);
};

describe.each([['written into', true], ['rendered anew', false]] as const)('stale files of several people, workbooks %s', (_, isInPlace) => {
  const open = (): { world: World; workbook: EditedWorkbook } => {
    const world = createWorld(planOf({ goals, activities, costs }), isInPlace);
    return { world, workbook: world.open() };
  };
  /** A sync, and one more of what was written back, which finds nothing. */
  const syncAs = (world: World, workbook: EditedWorkbook, role: Role, options: { prefer?: 'sheet' | 'store' } = {}) => {
    const decision = world.sync(workbook, { role, ...options });
    expect(world.preview(workbook, { role })).toMatchObject({ isPlanChanged: false, isSheetBehind: false, conflicts: decision.conflicts });
    return decision;
  };
  const anneAndBerit = { field: 'responsible', base: 'Kari', store: 'Anne', sheet: 'Berit' };

  test.each<[Role]>([['treasurer'], ['reader']])('[Y29] [Y30] synced by a %s in between, an edit that the store has changed as well stays a conflict', (role) => {
    const { world, workbook } = open();
    setInStore(world, 'responsible', 'Anne');
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Berit');
    typeInto(workbook, 'costs', 'costs-1', 'amount', 9500);
    const first = syncAs(world, workbook, role);
    expect(first.conflicts).toMatchObject([anneAndBerit]);
    expect(first.problems[0]).toMatchObject({ code: 'NOT_ALLOWED', cell: 'G2', value: 'Berit' });
    expect(cell(workbook, 'responsible')).toBe('Berit');
    expect(syncAs(world, workbook, 'owner').conflicts).toMatchObject([anneAndBerit]);
    expect(t1(world)).toMatchObject({ responsible: 'Anne' });
  });

  test('[Y6] [Y30] a conflict that was open stays open, with its base, when somebody syncs who may not settle it, whatever they prefer', () => {
    const { world, workbook } = open();
    setInStore(world, 'responsible', 'Anne');
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Berit');
    const { openConflicts } = syncAs(world, workbook, 'owner');
    for (const prefer of ['sheet', 'store'] as const) expect(syncAs(world, workbook, 'treasurer', { prefer })).toMatchObject({ openConflicts, conflicts: [anneAndBerit], settled: [] });
    expect(workbook.tabs.some(isTabOfConflicts)).toBe(true);
    expect(cell(workbook, 'responsible')).toBe('Berit');
    expect(syncAs(world, workbook, 'owner', { prefer: 'sheet' }).settled).toMatchObject([anneAndBerit]);
    expect(t1(world)).toMatchObject({ responsible: 'Berit' });
  });

  test('[Y25] [Y30] a choice by somebody who may not make it is told as that; the conflict stays open', () => {
    const { world, workbook } = open();
    setInStore(world, 'responsible', 'Anne');
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Berit');
    world.sync(workbook);
    choose(workbook, answers.sheet.nb);
    const { problems, notices, conflicts } = world.preview(workbook, { role: 'treasurer' });
    expect({ notices, conflicts }).toMatchObject({ notices: [], conflicts: [anneAndBerit] });
    expect(problems.map((problem) => [problem.tab, problem.code, problemMessage(problem, 'nb')])).toEqual([
      ['Tiltak', 'NOT_ALLOWED', '«Berit» er ikke tatt inn, for du har ikke rett til å endre dette. Be dem som redigerer planen om å gjøre det.'],
      ['Konflikter', 'NOT_ALLOWED', '«I arket» er ikke tatt inn, for du har ikke rett til å endre dette. Be dem som redigerer planen om å gjøre det.'],
    ]);
  });

  test('[Y29] what the store has by now is no change', () => {
    const { world, workbook } = open();
    setInStore(world, 'responsible', 'Berit');
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Berit');
    expect(syncAs(world, workbook, 'treasurer')).toMatchObject({ problems: [], conflicts: [] });
  });

  test('[Y30] a row removed here and changed there stays out, and the conflict waits for somebody who may settle it', () => {
    const { world, workbook } = open();
    setInStore(world, 'responsible', 'Anne');
    dropRow(workbook);
    const { problems, held, conflicts } = syncAs(world, workbook, 'treasurer');
    expect({ held, conflicts }).toMatchObject({ held: null, conflicts: [{ field: null, id: 'activities-t1' }] });
    expect(problems.map((problem) => problemMessage(problem, 'nb'))).toEqual(['T1 · Møte er ikke slettet, for raden er endret i lageret, og du har ikke rett til å velge. Be dem som redigerer planen om å avgjøre konflikten.']);
    expect(syncAs(world, workbook, 'owner').conflicts).toMatchObject([{ field: null }]);
    expect(t1(world)).toMatchObject({ responsible: 'Anne' });
  });

  test('[Y30] a row changed here and removed there stays in the sheet, as a conflict', () => {
    const { world, workbook } = open();
    dropInStore(world, 'activities', 'activities-t1');
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Berit');
    expect(syncAs(world, workbook, 'treasurer')).toMatchObject({ conflicts: [{ field: null }], problems: [{ code: 'NOT_ALLOWED', value: 'Berit' }] });
    expect(cell(workbook, 'responsible')).toBe('Berit');
    expect(syncAs(world, workbook, 'owner').conflicts).toMatchObject([{ field: null, store: undefined }]);
  });

  test.each([['due', 'snart', '5.5.2026', '2026-04-01'], ['title', '', 'Treff', 'Samling']])('[Y10] [Y30] %s that made no sense, %j, hid what the store has by now: what is typed next overwrites nothing', (field, junk, next, stored) => {
    const { world, workbook } = open();
    setInStore(world, field, stored);
    typeInto(workbook, 'activities', 'activities-t1', field, junk);
    expect(syncAs(world, workbook, 'owner')).toMatchObject({ conflicts: [], problems: [{}] });
    expectSettled(world, workbook);
    const showsStored = cell(workbook, field) === stored;
    typeInto(workbook, 'activities', 'activities-t1', field, next);
    expect(syncAs(world, workbook, 'owner').conflicts).toHaveLength(showsStored ? 0 : 1);
    expect(t1(world)![field]).toBe(showsStored ? next : stored);
  });

  test('[Y9] [Y30] a reference to what is gone hid what the store refers to by now', () => {
    const { world, workbook } = open();
    setInStore(world, 'goal', 'goals-m3');
    dropInStore(world, 'goals', 'goals-m2');
    typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M2');
    expect(syncAs(world, workbook, 'owner')).toMatchObject({ conflicts: [], problems: [{ code: 'REFERENCE_GONE' }] });
    typeInto(workbook, 'activities', 'activities-t1', 'goal', '');
    expect(syncAs(world, workbook, 'owner').conflicts).toMatchObject([{ field: 'goal', base: 'goals-m1', store: 'goals-m3' }]);
    expect(t1(world)).toMatchObject({ goal: 'goals-m3' });
  });
});
