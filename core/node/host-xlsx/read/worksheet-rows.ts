import type { GridCell } from '../../../sheet/grid';
import { GRID_COLUMNS, LIMITS } from './limits';
import { refuse } from './refusals';

/** A row whose cells are yet to come. */
export interface DraftRow {
  readonly index: number;
  readonly cells: (GridCell | undefined)[];
  hidden?: boolean;
}

/** Gathers rows in any order. `open` a row by its number (from 1), `claim` each place once, `put` what stands there, `close`. */
export interface RowCollector {
  readonly lastNumber: () => number;
  readonly open: (number: number, hidden: boolean) => void;
  /** Refuses a place that this `row` element has had before. */
  readonly claim: (column: number) => void;
  /** Refuses a place where an earlier `row` element of the same number has put something. */
  readonly put: (column: number, cell: GridCell | undefined) => void;
  /** Returns how many places the row takes, holes included. */
  readonly close: () => number;
  readonly sorted: () => readonly DraftRow[];
}

/** Finds or makes the row of a number; knows the rows in their order until one comes that is out of it. */
const createRowIndex = (): { of: (number: number) => DraftRow; rows: DraftRow[] } => {
  const rows: DraftRow[] = [];
  let highest = 0;
  let byNumber: Map<number, DraftRow> | undefined;
  const add = (number: number): DraftRow => {
    const row: DraftRow = { index: number - 1, cells: [] };
    rows.push(row);
    byNumber?.set(number, row);
    highest = Math.max(highest, number);
    return row;
  };
  const find = (number: number): DraftRow | undefined => {
    if (number > highest) return undefined;
    byNumber ??= new Map(rows.map((row) => [row.index + 1, row]));
    return byNumber.get(number);
  };
  return { rows, of: (number) => find(number) ?? add(number) };
};

export const createRowCollector = (part: string): RowCollector => {
  const { rows, of } = createRowIndex();
  /** For each column, the `row` element that had it last. */
  const claimed = new Int32Array(GRID_COLUMNS);
  let [opened, lastNumber] = [0, 0];
  let row: DraftRow | undefined;
  const twice = (column: number): never => refuse('DUPLICATE_CELL', `${part}: row ${lastNumber}, column ${column + 1}`);
  return {
    lastNumber: () => lastNumber,
    open: (number, hidden) => {
      if (++opened > LIMITS.rows) refuse('TOO_MANY_ROWS', part);
      lastNumber = number;
      row = of(number);
      if (hidden) row.hidden = true;
    },
    claim: (column) => {
      if (claimed[column] === opened) twice(column);
      claimed[column] = opened;
    },
    put: (column, cell) => {
      if (row === undefined || cell === undefined) return;
      if (column < row.cells.length && row.cells[column] !== undefined) twice(column);
      row.cells[column] = cell;
    },
    close: () => row?.cells.length ?? 0,
    sorted: () => rows.sort((a, b) => a.index - b.index),
  };
};
