import { rowCount } from './address';
import { gap } from './gap';
import type { Node } from './parse';
import { asNumber, asText, asTruth, compare, criterion, error, isError, wildcard, type Value } from './values';

export type Reference = Node & { readonly kind: 'reference' };

/** What a function is given: its arguments unevaluated, and a way to evaluate them. */
export interface Calculation {
  value(node: Node): Value;
  /** The values of one column, from the first row of the reference to the last that holds anything; `blanks` more follow. */
  column(reference: Node): { readonly values: readonly Value[]; readonly blanks: number };
  /** The cells that a text names, as INDIRECT reads it. */
  named(text: string): Reference;
  readonly today: number;
}

type Calculate = (args: readonly Node[], on: Calculation) => Value;

const numbersOf = (args: readonly Node[], on: Calculation): number[] | { readonly error: string } => {
  const numbers: number[] = [];
  for (const arg of args) {
    const values = arg.kind === 'reference' ? on.column(arg).values.filter((value) => typeof value === 'number' || isError(value)) : [on.value(arg)];
    for (const value of values) {
      const number = asNumber(value);
      if (isError(number)) return number;
      numbers.push(number);
    }
  }
  return numbers;
};

const ofNumbers = (use: (numbers: number[]) => number): Calculate => (args, on) => {
  const numbers = numbersOf(args, on);
  return Array.isArray(numbers) ? use(numbers) : numbers;
};

const ofTruths = (use: (truths: boolean[]) => boolean): Calculate => (args, on) => {
  const truths = args.map((arg) => asTruth(on.value(arg)));
  return truths.find((truth) => isError(truth)) ?? use(truths as boolean[]);
};

const ofTexts = (use: (texts: string[]) => Value): Calculate => (args, on) => {
  const texts = args.map((arg) => asText(on.value(arg)));
  return texts.find((text) => isError(text)) ?? use(texts as string[]);
};

const places = new WeakMap<readonly Value[], ReadonlyMap<string, readonly number[]>>();

const placesByText = (values: readonly Value[]): ReadonlyMap<string, readonly number[]> => {
  const found = new Map<string, number[]>();
  for (const [place, value] of values.entries()) {
    if (typeof value !== 'string') continue;
    const text = value.toLowerCase();
    const list = found.get(text);
    if (list) list.push(place);
    else found.set(text, [place]);
  }
  return found;
};

/** Where a text stands in a column that many formulas search; a text that means more than itself is not looked up so. */
const placesOf = (values: readonly Value[], wanted: Value): readonly number[] | null => {
  if (typeof wanted !== 'string' || wanted === '' || /^[<>=]|[*?~]/.test(wanted) || Number.isFinite(Number(wanted))) return null;
  const known = places.get(values) ?? placesByText(values);
  places.set(values, known);
  return known.get(wanted.toLowerCase()) ?? [];
};

/** Rows that meet all criteria: by place, and how many of the empty ones below. */
const meeting = (pairs: readonly Node[], on: Calculation): { readonly rows: number[]; readonly blanks: number } => {
  const tests = Array.from({ length: pairs.length / 2 }, (_, i) => {
    const wanted = on.value(pairs[2 * i + 1]!);
    return { ...on.column(pairs[2 * i]!), wanted, passes: criterion(wanted) };
  });
  const longest = Math.max(...tests.map(({ values }) => values.length));
  const looked = tests.map(({ values, wanted }) => placesOf(values, wanted)).filter((list) => list !== null);
  const shortest = looked.reduce<readonly number[] | null>((best, list) => (!best || list.length < best.length ? list : best), null);
  const rows = (shortest ?? Array.from({ length: longest }, (_, i) => i)).filter((i) => tests.every(({ values, passes }) => passes(values[i] ?? null)));
  const total = tests[0]!.values.length + tests[0]!.blanks;
  return { rows, blanks: tests.every(({ passes }) => passes(null)) ? total - longest : 0 };
};

const round = (value: number, digits: number): number => {
  const scaled = Number(`${Math.abs(value).toPrecision(15)}e${digits}`.replace(/e([+-]?\d+)e(-?\d+)$/, (_, a: string, b: string) => `e${Number(a) + Number(b)}`));
  return (Math.sign(value) * Math.round(scaled)) / 10 ** digits;
};

const matches = (wanted: Value): ((value: Value) => boolean) => {
  if (typeof wanted !== 'string') return (value) => value !== null && typeof value === typeof wanted && compare(value, wanted) === 0;
  const pattern = wildcard(wanted);
  return (value) => typeof value === 'string' && pattern.test(value);
};

const match: Calculate = ([wanted, where, kind], on) => {
  if (!wanted || !where || !kind || on.value(kind) !== 0) return gap('MATCH that is not exact');
  const value = on.value(wanted);
  if (isError(value)) return value;
  const { values } = on.column(where);
  const places = placesOf(values, value);
  const found = places ? places[0] ?? -1 : values.findIndex(matches(value));
  return found < 0 ? error('#N/A') : found + 1;
};

