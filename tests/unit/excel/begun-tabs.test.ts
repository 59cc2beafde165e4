import type { Plan } from '../../../core/plan/plan';
import { cellFor, cellsIn } from '../../support/excel-host/model/sheet';
import { modelToGrid } from '../../support/model-to-grid';
import type { OpenedExcel } from '../../support/hosted-excel';
import { benchPlan } from '../../bench/bench-plan';
import { oddPlan } from '../../support/odd-plan';
import { openPlanned, sheetOf } from '../../support/planned-excel';
import { decide, expectNothingToDo, modelFor, storeOf, syncHosted, syncRead, type OneStore } from '../../support/workbook-journey';

const tabsOf = ({ host: { book } }: OpenedExcel) => book.sheets.map(({ name, tables, validations, conditionalFormats, protection }) =>
  ({ name, tables: tables.map((table) => [table.name, table.area]), validations: validations.length, colours: conditionalFormats.length, isProtected: protection !== null }));

const withActivity = (at: number, change: Readonly<Record<string, string>>): Plan => ({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === at ? { ...one, ...change } : one)) } });

const conflict = ({ person }: OpenedExcel, { revisions }: OneStore): void => {
  person.type('Tiltak', 'C3', 'Fra arket');
  revisions.push(withActivity(1, { title: 'Fra lageret' }));
};

/** Somebody's work, or the store's, after which tabs are written anew; and at which actions of the write it stops. */
const works: Readonly<Record<string, readonly [work: (excel: OpenedExcel, store: OneStore) => unknown, actions: readonly number[]]>> = {
  'a column was deleted': [({ person }) => person.deleteColumn('Tiltak', 6), [0, 60, 100, 240, 700, 1060, 1220, 1300, 1380, 1420, 1460]],
  'a row of the tab Plan was deleted': [({ person }) => person.deleteRows('Plan', 3), [100, 700, 1220, 1300, 1340, 1380]],
  'a page is made otherwise': [(_, { revisions }) => revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, focusAreas: [{ id: 'f-1', code: 'F1', title: 'Område' }], goals: oddPlan.tables.goals.map((goal) => ({ ...goal, focusArea: 'f-1' })) } }), [0, 60, 100, 240]],
  'a first conflict has a tab of its own': [conflict, [30, 75]],
};

