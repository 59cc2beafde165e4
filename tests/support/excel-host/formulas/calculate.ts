import { gap } from '../rules';
import { columnCount, rowCount } from '../model/area';
import { sheetNamed, type Book } from '../model/book';
import { cellAt, type CellContent, type Sheet } from '../model/sheet';
import { functions, type Calculation } from './functions';
import { parseFormula, type Node } from './parse';
import { asNumber, asText, compare, error, holds, isError, type Value } from './values';

/**
 * A small calculator of its own for reading cells with formulas while LibreOffice is not at hand. It knows what a plan's workbook prints
 * and fails on anything else; LibreOffice judges it (export.ts). It shares nothing with the product's evaluator.
 */
interface Calculator {
  readonly changes: number;
  readonly cells: Map<string, Value | 'busy'>;
  readonly columns: Map<string, readonly Value[]>;
}

const calculators = new WeakMap<Book, Calculator>();
const trees = new Map<string, Node>();

const calculatorOf = (book: Book): Calculator => {
  const known = calculators.get(book);
  if (known && known.changes === book.changes) return known;
  const fresh: Calculator = { changes: book.changes, cells: new Map(), columns: new Map() };
  calculators.set(book, fresh);
  return fresh;
};

const treeOf = (formula: string): Node => {
  const tree = trees.get(formula) ?? parseFormula(formula);
  trees.set(formula, tree);
  return tree;
};

const arithmetic = (operator: string, left: Value, right: Value): Value => {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (isError(a)) return a;
  if (isError(b)) return b;
  if (operator === '/') return b === 0 ? error('#DIV/0!') : a / b;
  return operator === '+' ? a + b : operator === '-' ? a - b : a * b;
};

const binary = (operator: string, left: Value, right: Value): Value => {
  if (isError(left)) return left;
  if (isError(right)) return right;
  if (operator === '&') return `${asText(left) as string}${asText(right) as string}`;
  return operator in { '+': 0, '-': 0, '*': 0, '/': 0 } ? arithmetic(operator, left, right) : holds(operator, compare(left, right));
};

const sheetFor = (book: Book, home: Sheet, tab: string | undefined): Sheet | undefined => (tab === undefined ? home : sheetNamed(book, tab));

/** A whole column is read once for all formulas that ask for it. */
const columnValues = (book: Book, sheet: Sheet, column: number): readonly Value[] => {
  const { columns } = calculatorOf(book);
  const key = `${sheet.id}:${column}`;
  const known = columns.get(key);
  if (known) return known;
  const last = Math.max(-1, ...[...sheet.cells].filter(([, line]) => line.has(column)).map(([row]) => row));
  const values = Array.from({ length: last + 1 }, (_, row) => cellValue(book, sheet, row, column));
  columns.set(key, values);
  return values;
};

const calculationFor = (book: Book, home: Sheet): Calculation => {
  const value = (node: Node): Value => {
    switch (node.kind) {
      case 'value': return node.value;
      case 'error': return error(node.error);
      case 'negative': return arithmetic('*', -1, value(node.of));
      case 'binary': return binary(node.operator, value(node.left), value(node.right));
      case 'call': return (functions[node.name] ?? gap(`the function ${node.name}`))(node.args, { value, column, today: book.today });
      case 'reference': {
        const sheet = sheetFor(book, home, node.tab);
        if (!sheet) return error('#REF!');
        return rowCount(node.area) * columnCount(node.area) === 1 ? cellValue(book, sheet, node.area.top, node.area.left) : gap('a range where one value is wanted');
      }
    }
  };
  const column: Calculation['column'] = (node) => {
    if (node.kind !== 'reference') return gap('a value where a range is wanted');
    const sheet = sheetFor(book, home, node.tab);
    const { area } = node;
    if (!sheet) return { values: [error('#REF!')], blanks: 0 };
    if (columnCount(area) > 1 && rowCount(area) > 1) return gap('a range of several rows and columns');
    if (columnCount(area) > 1) return { values: Array.from({ length: columnCount(area) }, (_, i) => cellValue(book, sheet, area.top, area.left + i)), blanks: 0 };
    if (rowCount(area) === 1) return { values: [cellValue(book, sheet, area.top, area.left)], blanks: 0 };
    const values = columnValues(book, sheet, area.left).slice(area.top, area.bottom + 1);
    return { values, blanks: rowCount(area) - values.length };
  };
  return { value, column, today: book.today };
};

const calculated = (book: Book, sheet: Sheet, row: number, column: number, formula: string): Value => {
  const { cells } = calculatorOf(book);
  const key = `${sheet.id}:${row}:${column}`;
  const known = cells.get(key);
  if (known === 'busy') return gap(`a ring of formulas through ${key}`);
  if (known !== undefined) return known;
  cells.set(key, 'busy');
  const value = calculationFor(book, sheet).value(treeOf(formula)) ?? 0;
  cells.set(key, value);
  return value;
};

/** [calculated-at-once] What a cell comes to in a calculation. */
const cellValue = (book: Book, sheet: Sheet, row: number, column: number): Value => {
  const cell = cellAt(sheet, row, column);
  if (!cell) return null;
  if (cell.formula !== undefined) return calculated(book, sheet, row, column, cell.formula);
  if (cell.isError) return error(String(cell.value));
  return cell.value === '' && cell.formula === undefined ? null : cell.value;
};

export interface Displayed {
  readonly value: CellContent;
  readonly isError: boolean;
}

/** What a cell shows. */
export const displayed = (book: Book, sheet: Sheet, row: number, column: number): Displayed => {
  const value = cellValue(book, sheet, row, column) ?? '';
  return isError(value) ? { value: value.error, isError: true } : { value, isError: false };
};
