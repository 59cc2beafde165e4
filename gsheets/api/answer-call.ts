import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4';
import type { SheetsAnswer, SheetsCall } from '../rest';
import { resultOf } from './ask';
import { createOnce, type OnceOptions } from './create-once';

type Body = sheets_v4.Schema$BatchUpdateSpreadsheetRequest;

/** Answers a flow's calls through googleapis. What may be tried again is: a batch is refused whole where its mark stands, so that it is not done twice. [O3, O5] */
export const createAnswerCall = (options: OnceOptions): ((call: SheetsCall) => Promise<SheetsAnswer>) => async (call) => {
  if (call.method === 'create') return createOnce(options, call);
  const { ask, clients } = options;
  const { spreadsheetId, fields } = call;
  if (call.method === 'get') {
    const ranges = call.ranges && [...call.ranges];
    const tried = await ask({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId, fields, ranges, auth }));
    return resultOf(tried, false) as SheetsAnswer;
  }
  const { requests, responseRanges } = call;
  const seen = responseRanges && { includeSpreadsheetInResponse: true, responseIncludeGridData: true, responseRanges };
  const requestBody = { requests, ...seen } as Body;
  const tried = await ask({ service: 'sheets', repeats: 'write' }, (auth) => clients.sheets.spreadsheets.batchUpdate({ spreadsheetId, fields, requestBody, auth }));
  return resultOf(tried, true) as SheetsAnswer;
};
