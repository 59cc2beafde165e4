import { createCalculator, type Calculator } from '../formulas/calculate';
import { FormulaGap } from '../formulas/gap';
import { excelSpelling } from '../formulas/parse';
import { error, isError } from '../formulas/values';
import { lastColumn, lastRow } from './model/area';
import { sheetNamed, type Book } from './model/book';
import { cellAt, type CellContent, type Sheet } from './model/sheet';
import { gap } from './rules';

interface Known {
  readonly changes: number;
  readonly calculator: Calculator<Sheet>;
}
const calculators = new WeakMap<Book, Known>();

/** [calculated-at-once] [names-in-formulas] Values are calculated anew after each change. */
const calculatorOf = (book: Book): Calculator<Sheet> => {
  const known = calculators.get(book);
  if (known && known.changes === book.changes) return known.calculator;
  const calculator = createCalculator<Sheet>({
    spelling: excelSpelling, today: book.today, sheetNamed: (tab) => sheetNamed(book, tab), idOf: ({ id }) => id, sizeOf: () => ({ rows: lastRow + 1, columns: lastColumn + 1 }),
    nameOf: (name) => book.names.find((one) => one.name.toLowerCase() === name.toLowerCase())?.formula.replace(/^=/, ''),
    lastRowOf: ({ cells }, column) => Math.max(-1, ...[...cells].filter(([, line]) => line.has(column)).map(([row]) => row)),
    content: (sheet, row, column) => {
      const cell = cellAt(sheet, row, column);
      if (!cell) return null;
      if (cell.formula !== undefined) return { formula: cell.formula };
      if (cell.isError) return error(String(cell.value));
      return cell.value === '' ? null : cell.value;
    },
  });
  calculators.set(book, { changes: book.changes, calculator });
  return calculator;
};

export interface Displayed {
  readonly value: CellContent;
  readonly isError: boolean;
}

/** What a cell shows. */
export const displayed = (book: Book, sheet: Sheet, row: number, column: number): Displayed => {
  try {
    const value = calculatorOf(book).valueOf(sheet, row, column) ?? '';
    return isError(value) ? { value: value.error, isError: true } : { value, isError: false };
  } catch (problem) {
    if (problem instanceof FormulaGap) return gap(problem.message);
    throw problem;
  }
};
