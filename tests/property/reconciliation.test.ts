import * as fc from 'fast-check';
import { accountKey, departmentKey } from '../../core/plan/budget/figures';
import { reconcile } from '../../core/plan/budget/reconcile';
import { planTotals } from '../../core/plan/budget/totals';
import { yearTotals } from '../../core/plan/budget/year-totals';
import type { Plan, PlanRecord } from '../../core/plan/plan';
import { assertPlanTies } from '../../core/sheet/render/reconciliation/assert-totals';
import { arbitraryPlan } from '../support/arbitrary-plan';

const plans = arbitraryPlan({ maxRecords: 12, only: ['focusAreas', 'goals', 'activities', 'costs', 'budget'] });
const exact = (amounts: readonly number[]): bigint => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);

test('[C56] the totals of any plan tie to the minor unit: by account, by focus area, by funding and by year', () => {
  fc.assert(fc.property(plans, (plan) => {
    const { total, byAccount, byFocusArea, byFunding } = planTotals(plan);
    expect(() => assertPlanTies(plan)).not.toThrow();
    for (const lines of [byAccount, byFocusArea, byFunding]) expect(exact(lines.map(({ amount }) => amount))).toBe(BigInt(total));
    expect(exact(yearTotals(plan).map(({ planned }) => planned))).toBe(BigInt(total));
    expect(exact(plan.tables.costs.map(({ amount }) => Number(amount ?? 0)))).toBe(BigInt(total));
  }), { numRuns: 200 });
});

const spelled = fc.constantFrom((account: string) => account, (account: string) => `0${account}`, (account: string) => ` ${account} `, (account: string) => `${account} Møter, kurs`);
const department = fc.constantFrom('Styret', 'Ungdom', '10');
/** Costs with all that a budget asks for, of different texts. */
const placedCosts = fc.array(fc.record({ account: fc.integer({ min: 1000, max: 1006 }).map(String), year: fc.constantFrom(2026, 2027), department, amount: fc.integer({ min: -1_000_000, max: 9_000_000 }), as: spelled }), { maxLength: 20 });

const planWith = (costs: readonly PlanRecord[], budget: readonly PlanRecord[], plan: Plan): Plan =>
  ({ ...plan, period: { start: '2026-01-01', end: '2027-12-31' }, tables: { ...plan.tables, costs, budget } });

/** The budget that has just what the costs come to, by account and year and, where asked for, by department. */
const budgetOf = (costs: readonly PlanRecord[], isByDepartment: boolean): PlanRecord[] => {
  const lines = new Map<string, PlanRecord>();
  for (const cost of costs) {
    const own = isByDepartment ? String(cost['department']) : undefined;
    const key = JSON.stringify([accountKey(String(cost['account'])), cost['year'], departmentKey(own)]);
    const adopted = Number(lines.get(key)?.['adopted'] ?? 0) + Number(cost['amount']);
    lines.set(key, { id: `budget-${lines.size}`, ...lines.get(key), account: accountKey(String(cost['account'])), name: 'Konto', year: cost['year']!, adopted, ...(own && { department: own }) });
  }
  return [...lines.values()];
};

test('[C40] where the plan and the budget agree there is no finding; one more in either is found, with what it is about', () => {
  fc.assert(fc.property(placedCosts, fc.boolean(), plans, fc.integer({ min: 1, max: 1000 }), (drafts, isByDepartment, plan, more) => {
    const costs = drafts.map(({ as, account, ...rest }, i): PlanRecord => ({ id: `cost-${i}`, text: `Kostnad ${i}`, account: as(account), ...rest }));
    const budget = budgetOf(costs, isByDepartment);
    const findings = (own: readonly PlanRecord[], lines: readonly PlanRecord[]) => reconcile({ plan: planWith(own, lines, { ...plan, settings: {} }), today: '2026-06-01' });
    expect(findings(costs, budget)).toEqual([]);
    const [first, ...others] = costs;
    if (first === undefined) return;
    const adopted = budget.filter(({ account, year }) => account === budget[0]!['account'] && year === budget[0]!['year']).reduce((sum, line) => sum + Number(line['adopted']), 0);
    const actual = Math.max(0, adopted) + more;
    expect(findings(costs, budget.map((line, i) => (i === 0 ? { ...line, actual } : line)))).toMatchObject([{ kind: 'over-spent', amount: actual - adopted, compared: { expected: adopted, found: actual } }]);
    const unknown = findings([...costs, { ...first, id: 'cost-x', text: 'X', account: '9999', amount: more }], budget);
    expect(unknown).toMatchObject([{ kind: 'unknown-account', amount: more, records: [{ id: 'cost-x' }] }]);
    expect(findings(others, budget).every(({ kind }) => ['over-planned', 'budget-without-plan'].includes(kind))).toBe(true);
  }), { numRuns: 300 });
});

test('[C51] the order of costs and budget lines changes nothing of what is found', () => {
  fc.assert(fc.property(plans, (plan) => {
    const amounts = (of: Plan) => reconcile({ plan: of, today: '2026-06-01' }).map(({ kind, amount, year }) => JSON.stringify([kind, amount, year])).sort();
    const turned = { ...plan, tables: { ...plan.tables, costs: [...plan.tables.costs].reverse(), budget: [...plan.tables.budget].reverse() } };
    // What is too much of a budget line that stands twice depends on which is the first.
    const told = (of: Plan) => amounts(of).filter((text) => !text.includes('budget-twice'));
    expect(told(turned)).toEqual(told(plan));
  }), { numRuns: 150 });
});
