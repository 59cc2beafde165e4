import type { RecordTable } from '../../plan/records';
import type { GridName } from '../grid';
import type { ColumnModel, ModelValue, StyleName, TabFrame, WorkbookModel, WorksheetModel } from '../model';

/** One cell to write; zero-based. Beside a formula, `value` is its computed result. */
export interface CellPatch {
  readonly row: number;
  readonly column: number;
  readonly value: ModelValue;
  readonly formula?: string;
}

/** A column of ours that a tab lacks, since an older version made it: how it is laid out. What stands in it is among the tab's cells. */
export interface AddedColumn extends Pick<ColumnModel, 'width' | 'style'>, Pick<TabFrame, 'validations' | 'conditionalFormats'> {
  /** Zero-based. */
  readonly column: number;
  readonly headerStyle: StyleName;
  /** The formula that a new row gets, with the references of row 2; null where people write. */
  readonly calculated: string | null;
}

/** The columns that come to a tab. */
export interface AddedColumns {
  readonly columns: readonly AddedColumn[];
  /** Headers of all columns once these stand, from A to the last one of them; "" where there is none. A table can take in a column only with all between that have one. */
  readonly headers: readonly string[];
}

/** What cells of a table that is not ours are tied to, zero-based: where its headers stand, and the columns that tell its rows apart. */
export interface TableAnchor {
  readonly headerRow: number;
  readonly keyColumns: readonly number[];
}

/** What is written on a tab that stands in the workbook. Everything else on it stays. */
export interface TabPatch {
  readonly tab: string;
  readonly cells: readonly CellPatch[];
  /** Zero-based last row of the table, and its width in columns; left out on a tab without a table. */
  readonly lastRow?: number;
  readonly columns?: number;
  readonly added?: AddedColumns;
  /** It is a page that nobody writes on: guarded when it is written, and all of it has to stand until then. */
  readonly isPage?: boolean;
  /** Of a table that is not ours, where others may move rows and columns while it is written. */
  readonly anchor?: TableAnchor;
}

/** What brings an existing workbook up to date: cells on the tabs that stand, all rows of the pages where more is to be written than cells, and the tabs that must be made as a whole. */
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
  /** Names that cells are to have, beside those that stand; one that means something else gets its new meaning. */
  readonly names?: readonly GridName[];
  /** How every tab of ours is to be laid out, for a host that puts right what is not. */
  readonly frames?: readonly TabFrame[];
}
