import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip, with knobs to make it a wrong one. Whatever is left out is written as it should be. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly declaredSize?: number;
  /** Bytes written instead of the compressed content. */
  readonly packed?: Uint8Array;
  /** Where the directory says the entry begins. */
  readonly offset?: number;
}

/** Knobs for the end record. */
export interface ZipEnd {
  readonly disk?: number;
  readonly count?: number;
  readonly directoryShift?: number;
  readonly comment?: string;
}

const METHOD_DEFLATED = 8;

interface Packed {
  readonly part: ZipPart;
  readonly data: Uint8Array;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
}

const pack = (part: ZipPart): Packed => {
  const content = Buffer.from(part.content as string);
  const data = part.packed ?? (part.stored === true ? content : deflateRawSync(content));
  const method = part.method ?? (part.stored === true ? 0 : METHOD_DEFLATED);
  return { part, data, method, size: part.declaredSize ?? content.length, crc: part.crc ?? crc32(content) };
};

/** The fields that both headers share, from the version needed to the length of the name. */
const commonFields = ({ part, data, size, crc, method }: Packed, name: Buffer): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(part.flags ?? 0, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
};

const localEntry = (packed: Packed): Buffer => {
  const name = Buffer.from(packed.part.localName ?? packed.part.name);
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commonFields(packed, name), name, packed.data]);
};

const directoryEntry = (packed: Packed, offset: number): Buffer => {
  const name = Buffer.from(packed.part.name);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(packed.part.offset ?? offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), commonFields(packed, name), tail, name]);
};

const endRecord = (count: number, size: number, offset: number, end: ZipEnd): Buffer => {
  const comment = Buffer.from(end.comment ?? '');
  const fields = Buffer.alloc(18);
  fields.writeUInt16LE(end.disk ?? 0, 0);
  fields.writeUInt16LE(end.count ?? count, 4);
  fields.writeUInt16LE(end.count ?? count, 6);
  fields.writeUInt32LE(size, 8);
  fields.writeUInt32LE(offset + (end.directoryShift ?? 0), 12);
  fields.writeUInt16LE(comment.length, 16);
  return Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), fields, comment]);
};

/** Writes a zip, right or wrong as asked. */
export const makeZip = (parts: readonly ZipPart[], end: ZipEnd = {}): Buffer => {
  const packed = parts.map(pack);
  const locals = packed.map(localEntry);
  let offset = 0;
  const directory = packed.map((entry, i) => {
    const written = directoryEntry(entry, offset);
    offset += (locals[i] as Buffer).length;
    return written;
  });
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  return Buffer.concat([...locals, ...directory, endRecord(parts.length, size, offset, end)]);
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OOXML = 'http://schemas.openxmlformats.org';
export const MAIN = `${OOXML}/spreadsheetml/2006/main`;
export const RELATIONS = `${OOXML}/officeDocument/2006/relationships`;
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface SheetSpec {
  readonly name: string;
  /** What stands in the `worksheet` element. */
  readonly body: string;
  readonly attributes?: string;
}

/** A minimal workbook. `parts` replaces parts by name, or adds some; `null` leaves one out. */
export interface WorkbookSpec {
  readonly sheets?: readonly SheetSpec[];
  readonly strings?: readonly string[];
  /** Format codes; cell style 0 is General, style n has the n-th code. */
  readonly formats?: readonly string[];
  readonly workbookPr?: string;
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const element = (name: string, attributes: string, body: string): string => `${DECLARATION}<${name} ${attributes}>${body}</${name}>`;

export const worksheetXml = (body: string): string => element('worksheet', `xmlns="${MAIN}" xmlns:r="${RELATIONS}"`, body);

/** A worksheet body with one row of cells. */
export const rowOf = (...cells: string[]): string => `<sheetData><row r="1">${cells.join('')}</row></sheetData>`;

const contentTypes = (): string =>
  element('Types', `xmlns="${OOXML}/package/2006/content-types"`, '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET_TYPE}.sheet.main+xml"/>`);

/** A relationships part from triples of id, kind and target. */
export const relationshipsXml = (...triples: readonly (readonly [string, string, string])[]): string =>
  element('Relationships', `xmlns="${OOXML}/package/2006/relationships"`,
    triples.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${escape(target)}"/>`).join(''));

const stylesXml = (formats: readonly string[]): string =>
  element('styleSheet', `xmlns="${MAIN}"`,
    `<numFmts>${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escape(code)}"/>`).join('')}</numFmts>`
    + `<cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs>`);

const workbookXml = ({ sheets = [], workbookPr = '' }: WorkbookSpec): string =>
  element('workbook', `xmlns="${MAIN}" xmlns:r="${RELATIONS}"`, `<workbookPr ${workbookPr}/><sheets>`
    + sheets.map(({ name, attributes = '' }, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}" ${attributes}/>`).join('')
    + '</sheets>');

/** Shared strings from the markup inside each `si`. */
const stringsXml = (strings: readonly string[]): string =>
  element('sst', `xmlns="${MAIN}"`, strings.map((markup) => `<si>${markup}</si>`).join(''));

const ownParts = (spec: WorkbookSpec): Record<string, string> => {
  const { sheets = [], strings, formats } = spec;
  const relations: (readonly [string, string, string])[] = sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]);
  if (strings !== undefined) relations.push(['rIdS', 'sharedStrings', 'sharedStrings.xml']);
  if (formats !== undefined) relations.push(['rIdF', 'styles', 'styles.xml']);
  return {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationshipsXml(['rId1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': workbookXml(spec),
    'xl/_rels/workbook.xml.rels': relationshipsXml(...relations),
    ...Object.fromEntries(sheets.map(({ body }, i) => [`xl/worksheets/sheet${i + 1}.xml`, worksheetXml(body)])),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': stringsXml(strings) }),
    ...(formats === undefined ? {} : { 'xl/styles.xml': stylesXml(formats) }),
  };
};

/** The parts of a minimal workbook, to be changed one by one and zipped with `makeZip`. */
export const workbookParts = (spec: WorkbookSpec): ZipPart[] =>
  Object.entries({ ...ownParts(spec), ...spec.parts }).flatMap(([name, content]) => (content === null ? [] : [{ name, content }]));

export const makeXlsx = (spec: WorkbookSpec): Buffer => makeZip(workbookParts(spec));

/** A workbook with one worksheet, "Plan". */
export const makeSheet = (body: string, spec: Omit<WorkbookSpec, 'sheets'> = {}): Buffer => makeXlsx({ ...spec, sheets: [{ name: 'Plan', body }] });
