import type { CellEdit } from '../../../core/node/host-xlsx/patch/patch-xlsx';
import { editedBody } from '../../support/patch-support';

const rows = (...markup: string[]): string => `<sheetData>${markup.join('')}</sheetData>`;
const edit = (row: number, column: number, value: CellEdit['value'], formula?: string): CellEdit => ({ row, column, value, ...(formula !== undefined && { formula }) });

interface Case {
  readonly before: string;
  readonly cells: readonly CellEdit[];
  readonly after: string;
}

/** Each rule: the rows before, the edits, the rows after. */
const CASES: Readonly<Record<string, Case>> = {
  'a number over a number: style and foreign attributes stay': {
    before: '<row r="1" ht="30" x:y="1" xmlns:x="u"><c r="A1" s="3" ph="1"><v>1</v></c></row>',
    cells: [edit(0, 0, 2.5)],
    after: '<row r="1" ht="30" x:y="1" xmlns:x="u"><c r="A1" s="3" ph="1"><v>2.5</v></c></row>',
  },
  'a text over a shared text becomes an inline one': {
    before: '<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>',
    cells: [edit(0, 0, 'ny & <fin>')],
    after: '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t>ny &amp; &lt;fin&gt;</t></is></c><c r="B1"><v>7</v></c></row>',
  },
  'true and false': {
    before: '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
    cells: [edit(0, 0, true), edit(0, 1, false)],
    after: '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>',
  },
  'null empties, and the style stays': {
    before: '<row r="1"><c r="A1" s="2" t="inlineStr"><is><t>bort</t></is></c></row>',
    cells: [edit(0, 0, null), edit(0, 5, null), edit(8, 8, null)],
    after: '<row r="1"><c r="A1" s="2"/></row>',
  },
  'a value that leads to data of its own loses it: pictures in cells, dynamic arrays': {
    before: '<row r="1"><c r="A1" t="e" vm="1" cm="1"><v>#VALUE!</v></c></row>',
    cells: [edit(0, 0, 1)],
    after: '<row r="1"><c r="A1"><v>1</v></c></row>',
  },
  'extensions of a cell stay': {
    before: '<row r="1"><c r="A1"><v>1</v><extLst><ext uri="u"/></extLst></c></row>',
    cells: [edit(0, 0, 2)],
    after: '<row r="1"><c r="A1"><v>2</v><extLst><ext uri="u"/></extLst></c></row>',
  },
  'a formula with each kind of result': {
    before: '<row r="1"><c r="A1" s="1"><v>1</v></c></row>',
    cells: [edit(0, 0, 3, '=A2&"<"'), edit(0, 1, 'tekst', 'B2'), edit(0, 2, true, 'C2'), edit(0, 3, null, 'D2')],
    after: '<row r="1"><c r="A1" s="1"><f>A2&amp;"&lt;"</f><v>3</v></c><c r="B1" t="str"><f>B2</f><v>tekst</v></c>'
      + '<c r="C1" t="b"><f>C2</f><v>1</v></c><c r="D1"><f>D2</f></c></row>',
  },
  'cells keep their order': {
    before: '<row r="1"><c r="B1"><v>2</v></c><c r="D1"><v>4</v></c></row>',
    cells: [edit(0, 4, 5), edit(0, 2, 3), edit(0, 0, 1)],
    after: '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c><c r="E1"><v>5</v></c></row>',
  },
  'rows keep their order': {
    before: '<row r="2"><c r="A2"><v>2</v></c></row><row r="4"/>',
    cells: [edit(5, 0, 6), edit(2, 0, 3), edit(0, 0, 1), edit(3, 1, 4)],
    after: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>'
      + '<row r="4"><c r="B4"><v>4</v></c></row><row r="6"><c r="A6"><v>6</v></c></row>',
  },
  'spans are widened only where they must be': {
    before: '<row r="1" spans="1:2"><c r="A1"/></row><row r="2" spans="1:2 5:6"><c r="A2"/></row>',
    cells: [edit(0, 1, 1), edit(1, 3, 1)],
    after: '<row r="1" spans="1:2"><c r="A1"/><c r="B1"><v>1</v></c></row><row r="2" spans="1:6"><c r="A2"/><c r="D2"><v>1</v></c></row>',
  },
  'rows and cells without references': {
    before: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>',
    cells: [edit(0, 1, 22), edit(1, 0, 33), edit(1, 2, 44)],
    after: '<row><c><v>1</v></c><c><v>22</v></c></row><row><c><v>33</v></c><c r="C2"><v>44</v></c></row>',
  },
  'rows out of order, and one row in two elements': {
    before: '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>9</v></c></row>',
    cells: [edit(2, 2, 99), edit(2, 1, 33), edit(0, 0, 11), edit(1, 0, 22)],
    after: '<row r="2"><c r="A2"><v>22</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>33</v></c></row><row r="1"><c r="A1"><v>11</v></c></row>'
      + '<row r="3"><c r="C3"><v>99</v></c></row>',
  },
  'of two edits of a cell the last one holds': {
    before: '<row r="1"><c r="A1"/></row>',
    cells: [edit(0, 0, 1), edit(0, 0, 2)],
    after: '<row r="1"><c r="A1"><v>2</v></c></row>',
  },
  'a row with a format of its own lends it to new cells': {
    before: '<row r="1" s="7" customFormat="1"/>',
    cells: [edit(0, 0, 1)],
    after: '<row r="1" s="7" customFormat="1"><c r="A1" s="7"><v>1</v></c></row>',
  },
  'a shared formula moves on to the next cell when its first one is written over': {
    before: '<row r="1"><c r="B1"><f t="shared" ref="B1:B4" si="0">A1*$C$1+"A1"</f><v>1</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
      + '<row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row><row r="4"><c r="B4"><f t="shared" si="0"/><v>4</v></c></row>',
    cells: [edit(0, 1, 5), edit(1, 1, 6)],
    after: '<row r="1"><c r="B1"><v>5</v></c></row><row r="2"><c r="B2"><v>6</v></c></row>'
      + '<row r="3"><c r="B3"><f t="shared" ref="B3:B4" si="0">A3*$C$1+"A1"</f><v>3</v></c></row><row r="4"><c r="B4"><f t="shared" si="0"/><v>4</v></c></row>',
  },
  'a comment between cells, and white space, stay': {
    before: '\n <row r="1">\n  <c r="A1"><v>1</v></c><!-- ja -->\n </row>\n',
    cells: [edit(0, 0, 2), edit(0, 1, 3)],
    after: '\n <row r="1">\n  <c r="A1"><v>2</v></c><!-- ja -->\n <c r="B1"><v>3</v></c></row>\n',
  },
};

