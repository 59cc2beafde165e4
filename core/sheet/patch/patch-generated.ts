import { cellAddress, type GridRow, type GridWorksheet } from '../grid';
import { styledCell, type WorksheetModel } from '../model';
import type { ListCells } from '../render/render-lists';
import { isShown } from './is-shown';
import type { CellPatch, TabPatch } from './workbook-patch';

const noCells: GridRow['cells'] = [];

/** The cells of a tab by row, up to the last one that is filled or wanted. */
const rowsUpTo = ({ rows }: GridWorksheet, height: number): GridRow['cells'][] => {
  const cells = Array.from({ length: Math.max(height, (rows.at(-1)?.index ?? -1) + 1) }, () => noCells);
  for (const row of rows) cells[row.index] = row.cells;
  return cells;
};

/** The cells of the tab of lists that do not show what they should; all formulas where they are `renewed`. What is none of ours is emptied. */
export const patchLists = (lists: readonly ListCells[], worksheet: GridWorksheet, isRenewed: boolean): TabPatch => {
  const cells: CellPatch[] = [];
  rowsUpTo(worksheet, Math.max(...lists.map(({ size }) => size))).forEach((present, row) => {
    for (let column = 0; column < Math.max(lists.length, present.length); column++) {
      const list = lists[column];
      const isOurs = list !== undefined && row < list.size;
      const isComputed = isOurs && list.isComputed(row);
      const value = isOurs ? list.value(row) : null;
      if (!isShown(present[column], value, isComputed) || (isRenewed && isComputed)) cells.push({ row, column, value, ...(isComputed && { formula: list.formula(row) }) });
    }
  });
  return { tab: worksheet.name, cells };
};

/** The cells of a tab without looks of its own that do not show what they should. */
export const patchPlain = ({ rows }: WorksheetModel, worksheet: GridWorksheet): TabPatch => {
  const cells = rowsUpTo(worksheet, rows.length).flatMap((present, row) =>
    Array.from({ length: Math.max(rows[row]?.length ?? 0, present.length) }, (_, column): CellPatch => ({ row, column, value: styledCell(rows[row]?.[column] ?? null).value }))
      .filter(({ column, value }) => !isShown(present[column], value, false)));
  return { tab: worksheet.name, cells };
};

/** Does the sheet show in every cell what the page would? What cannot be seen in a grid, looks above all, is another matter. */
export const isPageShown = ({ rows }: WorksheetModel, worksheet: GridWorksheet): boolean =>
  rowsUpTo(worksheet, rows.length).every((present, row) => {
    const wanted = rows[row] ?? [];
    for (let column = 0; column < Math.max(wanted.length, present.length); column++) {
      const { value, formula } = styledCell(wanted[column] ?? null);
      if (!isShown(present[column], value, formula !== undefined)) return false;
    }
    return true;
  });

/** Do the ranges of a page's colours begin in the sheet where they should? Somebody may have put rows or columns in. */
export const isInPlace = ({ rows, conditionalFormats }: WorksheetModel, worksheet: GridWorksheet): boolean => {
  const corners = new Set(conditionalFormats.map(({ range }) => range.split(':')[0]));
  if (corners.size === 0) return true;
  const standing = rowsUpTo(worksheet, rows.length);
  const isFormulaThere = (row: number, column: number): boolean => standing[row]?.[column]?.isFormula === true;
  return rows.every((cells, row) => cells.every((cell, column) => !corners.has(cellAddress(row, column)) || isFormulaThere(row, column) === (styledCell(cell).formula !== undefined)));
};
