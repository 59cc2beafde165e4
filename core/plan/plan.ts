import type { BudgetLink } from './budget/mapping';
import type { ChoiceSetName, ChoiceValue } from './choices';
import type { FieldType } from './field';
import type { Locale } from './locale';
import type { TableName } from './table-names';
import type { DeclaredTables } from './tables';

/** What a field can hold. An empty field is left out of its record. */
export type FieldValue = string | number | boolean | readonly number[] | readonly string[];

/** A record as data: `id` and the fields that hold something. References hold ids. */
export interface PlanRecord {
  readonly id: string;
  readonly [field: string]: FieldValue | undefined;
}

type ValueOf<T extends FieldType> = T extends { kind: 'choice'; set: infer S extends ChoiceSetName }
  ? ChoiceValue<S>
  : T['kind'] extends 'integer' | 'number' | 'ratio' | 'money'
    ? number
    : T['kind'] extends 'boolean'
      ? boolean
      : T['kind'] extends 'months'
        ? readonly number[]
        : string;

type StoredFields<F> = { [K in keyof F as F[K] extends { type: { kind: 'derived' } } ? never : K]?: F[K] extends { type: infer T extends FieldType } ? ValueOf<T> : never };

/** A record of one table with its fields by name: `RecordOf<'activities'>`. */
export type RecordOf<T extends TableName> = { readonly id: string } & Readonly<StoredFields<DeclaredTables[T]['fields']>>;

export type PlanTables = { readonly [T in TableName]: readonly PlanRecord[] };

export const currentFormat = 'planark/1';

/** A plan: the whole document that a revision holds. Dates are ISO, money is in minor units, ratios are 0 to 1. */
export interface Plan {
  readonly format: typeof currentFormat;
  readonly id: string;
  readonly title: string;
  readonly kind: ChoiceValue<'planKind'>;
  readonly locale: Locale;
  readonly currency: ChoiceValue<'currency'>;
  readonly organisation: { readonly name: string; readonly level?: ChoiceValue<'organisationLevel'>; readonly parent?: string };
  /** Id of the plan that this one stands under. */
  readonly parent?: string;
  readonly parties?: readonly string[];
  readonly period: { readonly start: string; readonly end: string };
  readonly adoption?: { readonly body?: string; readonly date?: string };
  readonly status: ChoiceValue<'planStatus'>;
  readonly predecessor?: string;
  readonly settings?: { readonly behindBelow?: number; readonly lateBelow?: number; readonly hiddenTabs?: readonly TableName[]; readonly accountsAsOf?: string; readonly budgetLinks?: readonly BudgetLink[] };
  readonly tables: PlanTables;
  /** Codes of removed records, by table: never given out again. */
  readonly retired: { readonly [T in TableName]?: readonly string[] };
}

/** Thresholds where a plan's settings say nothing: 10 and 25 percentage points. */
export const defaultSettings = { behindBelow: 0.1, lateBelow: 0.25 } as const;
