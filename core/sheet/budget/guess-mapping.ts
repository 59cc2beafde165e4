import type { BudgetMapping } from '../../plan/budget/mapping';
import { cellAddress, columnLetters, type Grid, type GridWorksheet } from '../grid';
import { tableRows } from './account-rows';
import { findBudgetTable } from './find-table';
import { guessAccount, guessAmounts, guessDepartment, guessName, refOf, type SeenColumn, type Surroundings } from './guess-columns';
import type { GuessFailure, GuessReason } from './guess-texts';
import { groupSign, headerLabels } from './headers';
import { leftOutColumns } from './left-out-columns';
import { isAccountHeader, isDepartmentHeader, isNameHeader, kindInText, saysThousands, yearInText } from './header-words';
import { readAmount } from './read-amount';
import { codeLength } from './row-kinds';
import { createSheetCells, plainCellText, type SheetCells } from './sheet-cells';

export type Guess =
  | { readonly ok: true; readonly mapping: BudgetMapping; readonly reasons: readonly GuessReason[] }
  | { readonly ok: false; readonly failure: GuessFailure };

export interface GuessHints {
  /** The years of the plan's period. */
  readonly years: readonly number[];
  /** The name of the file may say what year it is for. */
  readonly fileName: string;
}

/** Headers stand no further down. */
const mostTitleRows = 60;
/** So many rows are enough to see what a column is. */
const mostSeenRows = 400;

const isHint = (label: string): boolean => isAccountHeader(label) || isNameHeader(label) || isDepartmentHeader(label) || kindInText(label) !== undefined || yearInText(label) !== undefined;

/** The row whose texts are most like headers, above rows that begin with accounts. */
export const guessHeaderRow = (cells: SheetCells): number | undefined => {
  let best: { readonly row: number; readonly score: number } | undefined;
  for (const { index } of cells.rows.filter((row) => row.index < mostTitleRows)) {
    const labels = headerLabels(cells, index);
    const own = labels.filter((label) => label !== '');
    // Of two rows that are one header the lower one says both.
    const score = own.filter(isHint).length + (own.some((label) => label.includes(groupSign)) ? 1 : 0) + (own.some(isAccountHeader) ? 2 : 0) - (codeLength(own[0] ?? '') >= 3 && yearInText(own[0] ?? '') === undefined ? 3 : 0);
    if (own.length >= 2 && score > (best?.score ?? 0)) best = { row: index, score };
  }
  return best?.row;
};

const seenColumns = (cells: SheetCells, headerRow: number): readonly SeenColumn[] => {
  const rows = cells.rows.filter(({ index }) => index > headerRow).slice(0, mostSeenRows);
  const width = Math.max(cells.widthAt(headerRow), ...rows.map(({ index }) => cells.widthAt(index)));
  const labels = headerLabels(cells, headerRow);
  return Array.from({ length: width }, (_, column) => ({
    column,
    label: labels[column] ?? '',
    filled: rows.flatMap(({ index }) => cells.cellAt(index, column) ?? []).filter((cell) => plainCellText(cell) !== '' || typeof cell.value === 'object'),
  }));
};

/** Texts that stand above the headers, and the tab's name. */
const titlesOf = ({ name }: GridWorksheet, cells: SheetCells, headerRow: number): readonly string[] =>
  [...cells.rows.filter(({ index }) => index < headerRow).flatMap(({ cells: row }) => row.map((cell) => plainCellText(cell))), name].filter((text) => text !== '');

/** The words above a table, or in its headers, that say that its amounts are in thousands. */
export const thousandsText = (grid: Grid, { tab, headerRow }: Pick<BudgetMapping, 'tab' | 'headerRow'>): string | undefined => {
  const worksheet = grid.worksheets.find(({ name }) => name === tab);
  if (!worksheet) return undefined;
  const cells = createSheetCells(worksheet);
  return [...titlesOf(worksheet, cells, headerRow - 1), ...headerLabels(cells, headerRow - 1)].find(saysThousands);
};

const only = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

const surroundings = (titles: readonly string[], { years, fileName }: GuessHints): Surroundings => {
  const named = titles.flatMap((text) => yearInText(text) ?? []);
  return {
    kind: only(titles.flatMap((text) => kindInText(text) ?? [])),
    year: named.length > 0 ? only(named) : yearInText(fileName.replace(/[_.]/g, ' ')),
    planYears: years,
  };
};

/** An amount that is not nought, with its cell. */
interface SeenAmount {
  readonly amount: number;
  readonly place: string;
  readonly isIncome: boolean;
}

