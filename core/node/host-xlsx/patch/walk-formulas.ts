import { readIndex } from '../read/read-number';
import { columnIn } from '../read/worksheet-reader';
import { OPEN, END, XmlScanner } from '../read/xml-scanner';
import { readFormula, type FoundFormula } from './cell-shape';
import { isIn, toRange, type CellRange } from './cell-ranges';

/** The number of the row just opened, from one on; `last` is that of the row before. */
export const rowOf = (scanner: XmlScanner, last: number): number => {
  const r = scanner.attribute('r');
  return r < 0 ? last + 1 : readIndex(scanner.bytes, scanner.valueStart(r), scanner.valueEnd(r));
};

/** The same of the column of a cell. */
export const columnOf = (scanner: XmlScanner, row: number, last: number): number => {
  const r = scanner.attribute('r');
  return r < 0 ? last + 1 : columnIn(scanner.bytes, scanner.valueStart(r), scanner.valueEnd(r), row);
};

/** Visits every formula of a sheet part with its zero-based place. */
const walkFormulas = (bytes: Buffer, part: string, visit: (row: number, column: number, formula: FoundFormula) => void): void => {
  const scanner = new XmlScanner(bytes, part);
  let [row, column] = [0, 0];
  for (let token = scanner.next(); token !== END; token = scanner.next()) {
    if (token !== OPEN) continue;
    if (scanner.isNamed('row')) [row, column] = [rowOf(scanner, row), 0];
    else if (scanner.isNamed('c')) column = columnOf(scanner, row, column);
    else if (scanner.isNamed('f')) visit(row - 1, column - 1, readFormula(scanner));
  }
};

/** Does a formula fill more cells than its own, as an array or a what-if table does? */
export const fillsRange = ({ type }: FoundFormula): boolean => type === 'array' || type === 'dataTable';

/** An array formula of one cell alone is as any other formula: some programs save formulas that way. */
const isOneCell = ({ type }: FoundFormula, range: CellRange | undefined): boolean => type === 'array' && range !== undefined && range.top === range.bottom && range.left === range.right;

/** The ranges of several cells that array formulas fill, and those of what-if tables. */
export const findArrays = (bytes: Buffer, part: string): readonly CellRange[] => {
  const ranges: CellRange[] = [];
  // Hardly any sheet has one, and looking for the words costs a hundredth of reading it.
  if (!bytes.includes('array') && !bytes.includes('dataTable')) return ranges;
  walkFormulas(bytes, part, (row, column, formula) => {
    const range = toRange(formula.ref);
    if (fillsRange(formula) && !isOneCell(formula, range)) ranges.push(range ?? { top: row, bottom: row, left: column, right: column });
  });
  return ranges;
};

/** A formula that other cells share, and where its text stood. */
export interface SharedMaster {
  readonly shared: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** The cells it is shared by. */
  readonly range: CellRange | undefined;
}

/** A cell that has only the number of a shared formula. */
export interface Dependent {
  readonly master: SharedMaster;
  readonly row: number;
  readonly column: number;
  readonly formula: FoundFormula;
}

/** The cells that share the formulas of some masters, in the order of the part. */
export const findDependents = (bytes: Buffer, part: string, masters: readonly SharedMaster[]): readonly Dependent[] => {
  const found: Dependent[] = [];
  if (masters.length === 0) return found;
  walkFormulas(bytes, part, (row, column, formula) => {
    if (formula.type !== 'shared' || formula.text !== '') return;
    // Some programs use a number again for another range.
    const master = masters.find(({ shared, range }) => shared === formula.shared && (range === undefined || isIn(range, row, column)));
    if (master) found.push({ master, row, column, formula });
  });
  return found;
};
