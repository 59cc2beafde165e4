import { dateToSerial, isValidDate, serialToDate } from '../../plan/dates';

/** A day as an export writes it ("20260930", "2026-09-30", with a time behind it) as an ISO date; undefined for what is none. */
export const exportDay = (text: string | undefined): string | undefined => {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text ?? '');
  const day = parts ? parts.slice(1).join('-') : '';
  return isValidDate(day) ? day : undefined;
};

/** The last day of a month, from 1; a month beyond the twelfth, as of closing entries, is the last of the year. */
export const lastDayOf = (year: number, month: number): string =>
  serialToDate(dateToSerial(month >= 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`) - 1);

/** The day that accounts go up to: the end of what they are of, or the day that the export was made where that came before it. */
export const accountsDayOf = (end: string | undefined, made: string | undefined): string | undefined => (end !== undefined && made !== undefined && made < end ? made : (end ?? made));
