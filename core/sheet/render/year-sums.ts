import { literal, sum, type FormulaNode } from '../../formula';
import type { Plan } from '../../plan/plan';

const yearsOf = (plan: Plan, table: 'costs' | 'budget'): number[] => plan.tables[table].flatMap((record) => (typeof record['year'] === 'number' ? [record['year']] : []));

/** The years that costs or budget lines name, ascending. */
export const budgetYears = (plan: Plan): number[] => [...new Set([...yearsOf(plan, 'costs'), ...yearsOf(plan, 'budget')])].sort((a, b) => a - b);

export const sumOfYear = (table: 'costs' | 'budget', field: string, year: number): FormulaNode => sum(table, field, { field: 'year', is: '=', value: literal(year) });
