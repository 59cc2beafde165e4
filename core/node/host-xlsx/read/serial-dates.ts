/** Days from the epoch of the 1900 system to that of the 1904 system. */
const SERIAL_OF_1904 = 1462;
const LAST_SERIAL = 2_958_465;
/** 29 February 1900, which the 1900 system counts and no calendar has. */
const NO_DAY = 60;
const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?Z?)?$/u;

const isDay = (serial: number): boolean => {
  const day = Math.floor(serial);
  return day >= 1 && day <= LAST_SERIAL && day !== NO_DAY;
};

/** A serial number of the 1900 system as a workbook that counts from 1904 stores it. */
export const toSerial1904 = (serial: number): number => serial - SERIAL_OF_1904;

/** A workbook's own serial number in the 1900 system; undefined where it is no day of the calendar. */
export const toSerial1900 = (serial: number, is1904: boolean): number | undefined => {
  if (is1904 && serial < 0) return undefined;
  const converted = is1904 ? serial + SERIAL_OF_1904 : serial;
  return isDay(converted) ? converted : undefined;
};

const isRealDay = (date: Date, year: number, month: number, day: number): boolean =>
  date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;

/** Up to 28 February 1900 serials lag by the day that never was. */
const serialOfDay = (time: number): number => {
  const days = time / DAY_MS - Date.UTC(1899, 11, 31) / DAY_MS;
  return days < NO_DAY ? days : days + 1;
};

const dayFraction = (hours: number, minutes: number, seconds: number): number | undefined =>
  hours < 24 && minutes < 60 && seconds < 60 ? (hours * 3600 + minutes * 60 + seconds) / 86_400 : undefined;

/** An ISO 8601 date or date and time (`t="d"`) as a serial of the 1900 system; undefined for all else, and outside 1900-9999. */
export const isoToSerial = (text: string): number | undefined => {
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const field = (group: number): number => Number(found[group] ?? 0);
  const [year, month, day] = [field(1), field(2), field(3)];
  const date = new Date(Date.UTC(year, month - 1, day));
  const fraction = dayFraction(field(4), field(5), field(6));
  if (!isRealDay(date, year, month, day) || fraction === undefined) return undefined;
  const serial = serialOfDay(date.getTime());
  return isDay(serial) ? serial + fraction : undefined;
};
