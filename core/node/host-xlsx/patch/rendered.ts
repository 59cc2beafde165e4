import { openPackage, readRelationships, type XlsxPackage } from '../read/package-parts';
import { decodeXml } from '../read/decode-xml';
import { findTabs, readDateStylesOf, targetOf, type Tab } from '../read/read-xlsx';
import { refuse } from '../read/refusals';
import { sniffFile } from '../read/sniff-file';
import { readWorkbookPart, type WorkbookPart } from '../read/workbook-part';
import { XmlScanner } from '../read/xml-scanner';
import { openRoot } from '../read/xml-root';
import { readTree } from './package-draft';
import type { NewName } from './workbook-edit';
import { attributeOf, childOf, childrenOf, textOf } from './xml-tree';

/** A workbook of our own writer, from which tabs are taken. */
export interface Rendered {
  readonly pack: XlsxPackage;
  readonly workbook: WorkbookPart;
  readonly tabs: readonly Tab[];
  readonly stylesPart: string;
  readonly isDateStyle: readonly boolean[];
  /** Markup inside each shared string. */
  readonly strings: readonly string[];
  readonly names: readonly NewName[];
}

const readStrings = (pack: XlsxPackage, part: string | undefined): readonly string[] => {
  const strings: string[] = [];
  if (part === undefined || !pack.has(part)) return strings;
  const scanner = new XmlScanner(decodeXml(pack.read(part), part), part);
  openRoot(scanner, 'sst', part);
  while (scanner.nextChild()) {
    const from = scanner.position();
    scanner.skip();
    strings.push(scanner.bytes.toString('utf8', from, scanner.bytes.lastIndexOf('<', scanner.position() - 1)));
  }
  return strings;
};

const readNames = (pack: XlsxPackage, { part, sheets }: WorkbookPart): readonly NewName[] =>
  childrenOf(childOf(readTree(pack, part), 'definedNames'), 'definedName').map((node) => {
    const local = attributeOf(node, 'localSheetId');
    return { name: attributeOf(node, 'name') ?? '', tab: local === undefined ? undefined : sheets[Number(local)]?.name, text: textOf(node) };
  });

/** Opens the workbook tabs are taken from. Refuses what the reader refuses. */
export const openRendered = (bytes: Uint8Array): Rendered => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  sniffFile(file);
  const pack = openPackage(file);
  const workbook = readWorkbookPart(pack);
  return {
    pack, workbook,
    tabs: findTabs(pack, workbook),
    stylesPart: targetOf(workbook, 'styles') ?? refuse('NOT_XLSX', 'a rendered workbook without styles'),
    isDateStyle: readDateStylesOf(pack, workbook),
    strings: readStrings(pack, targetOf(workbook, 'sharedStrings')),
    names: readNames(pack, workbook),
  };
};

/** The links of a rendered tab that lead out of the workbook. */
export const linksOf = ({ pack }: Rendered, part: string) =>
  readRelationships(pack, part).filter(({ kind, isExternal }) => kind === 'hyperlink' && isExternal);
