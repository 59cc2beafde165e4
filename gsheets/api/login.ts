import { randomBytes } from 'node:crypto';
import type { Locale } from '../../core';
import { atRoot, createClient, scopesOf, type GoogleClient, type Reach } from './account';
import { createGoogle } from './create-google';
import { printClient, printConsent, readClient, readConsent, type OAuthClient, type StoredConsent } from './key-file';
import type { PageKind } from './login-page';
import { openLoopback, type Loopback, type Returned } from './loopback';
import { clientFile, consentFile, type UserPlace } from './places';
import { readSmallFile, removeFile, writePrivateFile, type FileFailure } from './private-file';
import { nodeSurroundings, type Surroundings } from './surroundings';
import { troubleOf } from './trouble';

/**
 * Why nobody is logged in. `no-client`: Planark cannot bring an OAuth client of its own, and none was named or is remembered; `not-a-client`: the file is
 * not what Google gives for a client of the kind "Desktop app"; `declined`: the person said no; `timed-out`: they did not come back; `stopped`: the command was;
 * `no-scope`: they left a box unticked; `no-refresh-token`: Google gave leave for an hour only; `no-port`: no port of this machine; `too-open`: others may
 * write in the folder; `refused`: in Google's word in `detail`.
 */
export interface LoginFailure {
  readonly kind: 'no-client' | 'not-a-client' | 'cannot-read' | 'cannot-write' | 'too-open' | 'declined' | 'timed-out' | 'stopped' | 'no-scope' | 'no-refresh-token' | 'no-port' | 'unavailable' | 'refused';
  readonly file?: string;
  /** A code, of the system's or of Google's. */
  readonly detail?: string;
}
export type LoginResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: LoginFailure };

export interface LoginOptions extends UserPlace {
  /** What Google gave for a client of the kind "Desktop app"; remembered once somebody is logged in with it. */
  readonly clientFile?: string;
  readonly reach?: Reach;
  /** Of the page in the browser. */
  readonly locale: Locale;
  /** Shows the person where to go; called once. */
  readonly showUrl: (url: string) => void;
  readonly surroundings?: Surroundings;
  readonly rootUrl?: string;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

export interface LoggedIn {
  /** Where the consent is kept. */
  readonly file: string;
  /** E-mail address, where Google told. */
  readonly account: string | null;
  readonly reach: Reach;
}

/** How long a person may take at Google, in milliseconds. */
const longestWait = 5 * 60_000;

const failed = <T>(kind: LoginFailure['kind'], more: Omit<LoginFailure, 'kind'> = {}): LoginResult<T> => ({ ok: false, failure: { kind, ...more } });
const ofFile = <T>({ kind, file, detail }: FileFailure, fallback: 'cannot-read' | 'not-a-client'): LoginResult<T> =>
  failed(kind === 'cannot-write' || kind === 'too-open' ? kind : kind === 'too-large' ? 'not-a-client' : fallback, { file, detail });

/** The client that is named, or the one that is remembered. */
const findClient = async (options: LoginOptions): Promise<LoginResult<OAuthClient>> => {
  const file = options.clientFile ?? clientFile(options);
  const text = await readSmallFile(file, options.clientFile === undefined);
  if (!text.ok && text.failure.kind === 'missing' && options.clientFile === undefined) return failed('no-client');
  if (!text.ok) return ofFile(text.failure, 'cannot-read');
  const client = readClient(text.value);
  if (!client) return failed('not-a-client', { file });
  // Where the consent could not be kept, nobody is asked for one.
  const trial = `${clientFile(options)}.try`;
  const tried = await writePrivateFile(trial, '');
  await removeFile(trial);
  return tried.ok ? { ok: true, value: client } : ofFile(tried.failure, 'cannot-read');
};

/** Google's address to say yes at. S256 of a secret that only this process has, so that the code is of no use to who sees it pass. */
const consentUrl = (client: GoogleClient, { redirectUri }: Loopback, state: string, challenge: string, { reach = 'own-files', rootUrl }: LoginOptions): string => {
  const url = client.generateAuthUrl({
    access_type: 'offline', prompt: 'consent', scope: scopesOf(reach), state, redirect_uri: redirectUri, code_challenge: challenge,
    code_challenge_method: 'S256' as NonNullable<Parameters<GoogleClient['generateAuthUrl']>[0]>['code_challenge_method'],
  });
  return atRoot(new URL(url), rootUrl).href;
};

interface Granted {
  readonly refreshToken: string;
}

const exchange = async (client: GoogleClient, code: string, codeVerifier: string, redirectUri: string, reach: Reach): Promise<LoginResult<Granted>> => {
  try {
    const { tokens } = await client.getToken({ code, codeVerifier, redirect_uri: redirectUri });
    // An issuer may leave out what is just as it was asked for.
    const granted = new Set(tokens.scope?.split(' ') ?? scopesOf(reach));
    if (!scopesOf(reach).every((scope) => granted.has(scope))) return failed('no-scope');
    return tokens.refresh_token ? { ok: true, value: { refreshToken: tokens.refresh_token } } : failed('no-refresh-token');
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'lost' || trouble.status >= 500) return failed('unavailable', { detail: trouble.kind === 'lost' ? trouble.code : `status ${trouble.status}` });
    const { error: word } = (trouble.body ?? {}) as { error?: unknown };
    return failed('refused', { detail: typeof word === 'string' && /^\w{1,60}$/.test(word) ? word : trouble.message });
  }
};

