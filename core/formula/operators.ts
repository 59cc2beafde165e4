import { divisionError, foldCase, toNumber, toText } from './functions';
import { isFormulaError, type BinaryOperator, type FormulaValue } from './node';

const arithmetic = (left: FormulaValue, right: FormulaValue, use: (a: number, b: number) => FormulaValue): FormulaValue => {
  const a = toNumber(left);
  if (typeof a !== 'number') return a;
  const b = toNumber(right);
  return typeof b === 'number' ? use(a, b) : b;
};

/** Sheets calculate with 15 digits: what differs by less is the noise of binary fractions, as in 0.4 - 0.1 against 0.3. */
const noise = 2 ** -48;
const withoutNoise = (difference: number, of: number): number => (Math.abs(difference) < Math.abs(of) * noise ? 0 : difference);

/** In a sheet every number is less than every text, and every text less than FALSE and TRUE. */
const rank = (value: FormulaValue): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);

/** An empty cell is compared as the other side's nothing: 0, "" or FALSE. */
const fillEmpty = (value: FormulaValue, other: FormulaValue): FormulaValue => {
  if (value !== null) return value;
  return typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;
};

/** Below, at or above 0 as the left is less than, equal to or greater than the right; text without regard to case. */
export const compareValues = (left: FormulaValue, right: FormulaValue): number => {
  const a = fillEmpty(left, right);
  const b = fillEmpty(right, left);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(foldCase(a), foldCase(b));
  return withoutNoise(Number(a) - Number(b), Number(a));
};

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const comparison = (left: FormulaValue, right: FormulaValue, holds: (order: number) => boolean): FormulaValue => {
  if (isFormulaError(left)) return left;
  return isFormulaError(right) ? right : holds(compareValues(left, right));
};

/** The operators by sign; rules in SPEC.md. */
export const operators: Readonly<Record<BinaryOperator, (left: FormulaValue, right: FormulaValue) => FormulaValue>> = {
  '+': (left, right) => arithmetic(left, right, (a, b) => withoutNoise(a + b, a)),
  '-': (left, right) => arithmetic(left, right, (a, b) => withoutNoise(a - b, a)),
  '*': (left, right) => arithmetic(left, right, (a, b) => a * b),
  '/': (left, right) => arithmetic(left, right, (a, b) => (b === 0 ? divisionError : a / b)),
  '&': (left, right) => {
    const a = toText(left);
    if (typeof a !== 'string') return a;
    const b = toText(right);
    return typeof b === 'string' ? a + b : b;
  },
  '=': (left, right) => comparison(left, right, (order) => order === 0),
  '<>': (left, right) => comparison(left, right, (order) => order !== 0),
  '<': (left, right) => comparison(left, right, (order) => order < 0),
  '<=': (left, right) => comparison(left, right, (order) => order <= 0),
  '>': (left, right) => comparison(left, right, (order) => order > 0),
  '>=': (left, right) => comparison(left, right, (order) => order >= 0),
};
