import { add, literal, subtract } from '../../../core/formula';
import { computePlan } from '../../../core/plan/computed-plan';
import type { Plan } from '../../../core/plan/plan';
import { shareOfBudget } from '../../../core/plan/progress';
import {
  adoptedIn, costAsPlanned, costChange, costsOfYear, externalFunding, incomeOfYear, leftAtYearEnd, moneySpans, yearEnd, type CostsOf, type Span,
} from '../../../core/plan/what-if';
import { computed, planOf, type SmallTables } from '../../support/plan-of-tables';

const activities: readonly Readonly<Record<string, string>>[] = [{ code: 'T1', title: 'a', goal: 'goals-0' }, { code: 'T2', title: 'b', focusArea: 'focusareas-0' }, { code: 'T3', title: 'c' }];
const tables = (marks: readonly (string | null)[] = [null, null, null]): SmallTables => ({
  focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Synlighet' }],
  goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-1' }],
  activities: activities.map((activity, i) => ({ ...activity, ...(marks[i] && { whatIf: marks[i] }) })),
  costs: [
    { activity: 'activities-0', text: 'a', year: 2026, amount: 10000 },
    { activity: 'activities-0', text: 'b', year: 2027, amount: 20000, funding: 'OU-midler' },
    { activity: 'activities-1', text: 'c', year: 2026, amount: 4050 },
    { activity: 'activities-1', text: 'd', year: 2026, amount: -1050 },
    { activity: 'activities-2', text: 'e', year: 2029, amount: 300 },
    { activity: 'activities-2', text: 'f', amount: 7 },
    { text: 'uten tiltak', year: 2026, amount: 100 },
  ],
  // Without an account a line can be held against nothing: it is taken for the plan's.
  budget: [{ name: 'x', year: 2026, adopted: 9000, actual: 3000 }, { name: 'x', year: 2027, adopted: 1000, actual: 0 }],
});

const spanName = (span: Span): string => ('year' in span ? `${span.kind} ${span.year}` : span.kind);
/** What a formula comes to in each span, and in the whole plan. */
const bySpan = (plan: Plan, of: (span: Span) => ReturnType<typeof costAsPlanned>): Record<string, unknown> =>
  Object.fromEntries([...moneySpans(plan), { kind: 'all' } as const].map((span) => [spanName(span), computePlan(plan, '2026-07-02').evaluate(of(span))]));

/** What it comes to with the marks, and what nobody pays yet: as Oversikt calculates them, from cells beside each other. */
const costWithMarks = (span: Span, of?: CostsOf) => add(costAsPlanned(span, of), costChange(span, of));
const fundingGap = (span: Span) => subtract(subtract(costWithMarks(span), externalFunding(span)), adoptedIn(span));

test('[C8] years with money, those that a cost could be postponed to, what comes after, and what names no year', () => {
  expect(moneySpans(planOf(tables())).map(spanName)).toEqual(['year 2026', 'year 2027', 'year 2028', 'year 2029', 'after 2029', 'none']);
  expect(moneySpans(planOf({ costs: [{ text: 'a', amount: 5 }] }))).toEqual([]);
});

test('[C8] a budget line without a year stands in a row of its own, too: the rows are the whole plan', () => {
  const plan = planOf({ costs: [{ text: 'a', account: '1', year: 2026, amount: 100_00 }], budget: [{ account: '1', name: 'x', year: 2026, adopted: 7_00 }, { name: 'uten år', adopted: 30_000_00 }] });
  for (const sumOf of [adoptedIn, fundingGap]) {
    const { all, ...rows } = bySpan(plan, sumOf);
    expect(Object.keys(rows)).toContain('none');
    expect(Object.values(rows).reduce<number>((sum, amount) => sum + Number(amount), 0)).toBe(all);
  }
});

test('[C5] without marks the plan costs what it costs', () => {
  const planned = { 'year 2026': 13100, 'year 2027': 20000, 'year 2028': 0, 'year 2029': 300, 'after 2029': 0, none: 7, all: 33407 };
  expect(bySpan(planOf(tables()), costAsPlanned)).toEqual(planned);
  expect(bySpan(planOf(tables()), costWithMarks)).toEqual(planned);
});

test('[C6] what is dropped costs nothing, what is postponed the same a year later, beyond the last year too', () => {
  const plan = planOf(tables(['postponed', 'dropped', 'postponed']));
  expect(bySpan(plan, costWithMarks)).toEqual({ 'year 2026': 100, 'year 2027': 10000, 'year 2028': 20000, 'year 2029': 0, 'after 2029': 300, none: 7, all: 30407 });
  expect(bySpan(plan, costChange)).toEqual({ 'year 2026': -13000, 'year 2027': -10000, 'year 2028': 20000, 'year 2029': -300, 'after 2029': 300, none: 0, all: -3000 });
  expect(bySpan(planOf(tables([null, null, 'dropped'])), costWithMarks)).toMatchObject({ 'year 2029': 0, none: 0, all: 33100 });
});

test('[C5] by focus area, the goal’s before the activity’s own', () => {
  const at = (code: string, marks?: (string | null)[]) => bySpan(planOf(tables(marks)), (span) => costWithMarks(span, { area: code }));
  expect(at('F2', ['postponed', null, null])).toMatchObject({ 'year 2026': 0, 'year 2027': 10000, 'year 2028': 20000, all: 30000 });
  expect(at('F1')).toMatchObject({ 'year 2026': 3000, 'year 2027': 0, all: 3000 });
});

test('[C5] a mark changes nothing of the activity', () => {
  const of = (mark: string | null) => {
    const plan = computed(tables([mark, null, null]));
    return ['computedProgress', 'signal', 'cost'].map((field) => plan.value('activities', 0, field));
  };
  expect(of('dropped')).toEqual(of(null));
});

