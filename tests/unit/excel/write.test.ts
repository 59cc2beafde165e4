import type { TabPatch, WorkbookPatch } from '../../../core/sheet';
import { excelLook } from '../../support/excel-look';
import { openExcel, type OpenedExcel } from '../../support/hosted-excel';
import { cellFor, type Sheet } from '../../support/excel-host/model/sheet';
import { benchPlan } from '../../bench/bench-plan';
import { oddPlan } from '../../support/odd-plan';
import { openedAnew } from '../../support/opened-anew';
import { cellsOfGrid, expectNothingToDo, modelFor, storeOf, syncHosted, syncRead, type OneStore } from '../../support/workbook-journey';
import { openPlanned, sheetOf } from '../../support/planned-excel';

const opened = (store: OneStore = storeOf(oddPlan)): Promise<OpenedExcel> => openPlanned(store);

/** The store has come further by a title, and the patch that brings it into the sheet. */
const behind = async (excel: OpenedExcel, store: OneStore) => {
  const head = store.revisions.at(-1)!;
  store.revisions.push({ ...head, tables: { ...head.tables, activities: head.tables.activities.map((one, i) => (i === 1 ? { ...one, title: 'Nytt kurs', note: '=1' } : one)) } });
  const read = await excel.read();
  return { read, patch: syncRead(read, store).patch };
};

const failureOf = async (excel: OpenedExcel, patch: WorkbookPatch, read: Awaited<ReturnType<OpenedExcel['read']>>) => {
  const result = await excel.book.write(patch, read);
  return result.ok ? 'ok' : result.failure;
};

const state = ({ host: { book } }: OpenedExcel): unknown => book.sheets.map(({ name, cells, protection }) => [name, protection !== null, [...cells].map(([row, line]) => [row, [...line].map(([column, { value, formula }]) => [column, formula ?? value])])]);

/** The pages look as they would in a workbook that is made of the plan now. */
const expectPagesAsAnew = async (excel: OpenedExcel, store: OneStore): Promise<void> => {
  const fresh = openExcel();
  const model = modelFor(store, 'nb');
  await fresh.insert(model);
  for (const { name, rows, columns } of model.worksheets.filter(({ isProtected }) => isProtected)) {
    const [own, wanted] = [sheetOf(excel, name), sheetOf(fresh, name)];
    const looks = (sheet: Sheet) => rows.map((_, row) => columns.map((__, column) => excelLook(sheet, row, column)));
    expect([name, looks(own)]).toEqual([name, looks(wanted)]);
    expect(rows.map((_, row) => own.rowLooks.get(row)?.['rowHeight'] ?? 15)).toEqual(rows.map((_, row) => wanted.rowLooks.get(row)?.['rowHeight'] ?? 15));
    expect(own.merges).toHaveLength(wanted.merges.length);
    expect(own.merges).toEqual(expect.arrayContaining(wanted.merges));
  }
};

