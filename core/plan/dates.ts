const dayLength = 86_400_000;
/** Days from the day a workbook counts from to 1970-01-01: serial 61 is 1 March 1900 in the 1900 date system. */
const daysBefore1970 = 25569;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

const serials = new Map<string, number>();
/** Days of more than 20 years. */
const mostSerials = 8192;

/** ISO date to a workbook's serial number, 1900 date system; NaN for what is no date. Plans name the same days again and again. */
export const dateToSerial = (date: string): number => {
  const known = serials.get(date);
  if (known !== undefined) return known;
  const serial = Date.parse(`${date}T00:00:00Z`) / dayLength + daysBefore1970;
  if (serials.size >= mostSerials) serials.clear();
  serials.set(date, serial);
  return serial;
};
/** A workbook's serial number (whole days count) to an ISO date. */
export const serialToDate = (serial: number): string => new Date((Math.floor(serial) - daysBefore1970) * dayLength).toISOString().slice(0, 10);
/** Is this a day of the calendar, as "2026-05-31"? "2026-02-30" is none. */
export const isValidDate = (text: string): boolean => {
  const serial = isoDate.test(text) ? dateToSerial(text) : NaN;
  return Number.isFinite(serial) && serialToDate(serial) === text;
};

/** The day of a moment where this program runs, as ISO date. */
export const localDate = (moment: Date): string => [moment.getFullYear(), String(moment.getMonth() + 1).padStart(2, '0'), String(moment.getDate()).padStart(2, '0')].join('-');
