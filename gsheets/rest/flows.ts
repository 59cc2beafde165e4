import { rangeAddress, type GridName, type WorkbookPatch } from '../../core';
import type { Flow, GoogleFailure, GoogleResult, Spreadsheet } from './calls';
import { boxOf, changedSince, guardFields, guardRanges, guardsOf } from './guard';
import { markFields, markFound, nextMark, type Mark } from './mark';
import { fail, sendMarked, sendNamed, succeed, type MarkedBatch } from './marked-batch';
import { hasLanded, landingRanges, landingRequests, writtenTables, type WrittenTable } from './moved';
import type { ReadSpreadsheet, WriteOptions } from './open-spreadsheet';
import { patchRequests } from './patch-requests';
import { holdsCells, quotedName, sheetIdOf, titleOf, type Sheet } from './raw-spreadsheet';
import { outlineFields, readFields, readGrid, readNames, tabKeyOf } from './read-grid';
import { tooLargePatch } from './too-large';
import { writtenRevision } from './written-revision';

const firstCell = { top: 0, left: 0, bottom: 0, right: 0 };

/**
 * Where other tabs hold more than can be read: which tabs there are, then ours whole and of the others the cells that have a name of ours, or one, so that they are
 * told of. A failure where none is known as ours. [N54]
 */
function* readOurs(spreadsheetId: string, failure: GoogleFailure): Flow<Spreadsheet> {
  const outline = yield { method: 'get', spreadsheetId, fields: outlineFields };
  if (!outline.ok) return outline;
  const { sheets = [] } = outline.value;
  if (!sheets.some(tabKeyOf)) return fail(failure);
  const names = readNames(outline.value);
  const foreignPart = (sheet: Sheet): string => {
    const named = names.filter(({ tab }) => tab === titleOf(sheet)).map(({ range }) => range);
    return rangeAddress(boxOf(named.length > 0 ? named : [firstCell]));
  };
  const ranges = sheets.filter(holdsCells).map((sheet) => (tabKeyOf(sheet) === undefined ? `${quotedName(titleOf(sheet))}!${foreignPart(sheet)}` : quotedName(titleOf(sheet))));
  const found = yield { method: 'get', spreadsheetId, fields: readFields, ranges };
  return found.ok ? succeed({ ...found.value, sheets: sheets.map((sheet) => (found.value.sheets ?? []).find((one) => sheetIdOf(one) === sheetIdOf(sheet)) ?? sheet) }) : found;
}

/** Everything that a sync needs. [N30] */
export function* read(spreadsheetId: string): Flow<ReadSpreadsheet> {
  const whole: GoogleResult<Spreadsheet> = yield { method: 'get', spreadsheetId, fields: readFields };
  const answer = !whole.ok && whole.failure.kind === 'too-much' ? yield* readOurs(spreadsheetId, whole.failure) : whole;
  if (!answer.ok) return answer;
  const raw = answer.value;
  return succeed({ spreadsheetId, title: raw.properties?.title ?? '', url: raw.spreadsheetUrl ?? '', grid: readGrid(raw), raw });
}

/**
 * Looks whether all that was written on tables stands where it was to: rows or columns may have been moved right before the batch. Then it is put where it
 * belongs, and `changed` is said, so that the caller reads again. [N53]
 */
function* settle(batch: MarkedBatch, tables: readonly WrittenTable[], names: readonly GridName[] | undefined, shown: Spreadsheet | undefined): Flow<void> {
  const { spreadsheetId, ranges = [] } = batch;
  if (tables.length === 0) return succeed(undefined);
  const seen: GoogleResult<Spreadsheet> = shown ? succeed(shown) : yield { method: 'get', spreadsheetId, fields: guardFields, ranges };
  if (!seen.ok) return fail({ kind: 'changed' });
  const astray = tables.filter((table) => !hasLanded(table, seen.value));
  if (astray.length === 0) return succeed(undefined);
  const now = yield { method: 'get', spreadsheetId, fields: readFields };
  if (!now.ok) return now;
  const requests = astray.flatMap((table) => landingRequests(table, now.value, names));
  const mark = nextMark(now.value, `${batch.mark.value} again`);
  const put = requests.length > 0 ? yield* sendMarked({ ...batch, mark, requests, ranges: [] }) : succeed(undefined);
  return put.ok ? fail({ kind: 'changed', tab: titleOf(astray[0]!.before) }) : put;
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

/** Writes what a sync gives back. [N40]-[N48] */
export function* write(spreadsheet: ReadSpreadsheet, patch: WorkbookPatch, { operation, ...options }: WriteOptions = {}): Flow<void> {
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
  const sent = yield* sendNamed(batch);
  return sent.ok ? yield* settle(batch, tables, patch.names, sent.value) : sent;
}
