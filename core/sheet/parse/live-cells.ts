import { liveFields, liveTable, type LiveField } from '../budget/live-fields';
import { linkedBudget, type BudgetKey, type LinkedBudget, type LiveFigure } from '../budget/linked-budget';
import { minorUnits } from '../cell-value';
import { cellAddress, columnLetters, type GridCell, type GridRow } from '../grid';
import type { Notice } from '../problem';
import type { FoundTable } from './find-table';
import type { ParseInput } from './parse-context';
import { cellText } from './read-cell';
import { readNumber } from './read-number';
import { showsValue } from './sheet-row';

/** A table whose amounts are those of the treasurer's own table, where it has some. */
export interface LiveTable {
  readonly live: FoundTable;
  readonly notices: readonly Notice[];
}

interface LiveReading {
  readonly found: FoundTable;
  readonly linked: LinkedBudget | undefined;
  readonly input: ParseInput;
  readonly columns: readonly (readonly [LiveField, number])[];
  /** Cells, by their column, that are formulas from now on, and those that somebody wrote over. */
  readonly linkedCells: Map<number, number>;
  readonly overwritten: { readonly row: number; readonly column: number }[];
}

const lineIn = ({ found: { columns }, input: { stamped: { stamp: { locale } } } }: LiveReading, cells: GridRow['cells']): BudgetKey => {
  const text = (field: string): string => {
    const cell = cells[columns.get(field) ?? -1];
    return cell ? cellText(cell, locale) : '';
  };
  const year = readNumber(text('year'), locale, true);
  return { account: text('account'), department: text('department'), year: typeof year === 'object' ? year.number : undefined };
};

/** The formula's result as the treasurer's table has it: what a host stored beside the formula may be older. */
const liveCell = (reading: LiveReading, row: number, column: number, cell: GridCell | undefined, figure: LiveFigure): GridCell => {
  const { linkedCells, overwritten, input: { stamped: { stamp } } } = reading;
  const value = figure.value / minorUnits;
  if (!cell?.isFormula) linkedCells.set(column, (linkedCells.get(column) ?? 0) + 1);
  if (cell && !cell.isFormula && stamp.showsBudget && !showsValue(cell, value)) overwritten.push({ row, column });
  return { value };
};

/** In a workbook of which only the plan's own tabs are told, what its host calculated is the treasurer's figure. */
const calculatedCell = ({ input: { stamped: { stamp } } }: LiveReading, cell: GridCell | undefined): GridCell | undefined =>
  (stamp.showsBudget && cell?.isFormula && typeof cell.value === 'number' && !cell.isDate && !cell.isUnreadable ? { value: Math.round(cell.value * minorUnits) / minorUnits } : cell);

const liveRow = (reading: LiveReading, row: GridRow): GridRow => {
  const line = lineIn(reading, row.cells);
  const cells = [...row.cells];
  for (const [field, column] of reading.columns) {
    const [cell, figure] = [row.cells[column], reading.linked?.(line, field)];
    const read = figure ? liveCell(reading, row.index, column, cell, figure) : calculatedCell(reading, cell);
    if (read !== cell) cells[column] = read;
  }
  return { ...row, cells };
};

const noticesOf = ({ found: { worksheet: { name }, headers }, columns, linkedCells, overwritten }: LiveReading): Notice[] => [
  ...[...linkedCells].map(([column, count]): Notice => ({ code: 'FIGURES_LINKED', tab: name, cell: columnLetters(column), detail: String(count) })),
  ...overwritten.map(({ row, column }): Notice => {
    const [field] = columns.find(([, own]) => own === column)!;
    return { code: 'FIGURE_OVERWRITTEN', tab: name, cell: cellAddress(row, column), detail: headers.get(field)! };
  }),
];

/** Reads the amounts of the plan's budget where the treasurer's own table stands in the same workbook: SPEC.md [C65]. */
export const readLive = (input: ParseInput, found: FoundTable): LiveTable => {
  const linked = found.table === liveTable ? linkedBudget(input.grid) : undefined;
  if (found.table !== liveTable || (!linked && !input.stamped.stamp.showsBudget)) return { live: found, notices: [] };
  const columns = liveFields.flatMap((field) => (found.columns.has(field) ? [[field, found.columns.get(field)!] as const] : []));
  const reading: LiveReading = { found, linked, input, columns, linkedCells: new Map(), overwritten: [] };
  const rows = found.worksheet.rows.map((row, i) => (i < found.firstRow ? row : liveRow(reading, row)));
  return { live: { ...found, worksheet: { ...found.worksheet, rows } }, notices: noticesOf(reading) };
};
