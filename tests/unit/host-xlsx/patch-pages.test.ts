import { makeXlsx } from '../../support/make-xlsx';
import { changedParts, partText, patched } from '../../support/patch-support';
import { cellsOf, read } from './reading';

const tail = '<pageMargins left="1"/><drawing r:id="rId7"/>';
const page = (merges: string): string => `<dimension ref="A1:B2"/><sheetData><row r="1" ht="40"><c r="A1" s="1"><v>1</v></c></row></sheetData><sheetProtection sheet="1"/>${merges}${tail}`;
const looks = '<sheetData><row r="1"><c r="C1" s="1" t="inlineStr"><is><t>text</t></is></c></row><row r="2"><c r="C2" t="inlineStr"><is><t>plain</t></is></c></row></sheetData>';
const fileWith = (body: string): Buffer => makeXlsx({ sheets: [{ name: 'Side', body }, { name: 'Stempel', body: looks }, { name: 'Deres', body: page('') }] });
const after = (body: string, merges: readonly string[]): Buffer => patched(fileWith(body), {
  looks: { tab: 'Stempel', column: 2, rows: 2 },
  pages: [{
    tab: 'Side', merges, rows: [
      { cells: [{ value: '=1+1', look: 0 }, null, { value: null, look: 0 }], height: 30 },
      { cells: [{ value: 3, formula: 'SUM(A1:A2)', look: 1 }] },
    ],
  }],
});
const rows = '<row r="1" ht="30" customHeight="1"><c r="A1" s="1" t="inlineStr"><is><t>=1+1</t></is></c><c r="C1" s="1"/></row><row r="2"><c r="A2"><f>SUM(A1:A2)</f><v>3</v></c></row>';

test.each<[string, string, readonly string[], string]>([
  ['replaced', '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>', ['A1:C1'], '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'],
  ['put in at their place', '', ['A1:C1'], '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'],
  ['taken out', '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>', [], ''],
])('[W5] all rows of a page are written and its merges %s; the rest of it, and other tabs, stay', (_, before, merges, written) => {
  const file = after(page(before), merges);
  expect(partText(file, 'xl/worksheets/sheet1.xml')).toContain(`<dimension ref="A1:C2"/><sheetData>${rows}</sheetData><sheetProtection sheet="1"/>${written}${tail}`);
  expect(changedParts(fileWith(page(before)), file)).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
  expect(cellsOf(read(file).grid, 0)).toEqual(expect.objectContaining({ A1: expect.anything() }));
});
