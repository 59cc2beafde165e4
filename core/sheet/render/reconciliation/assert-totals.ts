import { yearTotals } from '../../../plan/budget/year-totals';
import { planTotals } from '../../../plan/budget/totals';
import { planProblems } from '../../../plan/check-plan';
import { computePlan, type ComputedPlan } from '../../../plan/computed-plan';
import type { Plan, PlanRecord } from '../../../plan/plan';
import { planCost } from '../../../plan/what-if';
import { sumLines, type SumLine } from './sum-lines';
import { yearColumns, yearNode } from './year-nodes';

/** A sum, as it was added up line by line and as a formula of the sheet comes to it. */
interface TwoWays {
  readonly name: string;
  readonly added: number;
  readonly computed: unknown;
}

const linesTwoWays = (computed: ComputedPlan, name: string, lines: readonly SumLine[]): TwoWays[] =>
  lines.flatMap(({ label, node, amount }) => (node ? [{ name: `${name} ${label}`, added: amount, computed: computed.evaluate(node) }] : []));

const yearsTwoWays = (computed: ComputedPlan): TwoWays[] =>
  yearTotals(computed.plan).flatMap((total) => yearColumns.map((column) => ({ name: `${column} ${total.year}`, added: total[column], computed: computed.evaluate(yearNode(column, total.year)) })));

const sizeOf = (amounts: readonly unknown[]): number => amounts.reduce<number>((size, amount) => size + (typeof amount === 'number' ? Math.abs(amount) : 0), 0);

/**
 * Throws where the formulas that the sheet shows do not come to what the plan's lines come to, added up by themselves: the whole, by account, by focus area, by funding and by year, and
 * where the parts are not the whole. That is a bug, never a person's doing: sums beyond what a number holds are not held against each other, nor are those of a plan that has faults of
 * its own, as references to what is gone. [C3] [C56]
 */
export const assertTotalsTie = (computed: ComputedPlan): void => {
  const { plan } = computed;
  const { costs, budget } = plan.tables;
  if (sizeOf([...costs.map(({ amount }) => amount), ...budget.flatMap(({ adopted, actual }) => [adopted, actual])]) > Number.MAX_SAFE_INTEGER) return;
  const { total } = planTotals(plan);
  const parts = Object.entries(sumLines(plan, plan.locale));
  const all: TwoWays[] = [
    { name: 'whole', added: total, computed: computed.evaluate(planCost) },
    ...parts.map(([name, lines]) => ({ name, added: lines.reduce((sum, { amount }) => sum + amount, 0), computed: total })),
    ...parts.flatMap(([name, lines]) => linesTwoWays(computed, name, lines)),
    ...yearsTwoWays(computed),
  ];
  const wrong = all.find(({ added, computed: sum }) => added !== sum);
  if (wrong && planProblems(plan).length === 0) throw new Error(`plan ${plan.id}, ${wrong.name}: ${wrong.added} and ${String(wrong.computed)}`);
};

/** What the sums rest on, by table: whole records, or these fields of them. */
const restsOn = { costs: null, budget: null, focusAreas: null, goals: ['focusArea'], activities: ['goal', 'focusArea'] } as const;

/** Has one plan the sums of another, since all that they rest on is the same? What does not change them is not looked at: a small edit costs little. */
export const hasSameSums = (plan: Plan, other: Plan): boolean =>
  Object.entries(restsOn).every(([name, fields]) => {
    const [own, others] = [plan, other].map(({ tables }) => tables[name as keyof typeof restsOn]) as [readonly PlanRecord[], readonly PlanRecord[]];
    const isSame = (record: PlanRecord, before: PlanRecord): boolean => record === before || (fields !== null && record.id === before.id && fields.every((field) => record[field] === before[field]));
    return own === others || (own.length === others.length && own.every((record, i) => isSame(record, others[i]!)));
  });

/** The same of a plan that nobody has computed yet; no sum depends on the day. */
export const assertPlanTies = (plan: Plan): void => assertTotalsTie(computePlan(plan, plan.period.start));
