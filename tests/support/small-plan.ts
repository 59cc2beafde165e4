import type { Plan, PlanRecord } from '../../core/plan/plan';
import { emptyTables } from '../../core/plan/records';
import type { TableName } from '../../core/plan/table-names';

/** The smallest plan, with these records in its tables. */
export const smallPlan = (tables: Partial<Record<TableName, readonly PlanRecord[]>> = {}, head: Partial<Plan> = {}): Plan => ({
  format: 'planark/1',
  id: 'liten',
  title: 'Liten plan',
  kind: 'action-plan',
  locale: 'nb',
  currency: 'NOK',
  organisation: { name: 'Laget' },
  period: { start: '2026-01-01', end: '2026-12-31' },
  status: 'draft',
  tables: { ...emptyTables(), ...tables },
  retired: {},
  ...head,
});
