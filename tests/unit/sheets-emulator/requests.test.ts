import { modelWorld, type ModelWorld } from '../../support/sheets-emulator/model-world';
import type { Request } from '../../support/sheets-emulator/model/types';

const text = (stringValue: string): gapi.client.sheets.CellData => ({ userEnteredValue: { stringValue } });
const formula = (formulaValue: string): gapi.client.sheets.CellData => ({ userEnteredValue: { formulaValue } });
const number = (numberValue: number): gapi.client.sheets.CellData => ({ userEnteredValue: { numberValue } });
const rowsOf = (...rows: readonly (readonly gapi.client.sheets.CellData[])[]): gapi.client.sheets.RowData[] => rows.map((values) => ({ values: [...values] }));

/** Two tabs: data with a formula column, and a page that looks at them. */
const twoTabs = (): ModelWorld => {
  const world = modelWorld({
    sheets: [
      { properties: { sheetId: 1, title: 'Tiltak' }, data: [{ rowData: rowsOf([text('Id'), text('Navn'), text('Sum')], [text('a'), text('Én'), formula('=LEN(B2)')], [text('b'), text('To'), formula('=LEN(B3)')]) }] },
      { properties: { sheetId: 2, title: 'Øvre side' }, data: [{ rowData: rowsOf([formula('=COUNTIFS(Tiltak!$B:$B;"<>")-1'), formula("=SUMIFS(Tiltak!$C$2:$C;Tiltak!$B$2:$B;\"To\")"), formula('=Tiltak!B3')]) }] },
    ],
  });
  return world;
};
const formulas = (world: ModelWorld, range: string): (string | undefined)[] =>
  (world.get('sheets.data.rowData.values.userEnteredValue', { ranges: [range] }).sheets?.[0]?.data?.[0]?.rowData?.[0]?.values ?? []).map(({ userEnteredValue }) => userEnteredValue?.formulaValue);

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (problem) {
    return (problem as Error).message;
  }
  return 'done';
};

describe('a batch', () => {
  const rename: Request = { updateSheetProperties: { properties: { sheetId: 1, title: 'Annet' }, fields: 'title' } };

  it('is done whole or not at all, and says where it stopped', () => {
    const world = twoTabs();
    const before = JSON.stringify(world.get('*'));
    const failing: Request = { addSheet: { properties: { title: 'øvre SIDE' } } };
    expect(refusalOf(() => world.batch([rename, { deleteSheet: { sheetId: 2 } }, { addSheet: { properties: { title: 'Ny' } } }, { addSheet: { properties: { title: 'ny' } } }])))
      .toBe('Invalid requests[3].addSheet: A sheet with the name "ny" already exists. Please enter another name.');
    expect(refusalOf(() => world.batch([rename, failing]))).toContain('Invalid requests[1].addSheet: ');
    expect(JSON.stringify(world.get('*'))).toBe(before);
  });

  it('answers each request in its place', () => {
    const { replies } = twoTabs().batch([rename, { addSheet: { properties: { title: 'Ny' } } }, { addChart: { chart: { spec: { title: 'x' }, position: { overlayPosition: { anchorCell: { sheetId: 1 } } } } } }]);
    expect(replies?.map((reply) => Object.keys(reply))).toEqual([[], ['addSheet'], ['addChart']]);
  });

  it('fails whole where a metadata id is in use', () => {
    const world = twoTabs();
    const mark: Request = { createDeveloperMetadata: { developerMetadata: { metadataId: 900_001, metadataKey: 'planark.rev', metadataValue: '1 x', visibility: 'DOCUMENT', location: { spreadsheet: true } } } };
    world.batch([mark]);
    expect(refusalOf(() => world.batch([rename, mark]))).toBe('Invalid requests[1].createDeveloperMetadata: Developer metadata with ID 900001 already exists.');
    expect(world.get('sheets.properties.title').sheets?.[0]?.properties?.title).toBe('Tiltak');
    expect(world.get('developerMetadata').developerMetadata).toEqual([{ metadataId: 900_001, metadataKey: 'planark.rev', metadataValue: '1 x', visibility: 'DOCUMENT', location: { locationType: 'SPREADSHEET', spreadsheet: true } }]);
  });

  it('of a kind that is not built is a gap', () => {
    expect(refusalOf(() => twoTabs().batch([{ addSlicer: {} }]))).toMatch(/EMULATOR GAP/);
  });
});

