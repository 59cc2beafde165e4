import { modelFor, storeOf, syncRead, decide, expectNothingToDo, type OneStore } from '../../support/workbook-journey';
import type { Plan } from '../../../core/plan/plan';
import { tabKeyOf } from '../../../gsheets/rest/read-grid';
import type { GoogleFailure, ReadSpreadsheet, SheetsRequest } from '../../../gsheets/rest';
import { flows, googleValueOf, openGoogle, typing, type OpenedGoogle } from '../../support/hosted-google';
import { oddPlan } from '../../support/odd-plan';
import { assumedSwitches, type Switches } from '../../support/sheets-emulator';

const opened: OpenedGoogle[] = [];
afterEach(async () => {
  for (const { emulator } of opened.splice(0)) await emulator.stop();
});

const open = async (store: OneStore, switches: Partial<Switches> = {}): Promise<OpenedGoogle> => {
  const workbook = await openGoogle(undefined, switches);
  opened.push(workbook);
  await workbook.insert(modelFor(store, 'nb'));
  return workbook;
};

const storeEdits = (store: OneStore, edit: (activities: Plan['tables']['activities']) => Plan['tables']['activities']): void => {
  const head = store.revisions.at(-1)!;
  store.revisions.push({ ...head, tables: { ...head.tables, activities: edit(head.tables.activities) } });
};
const setTitle = (id: string, title: string) => (activities: Plan['tables']['activities']): Plan['tables']['activities'] => activities.map((one) => (one.id === id ? { ...one, title } : one));
const added = (id: string, title: string) => (activities: Plan['tables']['activities']): Plan['tables']['activities'] => [...activities, { ...activities[0]!, id, code: `T${activities.length + 1}`, title }];
const titlesIn = (store: OneStore): string[] => store.revisions.at(-1)!.tables.activities.map(({ title }) => String(title)).sort();
/** On the plan's own tab, whatever it is called by now. */
const titlesOn = (workbook: OpenedGoogle): string[] => {
  const { raw, grid } = workbook.readSpreadsheet();
  const tab = raw.sheets!.find((sheet) => tabKeyOf(sheet) === 'activities')!.properties!.title;
  const [head, ...rows] = grid.worksheets.find(({ name }) => name === tab)!.rows;
  const column = head!.cells.findIndex((cell) => cell?.value === 'Tiltak');
  return rows.map(({ cells }) => String(cells[column]?.value ?? '')).filter((title) => title !== '').sort();
};

/** One round: reads, commits, writes. */
const round = (workbook: OpenedGoogle, store: OneStore): GoogleFailure | null => {
  const read = workbook.readSpreadsheet();
  const { decision, patch } = syncRead(read.grid, store);
  expect(decision.held).toBeNull();
  const written = workbook.tryWrite(patch, read);
  return written.ok ? null : written.failure;
};

/** As many rounds as it takes, five at most; the failures on the way. */
const sync = (workbook: OpenedGoogle, store: OneStore): string[] => {
  const failures: string[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const failure = round(workbook, store);
    if (!failure) return failures;
    failures.push(failure.kind);
  }
  throw new Error(`no end: ${failures.join()}`);
};

const expectSame = async (workbook: OpenedGoogle, store: OneStore): Promise<void> => {
  expect(titlesOn(workbook)).toEqual(titlesIn(store));
  await expectNothingToDo(workbook, store);
};

