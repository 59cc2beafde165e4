import { spreadsheetIdPattern } from '../../../plan/rules';
import { fail, succeed, type Result } from '../failure';

const inUrl = /^https?:\/\/[^/]+\/(?:[^?#]*\/)?spreadsheets\/(?:u\/\d+\/)?d\/([A-Za-z0-9_-]+)(?:[/?#]|$)/;

/** The id of a spreadsheet in what a person gave: its address in the browser, or the id itself. [U2] */
export const readSpreadsheetId = (given: string): Result<string> => {
  const text = given.trim();
  const id = inUrl.exec(text)?.[1] ?? text;
  return spreadsheetIdPattern.test(id) ? succeed(id) : fail({ kind: 'sheet', failure: { kind: 'bad-spreadsheet', what: given.slice(0, 200) } });
};
