import { dateToSerial, isDatePattern } from './shown';
import { hasDecimalComma } from './values';
import type { CellFormat, ExtendedValue } from './types';

/** What an entry becomes: its value, and the number format that it brings where the cell has none. */
export interface Entry {
  readonly value: ExtendedValue | undefined;
  readonly numberFormat?: gapi.client.sheets.NumberFormat;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A number as a locale writes it, "1 234,5" or "1,234.5"; null for what is none. */
const numberFrom = (text: string, hasComma: boolean): number | null => {
  const [decimal, groups] = hasComma ? [',', '[\u00a0\u202f ]'] : ['.', ','];
  if (!new RegExp(`^[+-]?(?:\\d{1,3}(?:${groups}\\d{3})+|\\d+)?(?:${escaped(decimal)}\\d+)?(?:[eE][+-]?\\d+)?$`).test(text) || !/\d/.test(text)) return null;
  const plain = text.replace(new RegExp(groups, 'g'), '').replace(decimal, '.');
  return Number(plain);
};

const serialOf = (year: number, month: number, day: number): number | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dateToSerial(date) : null;
};

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** A date as a locale writes it: ISO everywhere, 21.11.2026 and 21.11 with decimal comma, 11/21/2026 in en_US, 21/11/2026 elsewhere. */
const dateFrom = (text: string, locale: string | undefined, year: number): number | null => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return serialOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text);
  if (slashed) {
    const [first, second] = [Number(slashed[1]), Number(slashed[2])];
    return locale === undefined || locale === 'en_US' ? serialOf(fullYear(slashed[3]!), first, second) : serialOf(fullYear(slashed[3]!), second, first);
  }
  const dotted = hasDecimalComma(locale) ? /^(\d{1,2})\.(\d{1,2})\.?(\d{4}|\d{2})?$/.exec(text) : null;
  return dotted ? serialOf(dotted[3] === undefined ? year : fullYear(dotted[3]), Number(dotted[2]), Number(dotted[1])) : null;
};

const currency = /^(?:(kr|NOK|SEK|€|\$)\s?)?([+-]?[\d.,\s\u00a0\u202f]+?)(?:\s?(kr|NOK|SEK|€|\$))?$/i;

const isText = (format: CellFormat | undefined): boolean => format?.numberFormat?.type === 'TEXT' || format?.numberFormat?.pattern === '@';

/** What somebody types, or the API with USER_ENTERED, read in the manner of a locale. [manner-of-entry] */
export const enter = (text: string, format: CellFormat | undefined, locale: string | undefined, today: number): Entry => {
  if (text === '') return { value: undefined };
  if (isText(format)) return { value: { stringValue: text } };
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } };
  if (text.startsWith('=') && text.length > 1) return { value: { formulaValue: text } };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return { value: { boolValue: trimmed.toUpperCase() === 'TRUE' } };
  const hasComma = hasDecimalComma(locale);
  const number = numberFrom(trimmed, hasComma);
  if (number !== null) return { value: { numberValue: number } };
  const percent = /^(.+?)\s?%$/.exec(trimmed);
  const ratio = percent ? numberFrom(percent[1]!, hasComma) : null;
  if (ratio !== null) return { value: { numberValue: Number((ratio / 100).toPrecision(15)) }, numberFormat: { type: 'PERCENT', pattern: /[.,]/.test(percent![1]!) ? '0.00%' : '0%' } };
  const date = dateFrom(trimmed, locale, yearOf(today));
  if (date !== null) return { value: { numberValue: date }, numberFormat: { type: 'DATE' } };
  const money = currency.exec(trimmed);
  const amount = money && (money[1] ?? money[3]) !== undefined ? numberFrom(money[2]!.trim(), hasComma) : null;
  return amount !== null ? { value: { numberValue: amount }, numberFormat: { type: 'CURRENCY' } } : { value: { stringValue: text } };
};

const yearOf = (today: number): number => new Date(Date.UTC(1899, 11, 30) + today * 86_400_000).getUTCFullYear();

/** The number format of a cell after an entry: its own one stays, unless a plain number format meets a date. */
export const formatAfter = (format: CellFormat | undefined, entry: Entry): CellFormat | undefined => {
  const { type, pattern } = format?.numberFormat ?? {};
  const isOwn = type !== undefined && type !== 'NUMBER_FORMAT_TYPE_UNSPECIFIED';
  const fits = entry.numberFormat?.type !== 'DATE' || type === 'DATE' || type === 'DATE_TIME' || isDatePattern(pattern ?? '');
  return entry.numberFormat && (!isOwn || !fits) ? { ...format, numberFormat: entry.numberFormat } : format;
};
