import { isSameList, type Notes } from '../../plan/remembered';
import { appendBytes, createByteWriter, writeAscii, writeLineBreak, writeString, writtenBytes, type ByteWriter } from './byte-writer';

/** Deepest nesting a document may have, brackets counted from 1. Deeper ones overflow `JSON.stringify` and `structuredClone`. */
export const MAX_DEPTH = 64;

/** Keys that reach an object's prototype in careless code. No field of a plan is called so. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The keys of records of one kind: as found, and in order. */
interface Shape {
  readonly found: readonly string[];
  readonly sorted: readonly string[];
}

/** How JSON is laid out: the order of keys (by UTF-16 code unit where none is given), and whether each member stands on a line of its own. */
export interface JsonLayout {
  readonly compareKeys?: (a: string, b: string) => number;
  readonly isIndented: boolean;
}

const canonical: JsonLayout = { isIndented: true };

/** What is written so far, and the last shape at each depth: records of one table follow each other with the same keys. */
interface Printer {
  readonly writer: ByteWriter;
  readonly layout: JsonLayout;
  readonly shapes: (Shape | undefined)[];
  readonly kept?: KeptTexts;
}

/** Texts of objects that nobody changes, at the depth where they always stand; brackets are counted from 1. */
export interface KeptTexts {
  readonly depth: number;
  readonly texts: Notes<object, Uint8Array>;
}

/**
 * Prints a plain JSON value so that equal documents give equal bytes: keys by UTF-16 code unit, numbers and strings as in RFC 8785
 * (which is ECMAScript's own form; -0 becomes 0), but indented by two spaces and with a final newline, so that `git diff` reads well.
 * A key whose value is undefined is left out. Returns UTF-8. Throws a TypeError for what JSON cannot carry unchanged: NaN, Infinity,
 * undefined in an array, a lone surrogate, functions, dates and maps, a forbidden key, nesting deeper than `MAX_DEPTH`. [F1] [F2]
 */
export function canonicalJson(value: unknown): Buffer {
  const writer = createByteWriter();
  printJson(writer, value);
  return writtenBytes(writer);
}

/** The same, at the end of a writer. What was kept, always in the same layout, is not printed anew. */
export function printJson(writer: ByteWriter, value: unknown, kept?: KeptTexts, layout = canonical): void {
  printValue({ writer, layout, shapes: [], ...(kept && { kept }) }, value, 0);
  writeAscii(writer, '\n');
}

function printValue(printer: Printer, value: unknown, depth: number): void {
  switch (typeof value) {
    case 'string':
      return writeString(printer.writer, value);
    case 'number':
      return writeAscii(printer.writer, printNumber(value));
    case 'boolean':
      return writeAscii(printer.writer, value ? 'true' : 'false');
    case 'object':
      return value === null ? writeAscii(printer.writer, 'null') : printObject(printer, value, depth + 1);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function printNumber(number: number): string {
  if (!Number.isFinite(number)) throw new TypeError(`JSON has no ${number}`);
  return String(number);
}

function printObject(printer: Printer, value: object, depth: number): void {
  if (depth > MAX_DEPTH) throw new TypeError(`Nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return printArray(printer, value, depth);
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new TypeError('JSON has only plain objects');
  if (printer.kept?.depth === depth) printKept(printer, value as Record<string, unknown>, printer.kept);
  else printRecord(printer, value as Record<string, unknown>, depth);
}

function printKept(printer: Printer, record: Record<string, unknown>, { depth, texts }: KeptTexts): void {
  const { writer } = printer;
  const known = texts.get(record);
  if (known) return appendBytes(writer, known);
  const start = writer.length;
  printRecord(printer, record, depth);
  texts.set(record, Buffer.from(writer.bytes.subarray(start, writer.length)));
}

function beginLine({ writer, layout }: Printer, depth: number): void {
  if (layout.isIndented) writeLineBreak(writer, depth);
}

function printArray(printer: Printer, items: readonly unknown[], depth: number): void {
  const { writer } = printer;
  writeAscii(writer, '[');
  for (let index = 0; index < items.length; index++) {
    if (index > 0) writeAscii(writer, ',');
    beginLine(printer, depth);
    printValue(printer, items[index], depth);
  }
  if (items.length > 0) beginLine(printer, depth - 1);
  writeAscii(writer, ']');
}

function printRecord(printer: Printer, record: Record<string, unknown>, depth: number): void {
  const { writer, layout } = printer;
  const colon = layout.isIndented ? ': ' : ':';
  let isEmpty = true;
  writeAscii(writer, '{');
  for (const key of sortedKeys(printer, record, depth)) {
    const value = record[key];
    if (value === undefined) continue;
    if (!isEmpty) writeAscii(writer, ',');
    isEmpty = false;
    beginLine(printer, depth);
    writeString(writer, key);
    writeAscii(writer, colon);
    printValue(printer, value, depth);
  }
  if (!isEmpty) beginLine(printer, depth - 1);
  writeAscii(writer, '}');
}

function sortedKeys({ layout, shapes }: Printer, record: object, depth: number): readonly string[] {
  const found = Object.keys(record);
  const known = shapes[depth];
  if (known !== undefined && isSameList(found, known.found)) return known.sorted;
  const forbidden = found.find((key) => FORBIDDEN_KEYS.has(key));
  if (forbidden !== undefined) throw new TypeError(`"${forbidden}" is not allowed as a key`);
  // The default order of `sort` is by UTF-16 code unit, which is what RFC 8785 asks for.
  const sorted = [...found].sort(layout.compareKeys);
  shapes[depth] = { found, sorted };
  return sorted;
}
