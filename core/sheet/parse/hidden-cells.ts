import type { GridRange, GridRow, GridWorksheet } from '../grid';

/** The merged range that a zero-based cell lies hidden in; undefined for a cell that people see. */
export type HiddenIn = (row: number, column: number) => GridRange | undefined;

/** Where in ascending rows the first one from this index on stands. */
const positionFrom = (rows: readonly GridRow[], index: number): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Finds what merges hide in these columns. No program makes ranges that overlap: one is looked at as far as the first cell of another, so each cell costs once. */
export const createHiddenIn = ({ rows, merges = [] }: GridWorksheet, columns: readonly number[]): HiddenIn => {
  const ranges = new Map<number, Map<number, GridRange>>();
  const cover = (range: GridRange): void => {
    const inside = columns.filter((column) => column >= range.left && column <= range.right);
    for (let position = positionFrom(rows, range.top); inside.length > 0 && position < rows.length && rows[position]!.index <= range.bottom; position++) {
      const { index } = rows[position]!;
      const row = ranges.get(index) ?? new Map<number, GridRange>();
      ranges.set(index, row);
      if (inside.some((column) => row.has(column))) return;
      for (const column of inside) row.set(column, range);
    }
  };
  merges.forEach(cover);
  return (row, column) => {
    const range = ranges.get(row)?.get(column);
    return range && (range.top !== row || range.left !== column) ? range : undefined;
  };
};
