import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createGoogle } from '../../../gsheets/api/create-google';
import { findCredentials } from '../../../gsheets/api/credentials';
import type { GoogleCredentials } from '../../../gsheets/api/key-file';
import { CLIENT, scopes, startEmulator, type Emulator } from '../../support/sheets-emulator';
import { jumpingClock } from '../../support/odd-google';

const kari = 'kari@example.org';
const robot = 'robot@emulated.iam.gserviceaccount.com';

let emulator: Emulator;
let home: string;
beforeEach(async () => {
  emulator = await startEmulator();
  home = mkdtempSync(path.join(tmpdir(), 'planark-account-'));
});
afterEach(async () => {
  await emulator.stop();
  rmSync(home, { recursive: true, force: true });
});

const saved = (content: unknown): string => {
  const file = path.join(home, 'key.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const googleOf = (credentials: GoogleCredentials, more: Partial<Parameters<typeof createGoogle>[0]> = {}) => createGoogle({ credentials, rootUrl: emulator.rootUrl, surroundings: jumpingClock(), ...more });
const personOf = (email: string): GoogleCredentials => ({ kind: 'person', source: 'login', clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken: emulator.oauth.consentOf(email) });
const found = async (options: Parameters<typeof findCredentials>[0]): Promise<GoogleCredentials> => {
  const result = await findCredentials({ home, ...options });
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
};
const asked = (): string[] => emulator.log.map(({ id }) => id);

describe('accounts', () => {
  test('[O9] a service account signs for its token with the key of a file that the environment names, and gets one for all it asks', async () => {
    const file = saved(emulator.oauth.serviceAccount(robot));
    const google = googleOf(await found({ env: { GOOGLE_APPLICATION_CREDENTIALS: file } }));
    const missing = await google.file('nothing');
    expect(missing).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    await google.file('nothing');
    expect(asked()).toEqual(['token', 'files.get', 'files.get']);
    expect(emulator.log.at(-1)!.user).toBe(robot);
  });

  test('[O8] a key that was deleted is consent that is gone', async () => {
    const key = emulator.oauth.serviceAccount(robot);
    emulator.oauth.forget(robot);
    const google = googleOf(await found({ env: {}, keyFile: saved(key) }));
    expect(await google.file('nothing')).toEqual({ ok: false, failure: { kind: 'consent-gone', detail: 'Invalid grant: account not found' } });
    expect(asked()).toEqual(['token']);
  });

  test('[O9] a consent in a file that another program left', async () => {
    const refresh_token = emulator.oauth.consentOf(kari);
    const google = googleOf(await found({ env: {}, keyFile: saved({ type: 'authorized_user', client_id: CLIENT.id, client_secret: CLIENT.secret, refresh_token }) }));
    expect(await google.account()).toEqual({ ok: true, value: kari });
  });

  test.each(['revoked', 'expired'] as const)('[O8] a consent that was %s is gone, also in the midst of work', async (how) => {
    const google = googleOf(personOf(kari));
    expect((await google.account()).ok).toBe(true);
    emulator.oauth.end(kari, how);
    // The last token of a consent that expired lasts a while longer: until then.
    emulator.endTokens(kari);
    expect(await google.read('any')).toEqual({ ok: false, failure: { kind: 'consent-gone', detail: 'Token has been expired or revoked.' } });
  });

  test('[O8] a token that ended is replaced without anybody noticing', async () => {
    const google = googleOf(personOf(kari));
    await google.account();
    emulator.endTokens(kari);
    expect(await google.file('nothing')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    expect(asked()).toEqual(['token', 'about.get', 'files.get', 'token', 'files.get']);
  });

  test('[O15] which account it is costs nothing where the credentials tell, and else one request for good', async () => {
    const service = googleOf(await found({ env: {}, keyFile: saved(emulator.oauth.serviceAccount(robot)) }));
    expect(await service.account()).toEqual({ ok: true, value: robot });
    expect(await googleOf({ ...personOf(kari), email: kari } as GoogleCredentials).account()).toEqual({ ok: true, value: kari });
    expect(emulator.log).toEqual([]);
    const google = googleOf(personOf(kari));
    await google.account();
    expect(await google.account()).toEqual({ ok: true, value: kari });
    expect(asked()).toEqual(['token', 'about.get']);
  });

  test('[O15] what did not go once is asked again', async () => {
    const google = googleOf(personOf(kari));
    emulator.faults.before('no-access', { method: 'about' });
    expect(await google.account()).toMatchObject({ ok: false, failure: { kind: 'no-access' } });
    expect(await google.account()).toEqual({ ok: true, value: kari });
  });

  test('[O12] a spreadsheet that a person shared is seen where every spreadsheet was asked for, and not else', async () => {
    const spreadsheetId = emulator.newByHand(kari, 'Adopted');
    emulator.shareByHand(spreadsheetId, robot, 'writer');
    const credentials = await found({ env: {}, keyFile: saved(emulator.oauth.serviceAccount(robot)) });
    expect(await googleOf(credentials).read(spreadsheetId)).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    expect(await googleOf(credentials, { reach: 'every-spreadsheet' }).read(spreadsheetId)).toMatchObject({ ok: true, value: { title: 'Adopted' } });
    expect(scopes.driveFile).toBe('https://www.googleapis.com/auth/drive.file');
  });
});

describe('files', () => {
  const shared = async () => {
    const google = googleOf(personOf(kari));
    const made = emulator.call(kari, 'POST', '/v4/spreadsheets', {}, { properties: { title: 'Plan' } }).json as { spreadsheetId: string };
    emulator.pickByHand(made.spreadsheetId, kari);
    return { google, id: made.spreadsheetId };
  };
  const writes = (): string[] => emulator.log.filter(({ id }) => /^permissions\.(create|update)/.test(id)).map(({ id }) => id);
  const rolesOf = async ({ google, id }: Awaited<ReturnType<typeof shared>>): Promise<Record<string, string>> => {
    const file = await google.file(id);
    if (!file.ok) throw new Error(file.failure.kind);
    return Object.fromEntries(file.value.shares.map(({ person, role, isOwner }) => [person, isOwner ? 'owner' : role]));
  };

  test('what Drive says of one', async () => {
    const { google, id } = await shared();
    const file = await google.file(id);
    expect(file).toMatchObject({ ok: true, value: { name: 'Plan', isTrashed: false, shares: [{ person: kari, role: 'writer', isOwner: true }] } });
    expect(file.ok && file.value.url).toContain(id);
    expect(file.ok && Number(file.value.version)).toBeGreaterThan(0);
    expect(file.ok && new Date(file.value.modifiedTime).getTime()).toBeGreaterThan(0);
    emulator.binByHand(id, 'bin');
    expect(await google.file(id)).toMatchObject({ ok: true, value: { isTrashed: true } });
    emulator.binByHand(id, 'delete');
    expect(await google.file(id)).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  });

  test('[O15] whoever was told that a spreadsheet is its own is not asked for; another’s tells nothing', async () => {
    const { google, id } = await shared();
    await google.file(id);
    expect(await google.account()).toEqual({ ok: true, value: kari });
    expect(asked().filter((method) => method === 'about.get')).toEqual([]);
    const ola = googleOf(personOf('ola@example.org'));
    emulator.shareByHand(id, 'ola@example.org', 'writer');
    emulator.pickByHand(id, 'ola@example.org');
    expect(await ola.file(id)).toMatchObject({ ok: true });
    expect(await ola.account()).toEqual({ ok: true, value: 'ola@example.org' });
    expect(asked().filter((method) => method === 'about.get')).toHaveLength(1);
  });

  test('[O14] is given once, whatever the case of the address, and a mail goes only where there is something to say', async () => {
    const world = await shared();
    expect(await world.google.share(world.id, { person: 'region@example.org', role: 'writer' })).toEqual({ ok: true, value: undefined });
    expect(await world.google.share(world.id, { person: ' Region@Example.org ', role: 'writer' }, 'Hei')).toEqual({ ok: true, value: undefined });
    expect(writes()).toEqual(['permissions.create']);
    expect(emulator.mails).toHaveLength(0);
    await world.google.share(world.id, { person: 'other@example.org', role: 'reader' }, 'Her er planen');
    expect(emulator.mails).toMatchObject([{ to: 'other@example.org' }]);
    expect(await rolesOf(world)).toEqual({ [kari]: 'owner', 'region@example.org': 'writer', 'other@example.org': 'reader' });
  });

  test('[O14] another role changes the one that stands; the owner stays one', async () => {
    const world = await shared();
    await world.google.share(world.id, { person: 'region@example.org', role: 'reader' });
    await world.google.share(world.id, { person: 'region@example.org', role: 'writer' });
    await world.google.share(world.id, { person: kari, role: 'reader' });
    expect(writes()).toEqual(['permissions.create', 'permissions.update']);
    expect(await rolesOf(world)).toEqual({ [kari]: 'owner', 'region@example.org': 'writer' });
  });

  test.each([['lost', 'after'], ['lost', 'before'], ['server-error', 'after'], ['unavailable', 'before']] as const)('[O14] an answer that is %s %s it was done is looked for', async (fault, when) => {
    const world = await shared();
    emulator.faults[when](fault, { method: 'permissions.create' });
    expect(await world.google.share(world.id, { person: 'region@example.org', role: 'writer' })).toEqual({ ok: true, value: undefined });
    expect(emulator.faults.pending()).toBe(0);
    expect(await rolesOf(world)).toEqual({ [kari]: 'owner', 'region@example.org': 'writer' });
    expect(writes()).toHaveLength(when === 'after' ? 1 : 2);
  });

  const shareOf = 'region@example.org';
  const deleted = (): number => emulator.log.filter(({ id }) => id === 'permissions.delete').length;

  test('[O16] what a person was given is taken away, whatever the case of the address; an owner stays, and who has none is told of', async () => {
    const world = await shared();
    await world.google.share(world.id, { person: shareOf, role: 'writer' });
    await world.google.share(world.id, { person: 'other@example.org', role: 'reader' });
    expect(await world.google.unshare(world.id, ' Region@Example.org')).toEqual({ ok: true, value: 'taken' });
    expect(await rolesOf(world)).toEqual({ [kari]: 'owner', 'other@example.org': 'reader' });
    expect([await world.google.unshare(world.id, shareOf), await world.google.unshare(world.id, kari)]).toEqual([{ ok: true, value: 'had-none' }, { ok: true, value: 'owner' }]);
    expect(deleted()).toBe(1);
  });

  test.each([['lost', 'after'], ['lost', 'before'], ['server-error', 'after'], ['unavailable', 'before']] as const)('[O16] an answer that is %s %s access was taken away is looked for', async (fault, when) => {
    const world = await shared();
    await world.google.share(world.id, { person: shareOf, role: 'writer' });
    emulator.faults[when](fault, { method: 'permissions.delete' });
    expect(await world.google.unshare(world.id, shareOf)).toEqual({ ok: true, value: 'taken' });
    expect(emulator.faults.pending()).toBe(0);
    expect(await rolesOf(world)).toEqual({ [kari]: 'owner' });
  });

  test('[O16] what is not this account’s to say stays as it is', async () => {
    const world = await shared();
    await world.google.share(world.id, { person: shareOf, role: 'writer' });
    emulator.faults.before('no-access', { method: 'permissions.delete' });
    expect(await world.google.unshare(world.id, shareOf)).toMatchObject({ ok: false, failure: { kind: 'no-access' } });
    expect(await rolesOf(world)).toEqual({ [kari]: 'owner', [shareOf]: 'writer' });
  });

  test('[O3] a rate limit of Drive, which is 403, passes', async () => {
    const world = await shared();
    emulator.faults.before('drive-quota', { method: 'permissions', times: 3 });
    expect(await world.google.share(world.id, { person: 'region@example.org', role: 'writer' })).toEqual({ ok: true, value: undefined });
  });
});
