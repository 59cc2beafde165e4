import { auth as googleAuth } from 'googleapis/build/src/apis/sheets';
import type { GoogleCredentials } from './key-file';
import { troubleOf, type Trouble } from './trouble';
import { createWire, wireLimits } from './wire';

/** What of an account's files Planark asks to reach: those it made itself, or every spreadsheet, as one that was adopted has to be. [O12] */
export type Reach = 'own-files' | 'every-spreadsheet';

const madeHere = 'https://www.googleapis.com/auth/drive.file';
const everySpreadsheet = 'https://www.googleapis.com/auth/spreadsheets';
/** Least first. `drive.file` is not sensitive in Google's words, and shows an app nothing but what it made; it does not show what a person shared with the account. */
export const scopesOf = (reach: Reach): string[] => (reach === 'own-files' ? [madeHere] : [madeHere, everySpreadsheet]);

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Where tokens may be sent instead of to Google: over TLS, or to this machine. */
export const isSafeRoot = (rootUrl: string): boolean => {
  const url = URL.canParse(rootUrl) ? new URL(rootUrl) : null;
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)));
};

/** The same path elsewhere, where somebody else stands in for all of Google. */
export const atRoot = (url: URL, rootUrl: string | undefined): URL => (rootUrl === undefined ? url : new URL(`${url.pathname}${url.search}`, rootUrl));

export type GoogleClient = InstanceType<typeof googleAuth.OAuth2>;
type ClientOptions = ConstructorParameters<typeof googleAuth.OAuth2>[0] & object;

/**
 * Whatever a client sends goes by Planark's own wire, which knows the way through proxies, once: how often something is tried is for Planark to say. Its log would hold tokens, and is off,
 * whatever the machine's environment asks for. [O6, O7]
 */
const sharedOptions = { transporterOptions: { fetchImplementation: createWire(wireLimits), noProxy: [/^/] }, useAuthRequestParameters: false };

const withOneTry = <Client extends GoogleClient>(client: Client, rootUrl: string | undefined): Client => {
  if (rootUrl !== undefined && !isSafeRoot(rootUrl)) throw new Error('tokens are sent over https, or to this machine');
  client.transporter.interceptors.request.add({
    resolved: async (config) => Object.assign(config, { retry: false, retryConfig: undefined, url: atRoot(config.url, rootUrl) }),
  });
  return client;
};

/** A client without anybody's consent, for getting and revoking one. */
export const createClient = (options: ClientOptions, rootUrl: string | undefined): GoogleClient => withOneTry(new googleAuth.OAuth2({ ...options, ...sharedOptions }), rootUrl);

const clientOf = (credentials: GoogleCredentials, reach: Reach, rootUrl: string | undefined): GoogleClient => {
  if (credentials.kind === 'service-account') {
    const { email, key, keyId } = credentials;
    return withOneTry(new googleAuth.JWT({ email, key, keyId, scopes: scopesOf(reach), ...sharedOptions }), rootUrl);
  }
  const client = createClient({ clientId: credentials.clientId, clientSecret: credentials.clientSecret }, rootUrl);
  client.setCredentials({ refresh_token: credentials.refreshToken });
  client.quotaProjectId = credentials.quotaProject;
  return client;
};

/** One account's way in. */
export interface Account {
  /** Tells accounts apart in one process; it may be a secret. */
  readonly name: string;
  /** A client that holds a token that is good by its own account; the trouble of getting one, where nothing was asked for yet. */
  client(): Promise<{ readonly ok: true; readonly client: GoogleClient } | { readonly ok: false; readonly trouble: Trouble }>;
  /** What must be seen nowhere, of what is sent. */
  secrets(): string[];
  /** Forgets the token: Google does not take it. */
  renew(): void;
}

export const createAccount = (credentials: GoogleCredentials, reach: Reach, rootUrl: string | undefined): Account => {
  let current = clientOf(credentials, reach, rootUrl);
  return {
    name: credentials.kind === 'service-account' ? credentials.email : credentials.refreshToken,
    client: async () => {
      const client = current;
      try {
        await client.getRequestHeaders();
        return { ok: true, client };
      } catch (error) {
        return { ok: false, trouble: troubleOf(error) };
      }
    },
    secrets: () => {
      const sent = [current.credentials.access_token, ...(credentials.kind === 'person' ? [credentials.refreshToken, credentials.clientSecret] : [])];
      return sent.flatMap((secret) => secret || []);
    },
    renew: () => {
      current = clientOf(credentials, reach, rootUrl);
    },
  };
};
