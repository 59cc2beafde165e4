import type { FieldValue, PlanRecord } from '../plan/plan';
import { sameValue, withField, type RecordTable } from '../plan/records';
import type { Decision, Preference, SheetRecord } from './decision';

export interface RecordMerge {
  readonly table: RecordTable;
  readonly fields: readonly string[];
  readonly missingFields: ReadonlySet<string>;
  readonly prefer: Preference | undefined;
  readonly decisions: Decision[];
}

const noFields: ReadonlySet<string> = new Set();

/** The fields of a record that the sheet changed since the base. */
export const changedFields = (merge: RecordMerge, base: PlanRecord | undefined, { record, unread = noFields }: SheetRecord): string[] =>
  merge.fields.filter((field) => !merge.missingFields.has(field) && !unread.has(field) && !sameValue(base?.[field], record[field]));

/**
 * Merges one record field by field, and adds a decision for every difference. Returns what the store has afterwards: `store` itself where
 * nothing changed.
 */
export const mergeRecord = (merge: RecordMerge, base: PlanRecord | undefined, store: PlanRecord, sheet: SheetRecord): PlanRecord => {
  let merged = store;
  const { record, unread = noFields } = sheet;
  for (const field of merge.fields) {
    if (merge.missingFields.has(field) || unread.has(field)) continue;
    const value = decideField(merge, field, base, store, record);
    if (!sameValue(value, store[field])) merged = withField(merged, field, value);
  }
  return merged;
};

const decideField = (merge: RecordMerge, field: string, baseRecord: PlanRecord | undefined, storeRecord: PlanRecord, sheetRecord: PlanRecord): FieldValue | undefined => {
  const base = baseRecord?.[field];
  const store = storeRecord[field];
  const sheet = sheetRecord[field];
  if (sameValue(store, sheet)) return store;
  const place = { table: merge.table, id: storeRecord.id, field };
  const changedInSheet = baseRecord === undefined || !sameValue(base, sheet);
  const changedInStore = baseRecord === undefined || !sameValue(base, store);
  if (changedInSheet && changedInStore && merge.prefer === undefined) {
    merge.decisions.push({ kind: 'conflict', ...place, base, store, sheet });
    return store;
  }
  const takesSheet = changedInSheet && !(changedInStore && merge.prefer === 'store');
  merge.decisions.push(takesSheet ? { kind: 'change', ...place, from: store, to: sheet } : { kind: 'receive', ...place });
  return takesSheet ? sheet : store;
};
