import { locales } from '../../plan/locale';
import { remembered } from '../../plan/remembered';
import { isStored, fieldsOf, storedFieldsOf, tables } from '../../plan/tables';
import { tableNames, type TableName } from '../../plan/table-names';
import { columnLetters, type GridRow, type GridWorksheet } from '../grid';
import { idHeader, tableLayout } from '../layout';
import type { Notice } from '../problem';
import { createEvidence } from './column-evidence';
import { findColumns, type FoundColumns } from './find-columns';
import { createHiddenIn, type HiddenIn } from './hidden-cells';
import type { SearchInput } from './parse-context';
import { isNewField, type ReadStamp } from './read-stamp';

/** Where a table was found in a workbook, and which column is which field. */
export interface FoundTable {
  readonly table: TableName;
  readonly worksheet: GridWorksheet;
  /** Position in `worksheet.rows` of the first row below the header. */
  readonly firstRow: number;
  readonly idColumn: number | undefined;
  /** Zero-based columns of the stored fields that the sheet has. */
  readonly columns: ReadonlyMap<string, number>;
  readonly headers: ReadonlyMap<string, string>;
  readonly missingFields: ReadonlySet<string>;
  /** Zero-based columns of all fields that the sheet has, the derived ones too. */
  readonly allColumns: ReadonlyMap<string, number>;
  /** Fields that it lacks because an older version wrote it, the derived ones too. */
  readonly newFields: readonly string[];
  /** Headers and zero-based columns of the derived fields that the sheet has. */
  readonly formulaColumns: readonly (readonly [string, number])[];
  readonly hiddenIn: HiddenIn;
  /** Columns that are no field: the user's own. */
  readonly ownColumns: readonly number[];
  readonly notices: readonly Notice[];
}

const normal = (text: unknown): string => (typeof text === 'string' ? text.trim().toLowerCase() : '');
const searchedRows = 20;

type Headers = ReadonlyMap<string, string>;

const headersOf = (table: TableName, stamped: ReadStamp): Headers => {
  const headers = new Map<string, string>();
  for (const locale of [...locales.filter((other) => other !== stamped.stamp.locale), stamped.stamp.locale]) {
    for (const { field, header } of tableLayout(table, locale).columns) headers.set(normal(header), field);
  }
  for (const column of stamped.columns) if (column.table === table) headers.set(normal(column.header), column.field);
  return headers;
};

type AllHeaders = ReadonlyMap<TableName, Headers>;
let lastHeaders: { readonly of: string; readonly all: AllHeaders } = { of: '', all: new Map() };
/** Workbooks follow each other with the same headers in their stamps. */
const headersByTable = remembered((stamped: ReadStamp): AllHeaders => {
  const of = JSON.stringify([stamped.stamp.locale, stamped.columns.map(({ table, field, header }) => [table, field, header])]);
  if (of !== lastHeaders.of) lastHeaders = { of, all: new Map(tableNames.map((table) => [table, headersOf(table, stamped)])) };
  return lastHeaders.all;
});
/** Every header that a field of the table is known by, in any language, to its field. */
export const knownHeaders = (table: TableName, stamped: ReadStamp): Headers => headersByTable(stamped).get(table)!;

type HeaderRow = { readonly position: number; readonly texts: readonly string[] };

const textsOf = remembered(({ cells }: GridRow): readonly string[] => Array.from(cells, (cell) => normal(cell?.value)));

const fewestHeaders = 2;

type FoundHeader = HeaderRow & { readonly score: number };
/** What was found in the rows of a tab, looking for the headers of one table: all tables look in each tab that none has. */
const foundHeaders = new WeakMap<GridWorksheet['rows'], { readonly known: Headers; readonly best: FoundHeader | undefined }>();

/** The row with the most headers of this table, among the first ones; the hidden id counts as one, and one alone is none. */
const findHeaderRow = ({ rows }: GridWorksheet, known: Headers): FoundHeader | undefined => {
  const before = foundHeaders.get(rows);
  if (before?.known === known) return before.best;
  const best = searchHeaderRow(rows, known);
  foundHeaders.set(rows, { known, best });
  return best;
};

