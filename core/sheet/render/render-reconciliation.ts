import { quote, sum } from '../../formula';
import { fillText } from '../../plan/fill-text';
import { planTotals } from '../../plan/budget/totals';
import { budgetYears, yearSums } from '../../plan/year-sums';
import { cellAddress } from '../grid';
import { isSwitchedOff } from '../layout';
import { minorUnits } from '../cell-value';
import { worksheet, type StyledCell, type WorksheetModel } from '../model';
import { dateText } from '../value-text';
import { words } from '../words';
import { emptyPage, put, raise, rangeOf, type Page } from './block';
import { across, computedCell, half, leftHalf, overviewColumns, putAcross, rightHalf, width, widthOf, type Block } from './overview/overview-page';
import { findingBlock } from './reconciliation/finding-block';
import { reconciliationWords as own, sumLabels } from './reconciliation/reconciliation-words';
import { sumLines, type SumLine } from './reconciliation/sum-lines';
import type { RenderInput } from './render-input';
import { linesOf } from './row-heights';

const highRow = 30;
const [sumRow, sumSpan] = [4, width / sumLabels.length];

const headBlock = ({ computed: { plan, today }, layout: { locale, tabs } }: RenderInput): Block => (page, row) => {
  const facts = [plan.title, `${own.asSynced[locale]} ${dateText(today, locale)}`, fillText(own.amountsIn[locale], { currency: plan.currency })];
  putAcross(page, row, 0, { value: tabs.reconciliation, style: 'title' }, width);
  putAcross(page, row + 1, 0, { value: facts.join('   ·   '), style: 'subtitle' }, width);
  page.heights[row] = highRow;
  return row + 3;
};

const money = (minor: number): number => minor / minorUnits;
const sumCell = (i: number): string => cellAddress(sumRow, across(i * sumSpan, sumSpan).column);

/** The four sums in large type, and whether they are the same: in the sheet, as people write. */
const sumBlock = (input: RenderInput, ranges: readonly string[]): Block => (page, row) => {
  const { locale } = input.layout;
  const { total } = planTotals(input.computed.plan);
  sumLabels.forEach((label, i) => {
    const cell: StyledCell = i === 0 ? computedCell(input, sum('costs', 'amount'), 'money', 'tileMoney') : { formula: `SUM(${ranges[i - 1]})`, value: money(total), style: 'tileMoney' };
    putAcross(page, row, i * sumSpan, { value: own[label][locale], style: 'tileLabel' }, sumSpan);
    putAcross(page, row + 1, i * sumSpan, cell, sumSpan);
  });
  const same = sumLabels.slice(1).map((_, i) => `ROUND(${sumCell(0)}-${sumCell(i + 1)},2)=0`).join(',');
  putAcross(page, row + 2, 0, { formula: `IF(AND(${same}),${quote(own.ties[locale])},${quote(own.syncAgain[locale])})`, value: own.ties[locale], style: 'derivedText' }, width);
  const range = rangeOf(row + 2, 0, 1, across(0, width).span);
  page.conditionalFormats.push({ kind: 'equals', range, text: own.ties[locale], tone: 'good' }, { kind: 'equals', range, text: own.syncAgain[locale], tone: 'warning' });
  page.heights[row + 1] = highRow;
  return row + 4;
};

const yearColumns = [['planned', yearSums.planned], ['adopted', yearSums.adopted], ['actual', yearSums.actual], ['left', yearSums.left]] as const;
const yearSpan = width - yearColumns.length * 2;

