import type { FailureMessage, Locale, PreviewAnswer, RevisionList, SyncAnswer, SyncRequest } from '../../core';
import { readToken } from './kept';
import type { RunClock } from './run-clock';
import { inTrouble, type Outcome, type Trouble } from './trouble';

/** Where Planark's server answers: an https address without a slash at its end. The build puts it here and into the manifest, which lets the script ask nobody else. */
declare const PLANARK_SERVER: string;
export const serverAddress = PLANARK_SERVER;

export type SyncOptions = Omit<SyncRequest, 'workbook' | 'layout' | 'spreadsheet'>;

/** Planark's server, asked from Google's machines. Contract: core/node/server/API.md. */
export interface PlanarkServer {
  /** `cells` is the spreadsheet as it goes over the wire, as JSON. */
  preview(planId: string, cells: string): Outcome<PreviewAnswer>;
  /** The answer also says how every tab is laid out; the server remembers when this spreadsheet was synced last. */
  sync(planId: string, cells: string, options: SyncOptions): Outcome<SyncAnswer>;
  /** Nothing in particular: a token that is let in to the plan is answered. */
  tryToken(planId: string): Outcome<void>;
  /** Has the plan another newest revision than the one with this hash? */
  isNewer(planId: string, hash: string): Outcome<boolean>;
}

type Response = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** May the same request go well a little later, without anybody doing anything? */
const temporary: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
export const isTemporary = ({ code }: Trouble): boolean => code === 'away';

/** How long before a request that got no answer is asked again, in milliseconds; the second time somebody else has to. */
const patience = 3000;

/** What UrlFetchApp throws; its words are in the language of whoever runs the script, save those of the service. */
const whyThrown = (error: unknown): Trouble => {
  const text = String((error as Error).message);
  if (/whitelist|allowlist|urlFetch\w*List/i.test(text)) return { code: 'not-listed' };
  return { code: /too many times|quota/i.test(text) ? 'spent' : 'away' };
};

const isProblem = (response: Response): boolean => {
  const headers = response.getHeaders() as Readonly<Record<string, unknown>>;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return String(type ?? '').startsWith('application/problem+json');
};

/** 304: what was asked for is as it was. */
const isGood = (response: Response): boolean => response.getResponseCode() < 300 || response.getResponseCode() === 304;

/** What is not Planark's own answer comes from something that stands before the server. */
const whyRefused = (response: Response): Trouble => {
  const status = response.getResponseCode();
  if (temporary.has(status)) return { code: 'away' };
  if (!isProblem(response)) return status < 500 ? { code: 'stopped', said: String(status) } : { code: 'away' };
  const { code, title, detail } = JSON.parse(response.getContentText('UTF-8')) as FailureMessage;
  if (status === 401) return { code: 'wrong-token' };
  return { code: 'refused', said: `${title} ${detail}`.trim(), serverCode: code };
};

interface Asked {
  readonly path: readonly string[];
  readonly payload?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As whoever has the token: the one that is kept, where no other is given. */
export const createServer = (locale: Locale, clock: RunClock, token = readToken()): PlanarkServer => {
  const fetchOnce = ({ path, payload, headers }: Asked): Response | Trouble => {
    try {
      return UrlFetchApp.fetch(`${serverAddress}/api/${path.map(encodeURIComponent).join('/')}`, {
        method: payload === undefined ? 'get' : 'post', ...(payload !== undefined && { payload, contentType: 'application/json' }),
        // The token goes in a header and never into an address, where it would be logged; and nowhere but to the server, so redirections are not followed.
        headers: { ...headers, 'Accept-Language': locale, Authorization: `Bearer ${token}` }, muteHttpExceptions: true, followRedirects: false,
      });
    } catch (error) {
      return whyThrown(error);
    }
  };
  const answerOnce = <T>(asked: Asked, read: (response: Response) => T): Outcome<T> => {
    const response = fetchOnce(asked);
    if ('code' in response) return { ok: false, trouble: response };
    if (!isGood(response)) return { ok: false, trouble: whyRefused(response) };
    try {
      return { ok: true, value: read(response) };
    } catch {
      return inTrouble('away'); // cut off in the middle
    }
  };
  const ask = <T>(asked: Asked, read: (response: Response) => T): Outcome<T> => {
    if (token === null) return inTrouble('no-token');
    const answer = answerOnce(asked, read);
    return !answer.ok && isTemporary(answer.trouble) && clock.pause(patience) ? answerOnce(asked, read) : answer;
  };
  const json = <T>(response: Response): T => JSON.parse(response.getContentText('UTF-8')) as T;
  return {
    preview: (planId, cells) => ask({ path: ['plans', planId, 'preview'], payload: `{"workbook":${cells}}` }, json<PreviewAnswer>),
    sync: (planId, cells, options) => ask({ path: ['plans', planId, 'sync'], payload: `{"workbook":${cells},"layout":true,"spreadsheet":"${SpreadsheetApp.getActiveSpreadsheet().getId()}",${JSON.stringify(options).slice(1)}` }, json<SyncAnswer>),
    tryToken: (planId) => ask({ path: ['plans', planId, 'revisions'] }, () => undefined),
    isNewer: (planId, hash) => ask({ path: ['plans', planId, 'revisions'], headers: { 'If-None-Match': `"${hash}"` } }, (response) => response.getResponseCode() !== 304 && json<RevisionList>(response).revisions[0]?.hash !== hash),
  };
};
