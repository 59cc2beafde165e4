import type { AmountColumn } from '../../plan/budget/mapping';
import { splitAccount } from '../../plan/budget/figures';
import { groupBy } from '../../plan/group-by';
import { columnLetters, type GridCell } from '../grid';
import type { GuessReason } from './guess-texts';
import { isAccountHeader, isDepartmentHeader, isNameHeader, isOtherHeader, isProposedHeader, isRevisedHeader, isTotalHeader, kindInText, restOfLabel, yearInText } from './header-words';
import { readAmount } from './read-amount';
import { codeLength, isSumText } from './row-kinds';
import { plainCellText } from './sheet-cells';

/** A column of a table that may be a budget. */
export interface SeenColumn {
  readonly column: number;
  readonly label: string;
  /** Cells below the header that hold something, the first so many. */
  readonly filled: readonly GridCell[];
}

const shareOf = (column: SeenColumn, test: (cell: GridCell) => boolean): number => (column.filled.length === 0 ? 0 : column.filled.filter(test).length / column.filled.length);

/** A formula is taken for a number where the file has no result of it. */
const isNumber = (cell: GridCell): boolean => {
  if (cell.isFormula && cell.isUnreadable) return true;
  const reading = readAmount(cell, 'nb');
  return 'problem' in reading ? typeof cell.value === 'object' || reading.problem === 'AMBIGUOUS_AMOUNT' : true;
};
const looksLikeCode = (cell: GridCell): boolean => {
  const length = codeLength(plainCellText(cell));
  return !cell.isFormula && !cell.isDate && length >= 3 && length <= 6;
};
export const isMostlyNumbers = (column: SeenColumn): boolean => column.filled.length > 0 && shareOf(column, isNumber) >= 0.6;
const isMostlyCodes = (column: SeenColumn): boolean => column.filled.filter(looksLikeCode).length >= 2 && shareOf(column, looksLikeCode) >= 0.4;
const isText = (cell: GridCell): boolean => typeof cell.value === 'string' && !isNumber(cell);

const isMostlyTexts = (column: SeenColumn): boolean => shareOf(column, isText) >= 0.6;

/**
 * The column of accounts: the one that says so, else the first with numbers of 3 to 6 digits that no word calls an amount. Where no column has numbers,
 * what the lines are called is what they are known by. [C153]
 */
export const guessAccount = (columns: readonly SeenColumn[]): SeenColumn | undefined => {
  const named = columns.filter(({ label, filled }) => isAccountHeader(label) && filled.length > 0);
  const numbered = columns.find((column) => isMostlyCodes(column) && kindInText(column.label) === undefined && yearInText(column.label) === undefined && !isDepartmentHeader(column.label));
  return named.find(isMostlyCodes) ?? numbered ?? named[0] ?? columns.find((column) => isNameHeader(column.label) && column.filled.length >= 2 && isMostlyTexts(column));
};

/** The names of accounts, where they are not in one cell with the number. */
export const guessName = (columns: readonly SeenColumn[], account: SeenColumn): SeenColumn | undefined => {
  const withName = account.filled.filter((cell) => splitAccount(plainCellText(cell)).name !== undefined).length;
  if (withName * 2 > account.filled.length) return undefined;
  const others = columns.filter((column) => column !== account && !isDepartmentHeader(column.label) && isMostlyTexts(column));
  return others.find(({ label }) => isNameHeader(label)) ?? others.find(({ column, label }) => column === account.column + 1 && !isOtherHeader(label));
};

export const guessDepartment = (columns: readonly SeenColumn[], account: SeenColumn): SeenColumn | undefined => columns.find((column) => column !== account && column.filled.length > 0 && isDepartmentHeader(column.label));

/** What the titles around a table say, for columns whose own headers do not. */
export interface Surroundings {
  readonly kind: 'adopted' | 'actual' | undefined;
  readonly year: number | undefined;
  readonly planYears: readonly number[];
}

export interface GuessedAmounts {
  readonly amounts: readonly AmountColumn[];
  readonly reasons: readonly GuessReason[];
  /** Columns of amounts were found, but no year for them. */
  readonly lacksYear: boolean;
}

interface Amount extends AmountColumn {
  readonly seen: SeenColumn;
}

/** A column as a mapping has it. */
export const refOf = ({ column, label }: SeenColumn) => ({ letters: columnLetters(column), ...(label !== '' && { header: label }) });

const reasonOfYear = ({ column, label }: SeenColumn, year: number, { year: title }: Surroundings): GuessReason => {
  const code = yearInText(label) !== undefined ? 'yearInHeader' : title !== undefined ? 'yearInTitle' : 'yearOfPlan';
  return { code, place: columnLetters(column), text: String(year) };
};

