import type { FailureMessage, Locale } from '../../core';
import type { Answer, ClientFailure } from './failure';

/** Where and as whom the server is asked. `base` is "" for the page's own server. */
export interface Connection {
  readonly fetch: typeof fetch;
  readonly base: string;
  readonly locale: Locale;
  readonly token: string | null;
}

export interface Request {
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The address of a request; parameters without a value are left out. */
export const addressOf = (base: string, path: readonly string[], query: Request['query'] = {}): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `${base}/api/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
};

/** The token goes in a header and never in an address, where it would be logged. */
export const headersOf = ({ locale, token }: Pick<Connection, 'locale' | 'token'>, more: Request['headers'] = {}): Record<string, string> => ({
  'Accept-Language': locale, ...(token !== null && { Authorization: `Bearer ${token}` }), ...more,
});

const secondsOf = (header: string | null): number | null => (header !== null && /^\d+$/.test(header) ? Number(header) : null);

/**
 * What a server says of a failure. An answer that is none of Planark's comes from something that stands before the server: of what was asked
 * (4xx), or of the server.
 */
export const failureOf = async (response: Response): Promise<ClientFailure> => {
  const isOwn = (response.headers.get('content-type') ?? '').startsWith('application/problem+json');
  if (!isOwn) return response.status < 500 ? { kind: 'stopped', status: response.status } : { kind: 'away' };
  const { status, code, title, detail, errors } = (await response.json()) as FailureMessage;
  return { kind: 'refused', status, code, title, detail, errors: errors ?? [], retryAfter: secondsOf(response.headers.get('retry-after')) };
};

/** What `fetch` throws where nobody answers, not in time either, or the answer stops in the middle. */
const brokenConnection: ReadonlySet<string> = new Set(['TypeError', 'SyntaxError', 'AbortError', 'TimeoutError']);

/** How long an answer may take to its end, in milliseconds: a large workbook goes over a slow line, too. */
export const answerTime = 120_000;

/** Asks the server. `read` takes what it answered; a connection that breaks meanwhile, or a server that does not get done, is the server being away. */
export const call = async <T>(connection: Connection, path: readonly string[], request: Request, read: (response: Response) => Promise<T>): Promise<Answer<T>> => {
  const { method = 'GET', query, body, headers } = request;
  try {
    const response = await connection.fetch(addressOf(connection.base, path, query), {
      method, headers: headersOf(connection, headers), body, cache: 'no-cache', credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(answerTime),
    });
    if (!response.ok) return { ok: false, failure: await failureOf(response) };
    return { ok: true, value: await read(response), etag: response.headers.get('etag') };
  } catch (error) {
    if (brokenConnection.has((error as Error).name)) return { ok: false, failure: { kind: 'away' } };
    throw error;
  }
};

/** Sends something as JSON, and takes what is answered. */
export const sendJson = <T>(connection: Connection, path: readonly string[], body: object, headers: Request['headers'] = {}, query: Request['query'] = {}): Promise<Answer<T>> =>
  call(connection, path, { method: 'POST', query, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } }, (response) => response.json() as Promise<T>);
