/** A value in a calculation: null is an empty cell. */
export interface ErrorValue {
  readonly error: string;
}
export type Value = string | number | boolean | null | ErrorValue;

export const isError = (value: Value): value is ErrorValue => typeof value === 'object' && value !== null;
export const error = (text: string): ErrorValue => ({ error: text });

export const asNumber = (value: Value): number | ErrorValue => {
  if (isError(value)) return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : error('#VALUE!');
};

export const asText = (value: Value): string | ErrorValue => {
  if (isError(value)) return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : value;
};

export const asTruth = (value: Value): boolean | ErrorValue => {
  if (typeof value === 'string') return /^(true|false)$/i.test(value) ? /^true$/i.test(value) : error('#VALUE!');
  const number = asNumber(value);
  return isError(number) ? number : number !== 0;
};

const rank = (value: Value): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);

/** An empty cell compares as what stands beside it: 0, "" or FALSE. */
const filled = (value: Value, beside: Value): Value => (value !== null ? value : typeof beside === 'string' ? '' : typeof beside === 'boolean' ? false : 0);

/** Numbers come before texts before truth values; case does not count. */
export const compare = (a: Value, b: Value): number => {
  const [left, right] = [filled(a, b), filled(b, a)];
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (typeof left === 'string') {
    const [x, y] = [left.toLowerCase(), String(right).toLowerCase()];
    return x === y ? 0 : x < y ? -1 : 1;
  }
  return Number(left) - Number(right);
};

/** "a*", "a?c", "~*" as an expression over a whole text. */
export const wildcard = (text: string): RegExp =>
  new RegExp(`^${text.replace(/~([~*?])|[.+^${}()|[\]\\]|\*|\?/g, (sign, kept?: string) => (kept !== undefined ? `\\${kept}` : sign === '*' ? '[^]*' : sign === '?' ? '[^]' : `\\${sign}`))}$`, 'i');

const tests: Readonly<Record<string, (order: number) => boolean>> = { '=': (n) => n === 0, '<>': (n) => n !== 0, '<': (n) => n < 0, '<=': (n) => n <= 0, '>': (n) => n > 0, '>=': (n) => n >= 0 };
export const holds = (operator: string, order: number): boolean => tests[operator]!(order);

const ofNumber = (operator: string, number: number): ((value: Value) => boolean) => (value) => {
  const isEqual = operator === '=' || operator === '<>';
  const own = isEqual && typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof own !== 'number' || Number.isNaN(own)) return operator === '<>';
  return holds(operator, own - number);
};

/** What a criterion of COUNTIFS and SUMIFS lets pass. */
export const criterion = (given: Value): ((value: Value) => boolean) => {
  if (typeof given === 'number') return ofNumber('=', given);
  if (typeof given === 'boolean') return (value) => value === given;
  if (given === null) return ofNumber('=', 0);
  if (isError(given)) return (value) => isError(value) && value.error === given.error;
  const [, operator = '', rest = ''] = /^(<=|>=|<>|<|>|=)?([^]*)$/.exec(given)!;
  if (rest === '') {
    if (operator === '<>') return (value) => value !== null;
    if (operator === '=') return (value) => value === null;
    return operator === '' ? (value) => value === null || value === '' : () => false;
  }
  if (Number.isFinite(Number(rest)) && rest.trim() !== '') return ofNumber(operator || '=', Number(rest));
  if (operator === '' || operator === '=' || operator === '<>') {
    const pattern = wildcard(rest);
    return (value) => (typeof value === 'string' && pattern.test(value)) !== (operator === '<>');
  }
  return (value) => typeof value === 'string' && holds(operator, compare(value, rest));
};
