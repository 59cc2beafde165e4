import { toGoogleFailure, type SheetsAnswer, type SheetsCall } from '../rest';
import type { RunClock } from './run-clock';

/** What the advanced service throws: what Google answered stands in `details`, where it answered. */
interface ServiceError {
  readonly message: string;
  readonly details?: { readonly code?: number };
}

type Service = {
  readonly get: (spreadsheetId: string, options: { readonly fields: string; readonly ranges?: readonly string[] }) => object;
  readonly batchUpdate: (body: object, spreadsheetId: string, options: { readonly fields?: string }) => object;
};

/** Google's types for the service know less than the service, and the same JSON by other names. */
const service = (): Service => Sheets!.Spreadsheets as unknown as Service;

const perform = (call: SheetsCall): object => {
  if (call.method === 'get') return service().get(call.spreadsheetId, { fields: call.fields, ...(call.ranges && { ranges: call.ranges }) });
  if (call.method === 'batchUpdate') {
    const { requests, responseRanges, fields } = call;
    const answers = responseRanges && { includeSpreadsheetInResponse: true, responseIncludeGridData: true, responseRanges };
    return service().batchUpdate({ requests, ...answers }, call.spreadsheetId, fields === undefined ? {} : { fields });
  }
  throw new Error('a bound script makes no spreadsheet');
};

const answerOnce = (call: SheetsCall): SheetsAnswer => {
  try {
    // What the service answers is Google's own kind of object: text takes it over as plain data.
    return { ok: true, value: JSON.parse(JSON.stringify(perform(call))) as object };
  } catch (error) {
    const { message, details } = error as ServiceError;
    return { ok: false, failure: toGoogleFailure({ status: details?.code, body: details && { error: details }, message, isWrite: call.method === 'batchUpdate' }) };
  }
};

const firstPause = 2000;
const mostAttempts = 4;

/** Asks Google as whoever runs the script. What Google turned away untouched is tried again, ever more slowly; whatever may have been done is not. */
export const answerFromGoogle = (clock: RunClock) => (call: SheetsCall): SheetsAnswer => {
  const again = (attempt: number): SheetsAnswer => {
    const answer = answerOnce(call);
    const passes = !answer.ok && (answer.failure.kind === 'quota' || answer.failure.kind === 'unavailable');
    return passes && attempt < mostAttempts && clock.pause(firstPause * 2 ** (attempt - 1) + Math.floor(Math.random() * 1000)) ? again(attempt + 1) : answer;
  };
  return again(1);
};