test('[C7] what is missing: costs with the marks, less what others pay, less what was adopted', () => {
  const plan = planOf(tables(['postponed', null, null]));
  expect(bySpan(plan, externalFunding)).toMatchObject({ 'year 2026': 0, 'year 2027': 0, 'year 2028': 20000, all: 20000 });
  expect(bySpan(plan, adoptedIn)).toMatchObject({ 'year 2026': 9000, 'year 2027': 1000, 'year 2028': 0, all: 10000 });
  expect(bySpan(plan, fundingGap)).toEqual({ 'year 2026': 3100 - 9000, 'year 2027': 10000 - 1000, 'year 2028': 0, 'year 2029': 300, 'after 2029': 0, none: 7, all: 33407 - 20000 - 10000 });
});

describe('[C7] a treasurer’s whole budget, of which the plan has costs on one account', () => {
  const wholeBudget: SmallTables = {
    activities: [{ code: 'T1', title: 'Kurs' }],
    costs: [{ activity: 'activities-0', text: 'kurs', account: '6860', year: 2026, amount: 100_000_00 }],
    budget: [
      { account: '3900', name: 'Tilskudd', year: 2026, adopted: -1_000_000_00, actual: -500_000_00 }, { account: '5000', name: 'Lønn', year: 2026, adopted: 900_000_00, actual: 450_000_00 },
      { account: '6860', name: 'Møter', year: 2026, adopted: 100_000_00, actual: 40_000_00 }, { account: '6860', name: 'Møter', year: 2027, adopted: 70_000_00 },
    ],
  };
  const figures = (tables: SmallTables) => {
    const plan = computed(tables, { today: '2026-12-31' });
    const year = { kind: 'year', year: 2026 } as const;
    return [adoptedIn(year), fundingGap(year), yearEnd(2026), leftAtYearEnd(2026), adoptedIn({ kind: 'all' }), fundingGap({ kind: 'all' }), shareOfBudget(literal(50_000_00))].map((node) => plan.evaluate(node));
  };

  test('pays what the plan costs, and neither wages nor income count', () => {
    expect(figures(wholeBudget)).toEqual([100_000_00, 0, 40_000_00, 60_000_00, 100_000_00, 0, 0.5]);
    expect(figures({ ...wholeBudget, budget: wholeBudget.budget!.slice(1) })).toEqual(figures(wholeBudget));
  });

  test('follows the costs: one on wages makes them count', () => {
    const costs = [...wholeBudget.costs!, { activity: 'activities-0', text: 'lønn', account: '5000', year: 2026, amount: 1_00 }];
    expect(figures({ ...wholeBudget, costs }).slice(0, 2)).toEqual([1_000_000_00, -899_999_00]);
  });
});

test('[C4] what is paid and what comes in', () => {
  const plan = computed(tables());
  expect([costsOfYear(2026), incomeOfYear(2026), incomeOfYear(2027)].map((node) => plan.evaluate(node))).toEqual([14150, -1050, 0]);
});

describe('[C9] the end of a year', () => {
  test.each<[string, number, unknown, unknown]>([
    ['2026-01-01', 2026, 3000 * 365, 9000 - 3000 * 365],
    ['2026-07-02', 2026, (3000 * 365) / 183, 9000 - (3000 * 365) / 183],
    ['2026-12-31', 2026, 3000, 6000],
    ['2027-05-01', 2026, 3000, 6000],
    ['2026-12-31', 2027, '', ''],
  ])('on %s, %s ends at the present pace', (today, year, end, left) => {
    const plan = computed(tables(), { today });
    const close = (value: unknown) => (typeof value === 'number' ? expect.closeTo(value, 6) : value);
    expect([plan.evaluate(yearEnd(year)), plan.evaluate(leftAtYearEnd(year))]).toEqual([close(end), close(left)]);
  });

  test('[C134] is that of the day that the accounts go up to, whenever it is read', () => {
    const read = (today: string, accountsAsOf: string) => computed(tables(), { today, settings: { accountsAsOf } }).evaluate(yearEnd(2026));
    expect([read('2026-11-22', '2026-07-02'), read('2027-05-01', '2026-07-02'), read('2026-07-02', '2026-12-31'), read('2026-07-02', '2025-12-31')]).toEqual([expect.closeTo((3000 * 365) / 183, 6), expect.closeTo((3000 * 365) / 183, 6), 3000, '']);
  });
});

describe('[C1] income on a budget line', () => {
  test.each<[string, number, number | undefined, string]>([
    ['income that has not come in', -5000, 0, 'ok'],
    ['income beyond what was adopted', -5000, -6000, 'ok'],
    ['a line of income that became a cost', -5000, 100, 'over-spent'],
    ['a cost within what was adopted', 5000, 5000, 'ok'],
    ['a cost beyond it', 5000, 5001, 'over-spent'],
  ])('%s', (_, adopted, actual, state) => {
    const plan = computed({ costs: [{ text: 'a', account: '1', year: 2026, amount: adopted }], budget: [{ account: '1', name: 'x', year: 2026, adopted, ...(actual !== undefined && { actual }) }] });
    expect(plan.value('budget', 0, 'state')).toBe(state);
  });

  test.each<[string, number[], string]>([['nothing planned', [], 'ok'], ['less planned', [-4000], 'ok'], ['more planned', [-6000], 'over-planned'], ['a cost planned', [100], 'over-planned']])('with %s', (_, amounts, state) => {
    const plan = computed({ costs: amounts.map((amount) => ({ text: 'a', account: '3900', year: 2026, amount })), budget: [{ account: '3900', name: 'x', year: 2026, adopted: -5000 }] });
    expect(plan.value('budget', 0, 'state')).toBe(state);
  });
});
