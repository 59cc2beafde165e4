import { columnLetters } from '../grid';
import type { ModelCell, StyledCell } from '../model';

/** A page of cells that is filled block by block, for the generated tabs. */
export interface Page {
  readonly rows: ModelCell[][];
  readonly merges: string[];
  readonly heights: Record<number, number>;
}
export const emptyPage = (): Page => ({ rows: [], merges: [], heights: {} });

/** Puts a cell at a zero-based place; `span` joins it with the columns to its right, all in the same style. */
export const put = (page: Page, row: number, column: number, cell: StyledCell, span = 1): void => {
  while (page.rows.length <= row) page.rows.push([]);
  const cells = page.rows[row]!;
  while (cells.length < column + span) cells.push(null);
  cells[column] = cell;
  for (let i = 1; i < span; i++) cells[column + i] = { value: null, style: cell.style ?? 'plain' };
  if (span > 1) page.merges.push(`${columnLetters(column)}${row + 1}:${columnLetters(column + span - 1)}${row + 1}`);
};
