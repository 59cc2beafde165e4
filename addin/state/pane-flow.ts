import { readStamp, type Grid, type Locale, type PreviewAnswer, type Stamp, type SyncAnswer, type WorkbookModel, type WorkbookPatch } from '../../core';
import { asksForToken, isTemporary, type ClientFailure } from '../client/failure';
import type { CellSyncOptions } from '../client/kept-sync';
import type { HostFailure } from '../host/open-workbook';
import { nextLinkState, whenNamed, whenReadForLink, type LinkFlowEvent } from './link-flow';
import { linkedTab, type LinkTalk } from './link-talk';
import { isFree, planIdOf, wantsCheck, type Book, type InsertJob, type Job, type LookJob, type PaneState, type SyncJob } from './pane-state';
import { joinedResult, leftAfter } from './sync-rounds';
import { conflictId, emptyTalk, noWishes, optionsOf, talkAfter, withChoices, withWishes, type SyncTalk, type TalkEvent } from './sync-talk';

export type PaneEvent =
  | TalkEvent
  | LinkFlowEvent
  /** The pane was opened; by who wants to see what would happen, or not. */
  | { readonly type: 'opened'; readonly wants: LookJob['kind'] }
  | { readonly type: 'check-due' }
  | { readonly type: 'preview-asked' }
  | { readonly type: 'insert-asked'; readonly planId: string; readonly locale: Locale }
  | { readonly type: 'try-again' }
  | { readonly type: 'let-go' }
  /** `kept` is a sync of these very cells that was not seen to its end; `newIds` writes ids beside rows that have none, for a sync; `link` is how a budget would be linked, under `fileName`. */
  | { readonly type: 'read'; readonly grid: Grid; readonly kept: CellSyncOptions | null; readonly newIds: WorkbookPatch | null; readonly link: LinkTalk | null; readonly fileName: string | null }
  | { readonly type: 'previewed'; readonly answer: PreviewAnswer; readonly locale: Locale }
  | { readonly type: 'synced'; readonly answer: SyncAnswer; readonly locale: Locale }
  | { readonly type: 'rendered'; readonly model: WorkbookModel; readonly stamp: Stamp; readonly renamedTabs: readonly string[] }
  | { readonly type: 'written' }
  | { readonly type: 'server-failed'; readonly failure: ClientFailure }
  | { readonly type: 'workbook-failed'; readonly failure: HostFailure; readonly freshId: string }
  /** A bug: what was being done will not end. */
  | { readonly type: 'broke' }
  | { readonly type: 'waiting'; readonly is: boolean }
  | { readonly type: 'dirty' }
  | { readonly type: 'store-moved'; readonly revision: number }
  | { readonly type: 'no-place'; readonly place: string }
  | { readonly type: 'not-shown'; readonly failure: HostFailure };

/** Others who write all the time would have the workbook read for ever, as would a name that is taken by what nobody sees. */
const mostRounds = 3;
/** How often new rows are given ids before they are sent without. */
const mostNamings = 3;

const bookOf = (grid: Grid): Book => {
  const read = readStamp(grid);
  if (read.ok) return { kind: 'plan', stamp: read.value.stamp };
  return read.failure.kind === 'not-planark' ? { kind: 'no-plan' } : { kind: 'unusable', failure: read.failure };
};

type Reading = Extract<LookJob | SyncJob, { step: 'reading' }>;

const looking = (kind: LookJob['kind']): Reading => ({ kind, step: 'reading', attempt: 0 });

/** What came of something that the person asked for stays told while the pane looks what is new by itself. */
const lasting = ({ trouble }: PaneState, job: Job | null): PaneState['trouble'] => {
  const isOfAsked = trouble?.from === 'pane' ? trouble.write !== null : trouble?.from === 'workbook' && trouble.kind !== 'check' && trouble.kind !== 'show';
  return job?.kind === 'check' && isOfAsked ? trouble : null;
};
const begun = (state: PaneState, job: Job): PaneState => ({ ...state, job, trouble: lasting(state, job), isStale: false, renamedTabs: job.kind === 'check' ? state.renamedTabs : null });

