import { columnLetters } from '../grid';
import type { ChartModel, ConditionalFormatModel, ModelCell, StyledCell } from '../model';
import { heightOf } from './row-heights';

/** A page of cells that is filled block by block, for the generated tabs. */
export interface Page {
  readonly rows: ModelCell[][];
  readonly merges: string[];
  readonly heights: Record<number, number>;
  readonly conditionalFormats: ConditionalFormatModel[];
  readonly charts: ChartModel[];
}
export const emptyPage = (): Page => ({ rows: [], merges: [], heights: {}, conditionalFormats: [], charts: [] });

/** Blocks are put one under the other; each takes the row it starts on and gives the first free row after it. */
export type Block = (page: Page, row: number) => number;

/** A range as people write it, from zero-based places. */
export const rangeOf = (row: number, column: number, height: number, width: number): string =>
  `${columnLetters(column)}${row + 1}:${columnLetters(column + width - 1)}${row + height}`;

/** Puts a cell at a zero-based place; `span` joins it with the columns to its right, all in the same style. */
export const put = (page: Page, row: number, column: number, cell: StyledCell, span = 1): void => {
  while (page.rows.length <= row) page.rows.push([]);
  const cells = page.rows[row]!;
  while (cells.length < column + span) cells.push(null);
  cells[column] = cell;
  for (let i = 1; i < span; i++) cells[column + i] = { value: null, style: cell.style ?? 'plain' };
  if (span > 1) page.merges.push(rangeOf(row, column, 1, span));
};

/** Makes a row high enough for so many lines: hosts do not stretch a row for cells that are joined. */
export const raise = (page: Page, row: number, lines: number): void => {
  const height = Math.max(page.heights[row] ?? 0, heightOf(lines) ?? 0);
  if (height > 0) page.heights[row] = height;
};
