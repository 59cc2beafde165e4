import type { Plan } from '../../../core/plan/plan';
import { planOverview } from '../../../core/plan/plan-overview';
import { computeRollUp, rollUp, type RegionInput, type RegionSheet } from '../../../core/plan/roll-up';
import * as totals from '../../../core/plan/roll-up/totals';
import { choice, literal } from '../../../core/formula';
import { examplePlans } from '../../support/example-plans';
import { planOf, type SmallTables } from '../../support/plan-of-tables';

const today = '2026-11-21';
const examples = examplePlans();
const national = examples.get('samhandling-2026')!;
const region = (plan: Plan | null, more: Partial<RegionInput> = {}): RegionInput =>
  ({ planId: plan?.id ?? 'borte', name: plan?.organisation.name ?? 'Borte', plan, revision: plan && 4, changed: plan && '2026-11-20', changedBy: plan && 'Kari', sheet: null, ...more });
const regions = ['samhandling-nord-2026', 'samhandling-sor-2026'].map((id) => region(examples.get(id)!));
const smallRegion = (tables: SmallTables, more: Partial<Plan> = {}): RegionInput => region({ ...planOf(tables), organisation: { name: 'Vest', parent: 'Norsk Landbrukssamvirke' }, ...more });
const figuresOf = (tables: SmallTables, more: Partial<Plan> = {}) => rollUp(national, [smallRegion(tables, more)], today).regions[0]!.figures!;

test('[B7] the figures of each region are those of its own page', () => {
  for (const { planId, figures } of rollUp(national, regions, today).regions) {
    const { progress, expected, signal, goals, activities, completed, overdue, budgetYears, focusAreas } = planOverview(examples.get(planId)!, today);
    expect(figures).toMatchObject({ progress, expected, signal, goals, activities, completed, overdue, budget: budgetYears });
    expect(figures!.areas.map((area) => [area.code, area.progress, area.signal, area.activities])).toEqual(focusAreas.map((area) => [area.code, area.progress, area.signal, area.activities]));
    for (const sum of ['completed', 'overdue'] as const) expect(figures!.areas.reduce((all, area) => all + area[sum], 0)).toBe(figures![sum]);
  }
});

test('[B7] a superior goal is covered by the region’s own goals under its goal of that code, with their activities and their weighted mean', () => {
  const { coverage } = figuresOf({
    superiorGoals: [{ code: 'o1.1', title: 'a', issuer: 'norsk landbrukssamvirke' }, { code: 'O2.1', title: 'b', issuer: 'Noen andre' }],
    goals: [{ code: 'M1', title: 'a', superiorGoal: 'superiorgoals-0', weight: 3 }, { code: 'M2', title: 'b', superiorGoal: 'superiorgoals-0' }, { code: 'M3', title: 'c', superiorGoal: 'superiorgoals-0' }, { code: 'M4', title: 'd', superiorGoal: 'superiorgoals-1' }],
    activities: [{ code: 'T1', title: 'a', goal: 'goals-0', status: 'completed' }, { code: 'T2', title: 'b', goal: 'goals-1', status: 'not-started' }, { code: 'T3', title: 'b', goal: 'goals-1', status: 'not-started' }],
  });
  expect(coverage).toEqual([{ code: 'O1.1', goals: 3, activities: 3, progress: 0.75 }, ...['O2.1', 'O2.2', 'O3.1'].map((code) => ({ code, goals: 0, activities: 0, progress: null }))]);
});

test('[B7] maturity is that of the newest follow-up that states one, of several on one day the last', () => {
  expect(figuresOf({ followUps: [{ date: '2026-06-01', maturity: 2 }, { date: '2026-09-01', maturity: 3 }, { date: '2026-09-01', maturity: 4 }, { date: '2026-10-01', assessment: 'uten' }, { maturity: 1 }] }).maturity).toEqual({ level: 4, date: '2026-09-01' });
  expect(figuresOf({ followUps: [{ maturity: 1 }] }).maturity).toEqual({ level: 1, date: null });
  expect(figuresOf({ followUps: [{ date: '2026-10-01' }] }).maturity).toBeNull();
});

test('[B7] amounts without a year have a line of their own, and hours of what is cancelled do not count', () => {
  const { budget, hours } = figuresOf({
    activities: [{ code: 'T1', title: 'a', hours: 7.5 }, { code: 'T2', title: 'b', hours: 20, status: 'cancelled' }],
    costs: [{ text: 'a', amount: 10001, year: 2026 }, { text: 'b', amount: 250 }], budget: [{ account: '1', name: 'a', adopted: 500, actual: 700 }],
  });
  expect(budget).toEqual([{ year: 2026, planned: 10001, adopted: 0, actual: 0, left: 0 }, { year: null, planned: 250, adopted: 500, actual: 700, left: -200 }]);
  expect(hours).toBe(7.5);
});

