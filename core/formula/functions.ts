import { isFormulaError, type FormulaError, type FormulaValue, type FunctionName } from './node';

/** What a function is given: its arguments unevaluated, so that IF and IFERROR can leave one out. */
export interface Argument {
  readonly value: () => FormulaValue;
  /** The argument is a cell: MIN and MAX then pass over what is no number. */
  readonly isCell: boolean;
}

export const valueError: FormulaError = { error: '#VALUE!' };
export const divisionError: FormulaError = { error: '#DIV/0!' };

/** A value as a number: an empty cell is 0, true is 1, text is an error. */
export const toNumber = (value: FormulaValue): number | FormulaError => {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isFormulaError(value) ? value : valueError;
};

const toBoolean = (value: FormulaValue): boolean | FormulaError => {
  if (typeof value === 'boolean') return value;
  const number = toNumber(value);
  return typeof number === 'number' ? number !== 0 : number;
};

export const toText = (value: FormulaValue): string | FormulaError => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (isFormulaError(value)) return value;
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : value;
};

/** Text without regard to case, as sheets compare it. */
export const foldCase = (text: string): string => text.toLowerCase();

const conditions = (args: readonly Argument[], decide: (values: boolean[]) => boolean): FormulaValue => {
  const values: boolean[] = [];
  for (const argument of args) {
    const value = toBoolean(argument.value());
    if (typeof value !== 'boolean') return value;
    values.push(value);
  }
  return decide(values);
};

const extreme = (args: readonly Argument[], pick: (...numbers: number[]) => number): FormulaValue => {
  const numbers: number[] = [];
  for (const argument of args) {
    const value = argument.value();
    if (argument.isCell && typeof value !== 'number' && !isFormulaError(value)) continue;
    const number = toNumber(value);
    if (typeof number !== 'number') return number;
    numbers.push(number);
  }
  return numbers.length === 0 ? 0 : pick(...numbers);
};

const withNumber = (argument: Argument, use: (number: number) => FormulaValue): FormulaValue => {
  const number = toNumber(argument.value());
  return typeof number === 'number' ? use(number) : number;
};

/** Half away from zero, on the 15 digits that a sheet calculates with. */
const round = (value: number, digits: number): number => {
  const scale = 10 ** digits;
  const scaled = Number((Math.abs(value) * scale).toPrecision(15));
  const rounded = Math.floor(scaled + 0.5) / scale;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
};

/** The 1st of January 1970, as a sheet counts days. */
const daysBefore1970 = 25_569;

/** The portable functions by name; rules [E1]-[E9] and [E18] in SPEC.md. */
export const functions: Readonly<Record<FunctionName, (args: readonly Argument[]) => FormulaValue>> = {
  IF: ([condition, then, otherwise]) => {
    const decided = toBoolean(condition!.value());
    if (typeof decided !== 'boolean') return decided;
    return decided ? then!.value() : otherwise!.value();
  },
  AND: (args) => conditions(args, (values) => values.every(Boolean)),
  OR: (args) => conditions(args, (values) => values.some(Boolean)),
  NOT: ([condition]) => conditions([condition!], ([value]) => !value),
  MIN: (args) => extreme(args, Math.min),
  MAX: (args) => extreme(args, Math.max),
  ROUND: ([value, digits]) => withNumber(value!, (number) => withNumber(digits!, (places) => round(number, places))),
  ABS: ([value]) => withNumber(value!, Math.abs),
  ISNUMBER: ([value]) => typeof value!.value() === 'number',
  IFERROR: ([value, otherwise]) => {
    const result = value!.value();
    return isFormulaError(result) ? otherwise!.value() : result;
  },
  LEN: ([value]) => {
    const text = toText(value!.value());
    return typeof text === 'string' ? text.length : text;
  },
  DATE: ([year, month, day]) => withNumber(year!, (y) => withNumber(month!, (m) => withNumber(day!, (d) => Date.UTC(y, m - 1, d) / 86_400_000 + daysBefore1970))),
};
