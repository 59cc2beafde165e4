import { call, literal, subtract, sum, type FormulaNode } from '../formula';
import type { Plan } from './plan';
import { rememberedBy } from './remembered';

const yearsOf = (plan: Plan, table: 'costs' | 'budget'): number[] => plan.tables[table].flatMap((record) => (typeof record['year'] === 'number' ? [record['year']] : []));

/** The years that costs or budget lines name, ascending. */
export const budgetYears = (plan: Plan): number[] => [...new Set([...yearsOf(plan, 'costs'), ...yearsOf(plan, 'budget')])].sort((a, b) => a - b);

const sumOfYear = rememberedBy((table: 'costs' | 'budget', field: string, year: number): FormulaNode => sum(table, field, { field: 'year', is: '=', value: literal(year) }));

/** What a year of the budget comes to, from left to right: what the plan costs, what was adopted, what was spent, what is left. */
export const yearSums = {
  planned: (year) => sumOfYear('costs', 'amount', year),
  adopted: (year) => sumOfYear('budget', 'adopted', year),
  actual: (year) => sumOfYear('budget', 'actual', year),
  // Of lines without an account, too, that show nothing under left.
  left: rememberedBy((year: number): FormulaNode => call('ROUND', subtract(sumOfYear('budget', 'adopted', year), sumOfYear('budget', 'actual', year)), literal(2))),
} as const satisfies Record<string, (year: number) => FormulaNode>;
