import type { BudgetFigure } from '../../plan/budget/figures';
import { isNegated, type BudgetMapping } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import type { Locale } from '../../plan/locale';
import { cellAddress, type Grid } from '../grid';
import { tableRows, type AccountLine, type TableRow } from './account-rows';
import { figureProblem, type FigureProblem } from './figure-problem';
import { locateTable, type BudgetTable, type FoundAmount } from './find-table';
import { readAmount, toMinorUnits } from './read-amount';
import { codeLength, hasCode } from './row-kinds';
import { createSumCheck } from './sum-check';

/** A sum that stands in the sheet: what it says and what its lines come to, in minor units, income as the sheet has it. */
export interface SheetSum {
  readonly label: string;
  readonly place: string;
  readonly kind: 'adopted' | 'actual';
  readonly year: number;
  readonly department?: string;
  readonly stated: number;
  readonly lines: number;
}

/** An amount that stands in a sheet and could not be read. */
export interface UnreadAmount {
  readonly account: string;
  readonly department?: string;
  readonly year: number;
  readonly kind: 'adopted' | 'actual';
}

export interface FigureReading {
  /** One for each row of an account, year and department, in the order of the sheet; without amounts where the row has none. */
  readonly figures: readonly BudgetFigure[];
  readonly problems: readonly FigureProblem[];
  readonly sums: readonly SheetSum[];
  /** The amounts whose columns were there to be read. */
  readonly columns: readonly Pick<FoundAmount, 'kind' | 'year' | 'department'>[];
  /** Told among the problems, too. */
  readonly unread: readonly UnreadAmount[];
}

/** A text longer than this is none that a budget line can have. */
const mostText = 255;

interface Reading {
  readonly table: BudgetTable;
  readonly mapping: BudgetMapping;
  readonly locale: Locale;
  readonly problems: FigureProblem[];
  readonly sums: SheetSum[];
  readonly unread: UnreadAmount[];
  readonly sumCheck: ReturnType<typeof createSumCheck>;
}

const placeOf = ({ worksheet }: BudgetTable, row: number, column: number): string => (worksheet.name === '' ? cellAddress(row, column) : `${worksheet.name}!${cellAddress(row, column)}`);

/** An amount in the sheet's unit; what cannot be read is told. */
const amountAt = ({ table, locale, problems }: Reading, row: number, column: number): number | undefined => {
  const reading = readAmount(table.cells.cellAt(row, column), locale);
  if (!('problem' in reading)) return reading.amount;
  problems.push(figureProblem(reading.problem, placeOf(table, row, column), reading.value));
  return undefined;
};

type OtherRow = Exclude<TableRow, AccountLine>;

const minorAt = (reading: Reading, { row, isIncome }: AccountLine, { column }: FoundAmount): number | undefined => {
  const { mapping, mapping: { unit }, table, problems, sumCheck } = reading;
  const amount = amountAt(reading, row, column);
  if (amount === undefined) return undefined;
  const isTurned = isNegated(mapping, isIncome);
  const minor = toMinorUnits(amount, unit);
  if (minor === undefined) problems.push(figureProblem('AMOUNT_TOO_LARGE', placeOf(table, row, column), String(amount)));
  else sumCheck.addLine(column, amount, { isIncome, isNegated: isTurned });
  return minor === undefined ? undefined : (isTurned ? -minor : minor) + 0;
};

/** The columns of amounts by year and department, so that what was adopted and what was spent stand in one figure. */
const groupsOf = (amounts: readonly FoundAmount[]): readonly (readonly FoundAmount[])[] => [...groupBy(amounts, ({ year, department }) => JSON.stringify([year, department ?? null])).values()];

const figureOf = (reading: Reading, row: AccountLine, group: readonly FoundAmount[]): BudgetFigure => {
  const [{ year, department = row.department }] = group as [FoundAmount];
  const read = group.map((one) => {
    const told = reading.problems.length;
    const minor = minorAt(reading, row, one);
    if (reading.problems.length > told) reading.unread.push({ account: row.account, ...(department !== '' && { department }), year, kind: one.kind });
    return { ...one, minor };
  });
  const sumOf = (kind: FoundAmount['kind']): number | undefined => {
    const own = read.flatMap((one) => (one.kind === kind && one.minor !== undefined ? [one.minor] : []));
    return own.length === 0 ? undefined : own.reduce((a, b) => a + b, 0);
  };
  const [adopted, actual] = [sumOf('adopted'), sumOf('actual')];
  const column = read.find(({ minor }) => minor !== undefined)?.column ?? reading.table.columns.account;
  return {
    account: row.account, ...(row.name !== '' && { name: row.name }), ...(department !== '' && { department }), year,
    ...(adopted !== undefined && { adopted }), ...(actual !== undefined && { actual }), place: placeOf(reading.table, row.row, column),
  };
};

const isTooLong = ({ account, name, department }: AccountLine): boolean => [account, name, department].some((text) => text.length > mostText);

