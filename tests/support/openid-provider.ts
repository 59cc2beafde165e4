import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import * as path from 'node:path';

/** A key of an issuer, with its private half. */
export interface IssuerKey {
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const makeKey = (kid: string, alg: 'RS256' | 'ES256' = 'ES256'): IssuerKey => {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { jwk: { ...pair.privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' }, ...pair };
};

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export interface ProviderSettings {
  readonly port: number;
  readonly keys: readonly IssuerKey[];
  readonly audience: string;
  /** What tokens say of each, by their sub. */
  readonly people: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly programs: readonly { readonly id: string; readonly secret: string; readonly claims: Readonly<Record<string, unknown>> }[];
}

/** A real OpenID provider in a process of its own. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** An access token as a page gets it: authorization code with PKCE. `resource` is who it is for, else the audience of the settings. */
  signIn(person: string, resource?: string): Promise<string>;
  /** An access token as a program gets it: client credentials. */
  tokenOfProgram(id: string): Promise<string>;
  stop(): Promise<void>;
}

const redirectUri = 'http://127.0.0.1/back';

const tokenFrom = async (response: Response): Promise<string> => {
  const answered = (await response.json()) as { access_token?: string };
  if (answered.access_token === undefined) throw new Error(JSON.stringify(answered));
  return answered.access_token;
};

/** Follows redirections within the provider, with its cookies, as a browser does; gives the address that leads back to the client. */
const followBack = async (start: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  let url = start;
  for (let steps = 0; !url.startsWith(redirectUri); steps++) {
    if (steps > 20) throw new Error(`round and round: ${url}`);
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${response.status} ${(await response.text()).replace(/<[^>]*>/g, ' ').slice(-400)}`);
    url = new URL(location, url).href;
  }
  return new URL(url);
};

const signIn = async (issuer: string, person: string, resource: string): Promise<string> => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = new URLSearchParams({ client_id: 'page', response_type: 'code', redirect_uri: redirectUri, scope: 'openid', code_challenge: challenge, code_challenge_method: 'S256', login_hint: person, resource });
  const code = (await followBack(`${issuer}/auth?${asked}`)).searchParams.get('code') ?? '';
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'page', code, code_verifier: verifier, redirect_uri: redirectUri, resource });
  return tokenFrom(await fetch(`${issuer}/token`, { method: 'POST', body }));
};

const tokenOfProgram = async (issuer: string, { id, secret }: ProviderSettings['programs'][number], resource: string): Promise<string> => {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  return tokenFrom(await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization }, body: new URLSearchParams({ grant_type: 'client_credentials', resource }) }));
};

/** Starts a provider; it answers when this resolves, and ends with the test's process at the latest. */
export const startProvider = async (settings: ProviderSettings): Promise<OpenIdProvider> => {
  const child = spawn(process.execPath, [path.join(__dirname, 'openid-provider-child.mjs')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
  child.stdin.write(`${JSON.stringify({ ...settings, redirectUri, keys: settings.keys.map(({ jwk }) => jwk) })}\n`);
  const issuer = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('close', () => reject(new Error(said)));
  });
  return {
    issuer,
    signIn: (person, resource = settings.audience) => signIn(issuer, person, resource),
    tokenOfProgram: (id) => tokenOfProgram(issuer, settings.programs.find((one) => one.id === id)!, settings.audience),
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
};
