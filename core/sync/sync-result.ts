import type { Disagreement, Settlement } from '../merge/decision';
import type { FieldValue } from '../plan/plan';
import type { RecordTable } from '../plan/records';
import type { Problem } from '../sheet/problem';

/** A record, and where it stands in the sheet: "Tiltak!F12", null where it has no cell. */
export interface DiffPlace {
  readonly table: RecordTable;
  readonly id: string;
  /** null in tables without codes. */
  readonly code: string | null;
  readonly cell: string | null;
}

export interface DiffChange extends DiffPlace {
  readonly field: string;
  /** null is an empty field. */
  readonly from: FieldValue | null;
  readonly to: FieldValue | null;
}

export interface DiffConflict extends DiffPlace, Disagreement {}

/** A conflict that this sync settles, and for what. */
export interface DiffSettled extends DiffConflict {
  readonly take: Settlement;
}

/** What the sheet's edits come to. */
export interface SyncDiff {
  readonly added: readonly DiffPlace[];
  readonly changed: readonly DiffChange[];
  readonly moved: readonly DiffPlace[];
  readonly removed: readonly DiffPlace[];
  /** Changes that the sheet gets from the store. */
  readonly received: readonly DiffPlace[];
}

/** Nothing is written until the person confirms. */
export interface Held {
  readonly reason: 'many-deletions' | 'lost-ids';
  /** Tab, and how many rows of how many. */
  readonly tables: readonly { readonly tab: string; readonly gone: number; readonly of: number }[];
}

export type { Problem };
