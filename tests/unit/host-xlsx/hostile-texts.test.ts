import { growRanges, toRange } from '../../../core/node/host-xlsx/patch/cell-ranges';
import { escapeCellText } from '../../../core/node/host-xlsx/patch/cell-xml';
import { loseInFormula, renameInFormula, shiftFormula } from '../../../core/node/host-xlsx/patch/formula-refs';
import { growTable, tablesOf } from '../../../core/node/host-xlsx/patch/sheet-tables';
import { openDraft } from '../../../core/node/host-xlsx/patch/package-draft';
import { parseXml, textOf } from '../../../core/node/host-xlsx/patch/xml-tree';
import { isDateFormat } from '../../../core/sheet/date-format';
import { resolveTarget } from '../../../core/node/host-xlsx/read/part-names';
import { readNumber } from '../../../core/node/host-xlsx/read/read-number';
import { resolveAttribute } from '../../../core/node/host-xlsx/read/xml-bytes';
import { escapeXml } from '../../../core/node/host-xlsx/escape-xml';
import { makeXlsx, relationshipsXml, MAIN } from '../../support/make-xlsx';

/** What looking for names, references, numbers and marks may stumble over, again and again. */
const PIECES = [
  '\'', '\'\'', '\'\'[', '[', '[\'', '\'[', ']', '[[', '[a', '[[a]', 'a[', 'a]', '\'a\'', '\'a', '\'a\'!', '[1]a', '"', '""', '"#', '"#""', '"\'', 'a', 'a:', 'a:a', 'a.', '!', 'a!', '#', '#REF', '$', '$A', 'A1', 'A1:',
  '$A$1:', '1', '1:', '1.', '1e', '1e+', 'A:', '\\', '?', ' ', '\t ', '_x', '_x0041', '_x0041_', '&', '&amp;', '&#', ';', '/', '../', './', '\\..', 'm', 'h', '😀', '\ud800', '<', '</', '<![CDATA[', '-', ',', '(', '0', 'B2:B40 ',
];
const ENDS = ['', '\'!A1', 'x', ']', '"', '!', ' '];
/** Up to more than a formula may have in Excel: what takes the square of that takes seconds, and what takes its cube is found before it takes minutes. */
const LENGTHS = [2_000, 4_000, 8_000, 32_000];

const renames = { tabs: new Map([['a', 'b']]), tables: new Map([['a', 'b']]) };

const growFilter = (ref: string): void => {
  const draft = openDraft(makeXlsx({
    sheets: [{ name: 'Plan', body: '' }],
    parts: {
      'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(['rId1', 'table', '../tables/table1.xml']),
      'xl/tables/table1.xml': `<table xmlns="${MAIN}" id="1" displayName="t" ref="A1:B2"><autoFilter ref="${escapeXml(ref).replaceAll('"', '')}"/></table>`,
    },
  }));
  const [table] = tablesOf(draft, 'xl/worksheets/sheet1.xml');
  growTable(draft, table!, { oldLast: 1, newLast: 2, left: 0, right: 1 });
};

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a formula whose tabs get new names': (text) => renameInFormula(text, renames),
  'a formula that loses a tab': (text) => loseInFormula(text, new Set(['a'])),
  'a shared formula that is moved': (text) => shiftFormula(text, 1, 1),
  'a list of ranges that grow': (text) => growRanges(text, { oldLast: 1, newLast: 2, left: 0, right: 1 }),
  'a range': toRange,
  'the text of a cell': escapeCellText,
  'a format code': isDateFormat,
  'the target of a relationship': (text) => resolveTarget('xl/workbook.xml', text),
  'a number': (text) => readNumber(Buffer.from(`1${text}`), 0, Buffer.byteLength(text) + 1),
  'an attribute': (text) => resolveAttribute(escapeXml(text)),
  'a defined name in character data': (text) => textOf(parseXml(Buffer.from(`<a><![CDATA[${text.replaceAll(']]>', '')}]]></a>`), 'part')),
  'the range of a filter': (text) => growFilter(text.replace(/[\ud800\t]/gu, '')),
};

const isSlow = (read: (text: string) => unknown, text: string): boolean => {
  const begun = performance.now();
  read(text);
  return performance.now() - begun > 500;
};

describe('texts made to be looked through again and again', () => {
  test.each(Object.entries(READERS))('[H11] %s', (_, read) => {
    for (const piece of PIECES) for (const end of ENDS) {
      expect([piece, end, LENGTHS.find((length) => isSlow(read, piece.repeat(length / piece.length) + end))]).toEqual([piece, end, undefined]);
    }
  });
});
