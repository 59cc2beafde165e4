import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { findCredentials } from '../../../gsheets/api/credentials';
import { login, logout, type LoginOptions } from '../../../gsheets/api/login';
import { clientFile, consentFile } from '../../../gsheets/api/places';
import { nodeSurroundings, type Surroundings } from '../../../gsheets/api/surroundings';
import { CLIENT, scopes, startEmulator, type Emulator } from '../../support/sheets-emulator';
import { startOddGoogle } from '../../support/odd-google';

let emulator: Emulator;
let home: string;
beforeEach(async () => {
  emulator = await startEmulator();
  home = mkdtempSync(path.join(tmpdir(), 'planark-login-'));
});
afterEach(async () => {
  await emulator.stop();
  rmSync(home, { recursive: true, force: true });
});

const place = () => ({ env: { PLANARK_CONFIG: path.join(home, 'config') } });
/** As Google lets one download it. */
const downloaded = (content: unknown = { installed: { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: ['http://localhost'] } }): string => {
  const file = path.join(home, 'client_secret.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

/** What the browser was shown in the end. */
interface Shown {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}
/** A login whose person opens the address as soon as it is shown. */
const loginBy = async (open: (url: string) => Promise<unknown>, options: Partial<LoginOptions> = {}) => {
  let opened: Promise<unknown> = Promise.resolve();
  const result = await login({ ...place(), clientFile: 'clientFile' in options ? undefined : downloaded(), locale: 'nb', rootUrl: emulator.rootUrl, showUrl: (url) => { opened = open(url); }, ...options });
  return { result, seen: (await opened) as Shown };
};
const open = async (url: string): Promise<Shown> => {
  const response = await fetch(url);
  return { status: response.status, html: await response.text(), headers: response.headers };
};

describe('logging in', () => {
  test('[O13] leaves a consent that works, known by its address', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    const { result, seen } = await loginBy(open);
    expect(result).toEqual({ ok: true, value: { file: consentFile(place()), account: 'kari@example.org', reach: 'own-files' } });
    expect(seen.html).toContain('Planark er logget inn');
    expect(await findCredentials(place())).toMatchObject({ ok: true, value: { kind: 'person', source: 'login', email: 'kari@example.org' } });
    expect(statSync(consentFile(place())).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(consentFile(place()))).mode & 0o777).toBe(0o700);
    expect(readFileSync(consentFile(place()), 'utf8')).not.toContain('ya29.');
  });

  test('[O13] asks Google for leave that lasts, with a state and S256, to come back to this machine alone', async () => {
    let asked = new URL('http://nowhere');
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    await loginBy((url) => { asked = new URL(url); return open(url); });
    const parameters = Object.fromEntries(asked.searchParams);
    expect(asked.pathname).toBe('/o/oauth2/v2/auth');
    expect(parameters).toMatchObject({ access_type: 'offline', prompt: 'consent', response_type: 'code', client_id: CLIENT.id, scope: scopes.driveFile, code_challenge_method: 'S256' });
    expect(parameters['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(parameters['state']!.length).toBeGreaterThanOrEqual(43);
    expect(parameters['code_challenge']).toMatch(/^[\w-]{43}$/);
  });

  test('[O12] asks for every spreadsheet only where that was wanted', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    let scope: string | null = '';
    const { result } = await loginBy((url) => { scope = new URL(url).searchParams.get('scope'); return open(url); }, { reach: 'every-spreadsheet' });
    expect(scope).toBe(`${scopes.driveFile} ${scopes.spreadsheets}`);
    expect(result).toMatchObject({ ok: true, value: { reach: 'every-spreadsheet' } });
  });

  test('[O13] shows a page without scripts that nobody stores, in the person’s language', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    for (const [locale, title] of [['nb', 'Planark er logget inn'], ['nn', 'Planark er logga inn'], ['sv', 'Planark är inloggat'], ['en', 'Planark is logged in']] as const) {
      const { seen } = await loginBy(open, { locale });
      expect(seen.html).toContain(`<html lang="${locale}">`);
      expect(seen.html).toContain(`<h1>${title}</h1>`);
      expect(seen.html).not.toMatch(/<script|javascript:|\son\w+=|4\/emulated|state=/i);
      expect(seen.headers.get('cache-control')).toBe('no-store');
      expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
      expect(seen.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);
    }
  });

  test('[O13] remembers the client', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    await loginBy(open);
    expect(statSync(clientFile(place())).mode & 0o777).toBe(0o600);
    const { result } = await loginBy(open, { clientFile: undefined });
    expect(result.ok).toBe(true);
  });

  test('[O13] a client that nobody logged in with is not remembered', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    await loginBy(open);
    const before = readFileSync(clientFile(place()), 'utf8');
    const other = downloaded({ installed: { client_id: 'feil.apps.googleusercontent.com', client_secret: 'feil', redirect_uris: ['http://localhost'] } });
    expect((await loginBy(open, { clientFile: other, signal: AbortSignal.abort() })).result.ok).toBe(false);
    expect([readFileSync(clientFile(place()), 'utf8'), readdirSync(path.dirname(clientFile(place()))).filter((name) => name.includes('.try'))]).toEqual([before, []]);
  });

  test('[O13] a no is a no, and nothing is kept', async () => {
    emulator.oauth.atConsent('declines');
    const { result, seen } = await loginBy(open);
    expect(result).toEqual({ ok: false, failure: { kind: 'declined', detail: 'access_denied' } });
    expect(seen.html).toContain('Du sa nei');
    expect(existsSync(consentFile(place()))).toBe(false);
  });

  test('[O13] a box that was left unticked is told, and nothing is kept', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org', grants: [scopes.driveFile] });
    const { result, seen } = await loginBy(open, { reach: 'every-spreadsheet' });
    expect(result).toEqual({ ok: false, failure: { kind: 'no-scope' } });
    expect(seen.html).toContain('Et kryss mangler');
    expect(existsSync(consentFile(place()))).toBe(false);
  });

  test('[O13] what comes without the state, under another name, or by another way, changes nothing', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    const refused: number[] = [];
    const { result } = await loginBy(async (url) => {
      const { redirect_uri: back, state } = Object.fromEntries(new URL(url).searchParams);
      const { port } = new URL(back!);
      const get = async (address: string, init?: RequestInit): Promise<void> => void refused.push((await fetch(address, init)).status);
      await get(`${back}/?code=stolen`);
      await get(`${back}/?code=stolen&state=${'x'.repeat(state!.length)}`);
      // As many letters as the state has, and more bytes; and an address that is none.
      await get(`${back}/?code=stolen&state=${encodeURIComponent('å'.repeat(state!.length))}`);
      await get(`${back}//`);
      await get(`${back}/favicon.ico`);
      await get(`${back}/?code=stolen&state=${state}`, { method: 'POST' });
      await get(`http://localhost:${port}/?code=stolen&state=${state}`).catch(() => refused.push(400));
      // A name of somebody's own that leads here.
      await new Promise<void>((resolve) => request({ host: '127.0.0.1', port, path: `/?code=stolen&state=${state}`, headers: { host: `evil.example:${port}` } }, (response) => {
        refused.push(response.statusCode ?? 0);
        response.resume().on('end', resolve);
      }).end());
      return open(url);
    });
    expect(refused).toEqual([400, 400, 400, 400, 400, 400, 400, 400]);
    expect(result.ok).toBe(true);
  });

  test('[O13] listens on one address of this machine and on no other', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    let elsewhere: unknown;
    await loginBy(async (url) => {
      const { port } = new URL(new URL(url).searchParams.get('redirect_uri')!);
      elsewhere = await fetch(`http://127.0.0.2:${port}/`).catch((error: Error) => error.message);
      return open(url);
    });
    expect(elsewhere).toBe('fetch failed');
  });

  test('[O13] is over after five minutes', async () => {
    const pauses: number[] = [];
    const surroundings: Surroundings = { ...nodeSurroundings, pause: async (milliseconds) => void pauses.push(milliseconds) };
    const { result } = await loginBy(async () => undefined, { surroundings });
    expect(result).toEqual({ ok: false, failure: { kind: 'timed-out' } });
    expect(pauses).toEqual([300_000]);
  });

  test('[O13] ends when it is stopped, and listens no more', async () => {
    const stop = new AbortController();
    let back = '';
    const { result } = await loginBy(async (url) => {
      back = new URL(url).searchParams.get('redirect_uri')!;
      stop.abort();
    }, { signal: stop.signal });
    expect(result).toEqual({ ok: false, failure: { kind: 'stopped' } });
    await expect(fetch(back)).rejects.toThrow('fetch failed');
  });

  test('[O13] a code that Google does not take is told in its word, and nothing is kept', async () => {
    const { result, seen } = await loginBy(async (url) => {
      const { redirect_uri: back, state } = Object.fromEntries(new URL(url).searchParams);
      return open(`${back}/?code=SECRET-CODE&state=${state}`);
    });
    expect(result).toEqual({ ok: false, failure: { kind: 'refused', detail: 'invalid_grant' } });
    expect(seen.html).toContain('Innloggingen ble ikke fullført');
    expect(existsSync(consentFile(place()))).toBe(false);
  });

  test('[O7] an odd word of Google’s is not shown, and neither is what it repeats', async () => {
    const odd = await startOddGoogle(({ body }) => ({ status: 400, json: { error: `I got ${body}`, error_description: body } }));
    const { result, seen } = await loginBy(async (url) => {
      const { redirect_uri: back, state } = Object.fromEntries(new URL(url).searchParams);
      return open(`${back}/?code=SECRET-CODE&state=${state}`);
    }, { rootUrl: odd.rootUrl });
    expect(result).toEqual({ ok: false, failure: { kind: 'refused', detail: 'status 400' } });
    expect(odd.requests[0]!.body).toContain('SECRET-CODE');
    expect(JSON.stringify(result) + seen.html).not.toContain('SECRET');
    await odd.stop();
  });

  test('[O13] without a refresh token, or with Google out of reach, nothing is kept', async () => {
    const short = await startOddGoogle(() => undefined);
    const code = (url: string) => {
      const { redirect_uri: back, state } = Object.fromEntries(new URL(url).searchParams);
      return open(`${back}/?code=c&state=${state}`);
    };
    expect((await loginBy(code, { rootUrl: short.rootUrl })).result).toEqual({ ok: false, failure: { kind: 'no-refresh-token' } });
    await short.stop();
    expect((await loginBy(code, { rootUrl: short.rootUrl })).result).toEqual({ ok: false, failure: { kind: 'unavailable', detail: 'ECONNREFUSED' } });
    expect(existsSync(consentFile(place()))).toBe(false);
  });

  test('[O13] needs a client of the person’s own, of the right kind', async () => {
    const never = { showUrl: () => { throw new Error('nothing is to be shown'); } };
    const file = path.join(home, 'client_secret.json');
    expect((await loginBy(open, { ...never, clientFile: undefined })).result).toEqual({ ok: false, failure: { kind: 'no-client' } });
    expect((await loginBy(open, { ...never, clientFile: path.join(home, 'missing.json') })).result).toMatchObject({ ok: false, failure: { kind: 'cannot-read', detail: 'ENOENT' } });
    expect((await loginBy(open, { ...never, clientFile: downloaded({ web: { client_id: 'a', client_secret: 'b' } }) })).result).toEqual({ ok: false, failure: { kind: 'not-a-client', file } });
  });

  test('[O11] keeps nothing where others may write', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    chmodSync(home, 0o777);
    const { result } = await loginBy(async () => { throw new Error('nobody is to be asked'); }, { env: { PLANARK_CONFIG: home } });
    expect(result).toEqual({ ok: false, failure: { kind: 'too-open', file: home } });
    chmodSync(home, 0o700);
  });
});

