import type { PlanRecord } from '../../plan/plan';
import type { TableName } from '../../plan/table-names';
import type { BudgetKey } from './linked-budget';

/** The table whose amounts a workbook's own budget may give. */
export const liveTable: TableName = 'budget';
export const liveFields = ['adopted', 'actual'] as const;
export type LiveField = (typeof liveFields)[number];
export const isLiveField = (field: string): field is LiveField => (liveFields as readonly string[]).includes(field);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a line of the plan's budget is known by. */
export const lineOf = ({ account, department, year }: PlanRecord): BudgetKey => ({ account: text(account), department: text(department), year: typeof year === 'number' ? year : undefined });
