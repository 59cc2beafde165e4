import type { AtOnceRequest, AtOnceResponse } from './fetch-at-once';
import { onlyKnown, strict } from './strict';

const mostBytes = 50 * 1024 * 1024;

/** What goes wrong on the way: before or after the server did what it was asked, or with another answer in between. */
export type FetchFault = 'lost-before' | 'lost-after' | 'cut-off' | 'bad-gateway' | 'forbidden-page' | 'moved' | 'spent' | (() => void);

export interface FetchEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FetchWorld {
  /** Addresses that begin so may be asked. */
  readonly whitelist: readonly string[];
  /** Where the server's public address leads in this world. */
  route(url: string): string;
  readonly log: FetchEntry[];
  /** By the request's number from now on: the first is 0. */
  readonly faults: (FetchFault | undefined)[];
  fetch(request: AtOnceRequest): AtOnceResponse;
}

interface Given {
  readonly method?: string;
  readonly payload?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly muteHttpExceptions?: boolean;
  readonly followRedirects?: boolean;
}

const page = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): AtOnceResponse => ({ status, text, headers: { 'content-type': 'text/html', ...headers } });

const faulty = (fault: Exclude<FetchFault, () => void>, url: string, ask: () => AtOnceResponse): AtOnceResponse => {
  switch (fault) {
    case 'lost-before': throw new Error(`Exception: DNS error: ${url}`);
    case 'spent': throw new Error('Exception: Service invoked too many times for one day: urlfetch.');
    case 'lost-after': ask(); throw new Error(`Exception: Timeout: ${url}`);
    case 'cut-off': { const answer = ask(); return { ...answer, text: answer.text.slice(0, answer.text.length / 2) }; }
    case 'bad-gateway': return page(502, '<h1>Bad Gateway</h1>');
    case 'forbidden-page': return page(403, '<h1>Forbidden</h1>');
    case 'moved': return page(302, '', { location: 'https://elsewhere.example/' });
  }
};

/** `UrlFetchApp`, with the manifest's whitelist and Google's limits. */
export const createUrlFetchApp = ({ whitelist, route, log, faults, fetch }: FetchWorld) => strict('UrlFetchApp', {
  fetch: (url: string, given: Given = {}) => {
    onlyKnown('UrlFetchApp.fetch', given, ['method', 'payload', 'contentType', 'headers', 'muteHttpExceptions', 'followRedirects']);
    if (!whitelist.some((prefix) => url.startsWith(prefix))) throw new Error(`Exception: The URL ${url} is not permitted by the urlFetchWhitelist in the manifest.`);
    const { method = 'get', payload, contentType, headers = {}, muteHttpExceptions = false, followRedirects = true } = given;
    if (!muteHttpExceptions || followRedirects) throw new Error('an answer that is no good would throw, or lead elsewhere');
    const bytesOut = Buffer.byteLength(payload ?? '');
    if (bytesOut > mostBytes) throw new Error('Exception: Limit Exceeded: URLFetch POST Size.');
    const fault = faults.shift();
    if (typeof fault === 'function') fault();
    const ask = (): AtOnceResponse => fetch({ url: route(url), method: method.toUpperCase(), headers: { ...headers, ...(contentType !== undefined && { 'Content-Type': contentType }) }, body: payload });
    const response = fault === undefined || typeof fault === 'function' ? ask() : faulty(fault, url, ask);
    log.push({ method: method.toUpperCase(), path: new URL(url).pathname, status: response.status, bytesIn: Buffer.byteLength(response.text), bytesOut, headers });
    return strict('HTTPResponse', { getResponseCode: () => response.status, getContentText: () => response.text, getHeaders: () => ({ ...response.headers }) });
  },
});
