import * as fs from 'node:fs';
import * as path from 'node:path';
import { computePlan } from '../../../core/plan/computed-plan';
import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { activitiesOutsidePlan, dueSoonCount, overdueCount, superiorGoalsWithoutGoal } from '../../../core/plan/progress';
import { planSchema } from '../../../core/plan/schema';
import { hasCode, storedFieldsOf } from '../../../core/plan/tables';
import { tableNames, type TableName } from '../../../core/plan/table-names';

const folder = path.join(__dirname, '../../../core/plan/examples');
const files = ['kompetanseloftet', 'lillehammer-2026', 'norrbotten-2021', 'samhandling-2026', 'samhandling-nord-2026', 'samhandling-sor-2026', 'vestre-toten-2026'];
const readText = (id: string): string => fs.readFileSync(path.join(folder, `${id}.json`), 'utf8');
const readPlan = (id: string): Plan => JSON.parse(readText(id)) as Plan;

const counts = (plan: Plan, ...names: TableName[]): number[] => names.map((name) => plan.tables[name].length);
const ofKind = (plan: Plan, kind: string): PlanRecord[] => plan.tables.statements.filter((statement) => statement['kind'] === kind);
const withField = (plan: Plan, table: TableName, field: string): PlanRecord[] => plan.tables[table].filter((record) => record[field] !== undefined);
const byCode = (plan: Plan, table: TableName, code: string): PlanRecord => plan.tables[table].find((record) => record['code'] === code)!;
const commitment = (plan: Plan, title: RegExp): PlanRecord => withField(plan, 'activities', 'times').find((record) => title.test(String(record['title'])))!;

/** References that lead nowhere, as "activities/id.goal". */
const danglingReferences = (plan: Plan): string[] =>
  tableNames.flatMap((table) =>
    storedFieldsOf(table).flatMap(([field, { type }]) => {
      if (type.kind !== 'reference') return [];
      const known = new Set<unknown>(plan.tables[type.to].map((record) => record.id));
      return withField(plan, table, field).filter((record) => !known.has(record[field])).map((record) => `${table}/${record.id}.${field}`);
    }),
  );

const repeated = (values: unknown[]): unknown[] => values.filter((value, i) => values.indexOf(value) !== i);

test('the folder holds these plans and nothing else', () => {
  expect(fs.readdirSync(folder).sort()).toEqual(files.map((id) => `${id}.json`));
});

describe.each(files)('%s', (id) => {
  const plan = readPlan(id);

  test('is named after its id and passes the schema', () => {
    expect(plan.id).toBe(id);
    expect(planSchema.safeParse(plan)).toMatchObject({ success: true });
    expect(readText(id)).toBe(`${JSON.stringify(plan, null, 2)}\n`);
  });

  test('every reference leads to a record of its table', () => {
    expect(danglingReferences(plan)).toEqual([]);
  });

  test('ids are opaque and, like the codes of a table, never used twice', () => {
    const ids = tableNames.flatMap((table) => plan.tables[table].map((record) => record.id));
    expect(ids.filter((value) => !/^[a-z][a-z0-9]{9,11}$/.test(value))).toEqual([]);
    expect(repeated(ids)).toEqual([]);
    for (const table of tableNames.filter(hasCode)) expect(repeated(plan.tables[table].map((record) => record['code']))).toEqual([]);
  });

  test('an activity has a goal or a focus area, not both', () => {
    expect(plan.tables.activities.filter((activity) => (activity['goal'] === undefined) === (activity['focusArea'] === undefined))).toEqual([]);
  });
});

test('no record id stands in two plans', () => {
  expect(repeated(files.flatMap((id) => tableNames.flatMap((table) => readPlan(id).tables[table].map((record) => record.id))))).toEqual([]);
});

describe('Regional samhandling', () => {
  const national = readPlan('samhandling-2026');
  const regions = [readPlan('samhandling-nord-2026'), readPlan('samhandling-sor-2026')];

  test('the national plan holds what the source has', () => {
    expect(['purpose', 'overall-goal', 'improvement', 'use'].map((kind) => ofKind(national, kind).length)).toEqual([3, 4, 4, 3]);
    expect(counts(national, 'focusAreas', 'strategies')).toEqual([3, 11]);
    expect(withField(national, 'focusAreas', 'purpose')).toHaveLength(3);
  });

  test('the regions stand under it, with the same focus areas and overall goals by code', () => {
    const coded = (plan: Plan, table: TableName) => plan.tables[table].map((record) => [record['code'], record['title']]);
    for (const region of regions) {
      expect(region.parent).toBe(national.id);
      expect(coded(region, 'focusAreas')).toEqual(coded(national, 'focusAreas'));
      expect(coded(region, 'superiorGoals')).toEqual(coded(national, 'superiorGoals'));
    }
  });

  test('a proposal leads to an activity when it was chosen or merged, and only then; every planned activity was proposed', () => {
    for (const { tables } of regions) {
      for (const proposal of tables.proposals) expect(proposal['activity'] !== undefined).toBe(['chosen', 'merged'].includes(String(proposal['decision'])));
      const chosen = new Set(tables.proposals.filter((proposal) => proposal['decision'] === 'chosen').map((proposal) => proposal['activity']));
      expect(tables.activities.filter((activity) => activity['outsidePlan'] !== true && !chosen.has(activity.id))).toEqual([]);
    }
  });
});

