import { cutText } from '../../plan/plain-text';
import { isAccountHeader, yearInText } from './header-words';
import type { SheetCells } from './sheet-cells';

/** As much of a header as a link keeps: a longer one is known by its beginning. */
const mostText = 255;
const cut = (labels: readonly string[]): readonly string[] => labels.map((label) => cutText(label, mostText));

/** Between the heading over several columns and a column's own: "2026 · Budsjett". */
export const groupSign = ' · ';

/** The texts of a row that are its own: a cell merged with the row below is a header of that one. */
const ownTexts = ({ textAt, mergeAt }: SheetCells, row: number, columns: number): string[] =>
  Array.from({ length: columns }, (_, column) => ((mergeAt(row, column)?.bottom ?? row) > row ? '' : textAt(row, column)));

const isWord = (text: string): boolean => /\p{L}/u.test(text) || yearInText(text) !== undefined;

/**
 * Are these two rows one header, of which the account's column and others have the upper row alone? Below them stand words, each beneath a heading of the upper row, of which one at least
 * spans several columns: "Konto | Navn | Budsjett 2026 |" over "| | Styret | Ungdom". [C184]
 */
const isInTwoRows = (above: readonly string[], own: readonly string[]): boolean => {
  const filled = own.flatMap((text, column) => (text === '' ? [] : [column]));
  const [first = 0] = filled;
  const spans = (column: number): boolean => column > first && (above[column] === '' || above[column] === above[column - 1]);
  return filled.length >= 2 && Boolean(above[first]) && above.slice(0, first).some(isAccountHeader) && filled.every((column) => isWord(own[column]!)) && filled.some(spans);
};

const firstFilled = (texts: readonly string[]): number => texts.findIndex((text) => text !== '');

/**
 * What stands above each column: the header's text, after the heading that spans several columns where there is one ("2026" over "Budsjett"
 * and "Regnskap"). A heading that is not merged spans until the next. A row whose first text stands over the first header is a title of the whole, and no heading, but where the two rows are
 * one header. [C90] [C184]
 */
export const headerLabels = (cells: SheetCells, headerRow: number): readonly string[] => {
  const columns = Math.max(cells.widthAt(headerRow), cells.widthAt(headerRow - 1));
  const own = Array.from({ length: columns }, (_, column) => cells.textAt(headerRow, column));
  const above = headerRow > 0 ? ownTexts(cells, headerRow - 1, columns) : [];
  const first = firstFilled(above);
  const inTwoRows = isInTwoRows(above, own);
  if (first < 0 || (first <= firstFilled(own) && !inTwoRows)) return cut(own);
  let group = '';
  return cut(own.map((text, column) => {
    const isPastMerge = column > 0 && cells.mergeAt(headerRow - 1, column - 1) !== undefined;
    if (above[column] || isPastMerge) group = above[column]!;
    if (text === '' && inTwoRows) return above[column]!;
    if (text === '' || group === '') return text;
    return group === text ? text : `${group}${groupSign}${text}`;
  }));
};
