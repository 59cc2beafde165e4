import { fillText } from '../../../plan/fill-text';
import type { Plan } from '../../../plan/plan';
import { costParts, type CostPart } from '../../../plan/cost-parts';
import { adoptedIn, costAsPlanned, costChange, externalFunding, moneySpans, type CostsOf, type Span } from '../../../plan/what-if';
import { minorUnits } from '../../cell-value';
import { cellAddress } from '../../grid';
import type { StyledCell, StyleName } from '../../model';
import { words } from '../../words';
import { put, raise, rangeOf, type Block, type Page } from '../block';
import type { PageInput } from '../render-input';
import { linesOf } from '../row-heights';
import { sheetWords } from '../sheet-words';
import { across, computedCell, putAcross, putHelp, width, widthOf, word, type Word } from './overview-page';

/** What a part of the plan costs in a span, from left to right. */
const figures: readonly Word[] = ['asPlanned', 'withMarks', 'change'];
/** Spans side by side: each with its figures, and room for code and title before them. */
const mostSpans = 3;

const spanText = (span: Span, { layout: { locale } }: PageInput): string | number => {
  switch (span.kind) {
    case 'year': return span.year;
    case 'after': return fillText(words.afterYear[locale], { year: span.year });
    case 'none': return words.withoutYear[locale];
    case 'all': return words.wholePlan[locale];
  }
};

/** Evenly, at most so many together: four are two and two. */
const inBands = <T>(items: readonly T[], most: number): T[][] => {
  const size = Math.ceil(items.length / Math.ceil(items.length / most));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
};

const amountOf = ({ value }: StyledCell): number => (typeof value === 'number' ? value : 0);
/** The sum or the difference of cells of the same row, as the sheet calculates it: to the minor unit. */
const sumOfCells = (row: number, terms: readonly { readonly sign: '+' | '-'; readonly column: number; readonly cell: StyledCell }[], style: StyleName): StyledCell => ({
  formula: `ROUND(${terms.map(({ sign, column }, i) => `${i === 0 ? '' : sign}${cellAddress(row, column)}`).join('')},2)`,
  value: Math.round(terms.reduce((sum, { sign, cell }) => sum + (sign === '+' ? amountOf(cell) : -amountOf(cell)) * minorUnits, 0)) / minorUnits,
  style,
});

/** What a part of the plan costs in each span: as planned, that and the change, and what the marks change. */
const putFigures = (input: PageInput, page: Page, row: number, spans: readonly Span[], style: StyleName, of?: CostsOf): void => {
  const first = width - spans.length * figures.length;
  spans.forEach((span, i) => {
    const at = first + i * figures.length;
    const [planned, change] = [computedCell(input, costAsPlanned(span, of), 'money', style), computedCell(input, costChange(span, of), 'money', style)];
    const withMarks = sumOfCells(row, [{ sign: '+', column: across(at).column, cell: planned }, { sign: '+', column: across(at + 2).column, cell: change }], style);
    [planned, withMarks, change].forEach((cell, j) => putAcross(page, row, at + j, cell));
  });
};

const putHead = (input: PageInput, page: Page, row: number, spans: readonly Span[], titleSpan: number): void => {
  putAcross(page, row, 0, { value: null, style: 'header' }, titleSpan);
  putAcross(page, row + 1, 0, word(input, 'focusArea', 'header'), titleSpan);
  spans.forEach((span, i) => {
    const at = titleSpan + i * figures.length;
    putAcross(page, row, at, { value: spanText(span, input), style: 'headerCentred' }, figures.length);
    figures.forEach((label, j) => {
      const head = word(input, label, 'headerNumber');
      const place = across(at + j);
      put(page, row + 1, place.column, head, place.span);
      raise(page, row + 1, linesOf(String(head.value), widthOf(place.column, place.span) - 1));
    });
  });
};

/** How a row begins: focus areas stand out from their goals, where there are any. */
const putName = (input: PageInput, page: Page, row: number, { kind, code, title }: CostPart, titleSpan: number, isGroup: boolean): void => {
  if (kind === 'without-focus-area') return putAcross(page, row, 0, word(input, 'withoutFocusArea', 'label'), titleSpan);
  const name: StyledCell = kind === 'without-goal' ? word(input, 'withoutGoal', 'entry') : { value: title, style: isGroup ? 'groupLabel' : 'entry' };
  putAcross(page, row, 0, { value: code, style: kind === 'focus-area' ? 'code' : 'text' });
  putAcross(page, row, 1, name, titleSpan - 1);
  raise(page, row, linesOf(String(name.value), widthOf(1, titleSpan - 1)));
};