type Ended = Awaited<Loopback['returned']> | 'timed-out' | 'stopped';

/** Waits for the browser, for so long and no longer. */
const waitFor = async ({ returned }: Loopback, { signal, surroundings = nodeSurroundings }: LoginOptions): Promise<Ended> => {
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    return await Promise.race([returned, surroundings.pause(longestWait, over.signal).then(() => 'timed-out' as const, () => 'stopped' as const)]);
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
};

/** The page that goes with an outcome. */
const pageOf = (result: LoginResult<unknown>): PageKind => {
  if (result.ok) return 'done';
  return result.failure.kind === 'declined' || result.failure.kind === 'no-scope' ? result.failure.kind : 'failed';
};

const store = async (options: LoginOptions, client: OAuthClient, { refreshToken }: Granted): Promise<LoginResult<LoggedIn>> => {
  const { reach = 'own-files', surroundings, rootUrl } = options;
  const google = createGoogle({ credentials: { kind: 'person', source: 'login', ...client, refreshToken }, surroundings, rootUrl });
  const told = await google.account();
  const consent: StoredConsent = { ...client, refreshToken, reach, email: told.ok ? told.value : null };
  const file = consentFile(options);
  const written = await writePrivateFile(file, printConsent(consent));
  // One that nobody could log in with is not remembered in place of one that worked.
  const remembered = written.ok ? await writePrivateFile(clientFile(options), printClient(client)) : written;
  return remembered.ok ? { ok: true, value: { file, account: consent.email, reach } } : ofFile(remembered.failure, 'cannot-read');
};

const finish = async (options: LoginOptions, oauth: OAuthClient, client: GoogleClient, verifier: string, redirectUri: string, returned: Returned): Promise<LoginResult<LoggedIn>> => {
  if (returned.kind !== 'code') return failed(returned.kind, { detail: returned.detail });
  const granted = await exchange(client, returned.code, verifier, redirectUri, options.reach ?? 'own-files');
  return granted.ok ? store(options, oauth, granted.value) : granted;
};

const tryToOpen = async (state: string, locale: Locale): Promise<LoginResult<Loopback>> => {
  try {
    return { ok: true, value: await openLoopback(state, locale) };
  } catch (error) {
    return failed('no-port', { detail: (error as NodeJS.ErrnoException).code });
  }
};

/**
 * Asks a person for leave to work in their name: shows them an address of Google's, waits on this machine alone for their browser to come back, and keeps what
 * Google gives for it. Nothing is kept where it does not end well. [O13]
 */
export const login = async (options: LoginOptions): Promise<LoginResult<LoggedIn>> => {
  const oauth = await findClient(options);
  if (!oauth.ok) return oauth;
  const state = randomBytes(32).toString('base64url');
  const opened = await tryToOpen(state, options.locale);
  if (!opened.ok) return opened;
  const loopback = opened.value;
  try {
    const client = createClient(oauth.value, options.rootUrl);
    const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync();
    options.showUrl(consentUrl(client, loopback, state, codeChallenge, options));
    const ended = await waitFor(loopback, options);
    if (typeof ended === 'string') return failed(ended);
    const result = await finish(options, oauth.value, client, codeVerifier, loopback.redirectUri, ended.returned);
    ended.show(pageOf(result));
    return result;
  } finally {
    loopback.close();
  }
};

export interface LoggedOut {
  readonly file: string;
  /** Whether somebody was logged in. */
  readonly wasThere: boolean;
  /** Whether Google knows of it: where not, the person can take the leave back in their account at Google. */
  readonly isRevoked: boolean;
}

/** Whether nobody can use a consent any more. */
const revoke = async ({ refreshToken, clientId, clientSecret }: StoredConsent, rootUrl: string | undefined): Promise<boolean> => {
  try {
    await createClient({ clientId, clientSecret }, rootUrl).revokeToken(refreshToken);
    return true;
  } catch (error) {
    const trouble = troubleOf(error);
    // What Google does not know any more is gone already.
    return trouble.kind === 'answered' && trouble.status === 400;
  }
};

/** Takes a person's leave back at Google, and removes it here, also where Google cannot be reached. The client is still remembered. [O13] */
export const logout = async (options: UserPlace & { readonly rootUrl?: string }): Promise<LoginResult<LoggedOut>> => {
  const file = consentFile(options);
  const text = await readSmallFile(file, false);
  const consent = text.ok ? readConsent(text.value) : null;
  const isRevoked = consent !== null && (await revoke(consent, options.rootUrl));
  const removed = await removeFile(file);
  return removed.ok ? { ok: true, value: { file, wasThere: removed.value, isRevoked } } : ofFile(removed.failure, 'cannot-read');
};
