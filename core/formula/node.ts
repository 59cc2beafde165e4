/**
 * Formula nodes: every rule that a sheet shows is written once as one of these, evaluated in core and printed for each host.
 * A field stands for this row's value; an aggregate looks at the rows of a table, wherever they stand.
 */

export type Scalar = string | number | boolean;
export type BinaryOperator = '+' | '-' | '*' | '/' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=';
/** Portable functions: Excel, LibreOffice and Google compute them alike. */
export type FunctionName = 'IF' | 'AND' | 'OR' | 'NOT' | 'MIN' | 'MAX' | 'ROUND' | 'ABS' | 'ISNUMBER' | 'IFERROR' | 'LEN' | 'DATE';
/** Single values that every formula may use; sheets keep each in one cell. */
export type ParameterName = 'today' | 'periodStart' | 'periodEnd' | 'behindBelow' | 'lateBelow' | 'accountsDay';

/** A condition on the rows of an aggregate. */
export type Criterion =
  | { readonly field: string; readonly is: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly value: FormulaNode }
  | { readonly field: string; readonly is: 'empty' | 'filled' }
  /** The reference in `field` points to this row, or to the record that this row's reference `via` points to. */
  | { readonly field: string; readonly is: 'this'; readonly via?: string };

export type FormulaNode =
  | { readonly kind: 'literal'; readonly value: Scalar }
  /** A value of a choice; shown as its label in the sheet's language. */
  | { readonly kind: 'choice'; readonly set: string; readonly value: string }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'parameter'; readonly name: ParameterName }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly FormulaNode[] }
  | { readonly kind: 'count'; readonly table: string; readonly where: readonly Criterion[] }
  | { readonly kind: 'sum'; readonly table: string; readonly field: string; readonly where: readonly Criterion[] }
  /** A field of one record, found by its code: for generated tabs. */
  | { readonly kind: 'lookup'; readonly table: string; readonly code: string; readonly field: string }
  /** What a field of the record that this row's reference points to holds, as text; "" where the reference is empty. */
  | { readonly kind: 'through'; readonly reference: string; readonly table: string; readonly field: string };

/** What a formula comes to: null is an empty cell. */
export type FormulaValue = Scalar | null | FormulaError;

/** An error as a cell shows it; it spreads to whatever uses it. */
export interface FormulaError {
  readonly error: '#DIV/0!' | '#VALUE!' | '#N/A' | '#NUM!';
}

export const isFormulaError = (value: FormulaValue): value is FormulaError => typeof value === 'object' && value !== null;

const binary = (operator: BinaryOperator) => (left: FormulaNode, right: FormulaNode): FormulaNode => ({ kind: 'binary', operator, left, right });

export const literal = (value: Scalar): FormulaNode => ({ kind: 'literal', value });
export const choice = (set: string, value: string): FormulaNode => ({ kind: 'choice', set, value });
export const field = (name: string): FormulaNode => ({ kind: 'field', field: name });
export const parameter = (name: ParameterName): FormulaNode => ({ kind: 'parameter', name });
export const call = (name: FunctionName, ...args: FormulaNode[]): FormulaNode => ({ kind: 'call', name, args });
export const iff = (condition: FormulaNode, then: FormulaNode, otherwise: FormulaNode): FormulaNode => call('IF', condition, then, otherwise);
export const count = (table: string, ...where: Criterion[]): FormulaNode => ({ kind: 'count', table, where });
export const sum = (table: string, name: string, ...where: Criterion[]): FormulaNode => ({ kind: 'sum', table, field: name, where });
export const lookup = (table: string, code: string, name: string): FormulaNode => ({ kind: 'lookup', table, code, field: name });
export const through = (reference: string, table: string, name: string): FormulaNode => ({ kind: 'through', reference, table, field: name });
export const add = binary('+');
export const subtract = binary('-');
export const multiply = binary('*');
export const divide = binary('/');
export const equals = binary('=');
export const differs = binary('<>');
export const less = binary('<');
export const atMost = binary('<=');
export const greater = binary('>');
export const atLeast = binary('>=');
/** "No value": an empty text, which no sum and no mean counts. */
export const nothing: FormulaNode = literal('');
/** Parts of a whole as a quotient, since Google's locales differ on the decimal sign. */
export const fraction = (numerator: number, denominator: number): FormulaNode => divide(literal(numerator), literal(denominator));
