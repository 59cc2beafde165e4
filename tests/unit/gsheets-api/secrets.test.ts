import { inspect } from 'node:util';
import { generateKeyPairSync } from 'node:crypto';
import { resultOf } from '../../../gsheets/api/ask';
import { readCredentials, type GoogleCredentials } from '../../../gsheets/api/key-file';
import { troubleOf } from '../../../gsheets/api/trouble';
import { asker, person, reset, secrets, startOddGoogle, type OddAnswer, type OddGoogle } from '../../support/odd-google';

let google: OddGoogle | undefined;
afterEach(() => google?.stop());

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const service: GoogleCredentials = { kind: 'service-account', email: 'robot@example.iam.gserviceaccount.com', key: privateKey, keyId: 'k1' };
/** Parts that are long enough to be the secret itself. */
const forbidden = [...Object.values(secrets), privateKey.split('\n')[3]!, 'BEGIN PRIVATE KEY'];

/** Everything there is to a value: messages, causes, stacks, hidden members. */
const everythingIn = (value: unknown): string => `${inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity })}${JSON.stringify(value)}`;
const expectNoSecrets = (value: unknown): void => {
  const text = everythingIn(value);
  expect(forbidden.filter((secret) => text.includes(secret))).toEqual([]);
};

/** What a server that repeats all it was sent, where people would look for it, gets us to say. */
const echo = (request: { readonly headers: object; readonly body: string }, status: number): OddAnswer => ({
  status, json: { error: { code: status, message: `${JSON.stringify(request.headers)} ${decodeURIComponent(request.body.slice(0, 2000).replaceAll('+', ' '))}`, errors: [{ reason: 'forbidden' }] } },
});

describe('secrets', () => {
  test.each([400, 401, 403, 404, 409, 500])('[O7] are not in a failure of status %s whose words repeat the request', async (status) => {
    google = await startOddGoogle((request) => (request.path === '/token' ? undefined : echo(request, status)));
    const { ask, clients } = asker(google.rootUrl);
    const tried = await ask<object>({ service: 'sheets', repeats: 'write' }, (auth) => clients.sheets.spreadsheets.batchUpdate({ spreadsheetId: 'a', requestBody: { requests: [] }, auth }));
    expect(google.requests.at(-1)!.headers.authorization).toBe(`Bearer ${secrets.access}`);
    expect(tried.ok).toBe(false);
    expectNoSecrets(tried);
    expectNoSecrets(resultOf(tried, true));
  });

  test.each<[string, GoogleCredentials]>([['a person', person], ['a service account', service]])('[O7] are not in the failure to get a token for %s, whose words repeat the request', async (_, credentials) => {
    google = await startOddGoogle(({ body }) => ({ status: 400, json: { error: 'invalid_grant', error_description: `I got ${decodeURIComponent(body)} refresh_token=${secrets.refresh} client_secret=${secrets.client}` } }));
    const { ask, clients } = asker(google.rootUrl, credentials);
    const tried = await ask<object>({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId: 'a', auth }));
    const result = resultOf(tried, false);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'consent-gone' } });
    const { assertion } = Object.fromEntries(new URLSearchParams(google.requests[0]!.body));
    if (assertion) expect(everythingIn(result)).not.toContain(assertion.slice(0, 60));
    expectNoSecrets(tried);
  });

  test('[O7] are not in a failure, also where they look like nothing of Google’s', async () => {
    const odd = { refreshToken: 'plain"refresh', clientSecret: 'plain\\secret', access: 'plain-access' };
    google = await startOddGoogle(({ path }) => (path === '/token' ? { status: 200, json: { access_token: odd.access, expires_in: 3600, token_type: 'Bearer' } } : { status: 400, json: { error: { message: Object.values(odd).join(' and ') } } }));
    const { ask, clients } = asker(google.rootUrl, { kind: 'person', source: 'file', clientId: 'c', clientSecret: odd.clientSecret, refreshToken: odd.refreshToken });
    const tried = await ask<object>({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId: 'a', auth }));
    expect(resultOf(tried, false)).toEqual({ ok: false, failure: { kind: 'refused', detail: '… and … and …' } });
  });

  test('[O7] are not in the failure of a connection that closed', async () => {
    google = await startOddGoogle(({ path }) => (path === '/token' ? undefined : reset));
    const { ask, clients } = asker(google.rootUrl);
    const tried = await ask<object>({ service: 'sheets', repeats: 'write' }, (auth) => clients.sheets.spreadsheets.batchUpdate({ spreadsheetId: 'a', auth }));
    expectNoSecrets(tried);
    expectNoSecrets(resultOf(tried, true));
  });

  test('[O7] are not in a bug: a token that cannot be a header', async () => {
    google = await startOddGoogle(({ path }) => (path === '/token' ? { status: 200, json: { access_token: `${secrets.access}\n`, expires_in: 3600, token_type: 'Bearer\nx' } } : undefined));
    const { ask, clients } = asker(google.rootUrl);
    const thrown = await ask<object>({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId: 'a', auth })).then(() => null, (error: unknown) => error);
    expect(thrown).toBeInstanceOf(Error);
    expectNoSecrets(thrown);
  });

  test('[O7] are not in what becomes of an error of any other kind', () => {
    const error = Object.assign(new TypeError(`Bearer ${secrets.access}`), { cause: new Error(secrets.refresh) });
    expect(() => troubleOf(error)).toThrow('TypeError');
    try {
      troubleOf(error);
    } catch (thrown) {
      expectNoSecrets(thrown);
    }
  });

  test('[O7] are not in a log of the client, whatever the environment asks for', async () => {
    google = await startOddGoogle(({ path }) => (path === '/token' ? undefined : { status: 200, json: {} }));
    const printed: string[] = [];
    const spies = (['stdout', 'stderr'] as const).map((name) => jest.spyOn(process[name], 'write').mockImplementation((text) => printed.push(String(text)) > 0));
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => jest.spyOn(console, name).mockImplementation((...words) => void printed.push(words.join(' '))));
    process.env['GOOGLE_SDK_NODE_LOGGING'] = 'all';
    process.env['NODE_DEBUG'] = 'auth';
    try {
      await jest.isolateModulesAsync(async () => {
        const anew: { asker: typeof asker } = await import('../../support/odd-google');
        const { ask, clients } = anew.asker(google!.rootUrl);
        const tried = await ask<object>({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId: 'a', auth }));
        expect(tried.ok).toBe(true);
      });
    } finally {
      delete process.env['GOOGLE_SDK_NODE_LOGGING'];
      delete process.env['NODE_DEBUG'];
      for (const spy of [...spies, ...consoles]) spy.mockRestore();
    }
    expectNoSecrets(printed);
  });

  test('[O7] are not in what a file with a mistake comes to', () => {
    expect(readCredentials(`{"type":"authorized_user","client_id":"a","client_secret":"${secrets.client}","refresh_token":"${secrets.refresh}"`)).toBeNull();
  });
});
