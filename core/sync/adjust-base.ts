import { groupBy } from '../plan/group-by';
import type { Plan, PlanRecord } from '../plan/plan';
import { createFinder, headRecord, headTable, mapTables, planFromHead, withField } from '../plan/records';
import type { OpenConflict } from '../sheet/stamp';

type FindOld = (conflict: OpenConflict) => PlanRecord | undefined;

/** Records as they were where store and sheet parted. */
const createFindOld = (plansAt: ReadonlyMap<number, Plan>): FindOld => {
  const finders = new Map([...plansAt].map(([number, plan]) => [number, createFinder(plan)]));
  return ({ table, id, baseRevision }) => finders.get(baseRevision)?.(table, id);
};

const adjustRecord = (record: PlanRecord, conflicts: readonly OpenConflict[], findOld: FindOld): PlanRecord =>
  conflicts.reduce((adjusted, conflict) => {
    const old = findOld(conflict);
    return conflict.field === null ? (old ?? adjusted) : withField(adjusted, conflict.field, old?.[conflict.field]);
  }, record);

/** Records that the store has removed meanwhile come last. */
const adjustTable = (records: readonly PlanRecord[], groups: ReadonlyMap<string, readonly OpenConflict[]>, findOld: FindOld): readonly PlanRecord[] => {
  if (groups.size === 0) return records;
  const known = new Set(records.map(({ id }) => id));
  const removed = [...groups].flatMap(([id, conflicts]) => (known.has(id) ? [] : conflicts.flatMap((conflict) => (conflict.field === null ? (findOld(conflict) ?? []) : []))));
  return [...records.map((record) => adjustRecord(record, groups.get(record.id) ?? [], findOld)), ...removed];
};

/**
 * The base of a sheet with open conflicts. The sheet kept its own value when the rest was brought up to date, so the base of that field
 * is still the revision where the two parted; without this the sheet's value would look like a fresh edit and win.
 */
export const adjustBase = (base: Plan, conflicts: readonly OpenConflict[], plansAt: ReadonlyMap<number, Plan>): Plan => {
  if (conflicts.length === 0) return base;
  const findOld = createFindOld(plansAt);
  const ofHead = conflicts.filter(({ table, field }) => table === headTable && field !== null);
  const tables = mapTables((table) => adjustTable(base.tables[table], groupBy(conflicts.filter((conflict) => conflict.table === table), ({ id }) => id), findOld));
  return planFromHead({ ...base, tables }, adjustRecord(headRecord(base), ofHead, findOld));
};