const searchHeaderRow = (rows: GridWorksheet['rows'], known: Headers): FoundHeader | undefined => {
  let best: FoundHeader | undefined;
  for (let position = 0; position < Math.min(searchedRows, rows.length); position++) {
    const texts = textsOf(rows[position]!);
    const score = new Set(texts.flatMap((text) => (text === idHeader ? idHeader : (known.get(text) ?? [])))).size;
    if (score >= fewestHeaders && score > (best?.score ?? 0)) best = { position, texts, score };
  }
  return best;
};

/** What looks for the tab of a table, among the tabs that no other table has. */
export type FindTab = (table: TableName, free: readonly GridWorksheet[], known: Headers) => GridWorksheet | undefined;

/** The values below the header of the hidden ids; none where the tab has no such header. */
export const idsOn = (worksheet: GridWorksheet, known: Headers): string[] => {
  const header = findHeaderRow(worksheet, known);
  const column = header?.texts.indexOf(idHeader) ?? -1;
  return column < 0 ? [] : worksheet.rows.slice(header!.position + 1).flatMap(({ cells }) => (cells[column] ? [String(cells[column].value)] : []));
};

/** Which of these tabs, that are no table's, hold records of this table: copies of its tab. */
export const findCopies = (table: TableName, input: SearchInput, others: readonly GridWorksheet[]): GridWorksheet[] => {
  if (others.length === 0) return [];
  const [known, evidence] = [knownHeaders(table, input.stamped), createEvidence(input, table)];
  return others.filter((worksheet) => {
    const header = findHeaderRow(worksheet, known);
    return header !== undefined && evidence.countIds(worksheet, header.texts.indexOf(idHeader)) > 0;
  });
};

/** A tab with one of these names, and with headers of the table; the first name that is found counts. */
const tabNamed = (names: readonly string[], free: readonly GridWorksheet[], known: Headers): GridWorksheet | undefined => {
  for (const name of names.map(normal)) {
    const named = free.find((worksheet) => normal(worksheet.name) === name && findHeaderRow(worksheet, known));
    if (named) return named;
  }
  return undefined;
};

const usualNames = (table: TableName, { stamp }: ReadStamp): string[] => [stamp.locale, ...locales].map((locale) => tables[table].tab[locale]);

const stampedName = (table: TableName, { columns }: ReadStamp): string | undefined => columns.find((column) => column.table === table)?.tab;

export const findStampedTab = ({ stamped }: Pick<SearchInput, 'stamped'>): FindTab => (table, free, known) => tabNamed([stampedName(table, stamped) ?? ''], free, known);

/** The tab that holds most of the table's records by their ids; of equals the one with the usual name. */
const findTabByIds = (input: SearchInput): FindTab => (table, free, known) => {
  const evidence = createEvidence(input, table);
  const counts = new Map(free.map((worksheet) => [worksheet, evidence.countIds(worksheet, findHeaderRow(worksheet, known)?.texts.indexOf(idHeader) ?? -1)]));
  const most = Math.max(0, ...counts.values());
  const holders = free.filter((worksheet) => most > 0 && counts.get(worksheet) === most);
  return tabNamed(usualNames(table, input.stamped), holders, known) ?? holders[0];
};

/** A tab with the usual name in any language, unless the table had another: then a tab of the usual name is somebody's own. */
export const findUsualTab = ({ stamped }: Pick<SearchInput, 'stamped'>): FindTab => (table, free, known) => {
  const [usual, own] = [usualNames(table, stamped), stampedName(table, stamped)];
  return own === undefined || usual.map(normal).includes(normal(own)) ? tabNamed(usual, free, known) : undefined;
};

/** A tab whose headers are mostly the table's. */
export const findTabByHeaders: FindTab = (table, free, known) => {
  const enough = Math.max(3, Math.ceil(storedFieldsOf(table).length * 0.75));
  return free.find((worksheet) => {
    const header = findHeaderRow(worksheet, known);
    return header && header.score > enough && header.texts.some((text) => known.get(text) === tables[table].title);
  });
};

