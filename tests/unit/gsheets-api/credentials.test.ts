import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { findCredentials } from '../../../gsheets/api/credentials';
import { printConsent, readClient, readConsent, readCredentials } from '../../../gsheets/api/key-file';
import { clientFile, consentFile, gcloudFile } from '../../../gsheets/api/places';
import { readSmallFile, removeFile, writePrivateFile } from '../../../gsheets/api/private-file';

let home: string;
beforeEach(() => { home = mkdtempSync(path.join(tmpdir(), 'planark-home-')); });
afterEach(() => rmSync(home, { recursive: true, force: true }));

const keyOf = (type: 'rsa' | 'ed25519'): string => (type === 'rsa'
  ? generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
  : generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })).privateKey;
const rsaKey = keyOf('rsa');
const service = { type: 'service_account', project_id: 'p', private_key_id: 'k1', private_key: rsaKey, client_email: 'robot@p.iam.gserviceaccount.com', token_uri: 'https://evil.example/token' };
const personal = (name: string) => ({ type: 'authorized_user', client_id: 'id', client_secret: 'secret', refresh_token: `refresh-${name}`, quota_project_id: 'p' });
const consent = { clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh-login', reach: 'own-files', email: 'kari@example.org' } as const;

const put = (file: string, content: unknown, mode = 0o600): string => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(file, mode);
  return file;
};
const inHome = (...names: string[]): string => path.join(home, ...names);
const refreshTokenOf = async (options: Parameters<typeof findCredentials>[0]): Promise<string> => {
  const found = await findCredentials(options);
  if (!found.ok) return found.failure.kind;
  return found.value.kind === 'person' ? found.value.refreshToken : found.value.email;
};

