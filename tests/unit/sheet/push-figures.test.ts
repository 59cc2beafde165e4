import type { BudgetMapping } from '../../../core/plan/budget/mapping';
import type { Plan } from '../../../core/plan/plan';
import { pushFigures, type Grid, type Push } from '../../../core/sheet';
import { budgetGrid, budgetHeaders, budgetMapping, budgetPlan, type Row } from '../../support/budget-grid';

const pushed = (plan: Plan, grid: Grid, mapping: BudgetMapping = budgetMapping(), column: string | undefined = 'Plan 2026'): Push => {
  const result = pushFigures(plan, grid, mapping, { year: 2026, column, overwrite: true });
  if (!result.ok) throw new Error(result.failure);
  return result.push;
};
const cost = (account: string, amount: number, more: object = {}): object => ({ account, amount, year: 2026, ...more });
const lines: readonly Row[] = [
  budgetHeaders,
  ['Inntekter', null, null, null, null],
  [3900, 'Tilskudd', -50000, null, null],
  ['Kostnader', null, null, null, null],
  ['06860', 'Møter, kurs', 12000, 900, 5],
  ['6890 Annet', null, 100, null, 'avtales'],
  ['6900', 'Telefon', 700, null, { value: 3, isFormula: true }],
  [7100, 'Bil', 10, null, 42],
  [null, 'Sum kostnader', { value: 12810, isFormula: true }, null, { value: 5, isFormula: true }],
];
const plan = budgetPlan([cost('6860', 1_000_050), cost('06860 Møter', 50), cost('3900', -2_500_000), cost('6890', 100), cost('6900', 200), cost('7770', 300), cost('6860', 999, { year: 2027 }), cost('', 5)]);

