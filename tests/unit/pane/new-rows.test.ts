import { createRibbonWork } from '../../../addin/commands/ribbon-work';
import { createExcelWorkbook } from '../../../addin/host/excel-workbook';
import type { OpenWorkbook } from '../../../addin/host/open-workbook';
import { openExcel, type OpenedExcel } from '../../support/hosted-excel';
import { oddPlan } from '../../support/odd-plan';
import { openPaneAt, worldAt } from '../../support/pane-at';
import { expectNothingToDo, modelFor, storeOf, type OneStore } from '../../support/workbook-journey';

interface Opened {
  readonly excel: OpenedExcel;
  readonly store: OneStore;
  readonly titles: () => unknown[];
  /** Codes and titles that the sheet shows. */
  readonly shown: () => unknown[];
  readonly ids: (tab: string) => unknown[];
}

/** The first row below the table of activities, as people count. */
const below = 6;

const openPlan = async (): Promise<Opened> => {
  const [excel, store] = [openExcel(), storeOf(oddPlan)];
  await excel.insert(modelFor(store, 'nb'));
  const column = (at: number, tab = 'Tiltak'): unknown[] => {
    const { cells, tables } = excel.host.book.sheets.find(({ name }) => name === tab)!;
    const { top, bottom } = tables[0]!.area;
    return Array.from({ length: bottom - top }, (_, i) => cells.get(top + 1 + i)?.get(at)?.value);
  };
  return { excel, store, titles: () => store.revisions.at(-1)!.tables.activities.map(({ title }) => title), shown: () => column(2), ids: (tab) => column(0, tab) };
};

type Write = OpenWorkbook['write'];
const changed: Awaited<ReturnType<Write>> = { ok: false, failure: { kind: 'changed', isPartial: false } };

/** A workbook whose writes, which are counted from 1, meet something first: what comes of it stands where it says so. */
const meeting = (book: OpenWorkbook, meets: (write: number) => ReturnType<Write> | Promise<void> | void): OpenWorkbook => {
  let writes = 0;
  return { ...book, write: async (patch, read, options) => (await meets(++writes)) ?? book.write(patch, read, options) };
};

/** Of a sync with new rows, the first write gives them their ids; this one brings the workbook up to date. */
const second = 2;
const known = ['Møte', 'Kurs', 'Besøk', 'Avis'];

describe('[K4] a new row in the open workbook', () => {
  test('comes in once, also where the pane was closed before the workbook was written, and the row was corrected since', async () => {
    const { excel, store, titles, shown } = await openPlan();
    excel.person.type('Tiltak', `C${below}`, 'Møte i mai');
    const isClosed = new Promise<void>((resolve) => {
      const book = meeting(excel.book, (write) => {
        if (write !== second) return;
        resolve();
        return new Promise<void>(() => undefined);
      });
      void openPaneAt(worldAt(book, store)).then(({ sync }) => sync());
    });
    await isClosed;
    expect(titles()).toEqual([...known, 'Møte i mai']);
    excel.person.type('Tiltak', `C${below}`, 'Møte i juni');
    await (await openPaneAt(worldAt(excel.book, store))).sync();
    expect(titles()).toEqual([...known, 'Møte i juni']);
    expect(shown()).toEqual(titles());
    await expectNothingToDo(excel, store);
  });

  test('is one record with its correction where it is corrected while the sync is under way, and somebody moves the rows', async () => {
    const { excel, store, titles, shown } = await openPlan();
    excel.person.type('Tiltak', `C${below}`, 'NY-A');
    const book = meeting(excel.book, (write) => {
      if (write !== second) return;
      excel.person.type('Tiltak', `C${below}`, 'NY-A rettet');
      excel.person.insertRows('Tiltak', 2);
    });
    expect(await (await openPaneAt(worldAt(book, store))).sync()).toMatchObject({ trouble: null, talk: { result: { committed: true } } });
    expect(titles()).toEqual([...known, 'NY-A rettet']);
    expect(shown().filter((title) => title !== undefined)).toEqual(titles());
    await expectNothingToDo(excel, store);
  });

  test.each(['pane', 'ribbon'])('comes in once where it is synced from a pane and, while that one gives it its id, from another %s', async (kind) => {
    const { excel, store, titles } = await openPlan();
    excel.person.type('Tiltak', `C${below}`, 'Møte i mai');
    const other = worldAt(createExcelWorkbook({ pause: async () => undefined }), store);
    const syncElsewhere = async (): Promise<void> => void (kind === 'pane' ? await (await openPaneAt(other)).sync() : await createRibbonWork(other).sync());
    const book = meeting(excel.book, (write) => (write === 1 ? syncElsewhere() : undefined));
    expect(await (await openPaneAt(worldAt(book, store))).sync()).toMatchObject({ trouble: null });
    expect(store.revisions).toHaveLength(2);
    expect(titles()).toEqual([...known, 'Møte i mai']);
    await expectNothingToDo(excel, store);
  });

  test.each([['changed', 3], ['protected', 1]] as const)('is sent without an id where it cannot be given one (%s), and comes in', async (kind, tries) => {
    const { excel, store, titles } = await openPlan();
    excel.person.type('Tiltak', `C${below}`, 'Møte i mai');
    const book = meeting(excel.book, (write) => (write <= tries ? Promise.resolve({ ...changed, failure: { kind, isPartial: false } }) : undefined));
    expect(await (await openPaneAt(worldAt(book, store))).sync()).toMatchObject({ trouble: null });
    expect(titles()).toEqual([...known, 'Møte i mai']);
    await expectNothingToDo(excel, store);
  });

  test('is given an id wherever its table stands, and nothing else is written before the sync is sent', async () => {
    const { excel, store, ids } = await openPlan();
    excel.person.type('Tiltak', `C${below}`, 'Møte i mai');
    excel.person.renameTab('Tiltak', 'Det vi gjør');
    excel.person.insertRows('Det vi gjør', 2);
    const written: unknown[] = [];
    const book: OpenWorkbook = { ...excel.book, write: async (patch, read, options) => {
      written.push(patch.tabs.map(({ tab, cells }) => [tab, cells.map(({ row, column }) => [row, column])]));
      return excel.book.write(patch, read, options);
    } };
    await (await openPaneAt(worldAt(book, store))).sync();
    expect(written[0]).toEqual([['Det vi gjør', [[below, 0]]]]);
    expect(written).toHaveLength(2);
    expect(ids('Det vi gjør').at(-1)).toBe(store.revisions.at(-1)!.tables.activities.at(-1)!.id);
  });

  test('is the only one that is written to before: an edit of a known row, and a workbook without its id column, are sent at once', async () => {
    for (const edit of [({ person }: OpenedExcel) => person.type('Tiltak', 'C2', 'Storm'), ({ person }: OpenedExcel) => person.type('Tiltak', 'A1', 'nr') ?? person.type('Tiltak', `C${below}`, 'Ny')]) {
      const { excel, store } = await openPlan();
      expect(edit(excel)).toBeNull();
      let writes = 0;
      const book = meeting(excel.book, (write) => void (writes = write));
      await (await openPaneAt(worldAt(book, store))).sync();
      expect([writes, store.revisions.length]).toEqual([1, 2]);
    }
  });
});
