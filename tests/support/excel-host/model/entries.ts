import { refuse } from '../rules';
import type { CellContent } from './sheet';

/** [manner-of-entry] How a person writes: the interface itself is always en-US. */
export interface Manner {
  readonly decimal: '.' | ',';
  readonly group: string;
  readonly dates: 'month-first' | 'day-first' | 'iso';
  readonly truths: { readonly true: string; readonly false: string };
}

export const interfaceManner: Manner = { decimal: '.', group: ',', dates: 'month-first', truths: { true: 'TRUE', false: 'FALSE' } };
export const norwegianManner: Manner = { decimal: ',', group: '\u00a0', dates: 'day-first', truths: { true: 'SANN', false: 'USANN' } };
export const swedishManner: Manner = { decimal: ',', group: '\u00a0', dates: 'iso', truths: { true: 'SANT', false: 'FALSKT' } };

/** What an entry comes to, and the number format that it brings along where the cell had none. */
export interface Entry {
  readonly value: CellContent;
  readonly formula?: string;
  readonly numberFormat?: string;
}

const day = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);

export const serialOf = (year: number, month: number, date: number): number | null => {
  const time = Date.UTC(year, month - 1, date);
  const made = new Date(time);
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date && year >= 1900 && year <= 9999 ? (time - epoch) / day : null;
};

export const dateOf = (serial: number): Date => new Date(epoch + Math.floor(serial) * day);

const thisYear = 2026;
const fullYear = (text: string): number => (text.length <= 2 ? 2000 + Number(text) : Number(text));

const dateEntry = (text: string, manner: Manner): Entry | null => {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  const parts = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2}|\d{4}))?\.?$/.exec(text);
  if (parts && text.includes('.') && manner.decimal === '.') return null;
  const [first, second] = parts ? [Number(parts[1]), Number(parts[2])] : [0, 0];
  const year = parts?.[3] === undefined ? thisYear : fullYear(parts[3]);
  const isMonthFirst = manner.dates === 'month-first' || (manner.dates === 'iso' && parts?.[3] === undefined);
  const serial = iso ? serialOf(Number(iso[1]), Number(iso[2]), Number(iso[3])) : parts ? (isMonthFirst ? serialOf(year, first, second) : serialOf(year, second, first)) : null;
  if (serial === null) return null;
  return { value: serial, numberFormat: iso ? 'yyyy-mm-dd' : parts?.[3] === undefined ? 'd-mmm' : 'm/d/yyyy' };
};

const numberEntry = (text: string, { decimal, group }: Manner): Entry | null => {
  const isPercent = /^[^%]*%$/.test(text);
  const plain = text.replace('%', '').trim();
  const escaped = (mark: string): string => (mark === '\u00a0' ? '[\u00a0 ]' : `\\${mark}`);
  const pattern = new RegExp(`^[+-]?(\\d+|\\d{1,3}(${escaped(group)}\\d{3})+)?(${escaped(decimal)}\\d*)?([eE][+-]?\\d+)?$`);
  if (!pattern.test(plain) || !/\d/.test(plain)) return null;
  const value = Number(plain.replace(new RegExp(escaped(group), 'g'), '').replace(decimal, '.'));
  if (!Number.isFinite(value)) return null;
  const numberFormat = isPercent ? (plain.includes(decimal) ? '0.00%' : '0%') : /[eE]/.test(plain) ? '0.00E+00' : undefined;
  return { value: isPercent ? value / 100 : value, ...(numberFormat && { numberFormat }) };
};

/** [entry-coercion] [text-format] [apostrophe] [formula-by-equals] What a cell holds after an entry. */
export const enter = (text: string, numberFormat: string, manner: Manner): Entry => {
  if (text.length > 32_767) refuse('cell-text-length', `${text.slice(0, 20)}…`);
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (numberFormat === '@') return { value: text };
  if (text.startsWith('=') && text.length > 1) {
    if (text.length > 8192) refuse('formula-length', `${text.slice(0, 20)}…`);
    return { value: 0, formula: text };
  }
  const { truths } = manner;
  if (text.toUpperCase() === truths.true) return { value: true };
  if (text.toUpperCase() === truths.false) return { value: false };
  return (text === '' ? null : dateEntry(text.trim(), manner) ?? numberEntry(text.trim(), manner)) ?? { value: text };
};
