import { compareValues, operators } from './operators';
import { foldCase, functions, toText } from './functions';
import { isFormulaError, type Criterion, type FormulaNode, type FormulaValue, type ParameterName } from './node';

/**
 * Rows of one table as columns of values, by position. References in a column are record ids; choices are their values; dates are
 * serial numbers; money is in minor units.
 */
export interface EvaluationTable {
  readonly size: number;
  column(field: string): readonly FormulaValue[];
  /** Positions of the rows whose value in `field` equals this key (see `criterionKey`), ascending. */
  positions(field: string, key: string): readonly number[];
  id(position: number): string;
  positionOfCode(code: string): number | undefined;
}

export interface EvaluationContext {
  table(name: string): EvaluationTable;
  parameter(name: ParameterName): FormulaValue;
}

/** A formula made ready for many rows: gives the value for the row at a position. */
export type Evaluator = (position: number) => FormulaValue;

/** Values that a criterion takes as equal have one key: text without regard to case, numbers as numbers; empty is "". */
export const criterionKey = (value: FormulaValue): string => {
  if (value === null || value === '') return '';
  return typeof value === 'string' ? `t${foldCase(value)}` : `${typeof value}${String(value)}`;
};

/**
 * Makes an evaluator of a node for the rows of `tableName` ("" where the formula stands by itself). Rules: SPEC.md [E1]-[E16].
 */
export const compile = (node: FormulaNode, tableName: string, context: EvaluationContext): Evaluator => {
  const nested = (inner: FormulaNode): Evaluator => compile(inner, tableName, context);
  switch (node.kind) {
    case 'literal': return () => node.value;
    case 'choice': return () => node.value;
    case 'field': return compileField(node.field, tableName, context);
    case 'parameter': return () => context.parameter(node.name);
    case 'binary': return compileBinary(operators[node.operator], nested(node.left), nested(node.right));
    case 'call': return compileCall(node, nested);
    case 'count': return compileCount(node.table, node.where, tableName, context);
    case 'sum': return compileSum(node.table, node.field, node.where, tableName, context);
    case 'lookup': return compileLookup(node.table, node.code, node.field, context);
    case 'through': return compileThrough(node, tableName, context);
  }
};

/** The value a cell shows: what is empty inside a formula is 0 at its end. */
export const evaluate = (node: FormulaNode, tableName: string, context: EvaluationContext): Evaluator => {
  const compiled = compile(node, tableName, context);
  return (position) => compiled(position) ?? 0;
};

/** A column by position, asked for when the first row is: it may be computed, from others. */
const cellsOf = (table: EvaluationTable, field: string): Evaluator => {
  let values: readonly FormulaValue[] | undefined;
  return (position) => (values ??= table.column(field))[position] ?? null;
};

const compileField = (name: string, tableName: string, context: EvaluationContext): Evaluator => cellsOf(context.table(tableName), name);

const compileBinary = (operate: (left: FormulaValue, right: FormulaValue) => FormulaValue, left: Evaluator, right: Evaluator): Evaluator =>
  (position) => operate(left(position), right(position));

const compileCall = (node: FormulaNode & { kind: 'call' }, nested: (inner: FormulaNode) => Evaluator): Evaluator => {
  const run = functions[node.name];
  // One list of arguments for all rows: no formula asks for itself, so a row is done before the next one begins.
  let current = 0;
  const args = node.args.map((arg) => {
    const evaluator = nested(arg);
    return { value: () => evaluator(current), isCell: arg.kind === 'field' };
  });
  return (position) => {
    current = position;
    return run(args);
  };
};

type Matching = (position: number) => readonly number[];

const compileCount = (name: string, where: readonly Criterion[], tableName: string, context: EvaluationContext): Evaluator => {
  const matching = compileCriteria(name, where, tableName, context);
  return (position) => matching(position).length;
};

const compileSum = (name: string, field: string, where: readonly Criterion[], tableName: string, context: EvaluationContext): Evaluator => {
  const matching = compileCriteria(name, where, tableName, context);
  const table = context.table(name);
  return (position) => sumOf(table.column(field), matching(position));
};

/** Only numbers count; an error among them is the result. */
const sumOf = (values: readonly FormulaValue[], positions: readonly number[]): FormulaValue => {
  let total = 0;
  for (const position of positions) {
    const value = values[position] ?? null;
    if (isFormulaError(value)) return value;
    if (typeof value === 'number') total += value;
  }
  return total;
};

