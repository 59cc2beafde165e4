import { positionFrom, type GridRange, type GridWorksheet } from '../grid';

/** The merged range that a zero-based cell lies hidden in; undefined for a cell that people see. */
export type HiddenIn = (row: number, column: number) => GridRange | undefined;

/** Finds what merges hide in these columns. No program makes ranges that overlap: one is looked at as far as the first cell of another, so each cell costs once. */
export const createHiddenIn = ({ rows, merges = [] }: GridWorksheet, columns: readonly number[]): HiddenIn => {
  if (merges.length === 0) return () => undefined;
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
