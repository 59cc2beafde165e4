import { amountKey, findBudgetLink, isSameTab, mappingsOf } from '../../plan/budget/links';
import type { AmountColumn, BudgetMapping, ColumnRef, PlannedColumn } from '../../plan/budget/mapping';
import type { Locale } from '../../plan/locale';
import { isOfPeriod } from '../../plan/period';
import type { Plan } from '../../plan/plan';
import { codeLength, columnOfLetters, createSheetCells, findBudgetTable, headerLabels, readAmount, readFigures, thousandsText, yearInText, type Grid } from '../../sheet';
import { budgetField } from './budget-lines';
import { mappingsWith, type FileLink } from '../journey/budget/link-budget';
import type { Failed } from '../journey/failure';
import { usageFailure } from './command-line';
import { say } from './texts';

type YearColumn = AmountColumn | PlannedColumn;

const yearColumns = ({ amounts, planned = [] }: BudgetMapping): readonly YearColumn[] => [...amounts, ...planned];

const nameOf = (one: YearColumn, locale: Locale): string => [budgetField('kind' in one ? one.kind : 'planned', locale), one.year, one.department].filter((part) => part !== undefined).join(' ');

const firstTwice = (texts: readonly string[]): string | undefined => texts.find((text, i) => texts.indexOf(text) < i);

/** Rows that people take for headers, and that are none: blank ones, and accounts. */
const isNoHeaderRow = (grid: Grid, { tab, headerRow, columns }: BudgetMapping): boolean => {
  const cells = createSheetCells(grid.worksheets.find(({ name }) => name === tab)!);
  return headerRow > 0 && (headerLabels(cells, headerRow - 1).every((label) => label === '') || codeLength(cells.textAt(headerRow - 1, columnOfLetters(columns.account.letters))) > 0);
};

/** A column without a header that has no amount, either. */
const emptyColumn = (grid: Grid, mapping: BudgetMapping, locale: Locale): ColumnRef | undefined => {
  const table = findBudgetTable(grid, mapping);
  return mapping.amounts.map(({ column }) => column).find(({ header, letters }) => header === undefined && !table?.cells.rows.some(({ index }) => {
    const reading = readAmount(table.cells.cellAt(index, columnOfLetters(letters)), locale);
    return index > table.headerRow && !('problem' in reading) && reading.amount !== undefined;
  }));
};

/** Why a mapping that a person said cannot be meant; undefined where it can. [C100] */
export const linkFault = (grid: Grid, mapping: BudgetMapping, { period }: Plan, locale: Locale): Failed | undefined => {
  const { columns, headerRow } = mapping;
  const all = yearColumns(mapping);
  if (isNoHeaderRow(grid, mapping)) return usageFailure(say('linkNoHeaders', locale, { row: headerRow }));
  const letters = firstTwice([...Object.values(columns), ...all.map(({ column }) => column)].map((ref) => ref.letters));
  if (letters !== undefined) return usageFailure(say('linkColumnTwice', locale, { letters }));
  const what = firstTwice(all.map((one) => nameOf(one, locale)));
  if (what !== undefined) return usageFailure(say('linkAmountTwice', locale, { what }));
  const year = all.find((one) => !isOfPeriod(period, one.year))?.year;
  if (year !== undefined) return usageFailure(say('linkOtherYear', locale, { year, first: period.start.slice(0, 4), last: period.end.slice(0, 4) }));
  const empty = emptyColumn(grid, mapping, locale);
  if (empty) return usageFailure(say('linkEmptyColumn', locale, { letters: empty.letters }));
  const isNothing = readFigures(grid, mapping, locale).figures.every(({ adopted, actual }) => adopted === undefined && actual === undefined);
  return isNothing ? usageFailure(say('linkNothing', locale)) : undefined;
};

/** What a person may have overlooked in a mapping that they said. [C101] */
export const linkRemarks = (grid: Grid, mapping: BudgetMapping, locale: Locale): string[] => {
  const thousands = mapping.unit === 1 ? thousandsText(grid, mapping) : undefined;
  return [
    ...(thousands === undefined ? [] : [say('linkSaysThousands', locale, { text: thousands })]),
    ...yearColumns(mapping).flatMap(({ year, column: { letters, header = '' } }) => {
      const named = yearInText(header);
      return named === undefined || named === year ? [] : [say('linkSaysYear', locale, { letters, header, year })];
    }),
  ];
};

/** What becomes of the tabs that the file is linked by already: they are read as well, have lost amounts to the new ones, or are gone. [C111] [C112] */
export const besideRemarks = (plan: Plan, file: FileLink, locale: Locale): string[] => {
  const after = mappingsWith(plan, file);
  const others = mappingsOf(findBudgetLink(plan, file.name)).filter((one) => !file.mappings.some((mapping) => isSameTab(one, mapping)));
  return others.flatMap((one) => {
    if (file.tabs && !file.tabs.some((tab) => isSameTab(one, { tab }))) return [say('linkTabForgotten', locale, { tab: one.tab })];
    const left = after.find((other) => isSameTab(one, other))?.amounts ?? [];
    const taken = one.amounts.filter((amount) => !left.some((other) => amountKey(other) === amountKey(amount)));
    return [
      ...taken.map((amount) => say('linkTaken', locale, { what: nameOf(amount, locale), tab: file.mappings.find(({ amounts }) => amounts.some((other) => amountKey(other) === amountKey(amount)))!.tab, other: one.tab })),
      ...(left.length > 0 ? [say('linkBeside', locale, { tab: one.tab })] : []),
    ];
  });
};
