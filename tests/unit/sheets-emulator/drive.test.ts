import { driveClient, failureOf, sheetsClient } from '../../support/google-clients';
import { scopes, startEmulator, type Emulator } from '../../support/sheets-emulator';

const kari = 'kari@example.org';
const ola = 'ola@example.org';
const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

const driveOf = (email: string, wanted?: readonly string[]) => driveClient(emulator.rootUrl, emulator.tokenFor(email, wanted));
const made = async (name: string, email = kari): Promise<string> => (await driveOf(email).files.create({ requestBody: { name, mimeType: SPREADSHEET } })).data.id ?? '';

describe('files', () => {
  test('a file is a spreadsheet, and its name is the title', async () => {
    const id = await made('Plan');
    const api = sheetsClient(emulator.rootUrl, emulator.tokenFor(kari));
    expect((await api.get({ spreadsheetId: id, fields: 'properties.title' })).data).toEqual({ properties: { title: 'Plan' } });
    await driveOf(kari).files.update({ fileId: id, requestBody: { name: 'Handlingsplan' } });
    expect((await api.get({ spreadsheetId: id, fields: 'properties.title' })).data).toEqual({ properties: { title: 'Handlingsplan' } });
  });

  test('without a mask a few fields are told, and with one those; a space in it does no harm, a wrong name does', async () => {
    const fileId = await made('Plan');
    const api = driveOf(kari);
    expect((await api.files.get({ fileId })).data).toEqual({ kind: 'drive#file', id: fileId, name: 'Plan', mimeType: SPREADSHEET });
    expect((await api.files.get({ fileId, fields: 'name, owners(emailAddress), trashed' })).data).toEqual({ name: 'Plan', owners: [{ emailAddress: kari }], trashed: false });
    expect(await failureOf(api.files.get({ fileId, fields: 'title' }))).toMatchObject({ status: 400, reason: 'invalidParameter', message: 'Invalid field selection title' });
    expect(await failureOf(api.about.get({}))).toMatchObject({ status: 400, message: "The 'fields' parameter is required for this method." });
    expect((await api.about.get({ fields: 'user(emailAddress,me)' })).data).toEqual({ user: { emailAddress: kari, me: true } });
  });

  test('files are found by name, by whether they are in the bin, by properties and by owner', async () => {
    const [plan, other] = [await made("Kari's plan"), await made('Budsjett')];
    const api = driveOf(kari);
    await api.files.update({ fileId: plan, requestBody: { appProperties: { planark: 'p1' } } });
    const found = async (q: string): Promise<readonly unknown[]> => ((await api.files.list({ q, fields: 'files(id)' })).data.files ?? []).map(({ id }) => id);
    expect(await found("name = 'Kari\\'s plan'")).toEqual([plan]);
    expect(await found("name contains 'bud' and trashed = false")).toEqual([other]);
    expect(await found("appProperties has { key='planark' and value='p1' }")).toEqual([plan]);
    expect(await found(`mimeType='${SPREADSHEET}' and 'me' in owners`)).toHaveLength(2);
    await api.files.update({ fileId: other, requestBody: { trashed: true } });
    expect(await found('trashed=false')).toEqual([plan]);
    expect(await failureOf(api.files.list({ q: 'name is Plan' }))).toMatchObject({ status: 400, message: 'Invalid Value' });
    expect((await failureOf(api.files.list({ q: "name = 'a' and" }))).status).toBe(400);
  });

  test('appProperties are one app’s own, null takes one away, and there is little room for each', async () => {
    const fileId = await made('Plan');
    const api = driveOf(kari);
    await api.files.update({ fileId, requestBody: { appProperties: { a: '1', b: '2' } } });
    await api.files.update({ fileId, requestBody: { appProperties: { a: null as unknown as string } } });
    expect((await api.files.get({ fileId, fields: 'appProperties' })).data).toEqual({ appProperties: { b: '2' } });
    expect((await failureOf(api.files.update({ fileId, requestBody: { appProperties: { c: 'x'.repeat(124) } } }))).status).toBe(400);
    const another = emulator.call(kari, 'GET', `/drive/v3/files/${fileId}`, { fields: 'appProperties' });
    expect(another).toEqual({ status: 200, json: {} });
  });

  test('what is deleted is not found, and a file of others that was never shared is not either', async () => {
    const fileId = await made('Plan');
    expect(await failureOf(driveOf(ola, [scopes.drive]).files.get({ fileId }))).toMatchObject({ status: 404, reason: 'notFound', message: `File not found: ${fileId}.` });
    await driveOf(kari).files.delete({ fileId });
    expect((await failureOf(driveOf(kari).files.get({ fileId }))).status).toBe(404);
    expect((await failureOf(sheetsClient(emulator.rootUrl, emulator.tokenFor(kari)).get({ spreadsheetId: fileId }))).status).toBe(404);
    expect(await made('Next')).not.toBe(fileId);
  });

  test('many files come in pages', async () => {
    for (const name of ['a', 'b', 'c']) await made(name);
    const api = driveOf(kari);
    const first = (await api.files.list({ pageSize: 2, orderBy: 'name', fields: 'nextPageToken,files(name)' })).data;
    const second = (await api.files.list({ pageSize: 2, orderBy: 'name', pageToken: first.nextPageToken ?? '', fields: 'nextPageToken,files(name)' })).data;
    expect([first.files, second]).toEqual([[{ name: 'a' }, { name: 'b' }], { files: [{ name: 'c' }] }]);
  });
});

