import type { CellRange } from './cell-ranges';
import type { NamedThings, TabRange } from './formula-reads';

/** Who reads a range: numbers of formulas. */
interface Readers {
  readonly formulas: number[];
  isReached: boolean;
}

/** Rows by stretches of 1, 2, 4 … rows: a range falls into few of them, and a row is in one of each length. */
type Stretches = Map<number, Readers[]>;
const mostLevels = 21;
const stretchKey = (level: number, place: number): number => level * 2 ** mostLevels + place;

const stretchesOf = ({ top, bottom }: CellRange): number[] => {
  const keys: number[] = [];
  for (let [level, from, to] = [0, top, bottom + 1]; from < to; level++, from >>= 1, to >>= 1) {
    if (from & 1) keys.push(stretchKey(level, from++));
    if (to & 1) keys.push(stretchKey(level, --to));
  }
  return keys;
};

const columnKey = (tab: string, column: number): string => `${tab}\n${column}`;
const rangeKey = ({ tab, range: { top, left, bottom, right } }: TabRange): string => `${tab}\n${top} ${left} ${bottom} ${right}`;

/** Formulas by what they read. Each is reached once, however many cells it reads. */
export interface ReaderIndex {
  readonly add: (formula: number, range: TabRange) => void;
  /** The formulas that read a cell, of those that were not reached by one before. */
  readonly reach: (tab: string, row: number, column: number) => readonly number[];
}

/** An index over the columns of a tab in which something can change; others are never asked about. What is more work than may be spent is left out. */
export const createReaderIndex = (columnsOf: (tab: string) => readonly number[], spend: NamedThings['spend']): ReaderIndex => {
  const byColumn = new Map<string, Stretches>();
  const known = new Map<string, Readers>();
  const put = (key: string, range: CellRange, readers: Readers): void => {
    const stretches: Stretches = byColumn.get(key) ?? new Map<number, Readers[]>();
    byColumn.set(key, stretches);
    for (const stretch of stretchesOf(range)) {
      const there = stretches.get(stretch);
      if (there) there.push(readers);
      else stretches.set(stretch, [readers]);
    }
  };
  return {
    add: (formula, one) => {
      const readers = known.get(rangeKey(one)) ?? { formulas: [], isReached: false };
      readers.formulas.push(formula);
      if (readers.formulas.length > 1) return;
      known.set(rangeKey(one), readers);
      const columns = columnsOf(one.tab);
      if (!spend(columns.length)) return;
      for (const column of columns) if (column >= one.range.left && column <= one.range.right) put(columnKey(one.tab, column), one.range, readers);
    },
    reach: (tab, row, column) => {
      const stretches = byColumn.get(columnKey(tab, column));
      if (!stretches) return [];
      return Array.from({ length: mostLevels }, (_, level) => stretchKey(level, row >> level)).flatMap((key) => {
        const reached = (stretches.get(key) ?? []).filter(({ isReached }) => !isReached);
        stretches.delete(key);
        for (const readers of reached) readers.isReached = true;
        return reached.flatMap(({ formulas }) => formulas);
      });
    },
  };
};