const rows = (sheetId: number, startIndex: number, count = 1) => ({ sheetId, dimension: 'ROWS' as const, startIndex, endIndex: startIndex + count });
const hands: Readonly<Record<string, (sheetIdOf: (tab: string) => number) => SheetsRequest[]>> = {
  'puts a row in on top': (of) => [{ insertDimension: { range: rows(of('Tiltak'), 1) } }],
  'puts a row in and writes in it': (of) => [{ insertDimension: { range: rows(of('Tiltak'), 3) } }, typing(of('Tiltak'), 'C4', 'Fra noen andre')],
  'takes a row out': (of) => [{ deleteDimension: { range: rows(of('Tiltak'), 3) } }],
  'sorts the rows': (of) => [{ sortRange: { range: { sheetId: of('Tiltak'), startRowIndex: 1, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 27 }, sortSpecs: [{ dimensionIndex: 2, sortOrder: 'ASCENDING' }] } }],
  'writes in a new row': (of) => [typing(of('Tiltak'), 'C9', 'Fra noen andre')],
  'writes in another cell': (of) => [typing(of('Tiltak'), 'F3', 'Per')],
  'puts a column in': (of) => [{ insertDimension: { range: { sheetId: of('Tiltak'), dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } }],
  'renames the tab': (of) => [{ updateSheetProperties: { properties: { sheetId: of('Tiltak'), title: 'Våre tiltak' }, fields: 'title' } }],
  'hides a row': (of) => [{ updateDimensionProperties: { range: rows(of('Tiltak'), 2), properties: { hiddenByUser: true }, fields: 'hiddenByUser' } }],
};
const boundaries = [['the read and the second look', 'get', 2], ['the second look and the batch', 'batchUpdate', 1]] as const;

describe('somebody does something between two requests of a sync', () => {
  test.each(boundaries.flatMap((boundary) => Object.keys(hands).map((what) => [what, ...boundary] as const)))('[N41][N52][N53] and %s, between %s', async (what, _, method, nth) => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, setTitle('tilt-4', 'Fra lageret'));
    storeEdits(store, added('tilt-9', 'Helt ny'));
    workbook.emulator.faults.meanwhile(() => workbook.edit(hands[what]!), { method, nth });
    sync(workbook, store);
    expect(workbook.emulator.faults.pending()).toBe(0);
    // What somebody did was seen by one round or the next; another takes in what came after the last read.
    sync(workbook, store);
    const titles = titlesIn(store);
    expect(titles).toEqual(expect.arrayContaining(['Fra lageret', 'Helt ny']));
    expect(store.revisions.at(-1)!.tables.activities.find(({ id }) => id === 'tilt-4')?.title).toBe('Fra lageret');
    expect(titles.includes('Fra noen andre')).toBe(['puts a row in and writes in it', 'writes in a new row'].includes(what));
    expect(titles).toHaveLength(oddPlan.tables.activities.length + 1 + (titles.includes('Fra noen andre') ? 1 : 0) - (what === 'takes a row out' ? 1 : 0));
    expect(new Set(titles).size).toBe(titles.length);
    await expectSame(workbook, store);
  });

  test('[N41] a cell that was edited meanwhile is not written over', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, setTitle('tilt-2', 'Fra lageret'));
    workbook.emulator.faults.meanwhile(() => workbook.edit((of) => [typing(of('Tiltak'), 'C3', 'Fra arket')]), { method: 'get', nth: 2 });
    expect(round(workbook, store)).toEqual({ kind: 'changed', tab: 'Tiltak' });
    expect(workbook.cellAt('Tiltak', 2, 2)).toBe('Fra arket');
    const { decision } = decide(workbook.readSpreadsheet().grid, store);
    expect(decision.conflicts.map(({ id }) => id)).toEqual(['tilt-2']);
  });

  test.each(['deleted', 'deleted and made again'])('[N41] a tab that was %s has changed, and nothing is written', async (what) => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, setTitle('tilt-2', 'Fra lageret'));
    workbook.emulator.faults.meanwhile(() => workbook.edit((of) => [{ deleteSheet: { sheetId: of('Tiltak') } }, ...(what === 'deleted' ? [] : [{ addSheet: { properties: { sheetId: 4711, title: 'Tiltak' } } }])]), { method: 'get', nth: 2 });
    // Formulas of other tabs, which lost what they counted, have changed along with it.
    expect(round(workbook, store)?.kind).toBe('changed');
    expect(sync(workbook, store)).toEqual([]);
    await expectSame(workbook, store);
  });
});

describe('two syncs at once', () => {
  test('[N40][N52] of two that read the same, one is refused whole and starts over', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, setTitle('tilt-2', 'Fra lageret'));
    const read = workbook.readSpreadsheet();
    const { patch } = syncRead(read.grid, store);
    storeEdits(store, added('tilt-9', 'Helt ny'));
    expect(sync(workbook, store)).toEqual([]);
    expect(workbook.tryWrite(patch, read)).toMatchObject({ ok: false, failure: { kind: 'mark-taken' } });
    await expectSame(workbook, store);
  });

  test('[N40][N52] also where the other is done between the second look and the batch', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, setTitle('tilt-2', 'Fra lageret'));
    workbook.emulator.faults.meanwhile(() => {
      storeEdits(store, added('tilt-9', 'Helt ny'));
      expect(round(workbook, store)).toBeNull();
    }, { method: 'batchUpdate' });
    expect(sync(workbook, store)).toEqual(['mark-taken']);
    expect(titlesIn(store)).toEqual(expect.arrayContaining(['Fra lageret', 'Helt ny']));
    await expectSame(workbook, store);
  });

  test('[N52] the store moves on while the sheet is written', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    await workbook.type('Tiltak', 'C2', 'Fra arket');
    workbook.emulator.faults.meanwhile(() => storeEdits(store, setTitle('tilt-2', 'Fra lageret')), { method: 'batchUpdate' });
    expect(sync(workbook, store)).toEqual([]);
    expect(sync(workbook, store)).toEqual([]);
    expect(titlesIn(store)).toEqual(expect.arrayContaining(['Fra arket', 'Fra lageret']));
    await expectSame(workbook, store);
  });
});

