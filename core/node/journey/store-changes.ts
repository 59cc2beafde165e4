import { conflictKey, type Disagreement } from '../../merge';
import type { FieldValue, Plan, PlanRecord } from '../../plan/plan';
import { recordsById, recordsOf, sameRecord, sameValue, type RecordTable } from '../../plan/records';
import type { OpenConflict, StoreChange } from '../../sheet';
import type { Revision, Store } from '../../sync/store';

/** Finds records of one plan, each table indexed once. */
const createFind = (plan: Plan): ((table: RecordTable, id: string) => PlanRecord | undefined) => {
  const indexes = new Map<RecordTable, Map<string, PlanRecord>>();
  return (table, id) => {
    if (!indexes.has(table)) indexes.set(table, recordsById(recordsOf(plan, table)));
    return indexes.get(table)!.get(id);
  };
};

/** Had this revision already what the store has now? */
const isSame = ({ field, store }: Disagreement, record: PlanRecord | undefined): boolean =>
  (field === null ? sameRecord(record, store as PlanRecord | undefined) : sameValue(record?.[field], store as FieldValue | undefined));

/** Day and clock of an instant where this machine stands: "2026-11-21 10:36". */
const localTime = (instant: string): string => {
  const time = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
};

/**
 * Who made the store's side of each conflict what it is, by `conflictKey`: the history is read backwards from the head until each one's change
 * is found, and no further than where store and sheet parted. A revision that cannot be read leaves the rest unknown.
 */
export const findStoreChanges = async (store: Store, head: Revision, conflicts: readonly Disagreement[], open: readonly OpenConflict[]): Promise<Map<string, StoreChange>> => {
  const changes = new Map<string, StoreChange>();
  const baseOf = new Map(open.map((one) => [conflictKey(one), one.baseRevision]));
  let sought = [...conflicts];
  let newer = head;
  while (sought.length > 0 && newer.number > 1) {
    const older = await store.at(head.planId, newer.number - 1);
    if (!older.ok) break;
    const find = createFind(older.value.plan);
    const isUnchanged = (conflict: Disagreement): boolean => isSame(conflict, find(conflict.table, conflict.id));
    for (const conflict of sought.filter((one) => !isUnchanged(one))) changes.set(conflictKey(conflict), { author: newer.author, time: localTime(newer.time) });
    sought = sought.filter((one) => isUnchanged(one) && baseOf.get(conflictKey(one))! < older.value.number);
    newer = older.value;
  }
  return changes;
};