describe('what a sync gives back', () => {
  test('[X6] only the cells of the patch are written on a tab that people own, and their looks stay', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    const tab = sheetOf(excel, 'Tiltak');
    cellFor(tab, 2, 2).looks = { ...cellFor(tab, 2, 2).looks, 'fill.color': '#FF0000' };
    cellFor(tab, 1, 40).value = 'min egen';
    const { read, patch } = await behind(excel, store);
    excel.host.log.reset();
    await excel.write(patch, read);
    expect(patch.tabs.find((one) => one.tab === 'Tiltak')!.cells.map(({ row, column }) => [row, column])).toEqual([[2, 2], [2, 23]]);
    expect([tab.cells.get(2)!.get(2)!.value, tab.cells.get(2)!.get(2)!.looks!['fill.color'], tab.cells.get(2)!.get(23)!.value, tab.cells.get(1)!.get(40)!.value]).toEqual(['Nytt kurs', '#FF0000', '=1', 'min egen']);
    await expectNothingToDo(excel, store);
  });

  test('[X6] a generated tab that is gone comes back at its place, and one that was altered is made again under its name', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    excel.person.deleteTab('Oversikt');
    excel.person.renameTab('Årshjul', 'Hjulet');
    await syncHosted(excel, store);
    expect((await excel.read()).worksheets.map(({ name }) => name).slice(0, 3)).toEqual(['Mitt', 'Oversikt', 'Plan']);
    expect(sheetOf(excel, 'Hjulet').protection).not.toBeNull();
    await expectNothingToDo(excel, store);
    excel.person.unprotect('Oversikt');
    excel.person.insertRows('Oversikt', 2);
    await syncHosted(excel, store);
    await expectNothingToDo(excel, store);
    expect([sheetOf(excel, 'Oversikt').merges.length, sheetOf(excel, 'Oversikt').conditionalFormats.length, sheetOf(excel, 'Oversikt').protection !== null]).toEqual([modelFor(store, 'nb').worksheets[0]!.merges.length, modelFor(store, 'nb').worksheets[0]!.conditionalFormats.length, true]);
  });

  test('[X6] a page that stands looks after a sync as one that is made anew', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    const more = Array.from({ length: 6 }, (_, i) => ({ id: `ny-${i}`, code: `T${i + 5}`, title: 'Ny og lang '.repeat(i * 3 + 1).trim(), start: '2026-02-01', due: `2026-0${i + 3}-01`, ...(i % 2 === 0 && { goal: 'maal-1' }) }));
    store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, focusAreas: [{ id: 'f-1', code: 'F1', title: 'Område' }], goals: oddPlan.tables.goals.map((goal) => ({ ...goal, focusArea: 'f-1' })), activities: [...more.slice(0, 3), ...oddPlan.tables.activities.slice(2), ...more.slice(3)] } });
    const { patch } = await syncHosted(excel, store);
    expect(patch.pages.map(({ key }) => key)).toEqual(['reconciliation', 'yearWheel']);
    expect(patch.generated.worksheets.map(({ key }) => key)).toEqual(['overview']);
    expect(patch.pages.find(({ key }) => key === 'yearWheel')!.merges).not.toEqual(modelFor(storeOf(oddPlan), 'nb').worksheets.find(({ key }) => key === 'yearWheel')!.merges);
    await expectPagesAsAnew(excel, store);
  });

  test('[X6] the tab of a table that lacks a column is made again where it stands, with its table', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    excel.person.deleteColumn('Tiltak', 6);
    await syncHosted(excel, store);
    expect(sheetOf(excel, 'Tiltak').tables.map(({ name, area }) => [name, area.right])).toEqual([['planark_activities', 27]]);
    expect(store.revisions).toHaveLength(1);
    await expectNothingToDo(excel, store);
  });

  test('[X8] nothing is written where a cell, or the ids, are no longer what was read', async () => {
    const store = storeOf(oddPlan);
    for (const meanwhile of [
      ({ person }: OpenedExcel) => person.type('Tiltak', 'C3', 'Noe annet'),
      ({ person }: OpenedExcel) => person.insertRows('Tiltak', 2),
      ({ person }: OpenedExcel) => person.sort('Tiltak', 2),
      ({ person }: OpenedExcel) => person.deleteTab('Tiltak'),
    ]) {
      const excel = await opened(store);
      const { read, patch } = await behind(excel, store);
      expect(meanwhile(excel)).toBeNull();
      const before = state(excel);
      expect(await failureOf(excel, patch, read)).toMatchObject({ kind: 'changed', isPartial: false });
      expect(state(excel)).toEqual(before);
      store.revisions.pop();
    }
  });

  test('[X8] nothing is written where rows have moved, though the cells to be written are as empty as they were', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === 2 ? { ...one, note: 'til T3' } : one)) } });
    const read = await excel.read();
    const { patch } = syncRead(read, store);
    expect(patch.tabs.find(({ tab }) => tab === 'Tiltak')!.cells).toEqual([{ row: 3, column: 23, value: 'til T3' }]);
    expect(excel.person.insertRows('Tiltak', 4)).toBeNull();
    expect(await failureOf(excel, patch, read)).toEqual({ kind: 'changed', isPartial: false, tab: 'Tiltak' });
    excel.person.undo();
    await excel.write(patch, read);
    await expectNothingToDo(excel, store);
  });

  test('[X8] a grid that the host did not read is none to write by', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    const { read, patch } = await behind(excel, store);
    expect(await failureOf(excel, patch, { ...read })).toEqual({ kind: 'changed', isPartial: false });
  });

  /** The stamp says that Oversikt was made otherwise: all its rows are written. */
  const madeOtherwise = (excel: OpenedExcel): void => {
    const made = [...sheetOf(excel, '_planark').cells.values()].find((line) => line.get(0)?.value === 'made' && line.get(1)?.value === 'overview.rows')!;
    made.get(2)!.value = 'older';
  };

  test.each([0, 10, 60, 90, 200])('[X9][X10][X11] a write that ends in the middle leaves a workbook that syncs again, protected as it was: at action %i', async (action) => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    madeOtherwise(excel);
    const { read, patch } = await behind(excel, store);
    excel.host.faults.stopAt(action, 'GeneralException', { after: 1 });
    expect(await failureOf(excel, patch, read)).toEqual({ kind: 'lost', isPartial: true });
    expect([sheetOf(excel, 'Oversikt').protection !== null, excel.host.book.isEventsEnabled]).toEqual([true, true]);
    expect(cellsOfGrid(await excel.read())['_planark!2,1']).toBe('1');
    await syncHosted(excel, store);
    expect(store.revisions).toHaveLength(2);
    await expectNothingToDo(excel, store);
  });

  test.each([20, 60, 100, 160])('[X9] a page that was left half written for a change that was then taken back is made whole again: at action %i', async (action) => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => ({ ...one, title: 'Ny og lang '.repeat(i * 5 + 8).trim(), start: '2026-02-01', due: `2026-0${i + 3}-01` })) } });
    const read = await excel.read();
    const { patch } = syncRead(read, store);
    expect([patch.pages.map(({ key }) => key), patch.generated.worksheets]).toEqual([expect.arrayContaining(['yearWheel']), []]);
    excel.host.faults.stopAt(action, 'GeneralException', { after: 1 });
    expect(await failureOf(excel, patch, read)).toMatchObject({ isPartial: true });
    store.revisions.push(oddPlan);
    await syncHosted(excel, store);
    await expectNothingToDo(excel, store);
    await expectPagesAsAnew(excel, store);
  });

  test('[X6] a page of which only cells are written is guarded again', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    excel.person.unprotect('Oversikt');
    const { read, patch } = await behind(excel, store);
    expect([patch.pages, patch.tabs.filter(({ isPage }) => isPage).map(({ tab }) => tab)]).toEqual([[], expect.arrayContaining(['Oversikt'])]);
    await excel.write(patch, read);
    expect(sheetOf(excel, 'Oversikt').protection).not.toBeNull();
    await expectNothingToDo(excel, store);
  });

  test('[X9] a write whose answer is lost is told as one that may be half done, and syncs again', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    const { read, patch } = await behind(excel, store);
    excel.host.faults.lose({ after: 1 });
    expect(await failureOf(excel, patch, read)).toEqual({ kind: 'lost', isPartial: true });
    await syncHosted(excel, store);
    await expectNothingToDo(excel, store);
  });

  test('[X10] a tab that a person has protected is protected as before; one with a password is left alone', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    excel.person.protect('Tiltak');
    sheetOf(excel, 'Tiltak').protection = { options: { allowSort: true }, password: null };
    const first = await behind(excel, store);
    await excel.write(first.patch, first.read);
    expect(sheetOf(excel, 'Tiltak').protection?.options).toEqual({ allowSort: true });
    sheetOf(excel, 'Tiltak').protection = { options: {}, password: 'hemmelig' };
    const head = store.revisions.at(-1)!;
    store.revisions.push({ ...head, tables: { ...head.tables, activities: head.tables.activities.map((one) => ({ ...one, note: 'x' })) } });
    const read = await excel.read();
    const { patch } = syncRead(read, store);
    const before = state(excel);
    expect(await failureOf(excel, patch, read)).toMatchObject({ kind: 'protected', isPartial: false, tab: 'Tiltak' });
    expect(state(excel)).toEqual(before);
  });
});

