import { asText, isError, type Value } from '../../formulas/values';
import { cellAt } from './book';
import { hasDecimalComma, valueAt, type Surroundings } from './values';
import type { Book, CellFormat, Sheet } from './types';

/** Serial day 0 of Google and of Excel after February 1900. */
const dayZero = Date.UTC(1899, 11, 30);
const dayLength = 86_400_000;

export const serialToDate = (serial: number): Date => new Date(dayZero + Math.round(serial * dayLength));
export const dateToSerial = (date: Date): number => (date.getTime() - dayZero) / dayLength;

const two = (number: number): string => String(number).padStart(2, '0');

/** Dates as patterns say them: "dd.mm.yyyy", "yyyy-mm-dd hh:mm". A month is `m` unless it stands beside hours. */
const dated = (serial: number, pattern: string): string => {
  const date = serialToDate(serial);
  const minutes = pattern.replace(/(h+[:.])m+/gi, (_, hours: string) => `${hours}\u0000`);
  return minutes.replace(/y+|M+|m+|d+|h+|H+|s+|\u0000/g, (part) => {
    switch (part[0]!.toLowerCase()) {
      case 'y': return part.length > 2 ? String(date.getUTCFullYear()) : two(date.getUTCFullYear() % 100);
      case 'm': return part.length > 1 ? two(date.getUTCMonth() + 1) : String(date.getUTCMonth() + 1);
      case 'd': return part.length > 1 ? two(date.getUTCDate()) : String(date.getUTCDate());
      case 'h': return two(date.getUTCHours());
      case 's': return two(date.getUTCSeconds());
      default: return two(date.getUTCMinutes());
    }
  });
};

const grouped = (whole: string, by: string): string => whole.replace(/\B(?=(\d{3})+$)/g, by);

/** Numbers as simple patterns say them: "0", "0.00", "#,##0", "0 %"; texts around them stay. */
const patterned = (value: number, pattern: string, hasComma: boolean): string => {
  const [positive = pattern] = pattern.split(';');
  const core = /[#0][#0,.]*/.exec(positive)?.[0];
  if (core === undefined) return asText(value) as string;
  const decimals = /\.(0+)/.exec(core)?.[1]?.length ?? 0;
  const around = positive.replace(core, '\u0001').replace(/"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]/g, (_, quoted?: string, single?: string, sign?: string) => quoted ?? single ?? sign ?? '');
  // A percent sign anywhere makes it percent, also behind a space.
  const [whole = '', rest] = Math.abs(/%/.test(positive.replace(/"[^"]*"|\\./g, '')) ? value * 100 : value).toFixed(decimals).split('.');
  const text = `${core.includes(',') ? grouped(whole, hasComma ? '\u00a0' : ',') : whole}${rest === undefined ? '' : `${hasComma ? ',' : '.'}${rest}`}`;
  return `${value < 0 ? '-' : ''}${around.replace('\u0001', text)}`;
};

export const isDatePattern = (pattern: string): boolean => /[yd]|m.*[./-]|h+:/i.test(pattern.replace(/"[^"]*"|\[[^\]]*\]/g, ''));

const usualDate = (locale: string | undefined): string => (locale?.startsWith('en_US') || !locale ? 'm/d/yyyy' : /^(sv|da)/.test(locale) ? 'yyyy-mm-dd' : 'dd.mm.yyyy');

/** The pattern that a format means, where it means one. */
const patternOf = (format: CellFormat | undefined, locale: string | undefined): string | undefined => {
  const { type, pattern } = format?.numberFormat ?? {};
  if (pattern) return pattern;
  switch (type) {
    case 'DATE': return usualDate(locale);
    case 'DATE_TIME': return `${usualDate(locale)} hh:mm:ss`;
    case 'TIME': return 'hh:mm:ss';
    case 'PERCENT': return '0.00%';
    case 'NUMBER': return '#,##0.00';
    case 'CURRENCY': return '#,##0.00';
    default: return undefined;
  }
};

/** What a cell of a value shows. */
export const shownValue = (value: Value, format: CellFormat | undefined, locale: string | undefined): string => {
  if (isError(value)) return value.error;
  if (typeof value !== 'number') return asText(value) as string;
  const pattern = format?.numberFormat?.type === 'TEXT' ? undefined : patternOf(format, locale);
  const hasComma = hasDecimalComma(locale);
  if (pattern === undefined || pattern === 'General' || pattern === '@') return (asText(value) as string).replace('.', hasComma ? ',' : '.');
  return isDatePattern(pattern) ? dated(value, pattern) : patterned(value, pattern, hasComma);
};

export const shownText = (book: Book, on: Surroundings, sheet: Sheet, row: number, column: number): string =>
  shownValue(valueAt(book, on, sheet, row, column), cellAt(sheet, row, column)?.format, book.properties.locale);
