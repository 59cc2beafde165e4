/**
 * The rules of progress, signal, cost and coverage (design, "Progress"), as formulas. Everything that shows a number, in a sheet, on a
 * page or on the command line, takes it from here.
 */
import {
  add, atLeast, call, choice, count, differs, divide, equals, field, fraction, greater, iff, less, literal, multiply, nothing, parameter,
  subtract, sum, through, type Criterion, type FormulaNode,
} from '../formula/node';
import { budgetOfPlan } from './plan-budget';
import { rememberedBy } from './remembered';

const isNumber = (node: FormulaNode): FormulaNode => call('ISNUMBER', node);
const orElse = (name: string, otherwise: FormulaNode): FormulaNode => iff(isNumber(field(name)), field(name), otherwise);
const isEmpty = (name: string): FormulaNode => equals(field(name), nothing);
/** An empty row shows nothing. */
const unlessEmpty = (name: string, node: FormulaNode): FormulaNode => iff(isEmpty(name), nothing, node);
const clamp = (node: FormulaNode): FormulaNode => call('MAX', literal(0), call('MIN', literal(1), node));
const status = (value: string): FormulaNode => equals(field('status'), choice('activityStatus', value));
const per = (value: string): FormulaNode => equals(field('per'), choice('per', value));
const points = (name: string): Criterion => ({ field: name, is: 'this' });
const direct: readonly Criterion[] = [{ field: 'goal', is: 'empty' }, points('focusArea')];

/** Days from start to due, both included; the plan's period where the row has no date of its own. At least 1. */
const spanDays = (start: FormulaNode, due: FormulaNode): FormulaNode => call('MAX', literal(1), add(subtract(due, start), literal(1)));
const ownStart = orElse('start', parameter('periodStart'));
const ownDue = orElse('due', parameter('periodEnd'));

const timesPerYear = iff(per('year'), literal(1), iff(per('half-year'), literal(2), iff(per('quarter'), literal(4), iff(per('month'), literal(12), literal(52)))));
/** A year is 1461/4 days. */
const periods = call('MAX', literal(1), call('ROUND', divide(multiply(multiply(spanDays(ownStart, ownDue), literal(4)), timesPerYear), literal(1461)), literal(0)));

/** Planned count: times × periods; no value where `times` is empty. */
export const plannedCount = iff(isNumber(field('times')), iff(call('OR', isEmpty('per'), per('period')), field('times'), multiply(field('times'), periods)), nothing);

const statedOr = (otherwise: FormulaNode): FormulaNode => orElse('progress', otherwise);
const progressByStatus = iff(status('completed'), literal(1), iff(status('under-way'), statedOr(fraction(1, 2)), iff(status('postponed'), statedOr(literal(0)), literal(0))));
const isRecurring = call('AND', isNumber(field('planned')), greater(field('planned'), literal(1)));

/** Progress of an activity: a ratio, or no value when cancelled. */
export const activityProgress = unlessEmpty('title', iff(
  status('cancelled'),
  nothing,
  iff(isRecurring, call('MIN', divide(field('held'), field('planned')), literal(1)), progressByStatus),
));

/** What a child counts for in its parent's mean: its weight (1 where none is given), or 0 where it has no value. */
export const meanWeight = (progress: string): FormulaNode => iff(isNumber(field(progress)), orElse('weight', literal(1)), literal(0));
export const weightedProgress = (progress: string): FormulaNode => iff(isNumber(field(progress)), multiply(field(progress), field('meanWeight')), literal(0));
const mean = (weighted: FormulaNode, weights: FormulaNode): FormulaNode => iff(greater(weights, literal(0)), divide(weighted, weights), nothing);

/** 1 for the newest measurement of its goal, else 0; several on one day count together, as their mean. */
export const isNewest = iff(
  call('AND', differs(field('goal'), nothing), isNumber(field('date')), isNumber(field('value'))),
  iff(equals(count('measurements', { field: 'goal', is: 'this', via: 'goal' }, { field: 'date', is: '>', value: field('date') }, { field: 'value', is: 'filled' }), literal(0)), literal(1), literal(0)),
  literal(0),
);
const newest: readonly Criterion[] = [points('goal'), { field: 'newest', is: '=', value: literal(1) }];
const newestCount = count('measurements', ...newest);

/** The goal's newest measured value, or no value. */
export const currentValue = iff(greater(newestCount, literal(0)), divide(sum('measurements', 'value', ...newest), newestCount), nothing);

const hasIndicator = call('AND', isNumber(field('baseline')), isNumber(field('target')), isNumber(field('current')));
const byIndicator = iff(
  equals(field('target'), field('baseline')),
  nothing,
  clamp(divide(subtract(field('current'), field('baseline')), subtract(field('target'), field('baseline')))),
);
/** Progress of a goal: by its indicator where it is measured, else the weighted mean of its activities. */
export const goalProgress = unlessEmpty('title', iff(
  hasIndicator,
  byIndicator,
  mean(sum('activities', 'weightedProgress', points('goal')), sum('activities', 'meanWeight', points('goal'))),
));

const ofChildren = (name: string): FormulaNode => add(sum('goals', name, points('focusArea')), sum('activities', name, ...direct));
/** Progress of a focus area: the weighted mean of its goals and of the activities that have no goal. */
export const focusAreaProgress = unlessEmpty('title', mean(ofChildren('weightedProgress'), ofChildren('meanWeight')));
/** Progress of the plan: the weighted mean of its focus areas. */
export const planProgress = mean(sum('focusAreas', 'weightedProgress'), sum('focusAreas', 'meanWeight'));