describe('a push of the plan’s sums', () => {
  test('[C96] costs without an account or a year are told with what they come to, a line each', () => {
    const costs = [cost('6860', 100), { year: 2026, amount: 40 }, { year: 2026, amount: 2 }, { year: 2027, amount: 900 }, { account: '6860', amount: 5 }, { amount: 3 }];
    const { cells, unpushed } = pushed(budgetPlan(costs), budgetGrid([budgetHeaders, [6860, 'Møter', 1]]));
    expect(cells.map(({ value }) => value)).toEqual([1]);
    expect(unpushed).toEqual([{ why: 'no-account', cell: null, account: '', amount: 42 }, { why: 'no-year', cell: null, account: '', amount: 8 }]);
  });

  test('[C67] writes the year’s sums into the rows of their accounts, and no other row', () => {
    expect(pushed(plan, budgetGrid(lines)).cells).toEqual([
      { row: 2, column: 4, value: -25000 }, { row: 4, column: 4, value: 10001 }, { row: 7, column: 4, value: null },
    ]);
  });

  test('[C67] tells what stands there and what comes', () => {
    expect(pushed(plan, budgetGrid(lines)).sums.map(({ cell, before, now }) => [cell, before, now])).toEqual([['E3', null, -2_500_000], ['E5', 500, 1_000_100], ['E8', 4200, null]]);
  });

  test('[C68] formulas and texts stay, accounts without a row are told', () => {
    expect(pushed(plan, budgetGrid(lines)).unpushed.map(({ why, cell, account, amount }) => [why, cell, account, amount])).toEqual([
      ['text', 'E6', '6890', 100], ['formula', 'E7', '6900', 200], ['no-row', null, '7770', 300], ['no-account', null, '', 5],
    ]);
  });

  test('[C68] an account on two rows is told and not written', () => {
    const twice = [budgetHeaders, [6860, 'Møter', 1, null, null], ['06860', 'Kurs', 2, null, null]];
    const { cells, unpushed } = pushed(budgetPlan([cost('6860', 100)]), budgetGrid(twice));
    expect([cells, unpushed.map(({ why }) => why)]).toEqual([[], ['several-rows']]);
  });

  test('[C67] sums are by department where the table has them', () => {
    const rows = [budgetHeaders, [6860, 'Møter', 1, null, null, 'Styret'], [6860, 'Møter', 2, null, null, 'Ungdom'], [6860, 'Møter', 3, null, null, null]];
    const costs = [cost('6860', 100, { department: 'styret' }), cost('6860', 200, { department: 'Ungdom' }), cost('6860', 400), cost('6860', 800, { department: 'Nord' })];
    const { cells, unpushed } = pushed(budgetPlan(costs), budgetGrid(rows), budgetMapping({}, true));
    expect(cells.map(({ row, value }) => [row, value])).toEqual([[1, 1], [2, 2], [3, 12]]);
    expect(unpushed).toEqual([]);
    // A row without a department stands for all that have none of their own.
    const apart = pushed(budgetPlan(costs), budgetGrid(rows.slice(0, 3)), budgetMapping({}, true));
    expect(apart.unpushed.map(({ why, department }) => [why, department])).toEqual([['lacks-department', undefined], ['no-row', 'Nord']]);
    const without = pushed(budgetPlan([cost('6860', 400), cost('7100', 5)]), budgetGrid(rows.slice(0, 3)), budgetMapping({}, true));
    expect(without.unpushed.map(({ why, account }) => [why, account])).toEqual([['lacks-department', '6860'], ['no-row', '7100']]);
  });

  describe('[C67] where departments have a column each', () => {
    const rows: readonly Row[] = [
      ['Konto', 'Navn', 'Vedtatt', 'Regnskap', 'Plan Styret', 'Plan Ungdom'],
      [6860, 'Møter', 1, null, null, null], [7100, 'Bil', 2, null, 5, 9],
    ];
    const planned = [{ year: 2026, department: 'Styret', column: { letters: 'E', header: 'Plan Styret' } }, { year: 2026, department: '20 Ungdom', column: { letters: 'F', header: 'Plan Ungdom' } }];
    const costs = [cost('6860', 100, { department: 'styret' }), cost('6860', 50, { department: 'Styret' }), cost('6860', 200, { department: '20' }), cost('7770', 7, { department: 'Styret' }), cost('6860', 400), cost('6860', 800, { department: 'Nord' })];
    const request = { year: 2026, overwrite: true };
    const push = (more: Partial<BudgetMapping> = {}, grid = budgetGrid(rows)): Push => {
      const result = pushFigures(budgetPlan(costs), grid, budgetMapping({ planned, ...more }), request);
      if (!result.ok) throw new Error(result.failure);
      return result.push;
    };

    test('each takes the sums of its own department, and is named for it', () => {
      const { cells, headers, names } = push();
      expect(headers).toEqual(['Plan Styret', 'Plan Ungdom']);
      expect(cells).toEqual([{ row: 1, column: 4, value: 1.5 }, { row: 2, column: 4, value: null }, { row: 1, column: 5, value: 2 }, { row: 2, column: 5, value: null }]);
      expect(names.map(({ name }) => name)).toEqual(['Planark_planned_2026_Styret', 'Planark_planned_2026_20_Ungdom']);
    });

    test('[C68] a department without a column, and an account without a row, are told', () => {
      expect(push().unpushed.map(({ why, account, department, amount }) => [why, account, department, amount])).toEqual([['no-row', '7770', 'Styret', 7], ['lacks-department', '6860', undefined, 400], ['no-department', '6860', 'Nord', 800]]);
    });

    test('a column for all stands beside them, and then nothing lacks one', () => {
      const wide = rows.map((row, i): Row => [...row, i === 0 ? 'Plan 2026' : null]);
      const { cells, unpushed } = push({ planned: [...planned, { year: 2026, column: { letters: 'G', header: 'Plan 2026' } }] }, budgetGrid(wide));
      expect(cells.filter(({ column }) => column === 6)).toEqual([{ row: 1, column: 6, value: 15.5 }]);
      expect(unpushed.map(({ why }) => why)).toEqual(['no-row', 'no-row']);
    });

    test('[C70] a second push has nothing to say', () => {
      const values = new Map(push().cells.map(({ row, column, value }) => [`${row},${column}`, value]));
      const after = rows.map((row, r) => row.map((cell, c) => (values.has(`${r},${c}`) ? values.get(`${r},${c}`)! : cell)));
      expect(push({}, budgetGrid(after)).cells).toEqual([]);
    });
  });

  test('[C67] thousands and positive income as the sheet has them', () => {
    const { cells, sums } = pushed(plan, budgetGrid(lines), budgetMapping({ unit: 1000, incomeIs: 'positive' }));
    expect(cells.map(({ row, value }) => [row, value])).toEqual([[2, 25], [4, 10.001], [7, null]]);
    expect(sums.map(({ before, now }) => [before, now])).toEqual([[null, -2_500_000], [500_000, 1_000_100], [4_200_000, null]]);
  });

  test('[C67] never into a column that figures are read from, nor into one that is not there or stands twice', () => {
    const failure = (rows: readonly Row[], column: string): unknown => {
      const result = pushFigures(plan, budgetGrid(rows), budgetMapping(), { year: 2026, column, overwrite: true });
      return result.ok ? 'ok' : result.failure;
    };
    expect(['Vedtatt', 'Konto', 'Plan 2027', 'plan 2026 '].map((column) => failure(lines, column))).toEqual(['own-column', 'own-column', 'no-column', 'ok']);
    expect(failure([[...budgetHeaders, 'Plan 2026'], ...lines.slice(1)], 'Plan 2026')).toBe('column-twice');
  });

  describe('[C81] a treasurer’s own numbers', () => {
    const into = (grid: Grid, request: object = {}, own = plan): unknown => {
      const result = pushFigures(own, grid, budgetMapping(), { year: 2026, column: 'Plan 2026', ...request });
      return result.ok ? result.push.cells.length : [result.failure, result.sums.map(({ cell, before, now }) => [cell, before, now])];
    };
    const named = (year: number) => [{ name: `Planark_planned_${year}`, tab: 'Budsjett 2026', range: { top: 0, left: 4, bottom: 108, right: 4 } }];

    test('in a column that no push has named are told, and written over when somebody says so', () => {
      expect(into(budgetGrid(lines))).toEqual(['not-empty', [['E5', 500, 1_000_100], ['E8', 4200, null]]]);
      expect([into(budgetGrid(lines), { overwrite: true }), into(budgetGrid(lines, named(2026)))]).toEqual([3, 3]);
    });

    test('a nought, and a number that stays, are nothing to ask about', () => {
      expect(into(budgetGrid([budgetHeaders, ['6860', 'Møter', 1, null, 0], ['6890', 'Annet', 1, null, 1], ['7100', 'Bil', 1, null, null]]))).toBe(1);
    });

    test('columns of another year, by name or header, and years outside the plan’s period, are refused', () => {
      const free = [[...budgetHeaders.slice(0, 4), 'Plan 2027'], ['6860', 'Møter', 1, null, null]];
      expect(into(budgetGrid(free), { column: 'Plan 2027' })).toEqual(['other-year', []]);
      expect(into(budgetGrid(lines, named(2027)), { overwrite: true })).toEqual(['other-year', []]);
      expect(into(budgetGrid(lines), { year: 2031, overwrite: true })).toEqual(['year-outside', []]);
    });
  });

  test('[C69] names the column, and finds it by that name wherever it is and whatever it is called', () => {
    const { names } = pushed(plan, budgetGrid(lines));
    expect(names).toEqual([{ name: 'Planark_planned_2026', text: "'Budsjett 2026'!$E$1:$E$109" }]);
    const moved = [['Konto', 'Navn', 'Vedtatt', 'Regnskap', 'Notat', 'Avd', 'Mot planen'], [6860, 'Møter', 1, null, null, null, null]];
    const named = [{ name: 'planark_planned_2026', tab: 'Budsjett 2026', range: { top: 0, left: 6, bottom: 108, right: 6 } }];
    const again = pushFigures(plan, budgetGrid(moved, named), budgetMapping(), { year: 2026 });
    expect(again.ok && [again.push.cells, again.push.names, again.push.headers]).toEqual([[{ row: 1, column: 6, value: 10001 }], [], ['Mot planen']]);
  });

  test('[C70] what stands there already is not written', () => {
    const rows = [budgetHeaders, [6860, 'Møter', 1, null, 10001], [7100, 'Bil', 1, null, null]];
    expect(pushed(budgetPlan([cost('6860', 1_000_100)]), budgetGrid(rows)).cells).toEqual([]);
  });
});
