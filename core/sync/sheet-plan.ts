import type { Conflict, SheetTables } from '../merge/decision';
import { isInOrder, takeSheetOrder } from '../merge/order';
import type { FieldValue, Plan, PlanRecord } from '../plan/plan';
import { headRecord, headTable, mapTables, planFromHead, recordsById, withField } from '../plan/records';
import { sameList } from '../plan/remembered';
import type { TableName } from '../plan/table-names';
import type { KeptRow } from '../sheet/render/render-input';

const inSheet = (record: PlanRecord | undefined, { field, sheet }: Conflict): PlanRecord | undefined =>
  field === null ? (sheet as PlanRecord | undefined) : record && withField(record, field, sheet as FieldValue | undefined);

/** The records of a table with the sheet's own value wherever a conflict is left open. */
const withConflicts = (records: readonly PlanRecord[], conflicts: readonly Conflict[]): readonly PlanRecord[] => {
  if (conflicts.length === 0) return records;
  const shown = recordsById(records);
  for (const conflict of conflicts) {
    const record = inSheet(shown.get(conflict.id), conflict);
    if (record) shown.set(conflict.id, record);
    else shown.delete(conflict.id);
  }
  return [...shown.values()];
};

const sheetRecords = (plan: Plan, table: TableName, conflicts: readonly Conflict[], sheet: SheetTables): readonly PlanRecord[] => {
  const shown = withConflicts(plan.tables[table], conflicts.filter((conflict) => conflict.table === table));
  const rows = sheet[table]?.rows;
  return rows && !isInOrder(rows, shown) ? sameList(shown, takeSheetOrder(shown, rows.map(({ record }) => record.id))) : shown;
};

/**
 * The plan as the sheet is to show it: what the store has now, in the order of the sheet, with the sheet's own value wherever a conflict is
 * left open.
 */
export const planForSheet = (plan: Plan, conflicts: readonly Conflict[], sheet: SheetTables): Plan => {
  const tables = mapTables((table) => sheetRecords(plan, table, conflicts, sheet));
  const [head] = withConflicts([headRecord(plan)], conflicts.filter(({ table }) => table === headTable));
  return planFromHead({ ...plan, tables }, head!);
};

/** Rows that are no records stand below the record they stood under, or below the nearest one above it that is still shown. */
export const anchorRows = (rows: readonly KeptRow[], shown: Plan, sheet: SheetTables): readonly KeptRow[] => {
  const anchors = new Map<TableName, Map<string, string | null>>();
  const anchorsOf = (table: TableName): Map<string, string | null> => {
    const ids = new Set(shown.tables[table].map(({ id }) => id));
    let above: string | null = null;
    return new Map((sheet[table]?.rows ?? []).map(({ record: { id } }) => [id, (above = ids.has(id) ? id : above)]));
  };
  return rows.map((row) => {
    if (row.below === null) return row;
    if (!anchors.has(row.table)) anchors.set(row.table, anchorsOf(row.table));
    return { ...row, below: anchors.get(row.table)!.get(row.below) ?? null };
  });
};
