import type { RecordTable } from '../../plan/records';
import type { ModelValue, TabFrame, WorkbookModel, WorksheetModel } from '../model';

/** One cell to write; zero-based. Beside a formula, `value` is its computed result. */
export interface CellPatch {
  readonly row: number;
  readonly column: number;
  readonly value: ModelValue;
  readonly formula?: string;
}

/** What is written on a tab that stands in the workbook. Everything else on it stays. */
export interface TabPatch {
  readonly tab: string;
  readonly cells: readonly CellPatch[];
  /** Zero-based last row of the table, and its width in columns; left out on a tab without a table. */
  readonly lastRow?: number;
  readonly columns?: number;
}

/** What brings an existing workbook up to date: cells on the tabs that stand, all rows of the pages that do not show what they should, and the tabs that must be made as a whole. */
export interface WorkbookPatch {
  readonly tabs: readonly TabPatch[];
  /** Their rows and merges are written; the rest of each stands as it would be made. */
  readonly pages: readonly WorksheetModel[];
  /** The tab where each look is seen on a cell, in `lookColumn`. */
  readonly looksTab: string;
  readonly generated: WorkbookModel;
  /** Names of all tabs of ours in their order, so that a new one finds its place. */
  readonly order: readonly string[];
  /** Names of generated tabs that are needed no more. */
  readonly removed: readonly string[];
  /** Tables whose tabs are written anew: what people had made of them does not come along. */
  readonly anew: readonly RecordTable[];
  /** How every tab of ours is to be laid out, for a host that puts right what is not. */
  readonly frames?: readonly TabFrame[];
}
