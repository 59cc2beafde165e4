import { cellAddress } from '../../../sheet/grid';
import { parseRange, type MergedRange } from '../read/merges';

/** A range of cells, zero-based, both ends within. */
export type CellRange = MergedRange;

/** "A1:B2" or "A1"; undefined for what is neither. */
export const toRange = (ref: string): CellRange | undefined => parseRange(ref.includes(':') ? ref : `${ref}:${ref}`);

export const isIn = ({ top, bottom, left, right }: CellRange, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export const overlaps = (a: CellRange, b: CellRange): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** The smallest range over some places; undefined when there are none. */
export const rangeOver = (places: Iterable<{ readonly row: number; readonly column: number }>): CellRange | undefined => {
  const range = { top: Infinity, left: Infinity, bottom: -1, right: -1 };
  for (const { row, column } of places) {
    range.top = Math.min(range.top, row);
    range.bottom = Math.max(range.bottom, row);
    range.left = Math.min(range.left, column);
    range.right = Math.max(range.right, column);
  }
  return range.bottom < 0 ? undefined : range;
};

export const formatRange = ({ top, left, bottom, right }: CellRange): string => `${cellAddress(top, left)}:${cellAddress(bottom, right)}`;

/** How a table grows: its last row of old, its last row now, its columns. Zero-based. */
export interface Growth {
  readonly oldLast: number;
  readonly newLast: number;
  readonly left: number;
  readonly right: number;
}

/** One area of a range that reaches the last old row, drawn down over the new rows; any other as it is, to the letter. */
const growArea = (area: string, { oldLast, newLast, left, right }: Growth): string => {
  const range = toRange(area);
  if (range === undefined || range.bottom < oldLast || range.bottom >= newLast || range.top > oldLast) return area;
  if (range.right < left || range.left > right) return area;
  const [first, last = first] = area.split(':') as [string, string?];
  return `${first}:${last.replace(/\d+$/u, String(newLast + 1))}`;
};

/** A list of areas ("B2:B40 D2"), each grown where it reaches the last old row of the table within its columns. */
export const growRanges = (refs: string, growth: Growth): string => refs.replace(/[^\s]+/gu, (area) => growArea(area, growth));
