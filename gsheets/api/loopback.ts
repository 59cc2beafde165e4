import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Locale } from '../../core';
import { answerWithPage, type PageKind } from './login-page';

/** What Google sent the browser back with. */
export type Returned = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'declined' | 'refused'; readonly detail: string };

/** A server of this machine alone, for one answer. */
export interface Loopback {
  /** Where the browser is to come back to. */
  readonly redirectUri: string;
  /** Settles with the first answer that carries the state; `show` gives the browser its page. */
  readonly returned: Promise<{ readonly returned: Returned; readonly show: (kind: PageKind) => void }>;
  close(): void;
}

/** By their bytes: as many letters may be more bytes, which timingSafeEqual does not take. */
const isSame = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};
/** A word of Google's, such as access_denied. */
const codeWord = (text: string): string => (/^[\w.-]{1,60}$/.test(text) ? text : 'unknown');

/** What a request brings; null where it is not the answer that is waited for. */
const readReturn = (request: IncomingMessage, host: string, state: string): Returned | null => {
  // Another name for this machine would be somebody's page asking.
  if (request.method !== 'GET' || request.headers.host !== host) return null;
  const target = request.url ?? '/';
  // "//" would be an address of another machine, and may be none at all.
  const url = URL.canParse(target, `http://${host}`) ? new URL(target, `http://${host}`) : null;
  if (!url) return null;
  const parameters = url.searchParams;
  if (url.pathname !== '/' || !isSame(parameters.get('state') ?? '', state)) return null;
  const error = parameters.get('error');
  if (error !== null) return { kind: error === 'access_denied' ? 'declined' : 'refused', detail: codeWord(error) };
  const code = parameters.get('code');
  return code ? { kind: 'code', code } : { kind: 'refused', detail: 'no code' };
};

const listen = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

/** Listens on a port of 127.0.0.1 that was free, for a browser that comes back with this state; what comes without it is turned away and changes nothing. [O13] */
export const openLoopback = async (state: string, locale: Locale): Promise<Loopback> => {
  let settle: (value: Awaited<Loopback['returned']>) => void;
  const returned = new Promise<Awaited<Loopback['returned']>>((resolve) => { settle = resolve; });
  let host = '';
  let isTaken = false;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const found = readReturn(request, host, state);
    // A browser that loads the page again brings the same code, which is good for once.
    if (!found || isTaken) return answerWithPage(response, 'not-expected', locale);
    isTaken = true;
    settle({ returned: found, show: (kind) => answerWithPage(response, kind, locale) });
  };
  const server = createServer(answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server);
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.close();
    // Browsers open connections ahead, and keep them: nobody waits for those to end, and what is being sent is sent all the same.
    for (const socket of sockets) socket.unref();
  };
  return { redirectUri: `http://${host}`, returned, close };
};
