import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RevisionEvent } from '../../sync/store';
import type { Caller } from './access';

/** Streams of events to clients. */
export interface Streams {
  tell(event: RevisionEvent): void;
  /** False where this client has as many as it may have. */
  open(response: ServerResponse, caller: Caller, client: string, lastEventId: string | undefined): boolean;
  endAll(): void;
}

interface Told extends RevisionEvent {
  readonly sequence: number;
}

const remembered = 1_000;
const heartbeatEvery = 15_000;
/** What may wait for a client that does not read, in bytes. */
const mostWaiting = 256 * 1024;

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

/**
 * Tells clients of new revisions, each with an id after which it goes on. Ids are of one life of one process: one of another means that
 * nobody knows what came since, and the client is told to read again. [A11]
 */
export const createStreams = (perClient: number, every = heartbeatEvery): Streams => {
  const life = randomUUID().slice(0, 8);
  const past: Told[] = [];
  let sequence = 0;
  const open = new Map<ServerResponse, { readonly caller: Caller; readonly client: string }>();

  const write = (response: ServerResponse, text: string): void => {
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(text);
  };
  const frame = ({ planId, number, sequence: own }: Told): string => `id: ${life}-${own}\nevent: revision\ndata: ${JSON.stringify({ plan: planId, revision: number })}\n\n`;
  const catchUp = (response: ServerResponse, caller: Caller, lastEventId: string | undefined): void => {
    const [, from, after] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(lastEventId ?? '') ?? [];
    const isKnown = from === life && Number(after) <= sequence && Number(after) >= (past[0]?.sequence ?? 1) - 1;
    if (isKnown) for (const event of past) if (event.sequence > Number(after) && caller.may('read', event.planId)) write(response, frame(event));
    if (!isKnown) write(response, `id: ${life}-${sequence}\nevent: ${lastEventId === undefined ? 'ready' : 'reload'}\ndata: {}\n\n`);
  };
  const heartbeat = setInterval(() => { for (const response of open.keys()) write(response, ':\n\n'); }, every);
  heartbeat.unref();

  return {
    tell: (event) => {
      const told = { ...event, sequence: ++sequence };
      past.push(told);
      if (past.length > remembered) past.shift();
      for (const [response, { caller }] of open) if (caller.may('read', event.planId)) write(response, frame(told));
    },
    open: (response, caller, client, lastEventId) => {
      if ([...open.values()].filter((one) => one.client === client).length >= perClient) return false;
      response.writeHead(200, headers);
      response.write('retry: 3000\n\n');
      open.set(response, { caller, client });
      response.once('close', () => open.delete(response));
      catchUp(response, caller, lastEventId);
      return true;
    },
    endAll: () => {
      clearInterval(heartbeat);
      for (const response of open.keys()) response.end();
    },
  };
};
