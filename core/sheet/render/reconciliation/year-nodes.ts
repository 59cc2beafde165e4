import { call, literal, subtract, sum, type FormulaNode } from '../../../formula';
import type { Plan } from '../../../plan/plan';
import { budgetYears, yearSums } from '../../../plan/year-sums';

/** What stands beside a year on Avstemming. */
export type YearColumn = keyof typeof yearSums;
export const yearColumns: readonly YearColumn[] = ['planned', 'adopted', 'actual', 'left'];

/** What has no year: lines that are filled in so far. */
const withoutYear = (table: 'costs' | 'budget', field: string, filled: string): FormulaNode => sum(table, field, { field: filled, is: 'filled' }, { field: 'year', is: 'empty' });
const [adopted, actual] = [withoutYear('budget', 'adopted', 'name'), withoutYear('budget', 'actual', 'name')];
const sumsWithoutYear: Readonly<Record<YearColumn, FormulaNode>> =
  { planned: withoutYear('costs', 'amount', 'text'), adopted, actual, left: call('ROUND', subtract(adopted, actual), literal(2)) };

/** The years that costs or budget lines name; null where some name none. */
export const yearsOfMoney = (plan: Plan): (number | null)[] => [...budgetYears(plan), ...([...plan.tables.costs, ...plan.tables.budget].some(({ year }) => year === undefined) ? [null] : [])];
export const yearNode = (column: YearColumn, year: number | null): FormulaNode => (year === null ? sumsWithoutYear[column] : yearSums[column](year));
