import { computePlan } from '../../../core/plan/computed-plan';
import { moneyOverview, type MoneyOverview } from '../../../core/plan/money-overview';
import type { Plan } from '../../../core/plan/plan';
import { renderWorkbook, styledCell, words } from '../../../core/sheet';
import { examplePlans } from '../../support/example-plans';
import { planOf } from '../../support/plan-of-tables';

const today = '2026-07-02';
const of = (plan: Plan): MoneyOverview => moneyOverview(computePlan(plan, today));
const [june, july, august] = ['2026-06-01', '2026-07-02', '2027-08-01'];

/** The amounts of each line of Oversikt from a title on, in minor units. */
const amountsUnder = (plan: Plan, title: string): number[][] => {
  const { rows } = renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today }).worksheets[0]!;
  const first = rows.findIndex(([cell]) => styledCell(cell ?? null).value === title);
  return rows.slice(first).map((cells) => cells.slice(1).map(styledCell).filter(({ formula }) => formula !== undefined).map(({ value }) => Math.round(Number(value) * 100)));
};

test.each([...examplePlans().keys()])('[C59] the figures are those of Oversikt: %s', (id) => {
  const plan = examplePlans().get(id)!;
  const { spans, whole, focusAreas } = of(plan);
  if (spans.length === 0) return expect(focusAreas).toEqual([]);
  const lines = amountsUnder(plan, words.financing.nb).filter((line) => line.length > 0);
  expect([...spans, whole].map(({ planned, change, withMarks, paidByOthers, adopted, missing }) => [planned, change, withMarks, paidByOthers, adopted, missing])).toEqual(lines);
  const shown = amountsUnder(plan, words.whatIf.nb).flat();
  for (const { costs } of focusAreas) for (const { planned, withMarks, change } of costs) for (const amount of [planned, withMarks, change]) expect(shown).toContain(amount);
});

test('[C59] what is marked is counted, what costs nothing is left out, and all spans together are the whole', () => {
  const plan = planOf({
    focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Gratis' }],
    activities: [{ code: 'T1', title: 'a', focusArea: 'focusareas-0', whatIf: 'postponed' }, { code: 'T2', title: 'b', focusArea: 'focusareas-0', whatIf: 'dropped' }, { code: 'T3', title: 'c', focusArea: 'focusareas-1' }],
    costs: [{ activity: 'activities-0', text: 'a', year: 2026, amount: 100_00, funding: 'AOF' }, { activity: 'activities-1', text: 'b', year: 2026, amount: 30_00 }, { activity: 'activities-1', text: 'uten år', amount: 7_00 }],
    budget: [{ name: 'a', year: 2026, adopted: 20_00, actual: 50_00 }],
  });
  const { spans, whole, focusAreas, marked } = of(plan);
  expect(marked).toEqual({ dropped: 1, postponed: 1 });
  expect(focusAreas.map(({ code }) => code)).toEqual(['F1']);
  expect(spans.map(({ kind, year, planned, withMarks, paidByOthers, missing }) => [kind, year, planned, withMarks, paidByOthers, missing])).toEqual([
    ['year', 2026, 130_00, 0, 0, -20_00], ['after', 2026, 0, 100_00, 100_00, 0], ['none', null, 7_00, 0, 0, 0],
  ]);
  for (const name of ['planned', 'withMarks', 'change', 'paidByOthers', 'adopted', 'missing'] as const) expect(spans.reduce((sum, span) => sum + span[name], 0)).toBe(whole[name]);
});

test('[C59][C9] the pace is that of the day: none before the year, whole minor units in it, what it was after it', () => {
  const plan = planOf({ budget: [{ name: 'a', year: 2026, adopted: 100_00, actual: 50_00 }] });
  const paceOn = (day: string): number | null => moneyOverview(computePlan(plan, day)).spans[0]!.yearEnd;
  expect(paceOn('2025-12-31')).toBeNull();
  expect([june, july, august].map(paceOn)).toEqual([Math.round((50_00 * 365) / 152), Math.round((50_00 * 365) / 183), 50_00]);
});
