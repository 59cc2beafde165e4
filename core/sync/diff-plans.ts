import { mergePlan, movedIds, type SheetTable, type SheetTables } from '../merge';
import type { Plan, PlanRecord } from '../plan/plan';
import { headRecord, headTable, type RecordTable } from '../plan/records';
import { tableNames } from '../plan/table-names';
import { createPlaceOf, syncDiff } from './sync-diff';
import type { SyncDiff } from './sync-result';

const noFields: ReadonlySet<string> = new Set();
const wholeTable = (records: readonly PlanRecord[]): SheetTable => ({ rows: records.map((record) => ({ record })), missingFields: noFields });

/** A plan as a sheet that has a column for every field. */
export const planAsSheet = (plan: Plan): SheetTables => {
  const sheet: { [T in RecordTable]?: SheetTable } = { [headTable]: wholeTable([headRecord(plan)]) };
  for (const table of tableNames) sheet[table] = wholeTable(plan.tables[table]);
  return sheet;
};

const idsOf = (records: readonly PlanRecord[]): string[] => records.map(({ id }) => id);

/** What turns one plan into another; nothing in it has a cell, and nothing is received. */
export const diffPlans = (from: Plan, to: Plan): SyncDiff => {
  const { decisions } = mergePlan({ base: from, store: from, sheet: planAsSheet(to) });
  const placeOf = createPlaceOf([to, from], new Map());
  const moved = tableNames.flatMap((table) => movedIds(idsOf(from.tables[table]), idsOf(to.tables[table])).map((id) => placeOf(table, id, null)));
  return syncDiff(decisions, moved, placeOf);
};
