import type { Localized } from '../plan/locale';

/** What can be wrong with what a person wrote. The texts stand in `core/sync/problem-catalogue.ts`. */
export type ProblemCode =
  | 'UNREADABLE_CELL' | 'NO_RESULT' | 'ERROR_VALUE' | 'NOT_A_NUMBER' | 'AMBIGUOUS_NUMBER' | 'TOO_MANY_DECIMALS' | 'NOT_A_DATE' | 'NOT_IN_LIST' | 'UNKNOWN_REFERENCE'
  | 'OUT_OF_RANGE' | 'NOT_MONTHS' | 'BAD_CODE' | 'REQUIRED' | 'MERGED_CELL' | 'TEXT_TOO_LONG' | 'BAD_TEXT' | 'BAD_ID' | 'ROW_INCOMPLETE'
  | 'STILL_REFERRED_TO' | 'REFERENCE_GONE' | 'REFERENCE_NOT_TAKEN' | 'TARGET_IS_BASELINE' | 'PERIOD_REVERSED' | 'CODE_TWICE' | 'TABLE_FULL' | 'NOT_ALLOWED' | 'REMOVAL_NOT_ALLOWED' | 'REMOVAL_WAITS';

/** Bad data with its place. Collected, never thrown; the rest goes on. */
export interface Problem {
  readonly code: ProblemCode;
  /** Name of the tab as the person sees it. */
  readonly tab: string;
  /** "F12"; null where the trouble is not one cell's. */
  readonly cell: string | null;
  readonly header: string | null;
  /** What stands in the cell. */
  readonly value: string;
  /** What to write instead, or which records: filled into the message; in each language where it is a sentence of ours. */
  readonly expected: string | Localized;
}

/** Something that Planark did or noticed and that people should be told; nothing was refused. */
export type NoticeCode =
  | 'COPIED_ROW' | 'FOREIGN_ROW' | 'IDS_RESTORED' | 'ROW_RECOGNISED' | 'ROWS_RECOGNISED' | 'CODE_GIVEN' | 'HEADER_RENAMED' | 'HEADER_RESTORED' | 'FIELD_MISSING' | 'FIELD_ADDED' | 'TABLE_MISSING'
  | 'CHOICE_NOT_NEEDED' | 'CHOICE_OUTDATED' | 'FORMULA_RESULT' | 'FORMULA_LOST' | 'ORDER_NOT_TAKEN' | 'OWN_WORK_NOT_CARRIED' | 'TAB_WRITTEN_ANEW' | 'SIGNATURE_BROKEN' | 'TAB_COPY' | 'GOAL_SET_BACK' | 'GOAL_COMES_BACK'
  | 'FIGURES_LINKED' | 'FIGURES_UNLINKED' | 'FIGURE_OVERWRITTEN';

export interface Notice {
  readonly code: NoticeCode;
  readonly tab: string;
  /** "F12", "F" for a column, or null. */
  readonly cell: string | null;
  /** Filled into the message; in each language where it is a sentence of ours. */
  readonly detail: string | Localized;
}
