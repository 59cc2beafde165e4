import { liveFields, liveTable, type LiveField } from '../budget/live-fields';
import { lineText, liveShareText, unfollowedText, type UnfollowedFigure } from '../budget/live-share';
import { linkedBudget, type BudgetKey, type LinkedBudget, type LiveFigure } from '../budget/linked-budget';
import { minorUnits } from '../cell-value';
import { cellAddress, columnLetters, isCellError, type GridCell, type GridRow } from '../grid';
import type { Notice } from '../problem';
import type { FoundTable } from './find-table';
import { followingCell, type ParseInput } from './parse-context';
import { cellText } from './read-cell';
import { readNumber } from './read-number';
import { showsValue } from './sheet-row';

/** A table whose amounts are those of the treasurer's own table, where it has some. */
export interface LiveTable {
  readonly live: FoundTable;
  readonly notices: readonly Notice[];
  /** Cells whose amounts nobody typed: each as `followingCell`. */
  readonly following: ReadonlySet<string>;
}

/** What became of the cells of one column. */
interface LiveColumn {
  /** Cells that are formulas from now on. */
  linked: number;
  live: number;
  /** Amounts that the treasurer's table has a column for, and that no formula follows. */
  readonly typed: UnfollowedFigure[];
  /** Amounts that a formula followed until now. */
  readonly stopped: UnfollowedFigure[];
}

interface LiveReading {
  readonly found: FoundTable;
  readonly linked: LinkedBudget | undefined;
  readonly input: ParseInput;
  readonly columns: readonly (readonly [LiveField, number])[];
  readonly told: ReadonlyMap<number, LiveColumn>;
  /** Cells that somebody wrote over. */
  readonly overwritten: { readonly row: number; readonly column: number }[];
  readonly following: Set<string>;
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
  const { told, overwritten, input: { stamped: { stamp } } } = reading;
  const value = figure.value / minorUnits;
  told.get(column)!.live += 1;
  if (!cell?.isFormula) told.get(column)!.linked += 1;
  if (cell && !cell.isFormula && stamp.showsBudget && !showsValue(cell, value)) overwritten.push({ row, column });
  return { value };
};

/** In a workbook of which only the plan's own tabs are told, what its host calculated is the treasurer's figure. */
const calculatedCell = ({ input: { stamped: { stamp } } }: LiveReading, cell: GridCell | undefined): GridCell | undefined =>
  (stamp.showsBudget && cell?.isFormula && typeof cell.value === 'number' && !cell.isDate && !cell.isUnreadable ? { value: Math.round(cell.value * minorUnits) / minorUnits } : cell);

/** Errors of a formula whose names the workbook has no more, or whose names have no cells. */
const lostNames: ReadonlySet<string> = new Set(['#NAME?', '#REF!']);

/** Is it a figure that followed the treasurer's table until that was unlinked, or taken away? */
export const isUnlinked = (cell: GridCell | undefined): boolean => cell?.isFormula === true && isCellError(cell.value) && lostNames.has(cell.value.error);

/** The figure as it was when the formula still followed one. */
const figureBefore = ({ found: { idColumn }, input: { base } }: LiveReading, { cells }: GridRow, field: LiveField): GridCell | undefined => {
  const id = idColumn === undefined ? undefined : cells[idColumn]?.value;
  const amount = base.tables[liveTable].find((record) => record.id === id)?.[field];
  return typeof amount === 'number' ? { value: amount / minorUnits } : undefined;
};

/** A sum of rows that the table has no more comes to nought; of a formula that somebody typed that is hardly so where the plan has an amount. */
const isEmptied = ({ linked }: LiveReading, cell: GridCell | undefined, before: GridCell | undefined): boolean =>
  linked !== undefined && cell?.isFormula === true && cell.value === 0 && before !== undefined && before.value !== 0;

/** A cell that no figure of the treasurer's table is for. */
const ownCell = (reading: LiveReading, row: GridRow, line: BudgetKey, field: LiveField, column: number): GridCell | undefined => {
  const { linked, told, input: { stamped: { stamp } } } = reading;
  const [cell, before] = [row.cells[column], figureBefore(reading, row, field)];
  const why = linked?.whyNot(line, field);
  const name = `${cellAddress(row.index, column)} ${lineText(line)}`;
  const isFollower = stamp.showsBudget && (isUnlinked(cell) || isEmptied(reading, cell, before));
  if (!isFollower) {
    if (why && cell) told.get(column)!.typed.push({ ...why, line: name });
    return calculatedCell(reading, cell);
  }
  told.get(column)!.stopped.push({ ...(why ?? { why: linked ? 'no-column' : 'no-table', place: null, value: '' }), line: name });
  return before;
};

const liveRow = (reading: LiveReading, row: GridRow): GridRow => {
  const line = lineIn(reading, row.cells);
  const cells = [...row.cells];
  for (const [field, column] of reading.columns) {
    const [cell, figure] = [row.cells[column], reading.linked?.figure(line, field)];
    const read = figure ? liveCell(reading, row.index, column, cell, figure) : ownCell(reading, row, line, field, column);
    if (read === cell) continue;
    cells[column] = read;
    reading.following.add(followingCell(row.index, column));
  }
  return { ...row, cells };
};

const noticesOf = ({ found: { worksheet: { name }, headers }, columns, told, overwritten }: LiveReading): Notice[] => [
  ...[...told].flatMap(([column, { linked, live, typed, stopped }]): Notice[] => [
    ...(linked > 0 ? [{ code: 'FIGURES_LINKED' as const, tab: name, cell: columnLetters(column), detail: liveShareText({ live, others: typed }) }] : []),
    ...(stopped.length > 0 ? [{ code: 'FIGURES_UNLINKED' as const, tab: name, cell: columnLetters(column), detail: unfollowedText(stopped) }] : []),
  ]),
  ...overwritten.map(({ row, column }): Notice => {
    const [field] = columns.find(([, own]) => own === column)!;
    return { code: 'FIGURE_OVERWRITTEN', tab: name, cell: cellAddress(row, column), detail: headers.get(field)! };
  }),
];

/** Reads the amounts of the plan's budget where the treasurer's own table stands in the same workbook: SPEC.md [C65]. */
export const readLive = (input: ParseInput, found: FoundTable): LiveTable => {
  const linked = found.table === liveTable ? linkedBudget(input.grid) : undefined;
  if (found.table !== liveTable || (!linked && !input.stamped.stamp.showsBudget)) return { live: found, notices: [], following: new Set() };
  const columns = liveFields.flatMap((field) => (found.columns.has(field) ? [[field, found.columns.get(field)!] as const] : []));
  const reading: LiveReading = { found, linked, input, columns, told: new Map(columns.map(([, column]) => [column, { linked: 0, live: 0, typed: [], stopped: [] }])), overwritten: [], following: new Set() };
  const rows = found.worksheet.rows.map((row, i) => (i < found.firstRow ? row : liveRow(reading, row)));
  return { live: { ...found, worksheet: { ...found.worksheet, rows } }, notices: noticesOf(reading), following: reading.following };
};
