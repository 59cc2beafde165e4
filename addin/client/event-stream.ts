import type { RevisionEventMessage } from '../../core';
import { addressOf, headersOf, type Connection } from './call';
import { retryDelay } from './failure';

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string | null;
}

/**
 * Takes a stream of server-sent events apart as it comes, in pieces cut anywhere (HTML standard, section 9.2.6). The browser's own
 * EventSource cannot send a token in a header.
 */
export const createEventParser = (): ((piece: string) => ServerEvent[]) => {
  let rest = '';
  let event: { name: string; data: string[]; id: string | null } = { name: '', data: [], id: null };
  const take = (line: string): ServerEvent[] => {
    if (line === '') {
      const { name, data, id } = event;
      event = { name: '', data: [], id };
      return data.length > 0 || name !== '' ? [{ name: name || 'message', data: data.join('\n'), id }] : [];
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line) as unknown as [string, string, string];
    if (field === 'event') event.name = value;
    if (field === 'data') event.data.push(value);
    if (field === 'id') event.id = value;
    return [];
  };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    return lines.flatMap(take);
  };
};

export interface EventListeners {
  /** A plan has a new revision. */
  revision(event: RevisionEventMessage): void;
  /** The server does not know what came since: read again what is shown. */
  reload(): void;
  /** Whether the server is there, when that changes. */
  reachable(is: boolean): void;
}

/** The document, as far as it says whether anybody sees it. */
export interface Sight extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  readonly hidden: boolean;
}

export interface Waiting {
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** While nobody sees it there is no connection: browsers give a server six for all their tabs, and one tab more would wait for ever. */
  readonly sight: Sight;
  /** Longest silence on a connection that lives, in milliseconds: a comment comes every 15 seconds. */
  readonly silence: number;
}

const readOnce = async (connection: Connection, lastId: string | null, signal: AbortSignal, silence: number, take: (event: ServerEvent) => void, opened: () => void): Promise<'ended' | 'refused'> => {
  const quiet = new AbortController();
  const give = (): void => quiet.abort();
  let timer = setTimeout(give, silence);
  signal.addEventListener('abort', give);
  try {
    const headers = headersOf(connection, { Accept: 'text/event-stream', ...(lastId !== null && { 'Last-Event-ID': lastId }) });
    const response = await connection.fetch(addressOf(connection.base, ['events']), { headers, cache: 'no-store', credentials: 'omit', signal: quiet.signal });
    if (!response.ok || !response.body) return 'refused';
    opened();
    const parse = createEventParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(give, silence);
      parse(decoder.decode(part.value, { stream: true })).forEach(take);
    }
    return 'ended';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', give);
  }
};

/** Goes on when the page is hidden, or is not; or when the signal is aborted. */
const when = (sight: Sight, isHidden: boolean, signal: AbortSignal, then: () => void): void => {
  const look = (): void => {
    if (sight.hidden !== isHidden && !signal.aborted) return;
    sight.removeEventListener('visibilitychange', look);
    signal.removeEventListener('abort', look);
    then();
  };
  sight.addEventListener('visibilitychange', look);
  signal.addEventListener('abort', look);
  look();
};

/** Follows what happens in the store until the signal is aborted; connects again where the connection breaks, and says so. */
export const followEvents = async (connection: Connection, listeners: EventListeners, { wait, silence, sight }: Waiting, signal: AbortSignal): Promise<void> => {
  let lastId: string | null = null;
  let attempt = 0;
  const take = ({ name, data, id }: ServerEvent): void => {
    lastId = id ?? lastId;
    if (name === 'revision') listeners.revision(JSON.parse(data) as RevisionEventMessage);
    if (name === 'reload') listeners.reload();
  };
  const opened = (): void => {
    attempt = 0;
    listeners.reachable(true);
  };
  const followWhile = async (seen: AbortSignal): Promise<void> => {
    while (!seen.aborted) {
      const end = await readOnce(connection, lastId, seen, silence, take, opened).catch(() => 'ended'); // broken or silent: both mean away
      if (seen.aborted) return;
      // Who says no to this, for having too many streams, is there all the same.
      listeners.reachable(end === 'refused');
      await wait(retryDelay(attempt++, { kind: 'away' }), seen);
    }
  };
  while (!signal.aborted) {
    await new Promise<void>((resolve) => when(sight, false, signal, resolve));
    const hidden = new AbortController();
    when(sight, true, signal, () => hidden.abort());
    await followWhile(hidden.signal);
  }
};
