import { openExcel } from '../../support/hosted-excel';
import { capabilities } from '../../support/excel-host/load-client';
import { personAt } from '../../support/excel-host/person';
import { oddPlan } from '../../support/odd-plan';
import { modelFor, storeOf, syncRead } from '../../support/workbook-journey';

const model = modelFor(storeOf(oddPlan), 'nb');
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('one thing after the other', () => {
  test('[X12] two clicks never interleave, and one that fails stops none', async () => {
    const { book, host } = openExcel({ Tiltak: [['a']] });
    const other = modelFor(storeOf(oddPlan), 'en');
    const done: string[] = [];
    const calls = [book.insert(model), book.read(), book.insert(other), book.read(), book.select('Tiltak')];
    const results = await Promise.all(calls.map((call, i) => call.then((result) => {
      done.push(String(i));
      return result.ok;
    })));
    expect([done.join(''), results]).toEqual(['01234', [false, true, true, true, true]]);
    expect(host.book.sheets.map(({ name }) => name)).toEqual(['Tiltak', ...other.worksheets.map(({ name }) => name)]);
  });

  test('[X13] somebody in the middle of a cell is waited for, and told of', async () => {
    const { book, host } = openExcel();
    const told: boolean[] = [];
    host.faults.beginEditing();
    const reading = book.read({ onWaiting: (isWaiting) => told.push(isWaiting) });
    for (let i = 0; i < 20; i++) await settled();
    expect(told).toEqual([true]);
    host.faults.endEditing();
    expect((await reading).ok).toBe(true);
    expect(told).toEqual([true, false]);
  });

  test('[X13] an Excel that cannot wait is asked each second, and after two minutes it is said', async () => {
    const { book, host, pauses } = openExcel();
    capabilities.delayForCellEdit = false;
    try {
      host.faults.beginEditing();
      expect(await book.read()).toEqual({ ok: false, failure: { kind: 'editing', isPartial: false } });
      expect([pauses.length, new Set(pauses)]).toEqual([120, new Set([1000])]);
      host.faults.endEditing();
      expect((await book.read()).ok).toBe(true);
    } finally {
      capabilities.delayForCellEdit = true;
    }
  });

  test('[X14] Excel is left alone when it asks for that, and asked again: the same is done once', async () => {
    const { book, host, pauses } = openExcel();
    host.faults.refuse('tooMany', { times: 3, after: 1 });
    expect(await book.insert(model)).toEqual({ ok: true, value: undefined });
    expect(pauses).toEqual([1000, 2000, 4000]);
    expect(host.book.sheets).toHaveLength(model.worksheets.length + 1);
  });

  test('[X14] at last it is said that Excel is busy, and nothing was written', async () => {
    const { book, host, pauses } = openExcel();
    const read = await book.read();
    host.faults.refuse('tooMany', { times: 6 });
    expect(await book.read()).toEqual({ ok: false, failure: { kind: 'busy', isPartial: false } });
    expect([pauses, read.ok]).toEqual([[1000, 2000, 4000, 8000, 16_000], true]);
    expect((await book.read()).ok).toBe(true);
  });

  test.each([['tooLarge', 'too-large'], ['timedOut', 'lost'], ['denied', 'protected'], ['dialogOpen', 'editing']] as const)('[X14] %s is told as %s, before anything was written', async (kind, failure) => {
    const { book, host } = openExcel();
    host.faults.refuse(kind, { times: kind === 'dialogOpen' ? 130 : 1 });
    expect(await book.insert(model)).toEqual({ ok: false, failure: { kind: failure, isPartial: false } });
    expect(host.book.sheets).toHaveLength(1);
  });

  test('[X14] what Excel refuses for any other reason is told with its code, and the next call is done', async () => {
    const { book, host } = openExcel();
    const broken = { ...model, worksheets: [{ ...model.worksheets[0]!, merges: ['no range'] }] };
    expect(await book.insert(broken)).toEqual({ ok: false, failure: { kind: 'refused', isPartial: false, code: 'InvalidArgument' } });
    for (const code of ['Conflict', 'FilteredRangeConflict', 'InvalidOperation', 'InactiveWorkbook', 'UnsupportedOperation']) {
      host.faults.stopAt(6, code, { after: 3 });
      expect(await book.insert(model)).toEqual({ ok: false, failure: { kind: 'refused', isPartial: false, code } });
      host.faults.stopAt(6, code, { after: 3 });
      host.faults.refuse('denied');
      expect(await book.insert(model)).toEqual({ ok: false, failure: { kind: 'refused', isPartial: true, code } });
      for (const { name } of host.book.sheets.slice(1)) host.book.sheets = host.book.sheets.filter((one) => one.name !== name);
    }
    expect((await book.read()).ok).toBe(true);
  });

  test('[X14] a fault of the program is thrown, and the next call is done', async () => {
    const { book } = openExcel();
    await expect(book.insert({ ...model, worksheets: [{ ...model.worksheets[0]!, merges: null as never }] })).rejects.toBeInstanceOf(TypeError);
    expect((await book.read()).ok).toBe(true);
  });
});

