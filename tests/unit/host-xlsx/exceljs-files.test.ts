import ExcelJS from 'exceljs';
import type { GridCell } from '../../../core/sheet/grid';
import { cellsOf, read } from './reading';

/** What exceljs is given, and what must be read from the file it writes. */
const CASES: readonly (readonly [ExcelJS.CellValue, GridCell])[] = [
  ['plain', { value: 'plain' }],
  ['=1+1', { value: '=1+1' }],
  ['+1', { value: '+1' }],
  ['@SUM(A1)', { value: '@SUM(A1)' }],
  ['  spaces  ', { value: '  spaces  ' }],
  ['two\nlines\tand a tab', { value: 'two\nlines\tand a tab' }],
  ['😀 & <b> "q" \' ]]>', { value: '😀 & <b> "q" \' ]]>' }],
  ['007', { value: '007' }],
  [{ richText: [{ text: 'rich ' }, { text: 'text', font: { bold: true } }] }, { value: 'rich text' }],
  [{ text: 'a link', hyperlink: 'https://example.org/' }, { value: 'a link' }],
  [0, { value: 0 }],
  [-1.25, { value: -1.25 }],
  [0.1 + 0.2, { value: 0.1 + 0.2 }],
  [123_456_789_012_345, { value: 123_456_789_012_345 }],
  [1e-7, { value: 1e-7 }],
  [5e-324, { value: 5e-324 }],
  [1.7976931348623157e308, { value: 1.7976931348623157e308 }],
  [true, { value: true }],
  [false, { value: false }],
  [new Date(Date.UTC(2024, 1, 29)), { value: 45_351, isDate: true }],
  [new Date(Date.UTC(2024, 1, 29, 12)), { value: 45_351.5, isDate: true }],
  [new Date(Date.UTC(1900, 2, 1)), { value: 61, isDate: true }],
  [new Date(Date.UTC(9999, 11, 31)), { value: 2_958_465, isDate: true }],
  [{ error: '#N/A' }, { value: { error: '#N/A' } }],
  [{ formula: '1-1', result: 0 }, { value: 0, isFormula: true }],
  [{ formula: '1=2', result: false }, { value: false, isFormula: true }],
  [{ formula: '""', result: '' }, { value: '', isFormula: true }],
  [{ formula: '"a"&"<b>"', result: 'a<b>' }, { value: 'a<b>', isFormula: true }],
  [{ formula: '1/0', result: { error: '#DIV/0!' } }, { value: { error: '#DIV/0!' }, isFormula: true }],
  [{ formula: 'NOW()' } as ExcelJS.CellFormulaValue, { value: '', isFormula: true, isUnreadable: true }],
];

const write = async (workbook: ExcelJS.Workbook): Promise<Buffer> => Buffer.from(await workbook.xlsx.writeBuffer());

describe('workbooks written by exceljs', () => {
  test.each([true, false])('typed cells come back as they went in (shared strings: %s)', async (useSharedStrings) => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Größe');
    CASES.forEach(([value], i) => { sheet.getCell(i + 1, 2).value = value; });
    const file = Buffer.from(await workbook.xlsx.writeBuffer({ useSharedStrings } as Partial<ExcelJS.XlsxWriteOptions>));
    const cells = cellsOf(read(file).grid);
    expect(cells).toEqual(Object.fromEntries(CASES.map(([, cell], i) => [`B${i + 1}`, cell])));
  });

  test('in the 1904 system too', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.properties.date1904 = true;
    workbook.addWorksheet('Plan').getCell('A1').value = new Date(Date.UTC(2024, 1, 29));
    expect(cellsOf(read(await write(workbook)).grid)).toEqual({ A1: { value: 45_351, isDate: true } });
  });

  test('what a rendered workbook uses is no extra', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Plan', { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addTable({ name: 'Plan', ref: 'A1', columns: [{ name: 'id' }, { name: 'Title' }], rows: [['1', 'a'], ['2', 'b']] });
    sheet.getColumn(1).hidden = true;
    sheet.getRow(3).hidden = true;
    sheet.getCell('D1').dataValidation = { type: 'list', formulae: ['Lists!$A$1:$A$2'] };
    sheet.addConditionalFormatting({ ref: 'B2:B3', rules: [{ type: 'dataBar', priority: 1, cfvo: [{ type: 'min' }, { type: 'max' }] } as unknown as ExcelJS.ConditionalFormattingRule] });
    const lists = workbook.addWorksheet('Lists', { state: 'veryHidden' });
    lists.addRows([['x'], ['y']]);
    workbook.definedNames.add('Lists!$A$1:$A$2', 'choices');
    const { grid, warnings } = read(await write(workbook));
    expect([grid.extras, warnings]).toEqual([[], []]);
    expect(grid.worksheets.map(({ name, state }) => [name, state])).toEqual([['Plan', 'visible'], ['Lists', 'veryHidden']]);
    expect(grid.worksheets[0]?.rows.map((row) => row.hidden ?? false)).toEqual([false, false, true]);
  });

  test('merged cells hold one value', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Plan');
    sheet.getCell('A1').value = 'id';
    sheet.mergeCells('A1:A3');
    expect(cellsOf(read(await write(workbook)).grid)).toEqual({ A1: { value: 'id' } });
  });
});
