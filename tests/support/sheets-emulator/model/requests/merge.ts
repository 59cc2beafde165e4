import { invalid } from '../../parts';
import { isWithin, overlaps, type Area } from '../area';
import { cellAt, gridOf, placeOf, putCell } from '../book';
import { checkCells } from '../protection';
import type { Sheet } from '../types';
import type { Apply } from './apply';

const partsOf = (area: Area, type: string | undefined): Area[] => {
  if (type === 'MERGE_ROWS') return Array.from({ length: area.bottom - area.top }, (_, i) => ({ ...area, top: area.top + i, bottom: area.top + i + 1 }));
  if (type === 'MERGE_COLUMNS') return Array.from({ length: area.right - area.left }, (_, i) => ({ ...area, left: area.left + i, right: area.left + i + 1 }));
  return [area];
};

/** Only the upper left cell keeps its value. */
const emptyOthers = (sheet: Sheet, { top, left, bottom, right }: Area): void => {
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const cell = cellAt(sheet, row, column);
      if (cell?.value && (row !== top || column !== left)) putCell(sheet, row, column, { ...cell, value: undefined });
    }
  }
};

const checkFrozenLine = (sheet: Sheet, { top, left, bottom, right }: Area): void => {
  const { frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  if (top < frozenRowCount && bottom > frozenRowCount) throw invalid('Sorry, it is not possible to merge frozen and non-frozen rows.');
  if (left < frozenColumnCount && right > frozenColumnCount) throw invalid('Sorry, it is not possible to merge frozen and non-frozen columns.');
};

export const mergeRequests = {
  mergeCells: (edit, { range, mergeType }) => {
    const { sheet, area } = placeOf(edit.book, range);
    const grid = gridOf(sheet, area);
    checkCells(edit, sheet, grid);
    checkFrozenLine(sheet, grid);
    if (sheet.merges.some((merge) => overlaps(merge, grid) && !isWithin(merge, grid))) throw invalid('You must select all cells in a merged range to merge or unmerge them.');
    const parts = partsOf(grid, mergeType).filter(({ top, left, bottom, right }) => (bottom - top) * (right - left) > 1);
    for (const part of parts) emptyOthers(sheet, part);
    sheet.merges = [...sheet.merges.filter((merge) => !overlaps(merge, grid)), ...parts];
  },
  unmergeCells: (edit, { range }) => {
    const { sheet, area } = placeOf(edit.book, range);
    checkCells(edit, sheet, area);
    if (sheet.merges.some((merge) => overlaps(merge, area) && !isWithin(merge, area))) throw invalid('You must select all cells in a merged range to merge or unmerge them.');
    sheet.merges = sheet.merges.filter((merge) => !overlaps(merge, area));
  },
} satisfies { [K in 'mergeCells' | 'unmergeCells']: Apply<K> };