describe('a write that stops while tabs are written anew', () => {
  test.each(Object.keys(works))('[X9][W12] leaves a workbook that the next sync makes whole, without a tab too many: %s', async (work) => {
    const [make, actions] = works[work]!;
    const whole = storeOf(oddPlan);
    const other = await openPlanned(whole);
    make(other, whole);
    await syncHosted(other, whole);
    const unstopped = tabsOf(other);
    for (const action of actions) {
      const store = storeOf(oddPlan);
      const excel = await openPlanned(store);
      make(excel, store);
      const read = await excel.read();
      const { patch } = syncRead(read, store);
      const revisions = store.revisions.length;
      excel.host.faults.stopAt(action, 'GeneralException', { after: 1 });
      expect([action, (await excel.book.write(patch, read)).ok]).toEqual([action, false]);
      const { decision } = await syncHosted(excel, store);
      expect([action, decision.isSheetBehind, store.revisions.length]).toEqual([action, true, revisions]);
      expect([action, decide(await excel.read(), store).decision.isSheetBehind]).toEqual([action, false]);
      expect([action, tabsOf(excel)]).toEqual([action, unstopped]);
    }
  });

  test.each([['the stamp stays', ''], ['the stamp is written anew, too', 'F1']])('[X9][W12] rows of a large table that were not written yet are not taken for removed: %s', async (_, altered) => {
    const store = storeOf(benchPlan(1500));
    const excel = await openPlanned(store);
    excel.person.deleteColumn('Tiltak', 6);
    if (altered !== '') cellFor(sheetOf(excel, '_planark'), 0, 5).value = 'altered';
    const read = await excel.read();
    const { patch } = syncRead(read, store);
    excel.host.faults.stopAt(60, 'GeneralException', { after: 4 });
    expect(await excel.book.write(patch, read)).toMatchObject({ ok: false });
    const left = await excel.read();
    const rows = left.worksheets.find(({ name }) => name === 'Tiltak')!.rows.length;
    expect([rows > 1, rows < 1501]).toEqual([true, true]);
    expect(decide(left, store).decision.isPlanChanged).toBe(false);
    await syncHosted(excel, store);
    expect(store.revisions).toHaveLength(1);
    await expectNothingToDo(excel, store);
  });

  test('[X9] a stamp that is written anew is a plan\'s at any moment', async () => {
    /** Its looks after a stop at an action of the request that writes it, and the sync that mends it; null where there are no so many actions. */
    const stopAt = async (action: number): Promise<unknown> => {
      const store = storeOf(oddPlan);
      const excel = await openPlanned(store);
      const stamp = sheetOf(excel, '_planark');
      const valuesOf = () => [...cellsIn(stamp, { top: 0, left: 0, bottom: 1000, right: 20 })].filter(({ cell }) => cell.value !== '').map(({ row, column, cell }) => [row, column, cell.value]);
      const looks = cellFor(stamp, 0, 5);
      const before = valuesOf();
      looks.value = 'altered';
      const read = await excel.read();
      const { patch } = syncRead(read, store);
      expect(patch.generated.worksheets.map(({ name }) => name)).toContain('_planark');
      excel.host.faults.stopAt(action, 'GeneralException', { after: 2 });
      if ((await excel.book.write(patch, read)).ok) return null;
      const stopped = cellFor(stamp, 0, 5).value;
      const { decision } = await syncHosted(excel, store);
      expect([action, decision.isPlanChanged]).toEqual([action, false]);
      await expectNothingToDo(excel, store);
      expect(valuesOf()).toEqual(before);
      return stopped;
    };
    const left = new Set<unknown>();
    let action = 0;
    for (let looks = await stopAt(0); looks !== null; looks = await stopAt(action += 13)) left.add(looks);
    for (let back = 1; back < 13; back++) left.add(await stopAt(action - back));
    left.delete(null);
    // Before its cells were written, and after.
    expect(left).toEqual(new Set(['altered', 'id']));
  });

  test('[W12] of a table that was begun what stands there counts, and what does not is no removal', () => {
    const store = storeOf(benchPlan(12));
    const whole = modelToGrid(modelFor(store, 'nb'));
    const half = whole.worksheets.map((worksheet) => {
      const rows = worksheet.name === 'Tiltak' ? worksheet.rows.slice(0, 5) : worksheet.rows;
      const typed = rows.map((row) => ({ ...row, cells: row.cells.map((cell, column) => (worksheet.name === 'Tiltak' && row.index === 2 && rows[0]!.cells[column]?.value === 'Merknad' ? { value: 'Skrevet etterpå' } : cell)) }));
      return { ...worksheet, rows: typed };
    });
    const withMark = (mark: string) => half.map((worksheet) => ({ ...worksheet, rows: worksheet.rows.map((row) => (row.cells[0]?.value === 'made' && row.cells[1]?.value === 'activities' ? { ...row, cells: [row.cells[0], row.cells[1], { value: mark }] } : row)) }));
    const { decision } = decide({ ...whole, worksheets: withMark('') }, store);
    expect([decision.diff.changed.map(({ field, to }) => [field, to]), decision.diff.removed]).toEqual([[['note', 'Skrevet etterpå']], []]);
    expect(syncRead({ ...whole, worksheets: withMark('') }, storeOf(benchPlan(12))).patch.generated.worksheets.map(({ name }) => name)).toContain('Tiltak');
    expect(decide({ ...whole, worksheets: withMark('0badcafe') }, store).decision.diff.removed).not.toEqual([]);
    // Nor is anybody told that they may not remove them.
    const codesFor = (mark: string) => decide({ ...whole, worksheets: withMark(mark) }, store, (table) => table !== 'activities').decision.problems.map(({ code }) => code);
    expect([codesFor('').includes('REMOVAL_NOT_ALLOWED'), codesFor('0badcafe').includes('REMOVAL_NOT_ALLOWED')]).toEqual([false, true]);
  });
});