describe('names of ranges', () => {
  const named = (more: object = {}) => ({ namedRangeId: 'eget', name: 'Tall', range: { sheetId: 1, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, ...more });
  const told = (world: ModelWorld): unknown => world.get('namedRanges').namedRanges?.map(({ namedRangeId, name, range }) => [namedRangeId, name, range?.startColumnIndex, range?.startRowIndex, range?.endRowIndex]);
  const addition = (world: ModelWorld, more: object = {}) => refusalOf(() => world.batch([{ addNamedRange: { namedRange: named(more) } }]));

  it('are followed by formulas, in whatever case, and follow columns and rows', () => {
    const world = twoTabs();
    world.batch([
      { updateCells: { start: { sheetId: 1, rowIndex: 1, columnIndex: 1 }, rows: [2, 3].map((numberValue) => ({ values: [{ userEnteredValue: { numberValue } }] })), fields: 'userEnteredValue' } },
      { addNamedRange: { namedRange: named() } },
      { updateCells: { start: { sheetId: 1, rowIndex: 0, columnIndex: 7 }, rows: [{ values: [{ userEnteredValue: { formulaValue: '=SUM(tall)' } }, { userEnteredValue: { formulaValue: '=SUM(Ukjent)' } }] }], fields: 'userEnteredValue' } },
    ]);
    const values = () => ['H1', 'I1', 'J1'].map((cell) => world.cell('Tiltak', cell).effectiveValue).filter((value) => value !== undefined);
    expect(values()).toEqual([{ numberValue: 5 }, { errorValue: expect.objectContaining({ type: 'NAME' }) }]);
    world.batch([{ insertDimension: { range: { sheetId: 1, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 } } }, { insertDimension: { range: { sheetId: 1, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } }]);
    expect([told(world), values()[0]]).toEqual([[['eget', 'Tall', 2, 2, undefined]], { numberValue: 5 }]);
  });

  it('that lost their cells are told of no more and stay taken, until they are taken back', () => {
    const world = twoTabs();
    world.batch([{ addNamedRange: { namedRange: named() } }, { deleteDimension: { range: { sheetId: 1, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } }]);
    expect(told(world)).toBeUndefined();
    expect(addition(world, { namedRangeId: 'annet' })).toContain('Cannot add named range with name: Tall, a named range with that name already exists.');
    world.batch([{ deleteNamedRange: { namedRangeId: 'eget' } }, { addNamedRange: { namedRange: named() } }]);
    expect(told(world)).toEqual([['eget', 'Tall', 1, 1, undefined]]);
  });

  it('are refused where they are cells, have signs, or go beyond the grid', () => {
    for (const more of [{ name: 'A1' }, { name: 'to ord' }, { name: '1x' }, { range: { sheetId: 1, startRowIndex: 5000, endRowIndex: 5001 } }]) expect([more, addition(twoTabs(), more)]).toEqual([more, expect.stringMatching(/Invalid|is after last row/)]);
  });
});

describe('rows and columns that come, go and move', () => {
  const rows = (startIndex: number, endIndex: number): gapi.client.sheets.DimensionRange => ({ sheetId: 1, dimension: 'ROWS', startIndex, endIndex });
  const furnished = (): ModelWorld => {
    const world = twoTabs();
    world.batch([
      { setDataValidation: { range: { sheetId: 1, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, rule: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Tiltak!$A$2:$A$3' }] } } } },
      { addConditionalFormatRule: { rule: { ranges: [{ sheetId: 1, startRowIndex: 1, endRowIndex: 3 }], booleanRule: { condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=$B2="To"' }] }, format: {} } } } },
      { addProtectedRange: { protectedRange: { range: { sheetId: 1, startRowIndex: 2, endRowIndex: 3 }, description: 'rad' } } },
      { addNamedRange: { namedRange: { name: 'Rad', range: { sheetId: 1, startRowIndex: 2, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 2 } } } },
      { setBasicFilter: { filter: { range: { sheetId: 1, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 3 } } } },
      { createDeveloperMetadata: { developerMetadata: { metadataKey: 'rad', visibility: 'DOCUMENT', location: { dimensionRange: rows(2, 3) } } } },
      { addChart: { chart: { spec: { basicChart: { series: [{ series: { sourceRange: { sources: [{ sheetId: 1, startRowIndex: 0, endRowIndex: 3 }] } } }] } }, position: { overlayPosition: { anchorCell: { sheetId: 1, rowIndex: 5 } } } } } },
    ]);
    return world;
  };
  const facts = (world: ModelWorld): unknown => {
    const { sheets = [], namedRanges } = world.get('sheets(conditionalFormats,protectedRanges.range,basicFilter.range,charts),namedRanges.range');
    const [sheet] = sheets;
    const metadata = (world.run('developerMetadata.search', {}, { dataFilters: [{ developerMetadataLookup: { metadataKey: 'rad' } }] }) as gapi.client.sheets.SearchDeveloperMetadataResponse).matchedDeveloperMetadata;
    return {
      condition: [sheet?.conditionalFormats?.[0]?.ranges?.[0]?.startRowIndex, sheet?.conditionalFormats?.[0]?.ranges?.[0]?.endRowIndex, sheet?.conditionalFormats?.[0]?.booleanRule?.condition?.values?.[0]?.userEnteredValue],
      protection: sheet?.protectedRanges?.map(({ range }) => [range?.startRowIndex, range?.endRowIndex]),
      name: namedRanges?.map(({ range }) => [range?.startRowIndex, range?.endRowIndex]),
      filter: sheet?.basicFilter?.range?.endRowIndex,
      metadata: metadata?.map(({ developerMetadata }) => developerMetadata?.location?.dimensionRange?.startIndex),
      chart: [sheet?.charts?.[0]?.position?.overlayPosition?.anchorCell?.rowIndex, sheet?.charts?.[0]?.spec?.basicChart?.series?.[0]?.series?.sourceRange?.sources?.[0]?.endRowIndex],
      rule: world.cell('Tiltak', 'B2').dataValidation?.condition?.values?.[0]?.userEnteredValue,
      page: formulas(world, 'Øvre side!A1:C1'),
    };
  };

  it('shift what stands below an inserted row, and all that looks at it', () => {
    const world = furnished();
    world.batch([{ insertDimension: { range: rows(2, 4) } }]);
    expect(facts(world)).toEqual({
      condition: [1, 5, '=$B2="To"'], protection: [[4, 5]], name: [[4, 5]], filter: 5, metadata: [4], chart: [7, 5], rule: '=Tiltak!$A$2:$A$5',
      page: ['=COUNTIFS(Tiltak!$B:$B;"<>")-1', '=SUMIFS(Tiltak!$C$2:$C;Tiltak!$B$2:$B;"To")', '=Tiltak!B5'],
    });
    expect(world.cell('Tiltak', 'C5').userEnteredValue).toEqual({ formulaValue: '=LEN(B5)' });
    expect(world.shown('Øvre side!A1:C1')).toEqual([['2', '2', 'To']]);
  });

  it('miss rows that come just above an open range, as A2:A becomes A4:A', () => {
    const world = twoTabs();
    world.batch([{ insertDimension: { range: rows(1, 3) } }]);
    expect(formulas(world, 'Øvre side!A1:C1')[1]).toBe('=SUMIFS(Tiltak!$C$4:$C;Tiltak!$B$4:$B;"To")');
  });

  it('take metadata, protection and names of a deleted row along, and leave #REF! to what looked at it', () => {
    const world = furnished();
    world.batch([{ deleteDimension: { range: rows(2, 3) } }]);
    expect(facts(world)).toMatchObject({ condition: [1, 2, '=$B2="To"'], protection: undefined, name: undefined, metadata: undefined, filter: 2 });
    expect(formulas(world, 'Øvre side!A1:C1')[2]).toBe('=#REF!');
    expect(world.cell('Øvre side', 'C1').effectiveValue).toEqual({ errorValue: { type: 'REF', message: '#REF!' } });
    expect(refusalOf(() => world.batch([{ deleteDimension: { range: rows(998, 1001) } }]))).toMatch(/Cannot delete a row that doesn't exist\. Tried to delete row index 1000 but there are only 999 rows\./);
  });

  it('move with their metadata, and references follow', () => {
    const world = furnished();
    world.batch([{ moveDimension: { source: rows(2, 3), destinationIndex: 1 } }]);
    expect(world.shown('Tiltak!A1:B3')).toEqual([['Id', 'Navn'], ['b', 'To'], ['a', 'Én']]);
    expect(facts(world)).toMatchObject({ metadata: [1], protection: [[1, 2]] });
    expect(formulas(world, 'Øvre side!A1:C1')[2]).toBe('=Tiltak!B2');
    expect(world.cell('Tiltak', 'C2').userEnteredValue).toEqual({ formulaValue: '=LEN(B2)' });
  });

  it('shift columns with their metadata, filter and references', () => {
    const world = furnished();
    world.batch([
      { createDeveloperMetadata: { developerMetadata: { metadataKey: 'spalte', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: 1, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } } } },
      { insertDimension: { range: { sheetId: 1, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } },
    ]);
    const { sheets } = world.get('sheets(data.columnMetadata,basicFilter)', { ranges: ['Tiltak!C1'] });
    expect(sheets?.[0]?.data?.[0]?.columnMetadata?.[0]?.developerMetadata?.[0]?.metadataKey).toBe('spalte');
    expect(sheets?.[0]?.basicFilter?.range?.endColumnIndex).toBe(4);
    expect(formulas(world, 'Øvre side!A1:C1')).toEqual(['=COUNTIFS(Tiltak!$C:$C;"<>")-1', '=SUMIFS(Tiltak!$D$2:$D;Tiltak!$C$2:$C;"To")', '=Tiltak!C3']);
  });

  it('are refused beyond the grid and added at its end', () => {
    const world = twoTabs();
    expect(refusalOf(() => world.batch([{ setDataValidation: { range: { sheetId: 1, endRowIndex: 1001 } } }]))).toBe('Invalid requests[0].setDataValidation: GridRange.endRowIndex[1001] is after last row in grid[1000]');
    world.batch([{ appendDimension: { sheetId: 1, dimension: 'ROWS', length: 5 } }, { updateCells: { start: { sheetId: 1, rowIndex: 1004, columnIndex: 0 }, rows: rowsOf([text('sist')]), fields: 'userEnteredValue' } }]);
    expect(world.shown('Tiltak!A1005')).toEqual([['sist']]);
    expect(refusalOf(() => world.batch([{ appendDimension: { sheetId: 1, dimension: 'ROWS', length: 1_000_000 } }]))).toMatch(/above the limit of 10000000 cells/);
  });
});

describe('a sort', () => {
  const sorted = (switches: Parameters<typeof modelWorld>[1], startColumnIndex: number): ModelWorld => {
    const world = modelWorld({ sheets: [{ properties: { sheetId: 1, title: 'Tiltak' }, data: [{ rowData: rowsOf([text('id1'), text('c'), number(3), formula('=C1*2')], [text('id2'), text('a'), number(1), formula('=C2*2')], [], [text('id4'), text('b'), number(2), formula('=C4*2')]) }] }] }, switches);
    world.batch([
      { createDeveloperMetadata: { developerMetadata: { metadataKey: 'rad', metadataValue: 'id1', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: 1, dimension: 'ROWS', startIndex: 0, endIndex: 1 } } } } },
      { sortRange: { range: { sheetId: 1, startColumnIndex, startRowIndex: 0, endRowIndex: 4 }, sortSpecs: [{ dimensionIndex: 1, sortOrder: 'ASCENDING' }] } },
    ]);
    return world;
  };
  const metadataRow = (world: ModelWorld): number | undefined => {
    const { matchedDeveloperMetadata } = world.run('developerMetadata.search', {}, { dataFilters: [{ developerMetadataLookup: { metadataKey: 'rad' } }] }) as gapi.client.sheets.SearchDeveloperMetadataResponse;
    return matchedDeveloperMetadata?.[0]?.developerMetadata?.location?.dimensionRange?.startIndex;
  };

  it('moves whole rows with formulas that look at their own row, empty ones last', () => {
    expect(sorted({}, 0).shown('Tiltak!A1:D4')).toEqual([['id2', 'a', '1', '2'], ['id4', 'b', '2', '4'], ['id1', 'c', '3', '6']]);
  });

  it('leaves the columns beside it where they are', () => {
    expect(sorted({}, 1).shown('Tiltak!A1:B4')).toEqual([['id1', 'a'], ['id2', 'b'], ['', 'c'], ['id4']]);
  });

  it.each([[true, 2], [false, 0]])('takes row metadata along, by switch: %s', (sortMovesRowMetadata, row) => {
    expect(metadataRow(sorted({ sortMovesRowMetadata }, 0))).toBe(row);
  });
});

describe('copies', () => {
  const grid = (): ModelWorld => modelWorld({ sheets: [{ properties: { sheetId: 1, title: 'A' }, data: [{ rowData: rowsOf([number(1), formula('=A1*2'), formula('=A1+$A$1')], [number(5)]) }] }, { properties: { sheetId: 2, title: 'B' } }] });

  it('bring values, formulas that move along, formats and rules, and fill a larger range', () => {
    const world = grid();
    world.batch([
      { repeatCell: { range: { sheetId: 1, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, cell: { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.0' } } }, fields: 'userEnteredFormat.numberFormat' } },
      { setDataValidation: { range: { sheetId: 1, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, rule: { condition: { type: 'BOOLEAN' } } } },
      { copyPaste: { source: { sheetId: 1, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 3 }, destination: { sheetId: 1, startRowIndex: 1, endRowIndex: 3, startColumnIndex: 1, endColumnIndex: 3 }, pasteType: 'PASTE_NORMAL' } },
    ]);
    expect(world.shown('A!A1:C3')).toEqual([['1', '2,0', '2'], ['5', '10,0', '6'], ['', '0,0', '1']]);
    expect(world.cell('A', 'B3').dataValidation?.condition?.type).toBe('BOOLEAN');
    expect(world.cell('A', 'C3').dataValidation).toBeUndefined();
  });

  it.each([['PASTE_VALUES', { numberValue: 2 }, undefined], ['PASTE_FORMAT', undefined, '0.0']] as const)('bring what is asked for: %s', (pasteType, value, pattern) => {
    const world = grid();
    world.batch([
      { repeatCell: { range: { sheetId: 1, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, cell: { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.0' } } }, fields: 'userEnteredFormat.numberFormat' } },
      { copyPaste: { source: { sheetId: 1, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, destination: { sheetId: 2, endRowIndex: 1, endColumnIndex: 1 }, pasteType } },
    ]);
    expect(world.cell('B', 'A1').userEnteredValue).toEqual(value);
    expect(world.cell('B', 'A1').userEnteredFormat?.numberFormat?.pattern).toBe(pattern);
  });

  it('by cutting make those follow that looked at the cells', () => {
    const world = grid();
    world.batch([{ cutPaste: { source: { sheetId: 1, endRowIndex: 1, endColumnIndex: 1 }, destination: { sheetId: 2, rowIndex: 3, columnIndex: 1 } } }]);
    expect(formulas(world, 'A!A1:C1')).toEqual([undefined, '=B!B4*2', '=B!B4+B!$B$4']);
  });
});

describe('tabs', () => {
  it('carry formulas along when they get another name', () => {
    const world = twoTabs();
    world.batch([{ updateSheetProperties: { properties: { sheetId: 1, title: "Per's tiltak" }, fields: 'title' } }]);
    expect(formulas(world, 'Øvre side!A1:C1')).toEqual(["=COUNTIFS('Per''s tiltak'!$B:$B;\"<>\")-1", "=SUMIFS('Per''s tiltak'!$C$2:$C;'Per''s tiltak'!$B$2:$B;\"To\")", "='Per''s tiltak'!B3"]);
    expect(world.shown('Øvre side!A1:C1')).toEqual([['2', '2', 'To']]);
  });

  it('leave #REF! behind when they go', () => {
    const world = twoTabs();
    world.batch([{ deleteSheet: { sheetId: 1 } }]);
    expect(world.shown('Øvre side!A1:C1')).toEqual([['#REF!', '#REF!', '#REF!']]);
    expect(refusalOf(() => world.batch([{ deleteSheet: { sheetId: 2 } }]))).toBe("Invalid requests[0].deleteSheet: You can't remove all the sheets in a document.");
  });

  it('get what Google gives: an id, 1000 rows and 26 columns, a title by the locale', () => {
    const { sheets, properties } = modelWorld({}).get('properties(title,locale),sheets.properties');
    expect(sheets?.[0]?.properties).toEqual({ sheetId: 0, title: 'Ark1', index: 0, sheetType: 'GRID', gridProperties: { rowCount: 1000, columnCount: 26 } });
    expect(properties).toEqual({ title: 'Regneark uten navn', locale: 'nb_NO' });
    expect(modelWorld({ properties: { locale: 'en_US' } }).get('sheets.properties.title').sheets?.[0]?.properties?.title).toBe('Sheet1');
  });

  it('move to an index that is counted before the move', () => {
    const world = modelWorld({ sheets: ['A', 'B', 'C'].map((title) => ({ properties: { title } })) });
    const titles = (): unknown => world.get('sheets.properties.title').sheets?.map(({ properties }) => properties?.title);
    world.batch([{ updateSheetProperties: { properties: { sheetId: 0, index: 2 }, fields: 'index' } }]);
    expect(titles()).toEqual(['B', 'A', 'C']);
  });

  it('keep one line that is not frozen, and one of them visible', () => {
    const world = twoTabs();
    expect(refusalOf(() => world.batch([{ updateSheetProperties: { properties: { sheetId: 1, gridProperties: { frozenRowCount: 1000 } }, fields: 'gridProperties.frozenRowCount' } }]))).toMatch(/can't freeze all visible rows/);
    const hide = (sheetId: number): Request => ({ updateSheetProperties: { properties: { sheetId, hidden: true }, fields: 'hidden' } });
    expect(refusalOf(() => world.batch([hide(1), hide(2)]))).toBe("Invalid requests[1].updateSheetProperties: You can't hide all the sheets in a document.");
  });
});

describe('cells', () => {
  it('are written by mask alone, and told with colours by both names', () => {
    const world = twoTabs();
    const red = { userEnteredFormat: { backgroundColorStyle: { rgbColor: { red: 0.85 } }, textFormat: { bold: true } } };
    world.batch([
      { repeatCell: { range: { sheetId: 1, endRowIndex: 1, endColumnIndex: 1 }, cell: red, fields: 'userEnteredFormat(backgroundColorStyle,textFormat.bold)' } },
      { updateCells: { range: { sheetId: 1, endRowIndex: 1, endColumnIndex: 2 }, rows: rowsOf([text('Ny')]), fields: 'userEnteredValue' } },
    ]);
    const format = world.cell('Tiltak', 'A1').userEnteredFormat;
    expect(format).toEqual({ backgroundColor: { red: 0.8509804 }, backgroundColorStyle: { rgbColor: { red: 0.8509804 } }, textFormat: { bold: true } });
    expect(world.shown('Tiltak!A1:C1')).toEqual([['Ny', '', 'Sum']]);
    world.batch([{ repeatCell: { range: { sheetId: 1, endRowIndex: 1, endColumnIndex: 1 }, cell: {}, fields: 'userEnteredFormat.backgroundColorStyle' } }]);
    expect(world.cell('Tiltak', 'A1').userEnteredFormat).toEqual({ textFormat: { bold: true } });
  });

  it('refuse more rows than their range has, masks that are missing and texts that are too long', () => {
    const world = twoTabs();
    const range = { sheetId: 1, startRowIndex: 1, endRowIndex: 2, endColumnIndex: 1 };
    expect(refusalOf(() => world.batch([{ updateCells: { range, rows: rowsOf([text('x')], [text('y')]), fields: 'userEnteredValue' } }]))).toBe('Invalid requests[0].updateCells: Attempting to write row: 2, beyond the last requested row of: 1');
    expect(refusalOf(() => world.batch([{ updateCells: { range, rows: [] } }]))).toMatch(/At least one field must be listed in 'fields'/);
    expect(refusalOf(() => world.batch([{ updateCells: { range, rows: rowsOf([text('x'.repeat(50_001))]), fields: '*' } }]))).toMatch(/more than the maximum of 50000 characters in a single cell/);
  });

  it.each([[true, 'done'], [false, /violates the data validation rules/]] as const)('take what a strict rule forbids through the API, by switch: %s', (apiPassesStrictValidation, outcome) => {
    const world = modelWorld({ sheets: [{ properties: { sheetId: 1, title: 'A' } }] }, { apiPassesStrictValidation });
    const rule: Request = { setDataValidation: { range: { sheetId: 1, startRowIndex: 1 }, rule: { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'ja' }] }, strict: true } } };
    expect(refusalOf(() => world.batch([rule, { updateCells: { start: { sheetId: 1, rowIndex: 4 }, rows: rowsOf([text('nei')]), fields: 'userEnteredValue' } }]))).toEqual(typeof outcome === 'string' ? outcome : expect.stringMatching(outcome));
    expect(refusalOf(() => world.batch([rule, { updateCells: { start: { sheetId: 1, rowIndex: 4 }, rows: rowsOf([text('ja')]), fields: 'userEnteredValue' } }]))).toBe('done');
  });

  it('take texts of a clipboard as if they were typed', () => {
    const world = twoTabs();
    world.batch([{ pasteData: { coordinate: { sheetId: 1, rowIndex: 4, columnIndex: 0 }, data: '1,5\t31.5.2026\n=A5*2', delimiter: '\t', type: 'PASTE_NORMAL' } }]);
    expect(world.shown('Tiltak!A5:B6')).toEqual([['1,5', '31.05.2026'], ['3']]);
  });

  it('keep the upper left value of a merge alone; merges do not cross a frozen line', () => {
    const world = twoTabs();
    world.batch([{ mergeCells: { range: { sheetId: 1, endRowIndex: 1, endColumnIndex: 3 }, mergeType: 'MERGE_ALL' } }]);
    expect(world.shown('Tiltak!A1:C1')).toEqual([['Id']]);
    expect(world.get('sheets.merges').sheets?.[0]?.merges).toEqual([{ sheetId: 1, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 3 }]);
    world.batch([{ updateSheetProperties: { properties: { sheetId: 1, gridProperties: { frozenRowCount: 2 } }, fields: 'gridProperties.frozenRowCount' } }]);
    expect(refusalOf(() => world.batch([{ mergeCells: { range: { sheetId: 1, startRowIndex: 1, endRowIndex: 3, endColumnIndex: 1 }, mergeType: 'MERGE_ALL' } }]))).toMatch(/not possible to merge frozen and non-frozen rows/);
  });
});

describe('protection', () => {
  const reader = 'andre@planark.test';
  const guarded = (switches: Parameters<typeof modelWorld>[1] = {}): ModelWorld => {
    const world = modelWorld({ sheets: [{ properties: { sheetId: 1, title: 'Låst' } }, { properties: { sheetId: 2, title: 'Åpen' } }] }, switches, [{ email: reader, role: 'writer' }]);
    world.batch([
      { addProtectedRange: { protectedRange: { range: { sheetId: 1 }, unprotectedRanges: [{ sheetId: 1, startRowIndex: 5, endRowIndex: 6, startColumnIndex: 0, endColumnIndex: 1 }] } } },
      { addProtectedRange: { protectedRange: { range: { sheetId: 2, startColumnIndex: 0, endColumnIndex: 1 } } } },
    ]);
    return world;
  };
  const write = (sheetId: number, rowIndex: number, columnIndex: number): Request => ({ updateCells: { start: { sheetId, rowIndex, columnIndex }, rows: rowsOf([text('x')]), fields: 'userEnteredValue' } });
  const refused = /You are trying to edit a protected cell or object\. Please contact the spreadsheet owner to remove protection if you need to edit\./;

  it('holds for everybody but its editors and the owner, save in what is left open', () => {
    const world = guarded();
    expect(refusalOf(() => world.batch([write(1, 0, 0)], reader))).toMatch(refused);
    expect(refusalOf(() => world.batch([write(1, 5, 0)], reader))).toBe('done');
    expect(refusalOf(() => world.batch([write(2, 0, 1)], reader))).toBe('done');
    expect(refusalOf(() => world.batch([write(1, 0, 0)]))).toBe('done');
    expect(refusalOf(() => world.batch([{ updateSheetProperties: { properties: { sheetId: 1, title: 'Ny' }, fields: 'title' } }], reader))).toMatch(refused);
    expect(refusalOf(() => world.batch([{ deleteSheet: { sheetId: 1 } }], reader))).toMatch(refused);
  });

  it.each([[true, refused], [false, /^done$/]])('stands in the way of inserts and of work on whole rows, by switch: %s', (isBlocking, outcome) => {
    const world = guarded({ protectionBlocksInserts: isBlocking, protectionBlocksRowWork: isBlocking });
    expect(refusalOf(() => world.batch([{ insertDimension: { range: { sheetId: 2, dimension: 'ROWS', startIndex: 3, endIndex: 4 } } }], reader))).toMatch(outcome);
    expect(refusalOf(() => world.batch([{ deleteDimension: { range: { sheetId: 2, dimension: 'ROWS', startIndex: 3, endIndex: 4 } } }], reader))).toMatch(outcome);
    expect(refusalOf(() => world.batch([{ sortRange: { range: { sheetId: 2, startRowIndex: 1 }, sortSpecs: [{ dimensionIndex: 1 }] } }], reader))).toMatch(outcome);
  });

  it('tells its editors to those who are among them', () => {
    const world = guarded();
    const editors = (as?: string): unknown => world.get('sheets.protectedRanges(editors,requestingUserCanEdit)', { as }).sheets?.[0]?.protectedRanges;
    expect(editors()).toEqual([{ requestingUserCanEdit: true, editors: { users: ['eier@planark.test'] } }]);
    expect(editors(reader)).toEqual([{}]);
  });
});
