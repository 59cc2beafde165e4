import { serialToDate } from '../../plan/dates';
import { isCellError, rowAt, type GridCell, type GridRange, type GridRow, type GridWorksheet } from '../grid';

/** The cells of a foreign worksheet as people see them: what a merged cell shows counts for all that it covers. */
export interface SheetCells {
  readonly rows: readonly GridRow[];
  /** The cell itself; undefined where it is empty, or hidden beneath a merged one. */
  readonly cellAt: (row: number, column: number) => GridCell | undefined;
  /** The text that a person sees there, of a merged cell anywhere in it; '' for none. */
  readonly textAt: (row: number, column: number) => string;
  readonly mergeAt: (row: number, column: number) => GridRange | undefined;
  /** How many columns of a row there are to look at. */
  readonly widthAt: (row: number) => number;
}

/** Tables are not wider; lone cells far to the right cost nothing. */
const mostColumns = 500;
/** 9999-12-31, the last day that a workbook knows. */
const lastSerial = 2_958_465;

const spaces = /[\s\u00a0\u2007\u2009\u202f]+/g;

/** A cell's text on one line, as far as names and headers go. */
export const plainCellText = (cell: GridCell | undefined): string => {
  if (cell === undefined || cell.isUnreadable) return '';
  const { isDate, written } = cell;
  const value = written ?? cell.value;
  if (isCellError(value) || typeof value === 'boolean') return '';
  if (typeof value === 'number') return isDate && value >= 0 && value <= lastSerial ? serialToDate(value) : String(Number(value.toPrecision(15)));
  return value.replace(spaces, ' ').trim();
};

/** Text as it is compared: in one case, without space around it. */
export const comparable = (text: string): string => text.replace(spaces, ' ').trim().toLowerCase();

/** Merged ranges by the columns they cover, each column's by their top. Ranges of a column do not overlap, but in a damaged file. */
const createMergeFinder = (merges: readonly GridRange[]): SheetCells['mergeAt'] => {
  const byColumn = new Map<number, readonly GridRange[]>();
  const ofColumn = (column: number): readonly GridRange[] => {
    const known = byColumn.get(column);
    if (known) return known;
    const found = merges.filter(({ left, right }) => left <= column && column <= right).sort((a, b) => a.top - b.top);
    byColumn.set(column, found);
    return found;
  };
  return (row, column) => {
    const ranges = ofColumn(column);
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ranges[middle]!.top <= row) low = middle + 1;
      else high = middle;
    }
    const found = ranges[low - 1];
    return found && found.bottom >= row ? found : undefined;
  };
};

/** Cells of a worksheet by row and column, zero-based. */
export const createSheetCells = ({ rows, merges = [] }: GridWorksheet): SheetCells => {
  const mergeAt = merges.length === 0 ? () => undefined : createMergeFinder(merges);
  const raw = (row: number, column: number): GridCell | undefined => rowAt(rows, row)?.cells[column];
  const cellAt = (row: number, column: number): GridCell | undefined => {
    const merge = mergeAt(row, column);
    return merge && (merge.top !== row || merge.left !== column) ? undefined : raw(row, column);
  };
  const textAt = (row: number, column: number): string => {
    const merge = mergeAt(row, column);
    return plainCellText(merge ? raw(merge.top, merge.left) : raw(row, column));
  };
  return { rows, cellAt, textAt, mergeAt, widthAt: (row) => Math.min(mostColumns, rowAt(rows, row)?.cells.length ?? 0) };
};
