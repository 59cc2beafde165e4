import { remembered } from '../remembered';
import { indexOf } from '../record-index';
import type { Plan, RecordOf } from '../plan';
import { focusAreaOf } from '../focus-area-of';
import { groupBy } from '../group-by';
import { accountKey } from './figures';
import { sumOf } from './money-lines';

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

const amountOf = (costs: readonly Cost[]): number => sumOf(costs, ({ amount = null }) => amount);

/** Lists of what is put together, in the order of the lines. */
const takenApart = (costs: readonly Cost[], kindOf: (cost: Cost) => Kind): TotalLine[] =>
  [...groupBy(costs, (cost) => JSON.stringify(kindOf(cost)?.[0] ?? null)).values()].map((own) => {
    const [key, label] = kindOf(own[0]!) ?? [null, ''];
    return { key, label, amount: amountOf(own) };
  });

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

/**
 * What the cost lines of a plan come to, by account, by focus area and by funding, those without any of these included. Once for each plan: a sync
 * holds them against the formulas, and Avstemming shows them. [C3]
 */
export const planTotals = remembered((plan: Plan): PlanTotals => {
  const costs = plan.tables.costs as readonly Cost[];
  return {
    total: amountOf(costs),
    byAccount: takenApart(costs, ({ account }) => textKind(account, accountKey)),
    byFocusArea: takenApart(costs, areaKind(plan)),
    byFunding: takenApart(costs, ({ funding }) => textKind(funding, fundingKey)),
  };
});
