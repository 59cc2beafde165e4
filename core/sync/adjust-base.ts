import { groupBy } from '../plan/group-by';
import type { Plan, PlanRecord } from '../plan/plan';
import { indexOf } from '../plan/record-index';
import { createFinder, headRecord, headTable, mapTables, planFromHead, withField } from '../plan/records';
import { tableNames, type TableName } from '../plan/table-names';
import type { Places } from '../sheet/parse/parse-context';
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

const takenIn = (base: Plan, store: Plan, places: Places, table: TableName): string[] => {
  if (base.tables[table] === store.tables[table]) return [];
  const [before, now] = [indexOf(base.tables[table]), indexOf(store.tables[table])];
  return [...(places.get(table)?.rows.keys() ?? [])].filter((id) => !before.has(id) && now.has(id));
};

/** Ids of rows of the sheet that the store has taken in since the base: by an earlier sync of the same rows. */
export const takenInSince = (base: Plan, store: Plan, places: Places): string[] => tableNames.flatMap((table) => takenIn(base, store, places, table));

/**
 * The base with what an earlier sync of the same rows took in, as it took it in: the workbook was not written after it, or not all of it.
 * Without this all that was corrected since would contradict the store.
 */
export const withTakenIn = (base: Plan, store: Plan, places: Places, revision: number, plansAt: ReadonlyMap<number, Plan>): Plan => {
  const since = [...plansAt].filter(([number]) => number > revision).sort(([a], [b]) => a - b).map(([, plan]) => createFinder(plan));
  if (since.length === 0) return base;
  const tables = mapTables((table) => {
    const taken = takenIn(base, store, places, table).flatMap((id) => since.map((find) => find(table, id)).find((record) => record !== undefined) ?? []);
    return taken.length === 0 ? base.tables[table] : [...base.tables[table], ...taken];
  });
  return tableNames.every((table) => tables[table] === base.tables[table]) ? base : { ...base, tables };
};
