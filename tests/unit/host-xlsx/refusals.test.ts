import { deflateRawSync } from 'node:zlib';
import { MAIN, makeSheet, makeXlsx, makeZip, relationshipsXml, rowOf, workbookParts, worksheetXml, type WorkbookSpec, type ZipPart } from '../../support/make-xlsx';
import { readXlsx, type XlsxRefusalCode } from '../../../core/node/host-xlsx/read/read-xlsx';
import type { IsolationRefusalCode } from '../../../core/node/host-xlsx/read/refusals';
import { refusalOf } from './reading';

const MB = 1024 * 1024;
const SHEET = 'xl/worksheets/sheet1.xml';
const ONE: WorkbookSpec = { sheets: [{ name: 'Plan', body: rowOf('<c r="A1"><v>1</v></c>') }] };
const GOOD = workbookParts(ONE);

/** The good workbook with one part written otherwise. */
const withPart = (name: string, change: Partial<ZipPart>): Buffer => makeZip(GOOD.map((part) => (part.name === name ? { ...part, ...change } : part)));
const withMore = (...parts: ZipPart[]): Buffer => makeZip([...GOOD, ...parts]);
const sheetXml = (xml: string | Uint8Array): Buffer => withPart(SHEET, { content: xml });

/** Claims to become that many bytes, without being a bomb; kept under the ratio by its own size. */
const claiming = (name: string, declaredSize: number): ZipPart =>
  ({ name, content: '', stored: true, declaredSize, packed: Buffer.alloc(Math.ceil(declaredSize / 150)) });

const ole = (stream: string): Buffer => {
  const file = Buffer.alloc(1024);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.write(`${stream}\0`, 512, 'utf16le');
  return file;
};

