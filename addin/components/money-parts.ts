import { part } from './part';

/** Views about money, each in a part of the script that is loaded with it. */
export const BudgetFindings = part(async () => (await import('./budget-check')).BudgetFindings);
export const CostTables = part(async () => (await import('./budget-check')).CostTables);