describe('sharing', () => {
  test('a person gets a role, with mail or without, another role later, and none in the end', async () => {
    const fileId = await made('Plan');
    const api = driveOf(kari);
    const { id } = (await api.permissions.create({ fileId, sendNotificationEmail: false, requestBody: { type: 'user', role: 'reader', emailAddress: ola } })).data;
    expect(emulator.mails).toEqual([]);
    const roles = async (): Promise<unknown> => (await api.permissions.list({ fileId, fields: 'permissions(emailAddress,role)' })).data.permissions;
    expect(await roles()).toEqual([{ emailAddress: kari, role: 'owner' }, { emailAddress: ola, role: 'reader' }]);
    await api.permissions.update({ fileId, permissionId: id ?? '', requestBody: { role: 'writer' } });
    expect(await roles()).toEqual([{ emailAddress: kari, role: 'owner' }, { emailAddress: ola, role: 'writer' }]);
    await api.permissions.create({ fileId, emailMessage: 'Velkommen', requestBody: { type: 'user', role: 'commenter', emailAddress: ola } });
    expect(emulator.mails).toEqual([{ to: ola, fileId, message: 'Velkommen' }]);
    expect(await roles()).toEqual([{ emailAddress: kari, role: 'owner' }, { emailAddress: ola, role: 'commenter' }]);
    await api.permissions.delete({ fileId, permissionId: id ?? '' });
    expect(await roles()).toEqual([{ emailAddress: kari, role: 'owner' }]);
  });

  test('a reader may not share nor see with whom it is shared, and only the owner throws it away', async () => {
    const fileId = await made('Plan');
    emulator.shareByHand(fileId, ola, 'reader');
    const api = driveOf(ola, [scopes.drive]);
    expect(await failureOf(api.permissions.create({ fileId, requestBody: { type: 'user', role: 'reader', emailAddress: 'per@example.org' } }))).toMatchObject({ status: 403, reason: 'insufficientFilePermissions' });
    expect((await api.files.get({ fileId, fields: 'name,permissions' })).data).toEqual({ name: 'Plan' });
    emulator.shareByHand(fileId, ola, 'writer');
    expect((await failureOf(api.files.update({ fileId, requestBody: { trashed: true } }))).status).toBe(403);
    expect((await api.files.get({ fileId, fields: 'permissions.role' })).data.permissions).toHaveLength(2);
  });

  test('a link lets everybody in, and an address that is none is refused', async () => {
    const fileId = await made('Plan');
    await driveOf(kari).permissions.create({ fileId, requestBody: { type: 'anyone', role: 'reader' } });
    expect((await driveOf(ola, [scopes.drive]).files.get({ fileId })).data.id).toBe(fileId);
    expect(await failureOf(driveOf(kari).permissions.create({ fileId, requestBody: { type: 'user', role: 'reader', emailAddress: 'ola' } }))).toMatchObject({ status: 400, reason: 'invalidSharingRequest' });
  });
});

test('changes are listed after a token: of the file, of the spreadsheet by whomever, and that it is gone', async () => {
  const api = driveOf(kari);
  const fileId = await made('Plan');
  const from = (await api.changes.getStartPageToken({})).data.startPageToken ?? '';
  const since = async (pageToken: string) => (await api.changes.list({ pageToken, fields: 'newStartPageToken,changes(fileId,removed)' })).data;
  const none = await since(from);
  expect(none.changes).toEqual([]);
  await sheetsClient(emulator.rootUrl, emulator.tokenFor(kari)).batchUpdate({ spreadsheetId: fileId, requestBody: { requests: [{ addSheet: { properties: { title: 'Mål' } } }] } });
  const one = await since(none.newStartPageToken ?? '');
  expect(one.changes).toEqual([{ fileId, removed: false }]);
  await api.files.delete({ fileId });
  expect((await since(one.newStartPageToken ?? '')).changes).toEqual([{ fileId, removed: true }]);
});
