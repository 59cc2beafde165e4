import type { FormulaNode } from '../formula/node';
import type { ChoiceSetName } from './choices';
import type { Localized } from './locale';
import type { TableName } from './table-names';

/**
 * A field declaration is the one place that knows a field: schema, header, drop-down, validation, cell parser, help and JSON Schema
 * are all made from it. Adding a column is adding one entry to a table's `fields`.
 */
export type FieldType =
  | { readonly kind: 'text'; readonly required?: boolean; readonly long?: boolean }
  /** Short, never reused, what people refer to: "M1.2". New records get the prefix and the next number. */
  | { readonly kind: 'code'; readonly prefix: string }
  | { readonly kind: 'reference'; readonly to: TableName; readonly required?: boolean }
  | { readonly kind: 'choice'; readonly set: ChoiceSetName; readonly required?: boolean }
  /** ISO date without time zone, "2026-05-31". A month alone ("mai 2026") is its first day, or its last where `isEnd` is set. */
  | { readonly kind: 'date'; readonly required?: boolean; readonly isEnd?: boolean }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min?: number }
  /** 0 to 1; shown as a percentage. */
  | { readonly kind: 'ratio' }
  /** Integer in minor units (øre, cent); shown in major units. */
  | { readonly kind: 'money' }
  | { readonly kind: 'boolean' }
  /** Months of the year, 1-12, ascending. */
  | { readonly kind: 'months' }
  /** Texts; shown joined by "; ". */
  | { readonly kind: 'list' }
  /** Names of tables; shown as the names of their tabs. */
  | { readonly kind: 'tables' }
  | { readonly kind: 'derived'; readonly formula: FormulaNode; readonly shows: DerivedKind; readonly on?: 'lists' };

/** What a derived field shows. `signal` and `budgetState` are choices, `code` is the code of a record. */
export type DerivedKind = 'integer' | 'number' | 'ratio' | 'money' | 'signal' | 'budgetState' | 'code';

export interface FieldDeclaration {
  readonly type: FieldType;
  readonly header: Localized;
  /** What it was called in workbooks that are out there. */
  readonly formerly?: readonly string[];
  /** Width of the column, in characters. */
  readonly width: number;
  /** What a person should know before filling it in, beyond what its type says. */
  readonly help?: Localized;
}

export interface TableDeclaration {
  readonly tab: Localized;
  /** One record in running text: "tiltak", "goal". */
  readonly noun: Localized;
  /** The field whose text names a record to people. */
  readonly title: string;
  /** Who has charge of it: those who edit the plan where nothing is said. */
  readonly editor?: 'treasurer';
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
}
