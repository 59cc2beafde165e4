import type { ComputedPlan } from './computed-plan';
import { recordLabel } from './record-label';
import type { RecordOf } from './plan';

/** An activity that is to be done by a day. */
export interface Deadline {
  readonly id: string;
  /** ISO date. */
  readonly due: string;
  readonly label: string;
  readonly responsible: string;
}

type Activity = RecordOf<'activities'>;

const openWithDue = ({ plan }: ComputedPlan): (Activity & { due: string })[] =>
  (plan.tables.activities as readonly Activity[]).filter((activity): activity is Activity & { due: string } =>
    activity.due !== undefined && activity.status !== 'completed' && activity.status !== 'cancelled');

const deadlinesOf = (computed: ComputedPlan, most: number, isWanted: (due: string) => boolean): Deadline[] =>
  openWithDue(computed)
    .filter(({ due }) => isWanted(due))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    .slice(0, most)
    .map((activity) => ({ id: activity.id, due: activity.due, label: recordLabel('activities', activity), responsible: activity.responsible ?? '' }));

/** Open activities that are due today or later, at most so many, the nearest first. */
export const nextDeadlines = (computed: ComputedPlan, most = Infinity): Deadline[] => deadlinesOf(computed, most, (due) => due >= computed.today);
/** Open activities past their deadline, at most so many, the oldest first. */
export const overdueActivities = (computed: ComputedPlan, most = Infinity): Deadline[] => deadlinesOf(computed, most, (due) => due < computed.today);
