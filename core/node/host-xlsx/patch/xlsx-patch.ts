import type { XlsxRefusal } from '../read/refusals';

/** One cell to write on a tab that people own; its style, and everything else on the tab, stays. null empties the cell (its style stays). */
export interface CellEdit {
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  /** Dates are numbers of the 1900 system, whatever the workbook counts from. Beside a formula: its result. */
  readonly value: string | number | boolean | null;
  /** Without "=". */
  readonly formula?: string;
}

/**
 * Edits of one tab. Rows up to `lastRow` that were not in the table become rows of it: a cell there that has no style of its own takes the
 * style of the last old row; the table's range and filter, and the validations and conditional formats that reach the last old row (those
 * in extensions too), are extended over them.
 */
export interface TabEdits {
  readonly tab: string;
  readonly cells: readonly CellEdit[];
  /** Zero-based last row of the table after the edits. */
  readonly lastRow?: number;
  /** How many columns the table has, from the first one. */
  readonly columns?: number;
}

/** A tab taken over whole. */
export interface Transplant {
  readonly tab: string;
  readonly as: string;
  /** The tab it is put behind when it is new; else it comes last. */
  readonly after?: string;
}

/** Columns that come to a tab that stands. In `from`, a tab of the rendered workbook, they stand from A on: a header, and a cell below it as an example; its rules are where they will be. */
export interface NewColumns {
  readonly tab: string;
  readonly from: string;
  /** Zero-based, in the order of the columns of `from`. */
  readonly places: readonly number[];
  /** In characters, likewise. */
  readonly widths: readonly number[];
  /** The formula that a new row gets, likewise; null where people write. */
  readonly calculated: readonly (string | null)[];
  /** Headers of the tab's columns with the new ones, from A on; "" where there is none. */
  readonly headers: readonly string[];
}

/** A cell of a tab whose rows are written anew. */
export interface PageCell {
  readonly value: CellEdit['value'];
  /** Without "=". */
  readonly formula?: string;
  /** Zero-based row of the cell that it looks like, in the column of looks. */
  readonly look: number;
}

/** All rows and merges of a tab; the rest of the tab stays. */
export interface PageRows {
  readonly tab: string;
  readonly rows: readonly {
    /** By column; null where there is no cell. */
    readonly cells: readonly (PageCell | null)[];
    /** In points. */
    readonly height?: number;
  }[];
  /** "A1:B2". */
  readonly merges: readonly string[];
}

export interface XlsxPatch {
  readonly edits: readonly TabEdits[];
  readonly pages?: readonly PageRows[];
  /** The column of cells that the cells of `pages` look like; zero-based. */
  readonly looks?: { readonly tab: string; readonly column: number; readonly rows: number };
  /** An xlsx made by our own writer, from which whole tabs are taken. */
  readonly rendered?: Uint8Array;
  /**
   * Tabs taken over whole from `rendered`: where the workbook has a tab `as`, its content is replaced (its name, place, state, drawings and
   * comments stay), else a tab is added. Their formulas follow the new names.
   */
  readonly transplants?: readonly Transplant[];
  /** Columns that come to tabs that stand, before their cells are written. */
  readonly columns?: readonly NewColumns[];
  /** Tabs that formulas name otherwise than this workbook does: old names to those it has. Formulas of the transplants and of edited tabs follow. */
  readonly rename?: ReadonlyMap<string, string>;
  /**
   * Columns of tabs, or all of a tab, whose results of formulas the caller knows, beside what is written here. Those of all other formulas are taken away
   * where they may not hold any more.
   */
  readonly calculated?: Iterable<readonly [tab: string, columns: ReadonlySet<number> | 'all']>;
  /** The caller has read this very file whole, so that what is replaced in it need not be read once more. */
  readonly wasRead?: boolean;
  /** Tabs taken away; those that are not there are none. */
  readonly removals?: readonly string[];
  /** Names of the whole workbook, with their formulas; one that stands there means this from now on. All others stay. */
  readonly names?: readonly { readonly name: string; readonly text: string }[];
}

/** What a patch left as it was, or what the user should know. */
export type PatchWarning =
  /** A signature covers the file, and no longer holds. */
  | { readonly kind: 'signed' }
  /** The cell is part of an array formula or a what-if table, and was not written. */
  | { readonly kind: 'array'; readonly tab: string; readonly row: number; readonly column: number }
  /** The table did not grow: it ends with a row of totals, or another table is in the way. Cells on the totals were not written. */
  | { readonly kind: 'totals' | 'blocked'; readonly tab: string };

export type PatchResult =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly warnings: readonly PatchWarning[] }
  | { readonly ok: false; readonly refusal: XlsxRefusal };
