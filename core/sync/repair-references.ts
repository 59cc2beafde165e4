import { isConflict, type Conflict, type Decision } from '../merge/decision';
import { takeSheetOrder } from '../merge/order';
import { referenceFields } from '../plan/check-plan';
import { recordLabel } from '../plan/record-label';
import type { FieldValue, PlanRecord } from '../plan/plan';
import { indexOf } from '../plan/record-index';
import { createFinder, recordsById, withField } from '../plan/records';
import { tableNames, type TableName } from '../plan/table-names';
import { replaceRecords, type Repairing, type User } from './repairing';

type RemoveDecision = Decision & { kind: 'remove' };
const isRemoval = (decision: Decision): decision is RemoveDecision => decision.kind === 'remove';

/** A reference that the sheet set, and what it goes back to where it cannot stand. */
interface SetReference {
  readonly table: TableName;
  readonly id: string;
  readonly field: string;
  readonly to: FieldValue | undefined;
  readonly back: FieldValue | undefined;
  /** What falls with it; the rest of a new record goes in. */
  readonly decision: Decision | null;
}

const setReferences = (decision: Decision): SetReference[] => {
  if (decision.kind === 'add') {
    const { table, id, record } = decision;
    return referenceFields(table).map(([field]) => ({ table, id, field, to: record[field], back: undefined, decision: null }));
  }
  if (decision.table === 'head' || (decision.kind !== 'change' && decision.kind !== 'conflict') || decision.field === null) return [];
  const { table, id, field } = decision;
  const [to, back] = decision.kind === 'change' ? [decision.to, decision.from] : [decision.sheet as FieldValue | undefined, decision.store as FieldValue | undefined];
  return [{ table, id, field, to, back, decision }];
};

/** Is there such a record, or may there be one again? */
const createExists = ({ tables, decisions }: Repairing): ((table: TableName, id: unknown) => boolean) => {
  const removed = new Set(decisions.filter(isRemoval).map(({ table, id }) => `${table}/${id}`));
  return (table, id) => indexOf(tables[table]).has(id as string) || removed.has(`${table}/${String(id)}`);
};

const targetOf = (table: TableName, field: string): TableName | undefined => referenceFields(table).find(([name]) => name === field)?.[1];

/** Has the store had such a record, as far as the sheet knows? */
const createWasStored = ({ base, store }: Repairing): ((table: TableName, id: unknown) => boolean) => {
  const [before, now] = [createFinder(base), createFinder(store)];
  return (table, id) => (before(table, id as string) ?? now(table, id as string)) !== undefined;
};

/** References that the sheet set to a record which the store has removed meanwhile, or to a row that could not become one. */
export const refuseGoneReferences = (repairing: Repairing): void => {
  const exists = createExists(repairing);
  const wasStored = createWasStored(repairing);
  const gone = repairing.decisions.flatMap(setReferences).filter(({ table, field, to }) => {
    const target = targetOf(table, field);
    return target !== undefined && to !== undefined && !exists(target, to);
  });
  for (const table of new Set(gone.map((reference) => reference.table))) {
    const records = recordsById(repairing.tables[table]);
    for (const { id, field, to, back, decision } of gone.filter((reference) => reference.table === table)) {
      if (decision) repairing.undone.add(decision);
      records.set(id, withField(records.get(id)!, field, back));
      repairing.repairs.push({ kind: 'reference-refused', table, id, field, isNeverStored: !wasStored(targetOf(table, field)!, to) });
    }
    replaceRecords(repairing, table, records);
  }
};

/** Records whose row the sheet removed, taken out or in conflict. */
type Removal = RemoveDecision | (Conflict & { readonly table: TableName });
const isRemovalOrConflict = (decision: Decision): decision is Removal =>
  isRemoval(decision) || (isConflict(decision) && decision.table !== 'head' && decision.field === null && decision.sheet === undefined);

/** Records as the sheet will show them where a conflict stays open: what they refer to has to be there as well. */
const inConflict = ({ plan, tables, decisions, undone }: Repairing): Map<TableName, PlanRecord[]> => {
  const shown = new Map<TableName, PlanRecord[]>();
  const recordOf = createFinder({ ...plan, tables });
  for (const decision of decisions) {
    if (!isConflict(decision) || decision.table === 'head' || undone.has(decision) || decision.sheet === undefined) continue;
    const { table, id, field, sheet } = decision;
    if (!shown.has(table)) shown.set(table, []);
    if (field === null) shown.get(table)!.push(sheet as PlanRecord);
    else if (referenceFields(table).some(([name]) => name === field)) shown.get(table)!.push(withField(recordOf(table, id)!, field, sheet as FieldValue));
  }
  return shown;
};

/** Who refers to these records, by the record referred to. */
const usersOf = (repairing: Repairing, wanted: ReadonlySet<string>): Map<string, User[]> => {
  const users = new Map<string, User[]>();
  const conflicts = inConflict(repairing);
  for (const table of tableNames) {
    for (const [field] of referenceFields(table)) {
      for (const record of [...repairing.tables[table], ...(conflicts.get(table) ?? [])]) {
        const target = record[field];
        if (typeof target !== 'string' || !wanted.has(target)) continue;
        if (!users.has(target)) users.set(target, []);
        users.get(target)!.push({ table, id: record.id, field, label: recordLabel(table, record) });
      }
    }
  }
  return users;
};

/** The record where the store has it: after the nearest record above it that is still there. */
const withRestored = (store: readonly PlanRecord[], records: readonly PlanRecord[], restored: readonly PlanRecord[]): readonly PlanRecord[] => {
  const all = recordsById([...records, ...restored]);
  const inStore = new Set(store.map(({ id }) => id));
  const inStoreOrder = store.flatMap(({ id }) => all.get(id) ?? []);
  return takeSheetOrder([...inStoreOrder, ...records.filter(({ id }) => !inStore.has(id))], records.map(({ id }) => id));
};

const restore = (repairing: Repairing, removals: readonly Removal[], users: ReadonlyMap<string, User[]>): void => {
  for (const removal of removals) {
    repairing.undone.add(removal);
    repairing.repairs.push({ kind: 'removal-refused', table: removal.table, id: removal.id, users: users.get(removal.id)! });
  }
  for (const table of new Set(removals.map((removal) => removal.table))) {
    const records = removals.flatMap((removal) => (removal.table === table && isRemoval(removal) ? [removal.record] : []));
    repairing.tables[table] = withRestored(repairing.store.tables[table], repairing.tables[table], records);
  }
};

/** A removed record that others still refer to comes back, and with it what it refers to itself. */
export const restoreUsed = (repairing: Repairing): void => {
  const removals = repairing.decisions.filter(isRemovalOrConflict);
  for (;;) {
    const open = removals.filter((removal) => !repairing.undone.has(removal));
    if (open.length === 0) return;
    const users = usersOf(repairing, new Set(open.map(({ id }) => id)));
    const used = open.filter(({ id }) => users.has(id));
    if (used.length === 0) return;
    restore(repairing, used, users);
  }
};
