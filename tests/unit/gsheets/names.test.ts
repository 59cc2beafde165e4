import { wantedNames, withNames, type GridName, type WorkbookPatch } from '../../../core/sheet';
import { budgetMapping, budgetTab } from '../../support/budget-grid';
import { googleValueOf, openGoogle, typing, type OpenedGoogle } from '../../support/hosted-google';
import { oddPlan } from '../../support/odd-plan';
import { modelFor, storeOf } from '../../support/workbook-journey';
import type { Switches } from '../../support/sheets-emulator';

const opened: OpenedGoogle[] = [];
afterEach(async () => { for (const { emulator } of opened.splice(0)) await emulator.stop(); });

const rows = [['Budsjett'], ['Konto', 'Navn', 'Vedtatt', 'Regnskap'], ['6860', 'Møter', 12, 3], ['6890', 'Annet', 1, 2]];
const open = async (switches: Partial<Switches> = {}): Promise<OpenedGoogle> => {
  const workbook = await openGoogle({ [budgetTab]: rows, Annet: [['x']] }, switches);
  opened.push(workbook);
  return workbook;
};
const column = (left: number): GridName['range'] => ({ top: 1, left, bottom: 99, right: left });
const patchOf = (names: readonly GridName[]): WorkbookPatch => ({ tabs: [], pages: [], looksTab: '', generated: { title: '', author: '', locale: 'nb', dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [], names });
const account: GridName = { name: 'Planark_account', tab: budgetTab, range: column(0) };
const rangesOf = (workbook: OpenedGoogle): unknown => workbook.readSpreadsheet().raw.namedRanges?.map(({ namedRangeId, name, range }) => [namedRangeId, name, range]);
const idOf = (workbook: OpenedGoogle, tab: string): number => workbook.readSpreadsheet().raw.sheets!.find(({ properties }) => properties?.title === tab)!.properties!.sheetId!;

describe('names that a spreadsheet gives to cells', () => {
  test('[N56] ours are told with their tab and cells, as far down as there are rows; a person’s own, and those that lost their cells, are not', async () => {
    const workbook = await open();
    workbook.edit((of) => [
      ...[['Planark_account', 0], ['Planark_adopted_2026', 2], ['Vedtatt', 2]].map(([name, left]) => ({ addNamedRange: { namedRange: { name: String(name), range: { sheetId: of(budgetTab), startRowIndex: 1, startColumnIndex: Number(left), endColumnIndex: Number(left) + 1 } } } })),
      { addNamedRange: { namedRange: { name: 'Planark_actual_2026', range: { sheetId: of('Annet'), startRowIndex: 0, endRowIndex: 1, startColumnIndex: 3, endColumnIndex: 4 } } } },
      { deleteDimension: { range: { sheetId: of('Annet'), dimension: 'COLUMNS', startIndex: 3, endIndex: 4 } } },
    ]);
    expect(workbook.readSpreadsheet().grid.names).toEqual([
      { name: 'Planark_account', tab: budgetTab, range: { top: 1, left: 0, bottom: 999, right: 0 } }, { name: 'Planark_adopted_2026', tab: budgetTab, range: { top: 1, left: 2, bottom: 999, right: 2 } },
    ]);
  });

  test('[N56] without any there is none', async () => {
    expect((await open()).readSpreadsheet().grid).not.toHaveProperty('names');
  });

  test('[N54] beside tabs that are too large to be read, the cells that have names are', async () => {
    const workbook = await open();
    await workbook.insert(modelFor(storeOf(oddPlan), 'nb', workbook.readSpreadsheet().grid));
    googleValueOf(workbook.tryWrite(patchOf([account, { ...account, name: 'Planark_adopted_2026', range: column(2) }]), workbook.readSpreadsheet()));
    const { grid } = googleValueOf(workbook.tryTooLarge());
    const told = (tab: string): unknown => grid.worksheets.find(({ name }) => name === tab)!.rows.map(({ index, cells }) => [index, ...cells.map((cell) => cell?.value)]);
    expect([told(budgetTab), told('Annet')]).toEqual([[[1, 'Konto', 'Navn', 'Vedtatt'], [2, '6860', 'Møter', 12], [3, '6890', 'Annet', 1]], [[0, 'x']]]);
    expect(grid.names).toHaveLength(2);
  });
});

describe('names that a batch gives', () => {
  test('[N57] begin at the header, have no end and a number of ours; one that stands gets its new meaning and keeps its own', async () => {
    const workbook = await open();
    const sheetId = idOf(workbook, budgetTab);
    workbook.edit(() => [{ addNamedRange: { namedRange: { namedRangeId: 'eget', name: 'planark_ADOPTED_2026', range: { sheetId, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 3, endColumnIndex: 4 } } } }]);
    googleValueOf(workbook.tryWrite(patchOf([account, { ...account, name: 'Planark_adopted_2026', range: column(2) }]), workbook.readSpreadsheet()));
    expect(rangesOf(workbook)).toEqual([
      ['eget', 'planark_ADOPTED_2026', { sheetId, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 }], ['planark_account', 'Planark_account', { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 }],
    ]);
  });

  test.each([['a header becomes another', (of: (tab: string) => number) => [typing(of(budgetTab), 'A2', 'Noe annet')]], ['a row is put in above', (of: (tab: string) => number) => [{ insertDimension: { range: { sheetId: of(budgetTab), dimension: 'ROWS' as const, startIndex: 0, endIndex: 1 } } }]]])(
    '[N57] where %s after the read, nothing is written', async (_, edit) => {
      const workbook = await open();
      const read = workbook.readSpreadsheet();
      workbook.edit(edit);
      expect(workbook.tryWrite(patchOf([account]), read)).toEqual({ ok: false, failure: { kind: 'changed', tab: budgetTab } });
      expect(rangesOf(workbook)).toBeUndefined();
    },
  );

  test('[N58] that are taken by one without cells are taken back first; refusals of all else are told as they are', async () => {
    const workbook = await open();
    googleValueOf(workbook.tryWrite(patchOf([account]), workbook.readSpreadsheet()));
    workbook.edit((of) => [{ deleteDimension: { range: { sheetId: of(budgetTab), dimension: 'COLUMNS', startIndex: 0, endIndex: 1 } } }]);
    expect([rangesOf(workbook), workbook.readSpreadsheet().grid.names]).toEqual([undefined, undefined]);
    googleValueOf(workbook.tryWrite(patchOf([account]), workbook.readSpreadsheet()));
    expect(rangesOf(workbook)).toHaveLength(1);
    expect(workbook.tryWrite(patchOf([{ ...account, name: 'Planark_ikke lov' }]), workbook.readSpreadsheet())).toMatchObject({ ok: false, failure: { kind: 'refused', detail: expect.stringContaining('Invalid named range name') } });
  });
});

test('[C77] names are wanted where one is missing, means another column or ends above the last row, and then all of them', async () => {
  const mapping = budgetMapping({ headerRow: 2 });
  const { grid } = (await open()).readSpreadsheet();
  const wanted = wantedNames(grid, mapping);
  expect(wanted.map(({ name, range }) => [name, range.top, range.left])).toEqual([['Planark_account', 1, 0], ['Planark_name', 1, 1], ['Planark_adopted_2026', 1, 2], ['Planark_actual_2026', 1, 3]]);
  const named = withNames(grid, wanted);
  expect([wantedNames(named, mapping), withNames(grid, [])]).toEqual([[], grid]);
  const without = (change: (name: GridName, i: number) => GridName | null) => wantedNames({ ...grid, names: wanted.flatMap((name, i) => change(name, i) ?? []) }, mapping).length;
  const over = (i: number, range: Partial<GridName['range']>) => without((name, at) => (at === i ? { ...name, range: { ...name.range, ...range } } : name));
  expect([without((name, i) => (i === 2 ? null : name)), over(2, { left: 4, right: 4 }), over(0, { bottom: 2 }), over(1, { top: 0 }), over(3, { bottom: 50 })]).toEqual([4, 4, 4, 4, 4]);
  expect(without((name) => ({ ...name, name: name.name.toUpperCase(), range: { ...name.range, bottom: 3 } }))).toBe(0);
  // A table that is not there has none.
  expect(wantedNames({ worksheets: [], extras: [] }, mapping)).toEqual([]);
});