describe('answers that are lost', () => {
  const cases = (['before', 'after'] as const).flatMap((when) => (['lost', 'server-error', 'unavailable'] as const).map((fault) => [when, fault] as const));

  test.each(cases)('[N42][N52] %s the batch is done: %s', async (when, fault) => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    await workbook.type('Tiltak', 'C6', 'Fra arket');
    storeEdits(store, added('tilt-9', 'Helt ny'));
    workbook.emulator.faults[when](fault, { method: 'batchUpdate' });
    const failures = sync(workbook, store);
    expect(workbook.emulator.faults.pending()).toBe(0);
    expect(failures).toEqual(when === 'after' ? [] : ['unavailable']);
    expect(titlesIn(store).filter((title) => ['Fra arket', 'Helt ny'].includes(title))).toEqual(['Fra arket', 'Helt ny']);
    await expectSame(workbook, store);
  });

  test('[N42] nobody answers at all: it may have been done, and that is said', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, added('tilt-9', 'Helt ny'));
    const { faults } = workbook.emulator;
    faults.after('lost', { method: 'batchUpdate' });
    // The third read of the round asks for the marks.
    faults.before('lost', { method: 'get', nth: 3 });
    expect(round(workbook, store)?.kind).toBe('no-answer');
    expect(sync(workbook, store)).toEqual([]);
    await expectSame(workbook, store);
  });

  test.each([true, false])('[N40] a number that another program has stops no sync, seen: %s', async (isSeen) => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, added('tilt-9', 'Helt ny'));
    const location = isSeen ? { spreadsheet: true } : { sheetId: workbook.readSpreadsheet().raw.sheets![0]!.properties!.sheetId! };
    workbook.edit(() => [900_002, 900_003].map((metadataId) => ({ createDeveloperMetadata: { developerMetadata: { metadataId, metadataKey: 'other.app', metadataValue: 'x', visibility: 'DOCUMENT', location } } })));
    expect(sync(workbook, store)).toEqual([]);
    await expectSame(workbook, store);
  });

  test('[N42] without a word of one’s own a mark may be another’s, and the caller starts over', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    storeEdits(store, added('tilt-9', 'Helt ny'));
    const read = workbook.readSpreadsheet();
    const { patch } = syncRead(read.grid, store);
    workbook.emulator.faults.after('lost', { method: 'batchUpdate' });
    expect(workbook.run(flows.write(read, patch))).toMatchObject({ ok: false, failure: { kind: 'mark-taken' } });
    await expectSame(workbook, store);
  });

  test.each(['before', 'after'] as const)('[N42] of the tabs of a plan put into a spreadsheet, %s it is done', async (when) => {
    const store = storeOf(oddPlan);
    const workbook = await openGoogle({ Mitt: [['a', 1]] });
    opened.push(workbook);
    const put = () => workbook.run(flows.insert(workbook.readSpreadsheet(), modelFor(store, 'nb'), { operation: 'adopt-1' }));
    workbook.emulator.faults[when]('lost', { method: 'batchUpdate' });
    const first = put();
    expect(first.ok).toBe(when === 'after');
    if (!first.ok) expect(first.failure.kind).toBe('unavailable');
    if (!first.ok) googleValueOf(put());
    await expectSame(workbook, store);
  });

  test('[N40] a name that is taken makes nothing', async () => {
    const store = storeOf(oddPlan);
    const workbook = await openGoogle({ Mitt: [['a', 1]], Oversikt: [['min']] });
    opened.push(workbook);
    const before = workbook.readSpreadsheet().raw;
    expect(workbook.run(flows.insert(workbook.readSpreadsheet(), modelFor(store, 'nb')))).toMatchObject({ ok: false, failure: { kind: 'changed', tab: 'Oversikt' } });
    expect(workbook.readSpreadsheet().raw).toEqual(before);
  });
});

