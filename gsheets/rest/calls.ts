/**
 * What is asked of Google, as values: a flow yields calls and is given their answers, so that the same flow runs in Node, which waits for each,
 * and in Apps Script, where each is answered at once by the advanced service, which takes the same JSON.
 */

export type Spreadsheet = gapi.client.sheets.Spreadsheet;
export type SheetsRequest = gapi.client.sheets.Request;
export type BatchUpdateResponse = gapi.client.sheets.BatchUpdateSpreadsheetResponse;

/** One request to the Sheets API. `fields` is the mask of the answer. */
export type SheetsCall =
  | { readonly method: 'get'; readonly spreadsheetId: string; readonly fields: string; readonly ranges?: readonly string[] }
  | { readonly method: 'create'; readonly spreadsheet: Spreadsheet; readonly fields: string }
  /** All of it is done, or nothing. With `responseRanges` the answer holds the cells of these as they are after it (`includeSpreadsheetInResponse`, `responseIncludeGridData`). */
  | { readonly method: 'batchUpdate'; readonly spreadsheetId: string; readonly requests: readonly SheetsRequest[]; readonly fields?: string; readonly responseRanges?: readonly string[] };

/** Why Google did not do what was asked. Nothing was done, save perhaps with `no-answer`. */
export interface GoogleFailure {
  /**
   * `consent-gone`: expired, revoked, or never given; `no-access`: this account may not, `not-found`: no such spreadsheet, or none that this account can see;
   * `no-room`: the account's storage is full, or has none, as a service account; `quota`: too many requests, also after waiting; `unavailable`: Google or the way
   * there is down; `no-answer`: a write that may have been done; `mark-taken`: somebody else's sync wrote meanwhile; `protected`: a tab or range that this account may not change;
   * `too-large`: more cells or text than a spreadsheet takes; `too-much`: the answer is larger than is taken; `changed`: what was to be written no longer stands where it was read, or a name is taken;
   * `refused`: for a reason that has no word here, told in `detail`.
   */
  readonly kind: 'consent-gone' | 'no-access' | 'not-found' | 'no-room' | 'quota' | 'unavailable' | 'no-answer' | 'mark-taken' | 'protected' | 'too-large' | 'too-much' | 'changed' | 'refused';
  /** The tab that it is about, where it is about one. */
  readonly tab?: string;
  /** Google's own words, for a log; never a secret. */
  readonly detail?: string;
}

/** Was a write refused because somebody wrote meanwhile? Then it is read again. */
export const isOvertaken = ({ kind }: GoogleFailure): boolean => kind === 'changed' || kind === 'mark-taken';

export type GoogleResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: GoogleFailure };

/** The answer to a call: a `Spreadsheet` to `get` and `create`, a `BatchUpdateResponse` to `batchUpdate`. */
export type SheetsAnswer = GoogleResult<Spreadsheet & BatchUpdateResponse>;

/** Steps towards a result; each yields a call and is given its answer. */
export type Flow<T> = Generator<SheetsCall, GoogleResult<T>, SheetsAnswer>;

/** Runs a flow where calls are answered later. */
export const runFlow = async <T>(flow: Flow<T>, answer: (call: SheetsCall) => Promise<SheetsAnswer>): Promise<GoogleResult<T>> => {
  let step = flow.next();
  while (!step.done) step = flow.next(await answer(step.value));
  return step.value;
};

/** Runs a flow where calls are answered at once. */
export const runFlowAtOnce = <T>(flow: Flow<T>, answer: (call: SheetsCall) => SheetsAnswer): GoogleResult<T> => {
  let step = flow.next();
  while (!step.done) step = flow.next(answer(step.value));
  return step.value;
};