/** Which cells are sent, and with what, is settled here: however often it is sent, it stays the same. */
const sending = (job: Reading, planId: string, grid: Grid, { talk }: PaneState): Job => {
  if (job.kind !== 'sync') return { kind: job.kind, step: 'asking', attempt: 0, planId, grid };
  const { round, operation } = job;
  // What the person said was said to the first round.
  const said = round === 0 ? optionsOf({ ...talk, operation }) : {};
  return { kind: 'sync', step: 'asking', attempt: 0, round, planId, grid, options: { ...said, clientOpId: operation } };
};

const whenRead = (state: PaneState, { grid, kept, newIds, link, fileName }: Extract<PaneEvent, { type: 'read' }>): PaneState => {
  const { job } = state;
  if (job?.step !== 'reading') return state;
  const book = bookOf(grid);
  const read = { ...state, book, isEditing: false, trouble: lasting(state, job), linkedTab: linkedTab(grid) };
  if (book.kind === 'no-plan' && job.kind === 'insert') return { ...read, job: { ...job, step: 'asking', attempt: 0, grid, taken: [...grid.worksheets.map(({ name }) => name), ...(grid.otherTabs ?? []), ...job.refused] } };
  if (book.kind !== 'plan') return { ...read, job: null, checked: null, newest: 0, talk: emptyTalk, renamedTabs: null, link: null };
  const { planId } = book.stamp;
  const isSame = planIdOf(state) === planId;
  const own = isSame ? read : { ...read, checked: null, newest: 0, talk: emptyTalk, renamedTabs: null, link: null };
  if (kept && state.book.kind === 'unread') return { ...own, job: { kind: 'sync', step: 'asking', attempt: 0, round: 0, planId, grid, options: kept } };
  // What was asked for was asked of another plan, or of none.
  if (job.kind === 'link' && job.planId === planId) return whenReadForLink(own, job, grid, link, fileName);
  const wanted = job.kind === 'insert' || job.kind === 'link' || (job.kind === 'sync' && job.planId !== planId) ? looking('check') : job;
  if (wanted.kind === 'sync' && newIds && wanted.naming < mostNamings) return { ...own, job: { ...wanted, step: 'naming', attempt: 0, naming: wanted.naming + 1, grid, changes: newIds } };
  return { ...own, job: sending(wanted, planId, grid, own) };
};

/** A choice holds for the values that it was made on. */
const standingChoices = ({ choices, preview, result }: SyncTalk, { conflicts }: PreviewAnswer): SyncTalk['choices'] => {
  const before = new Map((result ?? preview)?.conflicts.map((conflict) => [conflictId(conflict), JSON.stringify([conflict.store, conflict.sheet])]));
  return new Map(conflicts.flatMap((conflict) => {
    const id = conflictId(conflict);
    const choice = choices.get(id);
    return choice !== undefined && before.get(id) === JSON.stringify([conflict.store, conflict.sheet]) ? [[id, choice] as const] : [];
  }));
};

const whenPreviewed = (state: PaneState, { answer, locale }: Extract<PaneEvent, { type: 'previewed' }>): PaneState => {
  if (state.job?.step !== 'asking' || state.job.kind === 'sync' || state.job.kind === 'insert' || state.job.kind === 'link') return state;
  const seen = { ...state, job: null, checked: answer, trouble: lasting(state, state.job) };
  if (state.job.kind === 'check') return seen;
  return { ...seen, talk: { ...state.talk, preview: answer, result: null, locale, choices: standingChoices(state.talk, answer) } };
};

/** The workbook shows what the store has now. */
const synced = (state: PaneState): PaneState => {
  const { talk: { result }, book } = state;
  if (!result || book.kind !== 'plan') return { ...state, job: null };
  const { number: revision, hash } = result.revision;
  return { ...state, job: null, trouble: null, isEditing: false, checked: leftAfter(result), book: { kind: 'plan', stamp: { ...book.stamp, revision, hash } } };
};

