import fc from 'fast-check';
import { cellAddress } from '../../../core/sheet/grid';
import type { CellEdit } from '../../../core/node/host-xlsx/patch/patch-xlsx';
import { makeXlsx } from '../../support/make-xlsx';
import { partText, patched } from '../../support/patch-support';
import { readCells } from './reading';

const SHEET = 'xl/worksheets/sheet1.xml';
const ROWS = 8;
const COLUMNS = 6;

const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.constantFrom('=1', '_x0041_', ' a '));
const edit: fc.Arbitrary<CellEdit> = fc.record({ row: fc.nat(ROWS + 2), column: fc.nat(COLUMNS + 1), value });
const edits = fc.uniqueArray(edit, { selector: ({ row, column }) => `${row} ${column}`, maxLength: 20 });

/** Cells as rows of markup: some without a reference where the one before says enough, rows with or without spans. */
const cell = fc.record({ isThere: fc.boolean(), style: fc.nat(3), content: fc.constantFrom('', '<v>1</v>', '<f>1+1</f><v>2</v>', '<v>3</v><extLst/>') });
const row = fc.record({ isThere: fc.boolean(), hasRef: fc.boolean(), spans: fc.constantFrom('', ' spans="1:3"'), cells: fc.array(cell, { minLength: COLUMNS, maxLength: COLUMNS }) });
const sheet = fc.array(row, { minLength: ROWS, maxLength: ROWS });

type Sheet = Parameters<Parameters<typeof sheet.map>[0]>[0];

const cellMarkup = ({ style, content }: Sheet[number]['cells'][number], r: number, c: number, hasRef: boolean): string =>
  `<c${hasRef ? ` r="${cellAddress(r, c)}"` : ''}${style === 0 ? '' : ` s="${style}"`}>${content}</c>`;

const rowMarkup = ({ spans, hasRef, cells }: Sheet[number], r: number): string => {
  const inner = cells.map((given, c) => (given.isThere ? cellMarkup(given, r, c, hasRef || !(cells[c - 1]?.isThere ?? c === 0)) : ''));
  return `<row r="${r + 1}"${spans}>${inner.join('')}</row>`;
};

const bodyOf = (rows: Sheet): string => `<sheetFormatPr/><sheetData>${rows.map((given, r) => (given.isThere ? rowMarkup(given, r) : '')).join('')}</sheetData><pageMargins left="1"/>`;

const expected = (given: CellEdit['value']): string | number | boolean | undefined => {
  if (given === null || given === '') return undefined;
  // XML knows no negative nought, and neither does a person.
  return typeof given === 'number' ? given + 0 : given;
};

/** Takes the edited cells, and what was added around them, out of a sheet's markup. */
const withoutCells = (xml: string, written: ReadonlySet<string>): string => {
  let [rowNumber, column] = [0, -1];
  return xml.replace(/<row r="(\d+)"[^>]*>|<c(?: r="([A-Z]+)\d+")?[^>]*?(?:\/>|>.*?<\/c>)/gsu, (whole, r: string | undefined, letters: string | undefined) => {
    if (r !== undefined) {
      [rowNumber, column] = [Number(r), -1];
      return whole.replace(/ spans="[^"]*"/u, '');
    }
    column = letters === undefined ? column + 1 : letters.charCodeAt(0) - 65;
    return written.has(cellAddress(rowNumber - 1, column)) ? '' : whole;
  }).replace(/<row r="\d+"><\/row>/gu, '');
};

describe('any edits of any sheet', () => {
  test('are read back, beside the cells that were there, and change no other byte', () => {
    fc.assert(fc.property(sheet, edits, (rows, cells) => {
      const file = makeXlsx({ sheets: [{ name: 'Plan', body: bodyOf(rows) }] });
      const after = patched(file, { edits: [{ tab: 'Plan', cells }] });
      const written = new Map(cells.map((given) => [cellAddress(given.row, given.column), expected(given.value)]));
      const [olds, news] = [readCells(file), readCells(after)];
      for (const [address, wanted] of written) expect(news[address]?.value).toEqual(wanted);
      for (const address of Object.keys(olds)) if (!written.has(address)) expect(news[address]).toEqual(olds[address]);
      const names = new Set(written.keys());
      expect(withoutCells(partText(after, SHEET), names)).toBe(withoutCells(partText(file, SHEET), names));
    }), { numRuns: 300 });
  });
});
