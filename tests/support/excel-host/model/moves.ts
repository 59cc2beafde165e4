import { columnCount, lastColumn, lastRow, rowCount, type Area } from './area';

export type Shift = 'Down' | 'Up' | 'Right' | 'Left';

/** A band of cells that moves: everything behind `at` within the other side's bounds, by `by` places. */
export interface Move {
  readonly isRows: boolean;
  /** First place that moves, or goes. */
  readonly at: number;
  /** Places that come (positive) or go (negative). */
  readonly by: number;
  /** Bounds on the other side, both within. */
  readonly from: number;
  readonly to: number;
}

export const moveOf = (area: Area, shift: Shift): Move => {
  const isRows = shift === 'Down' || shift === 'Up';
  const size = isRows ? rowCount(area) : columnCount(area);
  return { isRows, at: isRows ? area.top : area.left, by: shift === 'Down' || shift === 'Right' ? size : -size, from: isRows ? area.left : area.top, to: isRows ? area.right : area.bottom };
};

/** Where a place goes; null where it is deleted. */
export const placeAfter = (place: number, { at, by }: Move): number | null => (place < at ? place : by < 0 && place < at - by ? null : place + by);

const span = (first: number, last: number, move: Move): readonly [number, number] | null => {
  const limit = move.isRows ? lastRow : lastColumn;
  if (first === 0 && last === limit) return [first, last];
  const gone = move.by < 0 ? move.at - move.by - 1 : -1;
  const start = placeAfter(first, move) ?? move.at;
  const end = placeAfter(last, move) ?? placeAfter(gone + 1, move)! - 1;
  return start > end ? null : [start, Math.min(end, limit)];
};

/** [insert-shifts] Where an area goes; null where all of it is deleted. One that is only grazed by the band stays. */
export const areaAfter = (area: Area, move: Move): Area | null => {
  const [first, last] = move.isRows ? [area.left, area.right] : [area.top, area.bottom];
  if (first < move.from || last > move.to) return area;
  const moved = move.isRows ? span(area.top, area.bottom, move) : span(area.left, area.right, move);
  if (!moved) return null;
  return move.isRows ? { ...area, top: moved[0], bottom: moved[1] } : { ...area, left: moved[0], right: moved[1] };
};
