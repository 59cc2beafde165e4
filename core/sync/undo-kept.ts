import type { FieldValue, Plan, PlanRecord } from '../plan/plan';
import { createFinder, type RecordTable } from '../plan/records';
import type { PlaceOf } from './sync-diff';
import type { DiffPlace } from './sync-result';

/**
 * Why something that a revision did is not undone: the field or record was changed or removed later, the record is used by others now,
 * what a field referred to is gone, a code is another's by now, rows of the table were moved later.
 */
export type KeptReason = 'changed-later' | 'removed-later' | 'used-later' | 'reference-gone' | 'code-taken' | 'moved-later';

export interface KeptEdit extends DiffPlace {
  readonly reason: KeptReason;
  /** null where it is about the whole record, and then the three values are records. */
  readonly field: string | null;
  /** Before the revision, in it, and after the undo. */
  readonly before: FieldValue | PlanRecord | null;
  readonly after: FieldValue | PlanRecord | null;
  readonly now: FieldValue | PlanRecord | null;
  /** Who uses the record, by label; empty for other reasons. */
  readonly users: readonly string[];
}

interface Subject {
  readonly table: RecordTable;
  readonly id: string;
  readonly field: string | null;
}

type FindValue = (subject: Subject) => FieldValue | PlanRecord | null;

const createFindValue = (plan: Plan): FindValue => {
  const find = createFinder(plan);
  return ({ table, id, field }) => {
    const record = find(table, id);
    return (field === null ? record : record?.[field]) ?? null;
  };
};

export type Keep = (reason: KeptReason, subject: Subject, users?: readonly string[]) => KeptEdit;

/** Tells what is kept with its value before the revision, in it, and now. */
export const createKeep = (plans: { readonly before: Plan; readonly revision: Plan; readonly now: Plan }, placeOf: PlaceOf): Keep => {
  const [before, after, now] = [plans.before, plans.revision, plans.now].map(createFindValue) as [FindValue, FindValue, FindValue];
  return (reason, subject, users = []) => {
    const { table, id, field } = subject;
    return { ...placeOf(table, id, field), reason, field, before: before(subject), after: after(subject), now: now(subject), users };
  };
};
