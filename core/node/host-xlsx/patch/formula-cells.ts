import { END, OPEN, XmlScanner } from '../read/xml-scanner';
import { readFormula, type FoundFormula } from './cell-shape';
import { toRange, type CellRange } from './cell-ranges';
import type { NamedThings } from './formula-reads';
import { shiftFormula } from './formula-refs';
import type { Splice } from './splices';
import { columnOf, fillsRange, rowOf } from './walk-formulas';

/** A cell with a formula. */
export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  /** The cells that show its results: more than its own for an array formula. */
  readonly fills: CellRange;
  /** What takes its stored result away. */
  readonly without: readonly Splice[];
}

interface Cell {
  readonly row: number;
  readonly column: number;
  formula: FoundFormula | undefined;
  readonly without: Splice[];
}

/** A result is written as the element `v`, and what it is as the attribute `t` before it. */
const typeOf = (scanner: XmlScanner): Splice[] => {
  const t = scanner.attribute('t');
  return t < 0 ? [] : [{ from: scanner.attributeStart(t) - 1, to: scanner.valueEnd(t) + 1, text: '' }];
};

const filledBy = ({ row, column, formula }: Cell): CellRange =>
  (fillsRange(formula!) ? toRange(formula!.ref) : undefined) ?? { top: row, bottom: row, left: column, right: column };

/** The formula of a cell that shares that of another, as it would stand there itself. */
const textOf = ({ formula, row, column }: Cell, masters: Map<string, Cell>): string => {
  const { type, text, shared } = formula!;
  if (type !== 'shared') return text;
  if (text !== '') masters.set(shared, { row, column, formula, without: [] });
  const master = masters.get(shared);
  return text === '' && master ? shiftFormula(master.formula!.text, row - master.row, column - master.column) : text;
};

/** The cells of a sheet part that have a formula and a stored result of it, in their order; as many as may be spent. */
export const formulaCells = (bytes: Buffer, part: string, spend: NamedThings['spend']): readonly FormulaCell[] => {
  const scanner = new XmlScanner(bytes, part);
  const masters = new Map<string, Cell>();
  const found: FormulaCell[] = [];
  let [row, column] = [0, 0];
  let cell: Cell | undefined;
  for (let token = scanner.next(); token !== END; token = scanner.next()) {
    if (token !== OPEN) continue;
    if (scanner.isNamed('row')) [row, column] = [rowOf(scanner, row), 0];
    else if (scanner.isNamed('c')) {
      column = columnOf(scanner, row, column);
      cell = { row: row - 1, column: column - 1, formula: undefined, without: typeOf(scanner) };
    } else if (cell && scanner.isNamed('f')) cell.formula = readFormula(scanner);
    else if (cell?.formula && scanner.isNamed('v')) {
      if (!spend(1)) return found;
      const from = scanner.tagStart();
      scanner.skip();
      found.push({ row: cell.row, column: cell.column, formula: textOf(cell, masters), fills: filledBy(cell), without: [...cell.without, { from, to: scanner.position(), text: '' }] });
    }
  }
  return found;
};