const expectedBetween = (start: FormulaNode, due: FormulaNode): FormulaNode =>
  clamp(divide(add(subtract(parameter('today'), start), literal(1)), spanDays(start, due)));
/** The share of the plan's period that has passed, today included. */
export const expectedProgress = expectedBetween(parameter('periodStart'), parameter('periodEnd'));

const signalOf = (name: string): FormulaNode => choice('signal', name);
const isPast = call('AND', isNumber(field('due')), less(field('due'), parameter('today')));

/** Signal by the thresholds in the plan's settings; no signal where there is no progress. */
export const signalFor = (progress: FormulaNode, expected: FormulaNode, isLate: FormulaNode = literal(false)): FormulaNode =>
  iff(call('NOT', isNumber(progress)), nothing, iff(
    atLeast(progress, literal(1)), signalOf('done'), iff(
      isLate, signalOf('late'), iff(
        atLeast(progress, subtract(expected, parameter('behindBelow'))), signalOf('on-track'), iff(
          atLeast(progress, subtract(expected, parameter('lateBelow'))), signalOf('behind'), signalOf('late'))))));

export const activitySignal = signalFor(field('computedProgress'), expectedBetween(ownStart, ownDue), isPast);
export const goalSignal = signalFor(field('progress'), expectedBetween(parameter('periodStart'), ownDue), isPast);
export const focusAreaSignal = signalFor(field('progress'), expectedProgress);

export const activityCost = sum('costs', 'amount', points('activity'));
export const goalCost = sum('activities', 'cost', points('goal'));
export const focusAreaCost = ofChildren('cost');

/** A code of the record that a reference points to; nothing where there is none. */
const codeThrough = (reference: string, table: string, name: string): FormulaNode => call('IFERROR', through(reference, table, name), nothing);
/** Code of the goal that an activity is for. */
export const activityGoal = codeThrough('goal', 'goals', 'code');
/** Code of the focus area that a goal counts in. */
export const goalArea = codeThrough('focusArea', 'focusAreas', 'code');
/** Code of the focus area that an activity counts in. */
export const activityArea = iff(isEmpty('goal'), goalArea, codeThrough('goal', 'goals', 'areaCode'));

export const activitiesOfGoal = count('activities', points('goal'));
export const activitiesOfFocusArea = add(sum('goals', 'activityCount', points('focusArea')), count('activities', ...direct));
/** Goals of a record of another table; coverage is where this is 0. */
export const goalsOf = (name: string): FormulaNode => unlessEmpty('title', count('goals', points(name)));

const sameLine: readonly Criterion[] = [{ field: 'account', is: '=', value: field('account') }, { field: 'year', is: '=', value: field('year') }];
/** Planned cost of a budget line: same account and year, and same department where the line names one. */
export const budgetPlanned = unlessEmpty('account', iff(
  isEmpty('department'),
  sum('costs', 'amount', ...sameLine),
  sum('costs', 'amount', ...sameLine, { field: 'department', is: '=', value: field('department') }),
));
export const budgetLeft = unlessEmpty('account', subtract(field('adopted'), field('actual')));
/** Of income that was adopted a plan may count on all or less; what it does not count on costs nothing. */
const leastPlanned = iff(less(field('adopted'), literal(0)), field('adopted'), field('planned'));
/** Income that has not come in yet is no overspending, though less negative than what was adopted. */
export const budgetState = unlessEmpty('account', iff(
  greater(field('actual'), call('MAX', field('adopted'), literal(0))), choice('budgetState', 'over-spent'),
  iff(greater(field('planned'), call('MAX', field('adopted'), literal(0))), choice('budgetState', 'over-planned'),
    iff(less(field('planned'), leastPlanned), choice('budgetState', 'over-planned'), choice('budgetState', 'ok'))),
));

/** A cost as a share of what was adopted for the plan; no value where nothing was. */
export const shareOfBudget = (cost: FormulaNode): FormulaNode => iff(greater(budgetOfPlan('adopted'), literal(0)), divide(cost, budgetOfPlan('adopted')), nothing);

/** Rows of activities that are neither completed nor cancelled. */
const open: readonly Criterion[] = [
  { field: 'status', is: '<>', value: choice('activityStatus', 'completed') },
  { field: 'status', is: '<>', value: choice('activityStatus', 'cancelled') },
];
/** Activities past their deadline and not completed. */
export const overdueCount = count('activities', { field: 'due', is: '<', value: parameter('today') }, ...open);
/** Open activities due within the next 30 days. */
export const dueSoonCount = count('activities', { field: 'due', is: '>=', value: parameter('today') }, { field: 'due', is: '<=', value: add(parameter('today'), literal(30)) }, ...open);
export const statusCount = rememberedBy((value: string): FormulaNode => count('activities', { field: 'status', is: '=', value: choice('activityStatus', value) }));
export const superiorGoalsWithoutGoal = count('superiorGoals', { field: 'goalCount', is: '=', value: literal(0) });
export const goalsWithoutIndicator = count('goals', { field: 'title', is: 'filled' }, { field: 'target', is: 'empty' });
export const activitiesOutsidePlan = count('activities', { field: 'outsidePlan', is: '=', value: choice('yesNo', 'yes') });
