import { createHash, createSign } from 'node:crypto';
import { auth as google, sheets } from 'googleapis/build/src/apis/sheets';
import { transporterOptions, type Credentials } from '../../support/google-clients';
import { CLIENT, scopes, startEmulator, type Emulator } from '../../support/sheets-emulator';

const kari = 'kari@example.org';
const robot = 'planark@emulated.iam.gserviceaccount.com';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

const client = (): Credentials => new google.OAuth2({
  clientId: CLIENT.id, clientSecret: CLIENT.secret, redirectUri: 'http://127.0.0.1:5/', transporterOptions,
  endpoints: { oauth2TokenUrl: `${emulator.rootUrl}token`, oauth2AuthBaseUrl: `${emulator.rootUrl}o/oauth2/v2/auth`, oauth2RevokeUrl: `${emulator.rootUrl}revoke` },
});
const whose = (error: { response?: { data?: { error?: string } } }): string => error.response?.data?.error ?? '';
const errorOf = (doing: Promise<unknown>): Promise<string> => doing.then(() => 'none', whose);

describe('a person’s consent', () => {
  /** What the browser is sent back with. */
  const back = async (url: string): Promise<URL> => new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? 'none:');
  const verifier = 'v'.repeat(43);
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = { access_type: 'offline', scope: [scopes.driveFile], state: 's1', code_challenge, code_challenge_method: 'S256' as never };

  test('is asked for on a page, comes back with a code, and the code is worth tokens, once', async () => {
    emulator.oauth.atConsent({ email: kari });
    const auth = client();
    const returned = await back(auth.generateAuthUrl(asked));
    expect([returned.origin, returned.searchParams.get('state')]).toEqual(['http://127.0.0.1:5', 's1']);
    const code = returned.searchParams.get('code') ?? '';
    const { tokens } = await auth.getToken({ code, codeVerifier: verifier });
    expect(tokens).toMatchObject({ access_token: expect.any(String) as string, refresh_token: expect.any(String) as string, scope: scopes.driveFile });
    expect(await errorOf(auth.getToken({ code, codeVerifier: verifier }))).toBe('invalid_grant');
    auth.setCredentials({ refresh_token: tokens.refresh_token });
    const { data } = await sheets({ version: 'v4', auth, rootUrl: emulator.rootUrl }).spreadsheets.create({ requestBody: { properties: { title: 'Plan' } } });
    expect(emulator.log.at(-1)).toMatchObject({ id: 'spreadsheets.create', user: kari, status: 200 });
    expect(data.spreadsheetId).toHaveLength(44);
  });

  test('is not worth anything to whoever does not know the verifier, the secret, or the address that was asked with', async () => {
    emulator.oauth.atConsent({ email: kari });
    const code = async (): Promise<string> => (await back(client().generateAuthUrl(asked))).searchParams.get('code') ?? '';
    expect(await errorOf(client().getToken({ code: await code(), codeVerifier: 'x'.repeat(43) }))).toBe('invalid_grant');
    expect(await errorOf(client().getToken({ code: await code() }))).toBe('invalid_grant');
    expect(await errorOf(client().getToken({ code: await code(), codeVerifier: verifier, redirect_uri: 'http://127.0.0.1:6/' }))).toBe('redirect_uri_mismatch');
    const stranger = client();
    stranger._clientSecret = 'guess';
    expect(await errorOf(stranger.getToken({ code: await code(), codeVerifier: verifier }))).toBe('invalid_client');
  });

  test('may be declined, or given to a part of what was asked', async () => {
    expect((await back(client().generateAuthUrl(asked))).searchParams.get('error')).toBe('access_denied');
    emulator.oauth.atConsent({ email: kari, grants: [] });
    const returned = await back(client().generateAuthUrl(asked));
    expect(returned.searchParams.get('scope')).toBe('');
  });

  test.each([['revoked', 401], ['expired', 404]] as const)('that is %s is invalid_grant, and to one of its tokens the answer is %p', async (how, status) => {
    const auth = client();
    auth.setCredentials({ refresh_token: emulator.oauth.consentOf(kari) });
    const { token } = await auth.getAccessToken();
    emulator.oauth.end(kari, how);
    expect((await fetch(`${emulator.rootUrl}v4/spreadsheets/x`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(status);
    const again = client();
    again.setCredentials(auth.credentials);
    again.credentials.access_token = null;
    expect(await errorOf(again.getAccessToken())).toBe('invalid_grant');
  });

  test('is taken back by the app itself, and then it is gone for both tokens', async () => {
    const auth = client();
    const refresh = emulator.oauth.consentOf(kari);
    auth.setCredentials({ refresh_token: refresh });
    await auth.getAccessToken();
    expect((await auth.revokeToken(refresh)).status).toBe(200);
    expect(await errorOf(auth.revokeToken(refresh))).toBe('invalid_token');
    auth.credentials.access_token = null;
    expect(await errorOf(auth.getAccessToken())).toBe('invalid_grant');
  });

  test('tells the account’s address only where that was asked for', async () => {
    const told = async (wanted: readonly string[]): Promise<unknown> => (await fetch(`${emulator.rootUrl}oauth2/v3/userinfo`, { headers: { authorization: `Bearer ${emulator.tokenFor(kari, wanted)}` } })).json();
    expect(await told([scopes.driveFile])).toEqual({ sub: '1' });
    expect(await told([scopes.driveFile, scopes.email])).toMatchObject({ email: kari });
  });
});

describe('a service account', () => {
  const signed = (key: string, claims: Record<string, unknown>, alg = 'RS256'): string => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  };
  const asks = async (assertion: string): Promise<unknown> => (await fetch(`${emulator.rootUrl}token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }) })).json();

  test('signs for its tokens with its key, and with no other', async () => {
    const key = emulator.oauth.serviceAccount(robot);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: robot, scope: scopes.spreadsheets, aud: 'https://oauth2.googleapis.com/token', iat: now, exp: now + 3600 };
    expect(await asks(signed(key.private_key, claims))).toMatchObject({ token_type: 'Bearer', scope: scopes.spreadsheets });
    const other = emulator.oauth.serviceAccount('other@emulated.iam.gserviceaccount.com');
    expect(await asks(signed(other.private_key, claims))).toEqual({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' });
    expect(await asks(signed(key.private_key, claims, 'none'))).toMatchObject({ error: 'invalid_grant' });
    expect(await asks(signed(key.private_key, { ...claims, iat: now - 7200, exp: now - 3600 }))).toMatchObject({ error: 'invalid_grant' });
    expect(await asks(signed(key.private_key, { ...claims, aud: 'https://elsewhere.example' }))).toMatchObject({ error: 'invalid_grant' });
    expect(await asks(signed(key.private_key, { ...claims, scope: '' }))).toMatchObject({ error: 'invalid_scope' });
    expect(await asks('nonsense')).toMatchObject({ error: 'invalid_grant' });
    emulator.oauth.forget(robot);
    expect(await asks(signed(key.private_key, claims))).toMatchObject({ error: 'invalid_grant', error_description: 'Invalid grant: account not found' });
  });

  test('is let in with what the genuine client signed itself, owns no storage, and reads what is shared with it', async () => {
    const key = emulator.oauth.serviceAccount(robot);
    const auth = new google.JWT({ email: key.client_email, key: key.private_key, scopes: [scopes.spreadsheets], transporterOptions });
    auth.useJWTAccessWithScope = true;
    const api = sheets({ version: 'v4', auth, rootUrl: emulator.rootUrl }).spreadsheets;
    const stranger = new google.JWT({ email: key.client_email, key: emulator.oauth.serviceAccount('other@emulated.iam.gserviceaccount.com').private_key, scopes: [scopes.spreadsheets], transporterOptions });
    stranger.useJWTAccessWithScope = true;
    await expect(sheets({ version: 'v4', auth: stranger, rootUrl: emulator.rootUrl }).spreadsheets.create({ requestBody: {} })).rejects.toMatchObject({ status: 401 });
    await expect(api.create({ requestBody: {} })).rejects.toMatchObject({ status: 403 });
    const spreadsheetId = emulator.newByHand(kari, 'Karis');
    await expect(api.get({ spreadsheetId })).rejects.toMatchObject({ status: 403 });
    emulator.shareByHand(spreadsheetId, robot, 'writer');
    expect((await api.get({ spreadsheetId, fields: 'properties.title' })).data).toEqual({ properties: { title: 'Karis' } });
    expect(emulator.log.at(-1)).toMatchObject({ user: robot, status: 200 });
  });
});
