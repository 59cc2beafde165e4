import { quote, sum } from '../../formula';
import { fillText } from '../../plan/fill-text';
import { planTotals } from '../../plan/budget/totals';
import type { PlanWork } from '../../plan/plan-work';
import { cellAddress } from '../grid';
import { isSwitchedOff, type WorkbookLayout } from '../layout';
import { minorUnits } from '../cell-value';
import { worksheet, type StyledCell, type WorksheetModel } from '../model';
import { dateText } from '../value-text';
import { words } from '../words';
import { emptyPage, put, raise, rangeOf, type Block, type Page } from './block';
import { across, computedCell, half, leftHalf, overviewColumns, proportionOf, putAcross, rightHalf, width, widthOf, word } from './overview/overview-page';
import { findingBlock } from './reconciliation/finding-block';
import { reconciliationWords as own } from './reconciliation/reconciliation-words';
import { sumLines, type SumLine } from './reconciliation/sum-lines';
import { sumLabels, type SumLabel } from './reconciliation/sum-words';
import { yearColumns, yearNode, yearsOfMoney } from './reconciliation/year-nodes';
import type { PageInput, RenderInput } from './render-input';
import { linesOf } from './row-heights';

const highRow = 30;
/** What a sheet of paper that lies holds, with its margins: what is higher stands on an upright one, before it takes a second page. */
const lyingPaper = 0.6;
const [sumRow, sumSpan, sumRows] = [4, width / sumLabels.length, 4];

const headBlock = ({ computed: { plan, today }, layout: { locale, tabs } }: PageInput): Block => (page, row) => {
  const facts = [plan.title, `${own.asSynced[locale]} ${dateText(today, locale)}`, fillText(own.amountsIn[locale], { currency: plan.currency })];
  putAcross(page, row, 0, { value: tabs.reconciliation, style: 'title' }, width);
  putAcross(page, row + 1, 0, { value: facts.join('   ·   '), style: 'subtitle' }, width);
  page.heights[row] = highRow;
  return row + 3;
};

const money = (minor: number): number => minor / minorUnits;
const sumCell = cellAddress(sumRow, 0);

/** The four sums in large type, and whether they are the same: in the sheet, as people write. */
const sumBlock = (input: PageInput, ranges: readonly string[]): Block => (page, row) => {
  const { locale } = input.layout;
  const { total } = planTotals(input.computed.plan);
  sumLabels.forEach((label, i) => {
    const cell: StyledCell = i === 0 ? computedCell(input, sum('costs', 'amount'), 'money', 'tileAmount') : { formula: `SUM(${ranges[i - 1]})`, value: money(total), style: 'tileAmount' };
    putAcross(page, row, i * sumSpan, { value: own[label][locale], style: 'tileLabel' }, sumSpan);
    putAcross(page, row + 1, i * sumSpan, cell, sumSpan);
  });
  const same = ranges.map((range) => `ROUND(${sumCell}-SUM(${range}),2)=0`).join(',');
  putAcross(page, row + 2, 0, { formula: `IF(AND(${same}),${quote(own.ties[locale])},${quote(own.syncAgain[locale])})`, value: own.ties[locale], style: 'derivedText' }, width);
  const range = rangeOf(row + 2, 0, 1, across(0, width).span);
  page.conditionalFormats.push({ kind: 'equals', range, text: own.ties[locale], tone: 'good' }, { kind: 'equals', range, text: own.syncAgain[locale], tone: 'warning' });
  page.heights[row + 1] = highRow;
  return row + sumRows;
};

const yearSpan = width - yearColumns.length * 2;

/** All years together, and what is left in red where it is less than nothing. */
const putAllYears = (input: PageInput, page: Page, first: number, years: readonly (number | null)[]): void => {
  const end = first + years.length;
  putAcross(page, end, 0, { value: own.allYears[input.layout.locale], style: 'total' }, yearSpan);
  yearColumns.forEach((column, i) => {
    const minor = years.reduce<number>((total, year) => total + Number(input.computed.evaluate(yearNode(column, year))), 0);
    const place = across(yearSpan + i * 2, 2);
    put(page, end, place.column, { formula: `SUM(${rangeOf(first, place.column, years.length, 1)})`, value: money(minor), style: 'totalAmount' }, place.span);
  });
  const left = across(width - 2, 2);
  const range = rangeOf(first, left.column, years.length, left.span);
  page.conditionalFormats.push({ kind: 'formula', range, formula: `$${range.split(':')[0]}<0`, tone: 'bad' });
};

