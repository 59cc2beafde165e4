import type { PlanRecord } from '../plan/plan';
import { recordsById } from '../plan/records';
import type { TableName } from '../plan/table-names';
import type { SheetRecord, SheetTable } from './decision';
import { changedFields, mergeRecord, type RecordMerge } from './merge-record';
import { placeNewRecords } from './order';

type TableMerge = RecordMerge & { readonly table: TableName };
type Records = ReadonlyMap<string, PlanRecord>;

/** Merges one table by record id: SPEC.md [M1]-[M12]. Returns the store's records afterwards, in the store's order. */
export const mergeTable = (merge: TableMerge, base: readonly PlanRecord[], store: readonly PlanRecord[], sheet: SheetTable): readonly PlanRecord[] => {
  const baseById = recordsById(base);
  const storeById = recordsById(store);
  const merged = new Map<string, PlanRecord>();
  for (const row of sheet.rows) {
    const record = mergeRow(merge, baseById, storeById, row);
    if (record) merged.set(record.id, record);
  }
  const seen = new Set(sheet.rows.map(({ record }) => record.id));
  for (const record of base) if (!seen.has(record.id)) mergeMissingRow(merge, record, storeById.get(record.id), merged);
  for (const record of store) if (!seen.has(record.id) && !baseById.has(record.id)) keepNewInStore(merge, record, merged);
  return placeNewRecords(store, sheet.rows.map(({ record }) => record.id), merged);
};

const mergeRow = (merge: TableMerge, base: Records, store: Records, row: SheetRecord): PlanRecord | undefined => {
  const { id } = row.record;
  const inBase = base.get(id);
  const inStore = store.get(id);
  if (inStore) return mergeRecord(merge, inBase, inStore, row);
  return inBase ? mergeRemovedFromStore(merge, inBase, row) : addRecord(merge, row.record);
};

const addRecord = (merge: TableMerge, record: PlanRecord): PlanRecord => {
  merge.decisions.push({ kind: 'add', table: merge.table, id: record.id, record });
  return record;
};

/** The store removed what the sheet still has: gone, unless the sheet changed it. */
const mergeRemovedFromStore = (merge: TableMerge, base: PlanRecord, row: SheetRecord): PlanRecord | undefined => {
  const { table, prefer } = merge;
  const { id } = base;
  const isChanged = changedFields(merge, base, row).length > 0;
  if (isChanged && prefer === 'sheet') return addRecord(merge, { ...base, ...row.record });
  if (isChanged && prefer === undefined) merge.decisions.push({ kind: 'conflict', table, id, field: null, base, store: undefined, sheet: row.record });
  else merge.decisions.push({ kind: 'receive', table, id, field: null });
  return undefined;
};

const isSameRecord = (fields: readonly string[], a: PlanRecord, b: PlanRecord): boolean => fields.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));

/** The sheet removed what the base had: removed, unless the store changed it. */
const mergeMissingRow = (merge: TableMerge, base: PlanRecord, store: PlanRecord | undefined, merged: Map<string, PlanRecord>): void => {
  if (store === undefined) return;
  const { table, prefer } = merge;
  const isChanged = !isSameRecord(merge.fields, base, store);
  if (isChanged && prefer !== 'sheet') {
    merged.set(store.id, store);
    merge.decisions.push(prefer === undefined ? { kind: 'conflict', table, id: base.id, field: null, base, store, sheet: undefined } : { kind: 'receive', table, id: base.id, field: null });
    return;
  }
  merge.decisions.push({ kind: 'remove', table, id: base.id, record: store });
};

const keepNewInStore = (merge: TableMerge, record: PlanRecord, merged: Map<string, PlanRecord>): void => {
  merged.set(record.id, record);
  merge.decisions.push({ kind: 'receive', table: merge.table, id: record.id, field: null });
};