describe('logging out', () => {
  const loggedIn = async (): Promise<string> => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    await loginBy(open);
    return (JSON.parse(readFileSync(consentFile(place()), 'utf8')) as { refreshToken: string }).refreshToken;
  };

  test('[O13] takes the consent back at Google and removes it here; the client is still remembered', async () => {
    await loggedIn();
    expect(await logout({ ...place(), rootUrl: emulator.rootUrl })).toEqual({ ok: true, value: { file: consentFile(place()), wasThere: true, isRevoked: true } });
    expect(emulator.log.at(-1)).toMatchObject({ path: '/revoke', status: 200 });
    expect([existsSync(consentFile(place())), existsSync(clientFile(place()))]).toEqual([false, true]);
    expect(await logout({ ...place(), rootUrl: emulator.rootUrl })).toEqual({ ok: true, value: { file: consentFile(place()), wasThere: false, isRevoked: false } });
  });

  test('[O13] what Google has forgotten already is gone', async () => {
    await loggedIn();
    emulator.oauth.end('kari@example.org', 'revoked');
    expect(await logout({ ...place(), rootUrl: emulator.rootUrl })).toMatchObject({ ok: true, value: { wasThere: true, isRevoked: true } });
  });

  test('[O13] removes it also where Google cannot be reached, and where it is damaged', async () => {
    await loggedIn();
    await emulator.stop();
    expect(await logout({ ...place(), rootUrl: emulator.rootUrl })).toMatchObject({ ok: true, value: { wasThere: true, isRevoked: false } });
    writeFileSync(consentFile(place()), 'damaged');
    expect(await logout({ ...place(), rootUrl: emulator.rootUrl })).toMatchObject({ ok: true, value: { wasThere: true, isRevoked: false } });
    expect(existsSync(consentFile(place()))).toBe(false);
  });
});