describe('cells written into a sheet', () => {
  test.each(Object.entries(CASES))('%s', (_, { before, cells, after }) => {
    expect(editedBody(rows(before), { cells })).toBe(rows(after));
  });

  test('a sheet without rows', () => {
    expect(editedBody('<sheetData/>', { cells: [edit(1, 1, 1)] })).toBe('<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>');
  });

  test('an empty cell takes the style of its column', () => {
    expect(editedBody('<cols><col min="2" max="3" style="4"/></cols><sheetData/>', { cells: [edit(0, 1, 1), edit(0, 3, 1)] }))
      .toBe('<cols><col min="2" max="3" style="4"/></cols><sheetData><row r="1"><c r="B1" s="4"><v>1</v></c><c r="D1"><v>1</v></c></row></sheetData>');
  });

  test('the used range follows', () => {
    expect(editedBody('<dimension ref="A1:B2"/><sheetData/>', { cells: [edit(4, 3, 1)] })).toContain('<dimension ref="A1:D5"/>');
  });

  test('what stands around the rows stays as it is', () => {
    const around = (data: string): string => `<sheetPr><tabColor rgb="FF00FF00"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>${data}`
      + '<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells><pageMargins left="0.4"/><drawing xmlns:q="u" q:id="rId9"/><extLst><ext uri="{x}"><a xmlns="b">1</a></ext></extLst>';
    expect(editedBody(around('<sheetData/>'), { cells: [edit(0, 0, 1)] })).toBe(around(rows('<row r="1"><c r="A1"><v>1</v></c></row>')));
  });
});
