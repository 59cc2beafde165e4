import { locales } from '../../plan/locale';
import { createLastKnown, rememberedByText } from '../../plan/remembered';
import { storedFieldsOf, tables } from '../../plan/tables';
import { tableNames, type TableName } from '../../plan/table-names';
import { columnLetters, type GridWorksheet } from '../grid';
import { idHeader } from '../layout';
import type { Notice } from '../problem';
import { createEvidence } from './column-evidence';
import { findHeaderRow, headerKey, knownHeaders, type Headers } from './find-headers';
import { createHiddenIn, type HiddenIn } from './hidden-cells';
import type { SearchInput } from './parse-context';
import { stampedTab, type ReadStamp } from './read-stamp';
import { findTableColumns, headerAt, type TableColumns } from './table-columns';

/** Where a table was found in a workbook, and which column is which field. */
export interface FoundTable extends TableColumns {
  readonly table: TableName;
  readonly worksheet: GridWorksheet;
  /** Position in `worksheet.rows` of the first row below the header. */
  readonly firstRow: number;
  readonly hiddenIn: HiddenIn;
  readonly notices: readonly Notice[];
}

const nameKey = rememberedByText(headerKey);

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
  for (const name of names.map(nameKey)) {
    const named = free.find((worksheet) => nameKey(worksheet.name) === name && findHeaderRow(worksheet, known));
    if (named) return named;
  }
  return undefined;
};

const usualNames = (table: TableName, { stamp }: ReadStamp): string[] => [stamp.locale, ...locales].map((locale) => tables[table].tab[locale]);

export const findStampedTab = ({ stamped }: Pick<SearchInput, 'stamped'>): FindTab => (table, free, known) => tabNamed([stampedTab(stamped, table) ?? ''], free, known);

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
  const [usual, own] = [usualNames(table, stamped), stampedTab(stamped, table)];
  return own === undefined || usual.map(nameKey).includes(nameKey(own)) ? tabNamed(usual, free, known) : undefined;
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

const columnNotices = (table: TableName, tab: string, { stamp }: ReadStamp, { allColumns, renamed, missingFields, newFields }: TableColumns, headerOf: (column: number) => string): Notice[] => {
  const labelOf = (field: string): string => tables[table].fields[field]!.header[stamp.locale];
  return [
    ...[...renamed].map((field) => headerNotice(tab, allColumns.get(field)!, labelOf(field), headerOf(allColumns.get(field)!))),
    ...[...missingFields].filter((field) => !newFields.includes(field)).map((field): Notice => ({ code: 'FIELD_MISSING', tab, cell: null, detail: labelOf(field) })),
    ...newFields.map((field): Notice => ({ code: 'FIELD_ADDED', tab, cell: null, detail: labelOf(field) })),
  ];
};

const lastFound = createLastKnown<GridWorksheet, FoundTable>();

/** Finds the header and the columns of a table on its tab: the same object again for a tab that stayed, as long as its columns are known. */
export const findTable = (table: TableName, input: SearchInput, worksheet: GridWorksheet): FoundTable => {
  const known = knownHeaders(table, input.stamped);
  const header = findHeaderRow(worksheet, known)!;
  const found = findTableColumns(table, input, worksheet, header, known);
  return lastFound([table, found, header, input.stamped.stamp.locale]).of(worksheet, () => {
    const notices = columnNotices(table, worksheet.name, input.stamped, found, (column) => headerAt(header.row, column));
    return { ...found, table, worksheet, firstRow: header.position + 1, hiddenIn: createHiddenIn(worksheet, [...found.allColumns.values()]), notices };
  });
};
