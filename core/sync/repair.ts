import type { Decision } from '../merge/decision';
import { referenceFields } from '../plan/check-plan';
import { recordLabel } from '../plan/computed-plan';
import type { Plan, PlanRecord, PlanTables } from '../plan/plan';
import { mapTables, recordsById, retireCodes, withField } from '../plan/records';
import { codeKey, nextCode } from '../plan/rules';
import { tableNames, type TableName } from '../plan/table-names';
import { hasCode, tables } from '../plan/tables';

/** Something in the merged plan that cannot stand: a code that is taken, a reference to what was removed. */
export type Repair =
  | { readonly kind: 'code-given'; readonly table: TableName; readonly id: string; readonly from: string; readonly to: string }
  | { readonly kind: 'code-refused'; readonly table: TableName; readonly id: string; readonly code: string }
  | { readonly kind: 'removal-refused'; readonly table: TableName; readonly id: string; readonly users: readonly string[] }
  | { readonly kind: 'reference-refused'; readonly table: TableName; readonly id: string; readonly field: string };

export interface Repaired {
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
  readonly repairs: readonly Repair[];
}

type ChangeDecision = Decision & { kind: 'change' };
type Tables = { [T in TableName]: readonly PlanRecord[] };

const replaceRecord = (records: readonly PlanRecord[], changed: PlanRecord): readonly PlanRecord[] => records.map((record) => (record.id === changed.id ? changed : record));

/** Changed codes that two records would then share go back to what they were. */
const refuseTakenCodes = (store: Plan, merged: Tables, decisions: readonly Decision[], repairs: Repair[]): Set<Decision> => {
  const undone = new Set<Decision>();
  for (const decision of decisions) {
    if (decision.kind !== 'change' || decision.field !== 'code' || decision.table === 'head') continue;
    const { table, id } = decision;
    const code = String(decision.to);
    const isTaken = merged[table].some((record) => record.id !== id && codeKey(String(record['code'])) === codeKey(code));
    const wasRetired = store.retired[table]?.some((old) => codeKey(old) === codeKey(code)) ?? false;
    if (!isTaken && !wasRetired) continue;
    undone.add(decision);
    merged[table] = merged[table].map((record) => (record.id === id ? withField(record, 'code', decision.from) : record));
    repairs.push({ kind: 'code-refused', table, id, code });
  }
  return undone;
};

const prefixOf = (table: TableName): string => {
  const { type } = tables[table].fields['code']!;
  return type.kind === 'code' ? type.prefix : '';
};

/** New records without a code, or with one that was used before, get the next that never was. */
const giveCodes = (store: Plan, merged: Tables, added: ReadonlySet<string>, repairs: Repair[]): void => {
  for (const table of tableNames.filter(hasCode)) {
    if (!merged[table].some(({ id }) => added.has(id))) continue;
    const used = new Map<string, string>((store.retired[table] ?? []).map((code) => [codeKey(code), '']));
    for (const record of merged[table]) if (!added.has(record.id)) used.set(codeKey(String(record['code'])), record.id);
    const withTyped = [...merged[table]];
    merged[table] = withTyped.map((record) => {
      if (!added.has(record.id)) return record;
      const typed = typeof record['code'] === 'string' ? record['code'] : '';
      const isFree = typed !== '' && !used.has(codeKey(typed));
      const code = isFree ? typed : nextCode(prefixOf(table), [...used.keys(), ...withTyped.map((other) => String(other['code'] ?? ''))]);
      used.set(codeKey(code), record.id);
      if (!isFree) repairs.push({ kind: 'code-given', table, id: record.id, from: typed, to: code });
      return withField(record, 'code', code);
    });
  }
};

/** Who refers to these records, by the record referred to. */
const usersOf = (merged: Tables, wanted: ReadonlySet<string>): Map<string, string[]> => {
  const users = new Map<string, string[]>();
  for (const table of tableNames) {
    for (const [field] of referenceFields(table)) {
      for (const record of merged[table]) {
        const target = record[field];
        if (typeof target === 'string' && wanted.has(target)) users.set(target, [...(users.get(target) ?? []), recordLabel(table, record)]);
      }
    }
  }
  return users;
};

type RemoveDecision = Decision & { kind: 'remove' };