const whenSynced = (state: PaneState, { answer, locale }: Extract<PaneEvent, { type: 'synced' }>): PaneState => {
  const { job, talk } = state;
  if (job?.kind !== 'sync' || job.step !== 'asking') return state;
  const { changes, ...result } = answer;
  const told: PaneState = { ...state, trouble: null, talk: talkAfter(talk, job.round > 0 && talk.result ? joinedResult(talk.result, result) : result, locale) };
  if (answer.held) return { ...told, job: null };
  return changes ? { ...told, job: { kind: 'sync', step: 'writing', attempt: 0, round: job.round, planId: job.planId, grid: job.grid, changes } } : synced(told);
};

const whenRendered = (state: PaneState, { model, stamp, renamedTabs }: Extract<PaneEvent, { type: 'rendered' }>): PaneState =>
  (state.job?.kind === 'insert' && state.job.step === 'asking' ? { ...state, trouble: null, job: { ...state.job, step: 'writing', attempt: 0, model, stamp, renamedTabs } } : state);

/** Whether its new rows have ids now or cannot be given any: the workbook is read as it is, and sent. */
const readAfterNaming = ({ round, planId, operation, naming }: Extract<SyncJob, { step: 'naming' }>): Reading => ({ kind: 'sync', step: 'reading', attempt: 0, round, planId, operation, naming });

/** What was written is there. A plan that was put in is looked at at once: others may have changed it meanwhile. */
const whenWritten = (state: PaneState): PaneState => {
  const { job } = state;
  if (job?.step === 'naming') return { ...state, trouble: null, isEditing: false, job: readAfterNaming(job) };
  if (job?.step !== 'writing') return state;
  if (job.kind === 'sync') return synced(state);
  if (job.kind === 'link') return whenNamed(state, job);
  return { ...begun(state, looking('check')), isEditing: false, book: { kind: 'plan', stamp: job.stamp }, checked: null, talk: emptyTalk, renamedTabs: job.renamedTabs };
};

const whenServerFailed = (state: PaneState, failure: ClientFailure): PaneState => {
  const { job } = state;
  if (job?.step !== 'asking') return state;
  const trouble = { from: 'server', failure } as const;
  // Whether a sync that nobody answered was done is not known, and what is not let in yet may be after a token was given: it is asked for again.
  if (isTemporary(failure) || asksForToken(failure)) return { ...state, trouble, job: { ...job, attempt: job.attempt + 1 } };
  // The store took another sync in under this name: what this one would have done shows when it is looked at.
  if (failure.kind === 'refused' && failure.code === 'operation-reused') return begun(state, looking('check'));
  return { ...state, trouble, job: null, isStale: true }; // nothing was learnt of the workbook
};

/** May the same step go better a little later, without anybody doing anything but leaving a cell? */
const passes = ({ kind, isPartial }: HostFailure): boolean => !isPartial && (kind === 'busy' || kind === 'editing');

/** Without the name that could not be had. */
const insertedAgain = ({ planId, locale, round, refused }: InsertJob, { tab }: HostFailure): InsertJob =>
  ({ kind: 'insert', step: 'reading', attempt: 0, round: round + 1, refused: tab === undefined ? refused : [...refused, tab], planId, locale });