/** A row a year: planned, adopted, spent, left; then all years together. */
const yearBlock = (input: RenderInput, names: Readonly<Record<'year' | (typeof yearColumns)[number][0], string>>): Block => (page, row) => {
  const { locale } = input.layout;
  const years = budgetYears(input.computed.plan);
  if (years.length === 0) return row;
  const first = row + 2;
  const columnAt = (i: number): number => yearSpan + i * 2;
  putAcross(page, row, 0, { value: own.byYear[locale], style: 'section' }, width);
  putAcross(page, row + 1, 0, { value: names.year, style: 'header' }, yearSpan);
  yearColumns.forEach(([key], i) => putAcross(page, row + 1, columnAt(i), { value: names[key], style: 'headerNumber' }, 2));
  years.forEach((year, i) => {
    putAcross(page, first + i, 0, { value: year, style: 'label' }, yearSpan);
    yearColumns.forEach(([, node], j) => putAcross(page, first + i, columnAt(j), computedCell(input, node(year), 'money', 'derivedMoney'), 2));
  });
  const end = first + years.length;
  putAcross(page, end, 0, { value: own.allYears[locale], style: 'total' }, yearSpan);
  yearColumns.forEach(([, node], j) => {
    const amounts = years.map((year) => Number(input.computed.evaluate(node(year))));
    const range = rangeOf(first, across(columnAt(j), 2).column, years.length, 1);
    putAcross(page, end, columnAt(j), { formula: `SUM(${range})`, value: money(amounts.reduce((a, b) => a + b, 0)), style: 'totalMoney' }, 2);
  });
  const left = across(columnAt(yearColumns.length - 1), 2);
  const range = rangeOf(first, left.column, years.length, left.span);
  page.conditionalFormats.push({ kind: 'formula', range, formula: `$${range.split(':')[0]}<0`, tone: 'bad' });
  return end + 2;
};

const lineRow = (page: Page, input: RenderInput, row: number, column: number, { label, node, amount }: SumLine): void => {
  put(page, row, column, { value: label, style: 'entry' }, half - 1);
  put(page, row, column + half - 1, node ? computedCell(input, node, 'money', 'derivedMoney') : { value: money(amount), style: 'derivedMoney' });
  raise(page, row, linesOf(label, widthOf(column, half - 1)));
};

interface ListPlace {
  readonly label: (typeof sumLabels)[number];
  readonly lines: readonly SumLine[];
  readonly column: number;
  /** Zero-based row of its title. */
  readonly row: number;
}

const heightOf = (lines: readonly SumLine[]): number => Math.max(1, lines.length) + 2;

/** Where the lists stand that the three sums are made of: accounts on the left, focus areas and funding on the right. */
const listPlaces = (input: RenderInput, row: number): ListPlace[] => {
  const { byAccount, byFocusArea, byFunding } = sumLines(input);
  return [
    { label: 'byAccount', lines: byAccount, column: leftHalf, row },
    { label: 'byFocusArea', lines: byFocusArea, column: rightHalf, row },
    { label: 'byFunding', lines: byFunding, column: rightHalf, row: row + heightOf(byFocusArea) },
  ];
};

const amountsOf = ({ lines, column, row }: ListPlace): string => rangeOf(row + 1, column + half - 1, Math.max(1, lines.length), 1);

const putList = (page: Page, input: RenderInput, { label, lines, column, row }: ListPlace, none: string): void => {
  put(page, row, column, { value: own[label][input.layout.locale], style: 'section' }, half);
  lines.forEach((line, i) => lineRow(page, input, row + 1 + i, column, line));
  if (lines.length === 0) put(page, row + 1, column, { value: none, style: 'help' }, half - 1);
};

/** How many rows a block takes, wherever it stands. */
const rowsOf = (block: Block): number => block(emptyPage(), 0);

/**
 * The tab Avstemming: the plan held against its budget. Four sums that tie, the years, what does not fit, and what the sums are made of. Sums are formulas and move as people
 * write; what does not fit is as it was at the last sync. Generated and protected; out of sight where both Kostnader and Budsjett are. SPEC.md [C52]-[C56].
 */
export const renderReconciliation = (input: RenderInput): WorksheetModel => {
  const { layout: { locale, tabs }, computed: { plan } } = input;
  const names = { year: words.year[locale], planned: words.planned[locale], adopted: words.adopted[locale], actual: own.spent[locale], left: words.left[locale] };
  const below = [yearBlock(input, names), findingBlock(input)];
  const lists = listPlaces(input, sumRow + 3 + below.reduce((rows, block) => rows + rowsOf(block), 0));
  const page = emptyPage();
  [headBlock(input), sumBlock(input, lists.map(amountsOf)), ...below].reduce((row, block) => block(page, row), 0);
  for (const list of lists) putList(page, input, list, words.none[locale]);
  return worksheet({
    key: 'reconciliation',
    name: tabs.reconciliation,
    state: isSwitchedOff(plan, 'costs') && isSwitchedOff(plan, 'budget') ? 'hidden' : 'visible',
    columns: overviewColumns,
    ...page,
    print: { isLandscape: true, pagesWide: 1, isOnePage: false },
    isProtected: true,
    tone: 'generated',
  });
};
