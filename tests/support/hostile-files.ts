import { deflateRawSync } from 'node:zlib';
import { LIMITS } from '../../core/node/host-xlsx/read/limits';
import { cellAddress } from '../../core/sheet/grid';
import { editPackage } from './edit-package';
import { MAIN, RELATIONS, makeSheet, makeXlsx, makeZip, relationshipsXml, rowOf, workbookParts, worksheetXml, type ZipPart } from './make-xlsx';

/** A file that is made to hurt, or only odd, and the codes that may come of it; 'read' where its cells can be had. */
export interface HostileFile {
  readonly name: string;
  readonly make: () => Uint8Array;
  readonly outcomes: readonly string[];
}

const MB = 1024 * 1024;
/** Files at the reader's own limits: a busy machine may not get through them in time. */
const CUT_OFF = ['TOO_SLOW', 'TOO_MUCH_MEMORY'] as const;
const SHEET = 'xl/worksheets/sheet1.xml';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SMALL = { sheets: [{ name: 'Plan', body: rowOf('<c r="A1"><v>1</v></c>') }] };
const PARTS = workbookParts(SMALL);
const file = (name: string, outcomes: string | readonly string[], make: () => Uint8Array): HostileFile => ({ name, make, outcomes: [outcomes].flat() });

/** A number that looks random, so that large parts do not compress so well that the ratio refuses them first. */
const noise = (i: number): number => Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 0;
const times = (count: number, piece: (i: number) => string): string => {
  let text = '';
  for (let i = 0; i < count; i++) text += piece(i);
  return text;
};
/** Rows that repeat, which is quickly made; from further apart than a packer looks back. */
const REPEATS_AFTER = 1000;
const rows = (count: number, cells: (row: number) => string): string =>
  `<sheetData>${times(Math.min(count, REPEATS_AFTER), (row) => `<row>${cells(row)}</row>`).repeat(Math.ceil(count / REPEATS_AFTER))}</sheetData>`;
const table = (rowCount: number, columns: number, cell: (i: number) => string): string => rows(rowCount, (row) => times(columns, (column) => cell(row * columns + column)));
const number = (i: number): string => `<v>${noise(i) % 9999}.5</v>`;
/** Two bytes a character in memory. */
const longText = (i: number): string => `€${times(1600, (j) => noise(i * 1600 + j).toString(36).repeat(5))}`.slice(0, 32_000);

const withPart = (name: string, change: Partial<ZipPart>): Buffer => makeZip(PARTS.map((part) => (part.name === name ? { ...part, ...change } : part)));
const withMore = (...more: ZipPart[]): Buffer => makeZip([...PARTS, ...more]);
const sheetXml = (xml: string): Buffer => withPart(SHEET, { content: xml });
const many = (count: number, part: (i: number) => ZipPart): ZipPart[] => Array.from({ length: count }, (_, i) => part(i));

const ole = (stream: string): Buffer => {
  const bytes = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.write(`${stream}\0`, 1024, 'utf16le');
  return bytes;
};

const zipOfZips = (depth: number): Buffer => {
  if (depth === 0) return Buffer.alloc(MB);
  const content = zipOfZips(depth - 1);
  return makeZip(many(8, (i) => ({ name: `${i}.zip`, content })));
};

/** Several entries of the directory that share the bytes of one, as the better bombs do. */
const overlapping = (): Buffer => {
  const [first, ...rest] = many(50, (i) => ({ name: `xl/media/${i}.bin`, content: Buffer.alloc(MB), localName: 'xl/media/0.bin' }));
  return makeZip([first!, ...rest.map((part) => ({ ...part, offset: 0 })), ...PARTS]);
};

/** A workbook of one tab with another part, shared strings or styles, given as it is to be. */
const linked = (kind: string, xml: string): Buffer => makeXlsx({
  ...SMALL,
  parts: { 'xl/x.xml': xml, 'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', kind, 'x.xml']) },
});

