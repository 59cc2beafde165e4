import {
  amountOfName, columnLetters, createSheetCells, findBudgetLink, findBudgetTable, guessMappings, headerLabels, isSameTab, linkNames, mappingsOf, othersPart, readFigures, roleOfName, withTab, yearsOfPeriod,
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
  /** Other tabs that look like a budget, and are not linked. */
  readonly others: readonly string[];
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

/** The tabs of the workbook that the plan is linked with already. */
const keptTabs = ({ grid, plan, fileName }: Pick<LinkTalk, 'grid' | 'plan' | 'fileName'>): readonly BudgetMapping[] => {
  const tabs = foreignTabs(grid);
  return fileName === null ? [] : mappingsOf(findBudgetLink(plan, fileName)).filter((one) => tabs.some(({ name }) => isSameTab(one, { tab: name })));
};

/** All tabs that the plan is linked with once this one is. */
export const tabsWith = (talk: Pick<LinkTalk, 'grid' | 'plan' | 'fileName'>, mapping: BudgetMapping): readonly BudgetMapping[] => withTab(keptTabs(talk), mapping);

/** What each of these tabs seems to be, beside those that are linked. */
const guessTabs = ({ plan, fileName }: Pick<LinkTalk, 'plan' | 'fileName'>, worksheets: readonly GridWorksheet[], kept: readonly BudgetMapping[]): readonly Guess[] => {
  const found = guessMappings({ worksheets, extras: [] }, { years: yearsOfPeriod(plan.period), fileName: fileName ?? '' }, kept);
  return found.ok ? found.guesses : [found];
};

/** A guess knows nothing of the columns that the plan's sums go into, which somebody named. */
const mappingIn = (guess: Guess, kept: readonly BudgetMapping[]): BudgetMapping | null => {
  if (!guess.ok) return null;
  const planned = kept.find((one) => isSameTab(one, guess.mapping))?.planned;
  return { ...guess.mapping, ...(planned && { planned }) };
};

/**
 * What is proposed: the link with the tab that they are on, where its table is there and no other was marked; else what the marked table says, or its tab; else a link that was
 * kept, else what all tabs say.
 */
export const proposeLink = (grid: Grid, plan: LinkedPlan, fileName: string | null, selected: SelectedArea | null): LinkTalk => {
  const tabs = foreignTabs(grid);
  const kept = keptTabs({ grid, plan, fileName });
  const marked = selected ? tabs.find(({ name }) => name === selected.tab) : undefined;
  const cut = marked && isTable(selected!) ? cutTo(marked, selected!) : undefined;
  const standing = kept.filter((one) => findBudgetTable({ ...grid, worksheets: tabs }, one) !== undefined);
  const all = guessTabs({ plan, fileName }, tabs, kept);
  const talkOf = (guess: Guess | null, mapping: BudgetMapping | null): LinkTalk => {
    const others = all.flatMap((one) => (one.ok && ![...kept, ...(mapping ? [mapping] : [])].some((other) => isSameTab(one.mapping, other)) ? [one.mapping.tab] : []));
    return { grid, plan, fileName, marked: marked?.name ?? null, guess, mapping, others };
  };
  const here = cut ? undefined : standing.find((one) => marked && isSameTab(one, { tab: marked.name }));
  if (here) return talkOf(null, here);
  const guesses = [cut, marked].flatMap((part) => (part ? guessTabs({ plan, fileName }, [part], kept)[0]! : []));
  const guess = guesses.find(({ ok }) => ok);
  if (!guess && standing[0]) return talkOf(null, standing[0]);
  const found = guess ?? all[0]!;
  return talkOf(found, mappingIn(found, kept));
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
  const kept = keptTabs(talk);
  const [guess] = guessTabs(talk, foreignTabs(talk.grid).filter(({ name }) => name === event.tab), kept);
  return { ...talk, marked: event.tab, guess: guess!, mapping: mappingIn(guess!, kept) };
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

/** The tabs that the plan's budget follows by formulas; null where it follows none. */
export const linkedTab = ({ names = [] }: Pick<Grid, 'names'>): string | null => {
  const tabs = names.filter(({ name, tab }) => roleOfName(name) === 'account' && names.some((one) => one.tab === tab && amountOfName(one.name) !== undefined)).map(({ tab }) => tab);
  return tabs.length > 0 ? tabs.join(', ') : null;
};
