import { columnLetters, columnOfLetters } from '../../core';

/** Texts, and what stands on other tabs, are passed over; functions and names that look like cells are none. */
const references = /"(?:[^"]|"")*"|(?:'(?:[^']|'')*'|[\p{L}\p{N}_.]+)!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?|(?<![\p{L}\p{N}_.$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\p{L}\p{N}_.(!])/gu;

/** Where a line is now; of one that is gone, the next one in this direction where it ended a range. */
export type LineNow = (line: number, towards: -1 | 0 | 1) => number | undefined;

/** A formula once rows and columns of its tab, zero-based, have moved: its references went along. */
export const followedFormula = (formula: string, rowNow: LineNow, columnNow: LineNow): string =>
  formula.replace(references, (whole: string, fixed: string, letters: string | undefined, fixedRow: string, row: string, at: number) => {
    if (letters === undefined) return whole;
    const towards = formula[at - 1] === ':' ? -1 : formula[at + whole.length] === ':' ? 1 : 0;
    const [now, column] = [rowNow(Number(row) - 1, towards), columnNow(columnOfLetters(letters), towards)];
    return now === undefined || column === undefined ? '#REF!' : `${fixed}${columnLetters(column)}${fixedRow}${now + 1}`;
  });
