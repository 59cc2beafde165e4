import type { FieldValue, PlanRecord } from '../plan/plan';
import { sameRecord, sameValue, type RecordTable } from '../plan/records';
import type { TableName } from '../plan/table-names';

/**
 * What the sheet says of one table: the records whose rows were read, in the sheet's order. A record holds only the fields that could be
 * read; what is in `unread` (a missing column, a cell that makes no sense) is left as the store has it.
 */
export interface SheetTable {
  readonly rows: readonly SheetRecord[];
  /** Fields that the sheet has no column for. */
  readonly missingFields: ReadonlySet<string>;
  /** Some rows are of no known record, so one that is missing may be among them: none is removed. */
  readonly hasUnknownRows?: boolean;
  /** Records without a row that stay all the same. */
  readonly staying?: ReadonlySet<string>;
}
export interface SheetRecord {
  readonly record: PlanRecord;
  readonly unread?: ReadonlySet<string>;
}
/** A table that is not here is "not in this sheet": nothing in it was changed or removed. */
export type SheetTables = { readonly [T in RecordTable]?: SheetTable };

/** One for every difference that the merge saw. `from` and `to` are what the store had and has now. */
export type Decision =
  | ({ readonly kind: 'add'; readonly table: TableName; readonly id: string; readonly record: PlanRecord } & Settleable)
  | ({ readonly kind: 'change'; readonly table: RecordTable; readonly id: string; readonly field: string; readonly from: FieldValue | undefined; readonly to: FieldValue | undefined } & Settleable)
  | ({ readonly kind: 'remove'; readonly table: TableName; readonly id: string; readonly record: PlanRecord } & Settleable)
  | Conflict
  /** The store has something that the sheet has not seen yet: a changed field, or a whole record (field null) added or removed. */
  | ({ readonly kind: 'receive'; readonly table: RecordTable; readonly id: string; readonly field: string | null } & Settleable);

/**
 * The store and the sheet both changed one field since the base, differently. Where `field` is null, one side removed the record and the
 * other changed it; the side that removed it has undefined.
 */
export interface Disagreement {
  readonly table: RecordTable;
  readonly id: string;
  readonly field: string | null;
  readonly base: FieldValue | PlanRecord | undefined;
  readonly store: FieldValue | PlanRecord | undefined;
  readonly sheet: FieldValue | PlanRecord | undefined;
}
/** A disagreement that is left open. */
export interface Conflict extends Disagreement {
  readonly kind: 'conflict';
}

/** What a conflict is settled for: one side, or both texts, the store's first. */
export type Settlement = 'store' | 'sheet' | 'both';
/** One side for every conflict. */
export type Preference = Exclude<Settlement, 'both'>;
/** Settles a conflict; it stays open where nothing is said. */
export type Settle = (conflict: Disagreement) => Settlement | undefined;

/** A conflict that was settled, and for what. */
export interface Settled {
  readonly conflict: Disagreement;
  readonly take: Settlement;
}
interface Settleable {
  /** Set where the decision settles a conflict. */
  readonly settled?: Settled;
}

export const isConflict = (decision: Decision): decision is Conflict => decision.kind === 'conflict';

/** Does this record hold what the store's side of a disagreement holds? */
export const holdsStoreSide = (record: PlanRecord | undefined, { field, store }: Disagreement): boolean =>
  (field === null ? sameRecord(record, store as PlanRecord | undefined) : sameValue(record?.[field], store as FieldValue | undefined));

/** What a conflict is known by, in one workbook. */
export const conflictKey = ({ table, id, field }: Pick<Disagreement, 'table' | 'id' | 'field'>): string => `${table}/${id}/${field ?? ''}`;