/** A removed record that others still refer to comes back, and with it what it refers to itself. */
const restoreUsed = (store: Plan, merged: Tables, decisions: readonly Decision[], repairs: Repair[]): Set<Decision> => {
  const removals = decisions.filter((decision): decision is RemoveDecision => decision.kind === 'remove');
  const undone = new Set<Decision>();
  for (;;) {
    const open = removals.filter((removal) => !undone.has(removal));
    const users = open.length > 0 ? usersOf(merged, new Set(open.map(({ id }) => id))) : new Map<string, string[]>();
    const restored = open.filter(({ id }) => users.has(id));
    if (restored.length === 0) return undone;
    for (const removal of restored) {
      undone.add(removal);
      merged[removal.table] = inStoreOrder(store.tables[removal.table], [...merged[removal.table], removal.record]);
      repairs.push({ kind: 'removal-refused', table: removal.table, id: removal.id, users: users.get(removal.id)! });
    }
  }
};

/** Puts the last record where the store has it: after the nearest record above it that is still there. */
const inStoreOrder = (store: readonly PlanRecord[], records: readonly PlanRecord[]): readonly PlanRecord[] => {
  const last = records.at(-1)!;
  const rest = records.slice(0, -1);
  const present = new Map(rest.map(({ id }, position) => [id, position]));
  const own = store.findIndex(({ id }) => id === last.id);
  for (let above = own - 1; above >= 0; above--) {
    const position = present.get(store[above]!.id);
    if (position !== undefined) return [...rest.slice(0, position + 1), last, ...rest.slice(position + 1)];
  }
  return [last, ...rest];
};

/** References that the sheet set to a record which the store has removed meanwhile. */
const refuseGoneReferences = (merged: Tables, decisions: readonly Decision[], repairs: Repair[]): Set<Decision> => {
  const undone = new Set<Decision>();
  const ids = new Map(tableNames.map((table) => [table, new Set(merged[table].map(({ id }) => id))]));
  const exists = (table: TableName, id: unknown): boolean => ids.get(table)!.has(id as string);
  const dropReference = (table: TableName, id: string, field: string, back: ChangeDecision['from']): void => {
    const record = merged[table].find((one) => one.id === id);
    if (record) merged[table] = replaceRecord(merged[table], withField(record, field, back));
    repairs.push({ kind: 'reference-refused', table, id, field });
  };
  for (const decision of decisions) {
    if (decision.kind === 'change' && decision.table !== 'head') {
      const target = referenceFields(decision.table).find(([field]) => field === decision.field)?.[1];
      if (!target || decision.to === undefined || exists(target, decision.to)) continue;
      undone.add(decision);
      dropReference(decision.table, decision.id, decision.field, decision.from);
    } else if (decision.kind === 'add') {
      for (const [field, target] of referenceFields(decision.table)) {
        if (decision.record[field] !== undefined && !exists(target, decision.record[field])) dropReference(decision.table, decision.id, field, undefined);
      }
    }
  }
  return undone;
};

/** Makes a merged plan whole: SPEC.md [Y7]-[Y9]. Every mend is told. */
export const repairPlan = (store: Plan, plan: Plan, decisions: readonly Decision[]): Repaired => {
  const merged: Tables = { ...plan.tables };
  const repairs: Repair[] = [];
  const added = new Set(decisions.flatMap((decision) => (decision.kind === 'add' ? [decision.id] : [])));
  const undone = [
    refuseTakenCodes(store, merged, decisions, repairs),
    restoreUsed(store, merged, decisions, repairs),
    refuseGoneReferences(merged, decisions, repairs),
  ];
  giveCodes(store, merged, added, repairs);
  const all: PlanTables = mapTables((table) => merged[table]);
  return {
    plan: { ...plan, tables: all, retired: retireCodes(store, all) },
    decisions: withFinalRecords(decisions.filter((decision) => !undone.some((set) => set.has(decision))), all),
    repairs,
  };
};

/** Added records as they were mended. */
const withFinalRecords = (decisions: readonly Decision[], all: PlanTables): Decision[] => {
  const tablesWithNew = new Set(decisions.flatMap((decision) => (decision.kind === 'add' ? [decision.table] : [])));
  const records = new Map([...tablesWithNew].map((table) => [table, recordsById(all[table])]));
  return decisions.map((decision) => (decision.kind === 'add' ? { ...decision, record: records.get(decision.table)!.get(decision.id)! } : decision));
};