describe('tables that grow', () => {
  const withMore = (store: OneStore, count: number): void => {
    const head = store.revisions.at(-1)!;
    const size = head.tables.activities.length;
    store.revisions.push({ ...head, tables: { ...head.tables, activities: [...head.tables.activities, ...Array.from({ length: count }, (_, i) => ({ id: `ny-${size + i}`, code: `T${size + i + 1}`, title: `00${i}`, due: '2026-05-05' }))] } });
  };

  test('[X7] new rows are in the table, with formats of the last one, so that text stays text', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    const tab = sheetOf(excel, 'Tiltak');
    for (const [column, numberFormat] of [[2, '@'], [10, 'dd.mm.yyyy']] as const) {
      for (let row = 1; row <= 4; row++) cellFor(tab, row, column).looks = { ...cellFor(tab, row, column).looks, numberFormat };
      tab.columnLooks.get(column)!['numberFormat'] = 'General';
    }
    withMore(store, 2);
    await syncHosted(excel, store);
    expect(tab.tables[0]!.area.bottom).toBe(6);
    expect((await excel.read()).worksheets.find(({ name }) => name === 'Tiltak')!.rows.slice(5).map(({ cells }) => [cells[2], cells[10]])).toEqual([0, 1].map((i) => [{ value: `00${i}` }, { value: 46_147, isDate: true }]));
    await expectNothingToDo(excel, store);
  });

  test('[X7] rules and colours reach rows far below, and values do not come along with them', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    withMore(store, 150);
    await syncHosted(excel, store);
    const tab = sheetOf(excel, 'Tiltak');
    const reaches = (areas: readonly { top: number; bottom: number }[]): boolean => areas.some(({ bottom }) => bottom >= 154);
    expect([tab.validations.some(({ areas }) => reaches(areas)), tab.conditionalFormats.some(({ areas }) => reaches(areas))]).toEqual([true, true]);
    expect((await excel.read()).worksheets.find(({ name }) => name === 'Tiltak')!.rows.at(-1)!.cells.slice(3, 10)).toEqual(Array.from({ length: 7 }, () => undefined));
    await expectNothingToDo(excel, store);
  });

  test('[X7] a table in the way is said before anything is written', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Tiltak');
      sheet.getRange('AE7:AF7').values = [['Min', 'tabell']];
      sheet.getRange('C7:D7').values = [['Min', 'tabell']];
      sheet.tables.add('C7:D9', true);
      await context.sync();
    });
    const read = await excel.read();
    const cells: TabPatch['cells'] = [{ row: 7, column: 5, value: 'x' }];
    const { patch } = syncRead(read, store);
    const tabs = patch.tabs.map((one) => (one.tab === 'Tiltak' ? { ...one, cells, lastRow: 7 } : one));
    expect(await failureOf(excel, { ...patch, tabs }, read)).toEqual({ kind: 'blocked', isPartial: false, tab: 'Tiltak' });
  });
});

