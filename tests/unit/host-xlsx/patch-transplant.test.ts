import ExcelJS from 'exceljs';
import { MAIN, makeXlsx, RELATIONS, relationshipsXml, rowOf, worksheetXml, type WorkbookSpec } from '../../support/make-xlsx';
import { changedParts, partText, patched, unpacked } from '../../support/patch-support';
import { cellsOf, read } from './reading';

/** Two tabs with all that a rendered tab has: styles, a table, validations, formats, names, links. */
const render = async (): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  const plan = workbook.addWorksheet('Plan', { properties: { tabColor: { argb: 'FF1F5C57' } } });
  plan.addTable({ name: 'oppgaver', ref: 'A1', headerRow: true, columns: [{ name: 'Hva' }, { name: 'Dato' }], rows: [[' tekst ', new Date(Date.UTC(2026, 0, 31))]] });
  plan.getCell('A2').font = { bold: true, name: 'Calibri', size: 11 };
  plan.getCell('B2').numFmt = 'dd.mm.yyyy';
  plan.getCell('C2').value = { formula: 'SUM(Lister!A1:A2)+COUNTA(oppgaver[Hva])', result: 4 };
  plan.getCell('C3').value = { text: 'lenke', hyperlink: 'https://example.org/' };
  plan.getCell('A3').dataValidation = { type: 'list', formulae: ['Lister!$A$1:$A$2'] };
  plan.addConditionalFormatting({ ref: 'A2:A9', rules: [{ type: 'expression', priority: 1, formulae: ['Lister!$A$1=A2'], style: { font: { bold: true } } }] });
  plan.pageSetup.printTitlesRow = '1:1';
  const lists = workbook.addWorksheet('Lister', { state: 'veryHidden' });
  lists.getCell('A1').value = 1;
  lists.getCell('A2').value = 2;
  await lists.protect('', {});
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

const theirs = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData><drawing r:id="rId7"/><legacyDrawing r:id="rId8"/>'
  + '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><q:sparklineGroups xmlns:q="q"/></ext><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst>';
const FONT = '<font><b/><sz val="9"/></font>';
const STYLES = `<s:styleSheet xmlns:s="${MAIN}"><s:fonts count="1">${FONT.replace(/<(\/?)/gu, '<$1s:')}</s:fonts><s:fills count="1"><s:fill/></s:fills><s:borders count="1"><s:border/></s:borders>`
  + '<s:cellXfs count="2"><s:xf/><s:xf fontId="0"/></s:cellXfs></s:styleSheet>';
const target = (given: Partial<WorkbookSpec> = {}): Buffer => makeXlsx({ sheets: [{ name: 'Deres', body: theirs }, { name: 'plan', body: theirs }], ...given });

const take = [{ tab: 'Plan', as: 'Plan' }, { tab: 'Lister', as: 'Lister (2)' }];
const REPLACED = 'xl/worksheets/sheet2.xml';

