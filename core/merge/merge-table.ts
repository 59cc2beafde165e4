import type { PlanRecord } from '../plan/plan';
import { indexOf, type RecordIndex } from '../plan/record-index';
import { sameRecord } from '../plan/records';
import { sameList } from '../plan/remembered';
import type { TableName } from '../plan/table-names';
import type { Conflict, Settled, SheetRecord, SheetTable } from './decision';
import { mergeRecord, recordInSheet, type RecordMerge } from './merge-record';
import { isInOrder, placeNewRecords } from './order';

type TableMerge = RecordMerge & { readonly table: TableName };

/** Merges one table by record id: SPEC.md [M1]-[M14]. Returns the store's records afterwards, in the store's order; the store's own list where nothing came of it. */
export const mergeTable = (merge: TableMerge, base: readonly PlanRecord[], store: readonly PlanRecord[], sheet: SheetTable): readonly PlanRecord[] => {
  if (isInOrder(sheet.rows, base) && isInOrder(sheet.rows, store)) return sameList(store, sheet.rows.map((row, i) => mergeRecord(merge, base[i]!, store[i]!, row)));
  const baseById = indexOf(base);
  const storeById = indexOf(store);
  const merged = new Map<string, PlanRecord>();
  for (const row of sheet.rows) {
    const record = mergeRow(merge, baseById, storeById, row);
    if (record) merged.set(record.id, record);
  }
  const seen = new Set(sheet.rows.map(({ record }) => record.id));
  for (const record of base) if (!seen.has(record.id)) mergeMissingRow(merge, record, storeById.get(record.id), sheet, merged);
  for (const record of store) if (!seen.has(record.id) && !baseById.has(record.id)) keepNewInStore(merge, record, merged);
  return sameList(store, placeNewRecords(store, sheet.rows.map(({ record }) => record.id), merged));
};

const mergeRow = (merge: TableMerge, base: RecordIndex, store: RecordIndex, row: SheetRecord): PlanRecord | undefined => {
  const { id } = row.record;
  const inBase = base.get(id);
  const inStore = store.get(id);
  if (inStore) return mergeRecord(merge, inBase, inStore, row);
  return inBase ? mergeRemovedFromStore(merge, inBase, row) : addRecord(merge, row.record);
};

const addRecord = (merge: TableMerge, record: PlanRecord, settled?: Settled): PlanRecord => {
  merge.decisions.push({ kind: 'add', table: merge.table, id: record.id, record, ...(settled && { settled }) });
  return record;
};

/** One side of a conflict of a whole record; two sides that are one thing cannot both be had. */
const settleRecord = ({ settle }: TableMerge, conflict: Conflict): Settled | undefined => {
  const take = settle(conflict);
  return take === undefined || take === 'both' ? undefined : { conflict, take };
};

/** The store removed what the sheet still has: gone, unless the sheet changed it. */
const mergeRemovedFromStore = (merge: TableMerge, base: PlanRecord, row: SheetRecord): PlanRecord | undefined => {
  const { table, decisions } = merge;
  const { id } = base;
  const inSheet = recordInSheet(merge, base, row);
  const conflict: Conflict | undefined = inSheet === base ? undefined : { kind: 'conflict', table, id, field: null, base, store: undefined, sheet: inSheet };
  const settled = conflict && settleRecord(merge, conflict);
  if (settled?.take === 'sheet') return addRecord(merge, inSheet, settled);
  decisions.push(conflict && !settled ? conflict : { kind: 'receive', table, id, field: null, ...(settled && { settled }) });
  return undefined;
};

/** The sheet removed what the base had: removed, unless the store changed it, or it may be one of the rows that are unknown. */
const mergeMissingRow = (merge: TableMerge, base: PlanRecord, store: PlanRecord | undefined, sheet: SheetTable, merged: Map<string, PlanRecord>): void => {
  if (store === undefined) return;
  const { table, decisions } = merge;
  const { id } = base;
  const isChanged = !sameRecord(base, store);
  const stays = sheet.hasUnknownRows === true || sheet.staying?.has(id) === true;
  const conflict: Conflict | undefined = isChanged && !stays ? { kind: 'conflict', table, id, field: null, base, store, sheet: undefined } : undefined;
  const settled = conflict && settleRecord(merge, conflict);
  if (settled?.take === 'sheet' || !(isChanged || stays)) {
    decisions.push({ kind: 'remove', table, id, record: store, ...(settled && { settled }) });
    return;
  }
  merged.set(id, store);
  decisions.push(conflict && !settled ? conflict : { kind: 'receive', table, id, field: null, ...(settled && { settled }) });
};

const keepNewInStore = (merge: TableMerge, record: PlanRecord, merged: Map<string, PlanRecord>): void => {
  merged.set(record.id, record);
  merge.decisions.push({ kind: 'receive', table: merge.table, id: record.id, field: null });
};