const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
const rows = (count: number, row: (i: number) => string): string => `<sheetData>${Array.from({ length: count }, (_, i) => row(i)).join('')}</sheetData>`;
/** A number that looks random: big tests must not compress so well that the ratio refuses them first. */
const noise = (i: number): number => Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 0;
const word = (i: number): string => noise(i).toString(36);
/** Longer than the window of deflate, so that its repetitions are not found. */
const CELLS_10000 = Array.from({ length: 10_000 }, (_, i) => `<c s="${word(i)}"/>`).join('');
const longText = (row: number): string => Array.from({ length: 150 }, (_, i) => word(150 * row + i)).join('').repeat(40).slice(0, 32_000);
const mainType = (type: string): Buffer => makeXlsx({
  ...ONE, parts: { '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="${type}"/></Types>` },
});

/** For every code a way to earn it. The compiler sees to it that none is forgotten. */
const EARNED: Readonly<Record<Exclude<XlsxRefusalCode, IsolationRefusalCode>, Readonly<Record<string, () => Uint8Array>>>> = {
  FILE_TOO_LARGE: { 'over 20 MB': () => Buffer.alloc(20 * MB + 1) },
  EMPTY_OR_TINY: { empty: () => Buffer.alloc(0), 'seven bytes': () => Buffer.from('PK\x03\x04abc') },
  NOT_ZIP: { text: () => Buffer.from('id;title\n1;hello\n') },
  HTML_NOT_XLSX: { 'a web page': () => Buffer.from('\ufeff  <HTML><body><table></table></body></HTML>') },
  ENCRYPTED_XLSX: { password: () => ole('EncryptedPackage') },
  LEGACY_XLS: { 'Excel 97': () => ole('Workbook'), 'Excel 95': () => ole('Book') },
  OLE_UNKNOWN: { Word: () => ole('WordDocument') },
  NOT_XLSX: {
    'no content types': () => makeXlsx({ ...ONE, parts: { '[Content_Types].xml': null } }),
    'no package relationships': () => makeXlsx({ ...ONE, parts: { '_rels/.rels': null } }),
    'no workbook part': () => makeXlsx({ ...ONE, parts: { 'xl/workbook.xml': null } }),
    '.docx': () => mainType('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
    '.ods': () => makeZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true }]),
    'an empty zip': () => makeZip([]),
    'another root': () => makeXlsx({ ...ONE, parts: { 'xl/workbook.xml': '<workbook xmlns="urn:other"/>' } }),
  },
  XLSB_REFUSED: { 'by default type': () => mainType('application/vnd.ms-excel.sheet.binary.macroEnabled.main') },
  TRUNCATED_ZIP: {
    'cut in the middle': () => makeZip(GOOD).subarray(0, 900),
    'last byte missing': () => makeZip(GOOD).subarray(0, -1),
    'part past the end': () => withPart(SHEET, { offset: 900_000 }),
  },
  ZIP_LAYOUT: {
    'directory elsewhere': () => makeZip(GOOD, { directoryShift: 1 }),
    'data after the end': () => Buffer.concat([makeZip(GOOD), Buffer.from('x')]),
    'entry not where declared': () => withPart(SHEET, { offset: 3 }),
    'fewer entries than there are': () => makeZip(GOOD, { count: GOOD.length - 1 }),
  },
  MULTIDISK: { 'disk 1': () => makeZip(GOOD, { disk: 1 }) },
  ZIP64_REFUSED: { 'count full': () => makeZip(GOOD, { count: 0xffff }), 'size full': () => withPart(SHEET, { declaredSize: 0xffffffff }) },
  ZIP_ENCRYPTED: { 'flag set': () => withPart(SHEET, { flags: 1 }) },
  ZIP_METHOD: { 'method 99': () => withPart(SHEET, { method: 99 }), 'even of a part nobody needs': () => withMore({ name: 'x', content: '', method: 12 }) },
  TOO_MANY_PARTS: { '2,001': () => makeZip([...GOOD, ...Array.from({ length: 2001 - GOOD.length }, (_, i) => ({ name: `p${i}`, content: '', stored: true }))]) },
  BAD_PART_NAME: {
    'a way out': () => withMore({ name: 'xl/../../evil.xml', content: '' }),
    'a way out, Windows': () => withMore({ name: '..\\evil.xml', content: '' }),
    'a drive': () => withMore({ name: 'C:/evil.xml', content: '' }),
    NUL: () => withMore({ name: 'xl/a\0b', content: '' }),
    empty: () => withMore({ name: '', content: '' }),
    '256 bytes': () => withMore({ name: 'x'.repeat(256), content: '' }),
  },
  DUPLICATE_PART: {
    'same name': () => withMore({ name: SHEET, content: '' }),
    'by case and slash': () => withMore({ name: 'XL\\Worksheets\\Sheet1.xml', content: '' }),
  },
  NAME_MISMATCH: { 'local name of another part': () => withMore({ name: 'docProps/x.xml', localName: 'docProps/y.xml', content: '' }) },
  OVERLAPPING_PARTS: {
    'a part inside another': () => insideAnother(),
    'into the directory': () => intoDirectory(),
  },
  PART_TOO_LARGE: { '64 MB and one': () => withMore(claiming('big.bin', 64 * MB + 1)) },
  EXPANDS_TOO_FAR: { 'three of 60 MB': () => withMore(...[1, 2, 3].map((i) => claiming(`${i}.bin`, 60 * MB))) },
  RATIO: { '2 MB of blanks': () => sheetXml(worksheetXml(' '.repeat(2 * MB))) },
  SIZE_LIE: {
    'declared larger': () => withPart(SHEET, { declaredSize: 999 }),
    'declared smaller': () => withPart(SHEET, { declaredSize: 10 }),
    'stored, declared larger': () => withPart(SHEET, { stored: true, declaredSize: 999 }),
    'a bomb that calls itself small': () => withPart(SHEET, { packed: deflateRawSync(Buffer.alloc(30 * MB)) }),
  },
  CORRUPT_PART: {
    'no deflate data': () => withPart(SHEET, { packed: Buffer.from([0xff, 0xff, 0xff, 0xff]) }),
    'cut deflate data': () => withPart(SHEET, { packed: deflateRawSync(Buffer.from(worksheetXml(''))).subarray(0, 20) }),
  },
  CRC_MISMATCH: { 'wrong checksum': () => withPart(SHEET, { crc: 1 }) },
  ENCODING: {
    'not UTF-8': () => sheetXml(Buffer.from([...Buffer.from('<worksheet a="'), 0xc3, 0x28, ...Buffer.from('"/>')])),
    'an unknown one': () => sheetXml('<?xml version="1.0" encoding="ISO-8859-1"?><worksheet/>'),
    'half a UTF-16 unit': () => sheetXml(Buffer.from([0xfe, 0xff, 0x00])),
    'a lone surrogate in UTF-16': () => sheetXml(Buffer.from('\ufeff<a>\ud800</a>', 'utf16le')),
  },
  DOCTYPE_REFUSED: {
    'in a worksheet': () => sheetXml('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
    'in the workbook': () => makeXlsx({ ...ONE, parts: { 'xl/workbook.xml': '<!DOCTYPE workbook><workbook/>' } }),
  },
  XML: {
    'not closed': () => sheetXml(worksheetXml('').replace('</worksheet>', '')),
    'cut in a tag': () => sheetXml(worksheetXml('').slice(0, -4)),
    'wrong end tag': () => sheetXml(worksheetXml('<a></b>')),
    'data after': () => sheetXml(`${worksheetXml('')}<junk`),
    'a second root': () => sheetXml(`${worksheetXml('')}<b/>`),
    'a control character': () => sheetXml(worksheetXml('\x01')),
    'U+FFFE': () => sheetXml(worksheetXml('\ufffe')),
    'an unknown entity': () => sheetXml(worksheetXml('&nbsp;')),
    'a reference to a forbidden character': () => sheetXml(worksheetXml('&#0;')),
    'another root': () => sheetXml('<worksheet xmlns="urn:other"/>'),
    'cut relationships': () => makeXlsx({ ...ONE, parts: { 'xl/_rels/workbook.xml.rels': '<Relationships' } }),
    empty: () => sheetXml(''),
  },
  XML_TOO_DEEP: { 'in a worksheet': () => sheetXml(worksheetXml(nested(64))), 'in the workbook': () => makeXlsx({ ...ONE, parts: { 'xl/workbook.xml': `<workbook xmlns="${MAIN}">${nested(64)}</workbook>` } }) },
  XML_TOO_MANY: {
    'attributes in a worksheet': () => sheetXml(worksheetXml(`<a ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`)),
    'cell styles': () => makeSheet('', { formats: ['0'], parts: { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs>${Array.from({ length: 200_001 }, (_, i) => `<xf a="${word(i)}"/>`).join('')}</cellXfs></styleSheet>` } }),
    merges: () => makeSheet(`<mergeCells>${Array.from({ length: 1_000_001 }, (_, i) => `<mergeCell ref="A1:B${1 + (noise(i) % 1_000_000)}"/>`).join('')}</mergeCells>`),
    'elements in the styles': () => makeSheet('', { formats: ['0'], parts: { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${Array.from({ length: 500_001 }, (_, i) => `<a${word(i)}/>`).join('')}</styleSheet>` } }),
    'elements in two tables together': () => makeSheet('', {
      parts: {
        'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(['rId1', 'table', '../tables/table1.xml'], ['rId2', 'table', '../tables/table2.xml']),
        ...Object.fromEntries([1, 2].map((id) => [`xl/tables/table${id}.xml`, `<table xmlns="${MAIN}">${Array.from({ length: 250_000 }, (_, i) => `<a${word(i)}/>`).join('')}</table>`])),
      },
    }),
    'attributes in the workbook': () => makeXlsx({ ...ONE, parts: { 'xl/workbook.xml': `<workbook ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>` } }),
  },
  TOO_MANY_SHEETS: { '201': () => makeXlsx({ sheets: Array.from({ length: 201 }, (_, i) => ({ name: `s${i}`, body: '' })) }) },
  DUPLICATE_SHEET: {
    'by case': () => makeXlsx({ sheets: [{ name: 'Plan', body: '' }, { name: 'PLAN', body: '' }] }),
    'two tabs of one part': () => makeXlsx({
      sheets: [{ name: 'a', body: '' }, { name: 'b', body: '' }],
      parts: { 'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'worksheet', '/xl/worksheets/SHEET1.xml']) },
    }),
  },
  SHEET_PART_MISSING: {
    'no part': () => makeXlsx({ ...ONE, parts: { [SHEET]: null } }),
    'no relationship': () => makeXlsx({ ...ONE, parts: { 'xl/_rels/workbook.xml.rels': null } }),
    'of an unknown kind': () => makeXlsx({ ...ONE, parts: { 'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'sheetOfTomorrow', 'worksheets/sheet1.xml']) } }),
  },
  SST_TOO_MANY: { 'a million and one': () => makeSheet('', { strings: Array.from({ length: 1_000_001 }, (_, i) => word(i)) }) },
  NO_SHARED_STRINGS: {
    'no relationship': () => makeSheet(rowOf('<c r="A1" t="s"><v>0</v></c>')),
    'no part': () => makeSheet(rowOf('<c r="A1" t="s"><v>0</v></c>'), { strings: ['<t>a</t>'], parts: { 'xl/sharedStrings.xml': null } }),
  },
  TEXT_TOO_LONG: {
    inline: () => makeSheet(rowOf(`<c r="A1" t="inlineStr"><is><t>${'x'.repeat(32_768)}</t></is></c>`)),
    shared: () => makeSheet('', { strings: [`<t>${'x'.repeat(32_768)}</t>`] }),
    'a number of 40,000 digits': () => makeSheet(rowOf(`<c r="A1"><v>1,${'0'.repeat(40_000)}</v></c>`)),
  },
  TEXT_TOTAL: {
    // In two tabs, since no part may hold that much.
    'more than 64 MB': () => makeXlsx({
      sheets: ['a', 'b'].map((name) => ({ name, body: rows(1100, (i) => `<row><c t="inlineStr"><is><t>${longText(i)}</t></is></c></row>`) })),
    }),
  },
  TOO_MANY_ROWS: { '100,001': () => makeSheet(rows(100_001, (i) => `<row r="${i + 1}" a="${word(i)}"/>`)) },
  TOO_MANY_CELLS: {
    '2,000,001': () => makeSheet(rows(201, (i) => `<row>${i === 200 ? '<c/>' : CELLS_10000}</row>`)),
    'far apart': () => makeSheet(rows(1300, (i) => `<row><c r="XFD${i + 1}"><v>${word(i)}</v></c></row>`)),
  },
  ROW_REF: Object.fromEntries(['0', '-5', '1048577', '1000000000000000', 'x', ''].map((r) => [`row "${r}"`, () => makeSheet(`<sheetData><row r="${r}"/></sheetData>`)])),
  CELL_REF: Object.fromEntries(['A7', 'ZZZZZ1', 'XFE1', 'A0', 'A01', '1', 'A', '', 'A1:B1', '$A$1', 'A-1', 'AAAAAAAAAAAAAAAAAAAAAAAA1', '[1', '`1', '{1']
    .map((r) => [`cell "${r}" in row 1`, () => makeSheet(rowOf(`<c r="${r}"><v>1</v></c>`))])),
  DUPLICATE_CELL: {
    'same row element': () => makeSheet(rowOf('<c r="B1"><v>1</v></c>', '<c r="A1"><v>1</v></c>', '<c r="B1"><v>1</v></c>')),
    'by case': () => makeSheet(rowOf('<c r="A1"/>', '<c r="a1"/>')),
    'two row elements': () => makeSheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="1"><c r="A1"><v>2</v></c></row></sheetData>'),
  },
};

/** A stored part whose content is another part, header and all, and the directory lists both. */
function insideAnother(): Buffer {
  const inner: ZipPart = { name: 'inner', content: 'aaaa', stored: true };
  const content = makeZip([inner]);
  return makeZip([{ name: 'outer', content, stored: true }, { ...inner, offset: 35 }]);
}

/** The only part claims more bytes than there are before the directory. */
function intoDirectory(): Buffer {
  const file = makeZip([{ name: 'a', content: 'aaaa', stored: true }]);
  const directory = file.indexOf('PK\x01\x02', 0, 'latin1');
  file.writeUInt32LE(10, directory + 20);
  return file;
}

describe('refusals', () => {
  for (const [code, ways] of Object.entries(EARNED)) {
    test.each(Object.entries(ways))(`${code}: %s`, (_, make) => {
      expect(refusalOf(make())).toBe(code);
    });
  }

  test('the workbook they are made from is good', () => {
    expect(refusalOf(makeZip(GOOD))).toBe('ok');
    expect(refusalOf(makeZip(GOOD, { comment: 'made by hand' }))).toBe('ok');
  });

  test('parts nobody needs are not inflated', () => {
    expect(refusalOf(withMore({ name: 'xl/media/a.png', content: 'x', crc: 7, packed: Buffer.from([0xff, 0xff]) }))).toBe('ok');
  });

  test('the detail is text for logs, without a stack', () => {
    const result = readXlsx(withPart(SHEET, { crc: 1 }));
    expect(result).toEqual({ ok: false, refusal: { code: 'CRC_MISMATCH', detail: SHEET } });
  });
});