/** A row a year: planned, adopted, spent, left; then all years together. */
const yearBlock = (input: PageInput): Block => (page, row) => {
  const { layout: { locale }, computed: { plan } } = input;
  const years = yearsOfMoney(plan);
  if (years.length === 0) return row;
  const first = row + 2;
  putAcross(page, row, 0, { value: own.byYear[locale], style: 'section' }, width);
  putAcross(page, row + 1, 0, word(input, 'year', 'header'), yearSpan);
  yearColumns.forEach((column, i) => putAcross(page, row + 1, yearSpan + i * 2, { value: column === 'actual' ? own.spent[locale] : words[column][locale], style: 'headerNumber' }, 2));
  years.forEach((year, i) => {
    putAcross(page, first + i, 0, { value: year ?? own.withoutYear[locale], style: 'label' }, yearSpan);
    yearColumns.forEach((column, j) => putAcross(page, first + i, yearSpan + j * 2, computedCell(input, yearNode(column, year), 'money', 'derivedAmount'), 2));
  });
  putAllYears(input, page, first, years);
  return first + years.length + 2;
};

const lineRow = (page: Page, input: PageInput, row: number, column: number, { label, node, amount }: SumLine): void => {
  put(page, row, column, { value: label, style: 'entry' }, half - 1);
  put(page, row, column + half - 1, node ? computedCell(input, node, 'money', 'derivedAmount') : { value: money(amount), style: 'derivedAmount' });
  raise(page, row, linesOf(label, widthOf(column, half - 1)));
};

interface ListPlace {
  readonly label: SumLabel;
  readonly lines: readonly SumLine[];
  readonly column: number;
  /** Zero-based row of its title. */
  readonly row: number;
}

const heightOf = (lines: readonly SumLine[]): number => Math.max(1, lines.length) + 2;

/** Where the lists stand that the three sums are made of: accounts on the left, focus areas and funding on the right. */
const listPlaces = (input: PageInput, row: number): ListPlace[] => {
  const { byAccount, byFocusArea, byFunding } = sumLines(input.computed.plan, input.layout.locale);
  return [
    { label: 'byAccount', lines: byAccount, column: leftHalf, row },
    { label: 'byFocusArea', lines: byFocusArea, column: rightHalf, row },
    { label: 'byFunding', lines: byFunding, column: rightHalf, row: row + heightOf(byFocusArea) },
  ];
};

const amountsOf = ({ lines, column, row }: ListPlace): string => rangeOf(row + 1, column + half - 1, Math.max(1, lines.length), 1);

const putList = (page: Page, input: PageInput, { label, lines, column, row }: ListPlace, none: string): void => {
  put(page, row, column, { value: own[label][input.layout.locale], style: 'section' }, half);
  lines.forEach((line, i) => lineRow(page, input, row + 1 + i, column, line));
  if (lines.length === 0) put(page, row + 1, column, { value: none, style: 'help' }, half - 1);
};

const reconciliationPage = (input: PageInput): WorksheetModel => {
  const { layout: { locale, tabs }, computed: { plan } } = input;
  const page = emptyPage();
  // The four sums stand above what they are made of, which has its place only when all between them stands.
  const sums = headBlock(input)(page, 0);
  const lists = listPlaces(input, findingBlock(input)(page, yearBlock(input)(page, sums + sumRows)));
  sumBlock(input, lists.map(amountsOf))(page, sums);
  for (const list of lists) putList(page, input, list, words.none[locale]);
  return worksheet({
    key: 'reconciliation',
    name: tabs.reconciliation,
    state: isSwitchedOff(plan, 'costs') && isSwitchedOff(plan, 'budget') ? 'hidden' : 'visible',
    columns: overviewColumns,
    ...page,
    print: { isLandscape: proportionOf(page) <= lyingPaper, pagesWide: 1, isOnePage: false },
    isProtected: true,
    tone: 'generated',
  });
};

const reconciliation: PlanWork<readonly [WorkbookLayout], WorksheetModel> = {
  sight: { focusAreas: 'all', goals: ['focusArea'], activities: ['code', 'goal', 'focusArea'], costs: 'all', budget: 'all' },
  make: (computed, layout) => reconciliationPage({ computed, layout }),
};

/**
 * The tab Avstemming: the plan held against its budget. Four sums that tie, the years, what does not fit, and what the sums are made of. Sums are formulas and move as people
 * write; what does not fit is as it was at the last sync. Generated and protected; out of sight where both Kostnader and Budsjett are. SPEC.md [C52]-[C56].
 */
export const renderReconciliation = ({ computed, layout }: RenderInput): WorksheetModel => computed.remember(reconciliation, layout);
