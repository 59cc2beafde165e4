import { patchNewIds, readStamp, renderBeside, showingBudget, type BesideOthers, type Grid, type PlanAnswer, type Stamp } from '../../core';
import { asksForToken, isTemporary, retryDelay, type Answer, type ClientFailure } from '../client/failure';
import type { Keep } from '../client/keep';
import { digestOf, forgetSync, keepSync, readKeptSync, type SyncedWorkbook } from '../client/kept-sync';
import type { CellClient } from '../client/cell-client';
import type { HostFailure, HostResult, OpenWorkbook } from '../host/open-workbook';
import { withTimeLimit } from './host-patience';
import { nextPane, type PaneEvent } from './pane-flow';
import { proposeLink, type LinkTalk } from './link-talk';
import { emptyPane, wantsCheck, type InsertJob, type Job, type LinkJob, type LookJob, type PaneState, type SyncJob } from './pane-state';
import { workbookName } from './workbook-name';

/** The open workbook and the store, kept together: what is done about them, and what is known. */
export interface Pane {
  get(): PaneState;
  send(event: PaneEvent): void;
  /** The workbook as it is now, and the file name that links go by; it waits for what is under way. */
  read(): Promise<HostResult<{ readonly grid: Grid; readonly fileName: string | null }>>;
  /** Shows a place of the workbook. */
  show(place: string): void;
  /** Looks at the workbook, and hears from it until it is closed. */
  open(wants: LookJob['kind']): void;
  close(): void;
}

export interface PaneWorld {
  readonly workbook: OpenWorkbook;
  /** Where a sync that is under way outlives the pane. */
  readonly keep: Keep;
  /** The client of now: its language or its token may have changed. */
  client(): CellClient;
  /** The day that counts as today, as ISO date. */
  today(): string;
  freshId(): string;
  changed(): void;
  /** Takes what a bug threw. */
  report(error: unknown): void;
  /** Gives what calls it off. */
  later(milliseconds: number, then: () => void): () => void;
}

/** How long it has to be quiet after something may have changed, before it is looked at; in milliseconds. */
export const quietTime = 2000;

/** The same where there is no plan: all of somebody's own workbook would be read at each pause, only to find that nobody has put one in. */
export const idleTime = 60_000;

const isPlainBook = ({ book, trouble }: PaneState): boolean => book.kind === 'no-plan' && trouble === null;

type At<J extends Job, S extends Job['step']> = Extract<J, { step: S }>;

const renderFor = ({ plan, revision }: PlanAnswer, { locale, taken, grid }: At<InsertJob, 'asking'>, today: string): BesideOthers & { readonly stamp: Stamp } => {
  const stamp: Stamp = { planId: plan.id, revision: revision.number, hash: revision.hash, locale, openConflicts: [] };
  return { ...renderBeside({ plan, today, ...showingBudget(stamp, grid) }, taken), stamp };
};

/** Will the same question be answered later, unchanged? */
const staysAsked = (failure: ClientFailure): boolean => isTemporary(failure) || asksForToken(failure);

/** What is asked about a budget in the workbook: how it would be linked. */
const proposeFor = async (workbook: OpenWorkbook, job: At<Job, 'reading'>, grid: Grid, onWaiting: (is: boolean) => void): Promise<HostResult<LinkTalk | null>> => {
  if (job.kind !== 'link' || job.plan === null) return { ok: true, value: null };
  const selected = await workbook.selected({ onWaiting });
  return selected.ok ? { ok: true, value: proposeLink(grid, job.plan, workbookName(workbook.location()), selected.value) } : selected;
};

const writeJob = (workbook: OpenWorkbook, job: At<Job, 'writing'>, onWaiting: (is: boolean) => void): Promise<HostResult<void>> => {
  switch (job.kind) {
    case 'sync': return workbook.write(job.changes, job.grid, { onWaiting });
    case 'insert': return workbook.insert(job.model, { onWaiting });
    case 'link': return workbook.nameColumns(job.names, job.grid, { onWaiting });
  }
};

