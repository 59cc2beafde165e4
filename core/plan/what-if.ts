import { add, call, choice, divide, equals, field, iff, less, literal, lookup, nothing, parameter, subtract, sum, through, type Criterion, type FormulaNode } from '../formula';
import type { Plan } from './plan';
import { actualForPlan, adoptedForPlan, budgetOfPlan } from './plan-budget';
import { rememberedBy } from './remembered';
import { budgetYears } from './year-sums';

/**
 * What the plan costs, as planned and with what the board has marked on activities: dropped ones cost nothing, postponed ones cost the same a
 * year later. Formulas, so that a sheet moves as they mark. [C5]-[C9]
 */

const ofActivity = (name: string): FormulaNode => through('activity', 'activities', name);
const isMarked = (mark: 'dropped' | 'postponed'): FormulaNode => equals(ofActivity('whatIf'), choice('whatIf', mark));

/** Code of the focus area, and of the goal, that a cost line's activity counts in. */
export const costArea = call('IFERROR', ofActivity('areaCode'), nothing);
export const costGoal = call('IFERROR', ofActivity('goalCode'), nothing);

/** Stands for a year that does not come. */
const never = literal(-1);
const yearAfter = iff(call('ISNUMBER', field('year')), add(field('year'), literal(1)), nothing);
/** The year that a cost line moves to by its activity's mark: -1 where it is dropped; nothing where it stays. */
export const costYear = call('IFERROR', iff(isMarked('dropped'), never, iff(isMarked('postponed'), yearAfter, nothing)), nothing);

/** Some of the time: a year, all years after one, no year at all, or everything. */
export type Span = { readonly kind: 'year' | 'after'; readonly year: number } | { readonly kind: 'none' | 'all' };

const inYear = (is: '=' | '>' | '>=', year: number): Criterion => ({ field: 'year', is, value: literal(year) });
const movesTo = (is: '=' | '>', year: number): Criterion => ({ field: 'markedYear', is, value: literal(year) });
const isDropped: Criterion = { field: 'markedYear', is: '=', value: never };
const isMoved: Criterion = { field: 'markedYear', is: '>=', value: never };
/** Sums are rounded to the minor unit: a sheet calculates with major units, in binary fractions. */
const exact = (node: FormulaNode): FormulaNode => call('ROUND', node, literal(2));

type SumOf = (...where: readonly Criterion[]) => FormulaNode;
const sumIn = (of: SumOf, span: Span): FormulaNode => {
  switch (span.kind) {
    case 'year': return of(inYear('=', span.year));
    case 'after': return of(inYear('>', span.year));
    case 'none': return subtract(of(), of(inYear('>=', 0)));
    case 'all': return of();
  }
};

/** What the marks change in a span: what they move there, less what they take from it. Without a year there is none to postpone to; in the end what is postponed is still paid. */
const changeIn = (of: SumOf, span: Span): FormulaNode => {
  const moved: SumOf = (...where) => of(isMoved, ...where);
  const dropped: SumOf = (...where) => of(isDropped, ...where);
  switch (span.kind) {
    case 'year': return subtract(of(movesTo('=', span.year)), sumIn(moved, span));
    case 'after': return subtract(of(movesTo('>', span.year)), sumIn(moved, span));
    case 'none': case 'all': return subtract(literal(0), sumIn(dropped, span));
  }
};

/** Cost lines of a focus area and of a goal, by their codes; null for those that have none. Where nothing is said, of all. */
export interface CostsOf {
  readonly area?: string | null;
  readonly goal?: string | null;
}

const hasCode = (name: 'areaCode' | 'goalCode', code: string | null | undefined): Criterion[] => {
  if (code === undefined) return [];
  // A line that has no code is told from an empty row by its amount.
  return code === null ? [{ field: 'amount', is: 'filled' }, { field: name, is: 'empty' }] : [{ field: name, is: '=', value: literal(code) }];
};
const costsOf = ({ area, goal }: CostsOf): SumOf => {
  // A goal is in one focus area, so that its code says it.
  const own = [...(goal ? [] : hasCode('areaCode', area)), ...hasCode('goalCode', goal)];
  return (...where) => sum('costs', 'amount', ...own, ...where);
};
const isOthers: readonly Criterion[] = [{ field: 'funding', is: 'filled' }, { field: 'amount', is: '>', value: literal(0) }];
/** What somebody else pays: cost lines with a funding. Income is counted by itself. */
const funded: SumOf = (...where) => sum('costs', 'amount', ...isOthers, ...where);
const adoptedSum: SumOf = (...where) => budgetOfPlan('adopted', ...where);

export const costAsPlanned = rememberedBy((span: Span, of: CostsOf = {}): FormulaNode => exact(sumIn(costsOf(of), span)));
export const costChange = rememberedBy((span: Span, of: CostsOf = {}): FormulaNode => exact(changeIn(costsOf(of), span)));
/** With the marks. */
export const externalFunding = rememberedBy((span: Span): FormulaNode => exact(add(sumIn(funded, span), changeIn(funded, span))));
export const adoptedIn = rememberedBy((span: Span): FormulaNode => exact(sumIn(adoptedSum, span)));

/** What the whole plan costs, income taken off; what a focus area does, by its code; and what has no focus area. */
export const planCost = exact(sum('costs', 'amount'));
export const costOfArea = rememberedBy((code: string): FormulaNode => lookup('focusAreas', code, 'cost'));
export const costWithoutArea = exact(subtract(sum('costs', 'amount'), sum('focusAreas', 'cost')));

const ofSign = (is: '>' | '<') => rememberedBy((year: number): FormulaNode => exact(sum('costs', 'amount', inYear('=', year), { field: 'amount', is, value: literal(0) })));
/** What is paid out in a year, and what comes in (negative). */
export const costsOfYear = ofSign('>');
export const incomeOfYear = ofSign('<');

const newYear = (year: number): FormulaNode => call('DATE', literal(year), literal(1), literal(1));
/** The day that the accounts go up to: where nobody has said it, today. */
export const accountsDay = parameter('accountsDay');
/** What a year's accounts come to at its end where they go on as so far; a year that was over on their day is what it is, one that had not begun has none. */
export const yearEnd = rememberedBy((year: number): FormulaNode => {
  const start = newYear(year);
  const shareGone = call('MIN', literal(1), divide(add(subtract(accountsDay, start), literal(1)), subtract(newYear(year + 1), start)));
  return iff(less(accountsDay, start), nothing, divide(actualForPlan(year), shareGone));
});
/** What is left of a year's budget then. */
export const leftAtYearEnd = rememberedBy((year: number): FormulaNode => {
  const end = yearEnd(year);
  return iff(call('ISNUMBER', end), subtract(adoptedForPlan(year), end), nothing);
});

/** The spans that a plan's costs are shown in: the years with money, those that a cost could be postponed to, and what has no year, of costs or budget, where there is some. */
export const moneySpans = (plan: Plan): Span[] => {
  const years = budgetYears(plan);
  const last = years.at(-1);
  if (last === undefined) return [];
  const reached = plan.tables.costs.flatMap(({ year }) => (typeof year === 'number' && year < last ? [year + 1] : []));
  const shown = [...new Set([...years, ...reached])].sort((a, b) => a - b);
  const isWithoutYear = plan.tables.costs.some(({ year, amount }) => year === undefined && amount !== undefined) || plan.tables.budget.some(({ year, adopted }) => year === undefined && adopted !== undefined);
  return [...shown.map((year): Span => ({ kind: 'year', year })), { kind: 'after', year: last }, ...(isWithoutYear ? [{ kind: 'none' } as const] : [])];
};