/** Some of the spans beside each other, a row a focus area with its goals below it, and the whole plan. */
const band = (input: PageInput, parts: readonly CostPart[], spans: readonly Span[]): Block => (page, row) => {
  const titleSpan = width - spans.length * figures.length;
  const total = row + 2 + parts.length;
  const hasGoals = parts.some(({ kind }) => kind === 'goal');
  putHead(input, page, row, spans, titleSpan);
  parts.forEach((part, i) => {
    const isGroup = hasGoals && (part.kind === 'focus-area' || part.kind === 'without-focus-area');
    putName(input, page, row + 2 + i, part, titleSpan, isGroup);
    putFigures(input, page, row + 2 + i, spans, isGroup ? 'groupMoney' : 'derivedMoney', part.of);
  });
  putAcross(page, total, 0, word(input, 'wholePlan', 'total'), titleSpan);
  putFigures(input, page, total, spans, 'totalMoney');
  return total + 1;
};

const hasMoney = ({ tables: { costs } }: Plan): boolean => costs.some(({ amount }) => amount !== undefined);

/** What the plan costs by focus area, goal and year: as planned, with what is marked as dropped or postponed, and the difference. [C5] [C132] */
export const whatIfBlock = (input: PageInput): Block => (page, row) => {
  const { computed, layout: { locale, tables } } = input;
  const { plan } = computed;
  const spans = moneySpans(plan);
  if (spans.length === 0 || !hasMoney(plan)) return row;
  const column = tables.activities.columns.find(({ field }) => field === 'whatIf')!.header;
  const help = fillText(sheetWords.whatIfHelp[locale], { column, tab: tables.activities.tab });
  putAcross(page, row, 0, word(input, 'whatIf', 'section'), width);
  putHelp(page, row + 1, help);
  const parts = costParts(computed);
  return inBands(spans, mostSpans).reduce((next, some) => band(input, parts, some)(page, next), row + 2) + 1;
};

/** What stands in a row of the funding, and over how many columns. */
const fundingColumns = [
  { label: 'asPlanned', span: 2 }, { label: 'change', span: 1 }, { label: 'withMarks', span: 2 }, { label: 'paidByOthers', span: 2 }, { label: 'adopted', span: 2 }, { label: 'fundingGap', span: 2 },
] as const satisfies readonly { label: Word; span: number }[];
const fundingStart = (i: number): number => fundingColumns.slice(i).reduce((at, { span }) => at - span, width);

const putFundingRow = (input: PageInput, page: Page, row: number, span: Span, [head, money]: readonly [StyleName, StyleName]): void => {
  const [planned, change, others, adopted] = [costAsPlanned(span), costChange(span), externalFunding(span), adoptedIn(span)].map((node) => computedCell(input, node, 'money', money)) as
    [StyledCell, StyledCell, StyledCell, StyledCell];
  const term = (sign: '+' | '-', i: number, cell: StyledCell) => ({ sign, column: across(fundingStart(i)).column, cell });
  const withMarks = sumOfCells(row, [term('+', 0, planned), term('+', 1, change)], money);
  const gap = sumOfCells(row, [term('+', 2, withMarks), term('-', 3, others), term('-', 4, adopted)], money);
  putAcross(page, row, 0, { value: spanText(span, input), style: head }, fundingStart(0));
  [planned, change, withMarks, others, adopted, gap].forEach((cell, i) => putAcross(page, row, fundingStart(i), cell, fundingColumns[i]!.span));
};

/** By year, with the marks: what it costs, what others pay, what was adopted, and what nobody pays yet. [C7] */
export const fundingBlock = (input: PageInput): Block => (page, row) => {
  const spans = moneySpans(input.computed.plan);
  if (spans.length === 0 || !hasMoney(input.computed.plan)) return row;
  putAcross(page, row, 0, word(input, 'financing', 'section'), width);
  putHelp(page, row + 1, sheetWords.fundingHelp[input.layout.locale]);
  const head = row + 2;
  putAcross(page, head, 0, word(input, 'year', 'header'), fundingStart(0));
  fundingColumns.forEach(({ label, span }, i) => putAcross(page, head, fundingStart(i), word(input, label, 'headerNumber'), span));
  spans.forEach((span, i) => putFundingRow(input, page, head + 1 + i, span, ['label', 'derivedMoney']));
  const total = head + 1 + spans.length;
  putFundingRow(input, page, total, { kind: 'all' }, ['total', 'totalMoney']);
  const gap = across(fundingStart(fundingColumns.length - 1), 2);
  const range = rangeOf(head + 1, gap.column, spans.length + 1, gap.span);
  page.conditionalFormats.push({ kind: 'formula', range, formula: `$${range.split(':')[0]!}>0`, tone: 'bad' });
  return total + 2;
};