/** What is done for a job's step, and told as an event. */
const createSteps = ({ workbook, keep, client, today, freshId }: PaneWorld, get: () => PaneState, send: (event: PaneEvent) => void): ((job: Job) => Promise<PaneEvent>) => {
  const onWaiting = (is: boolean): void => send({ type: 'waiting', is });
  const failed = (failure: HostFailure): PaneEvent => ({ type: 'workbook-failed', failure, freshId: freshId() });
  const heard = <T>(answer: Answer<T>, then: (value: T) => PaneEvent): PaneEvent => (answer.ok ? then(answer.value) : { type: 'server-failed', failure: answer.failure });
  const placeOf = (planId: string): SyncedWorkbook => ({ planId, location: workbook.location() });

  const read = async (job: At<Job, 'reading'>): Promise<PaneEvent> => {
    const got = await workbook.read({ onWaiting });
    if (!got.ok) return failed(got.failure);
    const stamped = readStamp(got.value);
    const isFirst = get().book.kind === 'unread';
    const kept = isFirst && stamped.ok ? readKeptSync(keep, placeOf(stamped.value.stamp.planId), got.value) : null;
    const link = await proposeFor(workbook, job, got.value, onWaiting);
    if (!link.ok) return failed(link.failure);
    return { type: 'read', grid: got.value, kept, newIds: job.kind === 'sync' ? patchNewIds(got.value, freshId) : null, link: link.value, fileName: workbookName(workbook.location()) };
  };
  const look = async ({ planId, grid }: At<LookJob, 'asking'>): Promise<PaneEvent> => {
    const asked = client();
    return heard(await asked.preview(planId, grid), (answer) => ({ type: 'previewed', answer, locale: asked.locale }));
  };
  const sync = async ({ planId, grid, options }: At<SyncJob, 'asking'>): Promise<PaneEvent> => {
    const asked = client();
    keepSync(keep, placeOf(planId), { options, digest: digestOf(grid) });
    const answer = await asked.sync(planId, grid, options);
    const isOver = answer.ok ? answer.value.changes === null || answer.value.held !== null : !staysAsked(answer.failure);
    if (isOver) forgetSync(keep, placeOf(planId));
    return heard(answer, (value) => ({ type: 'synced', answer: value, locale: asked.locale }));
  };
  const insert = async (job: At<InsertJob, 'asking'>): Promise<PaneEvent> =>
    heard(await client().plan(job.planId), (answer) => ({ type: 'rendered', ...renderFor(answer, job, today()) }));
  const name = async ({ changes, grid }: At<SyncJob, 'naming'>): Promise<PaneEvent> => {
    const done = await workbook.write(changes, grid, { onWaiting });
    return done.ok ? { type: 'written' } : failed(done.failure);
  };
  const keepLink = async ({ planId, fileName, mapping, tabs }: At<LinkJob, 'asking'>): Promise<PaneEvent> =>
    heard(await client().linkBudget(planId, { name: fileName, mapping, ...(mapping && { tabs }) }), () => ({ type: 'link-kept' }));
  const write = async (job: At<Job, 'writing'>): Promise<PaneEvent> => {
    const done = await writeJob(workbook, job, onWaiting);
    if (!done.ok) return failed(done.failure);
    if (job.kind === 'sync') forgetSync(keep, placeOf(job.planId));
    return { type: 'written' };
  };

  return (job) => {
    if (job.step === 'reading') return read(job);
    if (job.step === 'naming') return name(job);
    if (job.step === 'writing') return write(job);
    switch (job.kind) {
      case 'sync': return sync(job);
      case 'insert': return insert(job);
      case 'link': return keepLink(job);
      case 'check': case 'preview': return look(job);
    }
  };
};

/** The workbook as it is now, with the name that links with it go by. */
const readNamed = async (workbook: OpenWorkbook): ReturnType<Pane['read']> => {
  const got = await workbook.read();
  return got.ok ? { ok: true, value: { grid: got.value, fileName: workbookName(workbook.location()) } } : got;
};

