import type { WorkbookModel } from '../../core';
import type { Flow, SheetsAnswer, Spreadsheet } from './calls';
import { createBody, createdRequests } from './create';
import { insertRequests } from './insert';
import { nextMark } from './mark';
import { fail, sendMarked, succeed } from './marked-batch';
import type { CreatedSpreadsheet, GuardOptions, ReadSpreadsheet, WriteOptions } from './open-spreadsheet';
import { tooLargeTab } from './too-large';

const insertMark = 'insert';

/** Puts a plan's tabs behind those that stand. [N25] */
export function* insert({ spreadsheetId, raw }: ReadSpreadsheet, model: WorkbookModel, { operation, ...options }: WriteOptions = {}): Flow<void> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const sent = yield* sendMarked({ spreadsheetId, mark: nextMark(raw, operation ?? insertMark), isOwnMark: operation !== undefined, requests: insertRequests(model, raw, options) });
  return sent.ok ? succeed(undefined) : sent;
}

const createdFields = 'spreadsheetId,spreadsheetUrl,properties.title,sheets.properties';

/** What Google says of a locale that is none of its own. */
const isLocaleRefused = (answer: SheetsAnswer): boolean => !answer.ok && answer.failure.kind === 'refused' && /locale/i.test(answer.failure.detail ?? '');

/** In the account's own locale instead: all that is written reads alike in each. */
const withoutLocale = ({ properties: { locale: _, ...properties } = {}, ...body }: Spreadsheet): Spreadsheet => ({ ...body, properties });

/** A new spreadsheet that holds a plan. [N24] */
export function* create(model: WorkbookModel, options: GuardOptions = {}): Flow<CreatedSpreadsheet> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const body = createBody(model);
  const asked = yield { method: 'create', spreadsheet: body, fields: createdFields };
  const answer = isLocaleRefused(asked) ? yield { method: 'create', spreadsheet: withoutLocale(body), fields: createdFields } : asked;
  // Some accounts without storage are told no more than that they may not; there is nothing else that one could not be let into.
  if (!answer.ok) return answer.failure.kind === 'no-access' ? fail({ ...answer.failure, kind: 'no-room' }) : answer;
  const { spreadsheetId = '', spreadsheetUrl: url = '' } = answer.value;
  const filling = createdRequests(model, answer.value, options);
  if (filling.length === 0) return succeed({ spreadsheetId, url });
  // Nobody else knows of the spreadsheet yet, so the mark is nobody else's.
  const filled = yield* sendMarked({ spreadsheetId, mark: nextMark({}, insertMark), isOwnMark: true, requests: filling });
  return filled.ok ? succeed({ spreadsheetId, url }) : filled;
}