/** The tab of each table that has one: every table looks in one way before any looks in the next, so that none of them is taken for another. */
export const findTabsIn = ({ grid, stamped }: Pick<SearchInput, 'grid' | 'stamped'>, head: GridWorksheet | undefined, ways: readonly FindTab[]): Map<TableName, GridWorksheet> => {
  const tabs = new Map<TableName, GridWorksheet>();
  const taken = new Set(head ? [head] : []);
  const find = (of: FindTab): void => {
    for (const table of tableNames.filter((one) => !tabs.has(one))) {
      const tab = of(table, grid.worksheets.filter((worksheet) => !taken.has(worksheet)), knownHeaders(table, stamped));
      if (!tab) continue;
      tabs.set(table, tab);
      taken.add(tab);
    }
  };
  for (const way of ways) find(way);
  return tabs;
};

export const findTabs = (input: SearchInput, head: GridWorksheet | undefined): Map<TableName, GridWorksheet> =>
  findTabsIn(input, head, [findStampedTab(input), findTabByIds(input), findUsualTab(input), findTabByHeaders]);

const headerNotice = (tab: string, column: number, label: string, header: string): Notice =>
  header === '' ? { code: 'HEADER_RESTORED', tab, cell: columnLetters(column), detail: label } : { code: 'HEADER_RENAMED', tab, cell: columnLetters(column), detail: `${label} → ${header}` };

const columnNotices = (tab: string, { fields, renamed }: FoundColumns, missing: readonly string[], added: readonly string[], labelOf: (field: string) => string, headerOf: (column: number) => string): Notice[] => [
  ...[...renamed].map((field) => headerNotice(tab, fields.get(field)!, labelOf(field), headerOf(fields.get(field)!))),
  ...missing.filter((field) => !added.includes(field)).map((field): Notice => ({ code: 'FIELD_MISSING', tab, cell: null, detail: labelOf(field) })),
  ...added.map((field): Notice => ({ code: 'FIELD_ADDED', tab, cell: null, detail: labelOf(field) })),
];

/** Finds the header and the columns of a table on its tab. */
export const findTable = (table: TableName, input: SearchInput, worksheet: GridWorksheet): FoundTable => {
  const { stamped } = input;
  const known = knownHeaders(table, stamped);
  const header = findHeaderRow(worksheet, known)!;
  const found = findColumns(table, worksheet, header.texts, known, createEvidence(input, table), stamped);
  const stored = storedFieldsOf(table).map(([field]) => field);
  const derived = fieldsOf(table).filter((entry) => !isStored(entry)).map(([field]) => field);
  const headerOf = (column: number): string => String(worksheet.rows[header.position]!.cells[column]?.value ?? '').trim();
  const labelOf = (field: string): string => tables[table].fields[field]!.header[stamped.stamp.locale];
  const missing = stored.filter((field) => !found.fields.has(field));
  const newFields = tableLayout(table, stamped.stamp.locale).columns.map(({ field }) => field).filter((field) => !found.fields.has(field)).filter(isNewField(stamped, table));
  return {
    table,
    worksheet,
    firstRow: header.position + 1,
    idColumn: found.idColumn,
    columns: new Map(stored.flatMap((field) => (found.fields.has(field) ? [[field, found.fields.get(field)!] as const] : []))),
    headers: new Map([...found.fields].map(([field, column]) => [field, headerOf(column) || labelOf(field)])),
    missingFields: new Set(missing),
    allColumns: found.fields,
    newFields,
    formulaColumns: derived.flatMap((field) => (found.fields.has(field) ? [[headerOf(found.fields.get(field)!) || labelOf(field), found.fields.get(field)!] as const] : [])),
    hiddenIn: createHiddenIn(worksheet, [...found.fields.values()]),
    ownColumns: found.own,
    notices: columnNotices(worksheet.name, found, missing, newFields, labelOf, headerOf),
  };
};