const index: Calculate = ([where, place, other], on) => {
  if (!where || !place || other) return gap('INDEX over more than one column');
  const number = asNumber(on.value(place));
  if (isError(number)) return number;
  if (where.kind !== 'reference' || number < 1) return gap('INDEX of a whole column');
  return number > rowCount(where.area) ? error('#REF!') : on.column(where).values[number - 1] ?? null;
};

const counted = (args: readonly Node[], on: Calculation, counts: (value: Value) => boolean): number =>
  args.reduce((sum, arg) => sum + (arg.kind === 'reference' ? on.column(arg).values : [on.value(arg)]).filter(counts).length, 0);

const dayZero = Date.UTC(1899, 11, 30);
const dateOf = (serial: number): Date => new Date(dayZero + Math.floor(serial) * 86_400_000);
const datePart = (part: (date: Date) => number): Calculate => ofNumbers(([serial = 0]) => part(dateOf(serial)));

const sumOf = (values: readonly Value[]): Value => values.find((value) => isError(value)) ?? values.reduce<number>((total, value) => (typeof value === 'number' ? total + value : total), 0);

const countIfs: Calculate = (args, on) => {
  const { rows, blanks } = meeting(args, on);
  return rows.length + blanks;
};

/** SUMIF adds up another column where it is given one. */
const sumIf: Calculate = ([where, what, sum = where], on) => {
  if (!where || !what || !sum) return gap('SUMIF of too little');
  const { values } = on.column(sum);
  return sumOf(meeting([where, what], on).rows.map((row) => values[row] ?? null));
};

/** The functions that a plan's workbook prints; any other is a gap. */
export const functions: Readonly<Record<string, Calculate>> = {
  IF: ([test, then, otherwise], on) => {
    const truth = asTruth(on.value(test ?? gap('IF of nothing')));
    if (isError(truth)) return truth;
    const chosen = truth ? then : otherwise;
    return chosen ? on.value(chosen) : truth;
  },
  IFERROR: ([first, other], on) => {
    const value = on.value(first ?? gap('IFERROR of nothing'));
    return isError(value) ? on.value(other ?? gap('IFERROR of one')) : value;
  },
  AND: ofTruths((truths) => truths.every(Boolean)),
  OR: ofTruths((truths) => truths.some(Boolean)),
  NOT: ofTruths(([truth]) => !truth),
  MIN: ofNumbers((numbers) => (numbers.length ? Math.min(...numbers) : 0)),
  MAX: ofNumbers((numbers) => (numbers.length ? Math.max(...numbers) : 0)),
  SUM: ofNumbers((numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  ABS: ofNumbers(([number = 0]) => Math.abs(number)),
  ROUND: ofNumbers(([number = 0, digits = 0]) => round(number, digits)),
  ISNUMBER: ([arg], on) => typeof on.value(arg ?? gap('ISNUMBER of nothing')) === 'number',
  LEN: ofTexts(([text = '']) => text.length),
  TRIM: ofTexts(([text = '']) => text.trim().replace(/ +/g, ' ')),
  LEFT: ofTexts(([text = '', count = '1']) => text.slice(0, Number(count))),
  REPT: ofTexts(([text = '', count = '0']) => text.repeat(Number(count))),
  SUBSTITUTE: ofTexts(([text = '', old = '', fresh = '', nth]) => (nth === undefined ? (old === '' ? text : text.replaceAll(old, () => fresh)) : gap('SUBSTITUTE of one occurrence'))),
  COUNTIFS: countIfs,
  COUNTIF: countIfs,
  SUMIFS: ([sum, ...pairs], on) => {
    const { values } = on.column(sum ?? gap('SUMIFS of nothing'));
    return sumOf(meeting(pairs, on).rows.map((row) => values[row] ?? null));
  },
  SUMIF: sumIf,
  COUNT: (args, on) => counted(args, on, (value) => typeof value === 'number'),
  COUNTA: (args, on) => counted(args, on, (value) => value !== null),
  AVERAGE: (args, on) => {
    const numbers = numbersOf(args, on);
    if (!Array.isArray(numbers)) return numbers;
    return numbers.length ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : error('#DIV/0!');
  },
  ISBLANK: ([arg], on) => on.value(arg ?? gap('ISBLANK of nothing')) === null,
  CONCATENATE: ofTexts((texts) => texts.join('')),
  RIGHT: ofTexts(([text = '', count = '1']) => (Number(count) === 0 ? '' : text.slice(-Number(count)))),
  MID: ofTexts(([text = '', start = '1', count = '0']) => text.slice(Number(start) - 1, Number(start) - 1 + Number(count))),
  DATE: ofNumbers(([year = 0, month = 0, day = 0]) => (Date.UTC(year, month - 1, day) - dayZero) / 86_400_000),
  YEAR: datePart((date) => date.getUTCFullYear()),
  MONTH: datePart((date) => date.getUTCMonth() + 1),
  DAY: datePart((date) => date.getUTCDate()),
  INDIRECT: ([text], on) => {
    const named = asText(on.value(text ?? gap('INDIRECT of nothing')));
    return isError(named) ? named : on.value(on.named(named));
  },
  MATCH: match,
  INDEX: index,
  TODAY: (_, on) => on.today,
};
