import { columnLetters, columnOfLetters } from '../../core';

/** Texts are passed over, and what stands on other tabs; functions and names that look like cells are none. */
const references = /"(?:[^"]|"")*"|('(?:[^']|'')*'|[\p{L}\p{N}_.]+)!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)|(?<![\p{L}\p{N}_.$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\p{L}\p{N}_.(!])/gu;

/** A tab's name as it is without its quotes, in one case. */
const nameKey = (written: string): string => (written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written).toLowerCase();

/** Where a line is now; of one that is gone, the next one in this direction where it ended a range. */
export type LineNow = (line: number, towards: -1 | 0 | 1) => number | undefined;

/** A formula of a tab once rows and columns of that tab, zero-based, have moved: its references went along, those too that name the tab. */
export const followedFormula = (formula: string, tab: string, rowNow: LineNow, columnNow: LineNow): string =>
  formula.replace(references, (whole: string, named: string | undefined, there: string | undefined, fixed: string, letters: string | undefined, fixedRow: string, row: string, at: number) => {
    if (named !== undefined && there !== undefined && nameKey(named) === tab.toLowerCase()) return `${named}!${followedFormula(there, tab, rowNow, columnNow)}`;
    if (letters === undefined) return whole;
    const towards = formula[at - 1] === ':' ? -1 : formula[at + whole.length] === ':' ? 1 : 0;
    const [now, column] = [rowNow(Number(row) - 1, towards), columnNow(columnOfLetters(letters), towards)];
    return now === undefined || column === undefined ? '#REF!' : `${fixed}${columnLetters(column)}${fixedRow}${now + 1}`;
  });
