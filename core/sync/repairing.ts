import type { Decision } from '../merge/decision';
import type { Plan, PlanRecord } from '../plan/plan';
import type { TableName } from '../plan/table-names';

/** A record that refers to another, and by which field. */
export interface User {
  readonly table: TableName;
  readonly id: string;
  readonly field: string;
  readonly label: string;
}

/** Something in the merged plan that cannot stand: a code that is taken, a reference to what was removed. */
export type Repair =
  | { readonly kind: 'code-given'; readonly table: TableName; readonly id: string; readonly from: string; readonly to: string }
  | { readonly kind: 'code-refused'; readonly table: TableName; readonly id: string; readonly code: string }
  | { readonly kind: 'removal-refused'; readonly table: TableName; readonly id: string; readonly users: readonly User[] }
  /** `isNeverStored`: what it refers to is a row that did not come in. */
  | { readonly kind: 'reference-refused'; readonly table: TableName; readonly id: string; readonly field: string; readonly isNeverStored: boolean };

export interface RepairInput {
  /** Where records that come back had their codes. */
  readonly base: Plan;
  readonly store: Plan;
  /** What the merge made of them. */
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
}

/** A merged plan while it is being mended. */
export interface Repairing extends RepairInput {
  readonly tables: { [T in TableName]: readonly PlanRecord[] };
  /** Decisions that could not stand. */
  readonly undone: Set<Decision>;
  readonly repairs: Repair[];
}

/** Puts changed records where they stood. */
export const replaceRecords = ({ tables }: Repairing, table: TableName, changed: ReadonlyMap<string, PlanRecord>): void => {
  if (changed.size > 0) tables[table] = tables[table].map((record) => changed.get(record.id) ?? record);
};
