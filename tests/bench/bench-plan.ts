import type { Plan, PlanRecord } from '../../core/plan/plan';
import { emptyTables } from '../../core/plan/records';

/** A repeatable stream of numbers below 1. */
const stream = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
};

const statuses = ['not-started', 'under-way', 'completed', 'postponed', 'cancelled'];
const words = ['møte', 'kurs', 'verving', 'medlemmer', 'tillitsvalgte', 'kommunen', 'plan', 'samling', 'årsmøte', 'budsjett', 'klubb', 'oppfølging'];

/** A plan with so many activities; a goal for every ten and a cost line for every four. */
export const benchPlan = (size: number, seed = 1): Plan => {
  const next = stream(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const text = (length: number): string => Array.from({ length }, () => pick(words)).join(' ');
  const many = (count: number, make: (i: number) => Record<string, unknown>): PlanRecord[] => Array.from({ length: count }, (_, i) => make(i) as unknown as PlanRecord);
  const date = (): string => `2026-${String(1 + Math.floor(next() * 12)).padStart(2, '0')}-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;
  const goals = Math.max(1, Math.floor(size / 10));
  return {
    format: 'planark/1', id: 'bench', title: 'Bench', kind: 'action-plan', locale: 'nb', currency: 'NOK',
    organisation: { name: 'Bench' }, period: { start: '2026-01-01', end: '2026-12-31' }, status: 'adopted', retired: {},
    tables: {
      ...emptyTables(),
      focusAreas: many(6, (i) => ({ id: `focus-${i}`, code: `F${i + 1}`, title: text(3) })),
      goals: many(goals, (i) => ({ id: `goal-${i}`, code: `M${i + 1}`, title: text(6), focusArea: `focus-${i % 6}`, due: date() })),
      activities: many(size, (i) => ({
        id: `activity-${i}`, code: `T${i + 1}`, title: `${text(5)} ${i}`, goal: `goal-${i % goals}`, description: text(12), responsible: pick(words), partners: text(2), unit: pick(words),
        start: date(), due: date(), times: 1 + Math.floor(next() * 12), per: pick(['year', 'month', 'period']), months: [1 + Math.floor(next() * 12)], held: Math.floor(next() * 5),
        status: pick(statuses), progress: Math.round(next() * 100) / 100, priority: pick(['high', 'medium', 'low']), weight: 1 + Math.floor(next() * 3), hours: Math.floor(next() * 80), channel: pick(words), note: text(4),
      })),
      costs: many(Math.floor(size / 4), (i) => ({ id: `cost-${i}`, activity: `activity-${i * 4}`, text: text(3), account: String(6000 + (i % 50)), year: 2026, amount: Math.floor(next() * 1e7) })),
      budget: many(50, (i) => ({ id: `budget-${i}`, account: String(6000 + i), name: text(2), year: 2026, adopted: 100_000_00, actual: 50_000_00 })),
    },
  };
};

/** The same plan as a person might have edited it: a text and a status in every hundredth row. */
export const editedPlan = (plan: Plan): Plan => ({
  ...plan,
  tables: { ...plan.tables, activities: plan.tables.activities.map((record, i) => (i % 100 === 0 ? { ...record, title: `${String(record['title'])} endret`, status: 'completed' } : record)) },
});
