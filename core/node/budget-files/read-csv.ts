import { parse } from 'csv-parse/sync';
import { maxTextLength } from '../../plan/rules';
import type { GridCell, GridRow } from '../../sheet/grid';
import { isAccountHeader, isDepartmentHeader } from '../../sheet/budget/header-words';
import { readNumber } from '../../sheet/parse/read-number';
import { budgetLimits, refused, type BudgetFileReading } from './budget-file';
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

const withComma = /^[-−–+(]?[\d\s\u00a0.]*\d,\d{1,2}\)?$/;
const withPoint = /^[-−–+(]?[\d\s\u00a0,]*\d\.\d{1,2}\)?$/;

/** Headers stand no further down. */
const mostTitleRows = 60;

/** The decimal sign of the whole file: what one amount leaves open, the others say. Accounts and departments with a point in them say nothing. */
const findDecimal = (records: readonly (readonly string[])[], separator: Separator): ',' | '.' => {
  const isCode = (text: string): boolean => isAccountHeader(text.trim()) || isDepartmentHeader(text.trim());
  const codes = new Set(records.slice(0, mostTitleRows).flatMap((record) => record.flatMap((text, column) => (isCode(text) ? [column] : []))));
  const cells = records.flatMap((record) => record.filter((_, column) => !codes.has(column)));
  const [commas, points] = [withComma, withPoint].map((form) => cells.filter((cell) => form.test(cell.trim())).length) as [number, number];
  if (commas === points) return separator === ',' ? '.' : ',';
  return commas > points ? ',' : '.';
};

const amountLike = /^[-−–+(]?[\d][\d\s\u00a0.,']*\)?$/;

/** An amount becomes a number, so that it is read with the file's own decimal sign, and keeps its text; digits alone stay text: either may be an account. */
const toCell = (text: string, decimal: ',' | '.'): GridCell | undefined => {
  if (text.trim() === '') return undefined;
  if (!amountLike.test(text.trim()) || /^\d+$/.test(text.trim())) return { value: text };
  const reading = readNumber(text, decimal === ',' ? 'nb' : 'en', true);
  return typeof reading === 'object' ? { value: reading.number, written: text } : { value: text };
};

/** Reads text with separators as the one worksheet, without a name, of a workbook: semicolon, tab or comma; Unicode or Windows-1252; decimal comma or point. [C30] */
export const readCsv = (bytes: Uint8Array): BudgetFileReading => {
  if (bytes.length > budgetLimits.textFileBytes) return refused('TOO_LARGE', `${bytes.length} bytes`);
  const text = decodeCsv(bytes);
  const told = said.exec(text)?.[1];
  const body = told === undefined ? text : text.replace(said, '');
  const delimiter = separators.find((sign) => sign === told) ?? findSeparator(body);
  let records: string[][];
  try {
    records = parse(body, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: budgetLimits.lineLength, to: budgetLimits.rows + 1 });
  } catch (error) {
    const isLong = (error as { code?: string }).code === 'CSV_MAX_RECORD_SIZE';
    return refused(isLong ? 'LINE_TOO_LONG' : 'DAMAGED', (error as Error).message);
  }
  if (records.length > budgetLimits.rows) return refused('TOO_MANY_ROWS', `more than ${budgetLimits.rows} rows`);
  if (records.some((record) => record.length > budgetLimits.columns)) return refused('DAMAGED', `more than ${budgetLimits.columns} columns`);
  if (records.some((record) => record.some((cell) => cell.length > maxTextLength))) return refused('LINE_TOO_LONG', 'a cell');
  const decimal = findDecimal(records, delimiter);
  const rows = records.flatMap((record, index): GridRow[] => {
    const cells = record.map((cell) => toCell(cell, decimal));
    return cells.some((cell) => cell !== undefined) ? [{ index, cells }] : [];
  });
  if (rows.length === 0) return refused('EMPTY', 'no cells');
  return { ok: true, value: { kind: 'grid', format: 'csv', grid: { worksheets: [{ name: '', state: 'visible', rows }], extras: [] } } };
};
