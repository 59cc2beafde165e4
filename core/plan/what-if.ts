import { add, call, choice, divide, equals, iff, less, literal, nothing, parameter, subtract, sum, through, type Criterion, type FormulaNode } from '../formula';
import type { Plan } from './plan';
import { actualForPlan, adoptedForPlan, budgetOfPlan } from './plan-budget';
import { budgetYears } from './year-sums';

/**
 * What the plan costs, as planned and with what the board has marked on activities: dropped ones cost nothing, postponed ones cost the same a
 * year later. Formulas, so that a sheet moves as they mark. [C5]-[C9]
 */

const marks = { dropped: 1, postponed: 2 } as const;
type Mark = keyof typeof marks;

const ofActivity = (name: string): FormulaNode => through('activity', 'activities', name);
const isMarked = (mark: Mark): FormulaNode => equals(ofActivity('whatIf'), choice('whatIf', mark));

/** Code of the focus area that a cost line's activity counts in. */
export const costArea = call('IFERROR', ofActivity('areaCode'), nothing);
/** What a cost line's activity is marked as: a number, 0 where it is not. */
export const costMark = call('IFERROR', iff(isMarked('dropped'), literal(marks.dropped), iff(isMarked('postponed'), literal(marks.postponed), literal(0))), literal(0));

/** Some of the time: a year, all years after one, no year at all, or everything. */
export type Span = { readonly kind: 'year' | 'after'; readonly year: number } | { readonly kind: 'none' | 'all' };

const hasMark = (mark: Mark): Criterion => ({ field: 'mark', is: '=', value: literal(marks[mark]) });
const inYear = (is: '=' | '>' | '>=', year: number): Criterion => ({ field: 'year', is, value: literal(year) });
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

/** What the marks change in a span. Without a year there is none to postpone to; in the end what is postponed is still paid. */
const changeIn = (of: SumOf, span: Span): FormulaNode => {
  const dropped: SumOf = (...where) => of(hasMark('dropped'), ...where);
  const postponedIn = (year: number): FormulaNode => of(hasMark('postponed'), inYear('=', year));
  switch (span.kind) {
    case 'year': return subtract(subtract(postponedIn(span.year - 1), postponedIn(span.year)), sumIn(dropped, span));
    case 'after': return subtract(postponedIn(span.year), sumIn(dropped, span));
    case 'none': case 'all': return subtract(literal(0), sumIn(dropped, span));
  }
};
const withMarks = (of: SumOf, span: Span): FormulaNode => add(sumIn(of, span), changeIn(of, span));

/** Of one focus area, by its code; of all where none is given, cost lines without a focus area too. */
const costsOf = (area: string | undefined): SumOf => (...where) => sum('costs', 'amount', ...(area === undefined ? [] : [{ field: 'areaCode', is: '=', value: literal(area) } as const]), ...where);
const isOthers: readonly Criterion[] = [{ field: 'funding', is: 'filled' }, { field: 'amount', is: '>', value: literal(0) }];
/** What somebody else pays: cost lines with a funding. Income is counted by itself. */
const funded: SumOf = (...where) => sum('costs', 'amount', ...isOthers, ...where);
const adoptedSum: SumOf = (...where) => budgetOfPlan('adopted', ...where);

export const costAsPlanned = (span: Span, area?: string): FormulaNode => exact(sumIn(costsOf(area), span));
export const costWithMarks = (span: Span, area?: string): FormulaNode => exact(withMarks(costsOf(area), span));
export const costChange = (span: Span, area?: string): FormulaNode => exact(changeIn(costsOf(area), span));
export const externalFunding = (span: Span): FormulaNode => exact(withMarks(funded, span));
export const adoptedIn = (span: Span): FormulaNode => exact(sumIn(adoptedSum, span));
/** What nobody pays yet, with the marks: more than 0 is missing, less is room. */
export const fundingGap = (span: Span): FormulaNode => exact(subtract(subtract(withMarks(costsOf(undefined), span), withMarks(funded, span)), sumIn(adoptedSum, span)));

/** What the whole plan costs, income taken off; and what of it has no focus area. */
export const planCost = exact(sum('costs', 'amount'));
export const costWithoutArea = exact(subtract(sum('costs', 'amount'), sum('focusAreas', 'cost')));

const ofSign = (is: '>' | '<') => (year: number): FormulaNode => exact(sum('costs', 'amount', inYear('=', year), { field: 'amount', is, value: literal(0) }));
/** What is paid out in a year, and what comes in (negative). */
export const costsOfYear = ofSign('>');
export const incomeOfYear = ofSign('<');

const newYear = (year: number): FormulaNode => call('DATE', literal(year), literal(1), literal(1));
/** What a year's accounts come to at its end where they go on as so far; a year that is over is what it is, one that has not begun has none. */
export const yearEnd = (year: number): FormulaNode => {
  const start = newYear(year);
  const shareGone = call('MIN', literal(1), divide(add(subtract(parameter('today'), start), literal(1)), subtract(newYear(year + 1), start)));
  return iff(less(parameter('today'), start), nothing, divide(actualForPlan(year), shareGone));
};
/** What is left of a year's budget then. */
export const leftAtYearEnd = (year: number): FormulaNode => {
  const end = yearEnd(year);
  return iff(call('ISNUMBER', end), subtract(adoptedForPlan(year), end), nothing);
};

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
