import { createLru } from './lru';
import type { PlanRecord } from './plan';
import { remembered } from './remembered';

/** Finds the records of a table. */
export interface RecordIndex {
  readonly records: readonly PlanRecord[];
  get(id: string): PlanRecord | undefined;
  has(id: string): boolean;
}

type Positions = ReadonlyMap<string, number>;
/** Positions kept: of ten large plans, or of a thousand small ones. */
const mostPositions = 1_000_000;
/** By the first id and the number of records: most revisions of a table have the same ids in the same order. */
const lastPositions = createLru<Positions>(mostPositions);

const areIdsOf = (positions: Positions, records: readonly PlanRecord[]): boolean => {
  let position = 0;
  for (const id of positions.keys()) if (records[position++]?.id !== id) return false;
  return position === records.length;
};

const positionsOf = (records: readonly PlanRecord[]): Positions => {
  const key = `${records[0]?.id} ${records.length}`;
  const last = lastPositions.get(key);
  if (last && areIdsOf(last, records)) return last;
  const positions = new Map(records.map(({ id }, position) => [id, position]));
  lastPositions.set(key, positions, 1 + records.length);
  return positions;
};

/** Made once for a table that nobody changes. */
export const indexOf = remembered((records: readonly PlanRecord[]): RecordIndex => {
  const positions = positionsOf(records);
  return { records, get: (id) => records[positions.get(id) ?? -1], has: (id) => positions.has(id) };
});
