import { groupBy } from '../../plan/group-by';
import type { PlanRecord } from '../../plan/plan';
import { unclaimedRows } from './claim-by-content';
import type { Claims, IdentifyInput } from './identify-rows';
import { agreement, contentKey, filledAgreement, filledCount, isInPlace, shownKey, valueKey, type SheetRow } from './sheet-row';

interface Candidate {
  readonly row: SheetRow;
  readonly id: string;
  readonly score: number;
}

/** Rows and ids among which contents may have changed places. */
interface Pool {
  readonly input: IdentifyInput;
  /** Rows that do not show the record whose id stands beside them, with that id. */
  readonly wrong: ReadonlyMap<SheetRow, string>;
  /** Rows without an id of their own. */
  readonly unclaimed: readonly SheetRow[];
  readonly records: readonly PlanRecord[];
}

const mismatched = ({ records, rendered, shown, fields }: IdentifyInput, claims: Claims): Map<SheetRow, string> =>
  new Map([...claims].flatMap(([row, { id }]) => (rendered.has(id) && !isInPlace(row, shown(records.get(id)!), fields) ? [[row, id] as const] : [])));

const createPool = (input: IdentifyInput, claims: Claims, wrong: Pool['wrong']): Pool => {
  const right = new Set([...claims].flatMap(([row, { id }]) => (wrong.has(row) ? [] : [id])));
  return { input, wrong, unclaimed: unclaimedRows(input, claims), records: [...input.records.values()].filter(({ id }) => input.rendered.has(id) && !right.has(id)) };
};

const fewest = 3;

/** Records by their telling values: those that few others share, so that rows of alike records are not taken for each other. */
const rareIndex = ({ input, records }: Pool): Map<string, string[]> => {
  const index = new Map<string, string[]>();
  for (const record of records) {
    input.shown(record).forEach((value, i) => {
      if (value === null) return;
      const key = valueKey(i, value);
      const ids = index.get(key) ?? [];
      if (ids.length <= fewest) index.set(key, [...ids, record.id]);
    });
  }
  return index;
};

const rareIds = (row: SheetRow, index: ReadonlyMap<string, readonly string[]>): string[] =>
  row.cells.flatMap((cell, i) => {
    const ids = cell === undefined ? [] : (index.get(valueKey(i, cell.value)) ?? []);
    return ids.length <= fewest ? ids : [];
  });

/** Records that a row shows better than the one whose id it has; a row without an id has to show more than half of one that has lost its place. */
const createCandidatesOf = (pool: Pool): ((row: SheetRow) => Candidate[]) => {
  const { input: { shown, records }, wrong } = pool;
  const exact = groupBy(pool.records, (record) => shownKey(shown(record)));
  const rare = rareIndex(pool);
  const misplaced = new Set(wrong.values());
  const isMostly = (row: SheetRow, id: string): boolean => misplaced.has(id) && filledAgreement(row, shown(records.get(id)!)) * 2 > filledCount(shown(records.get(id)!));
  return (row) => {
    const own = wrong.get(row);
    const same = exact.get(contentKey(row))?.shift();
    const ids = new Set([...(same ? [same.id] : []), ...rareIds(row, rare)]);
    const least = own === undefined ? 0 : agreement(row, shown(records.get(own)!));
    const isBetter = (id: string, score: number): boolean => (own === undefined ? isMostly(row, id) : score > least);
    return [...ids].map((id) => ({ row, id, score: agreement(row, shown(records.get(id)!)) })).filter(({ id, score }) => id !== own && isBetter(id, score));
  };
};

/** Best pairs first; each row and each id once. */
const assign = (candidates: readonly Candidate[]): Map<SheetRow, string> => {
  const given = new Map<SheetRow, string>();
  const taken = new Set<string>();
  for (const { row, id } of [...candidates].sort((a, b) => b.score - a.score)) {
    if (given.has(row) || taken.has(id)) continue;
    given.set(row, id);
    taken.add(id);
  }
  return given;
};

/** Does the row show so little of the record whose id it has that it is surely another? */
const isStranger = ({ input: { records, shown } }: Pool, row: SheetRow, id: string): boolean => {
  const record = shown(records.get(id)!);
  return filledAgreement(row, record) * 2 <= filledCount(record);
};

/** An id is taken from a row only where that row shows another record too, or nothing of its own. */
const withoutThefts = (pool: Pool, given: Map<SheetRow, string>): Map<SheetRow, string> => {
  const holders = new Map([...pool.wrong].map(([row, id]) => [id, row]));
  const takers = new Map([...given].map(([row, id]) => [id, row]));
  const victims = [...takers.keys()].map((id) => holders.get(id)).filter((row) => row !== undefined);
  for (let victim = victims.pop(); victim; victim = victims.pop()) {
    const id = pool.wrong.get(victim)!;
    const taker = takers.get(id);
    if (given.has(victim) || !taker || isStranger(pool, victim, id)) continue;
    given.delete(taker);
    takers.delete(id);
    victims.push(taker); // it has its own id again, which another may have taken
  }
  return given;
};

/** Each row left over is held against so many ids left over: enough for what people do, and linear. */
const mostCompared = 100;

/** Rows whose id went to another: each gets the id left over that it shows most of; by elimination where nothing else is in play. */
const settleDisplaced = ({ input: { records, shown }, wrong, unclaimed }: Pool, given: Map<SheetRow, string>, claims: Claims): void => {
  const taken = new Set(given.values());
  const freed = new Set([...given.keys()].flatMap((row) => wrong.get(row) ?? []).filter((id) => !taken.has(id)));
  const displaced = [...wrong].filter(([row, id]) => !given.has(row) && taken.has(id)).map(([row]) => row);
  const isClosed = displaced.length === freed.size && unclaimed.every((row) => given.has(row));
  for (const row of displaced) {
    const left = [...freed].slice(0, mostCompared).map((id) => ({ id, score: filledAgreement(row, shown(records.get(id)!)) }));
    const best = left.reduce((most, one) => (one.score > most.score ? one : most), { id: '', score: isClosed ? -1 : 0 });
    if (best.id === '') claims.delete(row);
    else given.set(row, best.id);
    freed.delete(best.id);
  }
};

/**
 * A sort that left out the hidden id column, or cells pushed up beside it: rows show the contents of other known records. The ids are put
 * back where rows have only changed places among themselves; what is left over was edited as well, or is new.
 */
export const restoreSortedIds = (input: IdentifyInput, claims: Claims): void => {
  const wrong = mismatched(input, claims);
  if (wrong.size === 0) return;
  const pool = createPool(input, claims, wrong);
  const candidates = [...pool.wrong.keys(), ...pool.unclaimed].flatMap(createCandidatesOf(pool));
  const given = withoutThefts(pool, assign(candidates));
  settleDisplaced(pool, given, claims);
  for (const [row, id] of given) if (row.idText !== id) claims.set(row, { id, origin: 'restored' });
};
