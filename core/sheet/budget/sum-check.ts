import { minorUnits } from '../cell-value';
import type { FoundAmount } from './find-table';
import { headingKind, isWholeSum } from './row-kinds';

/** What the lines of a column come to so far, in the sheet's unit. */
interface Tally {
  /** With the sheet's signs. */
  total: number;
  /** With the plan's signs, so that income and costs that both stand without a minus give their result. */
  net: number;
  /** The part of the total that is income. */
  income: number;
  lines: number;
  incomeLines: number;
  /** Lines with parts of a minor unit: they are rounded for themselves, and a sum of them is not what it shows. */
  inexact: number;
}

/** One column of amounts from the top down, and what it came to at each heading and sum. */
interface Column {
  readonly now: Tally;
  readonly marks: Readonly<Tally>[];
}

const mostMarks = 200;
const nothing: Readonly<Tally> = { total: 0, net: 0, income: 0, lines: 0, incomeLines: 0, inexact: 0 };

export interface CheckedSum {
  /** What the lines come to that the sum most likely stands for, in the sheet's unit; the sum itself where it fits them. */
  readonly lines: number;
}

const since = (now: Tally, from: Readonly<Tally>): Tally => ({
  total: now.total - from.total, net: now.net - from.net, income: now.income - from.income,
  lines: now.lines - from.lines, incomeLines: now.incomeLines - from.incomeLines, inexact: now.inexact - from.inexact,
});

/** What the lines are that a sum's own words speak of. */
const saidBy = (label: string, { total, income, lines, incomeLines }: Tally): number => {
  const kind = incomeLines > 0 && incomeLines < lines ? headingKind(label) : undefined;
  if (kind === undefined) return total;
  return kind === 'income' ? income : total - income;
};

/**
 * Follows a table from the top down and says what a sum's lines come to. Which lines a sum is of is not written anywhere that every file has, so
 * it is right where it is the sum of all lines back to any heading or sum above it, of the income or the costs among them, or their result. It is
 * right to the minor unit, but where lines have parts of one. [C26]
 */
export const createSumCheck = (amounts: readonly FoundAmount[], unit: 1 | 1000) => {
  const columns = new Map(amounts.map(({ column }): [number, Column] => [column, { now: { ...nothing }, marks: [nothing] }]));
  const perUnit = unit * minorUnits;
  const isInexact = (amount: number): boolean => Math.abs(amount * perUnit - Math.round(amount * perUnit)) > 1e-4;
  /** Compares a sum that is stated with what lines come to: all of them, their result with either sign, or the income or the costs among them. */
  const comparing = (stated: number): ((part: Tally) => boolean) => {
    const own = isInexact(stated) ? 1 : 0;
    const exact = 0.01 + Math.abs(stated * perUnit) * 1e-12;
    return ({ total, net, income, lines, incomeLines, inexact }) => {
      const most = (exact + (inexact + own > 0 ? (inexact + 1) / 2 : 0)) / perUnit;
      if (Math.abs(total - stated) <= most || Math.abs(net - stated) <= most || Math.abs(net + stated) <= most) return true;
      return incomeLines > 0 && incomeLines < lines && (Math.abs(income - stated) <= most || Math.abs(total - income - stated) <= most);
    };
  };
  const addLine = (column: number, amount: number, { isIncome, isNegated }: { readonly isIncome: boolean; readonly isNegated: boolean }): void => {
    const { now } = columns.get(column)!;
    now.total += amount;
    now.net += isNegated ? -amount : amount;
    now.lines += 1;
    if (isInexact(amount)) now.inexact += 1;
    if (!isIncome) return;
    now.income += amount;
    now.incomeLines += 1;
  };
  /** A heading or a sum: what follows may be summed by itself. */
  const mark = (): void => {
    for (const { now, marks } of columns.values()) {
      if (marks.at(-1)!.lines === now.lines) continue;
      if (marks.length >= mostMarks) marks.splice(1, 1);
      marks.push({ ...now });
    }
  };
  const check = (column: number, stated: number, label: string): CheckedSum | undefined => {
    const { now, marks } = columns.get(column)!;
    const isSum = comparing(stated);
    let last: Tally | undefined;
    for (const from of marks) {
      if (from.lines === now.lines) break;
      last = since(now, from);
      if (isSum(last)) return { lines: stated };
    }
    return last && { lines: saidBy(label, isWholeSum(label) ? now : last) };
  };
  return { addLine, mark, check };
};
