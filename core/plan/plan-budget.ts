import { call, literal, subtract, sum, type Criterion, type FormulaNode } from '../formula/node';
import { rememberedBy } from './remembered';

/** A line that the plan costs nothing on. What names no account can be held against nothing, and is taken for the plan's. */
const isOthersLine: Criterion = { field: 'planned', is: '=', value: literal(0) };

/**
 * What some lines of the budget come to that the plan costs something on. A treasurer's whole budget stands there too, with rent, wages and income that no activity takes: it pays
 * nothing of the plan. By the lines' planned cost, so that it moves as people write. [C7]
 */
export const budgetOfPlan = (name: 'adopted' | 'actual', ...where: readonly Criterion[]): FormulaNode =>
  subtract(sum('budget', name, ...where), sum('budget', name, ...where, isOthersLine));

const ofYear = rememberedBy((name: 'adopted' | 'actual', year: number): FormulaNode => call('ROUND', budgetOfPlan(name, { field: 'year', is: '=', value: literal(year) }), literal(2)));

/** What the plan's part of a year's budget comes to. */
export const adoptedForPlan = (year: number): FormulaNode => ofYear('adopted', year);
export const actualForPlan = (year: number): FormulaNode => ofYear('actual', year);
export const leftForPlan = rememberedBy((year: number): FormulaNode => call('ROUND', subtract(adoptedForPlan(year), actualForPlan(year)), literal(2)));
