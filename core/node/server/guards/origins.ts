import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { refuse, type RequestFailure } from '../http-failure';

export interface OriginRules {
  /** Origins of other sites that may use the API: "https://addin.example.org". */
  readonly origins: readonly string[];
  /** Whether the server listens on this machine's own address alone. */
  readonly isLoopback: boolean;
}

type Checked = { readonly ok: true } | { readonly ok: false; readonly failure: RequestFailure };
const fine: Checked = { ok: true };

const loopbackName = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null; // "null", as sandboxed pages have it
  }
};

/**
 * A page of somebody else's may not have this machine's browser ask us: on loopback we answer to our own names alone, whatever name a
 * resolver gave us, and nothing is written for another origin than those that were configured. [A14]
 */
export const checkOrigin = ({ origins, isLoopback }: OriginRules, method: string, { host = '', origin, 'sec-fetch-site': site }: IncomingHttpHeaders): Checked => {
  if (isLoopback && !loopbackName.test(host)) return refuse('foreign-host');
  if (safeMethods.has(method)) return fine;
  if (origin !== undefined && hostOf(origin) !== host && !origins.includes(origin)) return refuse('foreign-origin', { what: origin.slice(0, 200) });
  return origin === undefined && site === 'cross-site' ? refuse('foreign-origin', { what: 'cross-site' }) : fine;
};

/** Lets pages of configured origins read answers. */
export const setCorsHeaders = ({ origins }: OriginRules, response: ServerResponse, { origin }: IncomingHttpHeaders): void => {
  response.setHeader('vary', 'origin, accept-language, authorization');
  if (origin === undefined || !origins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'etag, retry-after');
};

/** What a browser asks before a page of a configured origin may write. */
export const setPreflightHeaders = (response: ServerResponse): void => {
  response.setHeader('access-control-allow-methods', 'GET, PUT, POST, DELETE');
  response.setHeader('access-control-allow-headers', 'authorization, content-type, if-match, if-none-match, accept-language, last-event-id');
  response.setHeader('access-control-max-age', '600');
};
