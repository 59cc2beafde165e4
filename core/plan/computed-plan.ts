import { criterionKey, evaluate, readsOf, type ColumnRead, type EvaluationContext, type EvaluationTable, type FormulaNode, type FormulaValue, type ParameterName } from '../formula';
import { dateToSerial } from './dates';
import type { FieldType } from './field';
import { groupBy } from './group-by';
import { createLru } from './lru';
import { defaultSettings, type FieldValue, type Plan, type PlanRecord } from './plan';
import { emptyWorkMemory, remember, weightOfWorks, type PlanWork, type WorkMemory } from './plan-work';
import { cellsSeen, type PlanSight } from './plan-view';
import { remembered, rememberedByText, rememberedHere, sameList } from './remembered';
import { codeKey } from './rules';
import { tableNames, type TableName } from './table-names';
import { tables } from './tables';

/**
 * A plan with its derived fields, each computed when first asked for. Values are as formulas see them: dates are serial numbers, choices
 * are their values, references are record ids, money is in minor units, "" is no value.
 */
export interface ComputedPlan {
  readonly plan: Plan;
  /** ISO date that "today" stands for. */
  readonly today: string;
  value(table: TableName, position: number, field: string): FormulaValue;
  column(table: TableName, field: string): readonly FormulaValue[];
  /** A formula that stands by itself: the plan's progress, a count. */
  evaluate(node: FormulaNode): FormulaValue;
}

/** A computed plan that knows what was made of it, or of the revision before it. */
export interface KnownPlan extends ComputedPlan {
  /** What the work makes; what it made last where all that it looked at, and all it is given, is the same. */
  remember<G extends readonly unknown[], R>(work: PlanWork<G, R>, ...given: G): R;
}

const toFormulaValue = (value: FieldValue | undefined, type: FieldType): FormulaValue => {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (type.kind === 'date') return dateToSerial(value as string);
  return typeof value === 'object' ? value.join(',') : value;
};

const parameters: Readonly<Record<ParameterName, (plan: Plan, today: string) => number>> = {
  today: (_, today) => dateToSerial(today),
  periodStart: ({ period }) => dateToSerial(period.start),
  periodEnd: ({ period }) => dateToSerial(period.end),
  behindBelow: ({ settings }) => settings?.behindBelow ?? defaultSettings.behindBelow,
  lateBelow: ({ settings }) => settings?.lateBelow ?? defaultSettings.lateBelow,
  accountsDay: ({ settings }, today) => dateToSerial(settings?.accountsAsOf ?? today),
};
const parametersOf = (plan: Plan, today: string): Readonly<Record<ParameterName, number>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, valueIn]) => [name, valueIn(plan, today)])) as Record<ParameterName, number>;

/** Does a field follow from its record and the parameters alone, whatever other records say? */
const isFieldOfRecord = (table: TableName, field: string): boolean => {
  const { type } = tables[table].fields[field]!;
  return type.kind !== 'derived' || readsOf(type.formula, table).every((read) => read.table === table && read.field !== 'id' && isFieldOfRecord(table, read.field));
};

/** A column, and all that it follows from: parameters, the records of its table, other columns. */
interface KnownColumn {
  readonly under: string;
  readonly records: readonly PlanRecord[];
  readonly reads: readonly Values[];
  readonly values: Values;
}
type Values = readonly FormulaValue[];

/** What a formula that stands by itself came to, and all that it follows from. */
interface KnownValue {
  readonly under: string;
  readonly reads: readonly Values[];
  readonly value: FormulaValue;
}

/**
 * What was computed of a plan last. A revision shares with the one before it all columns that hold the same, and computes only what follows from
 * what is new. Nobody changes a record: the same one has the same fields.
 */
interface Memory {
  readonly columns: Map<string, KnownColumn>;
  /** A map for each plan, since the nodes outlive it. */
  readonly values: WeakMap<FormulaNode, KnownValue>;
  readonly works: WorkMemory;
}
/** As many cells of all plans together as some ten large plans have, or a thousand small ones. */
const mostCells = 2_000_000;
const memories = createLru<Memory>(mostCells);
const everything: PlanSight = Object.fromEntries(tableNames.map((table) => [table, 'all']));

/** Gives what came of it, and keeps the memory by what it weighs now. */
const keepMemory = <T>(plan: Plan, memory: Memory, result: T): T => {
  memories.set(plan.id, memory, 1 + cellsSeen(plan, everything) + weightOfWorks(memory.works));
  return result;
};
const memoryOf = (plan: Plan): Memory => {
  const memory = memories.get(plan.id) ?? { columns: new Map(), values: new WeakMap(), works: emptyWorkMemory() };
  return keepMemory(plan, memory, memory);
};

const positionsIn = (key: (value: FormulaValue) => string) => remembered((values: readonly FormulaValue[]): ReadonlyMap<string, readonly number[]> =>
  groupBy(Array.from(values, (_, position) => position), (position) => key(values[position] ?? null)));
