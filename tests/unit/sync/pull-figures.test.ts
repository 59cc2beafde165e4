import type { BudgetFigure, Plan, PulledFigure } from '../../../core/plan';
import { figuresOfPlan, pullFigures } from '../../../core/sync';
import { budgetPlan } from '../../support/budget-grid';

const figure = (account: string, adopted: number | undefined, more: Partial<BudgetFigure> = {}): BudgetFigure => ({ account, year: 2026, ...(adopted !== undefined && { adopted }), place: null, ...more });
const pull = (plan: Plan, figures: readonly BudgetFigure[], pulled: readonly PulledFigure[] = [], prefer?: 'store' | 'sheet') => pullFigures({ plan, figures, pulled, newId: (key) => `new${key.replace(/\W/g, '').toLowerCase()}`, ...(prefer && { prefer }) });
const plan = budgetPlan([{ account: '7140', year: 2026, amount: 500 }], [{ account: '06860 Møter', year: 2026, adopted: 100 }, { account: '6860', department: '10', year: 2026 }]);

test('[C34] lines are matched by account, department and year, keep their ids, and new ones are added', () => {
  const { plan: after, changed, added } = pull(plan, [figure('6860', 150), figure('6860', 5, { department: '10 Styret' }), figure('7140', 0, { name: 'Reise' }), figure('7150', 0)]);
  expect(after.tables.budget.map(({ id, adopted, name }) => [id, adopted, name])).toEqual([['b1', 150, 'Linje'], ['b2', 5, 'Linje'], [added[0]!.id, 0, 'Reise']]);
  expect(changed.map(({ id, from, to }) => [id, from, to])).toEqual([['b1', 100, 150], ['b2', undefined, 5]]);
});

test('[C35] pulling the same again changes nothing', () => {
  const figures = [figure('6860', 150), figure('7140', 20, { actual: 3 })];
  const first = pull(plan, figures);
  const second = pull(first.plan, figures, first.pulled);
  expect(second.plan).toBe(first.plan);
  expect(second.pulled).toEqual(first.pulled);
});

test('[C36] an edit in the plan stays where the file is as it was, and is a conflict where both changed', () => {
  const pulled = [{ account: '6860', year: 2026, adopted: 90 }];
  expect(pull(plan, [figure('6860', 90)], pulled)).toMatchObject({ changed: [], conflicts: [], kept: [{ plan: 100, file: 90 }] });
  const open = pull(plan, [figure('6860', 80)], pulled);
  expect(open).toMatchObject({ changed: [], conflicts: [{ id: 'b1', base: 90, plan: 100, file: 80 }], pulled: [{ adopted: 90 }] });
  expect(open.plan).toBe(plan);
  expect(pull(plan, [figure('6860', 80)], pulled, 'sheet').plan.tables.budget[0]).toMatchObject({ adopted: 80 });
  expect(pull(plan, [figure('6860', 80)], pulled, 'store')).toMatchObject({ conflicts: [], pulled: [{ adopted: 80 }] });
});

test('[C37] what is gone from the file is told and stays; lines of the plan for the same are told and not touched', () => {
  const gone = pull(plan, [], [{ account: '6860', year: 2026, adopted: 100 }]);
  expect(gone).toMatchObject({ gone: [{ id: 'b1', field: 'adopted', amount: 100 }], pulled: [{ account: '6860', adopted: 100 }] });
  expect(gone.plan).toBe(plan);
  const double = budgetPlan([], [{ account: '6860', year: 2026 }, { account: '06860', year: 2026 }]);
  expect(pull(double, [figure('6860', 1)])).toMatchObject({ plan: double, changed: [], added: [], twice: [{ account: '6860', year: 2026 }] });
});

describe('[C37] an account by department in the plan and as a whole in the file, or the other way about', () => {
  const [parts, whole] = [[figure('6860', 100, { department: 'Styret' }), figure('6860', 200, { department: 'Kor' })], [figure('6860', 300)]];
  const planWith = (figures: readonly BudgetFigure[]): Plan => budgetPlan([], figures.map(({ account, department, adopted }) => ({ account, ...(department && { department }), year: 2026, adopted: adopted! })));

  test.each([[parts, whole], [whole, parts]])('is told and not added, each time; the plan keeps its lines', (own, file) => {
    const given = planWith(own);
    const first = pull(given, file);
    expect(first).toMatchObject({ added: [], changed: [], removed: [], pulled: [] });
    expect(first.beside.map(({ adopted }) => adopted)).toEqual(file.map(({ adopted }) => adopted));
    expect(first.plan).toBe(given);
    expect(pull(given, file, first.pulled).beside).toHaveLength(file.length);
    expect(pull(given, file, [], 'sheet')).toMatchObject({ added: file.map(({ adopted }) => ({ figure: { adopted } })), beside: [] });
  });

  test('of a file that has both, the rest is a line beside the parts', () => {
    expect(pull(planWith(parts), [...parts, figure('6860', 50)])).toMatchObject({ beside: [], added: [{ figure: { adopted: 50 } }] });
  });

  test('and in another year, or with nothing on the plan’s line, it is added', () => {
    expect(pull(planWith(parts), [figure('6860', 50, { year: 2027 })])).toMatchObject({ beside: [], added: [{}] });
    expect(pull(budgetPlan([], [{ account: '6860', department: 'Styret', year: 2026 }]), whole)).toMatchObject({ beside: [], added: [{}] });
  });
});

