import type { WorkbookModel, WorkbookPatch } from '../../core';
import type { BatchUpdateResponse, Flow, GoogleFailure, GoogleResult, SheetsRequest, Spreadsheet } from './calls';
import { createBody, createdRequests } from './create';
import { changedSince, guardFields, guardRanges, guardSheetFields, guardsOf } from './guard';
import { insertRequests } from './insert';
import { markFields, markFound, nextMark, type Mark, type NewMark } from './mark';
import { hasLanded, landingRanges, landingRequests, writtenTables, type WrittenTable } from './moved';
import type { CreatedSpreadsheet, GuardOptions, ReadSpreadsheet, SpreadsheetFlows, WriteOptions } from './open-spreadsheet';
import { patchRequests } from './patch-requests';
import { titleOf } from './raw-spreadsheet';
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
  readonly mark: NewMark;
  /** The mark's words are the writer's own: nobody else would have made one like it. */
  readonly isOwnMark: boolean;
  readonly requests: readonly SheetsRequest[];
  /** What the answer is to show of the cells after it. */
  readonly ranges?: readonly string[];
}

/** After these the mark says what became of the batch: nobody answered, or Google said no in words that nobody here knows. */
const asksForMark: ReadonlySet<GoogleFailure['kind']> = new Set(['no-answer', 'mark-taken', 'refused', 'unavailable']);

/** What became of a batch that was not answered with a yes. It is not sent again. [N42] */
function* afterFailure({ spreadsheetId, mark, isOwnMark }: MarkedBatch, failure: GoogleFailure): Flow<undefined> {
  if (!asksForMark.has(failure.kind)) return fail(failure);
  const answer = yield { method: 'get', spreadsheetId, fields: markFields };
  if (!answer.ok) return fail(failure);
  const found = markFound(answer.value, mark);
  if (found === 'none') return fail(failure.kind === 'no-answer' ? { ...failure, kind: 'unavailable' } : failure);
  return found === 'made' && isOwnMark ? succeed(undefined) : fail({ kind: 'mark-taken', ...(failure.detail !== undefined && { detail: failure.detail }) });
}

/** What its ranges show after it, where the answer came. */
function* sendMarked(batch: MarkedBatch): Flow<Spreadsheet | undefined> {
  const { spreadsheetId, mark, requests, ranges = [] } = batch;
  const shows = ranges.length > 0;
  const answer: GoogleResult<BatchUpdateResponse> = yield {
    method: 'batchUpdate', spreadsheetId, requests: [...mark.requests, ...requests], fields: shows ? `spreadsheetId,updatedSpreadsheet(${guardSheetFields})` : 'spreadsheetId', ...(shows && { responseRanges: ranges }),
  };
  return answer.ok ? succeed(answer.value.updatedSpreadsheet) : yield* afterFailure(batch, answer.failure);
}

/**
 * Looks whether all that was written on tables stands where it was to: rows or columns may have been moved right before the batch. Then it is put where it
 * belongs, and `changed` is said, so that the caller reads again. [N53]
 */
function* settle(batch: MarkedBatch, tables: readonly WrittenTable[], shown: Spreadsheet | undefined): Flow<void> {
  const { spreadsheetId, ranges = [] } = batch;
  if (tables.length === 0) return succeed(undefined);
  const seen: GoogleResult<Spreadsheet> = shown ? succeed(shown) : yield { method: 'get', spreadsheetId, fields: guardFields, ranges };
  if (!seen.ok) return fail({ kind: 'changed' });
  const astray = tables.filter((table) => !hasLanded(table, seen.value));
  if (astray.length === 0) return succeed(undefined);
  const now = yield { method: 'get', spreadsheetId, fields: readFields };
  if (!now.ok) return now;
  const requests = astray.flatMap((table) => landingRequests(table, now.value));
  const mark = nextMark(now.value, `${batch.mark.value} again`);
  const put = requests.length > 0 ? yield* sendMarked({ ...batch, mark, requests, ranges: [] }) : succeed(undefined);
  return put.ok ? fail({ kind: 'changed', tab: titleOf(astray[0]!.before) }) : put;
}

const insertMark = 'insert';

function* insert({ spreadsheetId, raw }: ReadSpreadsheet, model: WorkbookModel, { operation, ...options }: WriteOptions = {}): Flow<void> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const sent = yield* sendMarked({ spreadsheetId, mark: nextMark(raw, operation ?? insertMark), isOwnMark: operation !== undefined, requests: insertRequests(model, raw, options) });
  return sent.ok ? succeed(undefined) : sent;
}

const createdFields = 'spreadsheetId,spreadsheetUrl,properties.title,sheets.properties';

function* create(model: WorkbookModel, options: GuardOptions = {}): Flow<CreatedSpreadsheet> {
  const tooLarge = tooLargeTab(model.worksheets);
  if (tooLarge) return fail(tooLarge);
  const answer = yield { method: 'create', spreadsheet: createBody(model), fields: createdFields };
  // Some accounts without storage are told no more than that they may not; there is nothing else that one could not be let into.
  if (!answer.ok) return answer.failure.kind === 'no-access' ? fail({ ...answer.failure, kind: 'no-room' }) : answer;
  const { spreadsheetId = '', spreadsheetUrl: url = '' } = answer.value;
  const filling = createdRequests(model, answer.value, options);
  if (filling.length === 0) return succeed({ spreadsheetId, url });
  // Nobody else knows of the spreadsheet yet, so the mark is nobody else's.
  const filled = yield* sendMarked({ spreadsheetId, mark: nextMark({}, insertMark), isOwnMark: true, requests: filling });
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
  const mark = nextMark(raw, [writtenRevision(spreadsheet.grid, patch), operation ?? ''].join(' ').trim());
  const now = yield* lookAgain(spreadsheet, patch, laidOut, mark);
  if (!now.ok) return now;
  const tables = writtenTables(raw, patch);
  const batch: MarkedBatch = { spreadsheetId, mark, isOwnMark: operation !== undefined, requests, ranges: tables.flatMap(landingRanges) };
  const sent = yield* sendMarked(batch);
  return sent.ok ? yield* settle(batch, tables, sent.value) : sent;
}

/** What can be done with a spreadsheet; the same for every driver. */
export const createSpreadsheetFlows = (): SpreadsheetFlows => ({ create, read, insert, write });