export const zipFiles: readonly HostileFile[] = [
  file('one part that grows a thousandfold', 'RATIO', () => withMore({ name: 'xl/media/a.bin', content: Buffer.alloc(60 * MB) })),
  file('a worksheet that grows a thousandfold', 'RATIO', () => sheetXml(worksheetXml(' '.repeat(50 * MB)))),
  file('a part that calls itself small', 'SIZE_LIE', () => withPart(SHEET, { packed: deflateRawSync(Buffer.alloc(80 * MB)), declaredSize: 1000 })),
  file('zips in zips', 'read', () => withMore({ name: 'xl/embeddings/a.zip', content: zipOfZips(4), stored: true })),
  file('170 parts of a megabyte', 'EXPANDS_TOO_FAR', () => withMore(...many(170, (i) => ({ name: `xl/media/${i}.bin`, content: Buffer.alloc(MB) })))),
  file('150 worksheets of a megabyte', 'read', () => makeXlsx({ sheets: many(150, (i) => ({ name: `${i}`, content: '' })).map(({ name }) => ({ name, body: ' '.repeat(MB - 400) })) })),
  file('3,000 parts', 'TOO_MANY_PARTS', () => withMore(...many(3000, (i) => ({ name: `xl/media/${i}.bin`, content: '' })))),
  file('parts that share their bytes', ['OVERLAPPING_PARTS', 'NAME_MISMATCH'], overlapping),
  file('a name that leaves the package', 'BAD_PART_NAME', () => withMore({ name: '../../../etc/cron.d/x', content: '' })),
  file('a name from the root', ['BAD_PART_NAME', 'read'], () => withMore({ name: '/etc/passwd', content: '' })),
  file('a name with a drive', 'BAD_PART_NAME', () => withMore({ name: 'C:\\x', content: '' })),
  file('one name twice', 'DUPLICATE_PART', () => withMore({ name: SHEET, content: worksheetXml('') })),
  file('a wrong checksum', 'CRC_MISMATCH', () => withPart(SHEET, { crc: 1 })),
  file('an empty file', 'EMPTY_OR_TINY', () => Buffer.alloc(0)),
  file('a text', 'NOT_ZIP', () => Buffer.from('Kode;Tiltak\nT1;Møte\n')),
  file('noise', 'NOT_ZIP', () => Buffer.from(times(100_000, (i) => noise(i).toString(36)))),
  file('a password', 'ENCRYPTED_XLSX', () => ole('EncryptedPackage')),
  file('an old .xls', 'LEGACY_XLS', () => ole('Workbook')),
];

const LAUGHS = `<!DOCTYPE x [<!ENTITY l0 "ha">${times(30, (i) => `<!ENTITY l${i + 1} "&l${i};&l${i};">`)}]>`;

export const markupFiles: readonly HostileFile[] = [
  file('a billion laughs', 'DOCTYPE_REFUSED', () => sheetXml(`${LAUGHS}<worksheet xmlns="${MAIN}"><sheetData><row><c t="str"><v>&l30;</v></c></row></sheetData></worksheet>`)),
  file('laughs in the shared strings', 'DOCTYPE_REFUSED', () => linked('sharedStrings', `${LAUGHS}<sst xmlns="${MAIN}"><si><t>&l30;</t></si></sst>`)),
  file('an entity from a file', 'DOCTYPE_REFUSED', () => sheetXml(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="${MAIN}"><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>`)),
  file('an entity from the net in the workbook', 'DOCTYPE_REFUSED', () => makeXlsx({ ...SMALL, parts: { 'xl/workbook.xml': '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><workbook/>' } })),
  file('an entity nobody declared', 'XML', () => makeSheet(rowOf('<c t="str"><v>&nbsp;</v></c>'))),
  file('elements a million deep', 'XML_TOO_DEEP', () => makeSheet(times(1e6, (i) => `<a b="${noise(i)}">`))),
  file('elements a hundred deep in the relationships', 'XML_TOO_DEEP', () => makeXlsx({ ...SMALL, parts: { 'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONSHIPS}">${'<a>'.repeat(100)}${'</a>'.repeat(100)}</Relationships>` } })),
  file('three million styles', ['read', 'XML_TOO_MANY', ...CUT_OFF], () => linked('styles', `<styleSheet xmlns="${MAIN}"><cellXfs>${times(3e6, (i) => `<xf a="${noise(i) % 999}"/>`)}</cellXfs></styleSheet>`)),
  file('a format code of 10 MB', ['read', ...CUT_OFF], () => linked('styles', `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="${times(1e6, (i) => `[${noise(i).toString(36)}]`)}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`)),
  file('a text of 20 MB in escapes', 'TEXT_TOO_LONG', () => linked('sharedStrings', `<sst xmlns="${MAIN}"><si><t>${times(3e6, (i) => `_x00${(0x30 + (noise(i) % 64)).toString(16)}_`)}</t></si></sst>`)),
  file('a text of 20 MB in pieces', 'TEXT_TOO_LONG', () => linked('sharedStrings', `<sst xmlns="${MAIN}"><si>${times(1e6, (i) => `<r><t>${noise(i) % 99}</t></r>`)}</si></sst>`)),
];