test.each([
  ['its account', { account: '6861' }], ['its department', { department: '10' }], ['its year', { year: 2027 }],
])('[C36] a pulled line that was corrected in the plan (%s) stays so; with the file preferred it comes as a line of its own', (_what, correction) => {
  const empty = budgetPlan([], []);
  const figures = [figure('6860', 100)];
  const first = pull(empty, figures);
  const [line] = first.plan.tables.budget;
  const corrected: Plan = { ...first.plan, tables: { ...first.plan.tables, budget: [{ ...line!, ...correction }] } };
  const again = pull(corrected, figures, first.pulled);
  expect(again).toMatchObject({ added: [], changed: [], removed: [{ account: '6860', adopted: 100 }], pulled: first.pulled });
  expect(again.plan).toBe(corrected);
  const preferred = pull(corrected, figures, first.pulled, 'sheet').plan.tables.budget;
  expect(preferred).toMatchObject([{ id: line!.id, ...correction }, { account: '6860', adopted: 100 }]);
  expect(preferred[1]!.id).not.toBe(line!.id);
});

test('[C36] a pulled line that was removed in the plan does not come back, whatever the file says since', () => {
  const first = pull(budgetPlan([], []), [figure('6860', 100), figure('7140', 20)]);
  const without: Plan = { ...first.plan, tables: { ...first.plan.tables, budget: first.plan.tables.budget.slice(1) } };
  const second = pull(without, [figure('6860', 100), figure('7140', 20)], first.pulled);
  expect(second).toMatchObject({ added: [], removed: [{ account: '6860' }] });
  expect(pull(second.plan, [figure('6860', 150)], second.pulled)).toMatchObject({ plan: without, added: [], removed: [{ account: '6860', adopted: 150 }] });
});

test('[C34] an account that had nothing gets its line once there is something', () => {
  const first = pull(budgetPlan([], []), [figure('6860', 0)]);
  expect(first.plan.tables.budget).toEqual([]);
  expect(pull(first.plan, [figure('6860', 50)], first.pulled).added).toHaveLength(1);
});

test('[C92] accounts that the plan has costs or lines on, or that were pulled before, are of the plan; the rest is summed', () => {
  const figures = [figure('06860', 1), figure('7140', 2, { year: 2030, department: 'Kor' }), figure('5000', 900, { actual: 7 }), figure('5000', 5, { department: 'Kor' }), figure('3900', -100), figure('8000', 0), figure('4000', 3)];
  const { figures: known, others } = figuresOfPlan(plan, figures, [{ account: '4000', year: 2026 }]);
  expect(known.map(({ account }) => account)).toEqual(['06860', '7140', '4000']);
  expect(others).toMatchObject({ accounts: 2, adopted: 805, actual: 7, figures: [{ account: '5000', adopted: 900 }, { account: '5000', department: 'Kor' }, { account: '3900', adopted: -100 }] });
  const ledger = Array.from({ length: 6 }, (_, i) => figure(`900${i}`, 1));
  expect(figuresOfPlan(plan, ledger, []).others).toEqual({ accounts: 6, adopted: 6, figures: [] });
});

test('[C93] an amount whose sign alone turned is told and not taken, each time, unless the file is preferred', () => {
  const before = [{ account: '6860', year: 2026, adopted: -100, actual: -5 }];
  const income = budgetPlan([], [{ account: '6860', year: 2026, adopted: -100, actual: -5 }]);
  const turned = pull(income, [figure('6860', 100, { actual: -6 })], before);
  expect(turned).toMatchObject({ changed: [{ field: 'actual', to: -6 }], turned: [{ account: '6860', field: 'adopted', plan: -100, file: 100 }], gone: [], pulled: [{ adopted: -100, actual: -6 }] });
  expect(pull(turned.plan, [figure('6860', 100, { actual: -6 })], turned.pulled)).toMatchObject({ plan: turned.plan, turned: [{ file: 100 }] });
  expect(pull(income, [figure('6860', 100)], before, 'sheet').plan.tables.budget[0]).toMatchObject({ adopted: 100 });
  expect(pull(income, [figure('6860', 101)], before)).toMatchObject({ turned: [], changed: [{ to: 101 }] });
});

test('[C36] what was kept of the plan is given up for the file where the file is preferred', () => {
  const kept = pull(plan, [figure('6860', 90)], [{ account: '6860', year: 2026, adopted: 90 }], 'sheet');
  expect(kept).toMatchObject({ kept: [], changed: [{ id: 'b1', from: 100, to: 90 }] });
});
