/**
 * A grid: what a host found in a workbook, before Planark gives it any meaning. Hosts make grids; `parse` reads them.
 * Positions are zero-based in code; `cellAddress` turns them into what a person sees ("F12").
 */

/** An error value as a host shows it: "#REF!", "#N/A", "#VERDI!". Never a value of a field. */
export interface CellError {
  readonly error: string;
}

export type CellValue = string | number | boolean | CellError;

export interface GridCell {
  readonly value: CellValue;
  /** The number is shown as a date. Serial numbers are always in the 1900 system: a host with another one converts. */
  readonly isDate?: boolean;
  /** The value is the stored result of a formula. */
  readonly isFormula?: boolean;
  /** The host could not read the cell as what it claims to be; `value` then holds the raw text. */
  readonly isUnreadable?: boolean;
  /** What was written for the number, in a file that has text alone: "4.10", which may be an account. */
  readonly written?: string;
}

export interface GridRow {
  /** Zero-based position in the worksheet. */
  readonly index: number;
  /** By zero-based column; holes are empty cells. */
  readonly cells: readonly (GridCell | undefined)[];
  readonly hidden?: boolean;
}

/** A range of cells, zero-based, both ends within. */
export interface GridRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface GridWorksheet {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** Ascending by index; rows without any cell may be left out. */
  readonly rows: readonly GridRow[];
  /** Merged cells: people see the top left one of each range alone, and what the others hold, if anything, lies hidden. Left out where there are none. */
  readonly merges?: readonly GridRange[];
}

/** A name of the whole workbook for cells of one tab, as far as it is one of Planark's own: "Planark_account". */
export interface GridName {
  readonly name: string;
  readonly tab: string;
  readonly range: GridRange;
}

export interface Grid {
  readonly worksheets: readonly GridWorksheet[];
  /** Things of the user's own that a host noticed and that are not cells: "charts", "comments", "macros", "pictures" … */
  readonly extras: readonly string[];
  /** Names of tabs that hold no cells, charts of their own above all. */
  readonly otherTabs?: readonly string[];
  /** Left out where there are none, and by hosts that do not tell. */
  readonly names?: readonly GridName[];
}

type Placed = Pick<GridRow, 'index'>;
/** Where in ascending rows the first one from this index on stands: at once where no row above it is left out. */
export const positionFrom = (rows: readonly Placed[], index: number): number => {
  if (rows[index]?.index === index) return index;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The row with this index among ascending rows. */
export const rowAt = <R extends Placed>(rows: readonly R[], index: number): R | undefined => {
  const row = rows[positionFrom(rows, index)];
  return row?.index === index ? row : undefined;
};

export const isCellError = (value: CellValue | undefined): value is CellError => typeof value === 'object';

/** How many columns the widest worksheet has. */
export const mostColumns = 16_384;

/** Zero-based column to letters: 0 is "A", 26 is "AA". */
export const columnLetters = (column: number): string => {
  const rest = column % 26;
  const letter = String.fromCharCode(65 + rest);
  return column < 26 ? letter : columnLetters((column - rest) / 26 - 1) + letter;
};

/** Letters, in whatever case, to the zero-based column: "AA" is 26. */
export const columnOfLetters = (letters: string): number => [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Zero-based row and column to what a person sees: (11, 5) is "F12". */
export const cellAddress = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

/** A range as people write it: "C4:C6". */
export const rangeAddress = ({ top, left, bottom, right }: GridRange): string => `${cellAddress(top, left)}:${cellAddress(bottom, right)}`;
