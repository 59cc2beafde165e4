import type { StoreFailure, StoreResult } from '../../sync/store';
import { failed, succeeded, unavailable } from '../revision/store-result';
import { longestAuditText, type AuditActor, type AuditDeed, type AuditDraft } from '../../sync/audit-entry';
import { chain, decodeSegment, encodeSegment, isChained, noEntry, type Tip } from './segment';
import type { Segments } from './segments';

/** What an actor does, with a plan where it is about one. */
export interface Done {
  readonly deed: AuditDeed;
  readonly plan?: string;
}

/** The log of a store. Any number of processes may write to it. */
export interface AuditLog {
  /** Resolves when it is on the disk; a failure means that what is to be recorded must not be done. [L3] */
  record(actor: AuditActor, done: Done): Promise<StoreResult<null>>;
  /** Goes into the next segment, which is not long in coming. Nobody waits for it. [L4] */
  note(actor: AuditActor, done: Done): void;
  /** Writes what was noted, as far as it can be written. Nothing may be recorded after it. */
  close(): Promise<void>;
}

/** The newest revision of each plan. */
export type Heads = readonly (AuditDeed & { kind: 'log-begun' })['heads'][number][];

export interface AuditLogOptions {
  readonly now: () => Date;
  /** For the first entry of a log. */
  readonly readHeads: () => Promise<StoreResult<Heads>>;
  /** Milliseconds that a note waits for something that somebody waits for. */
  readonly noteDelay?: number;
}

/** Entries of one segment, and notes that are kept while nothing can be written. */
const mostEntries = 256;
const mostNotes = 1_000;
/** How often a segment is tried: each time another process was quicker. */
const mostTries = 200;
const usualNoteDelay = 1_000;

interface Waiting {
  readonly draft: AuditDraft;
  /** Missing where nobody waits. */
  readonly settle?: { readonly tell: (result: StoreResult<null>) => void; readonly fail: (error: unknown) => void };
}

interface Place extends Tip {
  readonly segment: number;
}

const damagedSegment = (segment: number): StoreFailure => ({ kind: 'damaged', place: `audit ${segment}`, number: null, detail: 'the newest part of the log cannot be read, so nothing can follow it' });

/** The end of the log, once it is certain that it can be followed. [L6] */
export const readTip = async (segments: Segments): Promise<StoreResult<Place>> => {
  const newest = await segments.newest();
  if (!newest.ok) return newest;
  if (newest.value === null) return succeeded({ ...noEntry, segment: 0 });
  const { number: last, bytes } = newest.value;
  const segment = decodeSegment(bytes);
  if (segment?.segment !== last || !isChained(segment.entries)) return failed(damagedSegment(last));
  const { number, hash } = segment.entries.at(-1)!;
  return succeeded({ segment: last, number, hash });
};

/** Why a write that cannot be recorded is refused, as a failure of the store. */
const unrecorded = (failure: StoreFailure): StoreFailure =>
  failure.kind === 'newer-format' || (failure.kind === 'unavailable' && failure.lacksSchema)
    ? failure
    : unavailable('detail' in failure ? failure.detail : failure.kind, { unrecorded: failure.kind === 'damaged' ? 'damaged' : 'unwritten' }).failure;

const unpaired = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Texts come from outside: each is made one that an entry can hold. */
const recordableIn = <T>(value: T): T => {
  if (typeof value === 'string') return value.slice(0, longestAuditText).replace(unpaired, '\ufffd') as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(recordableIn) as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, recordableIn(member)])) as T;
};

const draftOf = (now: Date, actor: AuditActor, { deed, plan }: Done): AuditDraft => recordableIn({ ...actor, time: now.toISOString(), deed, ...(plan !== undefined && { plan }) });

/** What the log does of its own accord. */
const ofItself = ({ from, time }: AuditDraft, deed: AuditDeed): AuditDraft => ({ who: null, from, via: 'planark', time, deed });

