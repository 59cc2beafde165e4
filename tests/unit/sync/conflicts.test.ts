import type { Plan } from '../../../core/plan/plan';
import { withField } from '../../../core/plan/records';
import { deleteRows, rowOf, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld, expectSettled } from '../../support/sync-world';
import { expectTable, expectTab, planOf, tabOf, tellStory, typeInto, type Told } from '../../support/workbook-md';

const base = `
  | code | title | responsible |
  | T1   | Møte  | Kari        |
  | T2   | Kurs  | Ola         |`;
const inStore = base.replace('Kari', 'Nina');
const inSheet = base.replace('Kari', 'Per ');
const open = (): Told => tellStory({ base: { activities: base }, store: { activities: inStore }, sheet: { activities: inSheet } });
const responsible = (plan: Plan): unknown => plan.tables.activities[0]!['responsible'];
const setInStore = (plan: Plan, value: string): Plan => ({ ...plan, tables: { ...plan.tables, activities: plan.tables.activities.map((record) => (record.id === 'activities-t1' ? withField(record, 'responsible', value) : record)) } });
const dropRow = (workbook: EditedWorkbook, id: string): void => deleteRows(tabOf(workbook, 'activities'), rowOf(tabOf(workbook, 'activities'), id));

describe('conflicts', () => {
  test('[Y6] one cell edited in sheet and store: told with base, store, sheet and cell; each keeps its own', () => {
    const { decision, plan, workbook } = open();
    expect(decision.conflicts).toEqual([{ table: 'activities', id: 'activities-t1', code: 'T1', cell: 'Tiltak!G2', field: 'responsible', base: 'Kari', store: 'Nina', sheet: 'Per' }]);
    expectTable(plan, 'activities', inStore);
    expectTab(workbook, 'activities', inSheet);
  });

  test('[Y6] it stays open over several syncs, also when other things change', () => {
    const { world, workbook } = open();
    for (const title of ['Treff', 'Samling', 'Møte']) {
      typeInto(workbook, 'activities', 'activities-t1', 'title', title);
      const decision = world.sync(workbook);
      expect(decision.conflicts).toMatchObject([{ base: 'Kari', store: 'Nina', sheet: 'Per' }]);
      expect(decision.diff.changed).toMatchObject([{ field: 'title', to: title }]);
      expect(responsible(world.head())).toBe('Nina');
      expectSettled(world, workbook);
    }
  });

  test('[Y6] settled when the sheet gives way, to the store’s value or back to the base', () => {
    for (const value of ['Nina', 'Kari']) {
      const { world, workbook } = open();
      typeInto(workbook, 'activities', 'activities-t1', 'responsible', value);
      const decision = world.sync(workbook);
      expect(decision).toMatchObject({ conflicts: [], openConflicts: [], isPlanChanged: false });
      expectTab(workbook, 'activities', inStore);
      expectSettled(world, workbook);
    }
  });

  test('[Y6] settled when the store gives way, to the sheet’s value or back to the base', () => {
    for (const value of ['Per', 'Kari']) {
      const { world, workbook } = open();
      world.commit(setInStore(world.head(), value));
      expect(world.sync(workbook)).toMatchObject({ conflicts: [], openConflicts: [] });
      expect(responsible(world.head())).toBe('Per');
      expectSettled(world, workbook);
    }
  });

  test.each([['store', 'Nina'], ['sheet', 'Per']] as const)('[Y6] settled for the %s when asked', (prefer, value) => {
    const { world, workbook } = open();
    expect(world.sync(workbook, { prefer })).toMatchObject({ conflicts: [], openConflicts: [] });
    expect(responsible(world.head())).toBe(value);
    expectTab(workbook, 'activities', base.replace('Kari', value));
    expectSettled(world, workbook);
  });

  test('[Y6] two workbooks of one plan: what one brought in is a conflict only where the other edited the same cell', () => {
    const world = createWorld(planOf({ activities: base }));
    const [first, second] = [world.open(), world.open('sv')];
    typeInto(first, 'activities', 'activities-t1', 'responsible', 'Nina');
    typeInto(first, 'activities', 'activities-t2', 'title', 'Kurskveld');
    world.sync(first);
    const tab = second.tabs.find(({ name }) => name === 'Åtgärder')!;
    const header = (text: string): number => tab.rows[0]!.findIndex((cell) => cell?.value === text);
    tab.rows[1]![header('Ansvarig')] = { value: 'Per' };
    tab.rows[2]![header('Ansvarig')] = { value: 'Ida' };
    const decision = world.sync(second);
    expect(decision.conflicts).toMatchObject([{ field: 'responsible', store: 'Nina', sheet: 'Per' }]);
    expectTable(world.head(), 'activities', '| code | title | responsible |\n| T1 | Møte | Nina |\n| T2 | Kurskveld | Ida |');
    world.sync(first);
    expectSettled(world, first);
    expectSettled(world, second);
  });

  test('[Y6] deleted in the sheet and edited in the store: the row stays out of the sheet until it is settled', () => {
    const told = tellStory({ base: { activities: base }, store: { activities: inStore }, edit: (workbook) => dropRow(workbook, 'activities-t1') });
    expect(told.decision.conflicts).toMatchObject([{ id: 'activities-t1', code: 'T1', cell: null, field: null, sheet: undefined }]);
    expectTab(told.workbook, 'activities', base.replace(/\n.*T1.*\n/, '\n'));
    expectSettled(told.world, told.workbook);
    expect(told.world.preview(told.workbook, { prefer: 'sheet' }).diff.removed).toHaveLength(1);
    told.world.sync(told.workbook, { prefer: 'store' });
    expectTab(told.workbook, 'activities', inStore);
  });

  test('[Y6] deleted in the store and edited in the sheet: the row stays in the sheet, whole, until it is settled', () => {
    const told = tellStory({ base: { activities: base }, store: { activities: base.replace(/\n.*T1.*\n/, '\n') }, sheet: { activities: inSheet } });
    expect(told.decision.conflicts).toMatchObject([{ id: 'activities-t1', code: 'T1', cell: 'Tiltak!B2', field: null, store: undefined }]);
    expectTab(told.workbook, 'activities', inSheet);
    expectSettled(told.world, told.workbook);
    told.world.sync(told.workbook, { prefer: 'sheet' });
    expectTable(told.world.head(), 'activities', inSheet);
    expect(told.world.head().retired).toEqual({});
    expectSettled(told.world, told.workbook);
  });

  test('[Y6] such a row given way to by deleting it is gone from both', () => {
    const told = tellStory({ base: { activities: base }, store: { activities: base.replace(/\n.*T1.*\n/, '\n') }, sheet: { activities: inSheet } });
    dropRow(told.workbook, 'activities-t1');
    expect(told.world.sync(told.workbook)).toMatchObject({ conflicts: [], openConflicts: [], held: null });
    expectSettled(told.world, told.workbook);
  });

  test('[Y6] an open conflict of a cell becomes one of the row when the row is deleted, and stays open', () => {
    const { world, workbook } = open();
    dropRow(workbook, 'activities-t1');
    expect(world.sync(workbook).conflicts).toMatchObject([{ field: null, sheet: undefined }]);
    expectSettled(world, workbook);
    expect(world.sync(workbook).conflicts).toHaveLength(1);
  });

  test('[Y4] more than five rows, and more than a fifth, gone: held; nothing is written until it is confirmed', () => {
    const rows = (count: number): string => `| code |\n${Array.from({ length: count }, (_, i) => `| T${i + 1} |`).join('\n')}`;
    const gone = (of: number, count: number, confirmDeletions = false) =>
      tellStory({ base: { activities: rows(of) }, edit: (workbook) => deleteRows(tabOf(workbook, 'activities'), 1, count), confirmDeletions });
    expect(gone(20, 5).decision).toMatchObject({ held: null, diff: { removed: { length: 5 } } });
    expect(gone(50, 10).decision.held).toBeNull();
    expect(gone(50, 11).decision.held).toEqual({ reason: 'many-deletions', tables: [{ tab: 'Tiltak', gone: 11, of: 50 }] });
    expect(gone(20, 6).decision.held).toMatchObject({ tables: [{ gone: 6, of: 20 }] });
    expect(gone(20, 6).plan.tables.activities).toHaveLength(20);
    expect(gone(20, 6, true).plan.tables.activities).toHaveLength(14);
    expect(gone(2, 2).decision.held).toMatchObject({ tables: [{ gone: 2, of: 2 }] });
  });

  test('[Y4] rows whose deletion is in conflict already are not asked about again', () => {
    const rows = Array.from({ length: 8 }, (_, i) => i + 1);
    const table = (responsible: string): string => `| code | responsible |\n${rows.map((i) => `| T${i} | ${responsible} |`).join('\n')}`;
    const told = tellStory({ base: { activities: table('Kari') }, store: { activities: table('Nina') }, edit: (workbook) => deleteRows(tabOf(workbook, 'activities'), 1, 7), confirmDeletions: true });
    expect(told.decision.conflicts).toHaveLength(7);
    expect(told.world.preview(told.workbook).held).toBeNull();
  });

  test('[Y15] the head: edits, clearing, conflicts and refusals, field by field', () => {
    const told = tellStory({
      base: {}, head: { adoption: { body: 'Årsmøtet', date: '2026-01-27' } },
      edit: (workbook) => {
        const tab = workbook.tabs.find(({ name }) => name === 'Plan')!;
        const set = (label: string, value: string): void => void (tab.rows.find((cells) => cells[1]?.value === label)![2] = value === '' ? undefined : { value });
        set('Status', 'Utkast');
        set('Vedtatt av', '');
        set('Tittel', '');
        set('Perioden slutter', 'desember 2027');
        set('Valuta', 'kroner');
      },
    });
    expect(told.decision.diff.changed.map(({ field, to, cell }) => [field, to, cell])).toEqual([['period.end', '2027-12-31', 'Plan!C12'], ['adoption.body', null, 'Plan!C13'], ['status', 'draft', 'Plan!C15']]);
    expect(told.decision.problems.map(({ code, cell }) => [code, cell])).toEqual([['REQUIRED', 'Plan!C2'.slice(5)], ['NOT_IN_LIST', 'C5']]);
    expect(told.plan).toMatchObject({ title: 'Prøveplan', adoption: { date: '2026-01-27' }, currency: 'NOK' });
    expectSettled(told.world, told.workbook);
  });

  test('[Y15] a conflict of the head stays open, too', () => {
    const { world, workbook } = tellStory({ base: {} });
    const title = (value: string): void => void (workbook.tabs.find(({ name }) => name === 'Plan')!.rows.find((cells) => cells[1]?.value === 'Tittel')![2] = { value });
    title('Fra arket');
    world.commit({ ...world.head(), title: 'Fra lageret' });
    expect(world.sync(workbook).conflicts).toMatchObject([{ table: 'head', field: 'title', base: 'Prøveplan', store: 'Fra lageret', sheet: 'Fra arket' }]);
    expectSettled(world, workbook);
    expect(world.sync(workbook).conflicts).toHaveLength(1);
    world.sync(workbook, { prefer: 'sheet' });
    expect(world.head().title).toBe('Fra arket');
  });
});
