import type { Grid, GridWorksheet } from '../../../sheet/grid';
import type { ValueContext } from './cell-values';
import { readDefinedNames } from './defined-names';
import { findExtras, warningsFor } from './extras';
import { partKey } from './part-names';
import { LIMITS } from './limits';
import { openPackage, readRelationships, type Relationship, type XlsxPackage } from './package-parts';
import { RefusedError, refuse, type XlsxRefusal } from './refusals';
import { emptyBudget } from './rich-text';
import { readSharedStrings } from './shared-strings';
import { sniffFile } from './sniff-file';
import { readDateStyles } from './styles';
import { walkXml } from './walk-xml';
import { readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part';
import { readWorksheet, type WorksheetContent } from './worksheet-reader';

export type { XlsxRefusal, XlsxRefusalCode } from './refusals';

/** A workbook that was read. */
export interface XlsxWorkbook {
  readonly grid: Grid;
  /** MACROS, EXTERNAL_LINKS, CONNECTIONS, OLE, ACTIVEX, WEBSERVICE: there, and ignored. */
  readonly warnings: readonly string[];
  /** Every part of the package, as the file has it. */
  readonly partNames: readonly string[];
}

export type XlsxReading = { readonly ok: true; readonly value: XlsxWorkbook } | { readonly ok: false; readonly refusal: XlsxRefusal };

export const targetOf = (workbook: WorkbookPart, kind: string): string | undefined =>
  workbook.relationships.find((relationship) => relationship.kind === kind && !relationship.isExternal)?.target;

/** A part the workbook points to; one that is missing counts as not pointed to. */
const readLinked = <T>(pack: XlsxPackage, part: string | undefined, read: (bytes: Buffer, part: string) => T): T | undefined =>
  part !== undefined && pack.has(part) ? read(pack.read(part), part) : undefined;

/** For each cell style, by its number: does it show a date? */
export const readDateStylesOf = (pack: XlsxPackage, workbook: WorkbookPart): readonly boolean[] =>
  readLinked(pack, targetOf(workbook, 'styles'), readDateStyles) ?? [];

const readContext = (pack: XlsxPackage, workbook: WorkbookPart): ValueContext => {
  const budget = emptyBudget();
  return {
    budget,
    is1904: workbook.is1904,
    dateStyles: readDateStylesOf(pack, workbook),
    sharedCells: readLinked(pack, targetOf(workbook, 'sharedStrings'), (bytes, part) => readSharedStrings(bytes, part, budget)),
  };
};

/** Kinds of tabs that hold no cells for us. */
const OTHER_SHEETS: ReadonlySet<string> = new Set(['chartsheet', 'dialogsheet', 'xlMacrosheet', 'xlIntlMacrosheet']);

/** A tab that is a worksheet, and the part it is kept in. */
export interface Tab {
  readonly sheet: SheetEntry;
  readonly part: string;
}

const findTab = (pack: XlsxPackage, workbook: WorkbookPart, sheet: SheetEntry): Tab | undefined => {
  const found = workbook.relationships.find(({ id }) => id === sheet.relationshipId);
  if (found === undefined || found.isExternal) return refuse('SHEET_PART_MISSING', `${JSON.stringify(sheet.name)}: no relationship`);
  if (OTHER_SHEETS.has(found.kind)) return undefined;
  if (found.kind !== 'worksheet' || !pack.has(found.target)) return refuse('SHEET_PART_MISSING', `${found.target} of kind "${found.kind}"`);
  return { sheet, part: found.target };
};

/** The tabs that are worksheets. Refuses tabs whose part is missing, and tabs that share one. */
export const findTabs = (pack: XlsxPackage, workbook: WorkbookPart): readonly Tab[] => {
  const tabs = workbook.sheets.map((sheet) => findTab(pack, workbook, sheet)).filter((tab) => tab !== undefined);
  const parts = new Set(tabs.map((tab) => partKey(tab.part)));
  // Reading one large part for each of 200 tabs would be a bomb that no size limit sees.
  return parts.size === tabs.length ? tabs : refuse('DUPLICATE_SHEET', 'two tabs share a part');
};

/** Refuses what reading these tabs would refuse: nobody may write over what cannot be read. */
export const checkWorksheets = (pack: XlsxPackage, workbook: WorkbookPart, tabs: readonly Tab[]): void => {
  if (tabs.length === 0) return;
  const context = readContext(pack, workbook);
  for (const { part } of tabs) readWorksheet(pack.read(part), part, context);
};

/** The parts of a tab's tables, those that are there. */
export const tablePartsOf = (pack: XlsxPackage, sheetPart: string): readonly Relationship[] =>
  readRelationships(pack, sheetPart).filter(({ kind, isExternal, target }) => kind === 'table' && !isExternal && pack.has(target));

/** Tables are not read, but written: what could not be written back must be refused before anything of it is taken in. */
const checkTables = (pack: XlsxPackage, tabs: readonly Tab[]): void => {
  const tables = tabs.flatMap(({ part }) => tablePartsOf(pack, part));
  if (tables.length > LIMITS.parts) refuse('TOO_MANY_PARTS', `${tables.length} tables`);
  const budget = { left: LIMITS.listNodes };
  for (const { target } of tables) walkXml(pack.read(target), target, () => undefined, budget);
};

const toWorksheet = ({ sheet }: Tab, content: WorksheetContent): GridWorksheet => 
  ({ name: sheet.name, state: sheet.state, rows: content.rows, ...(content.merges.length > 0 && { merges: content.merges }) });

const readPackage = (file: Buffer): XlsxWorkbook => {
  sniffFile(file);
  const pack = openPackage(file);
  const workbook = readWorkbookPart(pack);
  const tabs = findTabs(pack, workbook);
  const context = readContext(pack, workbook);
  const contents = tabs.map((tab) => readWorksheet(pack.read(tab.part), tab.part, context));
  checkTables(pack, tabs);
  const extras = findExtras(pack);
  const names = readDefinedNames(pack, workbook);
  return {
    grid: {
      worksheets: tabs.map((tab, i) => toWorksheet(tab, contents[i] as WorksheetContent)),
      extras: contents.some((content) => content.hasSparklines) ? [...extras, 'sparklines'] : extras,
      otherTabs: workbook.sheets.filter((sheet) => !tabs.some((tab) => tab.sheet === sheet)).map(({ name }) => name),
      ...(names.length > 0 && { names }),
    },
    warnings: contents.some((content) => content.callsWeb) ? [...warningsFor(extras), 'WEBSERVICE'] : warningsFor(extras),
    partNames: pack.names,
  };
};

export const toRefusal = (error: unknown): XlsxRefusal =>
  error instanceof RefusedError ? error.refusal : { code: 'CORRUPT_PART', detail: `unexpected: ${String(error)}` };

/**
 * Reads a workbook a person handed in, strictly and within limits. Any bytes end in a value or in a refusal, never in an
 * exception. A fault of one cell makes that cell unreadable; whatever puts more than one cell in doubt refuses the file.
 */
export const readXlsx = (bytes: Uint8Array): XlsxReading => {
  try {
    return { ok: true, value: readPackage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) };
  } catch (error) {
    return { ok: false, refusal: toRefusal(error) };
  }
};
