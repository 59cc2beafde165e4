import { parse } from 'csv-parse/sync';
import { maxTextLength } from '../../plan/rules';
import type { GridCell, GridRow } from '../../sheet/grid';
import { isAccountHeader, isDepartmentHeader } from '../../sheet/budget/header-words';
import { readNumber } from '../../sheet/parse/read-number';
import { budgetLimits, createDeadline, refused, type BudgetFileReading, type BudgetRefusalCode } from './budget-file';
import { decodeCsv } from './decode-text';

const separators = [';', '\t', ','] as const;
type Separator = (typeof separators)[number];

const said = /^\uFEFF?sep=(.)\r?\n/i;

/** How often a sign stands in each of the first lines, outside of quotes. */
const countsOf = (lines: readonly string[], sign: string): number[] => lines.map((line) => line.replace(/"[^"]*"/g, '').split(sign).length - 1);

/** The sign that stands in most lines; of two alike, the semicolon, which Norwegian and Swedish programs write. */
const findSeparator = (text: string): Separator => {
  const lines = text.slice(0, 50_000).split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, 50);
  const score = (sign: Separator): number => countsOf(lines, sign).filter((count) => count > 0).length;
  return separators.reduce((best, sign) => (score(sign) > score(best) ? sign : best));
};

const withComma = /^[-−–+(]?[\d\s\u00a0.]*\d,\d{1,2}[-−–)]?$/;
const withPoint = /^[-−–+(]?[\d\s\u00a0,]*\d\.\d{1,2}[-−–)]?$/;

/** Headers stand no further down. */
const mostTitleRows = 60;

type Rows = readonly (readonly string[])[];

/** The decimal sign of the whole file: what one amount leaves open, the others say. Accounts and departments with a point in them say nothing. */
const findDecimal = (rows: Rows, separator: Separator): ',' | '.' => {
  const isCode = (text: string): boolean => isAccountHeader(text.trim()) || isDepartmentHeader(text.trim());
  const codes = new Set(rows.slice(0, mostTitleRows).flatMap((row) => row.flatMap((text, column) => (isCode(text) ? [column] : []))));
  let [commas, points] = [0, 0];
  for (const row of rows) {
    row.forEach((text, column) => {
      const cell = codes.has(column) ? '' : text.trim();
      if (withComma.test(cell)) commas += 1;
      else if (withPoint.test(cell)) points += 1;
    });
  }
  if (commas === points) return separator === ',' ? '.' : ',';
  return commas > points ? ',' : '.';
};

const amountLike = /^[-−–+(]?[\d][\d\s\u00a0.,']*[-−–)]?$/;

/** An amount becomes a number, so that it is read with the file's own decimal sign, and keeps its text; digits alone stay text: either may be an account. */
const toCell = (text: string, decimal: ',' | '.'): GridCell | undefined => {
  if (text.trim() === '') return undefined;
  if (!amountLike.test(text.trim()) || /^\d+$/.test(text.trim())) return { value: text };
  const reading = readNumber(text, decimal === ',' ? 'nb' : 'en', true);
  return typeof reading === 'object' ? { value: reading.number, written: text } : { value: text };
};

/** Ends the reading; `readCsv` makes a value of it. */
class CsvRefused extends Error {
  constructor(readonly code: BudgetRefusalCode, detail: string) {
    super(detail);
  }
}

/** Called for each row as soon as it is split, so that what is too much is never held whole. */
const createRowCheck = (isTooLate: () => boolean) => {
  let [rows, cells] = [0, 0];
  return (row: readonly string[]): void => {
    rows += 1;
    cells += row.length;
    if (rows > budgetLimits.rows) throw new CsvRefused('TOO_MANY_ROWS', `more than ${budgetLimits.rows} rows`);
    if (cells > budgetLimits.cells) throw new CsvRefused('TOO_MANY_CELLS', `more than ${budgetLimits.cells} cells`);
    if (row.length > budgetLimits.columns) throw new CsvRefused('TOO_MANY_CELLS', `more than ${budgetLimits.columns} columns`);
    if (row.some((cell) => cell.length > maxTextLength)) throw new CsvRefused('LINE_TOO_LONG', 'a cell');
    if (rows % 64 === 0 && isTooLate()) throw new CsvRefused('TOO_SLOW', `at row ${rows}`);
  };
};

const splitRows = (text: string, delimiter: Separator, isTooLate: () => boolean): Rows => {
  const check = createRowCheck(isTooLate);
  const on_record = (row: string[]): string[] => {
    check(row);
    return row;
  };
  return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: budgetLimits.lineLength, on_record });
};

const toRows = (records: Rows, decimal: ',' | '.', isTooLate: () => boolean): readonly GridRow[] => records.flatMap((record, index): GridRow[] => {
  if (index % 64 === 0 && isTooLate()) throw new CsvRefused('TOO_SLOW', `at row ${index + 1}`);
  const cells = record.map((cell) => toCell(cell, decimal));
  return cells.some((cell) => cell !== undefined) ? [{ index, cells }] : [];
});

const refusalCode = (error: unknown): BudgetRefusalCode => {
  if (error instanceof CsvRefused) return error.code;
  return (error as { code?: string }).code === 'CSV_MAX_RECORD_SIZE' ? 'LINE_TOO_LONG' : 'DAMAGED';
};

/**
 * Reads text with separators as the one worksheet, without a name, of a workbook: semicolon, tab or comma; Unicode or Windows-1252; decimal comma or
 * point. [C30] A refusal for what has more cells than a workbook may have, or takes too long. [C152]
 */
export const readCsv = (bytes: Uint8Array, isTooLate = createDeadline()): BudgetFileReading => {
  if (bytes.length > budgetLimits.textFileBytes) return refused('TOO_LARGE', `${bytes.length} bytes`);
  const text = decodeCsv(bytes);
  const told = said.exec(text)?.[1];
  const body = told === undefined ? text : text.replace(said, '');
  const delimiter = separators.find((sign) => sign === told) ?? findSeparator(body);
  try {
    const records = splitRows(body, delimiter, isTooLate);
    const rows = toRows(records, findDecimal(records, delimiter), isTooLate);
    if (rows.length === 0) return refused('EMPTY', 'no cells');
    return { ok: true, value: { kind: 'grid', format: 'csv', grid: { worksheets: [{ name: '', state: 'visible', rows }], extras: [] } } };
  } catch (error) {
    return refused(refusalCode(error), (error as Error).message);
  }
};
