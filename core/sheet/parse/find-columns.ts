import { isStored, fieldsOf } from '../../plan/tables';
import type { TableName } from '../../plan/table-names';
import type { GridWorksheet } from '../grid';
import { idHeader, tableLayout } from '../layout';
import type { Locale } from '../../plan/locale';
import type { Evidence } from './column-evidence';

/** Which column is which field, by what stands in the header row. */
export interface FoundColumns {
  readonly idColumn: number | undefined;
  /** Stored and derived fields. */
  readonly fields: ReadonlyMap<string, number>;
  /** Fields whose header was rewritten. */
  readonly renamed: ReadonlySet<string>;
  /** Columns with a header that is no field's: the user's own. */
  readonly own: readonly number[];
}

interface Search {
  readonly table: TableName;
  readonly worksheet: GridWorksheet;
  readonly evidence: Evidence;
  readonly idColumn: number | undefined;
}

/** Of several columns with one header, the one that shows what the records hold; the first where that tells nothing. */
const bestColumn = ({ worksheet, evidence, idColumn }: Search, field: string, columns: readonly number[]): number => {
  if (columns.length === 1) return columns[0]!;
  const scores = columns.map((column) => evidence.agreement(worksheet, idColumn, field, column).same);
  return columns[scores.indexOf(Math.max(...scores))]!;
};

const knownColumns = (search: Search, texts: readonly string[], known: ReadonlyMap<string, string>): Map<string, number> => {
  const columns = new Map<string, number[]>();
  texts.forEach((text, column) => {
    const field = known.get(text);
    if (field !== undefined && column !== search.idColumn) columns.set(field, [...(columns.get(field) ?? []), column]);
  });
  return new Map([...columns].map(([field, some]) => [field, bestColumn(search, field, some)]));
};

interface Gap {
  readonly fields: string[];
  readonly after: number;
  readonly before: number;
}

const gapsBetween = (order: readonly string[], found: ReadonlyMap<string, number>): Gap[] => {
  const gaps: Gap[] = [];
  let fields: string[] = [];
  let after = -1;
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

const derivedFields = (table: TableName): Set<string> => new Set(fieldsOf(table).filter((entry) => !isStored(entry)).map(([field]) => field));

/** Does the column show what the field holds, in at least half of the rows? */
const isLikely = ({ worksheet, evidence, idColumn }: Search, field: string, column: number): boolean => {
  const { same, of } = evidence.agreement(worksheet, idColumn, field, column);
  return idColumn !== undefined && same * 2 >= of;
};

/**
 * A header that was rewritten: a column without a known header stands for a field without a column where both lie between the same two
 * known columns, their numbers are equal, and the column shows what the field holds. Anything less certain is left alone: a wrong guess
 * would change every row.
 */
const renamedColumns = (search: Search, order: readonly string[], fields: ReadonlyMap<string, number>, unknown: readonly number[]): Map<string, number> => {
  const derived = derivedFields(search.table);
  const pairs = gapsBetween(order, fields).flatMap((gap) => {
    const inside = unknown.filter((column) => column > gap.after && column < gap.before);
    return inside.length === gap.fields.length ? gap.fields.map((field, i) => [field, inside[i]!] as const) : [];
  });
  return new Map(pairs.filter(([field, column]) => derived.has(field) || isLikely(search, field, column)));
};

/** Finds the columns of a table under the header row whose texts these are. */
export const findColumns = (table: TableName, worksheet: GridWorksheet, texts: readonly string[], known: ReadonlyMap<string, string>, evidence: Evidence, locale: Locale): FoundColumns => {
  const named = texts.indexOf(idHeader);
  const idColumn = named >= 0 ? named : evidence.idColumn(worksheet);
  const search: Search = { table, worksheet, evidence, idColumn };
  const fields = knownColumns(search, texts, known);
  const taken = new Set(fields.values());
  const unknown = texts.flatMap((text, column) => (text === '' || column === idColumn || taken.has(column) ? [] : [column]));
  const renamed = renamedColumns(search, tableLayout(table, locale).columns.map(({ field }) => field), fields, unknown);
  const asRenamed = new Set(renamed.values());
  return { idColumn, fields: new Map([...fields, ...renamed]), renamed: new Set(renamed.keys()), own: unknown.filter((column) => !asRenamed.has(column)) };
};
