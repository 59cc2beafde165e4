import * as fc from 'fast-check';
import { pushFigures, type CellValue, type Grid } from '../../core/sheet';
import { readFigures } from '../../core/sheet/budget/read-figures';
import { budgetGrid, budgetHeaders, budgetMapping, budgetPlan, type Row } from '../support/budget-grid';
import { runs } from '../support/runs';

const accounts = ['3900', '5000', '6860', '6890', '7100', '7770'];
const spelled = (account: string) => fc.constantFrom<CellValue>(account, Number(account), `0${account}`, `${account} Navn`);
const amount = fc.integer({ min: -5_000_000, max: 5_000_000 });

const lineOf = (account: string) => fc.tuple(spelled(account), amount, amount).map(([text, adopted, actual]): Row => [text, 'Linje', adopted / 100, actual / 100, null]);
const other = fc.constantFrom<Row>(['Kostnader', null, null, null, null], [null, 'Sum kostnader', { value: 5, isFormula: true }, null, { value: 7, isFormula: true }], [null, null, null, null, null]);
const table = fc.subarray(accounts, { minLength: 1 }).chain((own) => fc.tuple(fc.tuple(...own.map(lineOf)), fc.array(other, { maxLength: 3 })));
const plans = fc.array(fc.record({ account: fc.constantFrom(...accounts), amount, year: fc.constantFrom(2026, 2026, 2027) }), { maxLength: 12 }).map((costs) => budgetPlan(costs));

const mapping = budgetMapping();
const shuffled = (rows: readonly Row[], order: readonly number[]): Row[] => rows.map((row, i) => ({ row, by: order[i % order.length]! })).sort((a, b) => a.by - b.by).map(({ row }) => row);

const afterPush = (plan: ReturnType<typeof budgetPlan>, rows: readonly Row[]): { readonly rows: Row[]; readonly count: number } => {
  const pushing = pushFigures(plan, budgetGrid(rows), mapping, { year: 2026, column: 'Plan 2026', overwrite: true });
  if (!pushing.ok) throw new Error(pushing.failure);
  const values = new Map(pushing.push.cells.map(({ row, column, value }) => [`${row},${column}`, value]));
  return { count: values.size, rows: rows.map((cells, row) => cells.map((cell, column) => (values.has(`${row},${column}`) ? values.get(`${row},${column}`)! : cell))) };
};
const figuresIn = (rows: readonly Row[]): unknown => {
  const grid: Grid = budgetGrid(rows);
  return readFigures(grid, mapping, 'nb').figures;
};
/** What stands in the plan's column beside each account. */
const sumsBeside = (rows: readonly Row[]): unknown => Object.fromEntries(rows.slice(1).flatMap(([account, , , , sum]) => (account !== null && account !== 'Kostnader' ? [[String(parseInt(String(account), 10)), sum]] : [])));

const wanted = (plan: ReturnType<typeof budgetPlan>, rows: readonly Row[]): unknown => {
  const sums = new Map<string, number>();
  for (const { account, amount: own, year } of plan.tables.costs) if (year === 2026) sums.set(String(account), (sums.get(String(account)) ?? 0) + Number(own));
  return Object.fromEntries(Object.keys(sumsBeside(rows) as object).map((account) => [account, sums.has(account) ? sums.get(account)! / 100 + 0 : null]));
};

describe('a push into a treasurer’s table', () => {
  test('[C70] pull, push, pull changes nothing, and a second push has nothing to say', () => {
    fc.assert(fc.property(plans, table, (plan, [lines, others]) => {
      const rows = [budgetHeaders, ...lines, ...others];
      const pushed = afterPush(plan, rows);
      expect(figuresIn(pushed.rows)).toEqual(figuresIn(rows));
      expect(afterPush(plan, pushed.rows)).toEqual({ rows: pushed.rows, count: 0 });
    }), runs(200));
  });

  test('[C70] each account has its own sum, whatever was sorted, inserted or taken out between two pushes', () => {
    const hands = fc.tuple(fc.array(fc.nat(), { minLength: 5, maxLength: 9 }), fc.array(other, { maxLength: 3 }), fc.nat({ max: 2 }), fc.nat({ max: 30 }));
    fc.assert(fc.property(plans, plans, table, hands, (before, after, [lines, others], [order, inserted, removed, at]) => {
      const pushed = afterPush(before, [budgetHeaders, ...lines, ...others]).rows.slice(1);
      const kept = pushed.length > removed ? [...pushed.slice(0, at % pushed.length), ...pushed.slice((at % pushed.length) + removed)] : pushed;
      const handled = [budgetHeaders, ...shuffled([...kept, ...inserted], order)];
      const again = afterPush(after, handled).rows;
      expect(sumsBeside(again)).toEqual(wanted(after, handled));
      // Sums and headings are the treasurer's.
      expect(again.filter(([account]) => account === null)).toEqual(handled.filter(([account]) => account === null));
    }), runs(200));
  });
});
