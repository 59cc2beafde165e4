import { choice, count } from '../formula';
import type { ComputedPlan } from './computed-plan';
import { adoptedIn, costAsPlanned, costChange, costWithMarks, externalFunding, fundingGap, moneySpans, yearEnd, type Span } from './what-if';

/** What some of the plan costs in some of the time, in minor units: as planned, with what the board has marked on activities, and the difference. */
export interface CostWithMarks {
  readonly planned: number;
  readonly withMarks: number;
  readonly change: number;
}

/** A year, all years after one, or no year at all; and who pays. */
export interface SpanMoney extends CostWithMarks {
  readonly kind: Span['kind'];
  readonly year: number | null;
  readonly paidByOthers: number;
  readonly adopted: number;
  /** With the marks; less than 0 is money to spare. */
  readonly missing: number;
  /** What the accounts of a year come to at its end at the present pace; null before it has begun, and where it is not one year. */
  readonly yearEnd: number | null;
}

export interface AreaMoney {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** In the order of the spans. */
  readonly costs: readonly CostWithMarks[];
}

/** What the plan costs by focus area and year, and who pays: the blocks of Oversikt on what if, as data. [C5] [C7] */
export interface MoneyOverview {
  readonly spans: readonly SpanMoney[];
  readonly whole: SpanMoney;
  /** Those that cost something. */
  readonly focusAreas: readonly AreaMoney[];
  /** How many activities the board has marked. */
  readonly marked: { readonly dropped: number; readonly postponed: number };
}

export const moneyOverview = (computed: ComputedPlan): MoneyOverview => {
  const { plan } = computed;
  const amount = (node: Parameters<ComputedPlan['evaluate']>[0]): number => Number(computed.evaluate(node));
  const costIn = (span: Span, area?: string): CostWithMarks => ({ planned: amount(costAsPlanned(span, area)), withMarks: amount(costWithMarks(span, area)), change: amount(costChange(span, area)) });
  const paceOf = (year: number): number | null => {
    const end = computed.evaluate(yearEnd(year));
    return typeof end === 'number' ? Math.round(end) : null;
  };
  const moneyIn = (span: Span): SpanMoney => ({
    kind: span.kind, year: 'year' in span ? span.year : null, ...costIn(span), paidByOthers: amount(externalFunding(span)), adopted: amount(adoptedIn(span)), missing: amount(fundingGap(span)),
    yearEnd: span.kind === 'year' ? paceOf(span.year) : null,
  });
  const marked = (mark: 'dropped' | 'postponed'): number => amount(count('activities', { field: 'whatIf', is: '=', value: choice('whatIf', mark) }));
  const spans = moneySpans(plan);
  const costing = new Set(computed.column('costs', 'areaCode'));
  return {
    spans: spans.map(moneyIn),
    whole: moneyIn({ kind: 'all' }),
    focusAreas: plan.tables.focusAreas.filter(({ code }) => costing.has(String(code)))
      .map(({ id, code, title }) => ({ id, code: String(code), title: String(title ?? ''), costs: spans.map((span) => costIn(span, String(code))) })),
    marked: { dropped: marked('dropped'), postponed: marked('postponed') },
  };
};
