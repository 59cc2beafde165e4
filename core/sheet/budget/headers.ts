import { cutText } from '../../plan/plain-text';
import type { SheetCells } from './sheet-cells';

/** As much of a header as a link keeps: a longer one is known by its beginning. */
const mostText = 255;
const cut = (labels: readonly string[]): readonly string[] => labels.map((label) => cutText(label, mostText));

/** Between the heading over several columns and a column's own: "2026 · Budsjett". */
const groupSign = ' · ';

/** The texts of a row that are its own: a cell merged with the row below is a header of that one. */
const ownTexts = ({ textAt, mergeAt }: SheetCells, row: number, columns: number): string[] =>
  Array.from({ length: columns }, (_, column) => ((mergeAt(row, column)?.bottom ?? row) > row ? '' : textAt(row, column)));

const firstFilled = (texts: readonly string[]): number => texts.findIndex((text) => text !== '');

/**
 * What stands above each column: the header's text, after the heading that spans several columns where there is one ("2026" over "Budsjett"
 * and "Regnskap"). A heading that is not merged spans until the next. A row whose first text stands over the first header is a title of the whole, and no heading. [C90]
 */
export const headerLabels = (cells: SheetCells, headerRow: number): readonly string[] => {
  const columns = Math.max(cells.widthAt(headerRow), cells.widthAt(headerRow - 1));
  const own = Array.from({ length: columns }, (_, column) => cells.textAt(headerRow, column));
  const above = headerRow > 0 ? ownTexts(cells, headerRow - 1, columns) : [];
  const first = firstFilled(above);
  if (first < 0 || first <= firstFilled(own)) return cut(own);
  let group = '';
  return cut(own.map((text, column) => {
    const isPastMerge = column > 0 && cells.mergeAt(headerRow - 1, column - 1) !== undefined;
    if (above[column] || isPastMerge) group = above[column]!;
    if (text === '' || group === '') return text;
    return group === text ? text : `${group}${groupSign}${text}`;
  }));
};
