import { createLooks, worksheet, type ModelCell, type StyleName, type WorkbookModel } from '../../../core/sheet';
import { cellValue, linkTo, rowsOf } from '../../../gsheets/rest/cell-data';
import { columnPixels, createCellFormats, fromColorStyle, pointPixels, toColorStyle, toNumberFormat } from '../../../gsheets/rest/cell-format';
import { createBody, createdRequests } from '../../../gsheets/rest/create';
import { insertRequests } from '../../../gsheets/rest/insert';
import { lookRequests } from '../../../gsheets/rest/looks';
import { newSheetIds, pageRequests, tabRequests } from '../../../gsheets/rest/tab-requests';
import { locales } from '../../../core/plan/locale';
import { exampleModels } from '../../support/example-models';

const formats = createCellFormats('dd.mm.yyyy');
const sheetOf = (...cells: ModelCell[]) => worksheet({ key: 'overview', name: 'Oversikt', columns: [], rows: [cells], isProtected: true, tone: 'generated' });
const making = { formats, sheetIds: new Map([['Tiltak', 5], ["Kari's tiltak", 6]]) };

describe('looks', () => {
  test.each([
    ['@', { type: 'TEXT', pattern: '@' }], ['dd.mm.yyyy', { type: 'DATE', pattern: 'dd.mm.yyyy' }], ['yyyy-mm-dd', { type: 'DATE', pattern: 'yyyy-mm-dd' }],
    ['0 %', { type: 'PERCENT', pattern: '0 %' }], ['#,##0.00', { type: 'NUMBER', pattern: '#,##0.00' }], ['General', undefined], [undefined, undefined],
  ])('[N6] the number format %s', (format, wanted) => {
    expect(toNumberFormat(format)).toEqual(wanted);
  });

  test('[N5] every look has its ink, its size, its fill, and an indent as padding on the side where the text begins', () => {
    for (const [name, look] of Object.entries(createLooks('dd.mm.yyyy'))) {
      const format = formats[name as StyleName];
      expect([name, fromColorStyle(format.textFormat?.foregroundColorStyle, undefined), format.textFormat?.fontSize, fromColorStyle(format.backgroundColorStyle, undefined)]).toEqual([name, look.ink, look.size, look.fill]);
    }
    expect(formats.headerNumber).toMatchObject({ horizontalAlignment: 'RIGHT', padding: { left: 3, right: 12 }, textFormat: { bold: true }, wrapStrategy: 'WRAP' });
    expect(formats.headerIndented.padding).toEqual({ top: 2, bottom: 2, left: 12, right: 3 });
    expect(formats.wheelMark.borders).toMatchObject({ left: { style: 'DOTTED' }, bottom: { style: 'DOTTED' } });
    expect(formats.date.numberFormat).toEqual({ type: 'DATE', pattern: 'dd.mm.yyyy' });
  });

  test('[N5] sizes in pixels, and colours there and back, also where Google leaves zeros out', () => {
    expect([10, 2, 60].map(columnPixels)).toEqual([75, 19, 425]);
    expect([15, 30].map(pointPixels)).toEqual([20, 40]);
    expect(fromColorStyle(toColorStyle('1F5C57'), undefined)).toBe('1F5C57');
    expect(fromColorStyle(undefined, { red: 1 })).toBe('FF0000');
    expect(fromColorStyle({ themeColor: 'ACCENT1' }, undefined)).toBeUndefined();
  });
});

