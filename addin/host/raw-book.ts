import type { Grid, GridRange } from '../../core';
import type { Entry } from './entries';

/** The used part of a tab as Excel gives it. */
export interface RawCells {
  readonly top: number;
  readonly left: number;
  /** By row: "=…" for a formula, else what `values` has too. */
  readonly formulas: readonly (readonly Entry[])[];
  readonly values: readonly (readonly Entry[])[];
  readonly formats: readonly (readonly string[])[];
}

/** A tab as it was read. */
export interface RawTab extends RawCells {
  readonly name: string;
  readonly visibility: Excel.Worksheet['visibility'];
  readonly merges: readonly GridRange[];
  readonly tables: readonly string[];
  readonly hasHiddenRows: boolean;
}

/** A name of ours that the workbook has, and what it means in Excel's words: "=#REF!" where its cells are gone. */
export interface RawName {
  readonly name: string;
  readonly formula: string;
}

/** A workbook as it was read: what a grid does not tell and a writer needs. */
export interface RawBook {
  readonly tabs: readonly RawTab[];
  readonly is1904: boolean;
  readonly names: readonly RawName[];
}

/** What was read for a grid; nothing for one that came from elsewhere. */
export type ReadBooks = WeakMap<Grid, RawBook>;

export const tabNamed = ({ tabs }: RawBook, name: string): RawTab | undefined => tabs.find((tab) => tab.name.toLowerCase() === name.toLowerCase());

/** What stands in a cell: a formula with "=", a value, or an empty text. */
export const standsAt = ({ formulas, top, left }: RawCells, row: number, column: number): Entry => formulas[row - top]?.[column - left] ?? '';

export const formatAt = ({ formats, top, left }: RawCells, row: number, column: number): string | undefined => formats[row - top]?.[column - left];

/** The rectangle that is used; undefined on an empty tab. */
export const usedArea = ({ formulas, top, left }: RawCells): GridRange | undefined =>
  (formulas.length === 0 ? undefined : { top, left, bottom: top + formulas.length - 1, right: left + formulas[0]!.length - 1 });
