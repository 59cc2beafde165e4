import { isStored, fieldsOf } from '../../plan/tables';
import type { TableName } from '../../plan/table-names';
import type { GridWorksheet } from '../grid';
import { idHeader, tableLayout } from '../layout';
import type { Evidence } from './column-evidence';
import { isNewField, type ReadStamp } from './read-stamp';

/** Which column is which field, by what stands in the header row. */
export interface FoundColumns {
  /** It follows from the header row alone: every field has the one column with its header, and the ids have theirs. */
  readonly isCertain: boolean;
  readonly idColumn: number | undefined;
  /** Stored and derived fields. */
  readonly fields: ReadonlyMap<string, number>;
  /** Fields whose header was rewritten or emptied. */
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

/** The columns that have a header of a field. */
const headedColumns = (texts: readonly string[], known: ReadonlyMap<string, string>, idColumn: number | undefined): Map<string, number[]> => {
  const columns = new Map<string, number[]>();
  texts.forEach((text, column) => {
    const field = known.get(text);
    if (field !== undefined && column !== idColumn) columns.set(field, [...(columns.get(field) ?? []), column]);
  });
  return columns;
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

const hasFormulas = ({ worksheet: { rows } }: Search, column: number): boolean => rows.some(({ cells }) => cells[column]?.isFormula);

/** Columns without a known header: those with one of their own, and those with none. */
interface Unknown {
  readonly headed: readonly number[];
  readonly bare: readonly number[];
}

/**
 * A header that was rewritten or emptied: a column without a known header stands for a field without a column where both lie between the
 * same two known columns, their numbers are equal, and the column shows what the field holds. Columns without any header count only where
 * the others do not answer. Anything less certain is left alone: a wrong guess would change every row.
 */
const renamedColumns = (search: Search, order: readonly string[], fields: ReadonlyMap<string, number>, { headed, bare }: Unknown): Map<string, number> => {
  const derived = derivedFields(search.table);
  const isMeant = ([field, column]: readonly [string, number]): boolean => (derived.has(field) ? headed.includes(column) || hasFormulas(search, column) : isLikely(search, field, column));
  const all = [...headed, ...bare].sort((a, b) => a - b);
  return new Map(gapsBetween(order, fields).flatMap((gap) => {
    const answers = [headed, all].map((columns) => columns.filter((column) => column > gap.after && column < gap.before))
      .map((inside) => (inside.length === gap.fields.length ? gap.fields.map((field, i) => [field, inside[i]!] as const).filter(isMeant) : []));
    return answers.find((pairs) => pairs.length > 0) ?? [];
  }));
};

const unknownColumns = ({ worksheet: { rows }, idColumn }: Search, texts: readonly string[], taken: ReadonlySet<number>): Unknown => {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const unknown = Array.from({ length: width }, (_, column) => column).filter((column) => column !== idColumn && !taken.has(column));
  const isHeaded = (column: number): boolean => (texts[column] ?? '') !== '';
  return { headed: unknown.filter(isHeaded), bare: unknown.filter((column) => !isHeaded(column)) };
};

/** Finds the columns of a table under the header row whose texts these are. */
export const findColumns = (table: TableName, worksheet: GridWorksheet, texts: readonly string[], known: ReadonlyMap<string, string>, evidence: Evidence, stamped: ReadStamp): FoundColumns => {
  const named = texts.indexOf(idHeader);
  const idColumn = named >= 0 ? named : evidence.idColumn(worksheet);
  const search: Search = { table, worksheet, evidence, idColumn };
  const headed = headedColumns(texts, known, idColumn);
  const fields = new Map([...headed].map(([field, some]) => [field, bestColumn(search, field, some)]));
  const unknown = unknownColumns(search, texts, new Set(fields.values()));
  // A header that was never written cannot have been rewritten: an empty column of the person's own is none of ours.
  const isNew = isNewField(stamped, table);
  const order = tableLayout(table, stamped.stamp.locale).columns.map(({ field }) => field).filter((field) => !isNew(field));
  const renamed = renamedColumns(search, order, fields, unknown);
  const asRenamed = new Set(renamed.values());
  const isCertain = named >= 0 && order.every((field) => fields.has(field)) && [...headed.values()].every((some) => some.length === 1);
  return { isCertain, idColumn, fields: new Map([...fields, ...renamed]), renamed: new Set(renamed.keys()), own: unknown.headed.filter((column) => !asRenamed.has(column)) };
};
