import type { CellValue, Grid, GridCell, GridRange, GridRow, GridWorksheet } from '../../../sheet/grid';
import type { XlsxReading, XlsxRefusal, XlsxWorkbook } from '../read/read-xlsx';

/**
 * A grid in few objects, since a message between processes costs by the object: as it stands, it costs as much again as reading the file.
 * Each cell stands once in `values` and `flags`, however many places share it, so that a text that a million cells share stays one.
 */
interface PackedGrid extends Omit<Grid, 'worksheets'> {
  readonly values: readonly CellValue[];
  readonly flags: Uint8Array;
  readonly worksheets: readonly PackedWorksheet[];
}
interface PackedWorksheet extends Omit<GridWorksheet, 'rows' | 'merges'> {
  /** For each row: its index, whether it is hidden, how many cells it has. */
  readonly rows: Uint32Array;
  /** For each cell of each row: its column, and which of the values it has. */
  readonly places: Uint32Array;
  /** For each merged range: its top, left, bottom and right. */
  readonly merges: Uint32Array;
}

/** What the reader found, fit to be sent from one process to another. */
export type PackedReading =
  | { readonly ok: true; readonly value: Omit<XlsxWorkbook, 'grid'> & { readonly grid: PackedGrid } }
  | { readonly ok: false; readonly refusal: XlsxRefusal };

const [IS_DATE, IS_FORMULA, IS_UNREADABLE] = [1, 2, 4] as const;

const flagsOf = ({ isDate, isFormula, isUnreadable }: GridCell): number => (isDate ? IS_DATE : 0) | (isFormula ? IS_FORMULA : 0) | (isUnreadable ? IS_UNREADABLE : 0);

const toCell = (value: CellValue, flags: number): GridCell =>
  flags === 0 ? { value } : { value, ...(flags & IS_DATE && { isDate: true }), ...(flags & IS_FORMULA && { isFormula: true }), ...(flags & IS_UNREADABLE && { isUnreadable: true }) };

/** Numbers the cells as they come. The reader makes each number a cell of its own, so those are not looked for among the known. */
const createCellList = () => {
  const values: CellValue[] = [];
  const flags: number[] = [];
  const known = new Map<GridCell, number>();
  const add = (cell: GridCell): number => {
    flags.push(flagsOf(cell));
    return values.push(cell.value) - 1;
  };
  const addOnce = (cell: GridCell): number => {
    const number = known.get(cell) ?? add(cell);
    known.set(cell, number);
    return number;
  };
  return { values, flags, numberOf: (cell: GridCell): number => (typeof cell.value === 'number' ? add(cell) : addOnce(cell)) };
};

const packWorksheet = ({ name, state, rows, merges = [] }: GridWorksheet, numberOf: (cell: GridCell) => number): PackedWorksheet => {
  const packed: number[] = [];
  // As if there were no holes: memory that is never written to costs nothing.
  const places = new Uint32Array(2 * rows.reduce((sum, { cells }) => sum + cells.length, 0));
  let at = 0;
  for (const { index, hidden, cells } of rows) {
    const from = at;
    cells.forEach((cell, column) => {
      if (cell === undefined) return;
      places[at++] = column;
      places[at++] = numberOf(cell);
    });
    packed.push(index, hidden ? 1 : 0, (at - from) / 2);
  }
  return { name, state, rows: new Uint32Array(packed), places: places.subarray(0, at), merges: new Uint32Array(merges.flatMap(({ top, left, bottom, right }) => [top, left, bottom, right])) };
};

/** Makes a message of what was read. */
export const packReading = (reading: XlsxReading): PackedReading => {
  if (!reading.ok) return reading;
  const { grid: { worksheets: read, ...others }, ...rest } = reading.value;
  const { values, flags, numberOf } = createCellList();
  const worksheets = read.map((worksheet) => packWorksheet(worksheet, numberOf));
  return { ok: true, value: { ...rest, grid: { ...others, values, flags: new Uint8Array(flags), worksheets } } };
};

const unpackMerges = (packed: Uint32Array): GridRange[] =>
  Array.from({ length: packed.length / 4 }, (_, i) => ({ top: packed[4 * i]!, left: packed[4 * i + 1]!, bottom: packed[4 * i + 2]!, right: packed[4 * i + 3]! }));

const unpackWorksheet = ({ name, state, rows: packed, places, merges }: PackedWorksheet, list: readonly GridCell[]): GridWorksheet => {
  const rows: GridRow[] = [];
  let at = 0;
  for (let i = 0; i < packed.length; i += 3) {
    const cells: (GridCell | undefined)[] = [];
    for (const end = at + 2 * packed[i + 2]!; at < end; at += 2) cells[places[at]!] = list[places[at + 1]!];
    rows.push(packed[i + 1] ? { index: packed[i]!, cells, hidden: true } : { index: packed[i]!, cells });
  }
  return { name, state, rows, ...(merges.length > 0 && { merges: unpackMerges(merges) }) };
};

/** What was read, from the message made of it. */
export const unpackReading = (packed: PackedReading): XlsxReading => {
  if (!packed.ok) return packed;
  const { grid: { values, flags, worksheets, ...others }, ...rest } = packed.value;
  const list = values.map((value, i) => toCell(value, flags[i]!));
  return { ok: true, value: { ...rest, grid: { ...others, worksheets: worksheets.map((worksheet) => unpackWorksheet(worksheet, list)) } } };
};
