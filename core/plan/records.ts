import { budgetLinksOf, withBudgetLinks } from './budget/links';
import type { FieldValue, Plan, PlanRecord, PlanTables } from './plan';
import { headFieldEntries } from './head-fields';
import { tableNames, type TableName } from './table-names';

/** The head as a record, so that it is merged like one. */
export const headTable = 'head';
export type RecordTable = TableName | typeof headTable;
const headId = 'head';

/** Are two values of a field the same? Lists by their members. */
export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean => {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && a.length === b.length && a.every((member, i) => member === b[i]);
};

/** Do two records hold the same? Both may be none. */
export const sameRecord = (a: PlanRecord | undefined, b: PlanRecord | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && [...Object.keys(a), ...Object.keys(b)].every((field) => sameValue(a[field], b[field])));

type Path = readonly [first: string, second?: string];
const headPaths = headFieldEntries.map(([key]) => [key, key.split('.') as [string, string?]] as const);

const readPath = (plan: object, [first, second]: Path): FieldValue | undefined => {
  const value = (plan as Record<string, unknown>)[first];
  return (second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second]) as FieldValue | undefined;
};

/** The head of a plan as a record whose fields are the keys of `headFields`. */
export const headRecord = (plan: Plan): PlanRecord => {
  const record: Record<string, FieldValue> & { id: string } = { id: headId };
  for (const [key, path] of headPaths) {
    const value = readPath(plan, path);
    if (value !== undefined) record[key] = value;
  }
  return record;
};

const writePath = (plan: Record<string, unknown>, [first, second]: Path, value: FieldValue): void => {
  if (second === undefined) plan[first] = value;
  else plan[first] = { ...(plan[first] as object | undefined), [second]: value };
};

/** A plan from its head record and the rest of the document, of whose settings the links with budget files come along: they are no fields. */
export const planFromHead = (rest: Pick<Plan, 'format' | 'id' | 'tables' | 'retired' | 'settings'>, head: PlanRecord): Plan => {
  const plan: Record<string, unknown> = { format: rest.format, id: rest.id, tables: rest.tables, retired: rest.retired };
  for (const [key, path] of headPaths) if (head[key] !== undefined) writePath(plan, path, head[key]);
  return withBudgetLinks(plan as unknown as Plan, budgetLinksOf(rest));
};

/** The records of a table, or the head as the only record of its own. */
export const recordsOf = (plan: Plan, table: RecordTable): readonly PlanRecord[] => (table === headTable ? [headRecord(plan)] : plan.tables[table]);

export const recordsById = (records: readonly PlanRecord[]): Map<string, PlanRecord> => new Map(records.map((record) => [record.id, record]));

/** Finds records of a plan by table and id, each table indexed once, when first asked. */
export const createFinder = (plan: Plan): ((table: RecordTable, id: string) => PlanRecord | undefined) => {
  const indexes = new Map<RecordTable, Map<string, PlanRecord>>();
  return (table, id) => {
    if (!indexes.has(table)) indexes.set(table, recordsById(recordsOf(plan, table)));
    return indexes.get(table)!.get(id);
  };
};

export const mapTables = (make: (table: TableName) => readonly PlanRecord[]): PlanTables =>
  Object.fromEntries(tableNames.map((table) => [table, make(table)])) as Record<TableName, readonly PlanRecord[]>;
export const emptyTables = (): PlanTables => mapTables(() => []);

/** A record with one field set, or taken away where the value is undefined. */
export const withField = (record: PlanRecord, field: string, value: FieldValue | undefined): PlanRecord => {
  const { [field]: _, ...rest } = record;
  return (value === undefined ? rest : { ...rest, [field]: value }) as PlanRecord;
};

/** Has every record its code still, at its place? Then none was given up. */
const keepsCodes = (before: readonly PlanRecord[], after: readonly PlanRecord[]): boolean =>
  before === after || before.every((record, i) => record === after[i] || record['code'] === after[i]?.['code']);

/** Codes that were used before and are used no more stay retired; a code that came back is not. */
export const retireCodes = (before: Plan, after: PlanTables): Plan['retired'] => {
  const retired: { [T in TableName]?: readonly string[] } = {};
  for (const table of tableNames) {
    if (!before.retired[table]?.length && keepsCodes(before.tables[table], after[table])) continue;
    const inUse = new Set(after[table].map((record) => record['code']));
    const gone = [...(before.retired[table] ?? []), ...before.tables[table].map((record) => record['code'])];
    const kept = [...new Set(gone)].filter((code): code is string => typeof code === 'string' && !inUse.has(code));
    if (kept.length > 0) retired[table] = kept.sort();
  }
  return retired;
};