describe('Vestre Toten', () => {
  const plan = readPlan('vestre-toten-2026');

  test('holds what the source has', () => {
    expect(plan.period).toEqual({ start: '2026-01-01', end: '2027-12-31' });
    expect(counts(plan, 'situations', 'focusAreas', 'superiorGoals', 'strategies', 'goals')).toEqual([5, 6, 21, 20, 25]);
    expect(new Set(plan.tables.budget.map((line) => line['year']))).toEqual(new Set([2026, 2027]));
  });

  test('each local goal stands under one national goal of its own focus area, and each national goal has one', () => {
    const area = new Map(plan.tables.superiorGoals.map((goal) => [goal.id as unknown, goal['focusArea']]));
    for (const goal of plan.tables.goals) expect(area.get(goal['superiorGoal'])).toBe(goal['focusArea']);
    expect(computePlan(plan, '2026-11-21').evaluate(superiorGoalsWithoutGoal)).toBe(0);
  });

  test('1.5 % is 9 members', () => {
    const { id, baseline, target } = byCode(plan, 'goals', 'M1.3');
    expect(Number(target) - Number(baseline)).toBe(9);
    expect(9 / Number(baseline)).toBe(0.015);
    expect(plan.tables.measurements.some((measurement) => measurement['goal'] === id)).toBe(true);
  });
});

describe('Kompetanseløftet', () => {
  const plan = readPlan('kompetanseloftet');

  test('holds the mandate: roles, duties and delimitations, parties, related projects', () => {
    for (const kind of ['role', 'duty', 'delimitation']) expect(ofKind(plan, kind).length).toBeGreaterThanOrEqual(5);
    expect(plan.parties).toHaveLength(5);
    expect(plan.tables.projects.length).toBeGreaterThan(0);
  });

  test('has activities outside the plan', () => {
    expect(plan.tables.activities.filter((activity) => activity['outsidePlan'] === true)).toHaveLength(3);
  });

  test('production grows 1.5 % a year to 2030', () => {
    const { baseline, target, due } = byCode(plan, 'goals', 'M1.1');
    expect(due).toBe('2030-12-31');
    expect(target).toBeCloseTo(Number(baseline) * 1.015 ** 5, 1);
  });
});

describe('Lillehammer', () => {
  const plan = readPlan('lillehammer-2026');

  test('holds what the source has', () => {
    expect(plan.adoption).toEqual({ body: 'Årsmøtet', date: '2026-01-27' });
    expect(counts(plan, 'focusAreas', 'superiorGoals', 'goals')).toEqual([6, 30, 23]);
    expect(withField(plan, 'goals', 'superiorGoal')).toHaveLength(23);
    expect(ofKind(plan, 'channel').map(({ text }) => text)).toEqual(['SMS', 'E-post', 'Facebook', 'Instagram', 'Medlemsmøter', 'Foreningens nettsider']);
  });

  test('has 14 standing commitments with their frequency', () => {
    expect(withField(plan, 'activities', 'times')).toHaveLength(14);
    expect(withField(plan, 'activities', 'per')).toHaveLength(14);
    expect(commitment(plan, /styremøter/i)).toMatchObject({ times: 10, per: 'year' });
    expect(commitment(plan, /medlemskveld/i)).toMatchObject({ times: 2, per: 'year', months: [4, 10] });
    expect(commitment(plan, /uføre/i)).toMatchObject({ times: 2, per: 'year' });
    expect(commitment(plan, /seksjonsaktivitet/i)).toMatchObject({ times: 1, per: 'year' });
    expect(commitment(plan, /sosialt/i)).toMatchObject({ times: 1, per: 'period' });
    expect(commitment(plan, /blekka/i)).toMatchObject({ times: 2, per: 'year' });
  });
});

describe('Norrbotten', () => {
  const plan = readPlan('norrbotten-2021');

  test('holds what the source has', () => {
    expect(plan).toMatchObject({ locale: 'sv', currency: 'SEK', status: 'closed', period: { start: '2021-01-01', end: '2023-12-31' } });
    expect(plan.parties).toHaveLength(3);
    expect(['vision', 'purpose', 'overall-goal', 'principle'].map((kind) => ofKind(plan, kind).length)).toEqual([1, 1, 3, 7]);
    expect(counts(plan, 'focusAreas')).toEqual([7]);
  });

  test('every activity is placed in time', () => {
    expect(withField(plan, 'activities', 'start')).toHaveLength(plan.tables.activities.length);
    expect(withField(plan, 'activities', 'due')).toHaveLength(plan.tables.activities.length);
  });
});

describe.each(['lillehammer-2026', 'vestre-toten-2026'])('%s has something of everything to show on 21 November 2026', (id) => {
  const plan = computePlan(readPlan(id), '2026-11-21');

  test('statuses, deadlines and activities outside the plan', () => {
    expect(new Set(plan.column('activities', 'status'))).toEqual(new Set(['not-started', 'under-way', 'completed', 'postponed', 'cancelled']));
    for (const count of [overdueCount, dueSoonCount, activitiesOutsidePlan]) expect(plan.evaluate(count)).toBeGreaterThanOrEqual(2);
  });

  test('one account is over-spent, one is planned over budget', () => {
    const states = plan.column('budget', 'state');
    expect(['over-spent', 'over-planned'].map((state) => states.filter((value) => value === state).length)).toEqual([1, 1]);
  });

  test('every signal stands on some goal', () => {
    expect(plan.column('goals', 'signal')).toEqual(expect.arrayContaining(['done', 'on-track', 'behind', 'late']));
  });
});
