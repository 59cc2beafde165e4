import { schemaOf } from '../../support/sheets-emulator/schema';
import { applyMask, covers, MaskError, parseMask, unknownPath } from '../../support/sheets-emulator/schema/field-mask';
import { wrongBody } from '../../support/sheets-emulator/schema/validate';

/** What Google would say of a batch of these requests, or nothing. */
const wrong = (...requests: readonly unknown[]): string | undefined => wrongBody(schemaOf('sheets'), 'sheets', 'BatchUpdateSpreadsheetRequest', { requests })?.message;
const cells = (fields: string): unknown => ({ updateCells: { start: { sheetId: 0, rowIndex: 0, columnIndex: 0 }, rows: [{ values: [{ userEnteredValue: { stringValue: 'a' } }] }], fields } });

describe('bodies are refused in Google’s words', () => {
  test('what is right passes', () => {
    expect(wrong(cells('userEnteredValue'), { addSheet: { properties: { title: 'Mål', gridProperties: { rowCount: 5 } } } })).toBeUndefined();
  });

  test.each<[string, unknown, string]>([
    ['an unknown name, at its path', { updateSheetProperties: { properties: { sheetId: 0, headerValues: [] }, fields: 'title' } }, 'Invalid JSON payload received. Unknown name "headerValues" at \'requests[0].update_sheet_properties.properties\': Cannot find field.'],
    ['an unknown kind of request', { updateEverything: {} }, 'Invalid JSON payload received. Unknown name "updateEverything" at \'requests[0]\': Cannot find field.'],
    ['a wrong enum', { mergeCells: { range: { sheetId: 0 }, mergeType: 'MERGE' } }, 'Invalid value at \'requests[0].merge_cells.merge_type\' (type.googleapis.com/google.apps.sheets.v4.MergeType), "MERGE"'],
    ['a text for a number', { deleteSheet: { sheetId: 'first' } }, 'Invalid value at \'requests[0].delete_sheet.sheet_id\' (TYPE_INT32), "first"'],
    ['a fraction for a whole number', { deleteSheet: { sheetId: 1.5 } }, 'Invalid value at \'requests[0].delete_sheet.sheet_id\' (TYPE_INT32), 1.5'],
    ['a number beyond 32 bits', { deleteSheet: { sheetId: 2 ** 31 } }, 'Invalid value at \'requests[0].delete_sheet.sheet_id\' (TYPE_INT32), 2147483648'],
    ['a number for a text', { addSheet: { properties: { title: 5 } } }, 'Invalid value at \'requests[0].add_sheet.properties.title\' (TYPE_STRING), 5'],
    ['a list for one', { addSheet: { properties: [] } }, 'Invalid JSON payload received. Unknown name "properties" at \'requests[0].add_sheet\': Proto field is not repeating, cannot start list.'],
    ['one for a list', { setBasicFilter: { filter: { filterSpecs: {} } } }, 'Invalid value at \'requests[0].set_basic_filter.filter.filter_specs\' (list), {}'],
    ['two kinds in one request', { addSheet: {}, deleteSheet: { sheetId: 0 } }, 'Invalid value at \'requests[0]\' (oneof), oneof field \'kind\' is already set. Cannot set \'deleteSheet\''],
    ['two values in one cell', { updateCells: { start: { sheetId: 0 }, rows: [{ values: [{ userEnteredValue: { stringValue: 'a', numberValue: 1 } }] }], fields: '*' } }, 'Invalid value at \'requests[0].update_cells.rows[0].values[0].user_entered_value\' (oneof), oneof field \'value\' is already set. Cannot set \'numberValue\''],
    ['no kind at all', {}, 'Invalid requests[0]: No request set.'],
    ['no mask', cells(''), 'Invalid requests[0].updateCells: At least one field must be listed in \'fields\'. (Use \'*\' to indicate all fields.)'],
    ['a space in a mask', cells('userEnteredValue, note'), 'Invalid value at \'requests[0].update_cells.fields\' (type.googleapis.com/google.protobuf.FieldMask), "userEnteredValue, note"'],
    ['a mask of what there is not', cells('userEnteredValue,userEnteredFormat.colour'), 'Invalid requests[0].updateCells: Invalid field: user_entered_format.colour'],
  ])('%s', (_what, request, sentence) => {
    expect(wrong(request)).toBe(sentence);
  });

  test('metadata’s type of location is read-only', () => {
    expect(wrong({ createDeveloperMetadata: { developerMetadata: { metadataKey: 'k', visibility: 'DOCUMENT', location: { spreadsheet: true, locationType: 'SPREADSHEET' } } } })).toMatch(/location_type.*read-only/);
  });

  test('all that is wrong with the shape is told at once, and no request is refused as such', () => {
    expect(wrong({ addSheet: { name: 'a' } }, { addSheet: { title: 'b' } })?.split('\n')).toHaveLength(2);
    expect(wrong()).toBe('Must specify at least one request.');
  });

  test('null is nothing', () => {
    expect(wrong({ addSheet: { properties: { title: null } }, deleteSheet: null })).toBeUndefined();
  });

  test('a number given as text is a gap, since Google may take it', () => {
    expect(() => wrong({ deleteSheet: { sheetId: '5' } })).toThrow(/EMULATOR GAP/);
  });
});

describe('field masks', () => {
  test('points, slashes and brackets say the same', () => {
    expect(parseMask('a.b,a.c')).toEqual(parseMask('a(b,c)'));
    expect(parseMask('a/b/c')).toEqual(parseMask('a(b(c))'));
  });

  test('what is asked for whole stays whole', () => {
    expect(applyMask(parseMask('a,a.b'), { a: { b: 1, c: 2 }, d: 3 })).toEqual({ a: { b: 1, c: 2 } });
    expect(applyMask(parseMask('a.b,a'), { a: { b: 1, c: 2 } })).toEqual({ a: { b: 1, c: 2 } });
  });

  test('lists are gone through, and what is asked for in vain is left out', () => {
    expect(applyMask(parseMask('sheets(properties.title,data.rowData.values.note)'), { spreadsheetId: 'x', sheets: [{ properties: { title: 'A', index: 0 } }, { data: [{ rowData: [{ values: [{ note: 'n' }, {}] }, {}] }] }] }))
      .toEqual({ sheets: [{ properties: { title: 'A' } }, { data: [{ rowData: [{ values: [{ note: 'n' }, {}] }, {}] }] }] });
  });

  test.each(['', 'a,', 'a(b', 'a(b))', 'a b', 'a, b', '(a)', 'a..b', ','])('%j cannot be read', (text) => {
    expect(() => parseMask(text)).toThrow(MaskError);
  });

  test('an unknown name is told with its path; a star is any', () => {
    const { messages } = schemaOf('sheets');
    const spreadsheet = { kind: 'message', name: 'Spreadsheet' } as const;
    expect(unknownPath(parseMask('sheets(properties(title,name))'), spreadsheet, messages)).toBe('sheets.properties.name');
    expect(unknownPath(parseMask('sheets(properties(title)),*'), spreadsheet, messages)).toBeUndefined();
    expect(unknownPath(parseMask('spreadsheetId.x'), spreadsheet, messages)).toBe('spreadsheetId.x');
  });

  test('a mask asks for grid data where it names data, anything of it, or all of a sheet', () => {
    expect(['sheets', '*', 'sheets.data', 'sheets/data/rowData', 'sheets(*)', 'sheets.properties', 'spreadsheetId'].map((text) => covers(parseMask(text), ['sheets', 'data']))).toEqual([true, true, true, true, true, false, false]);
  });
});
