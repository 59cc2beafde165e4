import type { ReadSpreadsheet } from '../../../../gsheets/rest';
import type { Google } from '../../../../gsheets/api/google';
import { succeed, type Result } from '../failure';
import { addressOf, readSheet } from '../google/sheet-ports';
import { readSpreadsheetId } from '../google/spreadsheet-id';

/** Is it an address in a browser, and no file? */
export const isAddress = (given: string): boolean => /^https?:\/\//i.test(given.trim());

/** A treasurer's spreadsheet in Google, by its address. */
export const openSpreadsheet = async (openGoogle: () => Promise<Result<Google>>, address: string): Promise<Result<{ readonly google: Google; readonly read: ReadSpreadsheet }>> => {
  const id = readSpreadsheetId(address);
  if (!id.ok) return id;
  const google = await openGoogle();
  if (!google.ok) return google;
  const read = await readSheet(google.value, { spreadsheetId: id.value, url: addressOf(id.value) });
  return read.ok ? succeed({ google: google.value, read: read.value }) : read;
};
