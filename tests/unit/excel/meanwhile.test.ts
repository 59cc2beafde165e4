import { createExcelWorkbook } from '../../../addin/host/excel-workbook';
import type { HostFailure, OpenWorkbook, WorkbookOptions } from '../../../addin/host/open-workbook';
import type { Grid, WorkbookPatch } from '../../../core/sheet';
import { benchPlan } from '../../bench/bench-plan';
import { capabilities } from '../../support/excel-host/load-client';
import { personAt, type Person } from '../../support/excel-host/person';
import { actBefore, openExcel, valueOf, type OpenedExcel } from '../../support/hosted-excel';
import { oddPlan } from '../../support/odd-plan';
import { expectNothingToDo, modelFor, storeOf, syncHosted, syncRead, type OneStore } from '../../support/workbook-journey';

interface Scene {
  readonly excel: OpenedExcel;
  readonly store: OneStore;
  readonly other: Person;
  readonly read: Grid;
  readonly patch: WorkbookPatch;
}

const open = async (store: OneStore): Promise<OpenedExcel> => {
  const excel = openExcel({ Mitt: [] });
  await excel.insert(modelFor(store, 'nb'));
  return excel;
};

/** The store has come further; the patch brings it into the sheet. */
const scene = async (prepare: (person: Person) => void = () => undefined): Promise<Scene> => {
  const store = storeOf(oddPlan);
  const excel = await open(store);
  prepare(excel.person);
  store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === 0 ? { ...one, title: 'Fra lageret', note: 'Nytt' } : one)) } });
  const read = await excel.read();
  return { excel, store, other: personAt(excel.host, { isElsewhere: true }), read, patch: syncRead(read, store).patch };
};

const written = async ({ excel: { book }, patch, read }: Scene, options?: WorkbookOptions): Promise<HostFailure | 'ok'> => {
  const result = await book.write(patch, read, options);
  return result.ok ? 'ok' : result.failure;
};

const valueAt = ({ host }: OpenedExcel, row: number, column: number): unknown => host.book.sheets.find(({ name }) => name === 'Tiltak')!.cells.get(row)?.get(column)?.value;

/** The same workbook, read by a pane that waits so. */
const waitingBy = async ({ store }: Scene, pause: () => void): Promise<{ readonly book: OpenWorkbook; readonly read: Grid; readonly patch: WorkbookPatch }> => {
  const book = createExcelWorkbook({ pause: () => Promise.resolve(pause()) });
  const read = valueOf(await book.read());
  return { book, read, patch: syncRead(read, store).patch };
};

const titles = (store: OneStore): unknown[] => store.revisions.at(-1)!.tables.activities.map(({ title }) => title);
const nothingWritten: HostFailure = { kind: 'changed', isPartial: false, tab: 'Tiltak' };
const takenBack: HostFailure = { ...nothingWritten, isPartial: true };

describe('what people do between the look and the write', () => {
  test.each([["'007", '007'], ["'=1+1", '=1+1'], ['12,5', '12,5'], ['Min tittel', 'Min tittel']])('[X8][X9] what somebody types where it will be written stands again: %s', async (typed, stands) => {
    const own = await scene();
    actBefore(own.excel.host, 2, () => expect(own.other.type('Tiltak', 'C2', typed)).toBeNull());
    expect(await written(own)).toEqual(takenBack);
    expect(valueAt(own.excel, 1, 2)).toBe(stands);
    expect((await own.excel.read()).worksheets.find(({ name }) => name === '_planark')!.rows[2]!.cells[1]!.value).toBe(1);
    await syncHosted(own.excel, own.store);
    // Both of them changed the title: neither is lost.
    expect([own.excel.host.book.sheets.some(({ name }) => name === 'Konflikter'), valueAt(own.excel, 1, 2)]).toEqual([true, stands]);
    expect(own.excel.host.book.sheets.filter(({ protection }) => protection !== null).map(({ name }) => name)).toEqual(['Oversikt', 'Konflikter', 'Avstemming', 'Årshjul']);
  });

  test('[X8] rows that move: no cell is left in the row of another record', async () => {
    const own = await scene();
    actBefore(own.excel.host, 2, () => expect(own.other.insertRows('Tiltak', 2)).toBeNull());
    expect(await written(own)).toEqual(takenBack);
    await syncHosted(own.excel, own.store);
    expect(titles(own.store)).toEqual(['Fra lageret', ...oddPlan.tables.activities.slice(1).map(({ title }) => title)]);
    await expectNothingToDo(own.excel, own.store);
  });

  test('[X8][X10] also on a tab that a person has protected', async () => {
    const own = await scene((person) => void person.protect('Tiltak'));
    actBefore(own.excel.host, 2, () => {
      own.excel.person.unprotect('Tiltak');
      own.other.type('Tiltak', 'C2', 'Min tittel');
      own.excel.person.protect('Tiltak');
    });
    expect(await written(own)).toEqual(takenBack);
    const tab = own.excel.host.book.sheets.find(({ name }) => name === 'Tiltak')!;
    expect([valueAt(own.excel, 1, 2), tab.protection !== null]).toEqual(['Min tittel', true]);
  });
});