/** Columns of one kind and year that are called by something else besides: one for each department. */
const withDepartments = (same: readonly Amount[]): readonly Amount[] | undefined => {
  const parts = same.filter(({ seen }) => !isTotalHeader(seen.label) && !isRevisedHeader(seen.label));
  const names = parts.map(({ seen }) => restOfLabel(seen.label));
  const isEach = parts.length >= 2 && names.every((name) => name !== '') && new Set(names).size === names.length;
  return isEach ? parts.map((one, i) => ({ ...one, department: names[i]! })) : undefined;
};

/** Of several columns for the same, the one that speaks of what was adopted before one that was revised or proposed. */
const chosen = (same: readonly Amount[]): Amount => same.find(({ seen }) => !isRevisedHeader(seen.label) && !isTotalHeader(seen.label)) ?? same[0]!;

const settle = (found: readonly Amount[], reasons: GuessReason[]): AmountColumn[] => {
  return [...groupBy(found, ({ kind, year }) => `${kind} ${year}`).values()].flatMap((same): AmountColumn[] => {
    const parts = withDepartments(same);
    const taken = parts ?? [chosen(same)];
    if (parts) reasons.push({ code: 'departments', place: '', text: parts.map(({ department }) => department).join(', ') });
    for (const { seen } of taken) if (isProposedHeader(seen.label)) reasons.push({ code: 'proposed', place: columnLetters(seen.column), text: seen.label });
    for (const { seen } of same) if (!taken.some((one) => one.seen === seen) && !isTotalHeader(seen.label)) reasons.push({ code: 'otherTaken', place: columnLetters(seen.column), text: seen.label });
    return taken.map(({ seen: _, ...amount }) => amount);
  });
};

/** Columns that may be amounts; the sum of all where nothing but its months stands beside it. */
const candidatesOf = (columns: readonly SeenColumn[]): readonly SeenColumn[] => {
  const numeric = columns.filter((column) => isMostlyNumbers(column) && !isOtherHeader(column.label));
  const lines = numeric.filter(({ label }) => !isSumText(label));
  const speaking = lines.filter(({ label }) => kindInText(label) !== undefined || yearInText(label) !== undefined);
  if (speaking.length > 0) return speaking;
  const named = lines.filter(({ label }) => label !== '' && !isTotalHeader(label));
  return named.length > 0 ? named : numeric.filter(({ label }) => isSumText(label) || isTotalHeader(label));
};

/** Columns of numbers that are no candidates, but for sums: what they are called says what else they are. */
const isNeither = ({ label }: SeenColumn, planYears: readonly number[]): boolean => {
  const year = yearInText(label);
  return !isSumText(label) && !isTotalHeader(label) && (year === undefined || planYears.includes(year));
};

/** As many columns as a line tells; months are twelve. */
const mostNamed = 12;

/** Columns in the plan's period that are left out, in one reason. [C170] */
const neitherReason = (columns: readonly SeenColumn[], candidates: readonly SeenColumn[], planYears: readonly number[]): GuessReason[] => {
  const left = columns.filter((column) => isMostlyNumbers(column) && !candidates.includes(column) && isNeither(column, planYears));
  const named = left.slice(0, mostNamed).map(({ column, label }) => (label === '' ? columnLetters(column) : `${columnLetters(column)} (${label})`));
  return left.length === 0 ? [] : [{ code: 'neither', place: '', text: [...named, ...(left.length > mostNamed ? ['…'] : [])].join(', ') }];
};

/** The columns of amounts among those that are neither account, name nor department. Where some are for the plan's years, those alone. */
export const guessAmounts = (columns: readonly SeenColumn[], around: Surroundings): GuessedAmounts => {
  const candidates = candidatesOf(columns);
  const planYear = around.planYears.length === 1 ? around.planYears[0] : undefined;
  const found = candidates.flatMap((seen): Amount[] => {
    const year = yearInText(seen.label) ?? around.year ?? planYear;
    return year === undefined ? [] : [{ kind: kindInText(seen.label) ?? around.kind ?? 'adopted', year, column: refOf(seen), seen }];
  });
  const inPeriod = found.filter(({ year }) => around.planYears.includes(year));
  const taken = inPeriod.length > 0 ? inPeriod : found;
  const reasons = found.map((one): GuessReason =>
    (taken.includes(one) ? reasonOfYear(one.seen, one.year, around) : { code: 'otherYear', place: columnLetters(one.seen.column), text: one.seen.label }));
  return { amounts: settle(taken, reasons), reasons: [...reasons, ...neitherReason(columns, candidates, around.planYears)], lacksYear: candidates.length > 0 && found.length === 0 };
};
