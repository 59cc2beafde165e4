import type { Conflict, SheetTables } from '../merge/decision';
import { takeSheetOrder } from '../merge/order';
import type { FieldValue, Plan, PlanRecord } from '../plan/plan';
import { headRecord, headTable, mapTables, planFromHead, withField } from '../plan/records';
import type { TableName } from '../plan/table-names';

const withConflict = (records: readonly PlanRecord[], { id, field, sheet }: Conflict): readonly PlanRecord[] => {
  if (field !== null) return records.map((record) => (record.id === id ? withField(record, field, sheet as FieldValue | undefined) : record));
  return sheet === undefined ? records.filter((record) => record.id !== id) : [...records, sheet as PlanRecord];
};

const sheetRecords = (plan: Plan, table: TableName, conflicts: readonly Conflict[], sheet: SheetTables): readonly PlanRecord[] => {
  const own = conflicts.filter((conflict) => conflict.table === table).reduce(withConflict, plan.tables[table]);
  const rows = sheet[table]?.rows;
  return rows ? takeSheetOrder(own, rows.map(({ record }) => record.id)) : own;
};

/**
 * The plan as the sheet is to show it: what the store has now, in the order of the sheet, with the sheet's own value wherever a conflict is
 * left open.
 */
export const planForSheet = (plan: Plan, conflicts: readonly Conflict[], sheet: SheetTables): Plan => {
  const tables = mapTables((table) => sheetRecords(plan, table, conflicts, sheet));
  const head = conflicts.filter(({ table }) => table === headTable).reduce<PlanRecord>((record, { field, sheet: value }) => withField(record, field!, value as FieldValue | undefined), headRecord(plan));
  return planFromHead({ ...plan, tables }, head);
};
