import type { FormulaNode } from '../../../formula';
import { fillText } from '../../../plan/fill-text';
import type { Plan, PlanRecord } from '../../../plan/plan';
import { adoptedIn, costAsPlanned, costChange, costWithMarks, externalFunding, fundingGap, moneySpans, type Span } from '../../../plan/what-if';
import type { StyleName } from '../../model';
import { words } from '../../words';
import { put, raise, rangeOf, type Page } from '../block';
import type { RenderInput } from '../render-input';
import { linesOf } from '../row-heights';
import { sheetWords } from '../sheet-words';
import { across, computedCell, putAcross, putHelp, width, widthOf, word, type Block, type Word } from './overview-page';

type SumOf = (span: Span, area?: string) => FormulaNode;
interface Figure {
  readonly label: Word;
  readonly of: SumOf;
}

const figures: readonly Figure[] = [{ label: 'asPlanned', of: costAsPlanned }, { label: 'withMarks', of: costWithMarks }, { label: 'change', of: costChange }];
/** Spans side by side: each with its figures, and room for code and title before them. */
const mostSpans = 3;

const spanText = (span: Span, { layout: { locale } }: RenderInput): string | number => {
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

const putFigures = (input: RenderInput, page: Page, row: number, spans: readonly Span[], style: StyleName, area?: string): void => {
  const first = width - spans.length * figures.length;
  spans.forEach((span, i) => figures.forEach(({ of }, j) => putAcross(page, row, first + i * figures.length + j, computedCell(input, of(span, area), 'money', style))));
};

const putHead = (input: RenderInput, page: Page, row: number, spans: readonly Span[], titleSpan: number): void => {
  putAcross(page, row, 0, { value: null, style: 'header' }, titleSpan);
  putAcross(page, row + 1, 0, word(input, 'focusArea', 'header'), titleSpan);
  spans.forEach((span, i) => {
    const at = titleSpan + i * figures.length;
    putAcross(page, row, at, { value: spanText(span, input), style: 'headerCentred' }, figures.length);
    figures.forEach(({ label }, j) => {
      const head = word(input, label, 'headerNumber');
      const place = across(at + j);
      put(page, row + 1, place.column, head, place.span);
      raise(page, row + 1, linesOf(String(head.value), widthOf(place.column, place.span) - 1));
    });
  });
};

const putArea = (input: RenderInput, page: Page, row: number, area: PlanRecord, spans: readonly Span[], titleSpan: number): void => {
  const title = String(area['title']);
  putAcross(page, row, 0, { value: String(area['code']), style: 'code' });
  putAcross(page, row, 1, { value: title, style: 'entry' }, titleSpan - 1);
  raise(page, row, linesOf(title, widthOf(1, titleSpan - 1)));
  putFigures(input, page, row, spans, 'derivedMoney', String(area['code']));
};

/** Focus areas that cost something, now or by a mark that is set later. */
const areasWithCosts = ({ computed }: RenderInput): PlanRecord[] => {
  const named = new Set(computed.column('costs', 'areaCode'));
  return computed.plan.tables.focusAreas.filter(({ code }) => named.has(String(code)));
};

/** Some of the spans beside each other, a row a focus area, and the whole plan. */
const band = (input: RenderInput, spans: readonly Span[]): Block => (page, row) => {
  const titleSpan = width - spans.length * figures.length;
  const areas = areasWithCosts(input);
  const total = row + 2 + areas.length;
  putHead(input, page, row, spans, titleSpan);
  areas.forEach((area, i) => putArea(input, page, row + 2 + i, area, spans, titleSpan));
  putAcross(page, total, 0, word(input, 'wholePlan', 'total'), titleSpan);
  putFigures(input, page, total, spans, 'totalMoney');
  return total + 1;
};

const hasMoney = ({ tables: { costs } }: Plan): boolean => costs.some(({ amount }) => amount !== undefined);

/** What the plan costs by focus area and year: as planned, with what is marked as dropped or postponed, and the difference. [C5] */
export const whatIfBlock = (input: RenderInput): Block => (page, row) => {
  const { computed: { plan }, layout: { locale, tables } } = input;
  const spans = moneySpans(plan);
  if (spans.length === 0 || !hasMoney(plan)) return row;
  const column = tables.activities.columns.find(({ field }) => field === 'whatIf')!.header;
  const help = fillText(sheetWords.whatIfHelp[locale], { column, tab: tables.activities.tab });
  putAcross(page, row, 0, word(input, 'whatIf', 'section'), width);
  putHelp(page, row + 1, help);
  return inBands(spans, mostSpans).reduce((next, some) => band(input, some)(page, next), row + 2) + 1;
};

interface FundingColumn extends Figure {
  readonly span: number;
}
const fundingColumns: readonly FundingColumn[] = [
  { label: 'asPlanned', of: costAsPlanned, span: 2 }, { label: 'change', of: costChange, span: 1 }, { label: 'withMarks', of: costWithMarks, span: 2 },
  { label: 'paidByOthers', of: externalFunding, span: 2 }, { label: 'adopted', of: adoptedIn, span: 2 }, { label: 'fundingGap', of: fundingGap, span: 2 },
];
const fundingStart = (i: number): number => fundingColumns.slice(i).reduce((at, { span }) => at - span, width);

const putFundingRow = (input: RenderInput, page: Page, row: number, span: Span, [head, money]: readonly [StyleName, StyleName]): void => {
  putAcross(page, row, 0, { value: spanText(span, input), style: head }, fundingStart(0));
  fundingColumns.forEach(({ of, span: wide }, i) => putAcross(page, row, fundingStart(i), computedCell(input, of(span), 'money', money), wide));
};

/** By year, with the marks: what it costs, what others pay, what was adopted, and what nobody pays yet. [C7] */
export const fundingBlock = (input: RenderInput): Block => (page, row) => {
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