/** The writer of segments: follows the newest, whoever wrote it. */
const createWriter = (segments: Segments, readHeads: AuditLogOptions['readHeads']) => {
  let place: Place | null = null;
  /** The first segment begins with what the store holds already. */
  const opening = async (first: AuditDraft): Promise<StoreResult<readonly AuditDraft[]>> => {
    const heads = await readHeads();
    return heads.ok ? succeeded([ofItself(first, { kind: 'log-begun', heads: [...heads.value] })]) : heads;
  };
  const putOnce = async (drafts: readonly AuditDraft[]): Promise<StoreResult<'made' | 'taken'>> => {
    const at = place ? succeeded(place) : await readTip(segments);
    if (!at.ok) return at;
    const begun = at.value.segment === 0 ? await opening(drafts[0]!) : succeeded([]);
    if (!begun.ok) return begun;
    const entries = chain([...begun.value, ...drafts], at.value);
    const segment = at.value.segment + 1;
    // Until it is certain that it was made, nobody knows where the log ends.
    place = null;
    const put = await segments.put(segment, encodeSegment(segment, entries));
    const { number, hash } = entries.at(-1)!;
    if (put.ok && put.value === 'made') place = { segment, number, hash };
    return put;
  };
  return async (drafts: readonly AuditDraft[]): Promise<StoreResult<null>> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const put = await putOnce(drafts);
      if (!put.ok) return put;
      if (put.value === 'made') return succeeded(null);
    }
    return unavailable('others were quicker each time');
  };
};

/**
 * What comes while a segment is being written goes together into the next one, so that many writers cost few disk writes. Between
 * processes the number of the segment decides: who was slower follows what the other wrote. [L2]
 */
export const createAuditLog = (segments: Segments, { now, readHeads, noteDelay = usualNoteDelay }: AuditLogOptions): AuditLog => {
  const put = createWriter(segments, readHeads);
  let queue: Waiting[] = [];
  let lost = 0;
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const isAwaited = (): boolean => queue.some(({ settle }) => settle);
  /** Gives whether it was written. Notes that were not wait for better times; whoever waits is told, since the next attempt would fail as well. */
  const writeBatch = async (): Promise<boolean> => {
    const batch = queue.slice(0, mostEntries);
    const counted = lost;
    const drafts = batch.map(({ draft }) => draft);
    const result = await put(counted > 0 ? [ofItself(drafts[0]!, { kind: 'entries-lost', count: counted }), ...drafts] : drafts);
    const told = result.ok ? batch : queue;
    queue = result.ok ? queue.slice(batch.length) : queue.filter(({ settle }) => !settle);
    if (result.ok) lost -= counted;
    for (const { settle } of told) settle?.tell(result.ok ? result : failed(unrecorded(result.failure)));
    return result.ok;
  };
  const writeAll = async (isFlush: boolean): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    try {
      while ((isAwaited() || (isFlush && queue.length > 0)) && (await writeBatch()));
    } catch (error) {
      // A bug: whoever waits gets it. Notes of which nobody can be told are not tried again.
      for (const { settle } of queue.splice(0)) settle?.fail(error);
    }
  };
  const start = (isFlush: boolean): void => {
    writing ??= writeAll(isFlush).then(() => {
      writing = null;
      if (isAwaited()) start(false);
      else if (queue.length > 0 && !isClosed) startLater();
    });
  };
  const startLater = (): void => {
    timer ??= setTimeout(() => start(true), noteDelay);
    timer.unref();
  };

  return {
    record: (actor, done) => new Promise((tell, fail) => {
      queue.push({ draft: draftOf(now(), actor, done), settle: { tell, fail } });
      start(false);
    }),
    note: (actor, done) => {
      if (queue.length >= mostNotes) lost += 1;
      else queue.push({ draft: draftOf(now(), actor, done) });
      if (!writing) startLater();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      while (writing) await writing;
      if (queue.length === 0) return;
      start(true);
      await writing;
    },
  };
};
