import type { FieldType } from '../plan/field';
import type { Locale } from '../plan/locale';
import type { FieldValue } from '../plan/plan';
import { fieldToCell, type Labels } from './cell-value';

/** An ISO date as people of the language write it in a running line: 31.05.2026, 2026-05-31 in Swedish, 31/05/2026 in English. */
export const dateText = (date: string, locale: Locale): string => {
  const [year, month, day] = date.split('-') as [string, string, string];
  if (locale === 'sv') return date;
  return [day, month, year].join(locale === 'en' ? '/' : '.');
};

const numberText = (value: number, locale: Locale): string => (locale === 'en' ? String(value) : String(value).replace('.', ','));
const percentText = (ratio: number, locale: Locale): string => `${numberText(Number((ratio * 100).toPrecision(12)), locale)} %`;

/** A stored value as people of the language write it in a running line; empty for none. */
export const valueText = (value: FieldValue | undefined, type: FieldType, locale: Locale, labels: Labels): string => {
  if (value === undefined) return '';
  if (type.kind === 'date') return dateText(value as string, locale);
  if (type.kind === 'ratio') return percentText(value as number, locale);
  const cell = fieldToCell(value, type, locale, labels);
  return typeof cell === 'number' ? numberText(cell, locale) : String(cell);
};