const whenWorkbookFailed = (state: PaneState, { failure, freshId }: Extract<PaneEvent, { type: 'workbook-failed' }>): PaneState => {
  const { job } = state;
  if (!job || job.step === 'asking') return state;
  const failed: PaneState = { ...state, isEditing: failure.kind === 'editing', trouble: { from: 'workbook', failure, kind: job.kind } };
  if (passes(failure)) return { ...failed, job: { ...job, attempt: job.attempt + 1 } };
  if (job.step === 'naming') return { ...failed, trouble: null, job: readAfterNaming({ ...job, naming: failure.kind === 'changed' ? job.naming : mostNamings }) };
  const mayReadAgain = failure.kind === 'changed' && job.step === 'writing';
  if (mayReadAgain && job.kind === 'sync' && job.round < mostRounds) {
    return { ...failed, trouble: null, job: { kind: 'sync', step: 'reading', attempt: 0, round: job.round + 1, planId: job.planId, operation: freshId, naming: 0 }, talk: { ...state.talk, wishes: noWishes } };
  }
  if (mayReadAgain && job.kind === 'insert' && !failure.isPartial && job.round < mostRounds) return { ...failed, trouble: null, job: insertedAgain(job, failure) };
  return { ...failed, isEditing: false, job: null, isStale: job.step === 'writing' };
};

/** Whatever was being done ended in a bug. What it may have left half written is looked at, and stays told whatever becomes of that. */
const whenBroke = (state: PaneState): PaneState => {
  const { job } = state;
  const write = job?.step === 'writing' ? job.kind : null;
  return { ...state, job: null, isEditing: false, isStale: write !== null, trouble: lasting(state, job) ?? { from: 'pane', write } };
};

/** Goes on at once with what waits to be tried again, or does not end; where nothing does, it is looked at anew. What comes of the earlier try is not waited for. */
const tryAgain = (state: PaneState): PaneState => (state.job ? { ...state, trouble: null, job: { ...state.job } } : begun(state, looking('check')));

const whenSyncAsked = (state: PaneState, operation: string): PaneState => {
  const planId = planIdOf(state);
  return isFree(state) && planId !== null ? begun(state, { kind: 'sync', step: 'reading', attempt: 0, round: 0, planId, operation, naming: 0 }) : state;
};

/** What comes of an event. What belongs to something that nobody waits for any more changes nothing, nor does what is said after a sync was asked for. */
export const nextPane = (state: PaneState, event: PaneEvent): PaneState => {
  const isTalkable = state.job?.kind !== 'sync';
  switch (event.type) {
    case 'opened': return begun(state, looking(event.wants));
    case 'check-due': return wantsCheck(state) ? begun(state, looking('check')) : state;
    case 'preview-asked': return isFree(state) && planIdOf(state) !== null ? begun(state, looking('preview')) : state;
    case 'sync-asked': return whenSyncAsked(state, event.freshId);
    case 'insert-asked': return isFree(state) ? begun(state, { kind: 'insert', step: 'reading', attempt: 0, round: 0, refused: [], planId: event.planId, locale: event.locale }) : state;
    case 'try-again': return tryAgain(state);
    case 'let-go': return isFree(state) ? { ...state, talk: emptyTalk, renamedTabs: null, trouble: state.job ? state.trouble : null } : state;
    case 'answered': return isTalkable ? { ...state, talk: { ...state.talk, ...withChoices(state.talk, event) } } : state;
    case 'wished': return isTalkable ? { ...state, talk: { ...state.talk, ...withWishes(state.talk, event) } } : state;
    case 'link-asked': case 'link-tab': case 'link-by-hand': case 'link-changed': case 'link-confirmed': case 'unlink-asked': case 'link-closed': case 'link-kept': return nextLinkState(state, event);
    case 'read': return whenRead(state, event);
    case 'previewed': return whenPreviewed(state, event);
    case 'synced': return whenSynced(state, event);
    case 'rendered': return whenRendered(state, event);
    case 'written': return whenWritten(state);
    case 'server-failed': return whenServerFailed(state, event.failure);
    case 'workbook-failed': return whenWorkbookFailed(state, event);
    case 'broke': return whenBroke(state);
    case 'waiting': return { ...state, isEditing: event.is };
    case 'dirty': return { ...state, isStale: true };
    case 'store-moved': return { ...state, newest: Math.max(state.newest, event.revision) };
    case 'no-place': return { ...state, trouble: state.trouble ?? { from: 'place', place: event.place } };
    case 'not-shown': return { ...state, trouble: state.trouble ?? { from: 'workbook', failure: event.failure, kind: 'show' } };
  }
};