describe('tabs taken over', () => {
  let rendered: Uint8Array;
  let after: Buffer;
  beforeAll(async () => {
    rendered = await render();
    after = patched(target(), { rendered, transplants: take });
  });

  test('one takes the place of the tab of its name, one is added; nothing of others is touched', () => {
    expect(read(after).grid.worksheets.map(({ name, state }) => [name, state])).toEqual([['Deres', 'visible'], ['plan', 'visible'], ['Lister (2)', 'veryHidden']]);
    expect(changedParts(target(), after).filter((part) => unpacked(target()).has(part))).toEqual(['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/workbook.xml', REPLACED]);
  });

  test('values, dates and texts are those that were rendered, texts inline', () => {
    expect(cellsOf(read(after).grid, 1)).toEqual(cellsOf(read(rendered).grid, 0));
    expect(partText(after, REPLACED)).not.toContain('t="s"');
  });

  test('formulas, validations, formats and names follow the new names of tabs', () => {
    const sheet = partText(after, REPLACED);
    expect(sheet).toContain('<f>SUM(\'Lister (2)\'!A1:A2)+COUNTA(oppgaver[Hva])</f>');
    expect(sheet).toContain('<formula1>\'Lister (2)\'!$A$1:$A$2</formula1>');
    expect(sheet).toContain('<formula>\'Lister (2)\'!$A$1=A2</formula>');
    expect(partText(after, 'xl/workbook.xml')).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="1">\'Plan\'!$1:$1</definedName>');
  });

  test('drawings, comments, sparklines and selection of the old tab stay; its formats go', () => {
    const sheet = partText(after, REPLACED);
    expect(sheet).toMatch(/<drawing r:id="rId7"\/><legacyDrawing r:id="rId8"\/><tableParts count="1"><tablePart r:id="rId\d"\/><\/tableParts>/u);
    expect(sheet).toContain('sparklineGroups');
    expect(sheet).not.toContain('{78C0D931');
    expect(sheet).not.toContain('tabSelected="0"');
  });

  test('protection comes along, and a new tab is not selected', () => {
    const lists = partText(after, 'xl/worksheets/sheet3.xml');
    expect(lists).toContain('<sheetProtection');
    expect(lists).not.toContain('tabSelected="1"');
  });

  test('taken over again, nothing grows', () => {
    const again = patched(after, { rendered, transplants: take });
    expect([...unpacked(again).keys()]).toEqual([...unpacked(after).keys()]);
    for (const part of ['xl/styles.xml', 'xl/workbook.xml', '[Content_Types].xml', 'xl/tables/table1.xml']) expect(partText(again, part)).toBe(partText(after, part));
  });

  test('a table name that somebody has gets a number, and formulas follow', () => {
    const table = `<table xmlns="${MAIN}" id="7" name="Oppgaver" displayName="Oppgaver" ref="A1:A2"><tableColumns count="1"><tableColumn id="1" name="a"/></tableColumns></table>`;
    const file = target({ parts: { 'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(['rId1', 'table', '../tables/table1.xml']), 'xl/tables/table1.xml': table } });
    const twice = [patched(file, { rendered, transplants: take })];
    twice.push(patched(twice[0] as Buffer, { rendered, transplants: take }));
    for (const result of twice) {
      expect(partText(result, 'xl/tables/table2.xml')).toContain('id="8" name="oppgaver_2" displayName="oppgaver_2"');
      expect(partText(result, REPLACED)).toContain('COUNTA(oppgaver_2[Hva])');
      expect(partText(result, 'xl/tables/table1.xml')).toBe(table);
    }
  });

  test('styles are added after those that are there, in their prefix', () => {
    const file = target({ formats: [], parts: { 'xl/styles.xml': STYLES } });
    const styles = partText(patched(file, { rendered, transplants: take }), 'xl/styles.xml');
    expect(styles).toContain('<s:fonts count="3"><s:font><s:b/><s:sz val="9"/></s:font><s:font>');
    expect(styles).toMatch(/<s:cellXfs count="\d+"><s:xf\/><s:xf fontId="0"\/><s:xf numFmtId/u);
    expect(styles).toContain('<s:numFmts count="1"><s:numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></s:numFmts><s:fonts');
    expect(styles).toMatch(/<s:dxfs count="1"><s:dxf>/u);
  });

  test('dates in a workbook that counts from 1904', () => {
    const result = patched(target({ workbookPr: 'date1904="1"' }), { rendered, transplants: take });
    expect(cellsOf(read(result).grid, 1)).toEqual(cellsOf(read(rendered).grid, 0));
  });

  test('a tab put behind another moves the names and the view of those that follow', () => {
    const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="A" sheetId="1" r:id="rId1"/>`
      + '<sheet name="B" sheetId="5" r:id="rId2"/></sheets><definedNames><definedName name="n" localSheetId="1">B!$A$1</definedName></definedNames></workbook>';
    const result = patched(target({ parts: { 'xl/workbook.xml': workbook } }), { rendered, transplants: [{ tab: 'Lister', as: 'L', after: 'a' }] });
    expect(partText(result, 'xl/workbook.xml')).toContain('activeTab="2"');
    expect(partText(result, 'xl/workbook.xml')).toMatch(/r:id="rId1"\/><sheet name="L" sheetId="6" state="veryHidden" r:id="rId4"\/><sheet name="B"/u);
    expect(partText(result, 'xl/workbook.xml')).toContain('localSheetId="2">B!$A$1<');
  });
});

describe('tabs taken away', () => {
  test('with their parts, names and place; a name that spoke of them says so', () => {
    const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="A" sheetId="1" r:id="rId1"/>`
      + '<sheet name="B" sheetId="5" r:id="rId2"/></sheets><definedNames><definedName name="x" localSheetId="0">1</definedName><definedName name="y" localSheetId="1">A!$A$1+B!$A$1</definedName></definedNames></workbook>';
    const after = patched(target({ parts: { 'xl/workbook.xml': workbook } }), { removals: ['a', 'Nei'] });
    expect(read(after).grid.worksheets.map(({ name }) => name)).toEqual(['B']);
    expect(unpacked(after).has('xl/worksheets/sheet1.xml')).toBe(false);
    expect(partText(after, 'xl/workbook.xml')).toContain('<definedNames><definedName name="y" localSheetId="0">#REF!+B!$A$1</definedName></definedNames>');
    expect(partText(after, 'xl/workbook.xml')).toContain('activeTab="0"');
  });

  test('and no formula of another tab names them any more; those that never did stay as they are', () => {
    const formulas = ['COUNTA(Konflikter!B2:B99)', '1+1', "IF('konflikter'!$A$1=\"\",\"Konflikter!A1\",Kasse!A1)"];
    const body = (texts: readonly string[]): string => `<sheetData><row r="1">${texts.map((text, i) => `<c r="${'ABC'[i]}1"><f>${text}</f><v>0</v></c>`).join('')}</row></sheetData>`
      + `<dataValidations count="1"><dataValidation type="list" sqref="D1"><formula1>${texts[0]}</formula1></dataValidation></dataValidations>`;
    const file = makeXlsx({ sheets: [{ name: 'Kasse', body: body(formulas) }, { name: 'Lotteri', body: body(['Kasse!A1', '2', '3']) }, { name: 'Konflikter', body: rowOf('<c r="A1"><v>1</v></c>') }] });
    const after = patched(file, { removals: ['Konflikter'] });
    const lost = ['COUNTA(#REF!)', '1+1', 'IF(#REF!="","Konflikter!A1",Kasse!A1)'];
    expect(partText(after, 'xl/worksheets/sheet1.xml')).toBe(worksheetXml(body(lost)));
    expect(changedParts(file, after)).not.toContain('xl/worksheets/sheet2.xml');
  });
});
