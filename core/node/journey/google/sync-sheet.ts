import { randomUUID } from 'node:crypto';
import type { RecordTable } from '../../../plan/records';
import type { GoalChange } from '../../../plan/roll-up';
import type { SheetLink } from '../../links/sheet-links';
import { succeed, type Failed, type Result } from '../failure';
import { asFollowed, followNationalPlan, type Followed } from '../regions/follow-national-plan';
import { previewRead, syncRead, type CommitOptions, type Preview, type SyncOptions, type SyncOutcome } from '../sync-workbook';
import type { Today } from '../today';
import { spreadsheetChanges } from '../spreadsheet-changes';
import { guardOf } from './guard';
import { readNamed } from './read-named';
import { isOvertaken, sheetFailureReason } from './sheet-failure';
import { fromGoogle, readLinked, type ReadPlanSheet, type SheetPorts } from './sheet-ports';
import { syncNote } from './sync-note';

/** How a sync is to be done. */
export interface SheetSyncOptions {
  readonly options: SyncOptions;
  readonly commit: CommitOptions;
  readonly today: Today;
  /** Waits a little before the sheet is read again, longer each time. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** What became of the spreadsheet: it needed nothing, waits for the person, was written, or could not be. */
export type SheetFate = { readonly kind: 'current' | 'held' } | { readonly kind: 'written'; readonly anew: readonly RecordTable[] } | { readonly kind: 'behind'; readonly failed: Failed };

export interface SheetSync {
  /** What the plan took over from the national one first, where it stands under one and that was changed. */
  readonly followed?: Followed;
  /** What was taken in before somebody wrote in the spreadsheet meanwhile, so that it was read again; nothing as a rule. */
  readonly earlier: readonly SyncOutcome[];
  readonly outcome: SyncOutcome;
  readonly fate: SheetFate;
}

/** A spreadsheet is read and synced so many times before the sync gives up writing into it. */
export const sheetAttempts = 5;

/** A plan that is gone is told of with its spreadsheet: that is what leads to it. */
const withoutPlan = (link: SheetLink, failed: Failed): Failed =>
  (failed.failure.kind === 'unknown-plan' ? { ...failed, failure: { kind: 'sheet', failure: { kind: 'link-without-plan', planId: link.planId, url: link.url } } } : failed);

/** A budget in the spreadsheet itself goes by the spreadsheet's id among the plan's budget links. */
const named = ({ spreadsheetId }: SheetLink, options: SyncOptions): SyncOptions => ({ ...options, budgetFile: spreadsheetId });

/** The outcome of one reading, and what became of the sheet. */
const syncOnce = async (ports: SheetPorts, link: SheetLink, { read, workbook }: ReadPlanSheet, { options, commit, today }: SheetSyncOptions): Promise<Result<Pick<SheetSync, 'outcome' | 'fate'>>> => {
  const synced = await syncRead(ports.store, workbook, named(link, options), commit, randomUUID());
  if (!synced.ok) return withoutPlan(link, synced);
  const outcome = synced.value;
  const patch = spreadsheetChanges(outcome, today);
  if (!patch) return succeed({ outcome, fate: { kind: 'held' } });
  const guard = await guardOf(ports.google, link.lockedTabs);
  const written = await fromGoogle(ports.google, ports.google.write(read, patch, guard), link);
  // Where the sheet lacks nothing, no more than its looks was mended, if anything.
  const done: SheetFate = outcome.decision.isSheetBehind || outcome.names.length > 0 ? { kind: 'written', anew: patch.anew } : { kind: 'current' };
  return succeed({ outcome, fate: written.ok ? done : { kind: 'behind', failed: { planLocale: outcome.head.plan.locale, ...written } } });
};

const isToGoOn = ({ fate }: Pick<SheetSync, 'fate'>): boolean => fate.kind === 'behind' && fate.failed.failure.kind === 'sheet' && isOvertaken(fate.failed.failure.failure);

const syncUntilWritten = async (ports: SheetPorts, link: SheetLink, options: SheetSyncOptions): Promise<Result<SheetSync>> => {
  const followed = await followNationalPlan(ports.store, link.planId, options.commit.time);
  if (!followed.ok && (followed.failure.kind === 'unknown-plan' || followed.failure.kind === 'store')) return withoutPlan(link, followed);
  const told = { ...(followed.ok && followed.value.isCommitted && { followed: followed.value }) };
  const earlier: SyncOutcome[] = [];
  for (let attempt = 1; ; attempt++) {
    const sheet = await readNamed(ports.google, link);
    const synced = sheet.ok ? await syncOnce(ports, link, sheet.value, options) : sheet;
    if (!synced.ok || attempt === sheetAttempts || !isToGoOn(synced.value)) {
      // What was taken in is told of, also where the sheet cannot be reached any more.
      if (synced.ok) return succeed({ ...told, earlier, ...synced.value });
      const last = earlier.pop();
      return last ? succeed({ ...told, earlier, outcome: last, fate: { kind: 'behind', failed: synced } }) : synced;
    }
    const { outcome } = synced.value;
    if (outcome.isCommitted) earlier.push(outcome);
    await options.pause(attempt);
  }
};

/** What programs are told of a failure: Google's own word, or ours. */
export const noteKind = ({ failure }: Failed): string => (failure.kind === 'sheet' ? sheetFailureReason(failure.failure) : failure.kind);

/** What came of it stands in the link; a store that cannot remember that has lost nothing. */
const remember = async ({ links }: SheetPorts, { spreadsheetId }: SheetLink, time: string, result: Result<SheetSync>): Promise<void> => {
  const failed = !result.ok ? result : result.value.fate.kind === 'behind' ? result.value.fate.failed : null;
  const lastFailure = failed && { time, kind: noteKind(failed) };
  if (failed || !result.ok) return void (await links.note(spreadsheetId, { lastFailure }));
  await links.note(spreadsheetId, { lastFailure, lastSync: syncNote(result.value.outcome, time) });
};

/**
 * Syncs a linked spreadsheet: reads it, gives its new rows ids, commits what it says, writes into it what it lacks. The commit comes first, so a crash between the two
 * leaves both sides mergeable; where somebody writes in the sheet meanwhile, it is read and merged again, a few times. A region's plan follows the
 * national one first. [U5] [U6]
 */
export const syncSheet = async (ports: SheetPorts, link: SheetLink, options: SheetSyncOptions): Promise<Result<SheetSync>> => {
  const result = await syncUntilWritten(ports, link, options);
  await remember(ports, link, options.commit.time, result);
  return result;
};

export interface SheetPreview extends Preview {
  /** What comes from the national plan first. */
  readonly followed: readonly GoalChange[];
}

/** What a sync would do, what comes from the national plan with it; nothing is written, neither here nor there. [U7] */
export const previewSheet = async ({ google, store }: SheetPorts, link: SheetLink, options: SyncOptions): Promise<Result<SheetPreview>> => {
  const sheet = await readLinked(google, link);
  if (!sheet.ok) return sheet;
  const next = await asFollowed(store, link.planId);
  if (!next.ok) return withoutPlan(link, next);
  const { head, changes } = next.value;
  const preview = await previewRead(next.value.store, sheet.value.workbook, named(link, options));
  return preview.ok ? succeed({ ...preview.value, head, followed: changes }) : withoutPlan(link, preview);
};

