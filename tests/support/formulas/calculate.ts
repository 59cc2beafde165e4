import { columnCount, rowCount, type Cells } from './address';
import { functions, type Calculation } from './functions';
import { gap, MisspelledFormula } from './gap';
import { hasNames, parseFormula, readReference, withoutNames, type Node, type Spelling } from './parse';
import { asNumber, asText, compare, error, holds, isError, type Value } from './values';

/** A workbook as the calculator sees it; S is a sheet of it. */
export interface Workbook<S> {
  readonly spelling: Spelling;
  /** Serial number of the day that TODAY() sees. */
  readonly today: number;
  sheetNamed(tab: string): S | undefined;
  /** What a name of the workbook means: "'Budsjett 2026'!$A$1:$A$20"; undefined for one that it has not. A workbook whose names are not modelled has none of this. */
  nameOf?(name: string): string | undefined;
  /** What tells sheets apart. */
  idOf(sheet: S): string | number;
  /** A value, or the formula that makes it. */
  content(sheet: S, row: number, column: number): Value | { readonly formula: string };
  /** The last row of a column that holds anything, -1 where none does; asked once for a column. */
  lastRowOf(sheet: S, column: number): number;
  sizeOf(sheet: S): { readonly rows: number; readonly columns: number };
}

/** A workbook's values as they stand; made anew after each change. */
export interface Calculator<S> {
  /** What a cell comes to; null where it is empty. */
  valueOf(sheet: S, row: number, column: number): Value;
  /** What a formula comes to on a sheet. */
  evaluate(sheet: S, formula: string): Value;
}

interface Parsed {
  readonly tree: Node;
  /** Most have none, and are the same in every workbook. */
  readonly isNamed: boolean;
}
const trees = new Map<Spelling, Map<string, Parsed>>();

const treeOf = (formula: string, spelling: Spelling): Parsed => {
  const ofSpelling = trees.get(spelling) ?? new Map<string, Parsed>();
  trees.set(spelling, ofSpelling);
  const known = ofSpelling.get(formula);
  if (known) return known;
  const tree = parsed(formula, spelling);
  const found = { tree, isNamed: hasNames(tree) };
  ofSpelling.set(formula, found);
  return found;
};

