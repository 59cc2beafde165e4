import type { GridRange } from './types';

/** A rectangle of cells, zero-based, ends outside of it; an open end is Infinity. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const everywhere: Area = { top: 0, left: 0, bottom: Infinity, right: Infinity };
export const cellArea = (row: number, column: number): Area => ({ top: row, left: column, bottom: row + 1, right: column + 1 });
export const isEmptyArea = ({ top, left, bottom, right }: Area): boolean => top >= bottom || left >= right;
export const isSame = (a: Area, b: Area): boolean => a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
export const hasCell = (area: Area, row: number, column: number): boolean => row >= area.top && row < area.bottom && column >= area.left && column < area.right;
export const isWithin = (inner: Area, outer: Area): boolean => inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right;

export const intersection = (a: Area, b: Area): Area =>
  ({ top: Math.max(a.top, b.top), left: Math.max(a.left, b.left), bottom: Math.min(a.bottom, b.bottom), right: Math.min(a.right, b.right) });
export const overlaps = (a: Area, b: Area): boolean => !isEmptyArea(intersection(a, b));

/** What is left of `from` without `part`: up to four rectangles. */
export const subtract = (from: Area, part: Area): Area[] => {
  const cut = intersection(from, part);
  if (isEmptyArea(cut)) return [from];
  return [
    { ...from, bottom: cut.top }, { ...from, top: cut.bottom },
    { ...from, top: cut.top, bottom: cut.bottom, right: cut.left }, { ...from, top: cut.top, bottom: cut.bottom, left: cut.right },
  ].filter((area) => !isEmptyArea(area));
};

export const areaOf = ({ startRowIndex = 0, startColumnIndex = 0, endRowIndex = Infinity, endColumnIndex = Infinity }: GridRange): Area =>
  ({ top: startRowIndex, left: startColumnIndex, bottom: endRowIndex, right: endColumnIndex });

/** As Google tells it: a side that spans the whole sheet has neither start nor end. */
export const rangeOf = (sheetId: number, { top, left, bottom, right }: Area): GridRange => ({
  sheetId,
  ...(!(top === 0 && bottom === Infinity) && { startRowIndex: top }), ...(bottom !== Infinity && { endRowIndex: bottom }),
  ...(!(left === 0 && right === Infinity) && { startColumnIndex: left }), ...(right !== Infinity && { endColumnIndex: right }),
});

/** Without open ends: no further than the grid goes. */
export const clamp = (area: Area, rowCount: number, columnCount: number): Area => intersection(area, { top: 0, left: 0, bottom: rowCount, right: columnCount });
