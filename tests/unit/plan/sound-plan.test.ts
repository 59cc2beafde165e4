import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { soundPlan } from '../../../core/plan/sound-plan';
import { benchPlan } from '../../bench/bench-plan';

const withTables = (plan: Plan, tables: Partial<Plan['tables']>): Plan => ({ ...plan, tables: { ...plan.tables, ...tables } });
const withFirst = (records: readonly PlanRecord[], more: Record<string, unknown>): PlanRecord[] => records.map((record, at) => (at === 0 ? { ...record, ...more } as PlanRecord : record));

describe('a plan that was found sound', () => {
  const plan = soundPlan(benchPlan(5));

  test('is the same tables of the same records', () => {
    const again = soundPlan(withTables(plan, { activities: [...plan.tables.activities] }));
    expect(again).toEqual(plan);
    expect(again.tables.goals).toBe(plan.tables.goals);
    expect(again.tables.activities.every((record, at) => record === plan.tables.activities[at])).toBe(true);
  });

  test('is looked at again where a record is another, among those that are known and in a table that was', () => {
    for (const wrong of [{ hours: 'mange' }, { title: '' }, { colour: 'red' }, { id: 'X' }]) expect(() => soundPlan(withTables(plan, { activities: withFirst(plan.tables.activities, wrong) }))).toThrow();
    const changed = soundPlan(withTables(plan, { activities: withFirst(plan.tables.activities, { note: 'Ny' }) }));
    expect(changed.tables.activities.map(({ note }) => note).slice(0, 1)).toEqual(['Ny']);
    expect(changed.tables.activities[1]).toBe(plan.tables.activities[1]);
  });

  test('has what is new in its own place, be it the same record twice', () => {
    const [first, second, third] = plan.tables.activities;
    const fresh = { ...second!, note: 'Ny' };
    const { tables: { activities } } = soundPlan(withTables(plan, { activities: [fresh, first!, fresh, third!] }));
    expect(activities).toEqual([fresh, first, fresh, third]);
    expect([activities[1], activities[3]].every((record, at) => record === [first, third][at])).toBe(true);
  });

  test('is looked at again where a table or a record stands in the place of another', () => {
    expect(() => soundPlan(withTables(plan, { costs: plan.tables.activities }))).toThrow();
    expect(() => soundPlan(withTables(plan, { costs: plan.tables.activities.slice(0, 1) }))).toThrow();
    expect(() => soundPlan({ ...plan, title: '' })).toThrow();
  });
});