/** A formula in the spelling of another workbook is an error to look at, not a gap. */
const parsed = (formula: string, spelling: Spelling): Node => {
  try {
    return parseFormula(formula, spelling);
  } catch (problem) {
    if (problem instanceof MisspelledFormula) return { kind: 'error', error: '#ERROR!' };
    throw problem;
  }
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

/**
 * A small calculator of its own for cells with formulas, while neither LibreOffice nor Google is at hand. It knows what a plan's workbook prints,
 * in the spelling of the host, and fails on anything else. It shares nothing with the product's evaluator.
 */
export const createCalculator = <S>(workbook: Workbook<S>): Calculator<S> => {
  const cells = new Map<string, Value | 'busy'>();
  const columns = new Map<string, readonly Value[]>();
  const lastRows = new Map<string, number>();
  const parts = new Map<string, readonly Value[]>();
  const formulas = new Map<string, Node>();

  const calculated = (sheet: S, row: number, column: number, formula: string): Value => {
    const key = `${workbook.idOf(sheet)}:${row}:${column}`;
    const known = cells.get(key);
    if (known === 'busy') return gap(`a ring of formulas through ${key}`);
    if (known !== undefined) return known;
    cells.set(key, 'busy');
    try {
      const value = evaluate(sheet, formula) ?? 0;
      cells.set(key, value);
      return value;
    } finally {
      if (cells.get(key) === 'busy') cells.delete(key);
    }
  };

  const valueOf = (sheet: S, row: number, column: number): Value => {
    const content = workbook.content(sheet, row, column);
    return typeof content === 'object' && content !== null && 'formula' in content ? calculated(sheet, row, column, content.formula) : content;
  };

  const lastRowOf = (sheet: S, column: number): number => {
    const key = `${workbook.idOf(sheet)}:${column}`;
    const known = lastRows.get(key) ?? workbook.lastRowOf(sheet, column);
    lastRows.set(key, known);
    return known;
  };

  /** A column is read once for all formulas that ask for it. */
  const columnValues = (sheet: S, column: number): readonly Value[] => {
    const key = `${workbook.idOf(sheet)}:${column}`;
    const known = columns.get(key) ?? Array.from({ length: lastRowOf(sheet, column) + 1 }, (_, row) => valueOf(sheet, row, column));
    columns.set(key, known);
    return known;
  };

  const within = (sheet: S, area: Cells): Cells => {
    const { rows, columns: width } = workbook.sizeOf(sheet);
    return { ...area, bottom: Math.min(area.bottom, rows - 1), right: Math.min(area.right, width - 1) };
  };

  /** The same part of a column is one list, so that what is known of it is found out once. */
  const partOf = (sheet: S, area: Cells): readonly Value[] => {
    const last = lastRowOf(sheet, area.left);
    if (area.top === 0 && area.bottom >= last) return columnValues(sheet, area.left);
    const key = `${workbook.idOf(sheet)}:${area.left}:${area.top}:${area.bottom}`;
    const known = parts.get(key) ?? Array.from({ length: Math.max(0, Math.min(area.bottom, last) - area.top + 1) }, (_, i) => valueOf(sheet, area.top + i, area.left));
    parts.set(key, known);
    return known;
  };

  const columnAt = (sheet: S, given: Cells): ReturnType<Calculation['column']> => {
    const area = within(sheet, given);
    if (columnCount(area) > 1 && rowCount(area) > 1) return gap('a range of several rows and columns');
    if (columnCount(area) > 1) return { values: Array.from({ length: columnCount(area) }, (_, i) => valueOf(sheet, area.top, area.left + i)), blanks: 0 };
    if (rowCount(area) === 1) return { values: [valueOf(sheet, area.top, area.left)], blanks: 0 };
    const values = partOf(sheet, area);
    return { values, blanks: rowCount(area) - values.length };
  };

  const calculationOn = (home: S): Calculation => {
    const sheetFor = (tab: string | undefined): S | undefined => (tab === undefined ? home : workbook.sheetNamed(tab));
    /** A reference that leads nowhere is the result, unless a function looks for errors or may pass it by. */
    const brokenArgument = ({ name, args }: Node & { readonly kind: 'call' }): Value | undefined => {
      if (name === 'IFERROR' || name === 'IF') return undefined;
      const broken = args.find((arg) => arg.kind === 'error' || (arg.kind === 'reference' && !sheetFor(arg.tab)));
      return broken && error(broken.kind === 'error' ? broken.error : '#REF!');
    };
    const value = (node: Node): Value => {
      switch (node.kind) {
        case 'value': return node.value;
        case 'error': return error(node.error);
        case 'name': return gap(`the name ${node.name} in a formula`);
        case 'negative': return arithmetic('*', -1, value(node.of));
        case 'binary': return binary(node.operator, value(node.left), value(node.right));
        case 'call': return brokenArgument(node) ?? (functions[node.name] ?? gap(`the function ${node.name}`))(node.args, calculation);
        case 'reference': {
          const sheet = sheetFor(node.tab);
          if (!sheet) return error('#REF!');
          return rowCount(node.area) * columnCount(node.area) === 1 ? valueOf(sheet, node.area.top, node.area.left) : gap('a range where one value is wanted');
        }
      }
    };
    const column: Calculation['column'] = (node) => {
      if (node.kind !== 'reference') return gap('a value where a range is wanted');
      const sheet = sheetFor(node.tab);
      return sheet ? columnAt(sheet, node.area) : { values: [error('#REF!')], blanks: 0 };
    };
    const calculation: Calculation = { value, column, named: readReference, today: workbook.today };
    return calculation;
  };

  const meaningOf = (name: string): Node => {
    if (!workbook.nameOf) return gap(`the name ${name} in a formula`);
    const meaning = workbook.nameOf(name);
    if (meaning === undefined) return { kind: 'error', error: '#NAME?' };
    return meaning.includes('#REF!') ? { kind: 'error', error: '#REF!' } : readReference(meaning);
  };

  /** Names mean the same all over the workbook as long as it stands as it is. */
  const formulaOf = (formula: string): Node => {
    const { tree, isNamed } = treeOf(formula, workbook.spelling);
    if (!isNamed) return tree;
    const known = formulas.get(formula) ?? withoutNames(tree, meaningOf);
    formulas.set(formula, known);
    return known;
  };

  const evaluate = (sheet: S, formula: string): Value => calculationOn(sheet).value(formulaOf(formula));
  return { valueOf, evaluate };
};
