import type { ModelValue, WorkbookModel } from '../model';

/** One cell to write; zero-based. Beside a formula, `value` is its computed result. */
export interface CellPatch {
  readonly row: number;
  readonly column: number;
  readonly value: ModelValue;
  readonly formula?: string;
}

/** What is written on a tab that people own. Everything else on it stays. */
export interface TabPatch {
  readonly tab: string;
  readonly cells: readonly CellPatch[];
  /** Zero-based last row of the table, and its width in columns; left out on a tab without a table. */
  readonly lastRow?: number;
  readonly columns?: number;
}

/** What brings an existing workbook up to date: cells on the tabs that people own, and the generated tabs as a whole. */
export interface WorkbookPatch {
  readonly tabs: readonly TabPatch[];
  readonly generated: WorkbookModel;
  /** Names of generated tabs that are needed no more. */
  readonly removed: readonly string[];
}
