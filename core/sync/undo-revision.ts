import { budgetLinksOf, undoneLinks, withBudgetLinks } from '../plan/budget/links';
import { isConflict, mergePlan, movedIds, takeSheetOrder, type Conflict } from '../merge';
import type { Plan, PlanRecord } from '../plan/plan';
import { mapTables } from '../plan/records';
import { tableNames, type TableName } from '../plan/table-names';
import { planAsSheet } from './diff-plans';
import { repairPlan } from './repair';
import type { Repair } from './repairing';
import { createPlaceOf, syncDiff } from './sync-diff';
import type { SyncDiff } from './sync-result';
import { createKeep, type Keep, type KeptEdit } from './undo-kept';

export interface UndoInput {
  /** The plan before the revision that is undone. */
  readonly before: Plan;
  /** What that revision made of it. */
  readonly revision: Plan;
  /** What the store has now. */
  readonly store: Plan;
}

export interface UndoDecision {
  /** The plan that the store should have now; the store's own where nothing changes. */
  readonly plan: Plan;
  readonly isPlanChanged: boolean;
  /** What the undo does to the store's plan; nothing in it has a cell, and what is received is what came later. */
  readonly diff: SyncDiff;
  /** What the revision did and is not undone, since something was changed later. */
  readonly kept: readonly KeptEdit[];
}

const idsOf = (records: readonly PlanRecord[]): string[] => records.map(({ id }) => id);

/** A table whose rows the revision moved, and which still stands in another order than before. */
interface Reordered {
  readonly table: TableName;
  readonly moved: readonly string[];
  readonly isMovedSince: boolean;
}

const reorderedTables = ({ before, revision, store }: UndoInput): Reordered[] =>
  tableNames.flatMap((table) => {
    const [was, became, is] = [idsOf(before.tables[table]), idsOf(revision.tables[table]), idsOf(store.tables[table])];
    const moved = movedIds(was, became);
    return moved.length === 0 || movedIds(was, is).length === 0 ? [] : [{ table, moved, isMovedSince: movedIds(became, is).length > 0 }];
  });

const withOrderBefore = (plan: Plan, before: Plan, reordered: readonly Reordered[]): Plan => {
  const back = new Set(reordered.flatMap(({ table, isMovedSince }) => (isMovedSince ? [] : [table])));
  return { ...plan, tables: mapTables((table) => (back.has(table) ? takeSheetOrder(plan.tables[table], idsOf(before.tables[table])) : plan.tables[table])) };
};

/** One side of a whole record's conflict is gone: the store's where somebody removed it later, else that of the plan before, which had no such record. */
const keptConflict = (keep: Keep, { table, id, field, store }: Conflict): KeptEdit => keep(field === null && store === undefined ? 'removed-later' : 'changed-later', { table, id, field });

const keptRepair = (keep: Keep, repair: Repair): KeptEdit => {
  const { table, id } = repair;
  switch (repair.kind) {
    case 'removal-refused': return keep('used-later', { table, id, field: null }, [...new Set(repair.users.map(({ label }) => label))]);
    case 'reference-refused': return keep('reference-gone', { table, id, field: repair.field });
    case 'code-given': case 'code-refused': return keep('code-taken', { table, id, field: 'code' });
  }
};

/**
 * What undoing a revision does, from the plan before it, what it made of that, and what the store has now: a merge whose base is the
 * revision, so that what came later stays. Pure. SPEC.md [Y19]-[Y23].
 */
export const decideUndo = (input: UndoInput): UndoDecision => {
  const { before, revision, store } = input;
  const merged = mergePlan({ base: revision, store, sheet: planAsSheet(before) });
  // The merge leaves what is in conflict as the store has it, and here that settles it: nothing of it is left for the repair to weigh.
  const conflicts = merged.decisions.filter(isConflict);
  const { plan: repaired, decisions, repairs } = repairPlan({ base: before, store, plan: merged.plan, decisions: merged.decisions.filter((decision) => !isConflict(decision)) });
  const reordered = reorderedTables(input);
  const links = undoneLinks(before, revision, store);
  const isLinkChanged = JSON.stringify(links) !== JSON.stringify(budgetLinksOf(store));
  const undone = withBudgetLinks(withOrderBefore(repaired, before, reordered), links);
  const placeOf = createPlaceOf([undone, store, before, revision], new Map());
  const moved = reordered.flatMap(({ table }) => movedIds(idsOf(store.tables[table]), idsOf(undone.tables[table])).map((id) => placeOf(table, id, null)));
  const diff = syncDiff(decisions, moved, placeOf);
  const isPlanChanged = diff.added.length + diff.changed.length + diff.removed.length + moved.length > 0 || isLinkChanged;
  const keep = createKeep({ before, revision, now: undone }, placeOf);
  const kept = [
    ...conflicts.map((conflict) => keptConflict(keep, conflict)),
    ...repairs.map((repair) => keptRepair(keep, repair)),
    ...reordered.flatMap(({ table, moved: ids, isMovedSince }) => (isMovedSince ? ids.map((id) => keep('moved-later', { table, id, field: null })) : [])),
  ];
  return { plan: isPlanChanged ? undone : store, isPlanChanged, diff, kept };
};
