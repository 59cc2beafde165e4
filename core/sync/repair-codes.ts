import type { Decision } from '../merge/decision';
import { groupBy } from '../plan/group-by';
import type { FieldValue, PlanRecord } from '../plan/plan';
import { recordsById, withField } from '../plan/records';
import { codeKey, nextCode } from '../plan/rules';
import { tableNames, type TableName } from '../plan/table-names';
import { hasCode, tables } from '../plan/tables';
import { replaceRecords, type Repairing } from './repairing';

type CodeChange = Decision & { kind: 'change' };

const codeOf = (record: PlanRecord): string => (typeof record['code'] === 'string' ? record['code'] : '');
const keyOf = (code: FieldValue | undefined): string => codeKey(String(code));

const addedTo = ({ decisions }: Repairing, table: TableName): Set<string> =>
  new Set(decisions.flatMap((decision) => (decision.kind === 'add' && decision.table === table ? [decision.id] : [])));

/** Codes that are nobody's and never will be: of records that were removed, also in this sync. */
const burntCodes = ({ store, tables: merged }: Repairing, table: TableName): Set<string> => {
  const here = new Set(merged[table].map(({ id }) => id));
  const removed = store.tables[table].filter(({ id }) => !here.has(id)).map(codeOf);
  return new Set([...(store.retired[table] ?? []), ...removed].map(codeKey));
};

const codeChanges = ({ decisions }: Repairing, table: TableName): CodeChange[] =>
  decisions.filter((decision): decision is CodeChange => decision.kind === 'change' && decision.table === table && decision.field === 'code');

/** Did the record bear this code already in the plan that it comes back from? Then it is its own, also where it was retired. */
const createIsOwnCode = ({ base }: Repairing, table: TableName): ((id: string, code: FieldValue | undefined) => boolean) => {
  const inBase = recordsById(base.tables[table]);
  return (id, code) => inBase.get(id)?.['code'] === code;
};

/** Changed codes that cannot stand. One that goes back may be in the way of those that took its old code, so these are looked at again. */
const refusedChanges = (repairing: Repairing, table: TableName, changes: readonly CodeChange[]): Set<CodeChange> => {
  const burnt = burntCodes(repairing, table);
  const isOwnCode = createIsOwnCode(repairing, table);
  const added = addedTo(repairing, table);
  const holders = new Map<string, number>();
  const count = (key: string, by: number): unknown => holders.set(key, (holders.get(key) ?? 0) + by);
  for (const record of repairing.tables[table]) if (!added.has(record.id)) count(keyOf(record['code']), 1);
  const takers = groupBy(changes, ({ to }) => keyOf(to));
  const refused = new Set<CodeChange>();
  const open = [...changes];
  for (const change of open) {
    const key = keyOf(change.to);
    if (refused.has(change) || (holders.get(key) === 1 && (!burnt.has(key) || isOwnCode(change.id, change.to)))) continue;
    refused.add(change);
    count(key, -1);
    count(keyOf(change.from), 1);
    open.push(...(takers.get(keyOf(change.from)) ?? []));
  }
  return refused;
};

/** Changed codes that are another's, or were before, go back to what they were. */
export const refuseTakenCodes = (repairing: Repairing): void => {
  for (const table of tableNames.filter(hasCode)) {
    const changes = codeChanges(repairing, table);
    if (changes.length === 0) continue;
    const records = recordsById(repairing.tables[table]);
    const refused = [...refusedChanges(repairing, table, changes)];
    for (const change of refused) {
      repairing.undone.add(change);
      repairing.repairs.push({ kind: 'code-refused', table, id: change.id, code: String(change.to) });
    }
    replaceRecords(repairing, table, new Map(refused.map(({ id, from }) => [id, withField(records.get(id)!, 'code', from)])));
  }
};

const prefixOf = (table: TableName): string => {
  const { type } = tables[table].fields['code']!;
  return type.kind === 'code' ? type.prefix : '';
};

/** Is this code a new record's to have? One that comes back may keep its own. */
const createIsFree = (repairing: Repairing, table: TableName, held: ReadonlySet<string>): ((record: PlanRecord) => boolean) => {
  const burnt = burntCodes(repairing, table);
  const isOwnCode = createIsOwnCode(repairing, table);
  return (record) => {
    const code = codeOf(record);
    return code !== '' && !held.has(codeKey(code)) && (!burnt.has(codeKey(code)) || isOwnCode(record.id, code));
  };
};

const giveCodesIn = (repairing: Repairing, table: TableName, added: ReadonlySet<string>): void => {
  const records = repairing.tables[table];
  const held = new Set(records.filter(({ id }) => !added.has(id)).map((record) => codeKey(codeOf(record))));
  const isFree = createIsFree(repairing, table, held);
  let next = nextCode(prefixOf(table), [...burntCodes(repairing, table), ...records.map(codeOf)]);
  const coded = records.filter(({ id }) => added.has(id)).map((record): PlanRecord => {
    const isKept = isFree(record);
    const code = isKept ? codeOf(record) : next;
    held.add(codeKey(code));
    if (isKept) return record;
    next = nextCode(prefixOf(table), [next]);
    repairing.repairs.push({ kind: 'code-given', table, id: record.id, from: codeOf(record), to: code });
    return withField(record, 'code', code);
  });
  replaceRecords(repairing, table, recordsById(coded));
};

/** New records without a code, or with one that was used before, get the next that never was. */
export const giveCodes = (repairing: Repairing): void => {
  const addedTables = new Set(repairing.decisions.flatMap((decision) => (decision.kind === 'add' ? [decision.table] : [])));
  for (const table of tableNames.filter((one) => addedTables.has(one) && hasCode(one))) {
    giveCodesIn(repairing, table, addedTo(repairing, table));
  }
};