describe('whichever way it is what nobody could confirm of Google', () => {
  test.each(Object.keys(assumedSwitches) as (keyof Switches)[])('[N42][N45][N52] a plan is made, edited on both sides, written where answers are lost and others write too: %s', async (name) => {
    const store = storeOf(oddPlan);
    const workbook = await open(store, { [name]: !assumedSwitches[name] });
    await workbook.type('Tiltak', 'C6', 'Fra arket');
    storeEdits(store, (activities) => Array.from({ length: 120 }, (_, i) => i).reduce((all, i) => added(`tilt-${100 + i}`, `Ny ${i}`)(all), activities));
    workbook.emulator.faults.meanwhile(() => workbook.edit(hands['sorts the rows']!), { method: 'batchUpdate' });
    // The first batch is what somebody does in between.
    workbook.emulator.faults.after('lost', { method: 'batchUpdate', nth: 2 });
    const stale = workbook.readSpreadsheet();
    const { patch } = syncRead(stale.grid, store);
    sync(workbook, store);
    expect(workbook.emulator.faults.pending()).toBe(0);
    expect(workbook.tryWrite(patch, stale).ok).toBe(false);
    sync(workbook, store);
    expect(titlesIn(store)).toHaveLength(oddPlan.tables.activities.length + 121);
    await expectSame(workbook, store);
  });
});

describe('what a sync costs', () => {
  const counted = (workbook: OpenedGoogle, act: () => void): Record<'read' | 'write', number> => {
    const before = workbook.emulator.log.length;
    act();
    const calls = workbook.emulator.log.slice(before);
    return { read: calls.filter(({ kind }) => kind === 'read').length, write: calls.filter(({ kind }) => kind === 'write').length };
  };

  test('[N47] a plan is made in two requests, an unchanged one is read once, and five edits cost two reads and one write', async () => {
    const store = storeOf(oddPlan);
    const workbook = await openGoogle();
    opened.push(workbook);
    expect(counted(workbook, () => void workbook.insert(modelFor(store, 'nb')))).toEqual({ read: 0, write: 2 });
    expect(counted(workbook, () => expect(round(workbook, store)).toBeNull())).toEqual({ read: 1, write: 0 });
    for (const [address, value] of [['C2', 'a'], ['C3', 'b'], ['C4', 'c'], ['G2', 'd'], ['G3', 'e']] as const) await workbook.type('Tiltak', address, value);
    expect(counted(workbook, () => expect(round(workbook, store)).toBeNull())).toEqual({ read: 2, write: 1 });
    expect(titlesIn(store)).toEqual(expect.arrayContaining(['a', 'b', 'c']));
  });

  test('[N48] an empty patch sends nothing', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    const read = workbook.readSpreadsheet();
    const empty = { tabs: [], pages: [], looksTab: '_planark', generated: { ...modelFor(store, 'nb'), worksheets: [] }, order: [], removed: [], anew: [] };
    expect(counted(workbook, () => expect(workbook.tryWrite(empty, read).ok).toBe(true))).toEqual({ read: 0, write: 0 });
  });

  test('[N49] a text that no cell takes is refused before anything is sent', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    const read: ReadSpreadsheet = workbook.readSpreadsheet();
    storeEdits(store, setTitle('tilt-2', 'x'.repeat(50_001)));
    const { patch } = syncRead(read.grid, store);
    expect(counted(workbook, () => expect(workbook.tryWrite(patch, read)).toMatchObject({ ok: false, failure: { kind: 'too-large', tab: 'Tiltak' } }))).toEqual({ read: 0, write: 0 });
    const model = modelFor(store, 'nb');
    expect(counted(workbook, () => expect(workbook.run(flows.create(model))).toMatchObject({ ok: false, failure: { kind: 'too-large', tab: 'Tiltak' } }))).toEqual({ read: 0, write: 0 });
  });

  test('[N43] marks of long ago go', async () => {
    const store = storeOf(oddPlan);
    const workbook = await open(store);
    for (let i = 0; i < 55; i++) {
      const read = workbook.readSpreadsheet();
      const patch = { tabs: [{ tab: 'Tiltak', cells: [{ row: 1, column: 28, value: `n${i}` }] }], pages: [], looksTab: '_planark', generated: { ...modelFor(store, 'nb'), worksheets: [] }, order: [], removed: [], anew: [] };
      googleValueOf(workbook.tryWrite(patch, read));
    }
    const marks = workbook.readSpreadsheet().raw.developerMetadata!.filter(({ metadataKey }) => metadataKey === 'planark.rev');
    expect(marks.length).toBeGreaterThanOrEqual(50);
    expect(marks.length).toBeLessThanOrEqual(51);
  }, 120_000);
});
