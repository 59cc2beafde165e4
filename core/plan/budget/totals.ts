import { remembered } from '../remembered';
import { indexOf } from '../records';
import type { Plan, RecordOf } from '../plan';
import { focusAreaOf } from '../focus-area-of';
import { accountKey } from './figures';

/** What some of the cost lines come to together, in minor units; income counts as negative. */
export interface TotalLine {
  /** What the lines have in common; null where they have none: no account, no focus area, no funding. */
  readonly key: string | null;
  /** As the first of them has it; '' where the key is null. */
  readonly label: string;
  readonly amount: number;
}

/** What a plan costs, and the same sum taken apart in three ways: each list adds up to `total`, to the minor unit. [C3] */
export interface PlanTotals {
  readonly total: number;
  /** By `accountKey`. */
  readonly byAccount: readonly TotalLine[];
  /** By id of the focus area that the activity counts in. */
  readonly byFocusArea: readonly TotalLine[];
  /** By what stands under funding, without regard to case and to space around it. */
  readonly byFunding: readonly TotalLine[];
}

type Cost = RecordOf<'costs'>;
/** What a line is put with, and how that is called. */
type Kind = readonly [key: string, label: string] | null;

/** Sums that stay exact whatever they come to: 100,000 lines of the largest amount are more than a number holds. */
interface ExactLine extends Omit<TotalLine, 'amount'> {
  readonly amount: bigint;
}

const exactSum = (amounts: readonly { readonly amount?: number | bigint }[]): bigint => amounts.reduce((sum, { amount = 0 }) => sum + BigInt(amount), 0n);

const takenApart = (costs: readonly Cost[], kindOf: (cost: Cost) => Kind): ExactLine[] => {
  const lines = new Map<string | null, ExactLine>();
  for (const cost of costs) {
    const [key, label] = kindOf(cost) ?? [null, ''];
    const before = lines.get(key);
    lines.set(key, { key, label: before?.label ?? label, amount: (before?.amount ?? 0n) + BigInt(cost.amount ?? 0) });
  }
  return [...lines.values()];
};

const textKind = (text: string | undefined, keyOf: (text: string) => string): Kind => (text === undefined || keyOf(text) === '' ? null : [keyOf(text), text.trim()]);
/** What a funding is known by: in one case, without space around it. */
export const fundingKey = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

const areaKind = (plan: Plan): ((cost: Cost) => Kind) => {
  const activities = indexOf(plan.tables.activities);
  const areas = indexOf(plan.tables.focusAreas);
  return ({ activity }) => {
    const own = activity === undefined ? undefined : activities.get(activity);
    const area = areas.get(String(own && focusAreaOf(plan, own as RecordOf<'activities'>)));
    return area ? [area.id, String(area['title'] ?? '')] : null;
  };
};

/** Once for each plan: a sync holds them against the formulas, and Avstemming shows them. */
const exactTotals = remembered((plan: Plan) => {
  const costs = plan.tables.costs as readonly Cost[];
  return {
    total: exactSum(costs),
    byAccount: takenApart(costs, ({ account }) => textKind(account, accountKey)),
    byFocusArea: takenApart(costs, areaKind(plan)),
    byFunding: takenApart(costs, ({ funding }) => textKind(funding, fundingKey)),
  };
});

const shown = (lines: readonly ExactLine[]): TotalLine[] => lines.map((line) => ({ ...line, amount: Number(line.amount) }));

/** What the cost lines of a plan come to, by account, by focus area and by funding, those without any of these included. [C3] */
export const planTotals = (plan: Plan): PlanTotals => {
  const { total, byAccount, byFocusArea, byFunding } = exactTotals(plan);
  return { total: Number(total), byAccount: shown(byAccount), byFocusArea: shown(byFocusArea), byFunding: shown(byFunding) };
};