describe('what the person sees', () => {
  test('[X16] a cell or a tab in sight is shown; what is hidden, or nowhere, is not', async () => {
    const { book, host } = openExcel({ Ark1: [], 'Mine tall': [], "Kari's": [], Gjemt: [] });
    host.book.sheets[3]!.visibility = 'Hidden';
    const shown = async (place: string): Promise<unknown> => {
      const result = await book.select(place);
      const { activeId, sheets, selection } = host.book;
      return [result.ok && result.value, sheets.find(({ id }) => id === activeId)!.name, selection.area.top, selection.area.left];
    };
    expect(await shown("'Mine tall'!F12")).toEqual([true, 'Mine tall', 11, 5]);
    expect(await shown("'Kari''s'!$B$2")).toEqual([true, "Kari's", 1, 1]);
    expect(await shown('Ark1')).toEqual([true, 'Ark1', 1, 1]);
    expect(await shown('Gjemt!A1')).toEqual([false, 'Ark1', 1, 1]);
    expect(await shown('Borte!A1')).toEqual([false, 'Ark1', 1, 1]);
    expect(await shown('Ark1!ZZZ9999999')).toEqual([false, 'Ark1', 1, 1]);
    expect(await shown('Ark1!A1048577')).toEqual([false, 'Ark1', 1, 1]);
  });

  test('[X17] what people do says that the workbook may have changed, here or elsewhere; what the add-in does never', async () => {
    const { book, host, person, insert, read, write } = openExcel();
    const store = storeOf(oddPlan);
    await insert(modelFor(store, 'nb'));
    let heard = 0;
    host.faults.beginEditing();
    expect(await book.onDirty(() => (heard += 1))).toEqual({ ok: false, failure: { kind: 'editing', isPartial: false } });
    host.faults.endEditing();
    const listening = await book.onDirty(() => (heard += 1));
    if (!listening.ok) throw new Error(listening.failure.kind);
    const stop = listening.value;
    const hears = async (act: () => unknown): Promise<boolean> => {
      const before = heard;
      await act();
      await book.read();
      return heard > before;
    };
    const elsewhere = personAt(host, { isElsewhere: true });
    expect(await hears(() => person.type('Tiltak', 'C2', 'Nytt'))).toBe(true);
    expect(await hears(() => elsewhere.type('Tiltak', 'C3', 'Fra en annen'))).toBe(true);
    expect(await hears(() => person.sort('Tiltak', 2))).toBe(true);
    expect(await hears(() => person.addTab('Enda et'))).toBe(true);
    expect(await hears(() => person.deleteTab('Enda et'))).toBe(true);
    expect(await hears(async () => {
      const grid = await read();
      await write(syncRead(grid, store).patch, grid);
    })).toBe(false);
    stop();
    await book.read();
    expect(await hears(() => person.type('Tiltak', 'C2', 'Uhørt'))).toBe(false);
    expect(host.book.listeners.size).toBe(0);
  });
});

test('[X19] a workbook is named by where it lies', () => {
  const { book } = openExcel();
  const page = globalThis as unknown as { Office?: unknown };
  const before = page.Office;
  try {
    page.Office = { context: { document: { url: 'https://laget.sharepoint.com/Plan.xlsx' } } };
    expect(book.location()).toBe('https://laget.sharepoint.com/Plan.xlsx');
    page.Office = { context: { document: { url: '' } } };
    expect(book.location()).toBeNull();
  } finally {
    page.Office = before;
  }
});
