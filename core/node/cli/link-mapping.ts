import type { AmountColumn, BudgetMapping, ColumnRef, PlannedColumn } from '../../plan/budget/mapping';
import type { Locale } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import { columnLetters, columnOfLetters, comparable, createSheetCells, guessFailureText, guessHeaderRow, guessIncome, guessMappings, headerLabels, type Grid, type GuessHints, type GridWorksheet, type TabGuess } from '../../sheet';
import { succeed, type Failed, type Result } from '../journey/failure';
import { flag, givenTimes, option, type Arguments } from './command';
import { usageFailure } from './command-line';
import { linkFault } from './link-checks';
import { say } from './texts';

const lettersOnly = /^[A-Za-z]{1,3}$/;

const findTab = ({ worksheets }: Grid, tab: string | undefined, locale: Locale): Result<GridWorksheet> => {
  const visible = worksheets.filter(({ state }) => state === 'visible');
  const found = tab === undefined ? (visible.length === 1 ? visible[0] : undefined) : worksheets.find(({ name }) => comparable(name) === comparable(tab));
  if (found) return succeed(found);
  const tabs = visible.map(({ name }) => name).filter((name) => name !== '').join(', ');
  return usageFailure(tab === undefined ? say('linkWhichTab', locale, { tabs }) : say('linkTabGone', locale, { tab, tabs: tabs || '–' }));
};

/** A column by its letters, or by what stands above it: "NR" is a header where there is one and the sheet has no such column. */
const columnRef = (labels: readonly string[], text: string): ColumnRef | undefined => {
  const byHeader = labels.findIndex((label) => comparable(label) === comparable(text));
  const byLetters = lettersOnly.test(text) ? columnOfLetters(text) : -1;
  const isHeader = byLetters < 0 || (byHeader >= 0 && (text !== text.toUpperCase() || byLetters >= labels.length));
  const column = isHeader ? byHeader : byLetters;
  if (column < 0) return undefined;
  const header = labels[column] ?? '';
  return { letters: columnLetters(column), ...(header !== '' && { header }) };
};

/** "2026=D", "2026:Styret=D". */
const readAmount = (labels: readonly string[], text: string): PlannedColumn | undefined => {
  const [, year, department, column] = /^((?:19|20)\d\d)(?::([^=]+))?=(.+)$/.exec(text) ?? [];
  const ref = column === undefined ? undefined : columnRef(labels, column.trim());
  return ref && { year: Number(year), column: ref, ...(department !== undefined && { department: department.trim() }) };
};

interface Columns {
  readonly columns: BudgetMapping['columns'];
  readonly amounts: readonly AmountColumn[];
  readonly planned: readonly PlannedColumn[];
}

const readColumns = (args: Arguments, labels: readonly string[], locale: Locale): Result<Columns> => {
  let wrong: Failed | undefined;
  const refuse = (name: string, what: string): undefined => void (wrong ??= usageFailure(say('linkBadColumn', locale, { name, what })));
  const columnOf = (name: string): ColumnRef | undefined => {
    const text = option(args, name);
    return text === undefined ? undefined : (columnRef(labels, text) ?? refuse(name, text));
  };
  const amountsOf = (name: string): PlannedColumn[] => givenTimes(args, name).flatMap((text) => readAmount(labels, text) ?? refuse(name, text) ?? []);
  const [account, name, department] = [columnOf('account'), columnOf('name'), columnOf('department')];
  const amounts = (['adopted', 'actual'] as const).flatMap((kind) => amountsOf(kind).map((one): AmountColumn => ({ kind, ...one })));
  const planned = amountsOf('planned');
  if (wrong) return wrong;
  if (!account || amounts.length === 0) return usageFailure(say('linkNeedsColumns', locale));
  return succeed({ columns: { account, ...(name && { name }), ...(department && { department }) }, amounts, planned });
};

/** What is said of a column that the guess finds itself. */
const guessedOptions = ['account', 'name', 'department', 'adopted', 'actual', 'header-row'] as const;