describe('cells', () => {
  test.each<[ModelCell, object]>([
    ['=HYPERLINK("x")', { userEnteredValue: { stringValue: '=HYPERLINK("x")' } }],
    ['+47 900', { userEnteredValue: { stringValue: '+47 900' } }],
    ['007', { userEnteredValue: { stringValue: '007' } }],
    [0, { userEnteredValue: { numberValue: 0 } }],
    [false, { userEnteredValue: { boolValue: false } }],
    ['', {}],
    [null, {}],
    [{ value: 3, formula: 'IF(A1,0.5,"x,y")' }, { userEnteredValue: { formulaValue: '=IF(A1;5/10;"x,y")' } }],
    [{ value: '', formula: 'A1' }, { userEnteredValue: { formulaValue: '=A1' } }],
  ])('[N7] %j is written as what it is', (cell, wanted) => {
    expect(rowsOf(sheetOf(cell, 'siste'))[0]!.values![0]).toEqual(wanted);
  });

  test('[N7] nothing empties a cell', () => {
    expect([cellValue(null), cellValue('')]).toEqual([{}, {}]);
  });

  test('[N9] a link leads to a tab by its id, however its name is quoted; one to an address there; one to a tab that is not there nowhere', () => {
    expect(['Tiltak!F12', "'Kari''s tiltak'!A1", 'Borte!A1'].map((link) => linkTo(link, making.sheetIds))).toEqual(['#gid=5&range=F12', '#gid=6&range=A1', undefined]);
    const looks = (cell: ModelCell) => lookRequests(sheetOf(cell), 7, making).map(({ repeatCell }) => repeatCell!.cell!.userEnteredFormat!);
    expect(looks({ value: 'Tiltak!F12', style: 'link', link: 'Tiltak!F12' })).toMatchObject([{ wrapStrategy: 'WRAP', textFormat: { underline: true, link: { uri: '#gid=5&range=F12' } } }]);
    expect(looks({ value: 'Åpne', url: 'https://example.org/' })).toEqual([{ textFormat: { link: { uri: 'https://example.org/' } } }]);
    expect(looks({ value: 'Borte', link: 'Borte!A1' })).toEqual([]);
  });
});

const table = worksheet({
  key: 'activities', name: 'Tiltak', table: { name: 'planark_activities', calculated: [null, null, null, null] }, frozen: { rows: 1, columns: 2 },
  columns: [{ width: 10, style: 'id', hidden: true }, { width: 20, style: 'text', field: 'title' }, { width: 20, style: 'text', field: 'note' }, { width: 12, style: 'date', field: 'due' }],
  rows: [[{ value: 'id', style: 'header' }, { value: 'Tiltak', style: 'header' }], ['a', 'Stand', null, 46_000], ['b', null, null, null]],
});
const page = worksheet({ key: 'overview', name: 'Oversikt', isProtected: true, tone: 'generated', columns: [{ width: 5, style: 'plain' }, { width: 5, style: 'plain' }], rows: [[{ value: 'Se', style: 'link', link: 'Tiltak!B2' }], ['x', null]] });
const model: WorkbookModel = { title: 'Plan', author: 'Laget', locale: 'nb', dateFormat: 'dd.mm.yyyy', worksheets: [page, table] };

describe('a new spreadsheet', () => {
  const body = createBody(model);

  test('[N24] has the title, locale and time zone of its plan, and its tabs in order', () => {
    expect(body.properties).toEqual({ title: 'Plan', locale: 'no_NO', timeZone: 'Europe/Oslo', autoRecalc: 'ON_CHANGE' });
    expect(locales.map((locale) => createBody({ ...model, locale }).properties!.locale)).toEqual(['no_NO', 'no_NO', 'sv_SE', 'en_GB']);
    expect(body.sheets!.map(({ properties }) => [properties!.title, properties!.sheetId, properties!.index])).toEqual([['Oversikt', 1, 0], ['Tiltak', 2, 1]]);
    expect(body.sheets![1]!.properties!.gridProperties).toEqual({ rowCount: 53, columnCount: 7, frozenRowCount: 1, frozenColumnCount: 2 });
  });

  test('[N10] never has all of its columns frozen, which Google does not take', () => {
    const narrow = worksheet({ key: 'rollUp.coverage', name: 'Dekning', isProtected: true, tone: 'generated', frozen: { rows: 1, columns: 2 }, columns: [{ width: 5, style: 'plain' }, { width: 5, style: 'plain' }], rows: [['a', 'b']] });
    expect(createBody({ ...model, worksheets: [narrow] }).sheets![0]!.properties!.gridProperties).toMatchObject({ columnCount: 2, frozenColumnCount: 1 });
  });

  const created = { sheets: body.sheets!.map(({ properties }) => ({ properties: properties! })) };
  const looks = createdRequests(model, created, {}).flatMap(({ repeatCell }) => (repeatCell ? [repeatCell] : []));

  test('[N24] [N8] holds all cells; their looks come with the second request, as many at once as look alike', () => {
    expect(body.sheets![1]!.data![0]!.rowData!.slice(1)).toEqual([{ values: [{ userEnteredValue: { stringValue: 'a' } }, { userEnteredValue: { stringValue: 'Stand' } }, {}, { userEnteredValue: { numberValue: 46_000 } }] }, { values: [{ userEnteredValue: { stringValue: 'b' } }] }]);
    expect(looks.filter(({ range }) => range!.sheetId === 1).map(({ range, cell }) => [range!.startRowIndex, cell!.userEnteredFormat!.textFormat!.link?.uri, cell!.userEnteredFormat!.textFormat!.underline])).toEqual([[0, '#gid=2&range=B2', true], [1, undefined, undefined]]);
    expect(looks.at(-1)).toEqual({ range: { sheetId: 2, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 }, cell: { userEnteredFormat: formats.header }, fields: 'userEnteredFormat' });
  });

  test('[N8] the second request gives a table’s columns their looks all the way down, those beside each other alike at once', () => {
    expect(looks.filter(({ range }) => range!.sheetId === 2 && range!.startRowIndex === 1)).toEqual([
      { range: { sheetId: 2, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 }, cell: { userEnteredFormat: formats.id }, fields: 'userEnteredFormat' },
      { range: { sheetId: 2, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 3 }, cell: { userEnteredFormat: formats.text }, fields: 'userEnteredFormat' },
      { range: { sheetId: 2, startRowIndex: 1, startColumnIndex: 3, endColumnIndex: 4 }, cell: { userEnteredFormat: formats.date }, fields: 'userEnteredFormat' },
    ]);
  });

  test('[N24] the looks of the stamp’s examples are for files: here none is sent', () => {
    const { worksheets } = exampleModels(['nb'])[0]!.model;
    const stamp = worksheets.find(({ key }) => key === 'stamp')!;
    expect(createBody({ ...model, worksheets: [stamp] }).sheets![0]!.properties!.hidden).toBe(true);
    expect(lookRequests(stamp, 7, making)).toEqual([]);
  });
});

