/** Deepest nesting a document may have, brackets counted from 1. Deeper ones overflow `JSON.stringify` and `structuredClone`. */
export const MAX_DEPTH = 64;

/** Keys that reach an object's prototype in careless code. No field of a plan is called so. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;
/** With the `u` flag a proper pair is one code point, so this finds only lone surrogates. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** The keys of records of one kind: as found, in order, and each printed with its colon. */
interface Shape {
  readonly found: readonly string[];
  readonly sorted: readonly string[];
  readonly labels: readonly string[];
}

/** Records of one table follow each other with the same keys, so the last shape of each depth is nearly always the right one. */
type ShapeMemory = (Shape | undefined)[];

const INDENTS = Array.from({ length: MAX_DEPTH + 1 }, (_, depth) => '\n' + '  '.repeat(depth));

/**
 * Prints a plain JSON value so that equal documents give equal bytes: keys by UTF-16 code unit, numbers and strings as in RFC 8785
 * (which is ECMAScript's own form; -0 becomes 0), but indented by two spaces and with a final newline, so that `git diff` reads well.
 * A key whose value is undefined is left out. Throws a TypeError for what JSON cannot carry unchanged: NaN, Infinity, undefined in an
 * array, a lone surrogate, functions, dates and maps, a forbidden key, nesting deeper than `MAX_DEPTH`. [F1] [F2]
 */
export function canonicalJson(value: unknown): string {
  return printValue(value, 0, []) + '\n';
}

function printValue(value: unknown, depth: number, memory: ShapeMemory): string {
  switch (typeof value) {
    case 'string':
      return printString(value);
    case 'number':
      return printNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : printObject(value, depth + 1, memory);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function printString(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return '"' + text + '"';
  if (LONE_SURROGATE.test(text)) throw new TypeError('A text holds half of a surrogate pair');
  return JSON.stringify(text);
}

function printNumber(number: number): string {
  if (!Number.isFinite(number)) throw new TypeError(`JSON has no ${number}`);
  return String(number);
}

function printObject(value: object, depth: number, memory: ShapeMemory): string {
  if (depth > MAX_DEPTH) throw new TypeError(`Nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return printArray(value, depth, memory);
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new TypeError('JSON has only plain objects');
  return printRecord(value as Record<string, unknown>, depth, memory);
}

function printArray(items: readonly unknown[], depth: number, memory: ShapeMemory): string {
  if (items.length === 0) return '[]';
  const indent = INDENTS[depth]!;
  let text = '[';
  for (let index = 0; index < items.length; index++) {
    text += (index === 0 ? indent : ',' + indent) + printValue(items[index], depth, memory);
  }
  return text + INDENTS[depth - 1] + ']';
}

function printRecord(record: Record<string, unknown>, depth: number, memory: ShapeMemory): string {
  const { sorted, labels } = shapeOf(record, depth, memory);
  const indent = INDENTS[depth]!;
  let text = '';
  for (let index = 0; index < sorted.length; index++) {
    const value = record[sorted[index]!];
    if (value === undefined) continue;
    text += (text === '' ? indent : ',' + indent) + labels[index] + printValue(value, depth, memory);
  }
  return text === '' ? '{}' : '{' + text + INDENTS[depth - 1] + '}';
}

function shapeOf(record: object, depth: number, memory: ShapeMemory): Shape {
  const found = Object.keys(record);
  const known = memory[depth];
  if (known !== undefined && hasSameKeys(found, known.found)) return known;
  const forbidden = found.find((key) => FORBIDDEN_KEYS.has(key));
  if (forbidden !== undefined) throw new TypeError(`"${forbidden}" is not allowed as a key`);
  // The default order of `sort` is by UTF-16 code unit, which is what RFC 8785 asks for.
  const sorted = [...found].sort();
  const shape = { found, sorted, labels: sorted.map((key) => printString(key) + ': ') };
  memory[depth] = shape;
  return shape;
}

function hasSameKeys(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}