/** The amounts of a mapped sheet. */
const seenAmounts = (grid: Grid, mapping: BudgetMapping): readonly SeenAmount[] => {
  const table = findBudgetTable(grid, mapping);
  return (table ? tableRows(table) : []).flatMap((row) => (row.kind !== 'account' ? [] : table!.amounts.flatMap(({ column }): SeenAmount[] => {
    const reading = readAmount(table!.cells.cellAt(row.row, column), 'nb');
    return 'problem' in reading || !reading.amount ? [] : [{ amount: reading.amount, place: cellAddress(row.row, column), isIncome: row.isIncome }];
  })));
};

/**
 * How a sheet that was mapped writes income: without a minus where most of its income is above nought; as a result where most of its costs are
 * below nought besides.
 */
export const guessIncome = (grid: Grid, mapping: BudgetMapping): { readonly incomeIs: BudgetMapping['incomeIs']; readonly reasons: readonly GuessReason[] } => {
  const amounts = seenAmounts(grid, mapping);
  const [income, costs] = [amounts.filter(({ isIncome }) => isIncome), amounts.filter(({ isIncome }) => !isIncome)];
  const [positive, negative] = [income.filter(({ amount }) => amount > 0), costs.filter(({ amount }) => amount < 0)];
  const areCostsNegative = negative.length * 2 > costs.length;
  if (areCostsNegative && positive.length * 2 >= income.length) return { incomeIs: 'result', reasons: [{ code: 'costsNegative', place: negative[0]!.place, text: String(negative[0]!.amount) }] };
  if (positive.length * 2 <= income.length) return { incomeIs: 'negative', reasons: [] };
  return { incomeIs: 'positive', reasons: [{ code: 'incomePositive', place: positive[0]!.place, text: String(positive[0]!.amount) }] };
};

interface TabGuess {
  readonly guess: Guess;
  readonly score: number;
}

const guessTab = (grid: Grid, worksheet: GridWorksheet, hints: GuessHints): TabGuess | undefined => {
  const cells = createSheetCells(worksheet);
  const headerRow = guessHeaderRow(cells);
  if (headerRow === undefined) return undefined;
  const columns = seenColumns(cells, headerRow);
  const account = guessAccount(columns);
  if (!account) return undefined;
  const [name, department] = [guessName(columns, account), guessDepartment(columns, account)];
  const titles = titlesOf(worksheet, cells, headerRow);
  const found = guessAmounts(columns.filter((column) => ![account, name, department].includes(column) && column.column > account.column), surroundings(titles, hints));
  if (found.amounts.length === 0) return found.lacksYear ? { guess: { ok: false, failure: 'no-year' }, score: 0 } : undefined;
  const thousands = thousandsText(grid, { tab: worksheet.name, headerRow: headerRow + 1 });
  const code = account.filled.map(plainCellText).find((text) => codeLength(text) >= 3);
  const first: BudgetMapping = {
    tab: worksheet.name, headerRow: headerRow + 1,
    columns: { account: refOf(account), ...(name && { name: refOf(name) }), ...(department && { department: refOf(department) }) },
    amounts: found.amounts, unit: thousands === undefined ? 1 : 1000, incomeIs: 'negative',
  };
  const income = guessIncome(grid, first);
  const reasons: GuessReason[] = [
    ...(worksheet.name === '' ? [] : [{ code: 'tab' as const, place: '', text: worksheet.name }]),
    { code: 'header', place: String(headerRow + 1), text: columns.map(({ label }) => label).filter((label) => label !== '').slice(0, 8).join(' | ') },
    { code: code === undefined ? 'accountNames' : 'account', place: columnLetters(account.column), text: code ?? plainCellText(account.filled[0]) },
    ...found.reasons,
    ...leftOutColumns(grid, first, columns),
    ...(thousands === undefined ? [] : [{ code: 'thousands' as const, place: '', text: thousands }]),
    ...income.reasons,
  ];
  const isOfPlan = found.amounts.some(({ year }) => hints.years.includes(year));
  const score = Math.min(account.filled.length, 100) + (isOfPlan ? 200 : 0) + (found.amounts.some(({ kind }) => kind === 'adopted') ? 50 : 0);
  return { guess: { ok: true, mapping: { ...first, incomeIs: income.incomeIs }, reasons }, score };
};

/** What each tab seems to be, the likeliest first; tabs that are nothing of the kind are left out, and hidden ones are not looked at. */
export const guessEach = (grid: Grid, hints: GuessHints): readonly Guess[] =>
  grid.worksheets.filter(({ state }) => state === 'visible').flatMap((worksheet) => guessTab(grid, worksheet, hints) ?? []).sort((a, b) => b.score - a.score).map(({ guess }) => guess);

/**
 * Where a treasurer's workbook seems to have its budget, with the reasons: by the words above columns and by what stands in them. A tab with
 * the plan's years goes before others. Nothing is kept before a person has seen it. [C29]
 */
export const guessMapping = (grid: Grid, hints: GuessHints): Guess => guessEach(grid, hints)[0] ?? { ok: false, failure: 'no-table' };
