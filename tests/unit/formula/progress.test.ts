import type { FieldValue } from '../../../core/plan/plan';
import { codeSeparator } from '../../../core/formula';
import {
  activitiesOutsidePlan, dueSoonCount, expectedProgress, goalsWithoutIndicator, overdueCount, planProgress, signalFor, statusCount, superiorGoalsWithoutGoal,
} from '../../../core/plan/progress';
import { literal } from '../../../core/formula';
import { planProblems } from '../../../core/plan/check-plan';
import { computed, planOf, type SmallTables } from '../../support/plan-of-tables';

type Fields = Readonly<Record<string, FieldValue>>;
const noValue = '';
const goal = (fields: Fields = {}): Fields => ({ code: 'M1', title: 'Mål', ...fields });
const activity = (fields: Fields = {}): Fields => ({ code: 'T1', title: 'Tiltak', ...fields });

const activityValue = (fields: Fields, field = 'computedProgress', today?: string) => computed({ activities: [activity(fields)] }, { ...(today && { today }) }).value('activities', 0, field);
const goalValue = (tables: SmallTables, field = 'progress', today?: string) => computed(tables, { ...(today && { today }) }).value('goals', 0, field);

describe('an activity', () => {
  test.each<[string, Fields, number | string]>([
    ['completed', { status: 'completed', progress: 0.2 }, 1],
    ['not started', { status: 'not-started', progress: 0.2 }, 0],
    ['without a status', {}, 0],
    ['under way with a stated percentage', { status: 'under-way', progress: 0.3 }, 0.3],
    ['under way at a stated 0 %', { status: 'under-way', progress: 0 }, 0],
    ['under way with nothing stated', { status: 'under-way' }, 0.5],
    ['postponed with a stated percentage', { status: 'postponed', progress: 0.4 }, 0.4],
    ['postponed with nothing stated', { status: 'postponed' }, 0],
    ['cancelled', { status: 'cancelled', progress: 0.9 }, noValue],
    ['recurring', { status: 'under-way', progress: 0.9, times: 4, per: 'year', held: 1 }, 0.25],
    ['recurring and held more often than planned', { times: 4, per: 'year', held: 6 }, 1],
    ['recurring, never held', { times: 4, per: 'year' }, 0],
    ['recurring and cancelled', { status: 'cancelled', times: 4, per: 'year', held: 4 }, noValue],
    ['recurring although stated as completed', { status: 'completed', times: 4, per: 'year', held: 2 }, 0.5],
    ['planned once: by its status', { status: 'under-way', times: 1, per: 'year', held: 1 }, 0.5],
  ])('[E1] %s', (_, fields, expected) => {
    expect(activityValue(fields)).toBe(expected);
  });

  test.each<[string, Fields, number | string]>([
    ['nothing where no times are given', { per: 'month' }, noValue],
    ['times without "per": the whole period', { times: 3 }, 3],
    ['in the period', { times: 3, per: 'period' }, 3],
    ['a year in a plan of one year', { times: 10, per: 'year' }, 10],
    ['a half-year', { times: 1, per: 'half-year' }, 2],
    ['a quarter', { times: 2, per: 'quarter' }, 8],
    ['a month', { times: 1, per: 'month' }, 12],
    ['a week', { times: 1, per: 'week' }, 52],
    ['a month from spring to summer', { times: 2, per: 'month', start: '2026-03-01', due: '2026-05-31' }, 6],
    ['a year for a week: at least one', { times: 2, per: 'year', start: '2026-03-01', due: '2026-03-07' }, 2],
    ['none', { times: 0, per: 'month' }, 0],
  ])('[E1] planned count: %s', (_, fields, expected) => {
    expect(activityValue(fields, 'planned')).toBe(expected);
  });

  test.each<[string, Fields, string, string]>([
    ['done', { status: 'completed', due: '2026-02-01' }, '2026-07-02', 'done'],
    ['late when the deadline has passed', { status: 'under-way', progress: 0.99, due: '2026-07-01' }, '2026-07-02', 'late'],
    ['not late on the day itself', { status: 'under-way', progress: 0.99, due: '2026-07-02' }, '2026-07-02', 'on-track'],
    ['on track down to the first threshold', { status: 'under-way', progress: 0.4, start: '2026-07-01', due: '2026-07-10' }, '2026-07-05', 'on-track'],
    ['behind below it', { status: 'under-way', progress: 0.39, start: '2026-07-01', due: '2026-07-10' }, '2026-07-05', 'behind'],
    ['behind down to the second', { status: 'under-way', progress: 0.25, start: '2026-07-01', due: '2026-07-10' }, '2026-07-05', 'behind'],
    ['late below that', { status: 'under-way', progress: 0.24, start: '2026-07-01', due: '2026-07-10' }, '2026-07-05', 'late'],
    ['no signal where there is no value', { status: 'cancelled', due: '2026-01-02' }, '2026-07-02', noValue],
    ['on track before its start', { status: 'not-started', start: '2026-08-01', due: '2026-12-31' }, '2026-07-02', 'on-track'],
  ])('[E1] signal: %s', (_, fields, today, expected) => {
    expect(activityValue(fields, 'signal', today)).toBe(expected);
  });

  test('[E11] cost is the sum of its costs, by the record and not by a code that begins alike', () => {
    const plan = computed({
      activities: [activity(), activity({ code: 'T10' })],
      costs: [{ activity: 'activities-0', text: 'a', amount: 10000 }, { activity: 'activities-1', text: 'b', amount: 500 }, { activity: 'activities-0', text: 'c' }, { text: 'løs', amount: 9 }],
    });
    expect(plan.column('activities', 'cost')).toEqual([10000, 500]);
  });
});

