import { conflictKey, type Conflict, type Decision } from '../merge';
import { groupBy } from '../plan/group-by';
import type { Plan } from '../plan/plan';
import { createFinder, sameValue, type RecordTable } from '../plan/records';
import type { KeptCells } from '../sheet/render/render-input';
import type { OpenConflict, Stamp } from '../sheet/stamp';

type Parting = Omit<OpenConflict, 'baseRevision'>;

const recordKey = ({ table, id }: Parting): string => `${table}/${id}`;

/**
 * Cells that stay as they are in the sheet, since they make no sense or were refused, while the store has another value than the person has
 * seen: what is typed there next is no answer to the store's value either.
 */
const unseenUnder = ({ cells }: KeptCells, base: Plan, store: Plan): Parting[] => {
  const [before, now] = [createFinder(base), createFinder(store)];
  return [...cells.keys()].flatMap((key) => {
    const [table, id, field] = key.split('/') as [RecordTable, string, string];
    const stored = now(table, id);
    return stored === undefined || sameValue(before(table, id)?.[field], stored[field]) ? [] : [{ table, id, field }];
  });
};

export interface Opening {
  readonly base: Plan;
  readonly store: Plan;
  readonly stamp: Stamp;
  readonly kept: KeptCells;
  readonly conflicts: readonly Conflict[];
  /** Those of the merge: what was settled there has been seen. */
  readonly decisions: readonly Decision[];
}

/**
 * What the sheet's next sync has an older base for: conflicts that stay open, and cells that hide what the store has. Each keeps the revision
 * where store and sheet parted, also where a conflict of a field has become one of the whole record.
 */
export const stillOpen = ({ base, store, stamp, kept, conflicts, decisions }: Opening): OpenConflict[] => {
  const before = groupBy(stamp.openConflicts, recordKey);
  const known = new Set([...conflicts, ...decisions.flatMap((decision) => (decision.kind !== 'conflict' && decision.settled ? [decision.settled.conflict] : []))].map(conflictKey));
  const unseen = unseenUnder(kept, base, store).filter((one) => !known.has(conflictKey(one)));
  return [...conflicts, ...unseen].map(({ table, id, field }) => {
    const same = (before.get(recordKey({ table, id, field })) ?? []).filter((open) => open.field === field || open.field === null || field === null);
    return { table, id, field, baseRevision: same.reduce((first, open) => Math.min(first, open.baseRevision), stamp.revision) };
  });
};
