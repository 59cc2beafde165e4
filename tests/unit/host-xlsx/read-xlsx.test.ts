import { rangeAddress, type GridCell } from '../../../core/sheet/grid';
import { makeSheet, makeXlsx, makeZip, MAIN, relationshipsXml, rowOf, workbookParts, worksheetXml } from '../../support/make-xlsx';
import { cellsOf, read, readCells } from './reading';

const SHEET = 'xl/worksheets/sheet1.xml';
const STRICT = 'http://purl.oclc.org/ooxml';
const inline = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** What one cell of that markup is read as, in a workbook with the shared strings "zero" and "". */
const readCell = (markup: string, formats: string[] = []): GridCell | undefined =>
  readCells(makeSheet(rowOf(markup), { strings: ['<t>zero</t>', '<t/>'], formats }))['A1'];

describe('cells', () => {
  test.each<[string, string, GridCell | undefined]>([
    ['shared text', '<c r="A1" t="s"><v>0</v></c>', { value: 'zero' }],
    ['empty shared text', '<c r="A1" t="s"><v>1</v></c>', undefined],
    ['inline text', inline('A1', 'x'), { value: 'x' }],
    ['empty inline text', inline('A1', ''), undefined],
    ['no value at all', '<c r="A1" s="0"/>', undefined],
    ['an empty v, of a number', '<c r="A1"><v></v></c>', undefined],
    ['an empty v, of a shared text', '<c r="A1" t="s"><v/></c>', undefined],
    ['text kept to the space', inline('A1', '  a&#9;b \n c\u00a0'), { value: '  a\tb \n c\u00a0' }],
    ['line ends made one', inline('A1', 'a\r\nb\rc'), { value: 'a\nb\nc' }],
    ['references', inline('A1', '&lt;&amp;amp;&#x1F600;&gt;'), { value: '<&amp;😀>' }],
    ['CDATA joined with text', inline('A1', 'a<![CDATA[<b>&amp;]]>c'), { value: 'a<b>&amp;c' }],
    ['CDATA alone, then markup', '<c r="A1" t="str"><v><![CDATA[x]]></v></c>', { value: 'x' }],
    ['CDATA, then a slash', '<c r="A1" t="str"><v><![CDATA[x]]>/v></v></c>', { value: 'x/v>' }],
    ['a comment inside text', '<c r="A1"><v>1<!-- 2 -->3</v></c>', { value: 13 }],
    ['escaped characters', inline('A1', '_x0041__x000D__x005F_x0041_ _x41_'), { value: 'A\r_x0041_ _x41_' }],
    ['escaped characters in a stored text', '<c r="A1" t="str"><v>_x0041_</v></c>', { value: 'A' }],
    ['rich text without phonetics', '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t> b</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>', { value: 'a b' }],
    ['number', '<c r="A1"><v>-12.5</v></c>', { value: -12.5 }],
    ['number with exponent', '<c r="A1" t="n"><v>1.5E-3</v></c>', { value: 0.0015 }],
    ['number of 17 digits', '<c r="A1"><v>0.30000000000000004</v></c>', { value: 0.1 + 0.2 }],
    ['minus zero', '<c r="A1"><v>-0</v></c>', { value: 0 }],
    ['number in blanks', '<c r="A1"><v> 7\n</v></c>', { value: 7 }],
    ['booleans as digits', '<c r="A1" t="b"><v>1</v></c>', { value: true }],
    ['booleans as words', '<c r="A1" t="b"><v>false</v></c>', { value: false }],
    ['error', '<c r="A1" t="e"><v>#REF!</v></c>', { value: { error: '#REF!' } }],
    ['ISO date', '<c r="A1" t="d"><v>2021-01-01</v></c>', { value: 44197, isDate: true }],
    ['ISO date and time', '<c r="A1" t="d"><v>2021-01-01T12:00:00</v></c>', { value: 44197.5, isDate: true }],
    ['first day', '<c r="A1" t="d"><v>1900-01-01</v></c>', { value: 1, isDate: true }],
    ['last day', '<c r="A1" t="d"><v>9999-12-31</v></c>', { value: 2_958_465, isDate: true }],
    ['lower-case reference', '<c r="a1"><v>1</v></c>', { value: 1 }],
    ['style that does not exist', '<c r="A1" s="9999"><v>1</v></c>', { value: 1 }],
    ['style below zero', '<c r="A1" s="-1"><v>1</v></c>', { value: 1 }],
  ])('%s', (_, markup, expected) => {
    expect(readCell(markup)).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ['BAD_NUMBER, decimal comma', '<c r="A1"><v>1,5</v></c>', '1,5'],
    ['BAD_NUMBER, a word', '<c r="A1"><v>hello</v></c>', 'hello'],
    ['BAD_NUMBER, NaN', '<c r="A1"><v>NaN</v></c>', 'NaN'],
    ['BAD_NUMBER, infinity', '<c r="A1"><v>INF</v></c>', 'INF'],
    ['BAD_NUMBER, too large', '<c r="A1"><v>1e999</v></c>', '1e999'],
    ['BAD_NUMBER, hexadecimal', '<c r="A1"><v>0x10</v></c>', '0x10'],
    ['BAD_NUMBER, two points', '<c r="A1"><v>1.2.3</v></c>', '1.2.3'],
    ['BAD_NUMBER, a point', '<c r="A1"><v>.</v></c>', '.'],
    ['BAD_NUMBER, a minus', '<c r="A1"><v>-</v></c>', '-'],
    ['BAD_NUMBER, an error without its type', '<c r="A1"><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['BAD_BOOL', '<c r="A1" t="b"><v>2</v></c>', '2'],
    ['BAD_BOOL, by case', '<c r="A1" t="b"><v>TRUE</v></c>', 'TRUE'],
    ['CELL_TYPE', '<c r="A1" t="zzz"><v>1</v></c>', '1'],
    ['CELL_TYPE, inline text of a number', '<c r="A1"><is><t>x</t></is></c>', 'x'],
    ['SST_INDEX', '<c r="A1" t="s"><v>2</v></c>', '2'],
    ['SST_INDEX, below zero', '<c r="A1" t="s"><v>-1</v></c>', '-1'],
    ['two values', '<c r="A1"><v>1</v><v>2</v></c>', '2'],
    ['no ISO date', '<c r="A1" t="d"><v>rubbish</v></c>', 'rubbish'],
    ['no such day', '<c r="A1" t="d"><v>2021-02-29</v></c>', '2021-02-29'],
    ['before the calendar', '<c r="A1" t="d"><v>1899-12-31</v></c>', '1899-12-31'],
    ['a year as ISO date', '<c r="A1" t="d"><v>2021</v></c>', '2021'],
  ])('unreadable, never a value: %s', (_, markup, value) => {
    expect(readCell(markup)).toEqual({ value, isUnreadable: true });
  });

  test.each<[string, string, GridCell]>([
    ['number', '<c r="A1"><f>1+1</f><v>2</v></c>', { value: 2, isFormula: true }],
    ['0', '<c r="A1"><f>1-1</f><v>0</v></c>', { value: 0, isFormula: true }],
    ['false', '<c r="A1" t="b"><f>1=2</f><v>0</v></c>', { value: false, isFormula: true }],
    ['""', '<c r="A1" t="str"><f>""</f><v></v></c>', { value: '', isFormula: true }],
    ['text', '<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', { value: 'ab', isFormula: true }],
    ['shared text', '<c r="A1" t="s"><f>x</f><v>0</v></c>', { value: 'zero', isFormula: true }],
    ['error', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', { value: { error: '#DIV/0!' }, isFormula: true }],
    ['date', '<c r="A1" s="1"><f>TODAY()</f><v>44197</v></c>', { value: 44197, isDate: true, isFormula: true }],
    ['none', '<c r="A1"><f>1+1</f></c>', { value: '', isFormula: true, isUnreadable: true }],
    ['an empty v of a number', '<c r="A1"><f>1+1</f><v></v></c>', { value: '', isFormula: true, isUnreadable: true }],
    ['none, of a text', '<c r="A1" t="str"><f>""</f></c>', { value: '', isFormula: true, isUnreadable: true }],
    ['a bad number', '<c r="A1"><f>1+1</f><v>x</v></c>', { value: 'x', isFormula: true, isUnreadable: true }],
    ['shared formula without its master', '<c r="A1"><f t="shared" si="5"/><v>1</v></c>', { value: 1, isFormula: true }],
    ['formula after the value', '<c r="A1"><v>1</v><f>1</f></c>', { value: 1, isFormula: true }],
  ])('a formula keeps its stored result: %s', (_, markup, expected) => {
    expect(readCell(markup, ['yyyy-mm-dd'])).toEqual(expected);
  });

  test('all cells of one shared string are one object', () => {
    const cells = readCells(makeSheet(rowOf('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>0</v></c>'), { strings: ['<t>x</t>'] }));
    expect(cells['A1']).toBe(cells['B1']);
  });
});

describe('rows', () => {
  const bodyOf = (...rows: string[]): Buffer => makeSheet(`<sheetData>${rows.join('')}</sheetData>`);

  test('without references, the place is the order', () => {
    expect(readCells(bodyOf('<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row>', '<row><c><v>4</v></c></row>')))
      .toEqual({ A1: { value: 1 }, C1: { value: 2 }, D1: { value: 3 }, A2: { value: 4 } });
  });

  test('come out ascending, joined where they were split, without the empty ones', () => {
    const { rows } = read(bodyOf('<row r="9"><c><v>9</v></c></row>', '<row r="2"><c r="B2"><v>2</v></c></row>', '<row r="5"/>', '<row r="9"><c r="C9"><v>3</v></c></row>'))
      .grid.worksheets[0] ?? { rows: [] };
    expect(rows.map((row) => row.index)).toEqual([1, 8]);
    expect(rows[1]?.cells.map((cell) => cell?.value)).toEqual([9, undefined, 3]);
  });

  test('that are hidden are read and marked', () => {
    const { rows } = read(bodyOf('<row hidden="1"><c><v>1</v></c></row>', '<row hidden="true"><c><v>1</v></c></row>', '<row hidden="false"><c><v>1</v></c></row>', '<row><c><v>1</v></c></row>'))
      .grid.worksheets[0] ?? { rows: [] };
    expect(rows.map((row) => row.hidden ?? false)).toEqual([true, true, false, false]);
  });

  test('first and last place of the grid', () => {
    expect(readCells(bodyOf('<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')))
      .toEqual({ A1: { value: 1 }, XFD1048576: { value: 2 } });
  });
});

describe('merges', () => {
  const GRID = '<sheetData>' + [1, 2, 3].map((r) => `<row r="${r}">${['A', 'B', 'C'].map((c) => `<c r="${c}${r}"><v>${r}</v></c>`).join('')}</row>`).join('') + '</sheetData>';
  const merged = (refs: readonly string[]): string[] | undefined => {
    const { grid } = read(makeSheet(`${GRID}<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`));
    expect(Object.keys(cellsOf(grid))).toHaveLength(9);
    return grid.worksheets[0]!.merges?.map(rangeAddress);
  };

  test.each<[string, string[], string[] | undefined]>([
    ['one', ['A1:B2'], ['A1:B2']],
    ['over the whole sheet', ['A1:XFD1048576'], ['A1:XFD1048576']],
    ['overlapping', ['A1:B2', 'B2:C3'], ['A1:B2', 'B2:C3']],
    ['of one cell', ['B2:B2'], undefined],
    ['ends turned round', ['B3:A2'], ['A2:B3']],
    ['no range at all', ['nonsense', 'A1', ''], undefined],
  ])('%s: told beside the cells, which stay as the file has them', (_, refs, expected) => {
    expect(merged(refs)).toEqual(expected);
  });

  test('of more merges than anybody makes, the first are told', () => {
    const refs = Array.from({ length: 150_000 }, (_, i) => `A${1 + (i % 3)}:XFD${1_000_000 + (i % 40_000)}`);
    expect(merged(refs)).toHaveLength(100_000);
  }, 10_000);
});

describe('what others get silently wrong', () => {
  test('shared strings part of another name', () => {
    const file = makeSheet(rowOf('<c r="A1" t="s"><v>0</v></c>'), {
      parts: {
        'xl/SharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>text</t></si></sst>`,
        'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'worksheet', '/xl/worksheets/sheet1.xml'], ['rId2', 'sharedStrings', 'sharedstrings.XML']),
      },
    });
    expect(readCells(file)).toEqual({ A1: { value: 'text' } });
  });

  test('sheet parts of any name, with capitals and backslashes', () => {
    const file = makeZip(workbookParts({
      sheets: [{ name: 'Plan', body: '' }],
      parts: {
        [SHEET]: null, 'xl\\My Sheets\\plan.xml': worksheetXml(rowOf(inline('A1', 'x'))),
        'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'worksheet', 'my sheets\\Plan.xml']),
      },
    }));
    expect(readCells(file)).toEqual({ A1: { value: 'x' } });
  });

  test('a part whose name only looks like the sheet', () => {
    const file = makeSheet(rowOf(inline('A1', 'right')), { parts: { 'other/xl/worksheets/sheet1.xml': worksheetXml(rowOf(inline('A1', 'wrong'))) } });
    expect(readCells(file)).toEqual({ A1: { value: 'right' } });
  });

  test('prefixes on all elements', () => {
    const xml = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(readCells(makeSheet('', { parts: { [SHEET]: xml } }))).toEqual({ A1: { value: 'a' } });
  });

  test('elements of another namespace, or of none, are nothing', () => {
    const body = rowOf('<c r="A1"><o:v xmlns:o="urn:o">1</o:v><u:v>2</u:v><v xmlns="">3</v><v>4</v><v xmlns="urn:o"><v>5</v></v></c>');
    expect(readCells(makeSheet(body))).toEqual({ A1: { value: 4 } });
  });

  test.each<[string, (xml: string) => Buffer]>([
    ['UTF-8 with a mark', (xml) => Buffer.from(`\ufeff${xml}`)],
    ['UTF-16 little-endian with a mark', (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le')],
    ['UTF-16 big-endian with a mark', (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()],
    ['UTF-16 little-endian without a mark', (xml) => Buffer.from(xml, 'utf16le')],
    ['UTF-16 big-endian without a mark', (xml) => Buffer.from(xml, 'utf16le').swap16()],
  ])('%s', (_, encode) => {
    const xml = `<?xml version="1.0" encoding="utf-16"?>${worksheetXml(rowOf(inline('A1', 'Größe 😀'))).replace(/^<\?xml[^>]*>\n/u, '')}`;
    const file = makeSheet('', { parts: { [SHEET]: encode(_.startsWith('UTF-8') ? xml.replace('utf-16', 'utf-8') : xml) } });
    expect(readCells(file)).toEqual({ A1: { value: 'Größe 😀' } });
  });

  test('strict OOXML', () => {
    const strict = (xml: string): string => xml.replaceAll(MAIN, `${STRICT}/spreadsheetml/main`)
      .replaceAll('http://schemas.openxmlformats.org/officeDocument/2006/relationships', `${STRICT}/officeDocument/relationships`);
    const parts = workbookParts({ sheets: [{ name: 'Plan', body: rowOf('<c r="A1" t="s"><v>0</v></c>') }], strings: ['<t>s</t>'] });
    expect(readCells(makeZip(parts.map((part) => ({ ...part, content: strict(part.content as string) }))))).toEqual({ A1: { value: 's' } });
  });

  test('long tab names, states, and names that are words of the language', () => {
    const names = ['x'.repeat(40), '__proto__', 'constructor', 'Größe & Co'];
    const attributes = ['state="hidden"', 'state="veryHidden"', 'state="odd"', ''];
    const { worksheets } = read(makeXlsx({ sheets: names.map((name, i) => ({ name, body: rowOf(inline('A1', '__proto__')), attributes: attributes[i] })) })).grid;
    expect(worksheets.map(({ name, state }) => [name, state])).toEqual([[names[0], 'hidden'], ['__proto__', 'veryHidden'], ['constructor', 'visible'], ['Größe & Co', 'visible']]);
    expect(worksheets.map((sheet) => sheet.rows[0]?.cells[0]?.value)).toEqual(Array(4).fill('__proto__'));
  });

  test('chart sheets are no worksheets', () => {
    const file = makeXlsx({
      sheets: [{ name: 'Chart', body: '' }, { name: 'Plan', body: rowOf(inline('A1', 'x')) }],
      parts: { 'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'chartsheet', 'chartsheets/sheet1.xml'], ['rId2', 'worksheet', 'worksheets/sheet2.xml']) },
    });
    expect(read(file).grid.worksheets.map((sheet) => sheet.name)).toEqual(['Plan']);
  });

  test('claims about the whole sheet are never walked', () => {
    const body = `<dimension ref="A1:XFD1048576"/><cols><col min="1" max="2147483647"/></cols>${rowOf(inline('A1', 'x'))}`
      + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'
      + '<hyperlinks><hyperlink ref="A1" r:id="rId99"/></hyperlinks><tableParts><tablePart r:id="rId98"/></tableParts>';
    expect(readCells(makeSheet(body))).toEqual({ A1: { value: 'x' } });
  });
});

describe('what else is noticed', () => {
  const withPart = (name: string): Buffer => makeSheet('', { parts: { [name]: 'x' } });

  test.each([
    ['xl/charts/chart1.xml', 'charts'], ['xl/media/image1.png', 'pictures'], ['xl/comments1.xml', 'comments'], ['xl/vbaProject.bin', 'macros'],
    ['xl/pivotTables/pivotTable1.xml', 'pivot tables'], ['xl/externalLinks/externalLink1.xml', 'external links'], ['customXml/item1.xml', 'custom xml'],
    ['xl/drawings/drawing1.xml', 'drawings'], ['xl/printerSettings/printerSettings1.bin', 'printer settings'], ['docProps/custom.xml', 'custom properties'],
  ])('%s: %s', (name, extra) => {
    expect(read(withPart(name)).grid.extras).toEqual([extra]);
    expect(read(withPart(name)).partNames).toContain(name);
  });

  test('sparklines stand in the worksheet', () => {
    expect(read(makeSheet('<sheetData/><extLst><ext><x14:sparklineGroups xmlns:x14="urn:x"/></ext></extLst>')).grid.extras).toEqual(['sparklines']);
  });

  test.each([
    ['xl/vbaProject.bin', 'MACROS'], ['xl/externalLinks/externalLink1.xml', 'EXTERNAL_LINKS'], ['xl/connections.xml', 'CONNECTIONS'],
    ['xl/embeddings/oleObject1.bin', 'OLE'], ['xl/activeX/activeX1.xml', 'ACTIVEX'],
  ])('%s warns of %s', (name, warning) => {
    expect(read(withPart(name)).warnings).toEqual([warning]);
  });

  test('WEBSERVICE in a formula is a warning, in a text it is text', () => {
    const call = 'WEBSERVICE("http://127.0.0.1/")';
    expect(read(makeSheet(rowOf(`<c r="A1"><f>${call}</f><v>1</v></c>`))).warnings).toEqual(['WEBSERVICE']);
    expect(read(makeSheet(rowOf(inline('A1', call)))).warnings).toEqual([]);
  });

  test('nothing in a plain workbook', () => {
    const { grid, warnings } = read(makeSheet(rowOf(inline('A1', 'x')), { strings: [], formats: [] }));
    expect([grid.extras, warnings]).toEqual([[], []]);
  });

  test('a view into a larger buffer is read as what it is', () => {
    const file = makeSheet(rowOf(inline('A1', 'x')));
    const larger = Buffer.concat([Buffer.from('before'), file, Buffer.from('after')]);
    expect(cellsOf(read(new Uint8Array(larger.buffer, larger.byteOffset + 6, file.length)).grid)).toEqual({ A1: { value: 'x' } });
  });
});
