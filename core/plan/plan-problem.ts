import type { RecordTable } from './records';

/** Something wrong with a plan, by record. */
export interface PlanProblem {
  readonly code: 'REFERENCE_GONE' | 'CODE_TWICE' | 'BAD_ID' | 'TARGET_IS_BASELINE' | 'PERIOD_REVERSED';
  readonly table: RecordTable;
  readonly id: string;
  readonly field: string | null;
}
