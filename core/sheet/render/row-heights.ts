import type { ColumnModel, ModelCell, StyleName } from '../model';

/** Points a line of 11-point text takes, and the most that a row is given: beyond that people open the cell. */
const lineHeight = 15;
const mostLines = 10;
/** What the button of a filter takes of a header's width. */
const buttonWidth = 3;

const headers: ReadonlySet<StyleName> = new Set(['header', 'derivedHeader']);
const wrapping: ReadonlySet<StyleName> = new Set([...headers, 'text', 'long', 'entry', 'help', 'link']);

/** Letters are narrower than the digits that a column's width counts. */
const lettersPerWidth = 1.1;

/** A line that is too long, broken at its words, and within those that are too long themselves. */
const brokenLines = (line: string, letters: number): number => {
  let [lines, used] = [1, 0];
  for (const { length } of line.split(' ')) {
    const isNext = used > 0 && used + 1 + length > letters;
    if (isNext) lines++;
    used = isNext || used === 0 ? length : used + 1 + length;
    for (; used > letters; used -= letters) lines++;
  }
  return Math.max(2, lines);
};

/** How many lines a text takes in a column of this width, roughly: each host has letter widths of its own. */
export const linesOf = (text: string, width: number): number => {
  if (text.length <= width && !text.includes('\n')) return 1;
  return text.split('\n').reduce((lines, line) => lines + (line.length <= width ? 1 : brokenLines(line, width * lettersPerWidth)), 0);
};

/** The height of a row with so many lines, in points; undefined where the usual height will do. */
export const heightOf = (lines: number): number | undefined => (lines > 1 ? Math.min(lines, mostLines) * lineHeight : undefined);

const cellLines = (cell: ModelCell, { style: own, width }: ColumnModel): number => {
  const isStyled = typeof cell === 'object' && cell !== null;
  const value = isStyled ? cell.value : cell;
  const style = (isStyled && cell.style) || own;
  if (typeof value !== 'string' || !wrapping.has(style)) return 1;
  return linesOf(value, headers.has(style) ? width - buttonWidth : width);
};

const rowLines = (cells: readonly ModelCell[], columns: readonly ColumnModel[]): number => {
  let lines = 1;
  for (let i = 0; i < cells.length; i++) lines = Math.max(lines, cellLines(cells[i]!, columns[i]!));
  return lines;
};

/** Heights of the rows that need more than one line, by zero-based row: no host works them out for a file that it did not write. */
export const rowHeights = (rows: readonly (readonly ModelCell[])[], columns: readonly ColumnModel[]): Record<number, number> => {
  const heights: Record<number, number> = {};
  rows.forEach((cells, i) => {
    const height = heightOf(rowLines(cells, columns));
    if (height !== undefined) heights[i] = height;
  });
  return heights;
};
