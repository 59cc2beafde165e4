import {
  call, choice, count, criterionKey, divide, evaluate, field, greater, iff, literal, nothing, sum, type Criterion, type EvaluationContext, type EvaluationTable, type FormulaNode,
  type FormulaValue,
} from '../../formula';
import { signalFor } from '../progress';
import type { FreshnessState, RollUp } from './roll-up';
import { coverageKey, rollUpTables, type RollUpTable, type RollUpTableName } from './tables';

/**
 * The totals of a roll-up, as formulas over its tables: evaluated here, and printed for each host, so that what a sheet shows and what is computed are the
 * same numbers. [B8]
 */

/** Only numbers meet this: no header, no empty cell. */
const isFigure = (name: string): Criterion => ({ field: name, is: '>=', value: literal(0) });
const ofCode = (code: string): Criterion => ({ field: 'code', is: '=', value: literal(code) });

/** The plain mean of the rows that have a value: each region counts alike. */
const mean = (table: RollUpTableName, name: string, ...where: Criterion[]): FormulaNode =>
  iff(greater(count(table, isFigure(name), ...where), literal(0)), divide(sum(table, name, isFigure(name), ...where), count(table, isFigure(name), ...where)), nothing);

export const meanProgress = mean('regions', 'progress');
export const meanExpected = mean('regions', 'expected');
export const meanMaturity = call('IFERROR', call('ROUND', mean('regions', 'maturity'), literal(1)), nothing);
/** By the national plan's thresholds, from the two cells that hold these means. */
export const wholeSignal = signalFor(field('progress'), field('expected'));
export const totalOf = (name: 'goals' | 'activities' | 'completed' | 'overdue' | 'hours'): FormulaNode => sum('regions', name);
export const regionsWithFigures = count('regions', isFigure('expected'));
export const regionsWithSignal = (signal: string): FormulaNode => count('regions', { field: 'signal', is: '=', value: choice('signal', signal) });
export const regionsInState = (state: FreshnessState): FormulaNode => count('regions', { field: 'state', is: '=', value: choice('freshness', state) });

export const areaTotal = (code: string, name: 'goals' | 'activities' | 'completed' | 'overdue'): FormulaNode => sum('areas', name, ofCode(code));
export const areaMean = (code: string): FormulaNode => mean('areas', 'progress', ofCode(code));

/** Regions with a goal of their own under a superior goal. */
export const regionsCovering = (code: string): FormulaNode => count('coverage', { field: coverageKey('goals', code), is: '>', value: literal(0) });
export const coverageTotal = (measure: 'goals' | 'activities', code: string): FormulaNode => sum('coverage', coverageKey(measure, code));
export const coverageMean = (code: string): FormulaNode => mean('coverage', coverageKey('progress', code));

export type BudgetMeasure = 'planned' | 'adopted' | 'actual' | 'left';
/** Amounts of one year and currency; exact, also where a host adds decimals. `year` is a value of the column. */
export const budgetTotal = (measure: BudgetMeasure, year: FormulaNode, currency: string): FormulaNode =>
  call('ROUND', sum('budget', measure, { field: 'year', is: '=', value: year }, { field: 'currency', is: '=', value: literal(currency) }), literal(2));

/** A roll-up whose totals can be computed. */
export interface ComputedRollUp {
  readonly rollUp: RollUp;
  readonly tables: Readonly<Record<RollUpTableName, RollUpTable>>;
  evaluate(node: FormulaNode): FormulaValue;
}

const evaluationTable = ({ columns, rows }: Pick<RollUpTable, 'columns' | 'rows'>): EvaluationTable => {
  const column = (name: string): readonly FormulaValue[] => {
    const at = columns.findIndex(({ key }) => key === name);
    return rows.map(({ cells }) => cells[at] ?? null);
  };
  return {
    size: rows.length,
    column,
    positions: (name, key) => column(name).flatMap((value, position) => (criterionKey(value) === key ? [position] : [])),
    id: String,
    positionOfCode: () => undefined,
  };
};

/** The tables of a roll-up with what evaluates formulas over them. */
export const computeRollUp = (rollUp: RollUp): ComputedRollUp => {
  const tables = rollUpTables(rollUp);
  const made = new Map(Object.values(tables).map((table) => [table.name as string, evaluationTable(table)]));
  const { behindBelow, lateBelow } = rollUp.thresholds;
  const context: EvaluationContext = {
    table: (name) => made.get(name) ?? wholeRow,
    parameter: (name) => (name === 'behindBelow' ? behindBelow : name === 'lateBelow' ? lateBelow : null),
  };
  const run = (node: FormulaNode): FormulaValue => evaluate(node, '', context)(0);
  const wholeRow: EvaluationTable = { ...evaluationTable({ columns: [], rows: [] }), size: 1, column: (name) => [run(name === 'progress' ? meanProgress : meanExpected)] };
  return { rollUp, tables, evaluate: run };
};
