import type { Plan, PlanRecord } from './plan';
import { mapTables } from './records';
import { createNotes } from './remembered';
import { maxRecords } from './rules';
import { planSchema } from './schema';
import { tableNames, type TableName } from './table-names';

/** Records as the schema gave them back, and tables of such records, with the table it found them right for. Nobody changes either, so they need not be looked at again. */
const known = createNotes<PlanRecord | readonly PlanRecord[], TableName>();

/**
 * The plan as the schema has it, fields in their order; throws where the schema refuses it. Says nothing of references. Of the records only
 * those are looked at that are new to it, so that a small change of a large plan is checked quickly.
 */
export const soundPlan = (plan: Plan): Plan => {
  const isTooLong = tableNames.some((table) => plan.tables[table].length > maxRecords);
  const isKnown = (what: PlanRecord | readonly PlanRecord[], table: TableName): boolean => !isTooLong && known.get(what) === table;
  const isNew = (record: PlanRecord, table: TableName): boolean => !isKnown(record, table);
  const checked = planSchema.parse({ ...plan, tables: mapTables((table) => (isKnown(plan.tables[table], table) ? [] : plan.tables[table].filter((record) => isNew(record, table)))) });
  const tables = mapTables((table) => {
    if (checked.tables[table].length === 0) return plan.tables[table]; // a table without anything new is the same table
    const fresh = checked.tables[table][Symbol.iterator]();
    return plan.tables[table].map((record) => (isNew(record, table) ? (fresh.next().value as PlanRecord) : record));
  });
  for (const table of tableNames) {
    for (const record of checked.tables[table]) known.set(record, table);
    known.set(tables[table], table);
  }
  return { ...checked, tables };
};
