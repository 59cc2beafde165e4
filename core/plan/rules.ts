/** Plan ids are folder names and parts of addresses: lower-case letters, digits and hyphens, and none of Windows' names for devices. */
export const planIdPattern = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,62}$/;
/** What Google calls spreadsheets; never a path. */
export const spreadsheetIdPattern = /^[A-Za-z0-9_-]{10,120}$/;
/** Record ids are opaque; people never see or type them. */
export const recordIdPattern = /^[a-z0-9][a-z0-9-]{3,63}$/;
const newRowPrefix = 'new-';
/** What a row of a sheet that is no record yet is known by from here on: what its record's id is made of. */
export const newRowId = (freshId: string): string => `${newRowPrefix}${freshId}`;
export const isNewRowId = (text: string): boolean => text.startsWith(newRowPrefix) && recordIdPattern.test(text);
/**
 * Codes begin with a letter, since a sheet's COUNTIFS takes "1.1" and "1.10" for the same number, and hold nothing that a sheet
 * takes for a wildcard.
 */
export const codePattern = /^[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ0-9.-]{0,14}$/;
/** The longest text an Excel cell holds. */
export const maxTextLength = 32767;
export const maxRecords = 100_000;
/** Dates within sense, and such as every host shows right: Excel's calendar is a day off before 1 March 1900. */
export const firstDate = '1900-03-01';
export const lastDate = '2199-12-31';
/** Largest amount, in minor units: what a sheet's 15 digits hold exactly in major units. */
export const maxMinorUnits = 10_000_000_000_000;

/** Codes are compared without regard to case, as a sheet does. */
export const codeKey = (code: string): string => code.toUpperCase();

const numberOf = (code: string, prefix: string): number => {
  const rest = code.toUpperCase().startsWith(prefix) ? code.slice(prefix.length) : '';
  return /^\d{1,6}$/.test(rest) ? Number(rest) : 0;
};

/** The next code that was never used: the prefix and the number after the highest. */
export const nextCode = (prefix: string, used: Iterable<string>): string => {
  let highest = 0;
  for (const code of used) highest = Math.max(highest, numberOf(code, prefix));
  return `${prefix}${highest + 1}`;
};

