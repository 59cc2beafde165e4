import { conflictKey, holdsStoreSide, type Disagreement } from '../../merge';
import { createFinder } from '../../plan/records';
import type { OpenConflict, StoreChange } from '../../sheet';
import type { Revision, Store } from '../../sync/store';

/** Day and clock of an instant where this machine stands: "2026-11-21 10:36". */
const localTime = (instant: string): string => {
  const time = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
};

/** Each is a whole plan to read. */
const mostRevisions = 200;

/**
 * Who made the store's side of each conflict what it is, by `conflictKey`: the history is read backwards from the head until each one's change
 * is found, no further than where store and sheet parted, and only so far. Whose change is older, or in a revision that cannot be read, is not known.
 */
export const findStoreChanges = async (store: Store, head: Revision, conflicts: readonly Disagreement[], open: readonly OpenConflict[]): Promise<Map<string, StoreChange>> => {
  const changes = new Map<string, StoreChange>();
  const baseOf = new Map(open.map((one) => [conflictKey(one), one.baseRevision]));
  let sought = [...conflicts];
  let newer = head;
  while (sought.length > 0 && newer.number > Math.max(1, head.number - mostRevisions)) {
    const older = await store.at(head.planId, newer.number - 1);
    if (!older.ok) break;
    const find = createFinder(older.value.plan);
    const isUnchanged = (conflict: Disagreement): boolean => holdsStoreSide(find(conflict.table, conflict.id), conflict);
    for (const conflict of sought.filter((one) => !isUnchanged(one))) changes.set(conflictKey(conflict), { author: newer.author, time: localTime(newer.time), instant: newer.time });
    sought = sought.filter((one) => isUnchanged(one) && baseOf.get(conflictKey(one))! < older.value.number);
    newer = older.value;
  }
  return changes;
};