describe('tabs in a spreadsheet that stands', () => {
  const standing = { sheets: [{ properties: { sheetId: 1, title: 'Mitt' } }, { properties: { title: 'Ark1' } }, { properties: { sheetId: 3, title: 'Ark3' } }] };

  test('[N25] ids that no tab has, and never 0', () => {
    expect([...newSheetIds(standing, ['a', 'b', 'c'])]).toEqual([['a', 2], ['b', 4], ['c', 5]]);
  });

  test('[N25] come behind those that stand, with links to where they are, and name nothing else', () => {
    const requests = insertRequests(model, standing, {});
    expect(requests.flatMap(({ addSheet }) => (addSheet ? [[addSheet.properties!.title, addSheet.properties!.sheetId, addSheet.properties!.index]] : []))).toEqual([['Oversikt', 2, 3], ['Tiltak', 4, 4]]);
    expect(JSON.stringify(requests)).toContain('#gid=4&range=B2');
    expect([...JSON.stringify(requests).matchAll(/"sheetId":(\d+)/g)].filter(([, id]) => id !== '2' && id !== '4')).toEqual([]);
  });

  const target = { model, sheetIds: new Map([['Tiltak', 7], ['Oversikt', 7]]) };
  test('[N23] a tab that is made again is emptied, made large enough, and written', () => {
    const sheet = { properties: { sheetId: 7, title: 'Tiltak', gridProperties: { rowCount: 20, columnCount: 12 } } };
    const [first, second, ...rest] = tabRequests(table, target, { standing: sheet });
    expect(first).toEqual({ updateCells: { range: { sheetId: 7 }, fields: 'userEnteredValue,userEnteredFormat,dataValidation' } });
    expect(second).toEqual({ updateSheetProperties: { properties: { sheetId: 7, gridProperties: { rowCount: 53, columnCount: 12 } }, fields: 'gridProperties.rowCount,gridProperties.columnCount' } });
    expect(rest.map((request) => Object.keys(request)[0])).toEqual(['updateCells', 'repeatCell', 'repeatCell', 'repeatCell', 'repeatCell']);
  });

  test('[N23] of a page all cells are written, and what stands beyond them is emptied', () => {
    const sheet = { properties: { sheetId: 7, title: 'Oversikt' }, data: [{ rowData: [{}, {}, {}, { values: [{}, {}, { effectiveValue: { numberValue: 1 } }] }] }] };
    const range = { sheetId: 7, startRowIndex: 0, endRowIndex: 4, startColumnIndex: 0, endColumnIndex: 3 };
    const [values, cleared, ...looks] = pageRequests(page, target, sheet);
    expect(values).toMatchObject({ updateCells: { range, fields: 'userEnteredValue' } });
    expect(cleared).toEqual({ repeatCell: { range, cell: {}, fields: 'userEnteredFormat' } });
    expect(looks).toHaveLength(2);
  });
});
