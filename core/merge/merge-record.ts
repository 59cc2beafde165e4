import { joinTexts } from '../plan/join-texts';
import type { FieldValue, PlanRecord } from '../plan/plan';
import { sameValue, withField, type RecordTable } from '../plan/records';
import type { Conflict, Decision, Settle, SheetRecord } from './decision';

export interface RecordMerge {
  readonly table: RecordTable;
  readonly fields: readonly string[];
  readonly missingFields: ReadonlySet<string>;
  readonly settle: Settle;
  readonly decisions: Decision[];
}

/** The fields that the sheet says something of: it has their column, and the cell made sense. */
const readFields = ({ fields, missingFields }: RecordMerge, { unread }: SheetRecord): readonly string[] =>
  missingFields.size === 0 && !unread?.size ? fields : fields.filter((field) => !missingFields.has(field) && !unread?.has(field));

/** The record as the sheet has it; what the sheet says nothing of is as in the base. The base itself where nothing differs. */
export const recordInSheet = (merge: RecordMerge, base: PlanRecord, row: SheetRecord): PlanRecord =>
  readFields(merge, row).reduce((record, field) => (sameValue(record[field], row.record[field]) ? record : withField(record, field, row.record[field])), base);

/**
 * Merges one record field by field, and adds a decision for every difference. Returns what the store has afterwards: `store` itself where
 * nothing changed.
 */
export const mergeRecord = (merge: RecordMerge, base: PlanRecord | undefined, store: PlanRecord, sheet: SheetRecord): PlanRecord => {
  if (sheet.record === store) return store;
  let merged = store;
  for (const field of readFields(merge, sheet)) {
    if (sameValue(store[field], sheet.record[field])) continue;
    const value = decideField(merge, field, base, store, sheet.record);
    if (value !== store[field]) merged = withField(merged, field, value);
  }
  return merged;
};

/** What the store has afterwards in a field in which store and sheet differ. */
const decideField = (merge: RecordMerge, field: string, baseRecord: PlanRecord | undefined, storeRecord: PlanRecord, sheetRecord: PlanRecord): FieldValue | undefined => {
  const base = baseRecord?.[field];
  const store = storeRecord[field];
  const sheet = sheetRecord[field];
  const place = { table: merge.table, id: storeRecord.id, field };
  const changedInSheet = baseRecord === undefined || !sameValue(base, sheet);
  const changedInStore = baseRecord === undefined || !sameValue(base, store);
  if (changedInSheet && changedInStore) return settleField(merge, { kind: 'conflict', ...place, base, store, sheet }, store, sheet);
  merge.decisions.push(changedInSheet ? { kind: 'change', ...place, from: store, to: sheet } : { kind: 'receive', ...place });
  return changedInSheet ? sheet : store;
};

/** The value that a conflict is settled for; the store's, and the conflict stays open, where nothing is said or two values cannot be joined. */
const settleField = ({ settle, decisions }: RecordMerge, conflict: Conflict & { field: string }, store: FieldValue | undefined, sheet: FieldValue | undefined): FieldValue | undefined => {
  const { kind: _, table, id, field } = conflict;
  const take = settle(conflict);
  const value = take === 'both' ? joinTexts(table, field, store, sheet) : take === 'sheet' ? sheet : store;
  if (take === undefined || (take === 'both' && value === undefined)) {
    decisions.push(conflict);
    return store;
  }
  const settled = { conflict, take };
  decisions.push(sameValue(value, store) ? { kind: 'receive', table, id, field, settled } : { kind: 'change', table, id, field, from: store, to: value, settled });
  return value;
};
