import type { WorkbookModel, WorkbookPatch } from '../../core';
import type { BatchUpdateResponse, Flow, GoogleFailure, GoogleResult, SheetsRequest, Spreadsheet } from './calls';
import { createBody, createdRequests } from './create';
import { changedSince, guardFields, guardRanges, guardsOf } from './guard';
import { insertRequests } from './insert';
import { markAfter, markFields, markFound, markRequests, type Mark } from './mark';
import type { CreatedSpreadsheet, GuardOptions, ReadSpreadsheet, SpreadsheetFlows, WriteOptions } from './open-spreadsheet';
import { patchRequests } from './patch-requests';
import { readFields, readGrid } from './read-grid';
import { tooLargePatch, tooLargeTab } from './too-large';
import { writtenRevision } from './written-revision';

const succeed = <T>(value: T): GoogleResult<T> => ({ ok: true, value });
const fail = (failure: GoogleFailure): { readonly ok: false; readonly failure: GoogleFailure } => ({ ok: false, failure });

function* read(spreadsheetId: string): Flow<ReadSpreadsheet> {
  const answer = yield { method: 'get', spreadsheetId, fields: readFields };
  if (!answer.ok) return answer;
  const raw = answer.value;
  return succeed({ spreadsheetId, title: raw.properties?.title ?? '', url: raw.spreadsheetUrl ?? '', grid: readGrid(raw), raw });
}

/** A batch that begins with its mark. */
interface MarkedBatch {
  readonly spreadsheetId: string;
  readonly mark: Mark;
  /** The mark's words are the writer's own: nobody else would have made one like it. */
  readonly isOwnMark: boolean;
  readonly requests: readonly SheetsRequest[];
}

/** After these the mark says what became of the batch: nobody answered, or Google said no in words that nobody here knows. */
const asksForMark: ReadonlySet<GoogleFailure['kind']> = new Set(['no-answer', 'mark-taken', 'refused', 'unavailable']);

/** What became of a batch that was not answered with a yes. It is not sent again. [N42] */
function* afterFailure({ spreadsheetId, mark, isOwnMark }: MarkedBatch, failure: GoogleFailure): Flow<void> {
  if (!asksForMark.has(failure.kind)) return fail(failure);
  const answer = yield { method: 'get', spreadsheetId, fields: markFields };
  if (!answer.ok) return fail(failure);
  const found = markFound(answer.value, mark);
  if (found === 'none') return fail(failure.kind === 'no-answer' ? { ...failure, kind: 'unavailable' } : failure);
  return found === 'made' && isOwnMark ? succeed(undefined) : fail({ kind: 'mark-taken', ...(failure.detail !== undefined && { detail: failure.detail }) });
}

function* sendMarked(batch: MarkedBatch): Flow<void> {
  const answer: GoogleResult<BatchUpdateResponse> = yield { method: 'batchUpdate', spreadsheetId: batch.spreadsheetId, requests: batch.requests, fields: 'spreadsheetId' };
  return answer.ok ? succeed(undefined) : yield* afterFailure(batch, answer.failure);
}

const insertMark = 'insert';

function* insert({ spreadsheetId, raw }: ReadSpreadsheet, model: WorkbookModel, { operation, ...options }: WriteOptions = {}): Flow<void> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const mark = markAfter(raw, operation ?? insertMark);
  return yield* sendMarked({ spreadsheetId, mark, isOwnMark: operation !== undefined, requests: [...markRequests(raw, mark), ...insertRequests(model, raw, options)] });
}

const createdFields = 'spreadsheetId,spreadsheetUrl,properties.title,sheets.properties';

function* create(model: WorkbookModel, options: GuardOptions = {}): Flow<CreatedSpreadsheet> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const answer = yield { method: 'create', spreadsheet: createBody(model), fields: createdFields };
  if (!answer.ok) return answer;
  const { spreadsheetId = '', spreadsheetUrl: url = '' } = answer.value;
  const filling = createdRequests(model, answer.value, options);
  if (filling.length === 0) return succeed({ spreadsheetId, url });
  const mark = markAfter({}, insertMark);
  // Nobody else knows of the spreadsheet yet, so the mark is nobody else's.
  const filled = yield* sendMarked({ spreadsheetId, mark, isOwnMark: true, requests: [...markRequests({}, mark), ...filling] });
  return filled.ok ? succeed({ spreadsheetId, url }) : filled;
}

/** The second look: the cells and marks that a batch relies on. A failure where any of it has become another. [N41] */
function* lookAgain({ spreadsheetId, raw }: ReadSpreadsheet, patch: WorkbookPatch, laidOut: readonly string[], mark: Mark): Flow<Spreadsheet> {
  const guards = guardsOf(raw, patch, laidOut);
  const ranges = guardRanges(guards);
  const answer = yield { method: 'get', spreadsheetId, fields: ranges.length > 0 ? guardFields : markFields, ...(ranges.length > 0 && { ranges }) };
  if (!answer.ok) return answer;
  if (markFound(answer.value, mark) !== 'none') return fail({ kind: 'mark-taken' });
  const changed = changedSince(guards, answer.value);
  return changed ? fail(changed) : succeed(answer.value);
}

function* write(spreadsheet: ReadSpreadsheet, patch: WorkbookPatch, _renamed: ReadonlyMap<string, string>, { operation, ...options }: WriteOptions = {}): Flow<void> {
  const tooLarge = tooLargePatch(patch);
  if (tooLarge) return fail(tooLarge);
  const { spreadsheetId, raw } = spreadsheet;
  const { requests, laidOut } = patchRequests(raw, patch, options);
  if (requests.length === 0) return succeed(undefined);
  const mark = markAfter(raw, [writtenRevision(spreadsheet.grid, patch), operation ?? ''].join(' ').trim());
  const now = yield* lookAgain(spreadsheet, patch, laidOut, mark);
  if (!now.ok) return now;
  return yield* sendMarked({ spreadsheetId, mark, isOwnMark: operation !== undefined, requests: [...markRequests(raw, mark), ...requests] });
}

/** What can be done with a spreadsheet; the same for every driver. */
export const createSpreadsheetFlows = (): SpreadsheetFlows => ({ create, read, insert, write });
