import type { SyncAnswer } from '../../core';
import { isOvertaken } from '../rest';
import { clearDirty, forgetOperation, keepHead, keepLast, keepOperation, markDirty, readDirty, readOperation } from './kept';
import type { PlanarkServer, SyncOptions } from './planark-server';
import type { RunClock } from './run-clock';
import { cellsOf, openHost, readNamed, type ReadPlan, type ScriptHost } from './script-host';
import { showStep } from './step';
import { ofGoogle, type Trouble } from './trouble';

/** What a person says beside the spreadsheet. */
export type SyncWishes = Omit<SyncOptions, 'clientOpId'>;
export type Synced = Omit<SyncAnswer, 'changes'>;

/** How a sync ended: with an answer, a trouble, or both where the store has the edits and the spreadsheet could not be brought up to date. */
export interface SyncEnd {
  readonly answer: Synced | null;
  readonly trouble: Trouble | null;
}

/** Others who write all the time would have the spreadsheet read for ever. */
const mostRounds = 3;
/** Somebody else's sync is waited for, in milliseconds: by a person; the timer comes again by itself. */
const lockPatience = { person: 25_000, timer: 1000 } as const;

const digestOf = (text: string): string => Utilities.base64Encode(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8));

/** What two rounds did, as one: the second took in what came into the spreadsheet while the first was on its way. */
const joined = (first: Synced | null, second: Synced): Synced => {
  if (!first?.committed) return second;
  const summary = second.committed ? `${first.summary}; ${second.summary}` : first.summary;
  return { ...second, committed: true, summary, lines: [...first.lines, ...second.lines], settled: [...first.settled, ...second.settled], receivedLine: second.receivedLine ?? first.receivedLine };
};

interface Round {
  readonly end: SyncEnd;
  /** The spreadsheet was changed meanwhile, or what the person said is still to be sent. */
  readonly isToGoOn: boolean;
  /** What the person said was part of it. */
  readonly wasSaid: boolean;
}

const ended = (answer: Synced | null, trouble: Trouble | null): SyncEnd => ({ answer, trouble });

const sameWishes = (a: SyncWishes, { clientOpId: _, ...b }: SyncOptions): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Run {
  readonly host: ScriptHost;
  readonly server: PlanarkServer;
  readonly clock: RunClock;
}

/** Sends the cells under a name that stands in the document until they are answered: a run that is cut off is gone on with by the next one. */
const send = ({ server }: Run, { stamped }: ReadPlan, cells: string, options: SyncOptions, digest: string): ReturnType<PlanarkServer['sync']> => {
  keepOperation({ options, digest });
  const answer = server.sync(stamped.stamp.planId, cells, options);
  // Whether a sync that nobody answered was done is not known, and a token that ran out may be given anew.
  if (answer.ok || !['away', 'wrong-token', 'no-token', 'spent'].includes(answer.trouble.code)) forgetOperation();
  return answer;
};

const writeBack = (run: Run, plan: ReadPlan, { changes, ...answer }: SyncAnswer, wasSaid: boolean): Round => {
  const isOver = { end: ended(answer, null), isToGoOn: false, wasSaid };
  if (answer.held || changes === null) return isOver;
  showStep('writing');
  const written = run.host.write(plan.read, changes, answer.clientOpId);
  if (written.ok) return isOver;
  return { end: ended(answer, ofGoogle(written.failure, true)), isToGoOn: isOvertaken(written.failure), wasSaid };
};

const syncRound = (run: Run, wishes: SyncWishes): Round => {
  showStep('reading');
  const plan = readNamed(run.host);
  if (!plan.ok) return { end: ended(null, plan.trouble), isToGoOn: false, wasSaid: false };
  if (!run.clock.hasTime()) return { end: ended(null, { code: 'late' }), isToGoOn: false, wasSaid: false };
  showStep('asking');
  const cells = cellsOf(plan.value.read.grid);
  const digest = digestOf(cells);
  const kept = readOperation<SyncOptions>();
  const options = kept?.digest === digest ? kept.options : { ...wishes, clientOpId: Utilities.getUuid() };
  const answer = send(run, plan.value, cells, options, digest);
  const wasSaid = sameWishes(wishes, options);
  if (answer.ok) {
    keepHead({ plan: plan.value.stamped.stamp.planId, hash: answer.value.revision.hash, day: dayOf() });
    const round = writeBack(run, plan.value, answer.value, wasSaid);
    return { ...round, isToGoOn: round.isToGoOn || (!wasSaid && round.end.trouble === null) };
  }
  // The store took another sync in under this name: what this one does is asked under a name of its own.
  return { end: ended(null, answer.trouble), isToGoOn: answer.trouble.serverCode === 'operation-reused', wasSaid: false };
};

/** The day, as ISO date in UTC. */
export const dayOf = (): string => new Date().toISOString().slice(0, 10);

const noWishes: SyncWishes = {};

const syncRounds = (run: Run, wishes: SyncWishes): SyncEnd => {
  let [answer, said]: [Synced | null, SyncWishes] = [null, wishes];
  for (let round = 1; ; round++) {
    const { end, isToGoOn, wasSaid } = syncRound(run, said);
    answer = end.answer ? joined(answer, end.answer) : answer;
    // What the person said was said to what they saw.
    if (wasSaid) said = noWishes;
    if (!isToGoOn) return ended(answer, end.trouble && answer ? { ...end.trouble, isStored: answer.committed || end.trouble.isStored } : end.trouble);
    if (round === mostRounds || !run.clock.hasTime()) return ended(answer, end.trouble ?? { code: 'late' });
  }
};

/** What stays to be done is done by the timer: a tab that this person may not write, a server that was away. */
const settle = ({ answer, trouble }: SyncEnd, dirty: string | null, isTimer: boolean): void => {
  if (trouble === null) clearDirty(dirty);
  else markDirty();
  keepLast({ at: new Date().toISOString(), isTimer, end: trouble?.code ?? answer?.outcome ?? 'done', ...(trouble?.said !== undefined && { said: trouble.said }), ...(trouble?.tab !== undefined && { tab: trouble.tab }) });
};

/** Brings spreadsheet and store together, one sync of a spreadsheet at a time. */
export const runSync = (who: 'person' | 'timer', wishes: SyncWishes, world: { readonly clock: RunClock; readonly server: PlanarkServer }): SyncEnd => {
  const lock = LockService.getDocumentLock();
  showStep('waiting');
  if (!lock.tryLock(lockPatience[who])) return ended(null, { code: 'busy' });
  try {
    const dirty = readDirty();
    const end = syncRounds({ ...world, host: openHost(world.clock) }, wishes);
    settle(end, dirty, who === 'timer');
    return end;
  } finally {
    showStep(null);
    lock.releaseLock();
  }
};

