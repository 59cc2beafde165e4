import type { PlanProblem } from './plan-problem';
import type { Plan, PlanRecord } from './plan';
import { codeKey } from './rules';
import { tableNames, type TableName } from './table-names';
import { hasCode, storedFieldsOf } from './tables';

const ids = (plan: Plan): Record<TableName, Set<string>> => Object.fromEntries(tableNames.map((table) => [table, new Set(plan.tables[table].map(({ id }) => id))])) as Record<TableName, Set<string>>;

/** Fields of a table that hold the id of another record, with the table it stands in. */
export const referenceFields = (table: TableName): readonly (readonly [string, TableName])[] => references[table];
const references = Object.fromEntries(
  tableNames.map((table) => [table, storedFieldsOf(table).flatMap(([field, { type }]) => (type.kind === 'reference' ? [[field, type.to] as const] : []))]),
) as Record<TableName, (readonly [string, TableName])[]>;

const danglingReferences = (plan: Plan): PlanProblem[] => {
  const known = ids(plan);
  return tableNames.flatMap((table) => referenceFields(table).flatMap(([field, to]) =>
    plan.tables[table].flatMap((record): PlanProblem[] =>
      typeof record[field] === 'string' && !known[to].has(record[field]) ? [{ code: 'REFERENCE_GONE', table, id: record.id, field }] : [])));
};

const repeated = <T>(items: readonly T[], key: (item: T) => string): T[] => {
  const seen = new Set<string>();
  return items.filter((item) => seen.size === seen.add(key(item)).size);
};

const repeatedCodes = (plan: Plan): PlanProblem[] =>
  tableNames.filter(hasCode).flatMap((table) => repeated(plan.tables[table], (record) => codeKey(String(record['code']))).map(({ id }): PlanProblem => ({ code: 'CODE_TWICE', table, id, field: 'code' })));

const repeatedIds = (plan: Plan): PlanProblem[] =>
  tableNames.flatMap((table) => repeated(plan.tables[table], ({ id }) => id).map(({ id }): PlanProblem => ({ code: 'BAD_ID', table, id, field: null })));

const isUnreachable = (goal: PlanRecord): boolean => goal['target'] !== undefined && goal['target'] === goal['baseline'];

const uselessTargets = (plan: Plan): PlanProblem[] => plan.tables.goals.filter(isUnreachable).map(({ id }) => ({ code: 'TARGET_IS_BASELINE', table: 'goals', id, field: 'target' }));

const reversedPeriod = ({ period }: Plan): PlanProblem[] => (period.start > period.end ? [{ code: 'PERIOD_REVERSED', table: 'head', id: 'head', field: 'period.end' }] : []);

/** What is wrong with a plan whose fields are each right: references to nothing, codes twice, targets that cannot be measured. */
export const planProblems = (plan: Plan): PlanProblem[] =>
  [repeatedIds, repeatedCodes, danglingReferences, uselessTargets, reversedPeriod].flatMap((check) => check(plan));
