import type { Plan, RecordOf } from './plan';
import { indexOf } from './record-index';

/** Id of the focus area that an activity counts in: its goal's, or its own where it has no goal. */
export const focusAreaOf = (plan: Plan, { goal, focusArea }: RecordOf<'activities'>): string | undefined =>
  (goal === undefined ? focusArea : (indexOf(plan.tables.goals).get(goal)?.['focusArea'] as string | undefined));