/** Positions of rows by what stands in a column: found once for a column that stays. */
const positionsByKey = positionsIn(criterionKey);
const positionsByCode = positionsIn((code) => codeKey(String(code)));

const positionsOfChanges = (before: readonly PlanRecord[], after: readonly PlanRecord[]): readonly number[] => after.flatMap((record, position) => (record === before[position] ? [] : [position]));

/** The values with those at these positions worked out again; the same list where they come to the same. */
const withValues = (before: Values, positions: readonly number[], valueAt: (position: number) => FormulaValue): Values => {
  let values: FormulaValue[] | undefined;
  for (const position of positions) {
    const value = valueAt(position);
    if (value !== before[position]) (values ??= [...before])[position] = value;
  }
  return values ?? before;
};

const keyOf = ({ table, field }: ColumnRead): string => `${table}.${field}`;
const keysOf = (reads: readonly ColumnRead[]): readonly string[] => [...new Set(reads.map(keyOf))];

/** What a column is, and by their keys the columns that it follows from beyond its own records. */
const columnOf = rememberedByText((key) => {
  const [table, field] = key.split('.') as [TableName, string];
  const type = tables[table].fields[field]?.type;
  return { table, field, reads: type?.kind === 'derived' && !isFieldOfRecord(table, field) ? keysOf(readsOf(type.formula, table)) : [] };
});
const readsOfPlan = remembered((node: FormulaNode) => keysOf(readsOf(node, '')));

/** Makes the derived fields of a plan available; `today` is an ISO date. */
export const computePlan = (plan: Plan, today: string): KnownPlan => {
  const values = parametersOf(plan, today);
  const under = JSON.stringify(values);
  const memory = memoryOf(plan);
  const made = new Map<string, Values>();
  const isFrom = (known: KnownColumn | KnownValue, keys: readonly string[]): boolean => known.under === under && keys.every((key, i) => columnAt(key) === known.reads[i]);

  /** Where the records of a table are other ones than in this list. */
  const changesIn = rememberedByText((table) => rememberedHere((before: readonly PlanRecord[]) => positionsOfChanges(before, plan.tables[table as TableName])));
  const compute = (table: TableName, field: string): ((record: PlanRecord, position: number) => FormulaValue) => {
    if (field === 'id') return ({ id }) => id;
    const { type } = tables[table].fields[field]!;
    if (type.kind !== 'derived') return (record) => toFormulaValue(record[field], type);
    const valueAt = evaluate(type.formula, table, context);
    return (_, position) => valueAt(position);
  };
  const renew = (key: string, last: KnownColumn | undefined): KnownColumn => {
    const { table, field, reads } = columnOf(key);
    const records = plan.tables[table];
    const before = last && isFrom(last, reads) ? last : undefined;
    if (before?.records === records) return before;
    let compiled: ReturnType<typeof compute> | undefined;
    const valueAt = (record: PlanRecord, position: number): FormulaValue => (compiled ??= compute(table, field))(record, position);
    const values = before?.records.length === records.length
      ? withValues(before.values, changesIn(table)(before.records), (position) => valueAt(records[position]!, position))
      : sameList(last?.values ?? [], records.map((record, position) => (record === before?.records[position] ? before.values[position]! : valueAt(record, position))));
    return { under, records, reads: reads.map(columnAt), values };
  };
  const columnAt = (key: string): Values => {
    const known = made.get(key);
    if (known) return known;
    const found = renew(key, memory.columns.get(key));
    memory.columns.set(key, found);
    made.set(key, found.values);
    return found.values;
  };
  const column = (table: TableName, field: string): Values => columnAt(keyOf({ table, field }));
  const tableOf = rememberedByText((name): EvaluationTable => {
    const table = name as TableName;
    return {
      size: plan.tables[table].length,
      column: (field) => column(table, field),
      positions: (field, key) => positionsByKey(column(table, field)).get(key) ?? [],
      id: (position) => plan.tables[table][position]!.id,
      positionOfCode: (code) => positionsByCode(column(table, 'code')).get(codeKey(code))?.[0],
    };
  });
  const context: EvaluationContext = { table: tableOf, parameter: (name) => values[name] };
  const valueOf = (node: FormulaNode): FormulaValue => {
    const last = memory.values.get(node);
    const reads = readsOfPlan(node);
    if (last && isFrom(last, reads)) return last.value;
    const value = evaluate(node, '', context)(0);
    memory.values.set(node, { under, reads: reads.map(columnAt), value });
    return value;
  };
  const computed: ComputedPlan = { plan, today, value: (table, position, field) => column(table, field)[position] ?? null, column, evaluate: valueOf };
  return { ...computed, remember: (work, ...given) => keepMemory(plan, memory, remember(memory.works, computed, under, work, given)) };
};
