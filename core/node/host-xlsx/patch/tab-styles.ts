import type { Growth } from './cell-ranges';
import type { FoundRow, SheetMap } from './sheet-map';
import type { SheetTable } from './sheet-tables';

/** Rows whose cells lend their styles to new ones: the last old row, and in the table the row above each edited one. */
export const lendingRows = (rows: readonly number[], table: SheetTable | undefined, growth: Growth | undefined): readonly number[] => {
  const above = table === undefined ? [] : rows.map((row) => row - 1).filter((row) => row >= table.range.top + table.headerRows);
  return growth === undefined ? above : [...above, growth.oldLast];
};

const styleIn = (elements: readonly FoundRow[] | undefined, column: number): number =>
  elements?.flatMap(({ cells }) => cells).find((cell) => cell.column === column)?.style ?? 0;

/**
 * The style of a cell that is not there yet: its row's own, else that of the cell above it in the table (for a new row the last old one),
 * else its column's; 0 for none.
 */
export const createStyleFinder = ({ rows, columnStyles }: SheetMap, table: SheetTable | undefined, growth: Growth | undefined) => {
  const firstData = table === undefined ? Infinity : table.range.top + table.headerRows;
  const lenderOf = (row: number, column: number): number | undefined => {
    if (growth && row > growth.oldLast && row <= growth.newLast && column >= growth.left && column <= growth.right) return growth.oldLast;
    const isInTable = table && row > firstData && row <= table.range.bottom && column >= table.range.left && column <= table.range.right;
    return isInTable ? row - 1 : undefined;
  };
  return (row: number, column: number, own: FoundRow | undefined): number => {
    if (own && own.style > 0) return own.style;
    const lender = lenderOf(row, column);
    const lent = lender === undefined ? 0 : styleIn(rows.get(lender), column);
    return lent || (columnStyles.find(({ from, to }) => column >= from && column <= to)?.style ?? 0);
  };
};
