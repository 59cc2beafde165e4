import * as fc from 'fast-check';
import { planTotals, type TotalLine } from '../../../core/plan/budget/totals';
import { computePlan } from '../../../core/plan/computed-plan';
import type { Plan } from '../../../core/plan/plan';
import { maxMinorUnits } from '../../../core/plan/rules';
import { moneyOverview, type PartMoney } from '../../../core/plan/money-overview';
import { costAsPlanned, costChange, costWithoutArea, moneySpans, planCost } from '../../../core/plan/what-if';
import { assertPlanTies } from '../../../core/sheet/render/reconciliation/assert-totals';
import { arbitraryPlan } from '../../support/arbitrary-plan';
import { examplePlans } from '../../support/example-plans';
import { planOf } from '../../support/plan-of-tables';

const sumOf = (lines: readonly TotalLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);
const told = (lines: readonly TotalLine[]): string[] => lines.map(({ key, label, amount }) => `${key ?? '-'} ${label} ${amount}`);

const plan = planOf({
  focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Synlighet' }],
  goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-1' }, { code: 'M2', title: 'Uten område' }],
  activities: [{ code: 'T1', title: 'a', goal: 'goals-0', focusArea: 'focusareas-0' }, { code: 'T2', title: 'b', focusArea: 'focusareas-0' }, { code: 'T3', title: 'c', goal: 'goals-1', focusArea: 'focusareas-0' }],
  costs: [
    { activity: 'activities-0', text: 'a', account: '06860 Møter, kurs', amount: 10050, funding: 'OU-midler' },
    { activity: 'activities-1', text: 'b', account: ' 6860', amount: 200, funding: ' ou-MIDLER ' },
    { activity: 'activities-2', text: 'c', account: '3900', amount: -5001 },
    { text: 'd', amount: 7 },
    { text: 'e', account: '7100' },
  ],
});

test('[C3] a plan’s costs by account, by focus area and by funding, and what has none', () => {
  const { total, byAccount, byFocusArea, byFunding } = planTotals(plan);
  expect(total).toBe(5256);
  expect(told(byAccount)).toEqual(['6860 06860 Møter, kurs 10250', '3900 3900 -5001', '-  7', '7100 7100 0']);
  expect(told(byFocusArea)).toEqual(['focusareas-1 Synlighet 10050', 'focusareas-0 Medlemmer 200', '-  -4994']);
  expect(told(byFunding)).toEqual(['ou-midler OU-midler 10250', '-  -4994']);
});

const costsOnly = { only: ['focusAreas', 'goals', 'activities', 'costs'] as const, maxRecords: 12 };
const number = (value: unknown): number => (typeof value === 'number' ? value : NaN);

/** What formulas make of a plan's costs, each way of taking them apart. */
const computedSums = (given: Plan) => {
  const computed = computePlan(given, '2026-07-02');
  const areas = computed.column('focusAreas', 'cost').reduce<number>((sum, cost) => sum + number(cost), 0);
  const spans = (of: typeof costAsPlanned): number => moneySpans(given).reduce((sum, span) => sum + number(computed.evaluate(of(span))), 0);
  return { whole: number(computed.evaluate(planCost)), areas: areas + number(computed.evaluate(costWithoutArea)), spans, changed: number(computed.evaluate(costChange({ kind: 'all' }))) };
};

test('[C3] every way of adding up any plan comes to the same, in minor units', () => {
  fc.assert(fc.property(arbitraryPlan(costsOnly), (given) => {
    const { total, byAccount, byFocusArea, byFunding } = planTotals(given);
    expect([byAccount, byFocusArea, byFunding].map(sumOf)).toEqual([total, total, total]);
    expect(() => assertPlanTies(given)).not.toThrow();
  }), { numRuns: 150 });
});

test('[C4][C8] so do the formulas: by focus area, by year, and with the marks', () => {
  fc.assert(fc.property(arbitraryPlan(costsOnly), (given) => {
    const { total, byFocusArea } = planTotals(given);
    const sums = computedSums(given);
    expect([sums.whole, sums.areas]).toEqual([total, total]);
    const cost = new Map(byFocusArea.map(({ key, amount }) => [key, amount]));
    expect(computePlan(given, '2026-07-02').column('focusAreas', 'cost')).toEqual(given.tables.focusAreas.map(({ id }) => cost.get(id) ?? 0));
    if (moneySpans(given).length === 0) return;
    expect(sums.spans(costAsPlanned)).toBe(total);
    expect(sums.spans(costChange)).toBe(sums.changed);
  }), { numRuns: 150 });
});

test('[C132] and so do the parts that Oversikt, the page and the pane show: goals come to their focus area, focus areas to the whole, in each year', () => {
  fc.assert(fc.property(arbitraryPlan(costsOnly), (given) => {
    const { parts, spans } = moneyOverview(computePlan(given, '2026-07-02'));
    const isArea = ({ kind }: PartMoney): boolean => kind === 'focus-area' || kind === 'without-focus-area';
    const groups = parts.reduce<PartMoney[][]>((all, part) => (isArea(part) ? [...all, [part]] : [...all.slice(0, -1), [...all.at(-1)!, part]]), []);
    spans.forEach((span, i) => {
      for (const name of ['planned', 'withMarks'] as const) {
        const sumIn = (some: readonly PartMoney[]): number => some.reduce((sum, { costs }) => sum + costs[i]![name], 0);
        if (parts.length > 0) expect(sumIn(parts.filter(isArea))).toBe(span[name]);
        for (const [area, ...inIt] of groups) if (inIt.length > 0) expect(sumIn(inIt)).toBe(area!.costs[i]![name]);
      }
    });
  }), { numRuns: 150 });
});

test('[C3] sums are exact beyond what a number holds, and of every example plan', () => {
  const costs = Array.from({ length: 2000 }, (_, i) => ({ text: `${i}`, account: String(i % 7), amount: maxMinorUnits - i }));
  expect(() => assertPlanTies(planOf({ costs }))).not.toThrow();
  for (const example of examplePlans().values()) expect(() => assertPlanTies(example)).not.toThrow();
});