describe('a goal', () => {
  const measured = (baseline: number, target: number, ...values: [string, number][]): SmallTables => ({
    goals: [goal({ baseline, target, indicator: 'medlemmer' })],
    measurements: values.map(([date, value]) => ({ goal: 'goals-0', date, value })),
    activities: [activity({ goal: 'goals-0', status: 'completed' })],
  });

  test.each<[string, SmallTables, number | string]>([
    ['half way to a rising target', measured(100, 200, ['2026-05-01', 150]), 0.5],
    ['half way to a falling target', measured(60, 40, ['2026-05-01', 50]), 0.5],
    ['past the target', measured(100, 200, ['2026-05-01', 250]), 1],
    ['gone the wrong way', measured(100, 200, ['2026-05-01', 90]), 0],
    ['a falling target that rose', measured(60, 40, ['2026-05-01', 70]), 0],
    ['the newest measurement counts, wherever it stands', measured(0, 10, ['2026-05-01', 8], ['2026-06-01', 3], ['2026-04-01', 9]), 0.3],
    ['two on one day count as their mean', measured(0, 10, ['2026-05-01', 4], ['2026-05-01', 8]), 0.6],
    ['target = baseline is no value, and no division by zero', measured(50, 50, ['2026-05-01', 50]), noValue],
    ['an indicator without a measurement: by its activities', measured(100, 200), 1],
    ['a measured 0', measured(10, 0, ['2026-05-01', 0]), 1],
  ])('[E1] %s', (_, tables, expected) => {
    expect(goalValue(tables)).toBe(expected);
  });

  test('[E1] target = baseline is told as a problem', () => {
    expect(planProblems(planOf(measured(50, 50))).map(({ code }) => code)).toEqual(['TARGET_IS_BASELINE']);
  });

  test.each<[string, Fields[], number | string]>([
    ['the mean of its activities', [{ status: 'completed' }, { status: 'not-started' }], 0.5],
    ['by their weights', [{ status: 'completed', weight: 3 }, { status: 'not-started' }], 0.75],
    ['weight 0 contributes nothing', [{ status: 'completed', weight: 0 }, { status: 'not-started' }], 0],
    ['cancelled contributes nothing', [{ status: 'completed' }, { status: 'cancelled' }], 1],
    ['only weights of 0: no value', [{ status: 'completed', weight: 0 }], noValue],
    ['only cancelled: no value', [{ status: 'cancelled' }], noValue],
    ['no activities: no value, which is not 0', [], noValue],
  ])('[E10] without an indicator: %s', (_, activities, expected) => {
    expect(goalValue({ goals: [goal()], activities: activities.map((fields, i) => activity({ code: `T${i}`, goal: 'goals-0', ...fields })) })).toBe(expected);
  });

  test('[E1] signal against the time from the start of the plan to its deadline', () => {
    const tables = (progress: number): SmallTables => ({ goals: [goal({ due: '2026-01-10' })], activities: [activity({ goal: 'goals-0', status: 'under-way', progress })] });
    expect(goalValue(tables(0.5), 'signal', '2026-01-05')).toBe('on-track');
    expect(goalValue(tables(0.3), 'signal', '2026-01-05')).toBe('behind');
    expect(goalValue(tables(0.9), 'signal', '2026-01-11')).toBe('late');
  });
});

