import type { Plan, PlanRecord } from './plan';
import { mapTables } from './records';
import { createNotes } from './remembered';
import { maxRecords } from './rules';
import { planSchema } from './schema';
import { tableNames, type TableName } from './table-names';

/** Records as the schema gave them back, and tables of such records, with the table it found them right for. Nobody changes either, so they need not be looked at again. */
const known = createNotes<PlanRecord | readonly PlanRecord[], TableName>();

const newRecords = (records: readonly PlanRecord[], table: TableName): readonly PlanRecord[] =>
  (known.get(records) === table ? [] : records.filter((record) => known.get(record) !== table));

/** The table with what was checked in the place of what was new, in whose order it is; without anything new it is the same table. */
const soundTable = (records: readonly PlanRecord[], fresh: readonly PlanRecord[], checked: readonly PlanRecord[], table: TableName): readonly PlanRecord[] => {
  let next = 0;
  const sound = fresh.length === 0 ? records : records.map((record) => (record === fresh[next] ? checked[next++]! : record));
  for (const record of checked) known.set(record, table);
  known.set(sound, table);
  return sound;
};

/**
 * The plan as the schema has it, fields in their order; throws where the schema refuses it. Says nothing of references. Of the records only
 * those are looked at that are new to it, so that a small change of a large plan is checked quickly.
 */
export const soundPlan = (plan: Plan): Plan => {
  // A table that is too long makes the schema throw, which has to see the whole of it.
  const isTooLong = tableNames.some((table) => plan.tables[table].length > maxRecords);
  const fresh = isTooLong ? plan.tables : mapTables((table) => newRecords(plan.tables[table], table));
  const checked = planSchema.parse({ ...plan, tables: fresh });
  return { ...checked, tables: mapTables((table) => soundTable(plan.tables[table], fresh[table], checked.tables[table], table)) };
};
