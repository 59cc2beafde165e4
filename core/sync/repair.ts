import type { Decision } from '../merge/decision';
import type { Plan } from '../plan/plan';
import { mapTables, recordsById, retireCodes } from '../plan/records';
import { tableNames } from '../plan/table-names';
import { giveCodes, refuseTakenCodes } from './repair-codes';
import { refuseGoneReferences, restoreUsed } from './repair-references';
import type { Repair, RepairInput, Repairing } from './repairing';

export interface Repaired {
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
  readonly repairs: readonly Repair[];
}

/** Added records as they were mended. */
const finalDecisions = ({ decisions, undone, tables }: Repairing): Decision[] => {
  const withNew = new Set(decisions.flatMap((decision) => (decision.kind === 'add' ? [decision.table] : [])));
  const records = new Map([...withNew].map((table) => [table, recordsById(tables[table])]));
  return decisions
    .filter((decision) => !undone.has(decision))
    .map((decision) => (decision.kind === 'add' ? { ...decision, record: records.get(decision.table)!.get(decision.id)! } : decision));
};

/** Makes a merged plan whole: SPEC.md [Y7]-[Y9]. Every mend is told. */
export const repairPlan = (input: RepairInput): Repaired => {
  const repairing: Repairing = { ...input, tables: { ...input.plan.tables }, undone: new Set(), repairs: [] };
  refuseTakenCodes(repairing);
  refuseGoneReferences(repairing);
  restoreUsed(repairing);
  giveCodes(repairing);
  const told = { decisions: finalDecisions(repairing), repairs: repairing.repairs };
  if (tableNames.every((table) => repairing.tables[table] === input.plan.tables[table])) return { plan: input.plan, ...told };
  const tables = mapTables((table) => repairing.tables[table]);
  return { plan: { ...input.plan, tables, retired: retireCodes(input.store, tables) }, ...told };
};
