import { locales, type Locale } from '../../plan/locale';
import { createLastKnown, remembered, rememberedByText } from '../../plan/remembered';
import { tableNames, type TableName } from '../../plan/table-names';
import type { GridRow, GridWorksheet } from '../grid';
import { idHeader, tableLayout } from '../layout';
import type { ReadStamp } from './read-stamp';

/** Headers to the fields of a table. */
export type Headers = ReadonlyMap<string, string>;

/** The row of a tab that holds a table's headers. */
export interface HeaderRow {
  /** In `worksheet.rows`. */
  readonly position: number;
  readonly row: GridRow;
  /** As `headerKey` of each cell. */
  readonly texts: readonly string[];
  /** How many of the table's headers it has, the hidden id among them. */
  readonly score: number;
}

/** Headers and names of tabs are compared without regard to case. */
export const headerKey = (text: unknown): string => (typeof text === 'string' ? text.trim().toLowerCase() : '');

type Columns = ReadStamp['columns'];
type AllHeaders = ReadonlyMap<TableName, Headers>;

const headersOf = (table: TableName, locale: Locale, stamped: Columns): Headers => {
  const headers = new Map<string, string>();
  for (const one of [...locales.filter((other) => other !== locale), locale]) for (const { field, header } of tableLayout(table, one).columns) headers.set(headerKey(header), field);
  for (const column of stamped) if (column.table === table) headers.set(headerKey(column.header), column.field);
  return headers;
};

let lastHeaders: { readonly of: string; readonly all: AllHeaders } = { of: '', all: new Map() };
/** Workbooks follow each other with the same headers in their stamps. */
const allHeaders = (locale: Locale, columns: Columns): AllHeaders => {
  const of = JSON.stringify([locale, columns.map(({ table, field, header }) => [table, field, header])]);
  if (of !== lastHeaders.of) lastHeaders = { of, all: new Map(tableNames.map((table) => [table, headersOf(table, locale, columns)])) };
  return lastHeaders.all;
};
const headersByTable = remembered((columns: Columns) => rememberedByText((locale) => allHeaders(locale as Locale, columns)));

/** Every header that a field of the table is known by, in any language, to its field: the same map for the same language and the same columns in the stamp. */
export const knownHeaders = (table: TableName, { columns, stamp }: ReadStamp): Headers => headersByTable(columns)(stamp.locale).get(table)!;

const textsOf = remembered(({ cells }: GridRow): readonly string[] => Array.from(cells, (cell) => headerKey(cell?.value)));

const countHeaders = (texts: readonly string[], known: Headers): number => {
  const found = new Set<string>();
  for (const text of texts) {
    const field = text === idHeader ? idHeader : known.get(text);
    if (field !== undefined) found.add(field);
  }
  return found.size;
};

const searchedRows = 20;
const fewestHeaders = 2;

const searchHeaderRow = (rows: GridWorksheet['rows'], known: Headers): HeaderRow | undefined => {
  let best: HeaderRow | undefined;
  for (let position = 0; position < Math.min(searchedRows, rows.length); position++) {
    const row = rows[position]!;
    const least = best ? best.score + 1 : fewestHeaders;
    // Rows below the headers have no more cells than these: they are not looked at.
    if (row.cells.length < least) continue;
    const texts = textsOf(row);
    const score = countHeaders(texts, known);
    if (score >= least) best = { position, row, texts, score };
  }
  return best;
};

/** What was found in the rows of a tab, looking for the headers of one table: all tables look in each tab that none has. */
const foundHeaders = createLastKnown<GridWorksheet['rows'], HeaderRow | undefined>();

/** The row with the most headers of this table, among the first ones; the hidden id counts as one, and one alone is none. */
export const findHeaderRow = ({ rows }: GridWorksheet, known: Headers): HeaderRow | undefined => foundHeaders([known]).of(rows, () => searchHeaderRow(rows, known));
