import type { GridCell } from '../../../sheet/grid';
import { GRID_COLUMNS } from './limits';

/** A merged range, zero-based, both ends within. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A row whose cells may still be taken out. */
export interface DraftRow {
  readonly index: number;
  readonly cells: (GridCell | undefined)[];
  hidden?: boolean;
}

const columnOf = (letters: string): number => [...letters.toLowerCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 0x60, 0) - 1;

/** A range like "A1:B2", its ends in any order, cut at the right edge of the grid; undefined for what is none. */
export const parseRange = (ref: string): MergedRange | undefined => {
  const found = /^([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})$/u.exec(ref) as [string, string, string, string, string] | null;
  if (found === null) return undefined;
  const [columns, rows] = [[columnOf(found[1]), columnOf(found[3])], [Number(found[2]) - 1, Number(found[4]) - 1]];
  const right = Math.min(Math.max(...columns), GRID_COLUMNS - 1);
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns, right), right };
};

/** How many ranges cover each column, as a tree of sums (Fenwick): no step depends on how wide a range is. */
const createCover = (): { add: (column: number, by: number) => void; at: (column: number) => number } => {
  const sums = new Int32Array(GRID_COLUMNS + 2);
  return {
    add: (column, by) => {
      for (let i = column + 1; i < sums.length; i += i & -i) sums[i] = (sums[i] as number) + by;
    },
    at: (column) => {
      let sum = 0;
      for (let i = column + 1; i > 0; i -= i & -i) sum += sums[i] as number;
      return sum;
    },
  };
};

const cornerKey = (row: number, column: number): number => row * GRID_COLUMNS + column;

const countCorners = (ranges: readonly MergedRange[]): ReadonlyMap<number, number> => {
  const corners = new Map<number, number>();
  for (const { top, left } of ranges) corners.set(cornerKey(top, left), (corners.get(cornerKey(top, left)) ?? 0) + 1);
  return corners;
};

/** For rows asked for in ascending order: how many ranges hold a cell of it. Undefined when none reaches the row. */
const createSweep = (ranges: readonly MergedRange[]): ((row: number) => ((column: number) => number) | undefined) => {
  const byTop = [...ranges].sort((a, b) => a.top - b.top);
  const byBottom = [...ranges].sort((a, b) => a.bottom - b.bottom);
  const cover = createCover();
  const change = (range: MergedRange, by: number): void => {
    cover.add(range.left, by);
    cover.add(range.right + 1, -by);
  };
  let [begun, ended] = [0, 0];
  return (row) => {
    for (let range = byTop[begun]; range !== undefined && range.top <= row; range = byTop[++begun]) change(range, 1);
    for (let range = byBottom[ended]; range !== undefined && range.bottom < row; range = byBottom[++ended]) change(range, -1);
    return begun > ended ? cover.at : undefined;
  };
};

/**
 * Takes out of ascending rows what lies under a merge: only the top left cell of a range is data. Ranges may overlap,
 * repeat and span the whole sheet; the time depends on their number and the number of cells, never on their size.
 */
export const dropMergedCells = (rows: readonly DraftRow[], ranges: readonly MergedRange[]): void => {
  if (ranges.length === 0) return;
  const coverOf = createSweep(ranges);
  const corners = countCorners(ranges);
  for (const { index, cells } of rows) {
    const cover = coverOf(index);
    if (cover === undefined) continue;
    cells.forEach((_, column) => {
      if (cover(column) > (corners.get(cornerKey(index, column)) ?? 0)) cells[column] = undefined;
    });
  }
};
