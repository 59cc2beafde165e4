import { worksheet, type TabPatch, type WorkbookPatch } from '../../../core/sheet';
import { createSpreadsheetFlows, type SheetsCall, type SheetsRequest, type Spreadsheet } from '../../../gsheets/rest';
import { patchRequests } from '../../../gsheets/rest/patch-requests';

const date = { type: 'DATE', pattern: 'dd.mm.yyyy' } as const;
const text = (stringValue: string) => ({ effectiveValue: { stringValue } });
const day = (numberValue: number) => ({ effectiveValue: { numberValue }, effectiveFormat: { numberFormat: date } });

const raw: Spreadsheet = {
  sheets: [
    { properties: { sheetId: 5, title: 'Oversikt', index: 0, gridProperties: { rowCount: 3, columnCount: 4 } } },
    { properties: { sheetId: 7, title: 'Tiltak', index: 1, gridProperties: { rowCount: 3, columnCount: 4 } }, data: [{ rowData: [{ values: [text('Id'), text('Kode'), text('Tiltak'), text('Frist')] }, { values: [text('t-1'), text('T1'), text('Kurs'), day(46_000)] }] }] },
    { properties: { sheetId: 9, title: 'Konflikter', index: 2, gridProperties: { rowCount: 3, columnCount: 4 } } },
  ],
};
const generated = { title: 'Plan', author: '', locale: 'nb' as const, dateFormat: 'dd.mm.yyyy', worksheets: [] };
const patchOf = (more: Partial<WorkbookPatch>): WorkbookPatch => ({ tabs: [], pages: [], looksTab: '_planark', generated, order: [], removed: [], anew: [], frames: [], ...more });
const requestsOf = (more: Partial<WorkbookPatch>): readonly SheetsRequest[] => patchRequests(raw, patchOf(more), {}).requests;
const tabPatch = (cells: TabPatch['cells'], lastRow = 1): TabPatch => ({ tab: 'Tiltak', cells, lastRow, columns: 4 });
const page = (name: string, rows: number) => worksheet({ key: name, name, columns: [{ width: 20, style: 'plain' }], rows: Array.from({ length: rows }, (_, i) => [`rad ${i}`]), isProtected: true, tone: 'generated' });

describe('a patch as requests', () => {
  test('[N44] cells that differ and no others, text as text, what lies beside each other in one', () => {
    expect(requestsOf({ tabs: [tabPatch([{ row: 1, column: 2, value: '=ikke formel' }, { row: 1, column: 3, value: 46_001 }, { row: 1, column: 1, value: null, formula: 'IF(A2="",0.5,1)' }])] })).toEqual([{
      updateCells: {
        fields: 'userEnteredValue', start: { sheetId: 7, rowIndex: 1, columnIndex: 1 },
        rows: [{ values: [{ userEnteredValue: { formulaValue: '=IF(A2="";5/10;1)' } }, { userEnteredValue: { stringValue: '=ikke formel' } }, { userEnteredValue: { numberValue: 46_001 } }] }],
      },
    }]);
    expect(requestsOf({ tabs: [tabPatch([{ row: 1, column: 1, value: 'T2' }, { row: 1, column: 3, value: null }])] }).map(({ updateCells }) => [updateCells!.start!.columnIndex, updateCells!.rows])).toEqual([
      [1, [{ values: [{ userEnteredValue: { stringValue: 'T2' } }] }]], [3, [{ values: [{ userEnteredValue: {} }] }]],
    ]);
  });

  test('[N44] a cell of a new row is shown as the one above it, where it is not already', () => {
    const formatted = requestsOf({ tabs: [tabPatch([{ row: 2, column: 2, value: 'Ny' }, { row: 2, column: 3, value: 46_001 }], 2)] }).filter(({ updateCells }) => updateCells?.fields?.includes('numberFormat'));
    expect(formatted.map(({ updateCells }) => [updateCells!.start, updateCells!.rows])).toEqual([[{ sheetId: 7, rowIndex: 2, columnIndex: 3 }, [{ values: [{ userEnteredValue: { numberValue: 46_001 }, userEnteredFormat: { numberFormat: date } }] }]]]);
  });

  test('[N45] where rows are lacking more are put on first, which look like the last one and have its rules', () => {
    const requests = requestsOf({ tabs: [tabPatch([{ row: 4, column: 0, value: 't-2' }], 4)] });
    expect(requests.slice(0, 2)).toEqual([
      { appendDimension: { sheetId: 7, dimension: 'ROWS', length: 52 } },
      { copyPaste: { source: { sheetId: 7, startRowIndex: 2, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 4 }, destination: { sheetId: 7, startRowIndex: 3, endRowIndex: 55, startColumnIndex: 0, endColumnIndex: 4 }, pasteType: 'PASTE_FORMAT' } },
    ]);
    expect(requests).toHaveLength(3);
    expect(requestsOf({ tabs: [tabPatch([{ row: 1, column: 6, value: 'x' }])] })[0]).toEqual({ appendDimension: { sheetId: 7, dimension: 'COLUMNS', length: 3 } });
  });

  test('[N45] a page grows too', () => {
    expect(requestsOf({ pages: [page('Oversikt', 10)] })[0]).toEqual({ appendDimension: { sheetId: 5, dimension: 'ROWS', length: 57 } });
  });

  test('[N46] new tabs stand where their order says, tabs that stand keep their place, and what is needed no more goes last', () => {
    const requests = requestsOf({ generated: { ...generated, worksheets: [page('Årshjul', 1), page('Plan', 1), page('Oversikt', 1)] }, order: ['Oversikt', 'Plan', 'Tiltak', 'Årshjul'], removed: ['Konflikter'] });
    expect(requests.flatMap(({ addSheet }) => (addSheet ? [[addSheet.properties!.title, addSheet.properties!.index]] : []))).toEqual([['Plan', 1], ['Årshjul', 3]]);
    expect(requests.at(-1)).toEqual({ deleteSheet: { sheetId: 9 } });
    expect(requests.filter(({ deleteSheet }) => deleteSheet)).toHaveLength(1);
  });
});

describe('a read', () => {
  test('[N30][N37] is one request with a mask, and tells name, address and cells', () => {
    const flow = createSpreadsheetFlows().read('abc');
    const { method, fields, ...rest } = flow.next().value as Extract<SheetsCall, { method: 'get' }>;
    expect({ method, rest }).toEqual({ method: 'get', rest: { spreadsheetId: 'abc' } });
    expect(fields).toMatch(/^spreadsheetId,.*rowData\.values\(userEnteredValue\.formulaValue,effectiveValue/);
    const done = flow.next({ ok: true, value: { ...raw, properties: { title: 'Vår plan' }, spreadsheetUrl: 'https://docs.google.com/x' } });
    expect(done).toMatchObject({ done: true, value: { ok: true, value: { spreadsheetId: 'abc', title: 'Vår plan', url: 'https://docs.google.com/x', grid: { worksheets: [{ name: 'Oversikt' }, { name: 'Tiltak' }, { name: 'Konflikter' }] } } } });
  });
});
