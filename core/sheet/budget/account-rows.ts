import { splitAccount } from '../../plan/budget/figures';
import type { BudgetMapping } from '../../plan/budget/mapping';
import type { Grid, GridCell } from '../grid';
import { findBudgetTable, type BudgetTable } from './find-table';
import { headerLabels } from './headers';
import { yearInText } from './header-words';
import { readAmount } from './read-amount';
import { codeLength, headingKind, isIncome, isSumText } from './row-kinds';
import { comparable, plainCellText } from './sheet-cells';

/** A row of a treasurer's table below its headers, by what it is. */
export type TableRow = { readonly row: number } & (
  | { readonly kind: 'account'; readonly account: string; readonly name: string; readonly department: string; readonly isIncome: boolean }
  /** `isTyped`: it has amounts that somebody wrote, where a sum would have formulas. */
  | { readonly kind: 'sum' | 'heading' | 'group' | 'unknown'; readonly label: string; readonly isTyped: boolean }
);

interface RawRow {
  readonly row: number;
  readonly account: string;
  readonly name: string;
  readonly department: string;
  /** What is first written in the row before its amounts. */
  readonly label: string;
  readonly hasAmounts: boolean;
  /** All its amounts are formulas. */
  readonly isComputed: boolean;
}

/** A cell that says something of an amount, be it only a formula without a result. */
const isAmount = (cell: GridCell | undefined): boolean => {
  const reading = readAmount(cell, 'nb');
  return 'problem' in reading ? cell?.isFormula === true || typeof cell?.value === 'object' : reading.amount !== undefined;
};

const rawRow = ({ cells, columns, amounts }: BudgetTable, row: number): RawRow => {
  const textIn = (column: number | undefined): string => (column === undefined ? '' : cells.textAt(row, column));
  const firstAmount = Math.min(...amounts.map(({ column }) => column));
  const [account, name] = [textIn(columns.account), textIn(columns.name)];
  const before = Array.from({ length: Math.min(firstAmount, cells.widthAt(row)) }, (_, column) => plainCellText(cells.cellAt(row, column)));
  const own = amounts.map(({ column }) => cells.cellAt(row, column)).filter(isAmount);
  return {
    row, account, name, department: textIn(columns.department), label: account || name || (before.find((text) => text !== '') ?? ''),
    hasAmounts: own.length > 0, isComputed: own.length > 0 && own.every((cell) => cell?.isFormula === true),
  };
};

/** What the accounts of a table look like. */
interface Habits {
  /** Accounts have numbers, so a text is none. */
  readonly hasCodes: boolean;
  /** Fewer digits, without a point, are a group of accounts: "68 Kontor" among 6800, 6860. Short numbers of one's own have none. */
  readonly digits: number;
}

const habitsOf = (rows: readonly RawRow[]): Habits => {
  const lines = rows.filter(({ account, hasAmounts }) => hasAmounts && account !== '' && !isSumText(account));
  const lengths = lines.map(({ account }) => codeLength(account)).filter((length) => length > 0).sort((a, b) => a - b);
  const hasCodes = lengths.length > 0 && lengths.length * 2 >= lines.length;
  const usual = lengths[lengths.length >> 1] ?? 0;
  return { hasCodes, digits: usual >= 3 ? 3 : 1 };
};

const kindOf = ({ account, name, label, hasAmounts, isComputed }: RawRow, { hasCodes, digits }: Habits): TableRow['kind'] | 'blank' => {
  const { account: code, name: behind = '' } = splitAccount(account);
  if (codeLength(account) > 0) {
    if (/^\d+$/.test(code) && code.length < digits) return 'group';
    if (!isSumText(name) && !isSumText(behind)) return 'account';
    return hasAmounts && !isComputed ? 'unknown' : 'sum';
  }
  if (label === '' && !hasAmounts) return 'blank';
  if ([account, name, label].some(isSumText)) return 'sum';
  if (!hasAmounts) return 'heading';
  if (!hasCodes && account !== '' && !isComputed) return 'account';
  return isComputed ? 'sum' : 'unknown';
};

/**
 * The rows below the headers of this table. Headers that come again, as at the top of each page, belong to it; others, or the same below a title of
 * another year, begin a table of their own, whose amounts are for something else.
 */
const rowsBelow = (table: BudgetTable): readonly RawRow[] => {
  const { cells, headerRow, columns, amounts } = table;
  const header = headerRow < 0 ? '' : comparable(cells.textAt(headerRow, columns.account));
  const above = headerRow < 0 ? [] : headerLabels(cells, headerRow);
  const years = amounts.map(({ year }) => year);
  const raw: RawRow[] = [];
  let title: number | undefined;
  for (const { index } of cells.rows.filter((row) => row.index > headerRow)) {
    const isHeader = header !== '' && comparable(cells.textAt(index, columns.account)) === header && (cells.mergeAt(index, columns.account)?.top ?? index) > headerRow;
    if (isHeader) {
      const labels = headerLabels(cells, index);
      const isSame = amounts.every(({ column }) => comparable(labels[column] ?? '') === comparable(above[column] ?? ''));
      if (!isSame || (title !== undefined && !years.includes(title))) return raw;
      continue;
    }
    const row = rawRow(table, index);
    title = row.hasAmounts ? undefined : (yearInText(row.label) ?? title);
    raw.push(row);
  }
  return raw;
};

/** The rows of a table below its headers, in order, each by what it is; blank ones are left out. [C24] */
export const tableRows = (table: BudgetTable): readonly TableRow[] => {
  const raw = rowsBelow(table);
  const habits = habitsOf(raw);
  let heading: 'income' | 'cost' | undefined;
  return raw.flatMap((one): TableRow[] => {
    const kind = kindOf(one, habits);
    if (kind === 'blank') return [];
    if (kind !== 'account') {
      if (kind === 'heading' || kind === 'group') heading = headingKind(`${one.account} ${one.name} ${one.label}`) ?? heading;
      return [{ kind, row: one.row, label: one.label, isTyped: one.hasAmounts && !one.isComputed }];
    }
    const { account, name = '' } = splitAccount(one.account);
    const title = one.name || name;
    return [{ kind, row: one.row, account, name: title, department: one.department, isIncome: isIncome(account, title, heading) }];
  });
};

/** A row of an account, with what a table has of it. */
export type AccountLine = TableRow & { readonly kind: 'account' };

/** A row of an account, zero-based. */
export interface AccountRow {
  readonly row: number;
  readonly account: string;
  readonly department?: string;
  readonly isIncome: boolean;
}

/** The rows of accounts of the table that a mapping speaks of: no sums, headings or blank rows. None where the table cannot be found. */
export const accountRows = (grid: Grid, mapping: BudgetMapping): readonly AccountRow[] => {
  const table = findBudgetTable(grid, mapping);
  return (table ? tableRows(table) : []).flatMap((row) =>
    (row.kind === 'account' ? [{ row: row.row, account: row.account, isIncome: row.isIncome, ...(row.department !== '' && { department: row.department }) }] : []));
};
