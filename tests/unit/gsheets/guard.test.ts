import type { TabPatch, WorkbookPatch } from '../../../core/sheet';
import { changedSince, guardRanges, guardsOf } from '../../../gsheets/rest/guard';

type Spreadsheet = gapi.client.sheets.Spreadsheet;
type Sheet = gapi.client.sheets.Sheet;

const cell = (value: string | number | null): gapi.client.sheets.CellData =>
  value === null ? {} : typeof value === 'number' ? { effectiveValue: { numberValue: value } } : value.startsWith('=') ? { userEnteredValue: { formulaValue: value }, effectiveValue: { numberValue: 1 } } : { effectiveValue: { stringValue: value } };
const sheet = (sheetId: number, title: string, rows: readonly (readonly (string | number | null)[])[]): Sheet =>
  ({ properties: { sheetId, title, gridProperties: { rowCount: 20, columnCount: 6 } }, data: [{ rowData: rows.map((values) => ({ values: values.map(cell) })) }] });

const rows = [['Id', 'Kode', 'Tiltak', 'Frist'], ['t-1', 'T1', 'Kurs', 46_000], ['t-2', 'T2', 'Besøk', 46_001]] as const;
const read: Spreadsheet = { sheets: [sheet(1, 'Tiltak', rows), sheet(2, "Kari's tall", [['a', 1]]), sheet(3, 'Oversikt', [['Plan'], ['=A1']])] };

const patchOf = (tabs: readonly TabPatch[], more: Partial<WorkbookPatch> = {}): WorkbookPatch =>
  ({ tabs, pages: [], looksTab: '_planark', generated: { title: '', author: '', locale: 'nb', dateFormat: 'dd.mm.yyyy', worksheets: [] }, order: [], removed: [], anew: [], ...more });
const title: TabPatch = { tab: 'Tiltak', cells: [{ row: 2, column: 2, value: 'Årsmøte' }], lastRow: 2, columns: 4 };
const newRow: TabPatch = { tab: 'Tiltak', cells: [{ row: 3, column: 0, value: 't-3' }, { row: 3, column: 2, value: 'Ny' }], lastRow: 3, columns: 4 };

const after = (table: readonly (readonly (string | number | null)[])[], sheetId = 1): Spreadsheet => ({ sheets: [sheet(sheetId, 'Tiltak', table), ...read.sheets!.slice(1)] });
const isStanding = (patch: WorkbookPatch, now: Spreadsheet, laidOut: readonly string[] = []): boolean => changedSince(guardsOf(read, patch, laidOut), now) === undefined;

describe('what must still stand before anything is written', () => {
  test('[N41] nothing has changed, and what is asked for is the headers, the ids and the cells that are written', () => {
    expect(guardRanges(guardsOf(read, patchOf([title]), []))).toEqual(["'Tiltak'!A1:D1", "'Tiltak'!A1:A3", "'Tiltak'!C3:C3"]);
    expect(isStanding(patchOf([title]), read)).toBe(true);
  });

  test.each([
    ['a row was put in', [rows[0], rows[1], [null, null, 'Ny'], rows[2]], false],
    ['a row was taken out', [rows[0], rows[2]], false],
    ['rows were sorted', [rows[0], rows[2], rows[1]], false],
    ['the cell itself was edited', [rows[0], rows[1], ['t-2', 'T2', 'Noe annet', 46_001]], false],
    ['it was emptied', [rows[0], rows[1], ['t-2', 'T2', null, 46_001]], false],
    ['it became a formula', [rows[0], rows[1], ['t-2', 'T2', '=1', 46_001]], false],
    ['a column was put in', rows.map((row) => [row[0], 'x', ...row.slice(1)]), false],
    ['a header was renamed', [['Id', 'Kode', 'Tittel', 'Frist'], rows[1], rows[2]], false],
    ['another cell was edited, which is its row’s own', [rows[0], rows[1], ['t-2', 'T2', 'Besøk', 47_000]], true],
    ['something was written below', [...rows, [null, null, 'Ny rad']], true],
  ])('[N41] in between, %s', (_, table, stands) => {
    expect(isStanding(patchOf([title]), after(table))).toBe(stands);
  });

  test('[N41] a row that gets an id must hold all that it held', () => {
    expect(guardRanges(guardsOf(read, patchOf([newRow]), []))).toContain("'Tiltak'!A4:D4");
    expect(isStanding(patchOf([newRow]), read)).toBe(true);
    expect(isStanding(patchOf([newRow]), after([...rows, [null, null, null, 46_002]]))).toBe(false);
  });

  test('[N41] a tab by the same name may be another, and one that is renamed is none', () => {
    expect(changedSince(guardsOf(read, patchOf([title]), []), after(rows, 9))).toEqual({ kind: 'changed', tab: 'Tiltak' });
    expect(changedSince(guardsOf(read, patchOf([title]), []), { sheets: [sheet(1, 'Våre tiltak', rows)] })).toEqual({ kind: 'changed', tab: 'Tiltak' });
  });

  test('[N41] of pages and tabs that are made again or removed, all', () => {
    const page = { key: 'overview', name: 'Oversikt', rows: [] } as unknown as WorkbookPatch['pages'][number];
    const cells: TabPatch = { tab: 'Oversikt', cells: [{ row: 0, column: 0, value: 'x' }], isPage: true };
    for (const patch of [patchOf([], { pages: [page] }), patchOf([], { removed: ['Oversikt'] }), patchOf([cells])]) {
      expect(guardRanges(guardsOf(read, patch, []))).toEqual(["'Oversikt'!A1:F20"]);
      expect(isStanding(patch, { sheets: [read.sheets![0]!, read.sheets![1]!, sheet(3, 'Oversikt', [['Plan'], ['=A1'], [null, null, 'valgt']])] })).toBe(false);
    }
  });

  test('[N41] where only the layout is mended, the headers say whose the columns are', () => {
    expect(guardRanges(guardsOf(read, patchOf([]), ["Kari's tall"]))).toEqual(["'Kari''s tall'!A1:F1"]);
    expect(isStanding(patchOf([]), read, ["Kari's tall"])).toBe(true);
  });

  test('[N41] no range reaches beyond the tab, and many are asked for as one', () => {
    const beyond: TabPatch = { ...title, cells: [{ row: 40, column: 0, value: 't-9' }], lastRow: 40 };
    expect(guardRanges(guardsOf(read, patchOf([beyond]), []))).toEqual(["'Tiltak'!A1:D1", "'Tiltak'!A1:A3"]);
    const large: Spreadsheet = { sheets: [{ ...sheet(1, 'Tiltak', rows), properties: { sheetId: 1, title: 'Tiltak', gridProperties: { rowCount: 2000, columnCount: 26 } } }] };
    const many: TabPatch = { ...title, cells: Array.from({ length: 500 }, (_, i) => ({ row: 1 + 2 * i, column: 2, value: 'x' })), lastRow: 1000 };
    expect(guardRanges(guardsOf(large, patchOf([many]), []))).toEqual(["'Tiltak'!A1:D1000"]);
  });
});