const readSums = (reading: Reading, { row, label }: OtherRow): void => {
  const { table, mapping: { unit }, sums, sumCheck } = reading;
  for (const { column, kind, year, department } of table.amounts) {
    const cell = readAmount(table.cells.cellAt(row, column), reading.locale);
    const amount = 'problem' in cell ? undefined : cell.amount;
    const checked = amount === undefined ? undefined : sumCheck.check(column, amount, label);
    const [stated, lines] = [amount === undefined ? undefined : toMinorUnits(amount, unit), checked && toMinorUnits(checked.lines, unit)];
    if (stated !== undefined && lines !== undefined) sums.push({ label, place: placeOf(table, row, column), kind, year, ...(department !== undefined && { department }), stated, lines });
  }
  sumCheck.mark();
};

/** The amounts that stand in a row, by column; what cannot be read is none. */
const statedIn = ({ table, locale }: Reading, row: number): { readonly column: number; readonly amount: number }[] =>
  table.amounts.flatMap(({ column }) => {
    const cell = readAmount(table.cells.cellAt(row, column), locale);
    return 'problem' in cell || cell.amount === undefined ? [] : [{ column, amount: cell.amount }];
  });

/** A group has no more lines than this below it. */
const mostFollowing = 200;

/** Is a row the sum of the accounts that follow it, as far down as it takes, though not past the next group of its kind? */
const isSumOfFollowing = (reading: Reading, { row, label }: OtherRow, following: readonly TableRow[]): boolean => {
  const stated = statedIn(reading, row);
  const { table: { cells }, locale, mapping: { unit } } = reading;
  const sums = stated.map(() => 0);
  for (const one of following) {
    if (one.kind !== 'account') {
      if (one.kind !== 'heading' && codeLength(one.label) <= codeLength(label)) return false;
      continue;
    }
    for (const [i, { column }] of stated.entries()) {
      const cell = readAmount(cells.cellAt(one.row, column), locale);
      if (!('problem' in cell)) sums[i]! += cell.amount ?? 0;
    }
    if (stated.every(({ amount }, i) => toMinorUnits(sums[i]!, unit) === toMinorUnits(amount, unit))) return true;
  }
  return false;
};

/** A row that is no account for sure: a sum where it is one in every column, of lines above or below, else somebody forgot the number. */
const isSumOfLines = (reading: Reading, { row, label }: OtherRow): boolean => {
  const stated = statedIn(reading, row);
  return stated.length > 0 && stated.every(({ column, amount }) => reading.sumCheck.check(column, amount, label)?.lines === amount);
};

const readRow = (reading: Reading, groups: readonly (readonly FoundAmount[])[], row: TableRow, following: () => readonly TableRow[]): BudgetFigure[] => {
  const { table, problems, sumCheck } = reading;
  const tell = (code: FigureProblem['code'], value: string): void => void problems.push(figureProblem(code, placeOf(table, row.row, table.columns.account), value));
  if (row.kind === 'account') {
    if (!isTooLong(row)) return groups.map((group) => figureOf(reading, row, group));
    tell('TEXT_TOO_LONG', row.name || row.account);
  } else if (row.kind === 'sum') readSums(reading, row);
  else if (!row.isTyped) sumCheck.mark();
  else if (isSumOfLines(reading, row)) readSums(reading, row);
  else if (isSumOfFollowing(reading, row, following())) sumCheck.mark();
  else if (hasCode(row.label)) {
    tell('ACCOUNT_OR_SUM', row.label);
    sumCheck.mark();
  } else tell('NO_ACCOUNT', row.label);
  return [];
};

/** Figures of a row with no amounts say that the account is there, once. */
const withoutEmpty = (figures: readonly BudgetFigure[]): BudgetFigure[] =>
  figures.filter((figure, i) => figure.adopted !== undefined || figure.actual !== undefined || (i === 0 && figures.every(({ adopted, actual }) => adopted === undefined && actual === undefined)));

/**
 * What a treasurer's sheet says of its accounts, by a mapping: sums, headings and blank rows are passed over, hidden rows are read, thousands
 * are made whole, income is made negative. What cannot be read is told with its place, and the rest goes in. [C23]-[C28]
 */
export const readFigures = (grid: Grid, mapping: BudgetMapping, locale: Locale): FigureReading => {
  const found = locateTable(grid, mapping);
  if (!found.ok) return { figures: [], problems: found.problems, sums: [], columns: [], unread: [] };
  const { table } = found;
  const reading: Reading = { table, mapping, locale, problems: [...found.problems], sums: [], unread: [], sumCheck: createSumCheck(table.amounts, mapping.unit) };
  const groups = groupsOf(table.amounts);
  const rows = tableRows(table);
  const figures = rows.flatMap((row, i) => withoutEmpty(readRow(reading, groups, row, () => rows.slice(i + 1, i + 1 + mostFollowing))));
  return { figures, problems: reading.problems, sums: reading.sums, columns: table.amounts.map(({ column: _, ...amount }) => amount), unread: reading.unread };
};
