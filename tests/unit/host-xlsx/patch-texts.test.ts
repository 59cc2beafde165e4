import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { convertWithLibreOffice } from '../../support/libreoffice';
import { makeXlsx } from '../../support/make-xlsx';
import { editedBody, patched } from '../../support/patch-support';
import { describeWith } from '../../support/programs';
import { readCells } from './reading';

const FORMULA_LIKE = ['=1+1', '=HYPERLINK("http://x","y")', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1', '=cmd|\'/c calc\'!A1', '\'=1+1', '"=1+1"'];

/** Texts that a careless writer loses or changes. */
const HARD = [
  '  mellomrom  ', 'to\nlinjer', 'vogn\rretur', 'tab\tog', '_x0041_', '_x005F_x0041_', '_X0041_', ']]>', '&amp;', '😀', '\u0000\u0001\u001f', '\ufffe\uffff',
  'halv \ud800 og \udc00', '<v>1</v>', '1,5', 'TRUE', '#N/A', 'x'.repeat(32_767), '\u00a0hardt mellomrom\u00a0', '\u2028',
];

const write = (texts: readonly string[]): Buffer =>
  patched(makeXlsx({ sheets: [{ name: 'Plan', body: '<sheetData/>' }] }), { edits: [{ tab: 'Plan', cells: texts.map((value, row) => ({ row, column: 0, value })) }] });

const textsIn = (file: Uint8Array, count: number): readonly unknown[] => {
  const cells = readCells(file);
  return Array.from({ length: count }, (_, i) => cells[`A${i + 1}`]?.value);
};

describe('texts', () => {
  test('what looks like a formula is a text', () => {
    expect(editedBody('<sheetData/>', { cells: [{ row: 0, column: 0, value: '=1+1' }] }))
      .toBe('<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>=1+1</t></is></c></row></sheetData>');
  });

  test.each([...FORMULA_LIKE, ...HARD].map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s is read back', (_, text) => {
    expect(textsIn(write([text]), 1)).toEqual([text]);
  });

  test('one character more than a cell holds is refused', () => {
    expect(() => write(['x'.repeat(32_768)])).toThrow('TEXT_TOO_LONG');
  });
});

describeWith('libreoffice', 'texts through LibreOffice', () => {
  test('none is evaluated, and all come back', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'planark-texts-'));
    try {
      // LibreOffice makes a carriage return a line feed.
      const texts = [...FORMULA_LIKE, '_x0041_', 'to\nlinjer', '  mellomrom  '].filter((text) => !text.includes('\r'));
      writeFileSync(path.join(folder, 'in.xlsx'), write(texts));
      convertWithLibreOffice([path.join(folder, 'in.xlsx')], 'xlsx', path.join(folder, 'out'));
      expect(textsIn(readFileSync(path.join(folder, 'out', 'in.xlsx')), texts.length)).toEqual(texts);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
