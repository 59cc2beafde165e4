import {
  accountName, amountOfName, columnLetters, createSheetCells, findBudgetLink, findBudgetTable, guessMapping, headerLabels, linkNames, othersPart, readFigures, yearsOfPeriod,
  type BudgetMapping, type ColumnRef, type FigureReading, type Grid, type GridWorksheet, type Guess, type Locale, type Plan,
} from '../../core';
import type { SelectedArea } from '../host/open-workbook';

/** What is said of the plan while it is linked with a budget in its own workbook. */
export type LinkedPlan = Pick<Plan, 'period' | 'settings'>;

/** A budget in the open workbook on its way to being linked: how it would be read, until the person says so or lets go of it. */
export interface LinkTalk {
  readonly grid: Grid;
  readonly plan: LinkedPlan;
  /** What the link is kept under; null in a workbook that was never saved. */
  readonly fileName: string | null;
  /** The tab that the person was on; null where it is none of theirs. */
  readonly marked: string | null;
  /** What the sheet itself says; null where the link is shown that was kept before. */
  readonly guess: Guess | null;
  /** As the person has it now. */
  readonly mapping: BudgetMapping | null;
}

/** What a person changes of it. */
export type LinkEvent =
  | { readonly type: 'link-tab'; readonly tab: string }
  /** They say themselves where everything stands. */
  | { readonly type: 'link-by-hand' }
  | { readonly type: 'link-changed'; readonly mapping: BudgetMapping };

/** Tabs that may hold a treasurer's budget: what people see and the plan has not. */
export const foreignTabs = (grid: Grid): readonly GridWorksheet[] => othersPart(grid).worksheets.filter(({ state }) => state === 'visible');

/** More than a cell, or a line of them, is a table that was marked; less only says on which tab. */
const isTable = ({ range: { top, left, bottom, right } }: SelectedArea): boolean => bottom > top && right > left;

const cutTo = (worksheet: GridWorksheet, { range: { top, left, bottom, right } }: SelectedArea): GridWorksheet => ({
  ...worksheet,
  rows: worksheet.rows.filter(({ index }) => index >= top && index <= bottom).map((row) => ({ ...row, cells: row.cells.map((cell, column) => (column >= left && column <= right ? cell : undefined)) })),
});

/** The first of these parts of the workbook that has a table; the last one's failure where none has. */
const guessIn = (parts: readonly (readonly GridWorksheet[])[], plan: LinkedPlan, fileName: string | null): Guess => {
  const hints = { years: yearsOfPeriod(plan.period), fileName: fileName ?? '' };
  const guesses = parts.map((worksheets) => guessMapping({ worksheets, extras: [] }, hints));
  return guesses.find(({ ok }) => ok) ?? guesses.at(-1)!;
};

const keptIn = (plan: LinkedPlan, fileName: string | null): BudgetMapping | undefined => (fileName === null ? undefined : findBudgetLink(plan, fileName)?.mapping);

/** A guess knows nothing of the columns that the plan's sums go into, which somebody named. */
const mappingIn = (guess: Guess, kept: BudgetMapping | undefined): BudgetMapping | null =>
  (guess.ok ? { ...guess.mapping, ...(kept?.planned && kept.tab === guess.mapping.tab && { planned: kept.planned }) } : null);

/** What is proposed: the link that was kept, where the table is there and nothing else was marked; else what the marked table says, its tab, or all tabs. */
export const proposeLink = (grid: Grid, plan: LinkedPlan, fileName: string | null, selected: SelectedArea | null): LinkTalk => {
  const tabs = foreignTabs(grid);
  const kept = keptIn(plan, fileName);
  const marked = selected ? tabs.find(({ name }) => name === selected.tab) : undefined;
  const isKept = kept !== undefined && findBudgetTable({ ...grid, worksheets: tabs }, kept) !== undefined && (!marked || !isTable(selected!));
  const seen = { grid, plan, fileName, marked: marked?.name ?? null };
  if (isKept) return { ...seen, guess: null, mapping: kept };
  const parts = [...(marked && isTable(selected!) ? [[cutTo(marked, selected!)]] : []), ...(marked ? [[marked]] : []), tabs];
  const guess = guessIn(parts, plan, fileName);
  return { ...seen, guess, mapping: mappingIn(guess, kept) };
};

