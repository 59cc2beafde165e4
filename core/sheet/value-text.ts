import type { FieldType } from '../plan/field';
import type { Locale } from '../plan/locale';
import type { FieldValue } from '../plan/plan';
import { fieldToCell, minorUnits, type Labels } from './cell-value';

/** An ISO date as people of the language write it in a running line: 31.05.2026, 2026-05-31 in Swedish, 31/05/2026 in English. */
export const dateText = (date: string, locale: Locale): string => {
  const [year, month, day] = date.split('-') as [string, string, string];
  if (locale === 'sv') return date;
  return [day, month, year].join(locale === 'en' ? '/' : '.');
};

/** Keeps a number and what belongs to it on one line. */
export const noBreak = '\u00a0';

const groupThousands = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

/** A number as people of the language write it, with its thousands apart: "12 500", "12,500" in English. At most so many decimals. */
export const numberText = (value: number, locale: Locale, decimals = 2): string => {
  const [whole = '', fraction] = String(Number(Math.abs(value).toFixed(decimals))).split('.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '\u2212' : '';
  return `${sign}${groupThousands(whole, locale === 'en' ? ',' : noBreak)}${fraction === undefined ? '' : `${locale === 'en' ? '.' : ','}${fraction}`}`;
};

/** Minor units as an amount in major units: "9 000"; two decimals where it is not whole. */
export const moneyText = (minor: number, locale: Locale): string => {
  const amount = numberText(minor / minorUnits, locale);
  return minor % minorUnits === 0 || /[.,]\d\d$/.test(amount) ? amount : `${amount}0`;
};

/** With all its decimals and without thousands apart: a year is a number as well. */
const plainNumber = (value: number, locale: Locale): string => (locale === 'en' ? String(value) : String(value).replace('.', ','));
const percentText = (ratio: number, locale: Locale): string => `${plainNumber(Number((ratio * 100).toPrecision(12)), locale)} %`;

/** A stored value as people of the language write it in a running line; empty for none. */
export const valueText = (value: FieldValue | undefined, type: FieldType, locale: Locale, labels: Labels): string => {
  if (value === undefined) return '';
  if (type.kind === 'date') return dateText(value as string, locale);
  if (type.kind === 'ratio') return percentText(value as number, locale);
  if (type.kind === 'money') return moneyText(value as number, locale);
  const cell = fieldToCell(value, type, locale, labels);
  return typeof cell === 'number' ? plainNumber(cell, locale) : String(cell);
};
