import type { PlanRecord } from '../plan/plan';
import type { SheetRecord } from './decision';

/** Are these the rows of these records, all of them and in their order? */
export const isInOrder = (rows: readonly SheetRecord[], records: readonly PlanRecord[]): boolean =>
  rows.length === records.length && rows.every(({ record }, i) => record === records[i] || record.id === records[i]!.id);

const append = (lists: Map<string, PlanRecord[]>, key: string, record: PlanRecord): void => {
  const list = lists.get(key);
  if (list) list.push(record);
  else lists.set(key, [record]);
};

/** The store's order, with each new record after the record that stands above it in the sheet; first where none does. */
export const placeNewRecords = (store: readonly PlanRecord[], sheetOrder: readonly string[], merged: ReadonlyMap<string, PlanRecord>): readonly PlanRecord[] => {
  const inStore = new Set(store.map((record) => record.id));
  const followers = new Map<string, PlanRecord[]>();
  let above = '';
  for (const id of sheetOrder) {
    const record = merged.get(id);
    if (!record) continue;
    if (inStore.has(id)) above = id;
    else append(followers, above, record);
  }
  const placed = [...(followers.get('') ?? [])];
  for (const { id } of store) {
    const record = merged.get(id);
    if (record) placed.push(record);
    // One by one: a call has room for some 100,000 arguments.
    for (const follower of followers.get(id) ?? []) placed.push(follower);
  }
  return placed;
};

/** The sheet's order for the records it has; those it has not stay after the record they follow in the store. */
export const takeSheetOrder = (records: readonly PlanRecord[], sheetOrder: readonly string[]): readonly PlanRecord[] => {
  const inSheet = new Set(sheetOrder);
  const byId = new Map(records.map((record) => [record.id, record]));
  const followers = new Map<string, PlanRecord[]>();
  let above = '';
  for (const record of records) {
    if (inSheet.has(record.id)) above = record.id;
    else append(followers, above, record);
  }
  const ordered = sheetOrder.flatMap((id) => [...(byId.has(id) ? [byId.get(id)!] : []), ...(followers.get(id) ?? [])]);
  return [...(followers.get('') ?? []), ...ordered];
};

/** Ids that stand elsewhere among their fellows than before: the fewest that, moved, explain the new order. */
export const movedIds = (before: readonly string[], after: readonly string[]): string[] => {
  const place = new Map(before.map((id, position) => [id, position]));
  const common = after.filter((id) => place.has(id));
  const stayed = longestIncreasing(common.map((id) => place.get(id)!));
  return common.filter((_, position) => !stayed.has(position));
};

/** Positions of a longest increasing subsequence, by patience sorting. */
const longestIncreasing = (values: readonly number[]): Set<number> => {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, position) => {
    const pile = firstAtLeast(tails, value, values);
    previous[position] = pile === 0 ? -1 : tails[pile - 1]!;
    tails[pile] = position;
  });
  const chosen = new Set<number>();
  for (let position = tails.at(-1) ?? -1; position >= 0; position = previous[position]!) chosen.add(position);
  return chosen;
};

const firstAtLeast = (tails: readonly number[], value: number, values: readonly number[]): number => {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[tails[middle]!]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};
