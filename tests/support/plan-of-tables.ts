import { computePlan, type ComputedPlan } from '../../core/plan/computed-plan';
import { currentFormat, type FieldValue, type Plan } from '../../core/plan/plan';
import { emptyTables } from '../../core/plan/records';
import type { TableName } from '../../core/plan/table-names';

/** Records by their fields; the id of the first activity is "activities-0". */
export type SmallTables = { readonly [T in TableName]?: readonly Readonly<Record<string, FieldValue>>[] };

export const planOf = (tables: SmallTables, head: Partial<Plan> = {}): Plan => ({
  format: currentFormat, id: 'liten', title: 'Liten plan', kind: 'action-plan', locale: 'nb', currency: 'NOK', organisation: { name: 'Laget' },
  period: { start: '2026-01-01', end: '2026-12-31' }, status: 'adopted', retired: {},
  ...head,
  tables: { ...emptyTables(), ...Object.fromEntries(Object.entries(tables).map(([table, records]) => [table, records!.map((record, i) => ({ id: `${table.toLowerCase()}-${i}`, ...record }))])) },
});

export const midYear = '2026-07-02';
/** The plan as it stands on a day; half of 2026 has passed on the day that is given where none is. */
export const computed = (tables: SmallTables, { today = midYear, ...head }: Partial<Plan> & { today?: string } = {}): ComputedPlan => computePlan(planOf(tables, head), today);
