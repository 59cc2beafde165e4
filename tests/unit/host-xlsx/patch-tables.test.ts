import { makeXlsx, MAIN, relationshipsXml } from '../../support/make-xlsx';
import { editedBody, partText, patched, warningsOf } from '../../support/patch-support';

const tableXml = (ref: string, more = '', id = 1): string =>
  `<table xmlns="${MAIN}" id="${id}" name="T${id}" displayName="T${id}" ref="${ref}" ${more}><autoFilter ref="${ref}"/><tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>`;

const HEADER = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>';
const OLD = '<row r="2"><c r="A2" s="5"><v>1</v></c><c r="B2" s="6"><v>1</v></c></row>';

const workbook = (body: string, ...tables: string[]): Buffer => makeXlsx({
  sheets: [{ name: 'Plan', body }],
  parts: {
    'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(...tables.map((_, i) => [`rId${i + 1}`, 'table', `../tables/table${i + 1}.xml`] as const)),
    ...Object.fromEntries(tables.map((xml, i) => [`xl/tables/table${i + 1}.xml`, xml])),
  },
});

const grow = { tab: 'Plan', lastRow: 3, columns: 2, cells: [{ row: 2, column: 0, value: 'ny' }, { row: 3, column: 1, value: 2 }] };
const sheetOf = (file: Buffer): string => partText(file, 'xl/worksheets/sheet1.xml');

describe('a table that grows', () => {
  const formats = '<conditionalFormatting sqref="A2:A2 D2:D2"><cfRule type="x" priority="1"/></conditionalFormatting>'
    + '<dataValidations count="2"><dataValidation sqref="B2"/><dataValidation sqref="A2:A50 A1"/></dataValidations>'
    + '<extLst><ext uri="u"><x14:conditionalFormattings xmlns:x14="v" xmlns:xm="w"><x14:conditionalFormatting><xm:sqref>B2:B2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>'
    + '<x14:sparkline xmlns:x14="v" xmlns:xm="w"><xm:sqref>B2</xm:sqref></x14:sparkline></ext></extLst>';
  const after = patched(workbook(`<sheetData>${HEADER}${OLD}</sheetData>${formats}`, tableXml('A1:B2')), { edits: [grow] });

  test('new rows take the styles of the last old one, column by column', () => {
    expect(sheetOf(after)).toContain(`${OLD}<row r="3"><c r="A3" s="5" t="inlineStr"><is><t>ny</t></is></c><c r="B3" s="6"/></row>`
      + '<row r="4"><c r="A4" s="5"/><c r="B4" s="6"><v>2</v></c></row></sheetData>');
  });

  test('its range and filter follow', () => {
    expect(partText(after, 'xl/tables/table1.xml')).toBe(tableXml('A1:B4'));
  });

  test('validations and formats that reach the last old row follow, in extensions too; others do not', () => {
    expect(sheetOf(after)).toContain('sqref="A2:A4 D2:D2"');
    expect(sheetOf(after)).toContain('<dataValidation sqref="B2:B4"/><dataValidation sqref="A2:A50 A1"/>');
    expect(sheetOf(after)).toContain('<xm:sqref>B2:B4</xm:sqref></x14:conditionalFormatting>');
    expect(sheetOf(after)).toContain('<xm:sqref>B2</xm:sqref></x14:sparkline>');
  });

  test('a cell of a new row that was there already keeps its value and its style', () => {
    const spare = '<row r="3"><c r="A3" s="9"/><c r="B3"><v>8</v></c></row>';
    expect(sheetOf(patched(workbook(`<sheetData>${HEADER}${OLD}${spare}</sheetData>`, tableXml('A1:B2')), { edits: [{ ...grow, lastRow: 2, cells: [grow.cells[0] as never] }] })))
      .toContain('<row r="3"><c r="A3" s="9" t="inlineStr"><is><t>ny</t></is></c><c s="6" r="B3"><v>8</v></c></row>');
  });

  test('a spare row in the table takes the style from above', () => {
    expect(sheetOf(patched(workbook(`<sheetData>${HEADER}${OLD}</sheetData>`, tableXml('A1:B5')), { edits: [{ ...grow, lastRow: 2, cells: [grow.cells[0] as never] }] })))
      .toContain('<row r="3"><c r="A3" s="5" t="inlineStr"><is><t>ny</t></is></c></row>');
  });

  test('without a table, the rows before the new ones lend style and formats', () => {
    expect(editedBody(`<autoFilter ref="A1:B2"/><sheetData>${HEADER}${OLD}</sheetData>`, grow))
      .toBe(`<autoFilter ref="A1:B4"/><sheetData>${HEADER}${OLD}<row r="3"><c r="A3" s="5" t="inlineStr"><is><t>ny</t></is></c><c r="B3" s="6"/></row>`
        + '<row r="4"><c r="A4" s="5"/><c r="B4" s="6"><v>2</v></c></row></sheetData>');
  });

  test('a row of totals is neither passed nor written over', () => {
    const file = workbook(`<sheetData>${HEADER}${OLD}<row r="3"><c r="A3"><v>9</v></c></row></sheetData>`, tableXml('A1:B3', 'totalsRowCount="1"'));
    const result = patched(file, { edits: [grow] });
    expect(warningsOf(file, { edits: [grow] })).toEqual([{ kind: 'totals', tab: 'Plan' }]);
    expect(partText(result, 'xl/tables/table1.xml')).toBe(tableXml('A1:B3', 'totalsRowCount="1"'));
    expect(sheetOf(result)).toContain('<row r="3"><c r="A3"><v>9</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>');
  });

  test('a column is called what its header cell is', () => {
    const after = patched(workbook(`<sheetData>${HEADER}${OLD}</sheetData>`, tableXml('A1:B2')), { edits: [{ tab: 'Plan', cells: [{ row: 0, column: 1, value: 'to\n"linjer"' }] }] });
    expect(partText(after, 'xl/tables/table1.xml')).toBe(tableXml('A1:B2').replace('name="b"', 'name="to_x000a_&quot;linjer&quot;"'));
  });

  test('another table in the way stops it', () => {
    expect(warningsOf(workbook(`<sheetData>${HEADER}${OLD}</sheetData>`, tableXml('A1:B2'), tableXml('A4:B9', '', 2)), { edits: [grow] })).toEqual([{ kind: 'blocked', tab: 'Plan' }]);
  });
});

describe('array formulas', () => {
  test('none of their cells is written, and each is said', () => {
    const body = '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData>';
    const cells = [{ row: 1, column: 0, value: 5 }, { row: 0, column: 2, value: 6 }];
    expect(editedBody(body, { cells })).toBe(body.replace('</row>', '<c r="C1"><v>6</v></c></row>'));
    expect(warningsOf(makeXlsx({ sheets: [{ name: 'Plan', body }] }), { edits: [{ tab: 'Plan', cells }] })).toEqual([{ kind: 'array', tab: 'Plan', row: 1, column: 0 }]);
  });

  test('one that fills its own cell alone is written over', () => {
    const body = '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1">SUM(B1:B2)</f><v>1</v></c></row></sheetData>';
    expect(editedBody(body, { cells: [{ row: 0, column: 0, value: 5, formula: 'SUM(B:B)' }] })).toBe('<sheetData><row r="1"><c r="A1"><f>SUM(B:B)</f><v>5</v></c></row></sheetData>');
  });
});
