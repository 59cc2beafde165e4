import { readGrid } from '../../../gsheets/rest/read-grid';

type Sheet = gapi.client.sheets.Sheet;
type CellData = gapi.client.sheets.CellData;

const sheet = (title: string, rows: readonly (readonly CellData[])[], more: Partial<Sheet> = {}): Sheet =>
  ({ properties: { sheetId: title.length, title, index: 0, sheetType: 'GRID', gridProperties: { rowCount: 100, columnCount: 9 } }, data: [{ rowData: rows.map((values) => ({ values: [...values] })) }], ...more });
const cellsIn = (...cells: CellData[]) => readGrid({ sheets: [sheet('Tiltak', [cells])] }).worksheets[0]!.rows[0]?.cells ?? [];
const typed = (value: gapi.client.sheets.ExtendedValue, format?: gapi.client.sheets.NumberFormat): CellData => ({ userEnteredValue: value, effectiveValue: value, ...(format && { effectiveFormat: { numberFormat: format } }) });
const computed = (formulaValue: string, effectiveValue: gapi.client.sheets.ExtendedValue): CellData => ({ userEnteredValue: { formulaValue }, effectiveValue });

describe('what Google answers as a grid', () => {
  test('[N32] text is text, whatever it looks like; a number a number, and a tick box true or false', () => {
    expect(cellsIn(typed({ stringValue: '=1+1' }), typed({ stringValue: '#REF!' }), typed({ stringValue: '007' }), typed({ numberValue: 0 }), typed({ boolValue: false }))).toEqual([{ value: '=1+1' }, { value: '#REF!' }, { value: '007' }, { value: 0 }, { value: false }]);
  });

  test.each([
    ['a day typed in any language', { type: 'DATE' }, true],
    ['with its pattern', { type: 'DATE', pattern: 'd. mmmm yyyy' }, true],
    ['a day and an hour', { type: 'DATE_TIME', pattern: 'dd.mm.yyyy hh:mm' }, true],
    ['a pattern of one’s own', { type: 'NUMBER', pattern: 'dd.mm.yy' }, true],
    ['an hour', { type: 'TIME', pattern: 'hh:mm' }, false],
    ['how long', { type: 'TIME', pattern: '[h]:mm:ss' }, false],
    ['percent', { type: 'PERCENT', pattern: '0.0 %' }, false],
    ['money', { type: 'CURRENCY', pattern: '#,##0.00 [$kr]' }, false],
    ['a number as it comes', undefined, false],
  ])('[N32] a number is a day where it is shown as one: %s', (_, format, isDate) => {
    expect(cellsIn(typed({ numberValue: 46_000 }, format as gapi.client.sheets.NumberFormat))).toEqual([{ value: 46_000, ...(isDate && { isDate }) }]);
  });

  test('[N33] a formula is told by its result, also an empty text, and an error by the name it has everywhere', () => {
    expect(cellsIn(
      computed('=1+1', { numberValue: 2 }), computed('=""', { stringValue: '' }), computed('=A0', { errorValue: { type: 'REF', message: 'Referansen finnes ikke.' } }),
      computed('=1/0', { errorValue: { type: 'DIVIDE_BY_ZERO' } }), computed('=x', { errorValue: { type: 'NAME' } }), computed('=?', { errorValue: { type: 'ERROR' } }),
    )).toEqual([
      { value: 2, isFormula: true }, { value: '', isFormula: true }, { value: { error: '#REF!' }, isFormula: true },
      { value: { error: '#DIV/0!' }, isFormula: true }, { value: { error: '#NAME?' }, isFormula: true }, { value: { error: '#ERROR!' }, isFormula: true },
    ]);
  });

  test('[N34] a cell of which Google tells no value is not empty: a picture by a formula, a chip', () => {
    expect(cellsIn({ userEnteredValue: { formulaValue: '=IMAGE("https://x.no/y.png")' } }, { chipRuns: [{ chip: { personProperties: { email: 'kari@x.no' } } }] }, { chipRuns: [{}] })).toEqual([
      { value: '=IMAGE("https://x.no/y.png")', isUnreadable: true, isFormula: true }, { value: '', isUnreadable: true }, undefined,
    ]);
  });

  test('[N34] a chip whose text Google tells is that text', () => {
    expect(cellsIn({ ...typed({ stringValue: 'Kari Nordmann' }), chipRuns: [{ chip: { personProperties: {} } }] })).toEqual([{ value: 'Kari Nordmann' }]);
  });

  test('[N32] cells that only look like something are empty, and rows of them are none', () => {
    const grid = readGrid({ sheets: [sheet('Tiltak', [[{ effectiveFormat: { numberFormat: { type: 'DATE' } } }, typed({ stringValue: 'a' }), {}], [{}, {}], [], [typed({ stringValue: '' })]])] });
    expect(grid.worksheets[0]!.rows).toEqual([{ index: 0, cells: [undefined, { value: 'a' }, undefined] }]);
  });

  test('[N35] rows that a person or a filter hides are read, and told as hidden', () => {
    const data = [{ rowData: [{ values: [typed({ stringValue: 'a' })] }, { values: [typed({ stringValue: 'b' })] }, { values: [typed({ stringValue: 'c' })] }], rowMetadata: [{}, { hiddenByUser: true }, { hiddenByFilter: true }] }];
    expect(readGrid({ sheets: [sheet('T', [], { data })] }).worksheets[0]!.rows.map(({ index, hidden }) => [index, hidden])).toEqual([[0, undefined], [1, true], [2, true]]);
  });

  test('[N31] cells keep their place where an answer begins further down and to the right', () => {
    const data = [{ startRow: 4, startColumn: 2, rowData: [{ values: [typed({ stringValue: 'c5' })] }] }];
    expect(readGrid({ sheets: [sheet('T', [], { data })] }).worksheets[0]!.rows).toEqual([{ index: 4, cells: [undefined, undefined, { value: 'c5' }] }]);
  });

  test('[N36] merged cells are told, also where Google leaves out a beginning at 0', () => {
    expect(readGrid({ sheets: [sheet('T', [], { merges: [{ sheetId: 1, endRowIndex: 2, endColumnIndex: 3 }, { startRowIndex: 4, endRowIndex: 5, startColumnIndex: 1, endColumnIndex: 4 }] })] }).worksheets[0]!.merges)
      .toEqual([{ top: 0, left: 0, bottom: 1, right: 2 }, { top: 4, left: 1, bottom: 4, right: 3 }]);
  });

  test('[N31] tabs stand in their order, hidden ones are told, the stamp as very hidden; tabs that hold no cells are named apart', () => {
    const of = (title: string, index: number, more: Partial<gapi.client.sheets.SheetProperties> = {}, metadataValue?: string): Sheet =>
      ({ properties: { title, index, sheetId: index, ...more }, ...(metadataValue && { developerMetadata: [{ metadataKey: 'planark.tab', metadataValue }] }) });
    const grid = readGrid({ sheets: [of('Diagram', 3, { sheetType: 'OBJECT' }), of('_planark', 2, { hidden: true }, 'stamp'), of('Lister', 1, { hidden: true }, 'lists'), of('Tiltak', 0), of('BigQuery', 4, { sheetType: 'DATA_SOURCE' }), of('Synlig', 5, {}, 'stamp')] });
    expect(grid.worksheets.map(({ name, state }) => [name, state])).toEqual([['Tiltak', 'visible'], ['Lister', 'hidden'], ['_planark', 'veryHidden'], ['Synlig', 'visible']]);
    expect(grid.otherTabs).toEqual(['Diagram', 'BigQuery']);
  });
});
