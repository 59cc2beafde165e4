import { computePlan } from '../../../core/plan/computed-plan';
import { moneyOverview, type MoneyOverview } from '../../../core/plan/money-overview';
import type { Plan } from '../../../core/plan/plan';
import { renderWorkbook, styledCell, words } from '../../../core/sheet';
import { examplePlans } from '../../support/example-plans';
import { planOf, type SmallTables } from '../../support/plan-of-tables';

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
  const { spans, whole, parts } = of(plan);
  if (spans.length === 0) return expect(parts).toEqual([]);
  const lines = amountsUnder(plan, words.financing.nb).filter((line) => line.length > 0);
  expect([...spans, whole].map(({ planned, change, withMarks, paidByOthers, adopted, missing }) => [planned, change, withMarks, paidByOthers, adopted, missing])).toEqual(lines);
  const rows = amountsUnder(plan, words.whatIf.nb).filter((line) => line.length > 0).slice(0, parts.length);
  const inFirstBand = rows[0]!.length / 3;
  expect(parts.map(({ costs }) => costs.slice(0, inFirstBand).flatMap(({ planned, withMarks, change }) => [planned, withMarks, change]))).toEqual(rows);
});

test('[C59] what is marked is counted, what costs nothing is left out, and all spans together are the whole', () => {
  const plan = planOf({
    focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Gratis' }],
    activities: [{ code: 'T1', title: 'a', focusArea: 'focusareas-0', whatIf: 'postponed' }, { code: 'T2', title: 'b', focusArea: 'focusareas-0', whatIf: 'dropped' }, { code: 'T3', title: 'c', focusArea: 'focusareas-1' }],
    costs: [{ activity: 'activities-0', text: 'a', year: 2026, amount: 100_00, funding: 'AOF' }, { activity: 'activities-1', text: 'b', year: 2026, amount: 30_00 }, { activity: 'activities-1', text: 'uten år', amount: 7_00 }],
    budget: [{ name: 'a', year: 2026, adopted: 20_00, actual: 50_00 }],
  });
  const { spans, whole, parts, marked } = of(plan);
  expect(marked).toEqual({ dropped: 1, postponed: 1 });
  expect(parts.map(({ code }) => code)).toEqual(['F1']);
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

describe('[C132][C133] the parts of what a plan costs', () => {
  const tables: SmallTables = {
    focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Synlighet' }],
    goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-0' }, { code: 'M2', title: 'Gratis', focusArea: 'focusareas-0' }, { code: 'M3', title: 'Løst' }],
    activities: [
      { code: 'T1', title: 'a', goal: 'goals-0', whatIf: 'postponed' }, { code: 'T2', title: 'b', focusArea: 'focusareas-0' }, { code: 'T3', title: 'c', focusArea: 'focusareas-1', whatIf: 'dropped' },
      { code: 'T4', title: 'd', goal: 'goals-2' },
    ],
    costs: [100_00, 20_00, 3_00, 40].map((amount, i) => ({ activity: `activities-${i}`, text: 'x', year: 2026, amount })),
  };
  const partsOf = (given: SmallTables): unknown[] => of(planOf(given)).parts.map(({ kind, code, costs }) => [kind, code, ...costs.map(({ planned, withMarks }) => `${planned}>${withMarks}`)]);

  test('each focus area with its goals and what has none, then what has no focus area; in every span they are the whole', () => {
    const given: SmallTables = { ...tables, costs: [...tables.costs!, { text: 'uten tiltak', amount: 5 }] };
    expect(partsOf(given)).toEqual([
      ['focus-area', 'F1', '12000>2000', '0>10000', '0>0'], ['goal', 'M1', '10000>0', '0>10000', '0>0'], ['without-goal', null, '2000>2000', '0>0', '0>0'],
      ['focus-area', 'F2', '300>0', '0>0', '0>0'],
      ['without-focus-area', null, '40>40', '0>0', '5>5'], ['goal', 'M3', '40>40', '0>0', '0>0'], ['without-goal', null, '0>0', '0>0', '5>5'],
    ]);
    const { parts, spans } = of(planOf(given));
    const areas = parts.filter(({ kind }) => kind === 'focus-area' || kind === 'without-focus-area');
    for (const name of ['planned', 'withMarks', 'change'] as const) expect(spans.map((_, i) => areas.reduce((sum, { costs }) => sum + costs[i]![name], 0))).toEqual(spans.map((span) => span[name]));
  });

  test('a plan without goals and focus areas has none, and what costs nothing is no part', () => {
    expect(partsOf({ costs: [{ text: 'x', year: 2026, amount: 5 }] })).toEqual([]);
    expect(partsOf({ ...tables, costs: [{ activity: 'activities-2', text: 'x', year: 2026, amount: 5 }, { activity: 'activities-0', text: 'uten beløp', year: 2026 }] })).toEqual([['focus-area', 'F2', '5>0', '0>0']]);
  });
});