const named = (i: number): string => `<a${noise(i).toString(36)}/>`;

/** A workbook with one of the parts swelled that are read whole when it is written back, to so many elements and attributes. */
export const swelledFiles = (what: string, workbook: Buffer, share: number, outcomes: readonly string[]): readonly HostileFile[] => {
  const [styles, nodes] = [LIMITS.styleNodes * share, LIMITS.listNodes * share];
  const swelled = (part: RegExp, things: string, close: string, markup: () => string) =>
    file(`${what} with ${share} of the ${things} that ${part.source} may have`, outcomes, () => editPackage(workbook, (xml, name) => (part.test(name) ? xml.replace(close, () => markup() + close) : xml)));
  const formats = (): string => `<numFmts>${times(styles / 3, (i) => `<numFmt numFmtId="${1000 + i}" formatCode="0.${noise(i)}"/>`)}</numFmts>`;
  return [
    swelled(/styles\.xml$/, 'elements', '</styleSheet>', () => `<extLst>${times(styles, named)}</extLst>`),
    swelled(/styles\.xml$/, 'attributes', '</styleSheet>', () => times(styles / 61, (i) => `<a${times(60, (j) => ` a${j}="${noise(i + j) % 99}"`)}/>`)),
    swelled(/styles\.xml$/, 'formats', '<cellXfs', formats),
    swelled(/workbook\.xml$/, 'names', '</definedNames>', () => times(nodes / 2, (i) => `<definedName name="n${noise(i)}_${i}">Tiltak!$A$${i + 1}</definedName>`)),
    swelled(/workbook\.xml\.rels$/, 'relationships', '</Relationships>', () => times(nodes / 4, (i) => `<Relationship Id="x${noise(i)}${i}" Type="t" Target="t${i}"/>`)),
    swelled(/sheet[13]\.xml\.rels$/, 'relationships', '</Relationships>', () => times(nodes / 4, (i) => `<Relationship Id="x${noise(i)}${i}" Type="t" Target="t${i}"/>`)),
    swelled(/Content_Types/, 'types', '</Types>', () => times(nodes / 3, (i) => `<Override PartName="/x${noise(i)}_${i}" ContentType="t"/>`)),
    swelled(/table1\.xml$/, 'elements', '</table>', () => `<extLst>${times(nodes, named)}</extLst>`),
  ];
};

const merges = (count: number): string => `<mergeCells>${times(count, (i) => `<mergeCell ref="A${1 + (noise(i) % 1e5)}:XFD${1 + (noise(i + 1) % 1e6)}"/>`)}</mergeCells>`;
const everyHundredth = (row: number): string => times(163, (i) => `<c r="${cellAddress(row, 100 * i)}">${number(i)}</c>`);

