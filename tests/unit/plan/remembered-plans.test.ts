import { computePlan } from '../../../core/plan/computed-plan';
import type { Plan } from '../../../core/plan/plan';
import type { PlanWork } from '../../../core/plan/plan-work';
import { planOf } from '../../support/plan-of-tables';

const today = '2026-11-22';
const withActivities = (id: string, count: number): Plan => ({ ...planOf({ activities: Array.from({ length: count }, (_, i) => ({ id: `${id}-${i}`, code: `T${i}`, title: 'x' })) }), id });
const titles = (plan: Plan) => computePlan(plan, today).column('activities', 'title');

test('[C182] of many small plans all are known, of large ones those that were used last', () => {
  const small = withActivities('small', 1);
  const known = titles(small);
  for (let i = 0; i < 300; i++) titles(withActivities(`other-${i}`, 3));
  expect(titles(small)).toBe(known);
  for (let i = 0; i < 60; i++) titles(withActivities(`large-${i}`, 2000));
  expect(titles(small)).toEqual(known);
  expect(titles(small)).not.toBe(known);
});

test('[C182] what is made of a plan weighs what it sees of it', () => {
  const work: PlanWork<readonly [], readonly string[]> = { sight: { activities: 'all' }, make: ({ plan }) => plan.tables.activities.map(({ id }) => id) };
  const small = withActivities('seen', 1);
  const known = titles(small);
  for (let i = 0; i < 25; i++) titles(withActivities(`bare-${i}`, 2000));
  expect(titles(small)).toBe(known);
  for (let i = 0; i < 25; i++) computePlan(withActivities(`shown-${i}`, 2000), today).remember(work);
  expect(titles(small)).not.toBe(known);
});
