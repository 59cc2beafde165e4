import type { GridRange } from '../../core';

/** A cell with a formula, without "=". */
export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

export interface FormulaRuns {
  /** Formulas that are written. */
  readonly written: readonly FormulaCell[];
  /** Areas that get the formulas of the row above them, as when somebody fills them down. */
  readonly filled: readonly GridRange[];
}

/** Texts and names in quotes, then references to cells. */
const parts = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\p{L}\p{N}_.$])(\$?[A-Z]{1,3})(\$?)(\d+)(?![\p{L}\p{N}_.(])/gu;

/** What a formula is, wherever it stands: rows of references that move along are told from its own. */
const templateOf = ({ formula, row }: FormulaCell): string =>
  formula.replace(parts, (whole, column: string | undefined, fixed: string | undefined, number: string | undefined) =>
    (column === undefined || fixed === '$' ? whole : `${column}[${Number(number) - 1 - row}]`));

/** Fewer than these are written as they are. */
const shortestRun = 3;

/** By column: the rows of runs of formulas that are one and the same filled down. */
const runsOf = (cells: readonly FormulaCell[]): FormulaCell[][] => {
  const runs: FormulaCell[][] = [];
  let template = '';
  for (const cell of [...cells].sort((a, b) => a.column - b.column || a.row - b.row)) {
    const last = runs.at(-1)?.at(-1);
    const own = templateOf(cell);
    if (last && last.column === cell.column && last.row === cell.row - 1 && own === template) runs.at(-1)!.push(cell);
    else runs.push([cell]);
    template = own;
  }
  return runs;
};

const sameRows = (a: GridRange, b: GridRange): boolean => a.top === b.top && a.bottom === b.bottom && a.right + 1 === b.left;

/** Formulas that repeat down a column are written once and filled down from there, beside each other in one go: the wire carries each only once. */
export const formulaRuns = (cells: readonly FormulaCell[]): FormulaRuns => {
  const written: FormulaCell[] = [];
  const filled: GridRange[] = [];
  for (const run of runsOf(cells)) {
    const [first] = run as [FormulaCell, ...FormulaCell[]];
    if (run.length < shortestRun) {
      written.push(...run);
      continue;
    }
    written.push(first);
    const area: GridRange = { top: first.row + 1, bottom: run.at(-1)!.row, left: first.column, right: first.column };
    const last = filled.at(-1);
    if (last && sameRows(last, area)) filled[filled.length - 1] = { ...last, right: area.right };
    else filled.push(area);
  }
  return { written, filled };
};