describe('where credentials are looked for', () => {
  test('[O9] in this order, each before the next', async () => {
    const option = put(inHome('option.json'), personal('option'));
    const place = { env: {}, home, platform: 'linux' } as const;
    const own = put(inHome('own.json'), service);
    const application = put(inHome('application.json'), personal('application'));
    put(consentFile(place), printConsent(consent));
    put(gcloudFile(place), personal('gcloud'), 0o644);
    const env = { PLANARK_GOOGLE_KEY_FILE: own, GOOGLE_APPLICATION_CREDENTIALS: application };
    expect(await refreshTokenOf({ ...place, env, keyFile: option })).toBe('refresh-option');
    expect(await refreshTokenOf({ ...place, env })).toBe('robot@p.iam.gserviceaccount.com');
    expect(await refreshTokenOf({ ...place, env: { GOOGLE_APPLICATION_CREDENTIALS: application } })).toBe('refresh-application');
    expect(await refreshTokenOf(place)).toBe('refresh-login');
    rmSync(consentFile(place));
    expect(await refreshTokenOf(place)).toBe('refresh-gcloud');
    rmSync(gcloudFile(place));
    expect(await refreshTokenOf(place)).toBe('no-credentials');
  });

  test('[O9] a login is known by its address', async () => {
    const place = { env: {}, home, platform: 'linux' } as const;
    put(consentFile(place), printConsent(consent));
    expect(await findCredentials(place)).toEqual({ ok: true, value: { kind: 'person', source: 'login', clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh-login', reach: 'own-files', email: 'kari@example.org' } });
  });

  test('[O9] a named key file that others can read is used, and told of', async () => {
    const keyFile = put(inHome('key.json'), service, 0o644);
    expect(await findCredentials({ env: {}, home, platform: 'linux', keyFile })).toMatchObject({ ok: true, openFile: keyFile });
    chmodSync(keyFile, 0o600);
    expect(await findCredentials({ env: {}, home, platform: 'linux', keyFile })).not.toHaveProperty('openFile');
  });

  test('[O9] a file that was named and is not there, and one that is no good, end the search and are named', async () => {
    const place = { env: {}, home, platform: 'linux' } as const;
    put(consentFile(place), printConsent(consent));
    const missing = inHome('missing.json');
    const wrong = put(inHome('wrong.json'), { type: 'external_account', token_url: 'https://evil.example' });
    expect(await findCredentials({ ...place, keyFile: missing })).toEqual({ ok: false, failure: { kind: 'cannot-read', file: missing, detail: 'ENOENT' } });
    expect(await findCredentials({ ...place, env: { GOOGLE_APPLICATION_CREDENTIALS: wrong } })).toEqual({ ok: false, failure: { kind: 'not-a-key', file: wrong } });
    expect(await findCredentials({ ...place, keyFile: home })).toEqual({ ok: false, failure: { kind: 'cannot-read', file: home, detail: 'EISDIR' } });
    put(consentFile(place), '{"format":"planark-consent/1"}');
    expect(await findCredentials(place)).toEqual({ ok: false, failure: { kind: 'not-a-key', file: consentFile(place) } });
  });

  test('[O11] in the folder that is asked for, or the one that the system has for it', () => {
    const file = (platform: NodeJS.Platform, env: Record<string, string> = {}): string => path.dirname(consentFile({ env, home: '/home/kari', platform }));
    expect(file('linux')).toBe('/home/kari/.config/planark');
    expect(file('linux', { XDG_CONFIG_HOME: '/etc/kari' })).toBe('/etc/kari/planark');
    expect(file('darwin')).toBe('/home/kari/Library/Application Support/planark');
    expect(file('win32', { APPDATA: '/appdata' })).toBe('/appdata/planark');
    expect(file('linux', { XDG_CONFIG_HOME: '/etc/kari', PLANARK_CONFIG: '/srv/planark' })).toBe('/srv/planark');
    expect(gcloudFile({ env: {}, home: '/home/kari', platform: 'darwin' })).toBe('/home/kari/.config/gcloud/application_default_credentials.json');
    expect(gcloudFile({ env: { APPDATA: '/appdata' }, home: '/home/kari', platform: 'win32' })).toBe('/appdata/gcloud/application_default_credentials.json');
    expect(gcloudFile({ env: { CLOUDSDK_CONFIG: '/sdk' }, home: '/home/kari', platform: 'linux' })).toBe('/sdk/application_default_credentials.json');
  });
});

describe('what a key file may be', () => {
  test('[O10] a service account’s key; its addresses are not followed', () => {
    expect(readCredentials(JSON.stringify(service))).toEqual({ kind: 'service-account', email: service.client_email, key: rsaKey, keyId: 'k1' });
  });

  test('[O10] a person’s consent, as gcloud leaves it, with the project whose quota counts', () => {
    expect(readCredentials(`\ufeff${JSON.stringify(personal('a'))}`)).toEqual({ kind: 'person', source: 'file', clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh-a', quotaProject: 'p' });
  });

  test.each<[string, unknown]>([
    ['no JSON', '{'], ['nothing', ''], ['a list', []], ['null', null],
    ['a key that is none', { ...service, private_key: 'secret' }], ['a key of another kind', { ...service, private_key: keyOf('ed25519') }], ['no address', { ...service, client_email: undefined }],
    ['an address of two lines', { ...service, client_email: 'robot\r\nx: y' }], ['a token with a line of its own', { ...personal('a'), refresh_token: 'a\nb' }], ['no token', { ...personal('a'), refresh_token: '' }],
    ['an account of somebody else’s cloud', { type: 'external_account', token_url: 'https://evil.example', credential_source: { executable: { command: 'rm' } } }], ['an OAuth client', { installed: { client_id: 'a', client_secret: 'b' } }],
  ])('[O10] %s is none', (_, content) => {
    expect(readCredentials(typeof content === 'string' ? content : JSON.stringify(content))).toBeNull();
  });

  test('[O10] a file of more than 64 KB is not read', async () => {
    const file = put(inHome('large.json'), JSON.stringify({ ...personal('a'), more: 'x'.repeat(70_000) }));
    expect(await findCredentials({ env: {}, home, keyFile: file })).toEqual({ ok: false, failure: { kind: 'not-a-key', file } });
  });

  test('a client is one for a desktop, since others may not come back to this machine', () => {
    expect(readClient(JSON.stringify({ installed: { client_id: 'a', client_secret: 'b', auth_uri: 'https://evil.example' } }))).toEqual({ clientId: 'a', clientSecret: 'b' });
    expect(readClient(JSON.stringify({ web: { client_id: 'a', client_secret: 'b' } }))).toBeNull();
    expect(readClient(JSON.stringify(service))).toBeNull();
  });

  test('a consent reads back as it was printed', () => {
    expect(readConsent(printConsent(consent))).toEqual({ format: 'planark-consent/1', ...consent });
  });
});

describe('private files', () => {
  const modeOf = (file: string): number => statSync(file).mode & 0o777;

  test('[O11] are the user’s alone, and so is the folder that is made for them', async () => {
    const file = inHome('a', 'b', 'secret.json');
    expect(await writePrivateFile(file, 'one')).toEqual({ ok: true, value: null });
    expect([modeOf(file), modeOf(path.dirname(file)), modeOf(inHome('a'))]).toEqual([0o600, 0o700, 0o700]);
    expect(await writePrivateFile(file, 'two')).toEqual({ ok: true, value: null });
    expect(await readSmallFile(file, true)).toEqual({ ok: true, value: 'two' });
    expect(readdirSync(path.dirname(file))).toEqual(['secret.json']);
  });

  test('[O11] written over one that was open to others they are so no more', async () => {
    const file = put(inHome('c', 'secret.json'), 'old', 0o644);
    await writePrivateFile(file, 'new');
    expect(modeOf(file)).toBe(0o600);
  });

  test.each([0o640, 0o604, 0o620, 0o644])('[O11] with more rights than the user’s are refused (%p)', async (mode) => {
    const place = { env: { PLANARK_CONFIG: home } };
    const file = put(consentFile(place), printConsent(consent), mode);
    expect(await findCredentials(place)).toEqual({ ok: false, failure: { kind: 'too-open', file } });
    chmodSync(file, 0o600);
    expect((await findCredentials(place)).ok).toBe(true);
  });

  test('[O11] of somebody else’s are refused', async () => {
    const file = put(inHome('theirs.json'), 'x');
    const uid = jest.spyOn(process, 'getuid').mockReturnValue(statSync(file).uid + 1);
    expect(await readSmallFile(file, true)).toEqual({ ok: false, failure: { kind: 'too-open', file } });
    expect(await readSmallFile(file, false)).toEqual({ ok: true, value: 'x' });
    uid.mockRestore();
  });

  test('[O11] are not written in a folder that others may write in', async () => {
    const folder = inHome('shared');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    expect(await writePrivateFile(path.join(folder, 'secret.json'), 'x')).toEqual({ ok: false, failure: { kind: 'too-open', file: folder } });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('[O11] are there whole or not at all, and nothing is left behind', async () => {
    const folder = inHome('d');
    mkdirSync(path.join(folder, 'secret.json', 'in the way'), { recursive: true, mode: 0o700 });
    const written = await writePrivateFile(path.join(folder, 'secret.json'), 'x');
    expect(written).toMatchObject({ ok: false, failure: { kind: 'cannot-write' } });
    expect(readdirSync(folder)).toEqual(['secret.json']);
  });

  test('[O11] a link to a file that is open to others is as open as that', async () => {
    const link = inHome('link.json');
    symlinkSync(put(inHome('open.json'), 'x', 0o644), link);
    expect(await readSmallFile(link, true)).toMatchObject({ ok: false, failure: { kind: 'too-open' } });
  });

  test('one that is not there is said to be so; removing it is no error', async () => {
    expect(await readSmallFile(inHome('no.json'), true)).toMatchObject({ ok: false, failure: { kind: 'missing' } });
    expect(await removeFile(inHome('no.json'))).toEqual({ ok: true, value: false });
    const file = put(inHome('yes.json'), 'x');
    expect(await removeFile(file)).toEqual({ ok: true, value: true });
    expect(existsSync(file)).toBe(false);
    expect(clientFile({ env: { PLANARK_CONFIG: home } })).toBe(inHome('google-client.json'));
  });
});