describe('what people do while a write waits', () => {
  test('[X8][X14] Excel has too much to do', async () => {
    const first = await scene();
    const own = await waitingBy(first, () => void first.other.type('Tiltak', 'C2', 'Min tittel'));
    first.excel.host.faults.refuse('tooMany', { after: 1 });
    expect(await own.book.write(own.patch, own.read)).toEqual({ ok: false, failure: nothingWritten });
    expect(valueAt(first.excel, 1, 2)).toBe('Min tittel');
  });

  test('[X8][X13] somebody is in the very cell', async () => {
    const own = await scene();
    const { host, person } = own.excel;
    const told: boolean[] = [];
    actBefore(host, 2, () => host.faults.beginEditing());
    const onWaiting = (isWaiting: boolean): void => {
      told.push(isWaiting);
      if (!isWaiting) return;
      setImmediate(() => {
        host.book.isEditing = false;
        person.type('Tiltak', 'C2', 'Min tittel');
        host.faults.endEditing();
      });
    };
    expect(await written(own, { onWaiting })).toEqual(nothingWritten);
    expect([valueAt(own.excel, 1, 2), told]).toEqual(['Min tittel', [true, false]]);
  });

  test('[X8][X13] an Excel that cannot wait is looked at before it is asked again, and what nobody touched is written', async () => {
    const first = await scene();
    const { host, person } = first.excel;
    capabilities.delayForCellEdit = false;
    try {
      let typed: string | undefined = 'Min tittel';
      const own = await waitingBy(first, () => {
        host.faults.endEditing();
        if (typed !== undefined) expect(person.type('Tiltak', 'C2', typed)).toBeNull();
      });
      actBefore(host, 2, () => host.faults.beginEditing());
      expect(await own.book.write(own.patch, own.read)).toEqual({ ok: false, failure: nothingWritten });
      typed = undefined;
      person.undo();
      actBefore(host, 2, () => host.faults.beginEditing());
      expect(await own.book.write(own.patch, own.read)).toEqual({ ok: true, value: undefined });
      await expectNothingToDo(first.excel, first.store);
    } finally {
      capabilities.delayForCellEdit = true;
    }
  });

  test('[X8] before each request of a large write all that it writes is looked at again', async () => {
    const store = storeOf(benchPlan(60));
    const excel = await open(store);
    const head = store.revisions.at(-1)!;
    store.revisions.push({ ...head, tables: { ...head.tables, activities: head.tables.activities.map((one, i) => ({ ...one, note: `${i} ${'x'.repeat(30_000)}` })) } });
    const read = await excel.read();
    const { patch } = syncRead(read, store);
    actBefore(excel.host, 3, () => {
      expect(excel.person.type('Tiltak', 'X61', 'Min merknad')).toBeNull();
      excel.host.log.reset();
    });
    expect(await excel.book.write(patch, read)).toEqual({ ok: false, failure: takenBack });
    expect(excel.host.log.entries.filter(({ writes }) => 'Formulas' in writes)).toEqual([]);
    expect([String(valueAt(excel, 1, 23)).slice(0, 3), valueAt(excel, 60, 23)]).toEqual(['0 x', 'Min merknad']);
  });
});

test('[X6][X8] a chart of its own that has the name of a new tab is told, and so is a tab that somebody has made meanwhile', async () => {
  const own = await scene((person) => void person.deleteTab('Oversikt'));
  own.excel.host.book.chartSheets = ['Oversikt'];
  expect(await written(own)).toEqual({ ...takenBack, tab: 'Oversikt' });
  own.excel.host.book.chartSheets = [];
  expect(own.other.addTab('Oversikt')).toBeNull();
  expect(await written({ ...own, patch: { ...own.patch, tabs: [] } })).toEqual({ ...nothingWritten, tab: 'Oversikt' });
});

describe('rows that have no id yet', () => {
  const last = oddPlan.tables.activities.length + 1;
  const withNew = async (): Promise<Scene> => {
    const store = storeOf(oddPlan);
    const excel = await open(store);
    for (const [i, [title, who]] of [['NY-A', 'Anne'], ['NY-B', 'Berit']].entries()) {
      expect([excel.person.type('Tiltak', `C${last + 1 + i}`, title!), excel.person.type('Tiltak', `G${last + 1 + i}`, who!)]).toEqual([null, null]);
    }
    const read = await excel.read();
    return { excel, store, other: personAt(excel.host, { isElsewhere: true }), read, patch: syncRead(read, store).patch };
  };
  const acts: Record<string, (person: Person) => void> = {
    'the first is taken out': (person) => void person.deleteRows('Tiltak', last + 1),
    'one is put in above': (person) => {
      person.insertRows('Tiltak', last + 1);
      person.type('Tiltak', `C${last + 1}`, 'NY-0');
    },
    'they change places': (person) => [['NY-B', 'Berit'], ['NY-A', 'Anne']].forEach(([title, who], i) => {
      person.type('Tiltak', `C${last + 1 + i}`, title!);
      person.type('Tiltak', `G${last + 1 + i}`, who!);
    }),
    'one is corrected': (person) => void person.type('Tiltak', `C${last + 1}`, 'NY-A rettet'),
  };

  test.each(Object.entries(acts))('[X8] no row gets the id of another: %s', async (_, act) => {
    for (const request of [1, 2]) {
      const own = await withNew();
      actBefore(own.excel.host, request, () => act(own.other));
      expect(await written(own)).toEqual(request === 1 ? nothingWritten : takenBack);
      const ids = Array.from({ length: 4 }, (__, i) => valueAt(own.excel, last + i, 0) ?? '');
      expect(ids).toEqual(['', '', '', '']);
    }
  });
});