const compileLookup = (name: string, code: string, field: string, context: EvaluationContext): Evaluator => () => {
  const table = context.table(name);
  const position = table.positionOfCode(code);
  return position === undefined ? { error: '#N/A' } : (table.column(field)[position] ?? null);
};

const compileThrough = ({ reference, table: name, field }: FormulaNode & { kind: 'through' }, tableName: string, context: EvaluationContext): Evaluator => {
  const cell = cellsOf(context.table(tableName), reference);
  const table = context.table(name);
  const fieldOf = cellsOf(table, field);
  let byId: Map<string, number> | undefined;
  return (position) => {
    const id = cell(position);
    if (id === null || id === '' || isFormulaError(id)) return id ?? '';
    byId ??= new Map(Array.from({ length: table.size }, (_, row) => [table.id(row), row]));
    const found = byId.get(String(id));
    return found === undefined ? { error: '#N/A' } : toText(fieldOf(found));
  };
};

/** A criterion with its key, where the rows that meet it can be looked up; else a test of one row. */
interface CompiledCriterion {
  readonly lookup?: (position: number) => readonly number[];
  readonly test: (row: number, position: number) => boolean;
}

const compileCriteria = (name: string, where: readonly Criterion[], tableName: string, context: EvaluationContext): Matching => {
  const table = context.table(name);
  const compiled = where.map((criterion) => compileCriterion(criterion, table, tableName, context));
  const all = compiled.some(({ lookup }) => lookup) ? undefined : Array.from({ length: table.size }, (_, row) => row);
  return (position) => {
    const { rows, of } = shortest(compiled, position) ?? { rows: all!, of: undefined };
    const rest = compiled.filter((criterion) => criterion !== of);
    return rest.length === 0 || rows.length === 0 ? rows : rows.filter((row) => rest.every((criterion) => criterion.test(row, position)));
  };
};

/** The fewest rows that one of the criteria leaves by being looked up: a sum over few of many rows costs what the few do. */
const shortest = (criteria: readonly CompiledCriterion[], position: number): { readonly rows: readonly number[]; readonly of: CompiledCriterion } | undefined => {
  let best: { readonly rows: readonly number[]; readonly of: CompiledCriterion } | undefined;
  for (const of of criteria) {
    const rows = of.lookup?.(position);
    if (rows && (!best || rows.length < best.rows.length)) best = { rows, of };
  }
  return best;
};

const byKey = (table: EvaluationTable, field: string, key: (position: number) => string): CompiledCriterion => {
  const cell = cellsOf(table, field);
  return { lookup: (position) => table.positions(field, key(position)), test: (row, position) => criterionKey(cell(row)) === key(position) };
};

const compileCriterion = (criterion: Criterion, table: EvaluationTable, tableName: string, context: EvaluationContext): CompiledCriterion => {
  const { field } = criterion;
  if (criterion.is === 'this') return byKey(table, field, thisKey(criterion.via, tableName, context));
  if (criterion.is === 'empty') return byKey(table, field, () => '');
  const cell = cellsOf(table, field);
  if (!('value' in criterion)) return { test: (row) => criterionKey(cell(row)) !== '' };
  const value = compile(criterion.value, tableName, context);
  const { is } = criterion;
  if (is === '=') return byKey(table, field, (position) => criterionKey(value(position)));
  if (is === '<>') return { test: (row, position) => criterionKey(cell(row)) !== criterionKey(value(position)) };
  return { test: (row, position) => isOrdered(is, cell(row), value(position)) };
};

const thisKey = (via: string | undefined, tableName: string, context: EvaluationContext): ((position: number) => string) => {
  const own = context.table(tableName);
  if (via === undefined) return (position) => criterionKey(own.id(position));
  const cell = cellsOf(own, via);
  return (position) => criterionKey(cell(position));
};

/** `<` and its kin compare numbers with numbers only: text and empty cells never meet them. */
const isOrdered = (is: '<' | '<=' | '>' | '>=', cell: FormulaValue, limit: FormulaValue): boolean => {
  if (typeof cell !== 'number' || typeof limit !== 'number') return false;
  const order = compareValues(cell, limit);
  return is === '<' ? order < 0 : is === '<=' ? order <= 0 : is === '>' ? order > 0 : order >= 0;
};
