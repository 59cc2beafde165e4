import { codeSeparator, criterionKey, evaluate, type EvaluationContext, type EvaluationTable, type FormulaNode, type FormulaValue, type ParameterName } from '../formula';
import { dateToSerial } from './dates';
import type { FieldType } from './field';
import { defaultSettings, type FieldValue, type Plan, type PlanRecord } from './plan';
import { codeKey } from './rules';
import type { TableName } from './table-names';
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

const toFormulaValue = (value: FieldValue | undefined, type: FieldType): FormulaValue => {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (type.kind === 'date') return dateToSerial(value as string);
  return typeof value === 'object' ? value.join(',') : value;
};

const indexBy = <K>(size: number, key: (position: number) => K): Map<K, number[]> => {
  const index = new Map<K, number[]>();
  for (let position = 0; position < size; position++) {
    const own = key(position);
    const found = index.get(own);
    if (found) found.push(position);
    else index.set(own, [position]);
  }
  return index;
};

const memo = <K, V extends object | number>(make: (key: K) => V): ((key: K) => V) => {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

const createTable = (name: TableName, records: readonly PlanRecord[], context: EvaluationContext): EvaluationTable => {
  const column = memo((field: string): readonly FormulaValue[] => {
    const { type } = tables[name].fields[field]!;
    if (type.kind !== 'derived') return records.map((record) => toFormulaValue(record[field], type));
    const compute = evaluate(type.formula, name, context);
    return records.map((_, position) => compute(position));
  });
  const index = memo((field: string) => {
    const values = column(field);
    return indexBy(records.length, (position) => criterionKey(values[position] ?? null));
  });
  const byCode = memo((code: string) => records.findIndex((record) => codeKey(String(record['code'])) === code));
  return {
    size: records.length,
    column,
    positions: (field, key) => index(field).get(key) ?? [],
    id: (position) => records[position]!.id,
    positionOfCode: (code) => {
      const position = byCode(codeKey(code));
      return position < 0 ? undefined : position;
    },
  };
};

const parameterOf = (plan: Plan, today: string, name: ParameterName): number => {
  switch (name) {
    case 'today': return dateToSerial(today);
    case 'periodStart': return dateToSerial(plan.period.start);
    case 'periodEnd': return dateToSerial(plan.period.end);
    case 'behindBelow': return plan.settings?.behindBelow ?? defaultSettings.behindBelow;
    case 'accountsDay': return dateToSerial(plan.settings?.accountsAsOf ?? today);
    case 'lateBelow': return plan.settings?.lateBelow ?? defaultSettings.lateBelow;
  }
};

/** Makes the derived fields of a plan available; `today` is an ISO date. */
export const computePlan = (plan: Plan, today: string): ComputedPlan => {
  const table = memo((name: string): EvaluationTable => createTable(name as TableName, plan.tables[name as TableName], context));
  const context: EvaluationContext = { table, parameter: (name) => parameterOf(plan, today, name) };
  return {
    plan,
    today,
    value: (name, position, field) => table(name).column(field)[position] ?? null,
    column: (name, field) => table(name).column(field),
    evaluate: (node) => evaluate(node, '', context)(0),
  };
};

/** A title is cut in a label: with a code before it a whole one could be more than a cell holds. */
export const labelTitleLength = 200;
const cutTitle = (title: string): string => (title.length > labelTitleLength ? [...title].slice(0, labelTitleLength).join('') : title);

/** How a record is named to people: "M1.2 · Flere medlemmer", or its title where it has no code. */
export const recordLabel = (table: TableName, record: PlanRecord): string => {
  const title = cutTitle(String(record[tables[table].title] ?? ''));
  return typeof record['code'] === 'string' ? `${record['code']}${codeSeparator}${title}` : title;
};