/** Of great extent, or as large as may be: each is worth a process of its own that asks for it. */
export const largeFiles: readonly HostileFile[] = [
  file('a dimension of the whole sheet around one cell', 'read', () => makeSheet(`<dimension ref="A1:XFD1048576"/>${rowOf('<c r="A1"><v>1</v></c>')}`)),
  file('a lone cell in the last corner', 'read', () => makeSheet('<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
  file('a cell beyond the last corner', ['ROW_REF', 'CELL_REF'], () => makeSheet('<sheetData><row r="1048577"><c r="XFE1048577"><v>1</v></c></row></sheetData>')),
  file('a million empty styled rows', 'TOO_MANY_ROWS', () => makeSheet(`<sheetData>${times(1e6, (i) => `<row r="${i + 1}" s="${noise(i) % 99}" customFormat="1"/>`)}</sheetData>`, { formats: ['0'] })),
  file('90,000 empty styled rows of cells', 'read', () => makeSheet(table(90_000, 20, (i) => `<c s="${noise(i) % 99}"/>`), { formats: ['0'] })),
  file('columns of the whole sheet', 'read', () => makeSheet(`<cols><col min="1" max="16384" width="9" style="1"/></cols>${rowOf('<c r="A1"><v>1</v></c>')}`)),
  file('cells far apart', 'read', () => makeSheet(`<sheetData>${times(1200, (row) => `<row r="${row + 1}">${everyHundredth(row)}</row>`)}</sheetData>`)),
  file('200,000 merges over one another', 'read', () => makeSheet(rows(2000, () => '<c><v>1</v></c>') + merges(200_000))),
  file('as many numbers as there may be', ['read', ...CUT_OFF], () => makeSheet(table(100_000, 20, (i) => `<c>${number(i)}</c>`))),
  file('as many formulas as there may be', ['read', ...CUT_OFF], () => makeSheet(table(100_000, 20, (i) => `<c><f/>${number(i)}</c>`))),
  file('more cells than there may be', 'TOO_MANY_CELLS', () => makeSheet(table(100_000, 21, (i) => `<c>${number(i)}</c>`))),
  file('a long text in two million cells', 'read', () => makeSheet(table(100_000, 20, (i) => `<c s="${noise(i) % 999}" t="s"><v>0</v></c>`), { strings: [`<t>${'a'.repeat(32_000)}</t>`] })),
  file('as much text as there may be', ['read', ...CUT_OFF], () => makeSheet(table(95, 20, (i) => `<c t="s"><v>${i}</v></c>`), { strings: Array.from({ length: 1900 }, (_, i) => `<t>${longText(i)}</t>`) })),
  file('more text than there may be', ['TEXT_TOTAL', ...CUT_OFF], () => makeSheet(table(15, 20, (i) => `<c t="str"><v>${longText(i)}</v></c>`), { strings: Array.from({ length: 1900 }, (_, i) => `<t>${longText(i)}</t>`) })),
];

const external = { 'xl/externalLinks/externalLink1.xml': `<externalLink xmlns="${MAIN}"><externalBook xmlns:r="${RELATIONS}" r:id="rId1"/></externalLink>`, 'xl/externalLinks/_rels/externalLink1.xml.rels': `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${RELATIONS}/externalLinkPath" Target="http://127.0.0.1:9/budsjett.xlsx" TargetMode="External"/></Relationships>` };

/** Nothing is wrong with these but that they are unusual. */
export const oddFiles: readonly HostileFile[] = [
  file('a shared string that is not there', 'read', () => makeSheet(rowOf('<c r="A1" t="s"><v>7</v></c>', '<c r="B1" t="s"><v>-1</v></c>', '<c r="C1" t="s"><v>99999999999999999999</v></c>'), { strings: ['<t>a</t>'] })),
  file('no shared strings at all', 'NO_SHARED_STRINGS', () => makeSheet(rowOf('<c r="A1" t="s"><v>0</v></c>'))),
  file('dates from 1904', 'read', () => makeSheet(rowOf('<c r="A1" s="1"><v>42735</v></c>'), { formats: ['yyyy-mm-dd'], workbookPr: 'date1904="1"' })),
  file('merged cells', 'read', () => makeSheet(`${rowOf('<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>')}<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:B1"/></mergeCells>`)),
  file('rich text', 'read', () => makeSheet(rowOf('<c r="A1" t="s"><v>0</v></c>'), { strings: ['<r><t>Møte </t></r><r><rPr><b/></rPr><t>😀</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'] })),
  file('error values', 'read', () => makeSheet(rowOf('<c r="A1" t="e"><v>#REF!</v></c>', '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="C1" t="e"><v>?</v></c>'))),
  file('external links', 'read', () => makeXlsx({ ...SMALL, parts: external })),
];

const ZIP_BITS = 8;

/** A workbook cut at every kilobyte. None may be read: the end of a zip is what says where its parts are. */
export const truncations = (workbook: Uint8Array): readonly HostileFile[] =>
  Array.from({ length: Math.ceil(workbook.length / 1024) }, (_, kilobytes) => file(`cut after ${kilobytes} KB`, [], () => workbook.subarray(0, kilobytes * 1024)));

/** A workbook with one bit turned over, here and there all through it. */
export const bitFlips = (workbook: Uint8Array, count: number): readonly HostileFile[] =>
  Array.from({ length: count }, (_, i) => file(`bit flip ${i}`, [], () => {
    const bit = Math.floor((workbook.length * ZIP_BITS * (i + (noise(i) % 1000) / 1000)) / count);
    const bytes = Uint8Array.from(workbook);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return bytes;
  }));

/** What became of a file in hostile-child.ts. */
export interface HostileOutcome {
  readonly name: string;
  /** A code of a refusal, or 'read'. */
  readonly outcome: string;
  readonly ms: number;
  /** What the person is told, in English; '' where nothing failed. */
  readonly sentence: string;
}
