import type { BudgetFigure } from '../../../../core/plan/budget/figures';
import { heldYears, type HeldSums } from '../../../../core/plan/budget/held-years';
import { planOf, type SmallTables } from '../../../support/plan-of-tables';

const brief = (sums: HeldSums | null): unknown => sums && [sums.planned, sums.adopted, sums.actual, sums.left];
const told = (tables: SmallTables, figures?: readonly Partial<BudgetFigure>[]): unknown[] =>
  heldYears(planOf(tables), figures?.map((figure) => ({ account: '6860', year: 2026, place: null, ...figure }))).map((held) => [held.year, brief(held), brief(held.costs), brief(held.income)]);

const costs = [{ text: 'Møte', account: '6860', year: 2026, amount: 400 }, { text: 'Tilskudd', account: '3400', year: 2026, amount: -50 }];

describe('[C172] what a year comes to', () => {
  test('is told for costs and income each for itself: what is left of the one is not made less by what is to come of the other', () => {
    expect(told({ costs }, [{ adopted: 434, actual: 321 }, { account: '3900', adopted: -500, actual: -250 }, { account: '3400', actual: -20 }, { account: '7100', adopted: 0, actual: -3 }, { account: '7100', adopted: 10 }])).toEqual([
      [2026, [350, -56, 48, -104], [400, 444, 318, 126], [-50, -500, -270, -230]],
    ]);
  });

  test('of the plan’s own budget too, where a line without an account goes by its sign, and what has no year comes last', () => {
    const budget: NonNullable<SmallTables['budget']> = [{ name: 'Gave', year: 2026, adopted: -30 }, { account: '6860', year: 2026, adopted: 400 }, { name: 'Løst', adopted: 7 }];
    expect(told({ costs, budget })).toEqual([[2026, [350, 370, 0, 370], [400, 400, 0, 400], [-50, -30, 0, -30]], [null, [0, 7, 0, 7], [0, 7, 0, 7], null]]);
  });

  test('of a file of accounts alone has the plan’s own budget as what was adopted, on accounts that the plan knows', () => {
    expect(told({ costs, budget: [{ account: '6860', year: 2026, adopted: 450, actual: 1 }] }, [{ actual: 320 }, { account: '3900', actual: -900 }])).toEqual([[2026, [350, 450, 320, 130], [400, 450, 320, 130], [-50, null, null, null]]]);
  });

  test('says nothing of what neither tells', () => {
    expect(told({ costs: costs.slice(0, 1) }, [{ adopted: 434 }])).toEqual([[2026, [400, 434, null, null], [400, 434, null, null], null]]);
  });
});