describe('few and small requests', () => {
  const edited = async (excel: OpenedExcel, store: OneStore) => {
    for (const [address, text] of Object.entries({ C2: 'Ny tittel', G3: 'Kari', R4: '50 %', K5: '24.12.2026', X6: 'Merknad' })) expect(excel.person.type('Tiltak', address, text)).toBeNull();
    excel.host.log.reset();
    await syncHosted(excel, store);
    return excel.host.log;
  };

  /** As a pane that was opened just now does it: what stands there is read before, for the names that are taken, and what was put in after. */
  const inserted = async (store: OneStore): Promise<OpenedExcel> => {
    const excel = openExcel();
    const read = await excel.read();
    await excel.insert(modelFor(store, 'nb', read));
    await excel.read();
    return excel;
  };

  test.each<[string, number, (excel: OpenedExcel) => OpenedExcel]>([
    ['a page that has read them before', 4, (excel) => excel],
    ['a page that was opened just now', 6, openedAnew],
    ['a page that has read them before, with hidden rows', 5, (excel) => { expect(excel.person.hideRows('Tiltak', 9, 3)).toBeNull(); return excel; }],
    ['a page that was opened just now, with hidden rows', 7, (excel) => { expect(excel.person.hideRows('Tiltak', 9, 3)).toBeNull(); return openedAnew(excel); }],
  ])('[X15] 200 activities, and five edits of them synced by %s', async (_, most, open) => {
    const store = storeOf(benchPlan(200));
    const first = await inserted(store);
    const { requests, bytesIn } = first.host.log.total();
    expect(requests).toBeLessThanOrEqual(12);
    expect(bytesIn).toBeLessThanOrEqual(1_500_000);
    const log = await edited(open(first), store);
    expect(log.total().requests).toBeLessThanOrEqual(most);
    expect(log.entries.filter(({ writtenBytes, writes }) => writtenBytes > 0 && Object.keys(writes).length > 0).reduce((sum, one) => sum + one.bytesIn, 0)).toBeLessThanOrEqual(100_000);
    await expectNothingToDo(first, store);
  });

  test('[X15] 2,000 activities', async () => {
    const store = storeOf(benchPlan(2000));
    const excel = await inserted(store);
    expect(excel.host.log.total().requests).toBeLessThanOrEqual(40);
    expect(Math.max(...excel.host.log.entries.map(({ bytesIn }) => bytesIn))).toBeLessThan(5_000_000);
    await edited(excel, store);
    expect(Math.max(...excel.host.log.entries.map(({ bytesOut }) => bytesOut))).toBeLessThan(5_000_000);
    await expectNothingToDo(excel, store);
  });

  test('[X18] no range is kept beyond its request', async () => {
    const store = storeOf(oddPlan);
    const excel = await opened(store);
    const { read, patch } = await behind(excel, store);
    await excel.write(patch, read);
    await excel.book.select('Tiltak!C2');
    expect(excel.host.book.kept.size).toBe(0);
    expect(excel.host.log.entries.flatMap(({ writes }) => Object.keys(writes)).filter((name) => /KeepReference|RemoveReference/.test(name))).toEqual([]);
  });
});