const labelsOf = (grid: Grid, { tab, headerRow }: BudgetMapping): readonly string[] => headerLabels(createSheetCells(grid.worksheets.find(({ name }) => name === tab)!), headerRow - 1);

/** Guesses with the columns that the plan's own sums go into: each on the tab that has amounts of its year, else on the first. */
const withPlanned = (args: Arguments, grid: Grid, guesses: readonly TabGuess[], locale: Locale): Result<readonly TabGuess[]> => {
  let all = guesses;
  for (const text of givenTimes(args, 'planned')) {
    const at = Math.max(0, all.findIndex(({ mapping: { amounts } }) => amounts.some(({ year }) => text.startsWith(String(year)))));
    const column = readAmount(labelsOf(grid, all[at]!.mapping), text);
    if (!column) return usageFailure(say('linkBadColumn', locale, { name: 'planned', what: text }));
    all = all.map((guess, i) => (i === at ? { ...guess, mapping: { ...guess.mapping, planned: [...(guess.mapping.planned ?? []), column] } } : guess));
  }
  return succeed(all);
};

/** The mappings that the file itself suggests, one a tab, with what the guess cannot know: which tab is meant, and where the plan's own sums go. `linked` are the file's own so far. */
export const guessedMappings = (args: Arguments, grid: Grid, hints: GuessHints, linked: readonly BudgetMapping[], locale: Locale): Result<readonly TabGuess[]> => {
  const said = guessedOptions.find((name) => option(args, name) !== undefined || givenTimes(args, name).length > 0);
  if (said !== undefined) return usageFailure(say('linkGuessOrSay', locale, { name: said }));
  const tab = option(args, 'tab');
  const worksheet = tab === undefined ? undefined : findTab(grid, tab, locale);
  if (worksheet && !worksheet.ok) return worksheet;
  const guess = guessMappings(worksheet ? { ...grid, worksheets: [worksheet.value] } : grid, hints, linked);
  return guess.ok ? withPlanned(args, grid, guess.guesses, locale) : usageFailure(say('linkNotGuessed', locale, { why: guessFailureText(guess.failure, locale) }));
};

const incomeSigns = ['negative', 'positive', 'result'] as const satisfies readonly BudgetMapping['incomeIs'][];
const isIncomeSign = (text: string | undefined): text is BudgetMapping['incomeIs'] | undefined => text === undefined || incomeSigns.some((sign) => sign === text);

/** The mapping that the options say, over what the file has above its columns. */
export const mappingOf = (args: Arguments, grid: Grid, plan: Plan, locale: Locale): Result<BudgetMapping> => {
  const worksheet = findTab(grid, option(args, 'tab'), locale);
  if (!worksheet.ok) return worksheet;
  const row = option(args, 'header-row');
  if (row !== undefined && !/^\d{1,7}$/.test(row)) return usageFailure(say('linkBadRow', locale, { what: row }));
  const income = option(args, 'income');
  if (!isIncomeSign(income)) return usageFailure(say('notAllowed', locale, { name: 'income', what: income, allowed: incomeSigns.join(', ') }));
  const cells = createSheetCells(worksheet.value);
  const headerRow = row === undefined ? (guessHeaderRow(cells) ?? -1) : Number(row) - 1;
  const columns = readColumns(args, headerRow < 0 ? [] : headerLabels(cells, headerRow), locale);
  if (!columns.ok) return columns;
  const { planned, ...rest } = columns.value;
  const said: BudgetMapping = { tab: worksheet.value.name, headerRow: headerRow + 1, ...rest, unit: flag(args, 'thousands') ? 1000 : 1, incomeIs: income ?? 'negative', ...(planned.length > 0 && { planned }) };
  const mapping = income === undefined ? { ...said, incomeIs: guessIncome(grid, said).incomeIs } : said;
  return linkFault(grid, mapping, plan, locale) ?? succeed(mapping);
};
