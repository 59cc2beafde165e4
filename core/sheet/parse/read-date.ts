import { format } from 'date-fns/format';
import { isValid } from 'date-fns/isValid';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { enGB } from 'date-fns/locale/en-GB';
import { nb } from 'date-fns/locale/nb';
import { nn } from 'date-fns/locale/nn';
import { sv } from 'date-fns/locale/sv';
import { parse } from 'date-fns/parse';
import { firstDate, lastDate } from '../../plan/rules';
import { isValidDate, serialToDate } from '../../plan/dates';
import type { Locale } from '../../plan/locale';

const languages = { nb, nn, sv, en: enGB };
/** Days as people write them; two digits of a year come first, since four would take them for the year 26. */
const dayPatterns = [
  'yyyy-MM-dd', 'd.M.yy', 'd/M/yy', 'd-M-yy', 'd/M-yy', 'd.M.yyyy', 'd/M/yyyy', 'd-M-yyyy', 'd/M-yyyy', 'd. MMMM yyyy', 'd.MMMM yyyy', 'd MMMM yyyy', 'd. MMM yyyy', 'd MMM yyyy',
  "'den' d. MMMM yyyy", "'den' d MMMM yyyy", 'MMMM d, yyyy', 'MMM d, yyyy', 'yyyy.M.d', 'yyyyMMdd',
];
/** A month alone: its first day, or its last where an end is meant. */
const monthPatterns = ['MMMM yyyy', 'MMM yyyy', 'MMMM, yyyy', 'yyyy-MM', 'M.yyyy', 'M/yyyy'];
/** Only days of a whole calendar are wanted, so any fixed day will do to complete what is parsed. */
const reference = new Date(2000, 0, 1);

const withinSense = (date: string): string | undefined => (isValidDate(date) && date >= firstDate && date <= lastDate ? date : undefined);

const tryPatterns = (text: string, patterns: readonly string[], locale: Locale): Date | undefined => {
  for (const language of new Set([languages[locale], ...Object.values(languages)])) {
    for (const pattern of patterns) {
      const date = parse(text, pattern, reference, { locale: language });
      if (isValid(date)) return date;
    }
  }
  return undefined;
};

const iso = (date: Date): string => format(date, 'yyyy-MM-dd');

/** A time of day that some programs put after a day. */
const midnight = /[ T]00:00(?::00(?:\.0+)?)?Z?$/;

/** A day from text, "31.5.2026", "31. mai 2026" or "mai 2026"; undefined for what is no day within sense. */
export const readDateText = (text: string, locale: Locale, isEnd: boolean): string | undefined => {
  const trimmed = text.trim().replace(/\s+/g, ' ').replace(midnight, '');
  if (trimmed.length > 40) return undefined;
  const day = tryPatterns(trimmed, dayPatterns, locale);
  if (day) return withinSense(iso(day));
  const month = tryPatterns(trimmed, monthPatterns, locale);
  return month && withinSense(iso(isEnd ? lastDayOfMonth(month) : month));
};

/** Serial numbers that are surely meant as days although the cell does not show them as such: 2000 to 2099. */
const plausible = { from: 36526, to: 73050 };

/** A day from a serial number; undefined for what is no day within sense, or a bare number that may be anything. */
export const readDateSerial = (serial: number, isDate: boolean): string | undefined => {
  if (!isDate && !(Number.isInteger(serial) && serial >= plausible.from && serial <= plausible.to)) return undefined;
  return serial >= 61 && serial < 200_000 ? withinSense(serialToDate(serial)) : undefined;
};
