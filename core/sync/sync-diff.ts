import type { Decision, Disagreement, SheetTables } from '../merge/decision';
import { isInOrder, movedIds } from '../merge/order';
import type { Plan, PlanRecord } from '../plan/plan';
import { indexOf } from '../plan/record-index';
import { headTable, type RecordTable } from '../plan/records';
import { tableNames } from '../plan/table-names';
import { cellAddress } from '../sheet/grid';
import type { Places } from '../sheet/parse/parse-context';
import type { Stamp } from '../sheet/stamp';
import type { DiffChange, DiffConflict, DiffPlace, DiffSettled, SyncDiff } from './sync-result';

/** Finds a record's code in the first plan that has it. */
const createCodes = (plans: readonly Plan[]): ((table: RecordTable, id: string) => string | null) => (table, id) => {
  if (table === headTable) return null;
  const record = plans.map(({ tables }) => indexOf(tables[table]).get(id)).find((one) => one !== undefined);
  return typeof record?.['code'] === 'string' ? record['code'] : null;
};

/** "Tiltak!F12": the cell of a field, or of the row's first field; null where the sheet has no such row. */
export const cellOf = (places: Places, table: RecordTable, id: string, field: string | null): string | null => {
  const place = places.get(table);
  // The head stands as a field a row; the other tables as a record a row.
  const row = table === headTable ? place?.rows.get(field ?? '') : place?.rows.get(id);
  const column = (field === null ? undefined : place?.columns.get(field)) ?? place?.columns.values().next().value;
  return place === undefined || row === undefined || column === undefined ? null : `${place.tab}!${cellAddress(row, column)}`;
};

export type PlaceOf = (table: RecordTable, id: string, field: string | null) => DiffPlace;

/** Names records by code and cell, as they stand in these plans and in the sheet. */
export const createPlaceOf = (plans: readonly Plan[], places: Places): PlaceOf => {
  const codeOf = createCodes(plans);
  return (table, id, field) => ({ table, id, code: codeOf(table, id), cell: cellOf(places, table, id, field) });
};

const ids = (records: readonly PlanRecord[]): string[] => records.map(({ id }) => id);

/** Rows that stand in another order in the sheet than in the plan it was rendered from; not those that a sync put below the others. */
export const movedRows = (rendered: Plan, sheet: SheetTables, { placedBelow = [] }: Stamp, placeOf: PlaceOf): DiffPlace[] => {
  const placed = new Set(placedBelow);
  return tableNames.flatMap((table) => {
    const all = sheet[table]?.rows ?? [];
    if (isInOrder(all, rendered.tables[table])) return [];
    const rows = all.map(({ record }) => record.id).filter((id) => !placed.has(id));
    return movedIds(ids(rendered.tables[table]), rows).map((id) => placeOf(table, id, null));
  });
};

/** What the sheet's edits come to, from the decisions of a merge. */
export const syncDiff = (decisions: readonly Decision[], moved: readonly DiffPlace[], placeOf: PlaceOf): SyncDiff => {
  const added: DiffPlace[] = [];
  const changed: DiffChange[] = [];
  const removed: DiffPlace[] = [];
  const received: DiffPlace[] = [];
  for (const decision of decisions) {
    const { table, id } = decision;
    if (decision.kind === 'add') added.push(placeOf(table, id, null));
    if (decision.kind === 'change') changed.push({ ...placeOf(table, id, decision.field), field: decision.field, from: decision.from ?? null, to: decision.to ?? null });
    if (decision.kind === 'remove') removed.push(placeOf(table, id, null));
    if (decision.kind === 'receive') received.push(placeOf(table, id, decision.field));
  }
  return { added, changed, moved, removed, received };
};

const diffConflict = ({ table, id, field, base, store, sheet }: Disagreement, placeOf: PlaceOf): DiffConflict => ({ ...placeOf(table, id, field), field, base, store, sheet });

export const diffConflicts = (conflicts: readonly Disagreement[], placeOf: PlaceOf): DiffConflict[] => conflicts.map((conflict) => diffConflict(conflict, placeOf));

/** The conflicts that these decisions settle. */
export const diffSettled = (decisions: readonly Decision[], placeOf: PlaceOf): DiffSettled[] =>
  decisions.flatMap((decision) => (decision.kind !== 'conflict' && decision.settled ? [{ ...diffConflict(decision.settled.conflict, placeOf), take: decision.settled.take }] : []));
