import type { BatchUpdateResponse, Flow, GoogleFailure, GoogleResult, SheetsRequest, Spreadsheet } from './calls';
import { guardSheetFields } from './guard';
import { markFields, markFound, nextMark, type NewMark } from './mark';
import { forgetRequests, isNameTaken } from './names';

export const succeed = <T>(value: T): GoogleResult<T> => ({ ok: true, value });
export const fail = (failure: GoogleFailure): { readonly ok: false; readonly failure: GoogleFailure } => ({ ok: false, failure });

/** A batch that begins with its mark. */
export interface MarkedBatch {
  readonly spreadsheetId: string;
  readonly mark: NewMark;
  /** The mark's words are the writer's own: nobody else would have made one like it. */
  readonly isOwnMark: boolean;
  readonly requests: readonly SheetsRequest[];
  /** What the answer is to show of the cells after it. */
  readonly ranges?: readonly string[];
}

/** After these the mark says what became of the batch: nobody answered, or Google said no in words that nobody here knows. */
const asksForMark: ReadonlySet<GoogleFailure['kind']> = new Set(['no-answer', 'mark-taken', 'refused', 'unavailable']);

/** Numbers that something unseen may have before a writer gives up. */
const mostTaken = 5;

/**
 * What became of a batch that was not answered with a yes. It is not sent again, unless its mark's number is taken and by no mark: then nobody wrote, and the next
 * number is tried. [N40] [N42]
 */
function* afterFailure(batch: MarkedBatch, failure: GoogleFailure, taken: number): Flow<Spreadsheet | undefined> {
  const { spreadsheetId, mark, isOwnMark } = batch;
  if (!asksForMark.has(failure.kind)) return fail(failure);
  const answer = yield { method: 'get', spreadsheetId, fields: markFields };
  if (!answer.ok) return fail(failure);
  const found = markFound(answer.value, mark);
  if (found === 'none' && failure.kind === 'mark-taken' && taken < mostTaken) return yield* sendMarked({ ...batch, mark: nextMark(answer.value, mark.value, mark.id) }, taken + 1);
  if (found === 'none') return fail(failure.kind === 'no-answer' ? { ...failure, kind: 'unavailable' } : failure);
  return found === 'made' && isOwnMark ? succeed(undefined) : fail({ kind: 'mark-taken', ...(failure.detail !== undefined && { detail: failure.detail }) });
}

/** What its ranges show after it, where the answer came. */
export function* sendMarked(batch: MarkedBatch, taken = 0): Flow<Spreadsheet | undefined> {
  const { spreadsheetId, mark, requests, ranges = [] } = batch;
  const shows = ranges.length > 0;
  const answer: GoogleResult<BatchUpdateResponse> = yield {
    method: 'batchUpdate', spreadsheetId, requests: [...mark.requests, ...requests], fields: shows ? `spreadsheetId,updatedSpreadsheet(${guardSheetFields})` : 'spreadsheetId', ...(shows && { responseRanges: ranges }),
  };
  return answer.ok ? succeed(answer.value.updatedSpreadsheet) : yield* afterFailure(batch, answer.failure, taken);
}

/** The same, where names are given to cells: one that Google takes for another, whose cells are gone, is taken back first. [N58] */
export function* sendNamed(batch: MarkedBatch): Flow<Spreadsheet | undefined> {
  const sent = yield* sendMarked(batch);
  const forgotten = !sent.ok && isNameTaken(sent.failure) ? forgetRequests(batch.requests) : [];
  return forgotten.length > 0 ? yield* sendMarked({ ...batch, requests: [...forgotten, ...batch.requests] }) : sent;
}
