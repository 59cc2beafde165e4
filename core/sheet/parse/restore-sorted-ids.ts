import type { PlanRecord } from '../../plan/plan';
import { agreement, type SheetRow } from './sheet-row';
import type { IdentifyInput } from './identify-rows';

type Claims = ReadonlyMap<SheetRow, { readonly id: string }>;

interface Candidate {
  readonly row: SheetRow;
  readonly id: string;
  readonly score: number;
}

/** Rows that do not show the record whose id stands beside them. */
const mismatched = ({ records, shown }: IdentifyInput, claims: Claims): Map<SheetRow, string> => {
  const rows = new Map<SheetRow, string>();
  for (const [row, { id }] of claims) {
    const record = shown(records.get(id)!);
    if (agreement(row, record) < record.length) rows.set(row, id);
  }
  return rows;
};

/** Telling values of a record: those that few others share, so that rows of alike records are not taken for each other. */
const rareKeys = (input: IdentifyInput, records: readonly PlanRecord[]): Map<string, string[]> => {
  const index = new Map<string, string[]>();
  for (const record of records) {
    input.shown(record).forEach((value, i) => {
      if (value === null) return;
      const key = `${i}|${typeof value}|${value}`;
      const ids = index.get(key);
      if (ids) ids.push(record.id);
      else index.set(key, [record.id]);
    });
  }
  return index;
};
const fewest = 3;

const candidatesOf = (input: IdentifyInput, row: SheetRow, ownId: string, index: ReadonlyMap<string, readonly string[]>): Candidate[] => {
  const ids = new Set(row.cells.flatMap((cell, i) => {
    const found = cell === undefined ? [] : (index.get(`${i}|${typeof cell.value}|${String(cell.value)}`) ?? []);
    return found.length <= fewest ? found : [];
  }));
  const own = agreement(row, input.shown(input.records.get(ownId)!));
  return [...ids].map((id) => ({ row, id, score: agreement(row, input.shown(input.records.get(id)!)) })).filter(({ score, id }) => id !== ownId && score > own);
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

/**
 * A sort that left out the hidden id column: rows show the contents of other known records. The ids are put back where a set of rows
 * has only changed places among itself; what is left over of such a set was edited as well and keeps what remains.
 */
export const restoreSortedIds = (input: IdentifyInput, claims: Claims): Map<SheetRow, string> => {
  const wrong = mismatched(input, claims);
  if (wrong.size < 2) return new Map();
  const ids = [...wrong.values()];
  const index = rareKeys(input, ids.map((id) => input.records.get(id)!));
  const given = assign([...wrong].flatMap(([row, id]) => candidatesOf(input, row, id, index)));
  if (given.size < 2) return new Map();
  const freed = new Set([...given.keys()].map((row) => wrong.get(row)!));
  for (const id of given.values()) freed.delete(id);
  const taken = new Set(given.values());
  const displaced = [...wrong].filter(([row, id]) => !given.has(row) && taken.has(id)).map(([row]) => row);
  if (displaced.length !== freed.size) return new Map();
  const rest = [...freed];
  displaced.forEach((row, i) => given.set(row, rest[i]!));
  return given;
};
