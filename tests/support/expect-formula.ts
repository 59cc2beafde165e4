import { evaluate, excel, google, print, type FormulaNode, type FormulaValue } from '../../core/formula';
import { contextOf, placeOf, type FormulaRow, type Parameters } from './formula-table';

export interface FormulaCase {
  /** What it comes to in the row at `at`; an error as its text. */
  readonly value: FormulaValue | `#${string}`;
  readonly excel: string;
  readonly google: string;
}

export interface FormulaWorld {
  readonly rows?: readonly FormulaRow[];
  /** Zero-based row that the formula stands in; it is printed for the row number one below the header. */
  readonly at?: number;
  readonly parameters?: Partial<Parameters>;
}

const fieldsOf = (rows: readonly FormulaRow[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** A formula in one place: its value, and its text for each host. Columns are lettered in the order the rows first name their fields. */
export const expectFormula = (node: FormulaNode, expected: FormulaCase, { rows = [{}], at = 0, parameters = {} }: FormulaWorld = {}): void => {
  const value = evaluate(node, 'data', contextOf(rows, parameters))(at);
  const place = placeOf(fieldsOf(rows), at + 2);
  expect({
    value: typeof value === 'object' && value !== null ? value.error : value,
    excel: print(node, excel, place),
    google: print(node, google, place),
  }).toEqual(expected);
};
