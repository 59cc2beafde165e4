import { modelWorld, type ModelWorld } from '../../support/sheets-emulator/model-world';

const cells = (...values: readonly gapi.client.sheets.ExtendedValue[]): gapi.client.sheets.RowData => ({ values: values.map((userEnteredValue) => ({ userEnteredValue })) });
const world = (locale = 'nb_NO'): ModelWorld => modelWorld({
  properties: { locale },
  sheets: [
    { properties: { sheetId: 1, title: 'Ark en' }, data: [{ rowData: [cells({ stringValue: 'a' }, { numberValue: 0.5 }, { formulaValue: '=B1*2' }), cells({ boolValue: true })] }], merges: [{ sheetId: 1, startRowIndex: 8, endRowIndex: 9, startColumnIndex: 0, endColumnIndex: 2 }] },
    { properties: { sheetId: 2, title: 'B1' }, data: [{ rowData: [cells({ stringValue: 'x' })] }] },
  ],
});

describe('get', () => {
  it.each([
    ["'Ark en'!B1:C2", 1, [0, 1], [['0,5', '1']]], ['Ark en!A:A', 1, [0, 0], [['a'], ['TRUE']]], ["'Ark en'!2:2", 1, [1, 0], [['TRUE']]], ["'Ark en'!A2:A", 1, [1, 0], [['TRUE']]], ["'B1'", 2, [0, 0], [['x']]], ['B1', 1, [0, 1], [['0,5']]], ["'B1'!A1", 2, [0, 0], [['x']]],
  ])('takes ranges as people write them: %s', (range, sheetId, [startRow, startColumn], shown) => {
    const { sheets } = world().get('sheets(properties.sheetId,data(startRow,startColumn))', { ranges: [range] });
    expect(sheets?.map(({ properties }) => properties?.sheetId)).toEqual([sheetId]);
    expect([sheets?.[0]?.data?.[0]?.startRow ?? 0, sheets?.[0]?.data?.[0]?.startColumn ?? 0]).toEqual([startRow, startColumn]);
    expect(world().shown(range)).toEqual(shown);
  });

  it('refuses ranges that cannot be read or begin beyond the grid', () => {
    expect(() => world().get('sheets.data', { ranges: ['Finnes ikke!A1'] })).toThrow('Unable to parse range: Finnes ikke!A1');
    expect(() => world().get('sheets.data', { ranges: ["'Ark en'!A1001"] })).toThrow("Range ('Ark en'!A1001) exceeds grid limits. Max rows: 1000, max columns: 26");
  });

  it('tells one block of data a range, in their order, and leaves out tabs that no range is on', () => {
    const { sheets } = world().get('sheets(properties.title,data.rowData.values.formattedValue)', { ranges: ["'Ark en'!B1", "'Ark en'!A1"] });
    expect(sheets?.map(({ data }) => data?.map(({ rowData }) => rowData?.[0]?.values?.[0]?.formattedValue))).toEqual([['0,5', 'a']]);
  });

  it.each([[false, 1], [true, 0]])('tells rules that the ranges do not touch, by switch: %s', (rangesLimitRules, merges) => {
    const limited = modelWorld({ sheets: [{ properties: { sheetId: 1, title: 'A' }, merges: [{ sheetId: 1, startRowIndex: 8, endRowIndex: 9, startColumnIndex: 0, endColumnIndex: 2 }] }] }, { rangesLimitRules });
    expect(limited.get('sheets.merges', { ranges: ['A!A1'] }).sheets?.[0]?.merges ?? []).toHaveLength(merges);
  });

  it('tells what was entered, what it comes to, and how it is shown', () => {
    expect(world().cell('Ark en', 'C1')).toMatchObject({ userEnteredValue: { formulaValue: '=B1*2' }, effectiveValue: { numberValue: 1 }, formattedValue: '1', effectiveFormat: { textFormat: { fontFamily: 'Arial', fontSize: 10, bold: false } } });
    expect(world().cell('Ark en', 'Z9')).toEqual({});
  });

  it('shows numbers as their patterns say', () => {
    const shown = (value: number, pattern: string): unknown => modelWorld({ sheets: [{ properties: { title: 'A' }, data: [{ rowData: [{ values: [{ userEnteredValue: { numberValue: value }, userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern } } }] }] }] }] }).cell('A', 'A1').formattedValue;
    expect([shown(0.5, '0%'), shown(0.5, '0 %'), shown(0.256, '0.0 %'), shown(5, '0"%"')]).toEqual(['50%', '50 %', '25,6 %', '5%']);
  });

  it('has formulas in the spelling of the locale', () => {
    const sum = (locale: string, formulaValue: string, semicolonEverywhere = true): unknown => modelWorld({ properties: { locale }, sheets: [{ properties: { title: 'A' }, data: [{ rowData: [cells({ formulaValue })] }] }] }, { semicolonEverywhere }).cell('A', 'A1').effectiveValue;
    const parseError = { errorValue: { type: 'ERROR', message: 'Formula parse error.' } };
    expect(sum('nb_NO', '=SUM(1;2)')).toEqual({ numberValue: 3 });
    expect(sum('nb_NO', '=SUM(1,5;2)')).toEqual({ numberValue: 3.5 });
    expect(sum('nb_NO', '=IF(TRUE,"a","b")')).toEqual(parseError);
    expect(sum('en_US', '=SUM(1.5,2)')).toEqual({ numberValue: 3.5 });
    expect(sum('en_US', '=SUM(1;2)')).toEqual({ numberValue: 3 });
    expect(sum('en_US', '=SUM(1;2)', false)).toEqual(parseError);
  });

  it('fails on a function that the calculator does not know, and on nothing that does not ask for it', () => {
    const unknown = modelWorld({ sheets: [{ properties: { title: 'A' }, data: [{ rowData: [cells({ formulaValue: '=SPARKLINE(B1:C1)' })] }] }] });
    expect(() => unknown.get('sheets.data.rowData.values.effectiveValue')).toThrow('EMULATOR GAP: the function SPARKLINE');
    expect(unknown.get('sheets.data.rowData.values.userEnteredValue').sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.userEnteredValue?.formulaValue).toBe('=SPARKLINE(B1:C1)');
  });

  it('by data filter tells the lines that metadata stands on', () => {
    const filtered = world();
    filtered.batch([{ createDeveloperMetadata: { developerMetadata: { metadataKey: 'rad', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: 1, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } } } }]);
    const { sheets } = filtered.run('getByDataFilter', { fields: 'sheets.data' }, { dataFilters: [{ developerMetadataLookup: { metadataKey: 'rad' } }] }) as gapi.client.sheets.Spreadsheet;
    expect(sheets?.[0]?.data?.[0]?.startRow).toBe(1);
    expect(sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.formattedValue).toBe('TRUE');
  });
});

