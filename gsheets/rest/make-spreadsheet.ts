import type { WorkbookModel } from '../../core';
import type { Flow, SheetsAnswer, SheetsRequest, Spreadsheet } from './calls';
import { createBody, createdRequests } from './create';
import { insertRequests } from './insert';
import { nextMark } from './mark';
import { fail, sendMarked, sendNamed, succeed } from './marked-batch';
import type { CreatedSpreadsheet, GuardOptions, InsertOptions, ReadSpreadsheet } from './open-spreadsheet';
import { tooLargeTab } from './too-large';

const insertMark = 'insert';

/** Puts a plan's tabs behind those that stand. [N25] */
export function* insert({ spreadsheetId, raw }: ReadSpreadsheet, model: WorkbookModel, { operation, ...options }: InsertOptions = {}): Flow<void> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const sent = yield* sendNamed({ spreadsheetId, mark: nextMark(raw, operation ?? insertMark), isOwnMark: operation !== undefined, requests: insertRequests(model, raw, options) });
  return sent.ok ? succeed(undefined) : sent;
}

const createdFields = 'spreadsheetId,spreadsheetUrl,properties.title,sheets.properties';

/** What Google says of a locale that is none of its own. */
const isLocaleRefused = (answer: SheetsAnswer): boolean => !answer.ok && answer.failure.kind === 'refused' && /locale/i.test(answer.failure.detail ?? '');

/** In the account's own locale instead: all that is written reads alike in each. */
const withoutLocale = ({ properties: { locale: _, ...properties } = {}, ...body }: Spreadsheet): Spreadsheet => ({ ...body, properties });

/** Characters of a request: Google advises against more than 2 MB. */
const mostAtOnce = 2_000_000;

/** The cells of a new spreadsheet in batches that are not too large. */
const fillingBatches = ({ sheets = [] }: Spreadsheet): SheetsRequest[][] => {
  const batches: SheetsRequest[][] = [];
  let size = Infinity;
  let last: gapi.client.sheets.RowData[] | undefined;
  for (const { properties = {}, data = [] } of sheets) {
    last = undefined;
    for (const [rowIndex, row] of (data[0]?.rowData ?? []).entries()) {
      const length = JSON.stringify(row).length;
      if (size + length > mostAtOnce) [size, last] = [0, void batches.push([])];
      if (!last) {
        last = [];
        batches.at(-1)!.push({ updateCells: { start: { sheetId: properties.sheetId!, rowIndex, columnIndex: 0 }, rows: last, fields: 'userEnteredValue' } });
      }
      last.push(row);
      size += length;
    }
  }
  return batches;
};

/** A new spreadsheet that holds a plan. [N24] */
export function* create(model: WorkbookModel, options: GuardOptions = {}): Flow<CreatedSpreadsheet> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const body = createBody(model);
  const isLarge = JSON.stringify(body).length > mostAtOnce;
  const first: Spreadsheet = isLarge ? { ...body, sheets: (body.sheets ?? []).map(({ properties = {} }) => ({ properties })) } : body;
  const asked = yield { method: 'create', spreadsheet: first, fields: createdFields };
  const answer = isLocaleRefused(asked) ? yield { method: 'create', spreadsheet: withoutLocale(first), fields: createdFields } : asked;
  if (!answer.ok) return answer;
  const { spreadsheetId = '', spreadsheetUrl: url = '' } = answer.value;
  const batches = [...(isLarge ? fillingBatches(body) : []), createdRequests(model, answer.value, options)].filter(({ length }) => length > 0);
  let above: number | undefined;
  for (const [i, requests] of batches.entries()) {
    // Nobody else knows of the spreadsheet yet, so the mark is nobody else's.
    const mark = nextMark({}, `${insertMark} ${i + 1}`, above);
    const filled = yield* sendMarked({ spreadsheetId, mark, isOwnMark: true, requests });
    if (!filled.ok) return filled;
    above = mark.id;
  }
  return succeed({ spreadsheetId, url });
}
