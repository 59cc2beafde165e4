import type { Plan, PlanRecord } from '../plan/plan';
import { headRecord, headTable, planFromHead, recordsOf, withField } from '../plan/records';
import type { OpenConflict } from '../sheet/stamp';

const recordAt = (plan: Plan | undefined, { table, id }: OpenConflict): PlanRecord | undefined => plan && recordsOf(plan, table).find((record) => record.id === id);

const withOldField = (record: PlanRecord, old: PlanRecord | undefined, field: string): PlanRecord => withField(record, field, old?.[field]);

const withOldRecord = (records: readonly PlanRecord[], old: PlanRecord): readonly PlanRecord[] =>
  records.some(({ id }) => id === old.id) ? records.map((record) => (record.id === old.id ? old : record)) : [...records, old];

const withOpenConflict = (base: Plan, conflict: OpenConflict, old: PlanRecord | undefined): Plan => {
  const { table, id, field } = conflict;
  if (table === headTable) return field === null ? base : planFromHead(base, withOldField(headRecord(base), old, field));
  const records = base.tables[table];
  const adjusted = field === null ? (old ? withOldRecord(records, old) : records) : records.map((record) => (record.id === id ? withOldField(record, old, field) : record));
  return { ...base, tables: { ...base.tables, [table]: adjusted } };
};

/**
 * The base of a sheet with open conflicts. The sheet kept its own value when the rest was brought up to date, so the base of that field
 * is still the revision where the two parted; without this the sheet's value would look like a fresh edit and win.
 */
export const adjustBase = (base: Plan, conflicts: readonly OpenConflict[], plansAt: ReadonlyMap<number, Plan>): Plan =>
  conflicts.reduce((adjusted, conflict) => withOpenConflict(adjusted, conflict, recordAt(plansAt.get(conflict.baseRevision), conflict)), base);
