import { criterionKey, isFormulaError, type EvaluationContext, type EvaluationTable, type FormulaValue, type ParameterName, type PrintPlace } from '../../core/formula';

/** A small table of values for tests of formulas: a row a record. `code` holds codes; a field named in `references` holds ids ("row0"). */
export type FormulaRow = Readonly<Record<string, FormulaValue>>;

export const rowId = (position: number): string => `row${position}`;

export const createFormulaTable = (rows: readonly FormulaRow[]): EvaluationTable => ({
  size: rows.length,
  column: (field) => rows.map((row) => row[field] ?? null),
  positions: (field, key) => rows.flatMap((row, position) => (criterionKey(row[field] ?? null) === key ? [position] : [])),
  id: rowId,
  positionOfCode: (code) => {
    const position = rows.findIndex((row) => row['code'] === code);
    return position < 0 ? undefined : position;
  },
});

export type Parameters = Readonly<Record<ParameterName, FormulaValue>>;
export const parameters: Parameters = { today: 46347, periodStart: 46023, periodEnd: 46387, behindBelow: 0.1, lateBelow: 0.25, accountsDay: 46347 };

export const contextOf = (rows: readonly FormulaRow[], given: Partial<Parameters> = {}): EvaluationContext => {
  const table = createFormulaTable(rows);
  return { table: () => table, parameter: (name) => ({ ...parameters, ...given })[name] };
};

/** Each field of the table in a column of the tab Data, the parameters on the tab P. */
export const placeOf = (fields: readonly string[], rowNumber: number): PrintPlace => {
  const letter = (name: string): string => String.fromCharCode(65 + fields.indexOf(name));
  return {
    field: (name) => `Data!$${letter(name)}${rowNumber}`,
    column: (_, name) => `Data!$${letter(name)}:$${letter(name)}`,
    parameter: (name) => `P!$B$${Object.keys(parameters).indexOf(name) + 1}`,
    label: (set, value) => `${set} ${value}`,
  };
};

export const errorText = (value: FormulaValue): FormulaValue | string => (isFormulaError(value) ? value.error : value);
