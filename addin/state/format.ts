import { dateText, labelOf, localDate, noBreak, numberText, type Locale } from '../../core';

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
