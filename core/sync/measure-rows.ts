import { remembered } from '../plan/remembered';
import { rowsNamed, type WireGrid, type WireRow } from './wire-cells';

/** What tells a text from others, in two halves of 32 bits, and how long it is in UTF-8. */
interface TextMeasure {
  readonly first: number;
  readonly second: number;
  readonly bytes: number;
}

/** Of rows as JSON. */
export interface RowsMeasure extends TextMeasure {
  /** Named members in all. */
  readonly members: number;
}

/** Bytes that a UTF-16 code unit beyond ASCII takes more than one; each half of a pair takes two. */
const moreBytes = (code: number): number => (code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2);

const mixed = (a: number, b: number): number => (Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)) >>> 0;

/** The same wherever it is worked out, without waiting. It tells texts apart, and guards nothing. (FNV-1a twice, with two multipliers, and stirred at the end.) */
const measureText = (text: string): TextMeasure => {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  let more = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5f356495);
    if (code > 0x7f) more += moreBytes(code);
  }
  return { first: mixed(a, b), second: mixed(b, a), bytes: text.length + more };
};

/** A digest of a text, as 16 hexadecimal digits. */
export const textDigest = (text: string): string => {
  const { first, second } = measureText(text);
  return [first, second].map((half) => half.toString(16).padStart(8, '0')).join('');
};

const membersOf = ({ cells, hidden }: WireRow): number => {
  let members = hidden === undefined ? 2 : 3;
  for (const cell of cells) if (typeof cell === 'object' && cell !== null) members += Object.keys(cell).length + (typeof cell.value === 'object' ? 1 : 0);
  return members;
};

/** A row with its place. */
export const measureRow = remembered((row: WireRow): RowsMeasure => ({ ...measureText(JSON.stringify(row)), members: membersOf(row) }));

const noRows: RowsMeasure = { first: 0, second: 0, bytes: 0, members: 0 };

/** With a row more, or less. */
const withRow = (all: RowsMeasure, row: WireRow | undefined, sign: 1 | -1): RowsMeasure => {
  if (row === undefined) return all;
  const one = measureRow(row);
  return {
    first: (all.first + sign * one.first) >>> 0, second: (all.second + sign * one.second) >>> 0,
    bytes: all.bytes + sign * one.bytes, members: all.members + sign * one.members,
  };
};

const known = new WeakMap<readonly WireRow[], RowsMeasure>();

/** Rows in whatever order, since each has its place in it. `like` are others, of which most may be the same objects: only where the two differ is anything worked out. */
export const measureRows = (rows: readonly WireRow[], like: readonly WireRow[] = []): RowsMeasure => {
  const found = known.get(rows);
  if (found) return found;
  const [start, from] = known.has(like) ? [known.get(like)!, like] : [noRows, []];
  let all = start;
  for (let i = 0; i < Math.max(rows.length, from.length); i++) {
    if (rows[i] !== from[i]) all = withRow(withRow(all, from[i], -1), rows[i], 1);
  }
  known.set(rows, all);
  return all;
};

/** Of what stands in the tabs of a sheet: two with the same digest have tabs of the same names, and in them the same rows. `like` as with rows. */
export const rowsDigest = ({ worksheets }: WireGrid, like?: WireGrid): string =>
  textDigest(worksheets.map(({ name, rows }) => {
    const { first, second } = measureRows(rows, rowsNamed(like, name));
    return JSON.stringify([name, rows.length, first, second]);
  }).join());
