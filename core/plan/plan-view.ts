import type { FieldValue, Plan, PlanRecord } from './plan';
import { mapTables, sameValue } from './records';
import { remembered, sameList } from './remembered';
import type { TableName } from './table-names';
import { tables } from './tables';

/** What some work looks at of a plan: its head, and of these tables whole records, or these fields of them. Nothing else is there for it. */
export type PlanSight = { readonly [T in TableName]?: 'all' | readonly string[] };

interface SeenTable {
  readonly of: readonly PlanRecord[];
  readonly seen: readonly PlanRecord[];
}
interface Seen {
  readonly head: string;
  readonly tables: { readonly [T in TableName]?: SeenTable };
  readonly view: Plan;
}
/** What was seen of a plan last, by sight; a map for each plan, since the sights outlive it. */
export type PlanViews = WeakMap<PlanSight, Seen>;

const noRecords: readonly PlanRecord[] = [];

/** A record with these fields alone; the one from before where it holds the same. */
const withFields = (record: PlanRecord, fields: readonly string[], before: PlanRecord | undefined): PlanRecord => {
  if (before?.id === record.id && fields.every((field) => sameValue(before[field], record[field]))) return before;
  const seen: Record<string, FieldValue> & { id: string } = { id: record.id };
  for (const field of fields) if (record[field] !== undefined) seen[field] = record[field];
  return seen;
};

const recordsSeen = (records: readonly PlanRecord[], fields: 'all' | readonly string[], last: SeenTable = { of: noRecords, seen: noRecords }): readonly PlanRecord[] => {
  if (last.of === records) return last.seen;
  if (fields === 'all') return sameList(last.seen, records);
  return sameList(last.seen, records.map((record, i) => (record === last.of[i] ? last.seen[i]! : withFields(record, fields, last.seen[i]))));
};

const tablesOf = remembered((sight: PlanSight) => Object.keys(sight) as TableName[]);

const fieldsOf = remembered((sight: PlanSight) => tablesOf(sight).map((table) => [table, sight[table] === 'all' ? Object.keys(tables[table].fields).length : sight[table]!.length] as const));

/** How many cells the sight shows of a plan. */
export const cellsSeen = (plan: Plan, sight: PlanSight): number => fieldsOf(sight).reduce((cells, [table, count]) => cells + plan.tables[table].length * count, 0);

/** All of a plan but its records: a commit makes a new one, which mostly says the same. */
const headText = remembered((plan: Plan): string => JSON.stringify({ ...plan, tables: null, retired: null }));

/** A plan as it looks to this sight; the same object as before while it looks the same, so that what was made of it is known. */
export const viewOf = (plan: Plan, sight: PlanSight, views: PlanViews): Plan => {
  const last = views.get(sight);
  const head = headText(plan);
  const seenTables: { [T in TableName]?: SeenTable } = {};
  let isSame = last?.head === head;
  for (const table of tablesOf(sight)) {
    const [of, before] = [plan.tables[table], last?.tables[table]];
    const seen = recordsSeen(of, sight[table]!, before);
    seenTables[table] = before?.of === of ? before : { of, seen };
    isSame &&= seen === before?.seen;
  }
  const view = last && isSame ? last.view : { ...plan, retired: {}, tables: mapTables((table) => seenTables[table]?.seen ?? noRecords) };
  views.set(sight, { head, tables: seenTables, view });
  return view;
};
