import { choice, count } from '../formula';
import type { ComputedPlan } from './computed-plan';
import { costParts, type CostPart } from './cost-parts';
import { adoptedIn, costAsPlanned, costChange, externalFunding, moneySpans, yearEnd, type CostsOf, type Span } from './what-if';

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

/** A focus area or a goal, or what has none, by what it costs. */
export interface PartMoney extends Pick<CostPart, 'kind' | 'id' | 'code' | 'title'> {
  /** In the order of the spans. */
  readonly costs: readonly CostWithMarks[];
}

/** What the plan costs by focus area, goal and year, and who pays: the blocks of Oversikt on what if, as data. [C5] [C7] */
export interface MoneyOverview {
  readonly spans: readonly SpanMoney[];
  readonly whole: SpanMoney;
  /** ISO date that the accounts go up to: the pace is that day's. */
  readonly accountsAsOf: string;
  /** Those that cost something: each focus area before its goals. Focus areas and what has none are together the whole. */
  readonly parts: readonly PartMoney[];
  /** How many activities the board has marked. */
  readonly marked: { readonly dropped: number; readonly postponed: number };
}

export const moneyOverview = (computed: ComputedPlan): MoneyOverview => {
  const { plan } = computed;
  const amount = (node: Parameters<ComputedPlan['evaluate']>[0]): number => Number(computed.evaluate(node));
  const costIn = (span: Span, of?: CostsOf): CostWithMarks => {
    const [planned, change] = [amount(costAsPlanned(span, of)), amount(costChange(span, of))];
    return { planned, withMarks: planned + change, change };
  };
  const paceOf = (year: number): number | null => {
    const end = computed.evaluate(yearEnd(year));
    return typeof end === 'number' ? Math.round(end) : null;
  };
  const moneyIn = (span: Span): SpanMoney => {
    const cost = costIn(span);
    const [paidByOthers, adopted] = [amount(externalFunding(span)), amount(adoptedIn(span))];
    return { kind: span.kind, year: 'year' in span ? span.year : null, ...cost, paidByOthers, adopted, missing: cost.withMarks - paidByOthers - adopted, yearEnd: span.kind === 'year' ? paceOf(span.year) : null };
  };
  const marked = (mark: 'dropped' | 'postponed'): number => amount(count('activities', { field: 'whatIf', is: '=', value: choice('whatIf', mark) }));
  const spans = moneySpans(plan);
  return {
    spans: spans.map(moneyIn),
    whole: moneyIn({ kind: 'all' }),
    accountsAsOf: plan.settings?.accountsAsOf ?? computed.today,
    parts: costParts(computed).map(({ kind, id, code, title, of }) => ({ kind, id, code, title, costs: spans.map((span) => costIn(span, of)) })),
    marked: { dropped: marked('dropped'), postponed: marked('postponed') },
  };
};
