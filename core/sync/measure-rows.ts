import { createNotes } from '../plan/remembered';
import { isSameCell } from './changed-rows';
import { rowsNamed, type WireCell, type WireGrid, type WireRow } from './wire-cells';

/**
 * What tells rows from others, and how large they are: a sum over their cells, each with its place. So of rows that are like others whose measure is
 * known, only the cells that differ are looked at.
 */
export interface RowsMeasure {
  /** Two halves of 32 bits. */
  readonly first: number;
  readonly second: number;
  /** As JSON in UTF-8, with a comma after each cell. */
  readonly bytes: number;
  /** Named members in all. */
  readonly members: number;
}

type Sum = { -readonly [K in keyof RowsMeasure]: RowsMeasure[K] };

/** Bytes that a UTF-16 code unit beyond ASCII takes more than one; each half of a pair takes two. */
const moreBytes = (code: number): number => (code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2);

const mixed = (a: number, b: number): number => (Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)) >>> 0;

/** Adds a text at a place, or takes it away. It tells texts apart, and guards nothing. (FNV-1a twice, with two multipliers, and stirred at the end.) */
const addText = (sum: Sum, text: string, row: number, column: number, sign: 1 | -1): void => {
  let a = Math.imul(0x811c9dc5 ^ row, 0x01000193) ^ column;
  let b = Math.imul(0x1b873593 ^ column, 0x5f356495) ^ row;
  let more = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5f356495);
    if (code > 0x7f) more += moreBytes(code);
  }
  sum.first = (sum.first + sign * mixed(a, b)) >>> 0;
  sum.second = (sum.second + sign * mixed(b, a)) >>> 0;
  sum.bytes += sign * (text.length + more);
};

const emptySum = (): Sum => ({ first: 0, second: 0, bytes: 0, members: 0 });

/** A digest of a text, as 16 hexadecimal digits. */
export const textDigest = (text: string): string => {
  const sum = emptySum();
  addText(sum, text, 0, 0, 1);
  return [sum.first, sum.second].map((half) => half.toString(16).padStart(8, '0')).join('');
};

/** Members in one order, whoever made the cell. */
const cellText = (cell: WireCell): string =>
  JSON.stringify(typeof cell === 'object' && cell !== null ? { value: cell.value, isDate: cell.isDate, isFormula: cell.isFormula, isUnreadable: cell.isUnreadable } : cell);

/** An empty cell counts for its bytes alone: rows that differ in empty cells at their end show the same. */
const addCell = (sum: Sum, cell: WireCell | undefined, row: number, column: number, sign: 1 | -1): void => {
  if (cell === undefined) return;
  sum.bytes += sign;
  if (cell === null) sum.bytes += 4 * sign;
  else addText(sum, cellText(cell), row, column, sign);
  if (typeof cell === 'object' && cell !== null) sum.members += sign * (Object.keys(cell).length + (typeof cell.value === 'object' ? 1 : 0));
};

const newRow = ({ index, hidden }: WireRow): Sum => {
  const sum = emptySum();
  addText(sum, JSON.stringify({ index, cells: [], hidden }), index, -1, 1);
  sum.members = hidden === undefined ? 2 : 3;
  return sum;
};

const rowsKnown = createNotes<WireRow, RowsMeasure>();

/** `like`: the row that stood there before. */
export const measureRow = (row: WireRow, like?: WireRow): RowsMeasure => {
  const found = rowsKnown.get(row);
  if (found) return found;
  const from = like && like.index === row.index && like.hidden === row.hidden ? rowsKnown.get(like) : undefined;
  const [sum, before] = from ? [{ ...from }, like!.cells] : [newRow(row), []];
  for (let column = 0; column < Math.max(row.cells.length, before.length); column++) {
    const [old, cell] = [before[column], row.cells[column]];
    if (old === cell || (old !== undefined && cell !== undefined && isSameCell(old, cell))) continue;
    addCell(sum, old, row.index, column, -1);
    addCell(sum, cell, row.index, column, 1);
  }
  rowsKnown.set(row, sum);
  return sum;
};

const addRow = (sum: Sum, row: WireRow | undefined, like: WireRow | undefined, sign: 1 | -1): void => {
  if (row === undefined) return;
  const one = measureRow(row, like);
  sum.first = (sum.first + sign * one.first) >>> 0;
  sum.second = (sum.second + sign * one.second) >>> 0;
  sum.bytes += sign * one.bytes;
  sum.members += sign * one.members;
};

const known = createNotes<readonly WireRow[], RowsMeasure>();

/** Rows in whatever order, since each has its place in it. `like` are others, of which most may be the same objects: only where the two differ is anything worked out. */
export const measureRows = (rows: readonly WireRow[], like: readonly WireRow[] = []): RowsMeasure => {
  const found = known.get(rows);
  if (found) return found;
  const start = known.get(like);
  const [sum, from] = start ? [{ ...start }, like] : [emptySum(), []];
  for (let i = 0; i < Math.max(rows.length, from.length); i++) {
    if (rows[i] === from[i]) continue;
    addRow(sum, from[i], undefined, -1);
    addRow(sum, rows[i], from[i], 1);
  }
  known.set(rows, sum);
  return sum;
};

/** Of what stands in the tabs of a sheet: two with the same digest have tabs of the same names, and in them the same rows. `like` as with rows. */
export const rowsDigest = ({ worksheets }: WireGrid, like?: WireGrid): string =>
  textDigest(worksheets.map(({ name, rows }) => {
    const { first, second } = measureRows(rows, rowsNamed(like, name));
    return JSON.stringify([name, rows.length, first, second]);
  }).join());
