import { dateText, labelOf, localDate, minorUnits, type Locale } from '../../core';

/** Keeps a number and what belongs to it on one line. */
const noBreak = '\u00a0';

const groupThousands = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

/** A number as people of the language write it, with its thousands apart: "12 500", "12,500" in English. At most so many decimals. */
export const numberText = (value: number, locale: Locale, decimals = 2): string => {
  const [whole = '', fraction] = String(Number(Math.abs(value).toFixed(decimals))).split('.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '\u2212' : '';
  return `${sign}${groupThousands(whole, locale === 'en' ? ',' : noBreak)}${fraction === undefined ? '' : `${locale === 'en' ? '.' : ','}${fraction}`}`;
};

/** A ratio as a whole percentage: "48 %", "48%" in English; a dash for no value, which is not 0. */
export const percentText = (ratio: number | null, locale: Locale): string => (ratio === null ? '–' : `${numberText(ratio * 100, locale, 0)}${locale === 'en' ? '' : noBreak}%`);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** An instant as day and clock where the reader is: "21.11.2026 10:36". */
export const instantText = (instant: string, locale: Locale): string => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return `${dateText(localDate(at), locale)} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
};

/** A value of a choice as its label; a dash for none. */
export const choiceText = (set: string, value: string | null, locale: Locale): string => (value === null ? '–' : labelOf(set, value, locale));

/** The period of a plan: "2026–2027" where it is whole years, else its two dates. */
export const periodText = (start: string, end: string, locale: Locale): string => {
  const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
  if (!start.endsWith('-01-01') || !end.endsWith('-12-31')) return `${dateText(start, locale)}–${dateText(end, locale)}`;
  return from === to ? from : `${from}–${to}`;
};
