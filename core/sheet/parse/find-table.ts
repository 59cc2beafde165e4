import { locales, type Locale } from '../../plan/locale';
import { storedFieldsOf, tables } from '../../plan/tables';
import type { TableName } from '../../plan/table-names';
import { columnLetters, type Grid, type GridWorksheet } from '../grid';
import { idHeader, tableLayout } from '../layout';
import type { Notice } from '../problem';
import type { ReadStamp } from './read-stamp';

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
  /** Columns that are no field: the user's own. */
  readonly ownColumns: readonly number[];
  readonly notices: readonly Notice[];
}

const normal = (text: unknown): string => (typeof text === 'string' ? text.trim().toLowerCase() : '');
const searchedRows = 20;

/** Every header that a field of the table is known by, in any language, to its field. */
const knownHeaders = (table: TableName, stamped: ReadStamp): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const locale of [...locales.filter((other) => other !== stamped.stamp.locale), stamped.stamp.locale]) {
    for (const { field, header } of tableLayout(table, locale).columns) headers.set(normal(header), field);
  }
  for (const column of stamped.columns) if (column.table === table) headers.set(normal(column.header), column.field);
  return headers;
};

type HeaderRow = { readonly position: number; readonly texts: readonly string[] };

const headerTexts = (worksheet: GridWorksheet, position: number): string[] => Array.from(worksheet.rows[position]?.cells ?? [], (cell) => normal(cell?.value));

/** The row with the most headers of this table, among the first ones. */
const findHeaderRow = (worksheet: GridWorksheet, known: ReadonlyMap<string, string>): (HeaderRow & { score: number }) | undefined => {
  let best: (HeaderRow & { score: number }) | undefined;
  for (let position = 0; position < Math.min(searchedRows, worksheet.rows.length); position++) {
    const texts = headerTexts(worksheet, position);
    const score = new Set(texts.flatMap((text) => known.get(text) ?? [])).size;
    if (score > (best?.score ?? 0)) best = { position, texts, score };
  }
  return best;
};

const tabNamesOf = (table: TableName, { columns, stamp }: ReadStamp): string[] => {
  const stamped = columns.find((column) => column.table === table)?.tab ?? '';
  const order: Locale[] = [stamp.locale, ...locales];
  return [stamped, ...order.map((locale) => tables[table].tab[locale])].map(normal);
};

/** The tab by its name; else one of another name whose headers are mostly this table's. */
const findWorksheet = (table: TableName, grid: Grid, stamped: ReadStamp, known: ReadonlyMap<string, string>, taken: ReadonlySet<GridWorksheet>): GridWorksheet | undefined => {
  const free = grid.worksheets.filter((worksheet) => !taken.has(worksheet));
  for (const name of tabNamesOf(table, stamped)) {
    const named = free.find((worksheet) => normal(worksheet.name) === name && findHeaderRow(worksheet, known));
    if (named) return named;
  }
  const enough = Math.ceil(storedFieldsOf(table).length * 0.75);
  return free.find((worksheet) => (findHeaderRow(worksheet, known)?.score ?? 0) >= Math.max(3, enough));
};

interface Columns {
  readonly fields: Map<string, number>;
  readonly unknown: number[];
  idColumn: number | undefined;
}

const knownColumns = (texts: readonly string[], known: ReadonlyMap<string, string>): Columns => {
  const found: Columns = { fields: new Map(), unknown: [], idColumn: undefined };
  texts.forEach((text, column) => {
    const field = known.get(text);
    if (text === idHeader && found.idColumn === undefined) found.idColumn = column;
    else if (field !== undefined && !found.fields.has(field)) found.fields.set(field, column);
    else if (text !== '') found.unknown.push(column);
  });
  return found;
};

/**
 * A header that was rewritten: a column without a known header stands for a field without a column where both lie between the same two
 * known columns and their numbers are equal. Anything less certain is left alone: a wrong guess would change every row.
 */
const renamedColumns = (order: readonly string[], { fields, unknown }: Columns): Map<string, number> => {
  const renamed = new Map<string, number>();
  for (const gap of gapsBetween(order, fields)) {
    const inside = unknown.filter((column) => column > gap.after && column < gap.before);
    if (inside.length === gap.fields.length) gap.fields.forEach((field, i) => renamed.set(field, inside[i]!));
  }
  return renamed;
};

interface Gap {
  readonly fields: string[];
  readonly after: number;
  readonly before: number;
}

const gapsBetween = (order: readonly string[], found: ReadonlyMap<string, number>): Gap[] => {
  const gaps: Gap[] = [];
  let fields: string[] = [];
  let after = 0;
  for (const field of [...order, undefined]) {
    const column = field === undefined ? Infinity : found.get(field);
    if (column === undefined) fields.push(field!);
    else {
      if (fields.length > 0) gaps.push({ fields, after, before: column });
      fields = [];
      after = column;
    }
  }
  return gaps;
};

/** Finds a table's tab, header and columns; undefined where the workbook has no such tab. */
export const findTable = (table: TableName, grid: Grid, stamped: ReadStamp, taken: ReadonlySet<GridWorksheet>): FoundTable | undefined => {
  const known = knownHeaders(table, stamped);
  const worksheet = findWorksheet(table, grid, stamped, known, taken);
  const header = worksheet && findHeaderRow(worksheet, known);
  if (!worksheet || !header) return undefined;
  const layout = tableLayout(table, stamped.stamp.locale);
  const found = knownColumns(header.texts, known);
  const renamed = renamedColumns(layout.columns.map(({ field }) => field), found);
  const all = new Map([...found.fields, ...renamed]);
  const stored = storedFieldsOf(table).map(([field]) => field);
  const headerOf = (column: number): string => String(worksheet.rows[header.position]!.cells[column]?.value ?? '');
  const labelOf = (field: string): string => layout.columns.find((column) => column.field === field)?.header ?? field;
  const missing = stored.filter((field) => !all.has(field));
  return {
    table,
    worksheet,
    firstRow: header.position + 1,
    idColumn: found.idColumn,
    columns: new Map(stored.flatMap((field) => (all.has(field) ? [[field, all.get(field)!] as const] : []))),
    headers: new Map([...all].map(([field, column]) => [field, headerOf(column)])),
    missingFields: new Set(missing),
    ownColumns: found.unknown.filter((column) => ![...renamed.values()].includes(column)),
    notices: [
      ...[...renamed].map(([field, column]): Notice => ({ code: 'HEADER_RENAMED', tab: worksheet.name, cell: columnLetters(column), detail: `${labelOf(field)} → ${headerOf(column)}` })),
      ...missing.map((field): Notice => ({ code: 'FIELD_MISSING', tab: worksheet.name, cell: null, detail: labelOf(field) })),
    ],
  };
};