describe('a focus area and the plan', () => {
  const tables: SmallTables = {
    focusAreas: [{ code: 'F1', title: 'A', weight: 2 }, { code: 'F2', title: 'B' }, { code: 'F3', title: 'C', weight: 0 }, { code: 'F4', title: 'D' }],
    goals: [goal({ focusArea: 'focusareas-0', weight: 3 }), goal({ code: 'M2', focusArea: 'focusareas-0' }), goal({ code: 'M3', focusArea: 'focusareas-2' })],
    activities: [
      activity({ code: 'T1', goal: 'goals-0', status: 'completed' }),
      activity({ code: 'T2', goal: 'goals-1', status: 'cancelled' }),
      activity({ code: 'T3', focusArea: 'focusareas-0', status: 'not-started' }),
      activity({ code: 'T4', focusArea: 'focusareas-1', status: 'under-way', progress: 0.4 }),
      activity({ code: 'T5', goal: 'goals-2', status: 'completed' }),
      activity({ code: 'T6', goal: 'goals-0', focusArea: 'focusareas-1', status: 'completed' }),
    ],
    costs: [{ activity: 'activities-0', text: 'a', amount: 100 }, { activity: 'activities-2', text: 'b', amount: 20 }, { activity: 'activities-5', text: 'c', amount: 3 }],
  };

  test('[E1] the weighted mean of goals and of activities that have no goal', () => {
    expect(computed(tables).column('focusAreas', 'progress')).toEqual([0.75, 0.4, 1, noValue]);
  });

  test('[E1] the plan is the weighted mean of its focus areas that have a value', () => {
    expect(computed(tables).evaluate(planProgress)).toBeCloseTo((2 * 0.75 + 0.4) / 3, 12);
    expect(computed({}).evaluate(planProgress)).toBe(noValue);
  });

  test('[E11] counts and costs of a focus area: what has a goal counts with the goal alone', () => {
    const plan = computed(tables);
    expect(plan.column('focusAreas', 'goalCount')).toEqual([2, 0, 1, 0]);
    expect(plan.column('focusAreas', 'activityCount')).toEqual([4, 1, 1, 0]);
    expect(plan.column('focusAreas', 'cost')).toEqual([123, 0, 0, 0]);
  });

  test.each([['2025-12-31', 0], ['2026-01-01', 1 / 365], ['2026-07-02', 183 / 365], ['2026-12-31', 1], ['2027-05-01', 1]])('[E1] expected by %s', (today, expected) => {
    expect(computed({}, { today }).evaluate(expectedProgress)).toBeCloseTo(expected as number, 12);
  });

  test.each([[1, 'done'], [0.41, 'on-track'], [0.4, 'on-track'], [0.39, 'behind'], [0.25, 'behind'], [0.24, 'late']])('[E1] signal of %d where half is expected', (progress, expected) => {
    expect(computed({}).evaluate(signalFor(literal(progress), literal(0.5)))).toBe(expected);
  });

  test('[E16] thresholds come from the settings', () => {
    const node = signalFor(literal(0.4), literal(0.5));
    expect(computed({}, { settings: { behindBelow: 0.05, lateBelow: 0.25 } }).evaluate(node)).toBe('behind');
    expect(computed({}, { settings: { behindBelow: 0.05, lateBelow: 0.08 } }).evaluate(node)).toBe('late');
  });
});