/** Shows a place to the person. Gives what is told where it cannot be shown. */
const showPlace = async ({ workbook, report }: Pick<PaneWorld, 'workbook' | 'report'>, place: string): Promise<PaneEvent | null> => {
  try {
    const got = await workbook.select(place);
    if (!got.ok) return { type: 'not-shown', failure: got.failure };
    if (got.value) return null;
  } catch (error) {
    report(error);
  }
  return { type: 'no-place', place };
};

/** Somebody who is in the middle of a cell keeps Excel from listening, so it is asked again. `hears` takes what stops it. */
const hearFrom = (world: Pick<PaneWorld, 'workbook' | 'report' | 'later'>, onDirty: () => void, isOpen: () => boolean, hears: (stop: () => void) => void): void =>
  void world.workbook.onDirty(onDirty).then((heard) => {
    if (heard.ok && isOpen()) hears(heard.value);
    else if (heard.ok) heard.value();
    else if (isOpen()) world.later(quietTime, () => hearFrom(world, onDirty, isOpen, hears));
  }).catch(world.report);

/** Timers that can be called off all at once. */
const createTimers = (later: PaneWorld['later']): { readonly later: PaneWorld['later']; callOff(): void } => {
  const running = new Set<() => void>();
  return {
    later: (milliseconds, then) => {
      const stop = later(milliseconds, () => {
        running.delete(stop);
        then();
      });
      running.add(stop);
      return () => {
        running.delete(stop);
        stop();
      };
    },
    callOff: () => {
      for (const stop of running) stop();
      running.clear();
    },
  };
};

/** Does what the state calls for. What was begun is not called off: what comes of it is not looked at where nobody waits for it any more. */
export const createPane = (world: PaneWorld): Pane => {
  const { changed, report } = world;
  const { later, callOff } = createTimers(world.later);
  const workbook = withTimeLimit(world.workbook, world.later);
  let state = emptyPane;
  let isOpen = false;
  let stopHearing: (() => void) | null = null;
  let callOffCheck: (() => void) | null = null;

  const checkWhenQuiet = (isRestarted: boolean): void => {
    if (callOffCheck && !isRestarted) return;
    callOffCheck?.();
    callOffCheck = later(isPlainBook(state) ? idleTime : quietTime, () => {
      callOffCheck = null;
      send({ type: 'check-due' });
    });
  };
  const perform = async (job: Job): Promise<void> => {
    const event = await steps(job).catch((error: unknown): PaneEvent => {
      report(error);
      return { type: 'broke' };
    });
    if (state.job === job) send(event);
  };
  const start = (job: Job): void => {
    const { trouble } = state;
    callOffCheck?.();
    callOffCheck = null;
    if (job.attempt === 0 || trouble === null) return void perform(job);
    if (trouble.from === 'server' && asksForToken(trouble.failure)) return; // waits for the person
    later(retryDelay(job.attempt - 1, trouble.from === 'server' ? trouble.failure : { kind: 'away' }), () => { if (state.job === job) void perform(job); });
  };
  const send = (event: PaneEvent): void => {
    if (!isOpen) return;
    const before = state;
    state = nextPane(state, event);
    if (state === before) return;
    changed();
    if (wantsCheck(state)) checkWhenQuiet(event.type === 'dirty');
    if (state.job && state.job !== before.job) start(state.job);
  };
  const steps = createSteps({ ...world, workbook }, () => state, send);

  return {
    get: () => state,
    send,
    read: () => readNamed(workbook),
    show: (place) => void showPlace({ workbook, report }, place).then((event) => event && send(event)),
    open: (wants) => {
      isOpen = true;
      hearFrom({ workbook, report, later }, () => send({ type: 'dirty' }), () => isOpen, (stop) => { stopHearing = stop; });
      send({ type: 'opened', wants });
    },
    close: () => {
      isOpen = false;
      stopHearing?.();
      callOff();
    },
  };
};