/** Something to begin with for somebody who knows better than any guess: the first row, and the first two columns. */
const byHand = ({ grid, plan, marked }: LinkTalk): BudgetMapping | null => {
  const tab = marked ?? foreignTabs(grid)[0]?.name;
  if (tab === undefined) return null;
  const [account, amount] = ['A', 'B'].map((letters) => columnChoices(grid, tab, 1).find(({ ref }) => ref.letters === letters)?.ref ?? { letters });
  return { tab, headerRow: 1, columns: { account: account! }, amounts: [{ kind: 'adopted', year: yearsOfPeriod(plan.period)[0]!, column: amount! }], unit: 1, incomeIs: 'negative' };
};

/** The same after the person said something. */
export const nextLink = (talk: LinkTalk, event: LinkEvent): LinkTalk => {
  if (event.type === 'link-changed') return { ...talk, mapping: event.mapping };
  if (event.type === 'link-by-hand') return { ...talk, mapping: byHand(talk) };
  const guess = guessIn([foreignTabs(talk.grid).filter(({ name }) => name === event.tab)], talk.plan, talk.fileName);
  return { ...talk, guess, mapping: mappingIn(guess, keptIn(talk.plan, talk.fileName)) };
};

export interface ColumnChoice {
  readonly ref: ColumnRef;
  /** "C · Vedtatt 2026". */
  readonly label: string;
}

/** The columns that a person may choose from, by what stands above them in a row of headers, which people count from 1. */
export const columnChoices = (grid: Grid, tab: string, headerRow: number): readonly ColumnChoice[] => {
  const worksheet = grid.worksheets.find(({ name }) => name === tab);
  if (!worksheet) return [];
  const cells = createSheetCells(worksheet);
  const labels = headerRow > 0 ? headerLabels(cells, headerRow - 1) : [];
  const width = cells.rows.reduce((most, { index }) => Math.max(most, cells.widthAt(index)), labels.length);
  return Array.from({ length: width }, (_, column) => {
    const [letters, header = ''] = [columnLetters(column), labels[column]];
    return { ref: { letters, ...(header !== '' && { header }) }, label: header === '' ? letters : `${letters} · ${header}` };
  });
};

/** The same mapping with its headers in another row. */
export const withHeaderRow = (grid: Grid, mapping: BudgetMapping, headerRow: number): BudgetMapping => {
  const choices = columnChoices(grid, mapping.tab, headerRow);
  const renamed = ({ letters }: ColumnRef): ColumnRef => choices.find(({ ref }) => ref.letters === letters)?.ref ?? { letters };
  const { columns: { account, name, department }, amounts } = mapping;
  return {
    ...mapping, headerRow,
    columns: { account: renamed(account), ...(name && { name: renamed(name) }), ...(department && { department: renamed(department) }) },
    amounts: amounts.map((amount) => ({ ...amount, column: renamed(amount.column) })),
  };
};

/** What the linked table would give, and whether formulas can follow all of it. */
export interface LinkOutlook {
  readonly reading: FigureReading;
  /** How many of the columns of amounts have a name that formulas go by. */
  readonly live: number;
}

export const outlookOf = ({ grid }: LinkTalk, mapping: BudgetMapping, locale: Locale): LinkOutlook =>
  ({ reading: readFigures(grid, mapping, locale), live: linkNames(grid, mapping).filter(({ name }) => amountOfName(name) !== undefined).length });

/** The tab that the plan's budget follows by formulas; null where it follows none. */
export const linkedTab = ({ names = [] }: Pick<Grid, 'names'>): string | null =>
  (names.some(({ name }) => amountOfName(name) !== undefined) ? (names.find(({ name }) => name.toLowerCase() === accountName.toLowerCase())?.tab ?? null) : null);