describe('batchUpdate', () => {
  it('answers the spreadsheet as it is afterwards, by ranges and mask', () => {
    const written = world();
    const body = {
      requests: [{ updateCells: { start: { sheetId: 1, rowIndex: 0, columnIndex: 1 }, rows: [cells({ numberValue: 4 })], fields: 'userEnteredValue' } }],
      includeSpreadsheetInResponse: true, responseRanges: ["'Ark en'!C1"],
    };
    const { updatedSpreadsheet } = written.run('batchUpdate', { fields: 'updatedSpreadsheet(sheets(data(rowData.values.effectiveValue)))' }, body) as gapi.client.sheets.BatchUpdateSpreadsheetResponse;
    expect(updatedSpreadsheet?.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.effectiveValue).toEqual({ numberValue: 8 });
  });
});

describe('values', () => {
  const run = (on: ModelWorld, method: string, params: Record<string, string>, body?: unknown): unknown => on.run(`values.${method}`, params, body);

  it('are told as shown, plain, or as formulas, without what is empty at the ends', () => {
    const read = (valueRenderOption: string): unknown => (run(world(), 'get', { range: "'Ark en'!A1:Z9", valueRenderOption }) as gapi.client.sheets.ValueRange).values;
    expect(read('FORMATTED_VALUE')).toEqual([['a', '0,5', '1'], ['TRUE']]);
    expect(read('UNFORMATTED_VALUE')).toEqual([['a', 0.5, 1], [true]]);
    expect(read('FORMULA')).toEqual([['a', 0.5, '=B1*2'], [true]]);
  });

  it('are written raw or as if typed; null leaves a cell, more than the range is refused', () => {
    const on = world();
    expect(run(on, 'update', { range: 'B1!A2:B3', valueInputOption: 'RAW' }, { values: [['=1+1', null], ['1,5']] })).toMatchObject({ updatedRange: "'B1'!A2:B3", updatedCells: 3 });
    run(on, 'update', { range: 'B1!C2', valueInputOption: 'USER_ENTERED' }, { values: [['=1+1', '1,5']] });
    expect((run(on, 'get', { range: 'B1!A1:D3', valueRenderOption: 'UNFORMATTED_VALUE' }) as gapi.client.sheets.ValueRange).values).toEqual([['x'], ['=1+1', '', 2, 1.5], ['1,5']]);
    expect(() => run(on, 'update', { range: 'B1!A2:B2', valueInputOption: 'RAW' }, { values: [['1'], ['2']] })).toThrow("Requested writing within range ['B1'!A2:B2], but tried writing to row [3]");
  });

  it('are appended below the table that Google sees, which need not be the one meant', () => {
    const on = world();
    expect(run(on, 'append', { range: "'Ark en'!A1", valueInputOption: 'RAW' }, { values: [['ny']] })).toMatchObject({ tableRange: "'Ark en'!A1:C2", updates: { updatedRange: "'Ark en'!A3" } });
  });

  it('are cleared without their looks, also in batches', () => {
    const on = world();
    run(on, 'clear', { range: "'Ark en'!A1:B1" });
    run(on, 'batchUpdate', {}, { valueInputOption: 'RAW', data: [{ range: 'B1!A1', values: [['y']] }] });
    expect((on.run('values.batchGet', { ranges: ["'Ark en'!A1:C1", 'B1!A1'] }) as gapi.client.sheets.BatchGetValuesResponse).valueRanges?.map(({ values }) => values)).toEqual([[['', '', '0']], [['y']]]);
  });
});
