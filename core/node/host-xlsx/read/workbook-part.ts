import type { GridWorksheet } from '../../../sheet/grid';
import { LIMITS } from './limits';
import { RELATIONSHIPS, SPREADSHEET } from './namespaces';
import { readRelationships, type Relationship, type XlsxPackage } from './package-parts';
import { refuse } from './refusals';
import { attributeOf, walkXml, type XmlElement } from './walk-xml';

/** A tab as the workbook part lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly state: GridWorksheet['state'];
  readonly relationshipId: string;
}

export interface WorkbookPart {
  /** Name of the part. */
  readonly part: string;
  readonly sheets: readonly SheetEntry[];
  readonly is1904: boolean;
  readonly relationships: readonly Relationship[];
}

const BINARY = 'application/vnd.ms-excel.sheet.binary';
const MAIN_TYPES = ['application/vnd.openxmlformats-officedocument.spreadsheetml.', 'application/vnd.ms-excel.'];

const refuseOtherTypes = (type: string): void => {
  if (type.startsWith(BINARY)) refuse('XLSB_REFUSED', type);
  if (!MAIN_TYPES.some((start) => type.startsWith(start))) refuse('NOT_XLSX', `the main part is ${type === '' ? 'of no type' : type}`);
};

/** Found by the package's relationship, then judged by its content type; its name says nothing. */
const findWorkbook = (pack: XlsxPackage): string => {
  const main = readRelationships(pack, '').find((relationship) => relationship.kind === 'officeDocument');
  if (main === undefined || main.isExternal || !pack.has(main.target)) return refuse('NOT_XLSX', 'no workbook part');
  refuseOtherTypes(pack.contentType(main.target));
  return main.target;
};

/** `xsd:boolean`; anything else is false. */
const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

const isSheetElement = (element: XmlElement | undefined, local: string): boolean =>
  element !== undefined && element.local === local && SPREADSHEET.has(element.uri);

const stateOf = (text: string | undefined): GridWorksheet['state'] => (text === 'hidden' || text === 'veryHidden' ? text : 'visible');

const toSheet = (element: XmlElement): SheetEntry => ({
  name: element.attributes['name'] ?? '',
  state: stateOf(element.attributes['state']),
  relationshipId: attributeOf(element, RELATIONSHIPS, 'id') ?? '',
});

const refuseSheets = (sheets: readonly SheetEntry[]): void => {
  const names = new Set<string>();
  for (const { name } of sheets) {
    if (names.has(name.toLowerCase())) refuse('DUPLICATE_SHEET', JSON.stringify(name));
    names.add(name.toLowerCase());
  }
};

/** Lists the tabs. Refuses what is no workbook, and tabs that cannot be told apart. */
export const readWorkbookPart = (pack: XlsxPackage): WorkbookPart => {
  const part = findWorkbook(pack);
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  walkXml(pack.read(part), part, (element) => {
    if (element.parent === undefined && !isSheetElement(element, 'workbook')) refuse('NOT_XLSX', `${part} is no workbook`);
    if (isSheetElement(element, 'workbookPr')) is1904 = isTrue(element.attributes['date1904']);
    if (!isSheetElement(element, 'sheet') || !isSheetElement(element.parent, 'sheets')) return;
    if (sheets.push(toSheet(element)) > LIMITS.sheets) refuse('TOO_MANY_SHEETS', part);
  });
  refuseSheets(sheets);
  return { part, sheets, is1904, relationships: readRelationships(pack, part) };
};