const sheet = (more: Partial<RegionSheet> = {}): RegionSheet => ({ url: 'https://docs.google.com/spreadsheets/d/a/edit', synced: '2026-11-18', revision: 4, isUnreachable: false, ...more });

test.each([
  ['current', 3, sheet()], ['behind', 3, sheet({ revision: 3 })], ['unreachable', 3, sheet({ isUnreachable: true })], ['not-linked', 1, null], ['behind', null, sheet({ synced: null, revision: null })],
] as const)('[B7] a sheet is %s, %s days since', (state, days, given) => {
  expect(rollUp(national, [{ ...regions[0]!, sheet: given }], today).regions[0]).toMatchObject({ state, days });
});

test('[B6] a region whose plan cannot be read stands among the others by name, without figures, and no total counts it', () => {
  const rolled = rollUp(national, [regions[1]!, region(null, { name: 'Regional samhandling Oslo', sheet: sheet() }), regions[0]!], today);
  expect(rolled.regions.map(({ name, state, figures }) => [name, state, figures === null])).toEqual([
    ['Regional samhandling Nord', 'not-linked', false], ['Regional samhandling Oslo', 'unreadable', true], ['Regional samhandling Sør', 'not-linked', false],
  ]);
  const without = computeRollUp(rollUp(national, regions, today));
  const computed = computeRollUp(rolled);
  for (const node of [totals.meanProgress, totals.meanMaturity, totals.regionsWithFigures, totals.totalOf('activities'), totals.coverageMean('O1.1')]) expect(computed.evaluate(node)).toBe(without.evaluate(node));
  expect(computed.evaluate(totals.regionsInState('unreadable'))).toBe(1);
});

test('[B8] sums are exact, by year and currency; means count each region that has a value; the signal is by the national thresholds', () => {
  const amounts = [10, 20, 33333333333, 1];
  const many = amounts.map((adopted, i) => ({ ...smallRegion({ focusAreas: [{ code: 'F1', title: 'a' }], budget: [{ account: '1', name: 'a', year: 2026, adopted }], activities: i === 0 ? [] : [{ code: 'T1', title: 'a', focusArea: 'focusareas-0', status: i === 1 ? 'completed' : 'not-started' }] }), planId: `r${i}` }));
  const swedish = smallRegion({ budget: [{ account: '1', name: 'a', year: 2026, adopted: 5 }] }, { currency: 'SEK' });
  const { evaluate } = computeRollUp(rollUp(national, [...many, swedish], today));
  expect(evaluate(totals.budgetTotal('adopted', literal(2026), 'NOK'))).toBe(amounts.reduce((sum, amount) => sum + amount));
  expect(evaluate(totals.budgetTotal('adopted', literal(2026), 'SEK'))).toBe(5);
  expect(evaluate(totals.budgetTotal('adopted', choice('year', 'none'), 'NOK'))).toBe(0);
  expect(evaluate(totals.meanProgress)).toBeCloseTo(1 / 3, 12);
  expect(evaluate(totals.areaMean('f1'))).toBeCloseTo(1 / 3, 12);
  expect(evaluate(totals.wholeSignal)).toBe('late');
});

test('[B8] without regions there are no means, and no signal', () => {
  const { evaluate } = computeRollUp(rollUp(national, [], today));
  expect([totals.meanProgress, totals.meanMaturity, totals.wholeSignal, totals.regionsCovering('O1.1'), totals.totalOf('overdue')].map(evaluate)).toEqual(['', '', '', 0, 0]);
});

test('[B6] a region with several plans has its name beside what each is called', () => {
  const [one, other] = [smallRegion({}), { ...smallRegion({}, { title: 'En annen plan' }), planId: 'annen' }];
  expect(rollUp(national, [one, other], today).regions.map(({ name }) => name)).toEqual(['Vest: En annen plan', 'Vest: Liten plan'].map((name) => name.replace('Vest', one.name)));
});

test('[B6] regions stand in the order of their names, as people of the language count and spell', () => {
  const names = ['Østre', 'Avdeling 10', 'Aure', 'Ås', 'Avdeling 9', 'Ærfugl'];
  const listed = rollUp(national, names.map((name, i) => region(null, { planId: `r${i}`, name })), today).regions.map(({ name }) => name);
  expect(listed).toEqual(['Aure', 'Avdeling 9', 'Avdeling 10', 'Ærfugl', 'Østre', 'Ås']);
});
