import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RevisionEvent } from '../../sync/store';
import type { Result } from '../journey/failure';
import type { Caller } from '../people/caller';

/** Whom a stream is for. */
export interface Listener {
  /** Whose streams are counted together: the caller's key. */
  readonly client: string;
  /** Who listens, asked anew whenever there is something to tell: null where nobody knows them any more. */
  readonly caller: () => Promise<Result<Caller | null>>;
}

/** Streams of events to clients. */
export interface Streams {
  tell(event: RevisionEvent): void;
  /** False where this client has as many as it may have. */
  open(response: ServerResponse, listener: Listener, lastEventId: string | undefined): boolean;
  endAll(): void;
}

interface Told extends RevisionEvent {
  readonly sequence: number;
}

interface Open extends Listener {
  readonly response: ServerResponse;
  /** What was begun for this stream, so that it is told in order. */
  work: Promise<void>;
}

const remembered = 1_000;
const heartbeatEvery = 15_000;
/** What may wait for a client that does not read, in bytes. */
const mostWaiting = 256 * 1024;

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

const write = (response: ServerResponse, text: string): void => {
  if (response.writableEnded) return;
  if (response.writableLength > mostWaiting) response.destroy();
  else response.write(text);
};

/** Writes what the listener may read, or ends the stream of somebody who is not known any more. [T11] */
const tellOne = async ({ response, caller }: Open, events: readonly Told[], frame: (event: Told) => string): Promise<void> => {
  const listener = await caller();
  if (!listener.ok || !listener.value) {
    response.end();
    return;
  }
  for (const event of events) {
    const rights = await listener.value.rightsIn(event.planId);
    if (rights.ok && rights.value.may('read')) write(response, frame(event));
  }
};

/**
 * Tells clients of new revisions, each with an id after which it goes on. Ids are of one life of one process: one of another means that
 * nobody knows what came since, and the client is told to read again. [A11]
 */
export const createStreams = (perClient: number, every = heartbeatEvery): Streams => {
  const life = randomUUID().slice(0, 8);
  const past: Told[] = [];
  let sequence = 0;
  const open = new Set<Open>();

  const frame = ({ planId, number, sequence: own }: Told): string => `id: ${life}-${own}\nevent: revision\ndata: ${JSON.stringify({ plan: planId, revision: number })}\n\n`;
  const tellLater = (one: Open, events: readonly Told[]): void => {
    // Who cannot be told, since the store cannot be asked whether they may know, reads again when they come back.
    one.work = one.work.then(() => tellOne(one, events, frame)).catch(() => void one.response.end());
  };
  const catchUp = (one: Open, lastEventId: string | undefined): void => {
    const [, from, after] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(lastEventId ?? '') ?? [];
    const isKnown = from === life && Number(after) <= sequence && Number(after) >= (past[0]?.sequence ?? 1) - 1;
    if (isKnown) tellLater(one, past.filter((event) => event.sequence > Number(after)));
    else write(one.response, `id: ${life}-${sequence}\nevent: ${lastEventId === undefined ? 'ready' : 'reload'}\ndata: {}\n\n`);
  };
  const heartbeat = setInterval(() => {
    for (const one of open) {
      write(one.response, ':\n\n');
      tellLater(one, []);
    }
  }, every);
  heartbeat.unref();

  return {
    tell: (event) => {
      const told = { ...event, sequence: ++sequence };
      past.push(told);
      if (past.length > remembered) past.shift();
      for (const one of open) tellLater(one, [told]);
    },
    open: (response, listener, lastEventId) => {
      if ([...open].filter(({ client }) => client === listener.client).length >= perClient) return false;
      response.writeHead(200, headers);
      response.write('retry: 3000\n\n');
      const one: Open = { ...listener, response, work: Promise.resolve() };
      open.add(one);
      response.once('close', () => open.delete(one));
      catchUp(one, lastEventId);
      return true;
    },
    endAll: () => {
      clearInterval(heartbeat);
      for (const { response } of open) response.end();
    },
  };
};