describe('counts on the overview', () => {
  const statuses = ['not-started', 'under-way', 'completed', 'postponed', 'cancelled'];
  const dated = (due: string): SmallTables => ({ activities: [...statuses.map((status, i) => activity({ code: `T${i}`, status, due })), activity({ code: 'T9', due })] });

  test('[E11] overdue: past the deadline, neither completed nor cancelled', () => {
    expect(computed(dated('2026-07-01')).evaluate(overdueCount)).toBe(4);
    expect(computed(dated('2026-07-02')).evaluate(overdueCount)).toBe(0);
  });

  test('[E11] due soon: within 30 days, today included', () => {
    expect(computed(dated('2026-07-02')).evaluate(dueSoonCount)).toBe(4);
    expect(computed(dated('2026-08-01')).evaluate(dueSoonCount)).toBe(4);
    expect(computed(dated('2026-08-02')).evaluate(dueSoonCount)).toBe(0);
  });

  test('[E11] by status', () => {
    expect(statuses.map((status) => computed(dated('2026-07-02')).evaluate(statusCount(status)))).toEqual([1, 1, 1, 1, 1]);
  });

  test('[E13] coverage', () => {
    const plan = computed({
      superiorGoals: [{ code: 'O1', title: 'Dekket' }, { code: 'O2', title: 'Ikke dekket' }],
      goals: [goal({ superiorGoal: 'superiorgoals-0', target: 5 }), goal({ code: 'M2' }), goal({ code: 'M3' })],
      activities: [activity({ outsidePlan: true }), activity({ code: 'T2', outsidePlan: false }), activity({ code: 'T3' })],
    });
    expect([superiorGoalsWithoutGoal, goalsWithoutIndicator, activitiesOutsidePlan].map((node) => plan.evaluate(node))).toEqual([1, 2, 1]);
  });
});

describe('the budget', () => {
  const line = (fields: Fields): Fields => ({ account: '6800', name: 'Møter', year: 2026, adopted: 100_00, actual: 0, ...fields });
  const costs: Fields[] = [
    { text: 'a', account: '6800', year: 2026, amount: 40_00, department: 'Styret' },
    { text: 'b', account: '6800', year: 2026, amount: 50_00 },
    { text: 'c', account: '6800', year: 2027, amount: 7_00 },
    { text: 'd', account: '6801', year: 2026, amount: 900_00 },
    { text: 'e', account: '3920', year: 2026, amount: -80_00 },
  ];
  const budgetRow = (fields: Fields) => {
    const plan = computed({ budget: [line(fields)], costs });
    return ['planned', 'left', 'state'].map((field) => plan.value('budget', 0, field));
  };

  test.each<[string, Fields, (number | string)[]]>([
    ['within', {}, [90_00, 100_00, 'ok']],
    ['of one department', { department: 'styret' }, [40_00, 100_00, 'ok']],
    ['of another year', { year: 2027 }, [7_00, 100_00, 'ok']],
    ['planned over the budget', { adopted: 89_99 }, [90_00, 89_99, 'over-planned']],
    ['spent to the last krone', { actual: 100_00 }, [90_00, 0, 'ok']],
    ['over-spent, which is worse', { adopted: 80_00, actual: 80_01 }, [90_00, -1, 'over-spent']],
    ['no budget adopted', { adopted: 0 }, [90_00, 0, 'over-planned']],
    ['income that the plan has nothing on', { account: '3900', adopted: -500_00, actual: -250_00 }, [0, -250_00, 'ok']],
    ['income that the plan counts on less of', { account: '3920', adopted: -81_00, actual: 0 }, [-80_00, -81_00, 'ok']],
    ['income that the plan counts on more of', { account: '3920', adopted: -79_00, actual: 0 }, [-80_00, -79_00, 'over-planned']],
    ['a cost where income was adopted', { adopted: -10_00 }, [90_00, -10_00, 'over-planned']],
  ])('[C1][E12] a line: %s', (_, fields, expected) => {
    expect(budgetRow(fields)).toEqual(expected);
  });

  test('[E10] a line without an account shows nothing', () => {
    const plan = computed({ budget: [{ name: 'Uten konto', adopted: 5 }], costs });
    expect(['planned', 'left', 'state'].map((field) => plan.value('budget', 0, field))).toEqual(['', '', '']);
  });
});

test('[E15] records are found by their codes without regard to case', () => {
  const plan = computed({ focusAreas: [{ code: 'F1', title: 'A' }] });
  expect(plan.evaluate({ kind: 'lookup', table: 'focusAreas', code: 'f1', field: 'title' })).toBe('A');
  expect(codeSeparator).toBe(' · ');
});
