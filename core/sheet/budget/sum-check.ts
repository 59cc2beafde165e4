import type { FoundAmount } from './find-table';
import { isWholeSum } from './row-kinds';

/** One column of amounts from the top down: what its lines come to since each place where a sum may begin. */
interface Column {
  /** What the lines come to so far, in the sheet's unit and with its signs. */
  total: number;
  /** The same with income negative. */
  net: number;
  lines: number;
  /** The two as they were at each heading and sum. */
  readonly marks: { readonly total: number; readonly net: number; readonly lines: number }[];
}

/** Each line is rounded to minor units, and a sum may be of numbers that were not. */
const roundingPerLine = 0.005;
const mostMarks = 200;

export interface CheckedSum {
  /** What the lines come to that the sum most likely stands for, in the sheet's unit; the sum itself where it fits them. */
  readonly lines: number;
}

const isNear = (a: number, b: number, lines: number): boolean => Math.abs(a - b) <= roundingPerLine * (lines + 1) + Math.abs(b) * 1e-12;

/**
 * Follows a table from the top down and says what a sum's lines come to. Which lines a sum is of is not written anywhere that every file has, so
 * it is right where it is the sum of all lines back to any heading or sum above it, or their result with income negative. [C26]
 */
export const createSumCheck = (amounts: readonly FoundAmount[]) => {
  const columns = new Map(amounts.map(({ column }): [number, Column] => [column, { total: 0, net: 0, lines: 0, marks: [{ total: 0, net: 0, lines: 0 }] }]));
  const addLine = (column: number, amount: number, isNegated: boolean): void => {
    const one = columns.get(column)!;
    one.total += amount;
    one.net += isNegated ? -amount : amount;
    one.lines += 1;
  };
  /** A heading or a sum: what follows may be summed by itself. */
  const mark = (): void => {
    for (const one of columns.values()) {
      if (one.marks.at(-1)!.lines === one.lines) continue;
      if (one.marks.length >= mostMarks) one.marks.splice(1, 1);
      one.marks.push({ total: one.total, net: one.net, lines: one.lines });
    }
  };
  const check = (column: number, stated: number, label: string): CheckedSum | undefined => {
    const { total, net, lines, marks } = columns.get(column)!;
    if (lines === 0) return undefined;
    const sums = marks.filter((from) => from.lines < lines).flatMap((from) => [total - from.total, net - from.net, from.net - net]);
    if (sums.some((sum) => isNear(sum, stated, lines))) return { lines: stated };
    const last = marks.filter((from) => from.lines < lines).at(-1)!;
    return { lines: isWholeSum(label) ? total : total - last.total };
  };
  return { addLine, mark, check };
};
