import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { driveClient, failureOf, sheetsClient } from '../../support/google-clients';
import { scopes, startEmulator, type Emulator, type Switches } from '../../support/sheets-emulator';

let emulator: Emulator;
const start = async (options?: Partial<Switches>): Promise<void> => {
  emulator = await startEmulator(options);
};
beforeEach(() => start());
afterEach(() => emulator.stop());

const sheetsOf = (token: string) => sheetsClient(emulator.rootUrl, token);
const driveOf = (token: string) => driveClient(emulator.rootUrl, token);
const kari = 'kari@example.org';
const ola = 'ola@example.org';
const made = async (title = 'Plan'): Promise<string> => (await sheetsOf(emulator.tokenFor(kari)).create({ requestBody: { properties: { title } } })).data.spreadsheetId ?? '';

describe('the genuine client and the emulator', () => {
  test('a spreadsheet is made, read and written, and each call stands in the log with its bytes', async () => {
    const api = sheetsOf(emulator.tokenFor(kari));
    const { data } = await api.create({ requestBody: { properties: { title: 'Plan' } }, fields: 'spreadsheetId,properties.title' });
    expect(data).toEqual({ spreadsheetId: data.spreadsheetId, properties: { title: 'Plan' } });
    const spreadsheetId = data.spreadsheetId ?? '';
    expect((await api.get({ spreadsheetId, fields: 'sheets.properties.title' })).data).toEqual({ sheets: [{ properties: { title: expect.any(String) as string } }] });
    await api.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: { properties: { title: 'Mål' } } }] } });
    expect(emulator.log.map(({ id, kind, user, status }) => `${id} ${kind} ${user} ${status}`)).toEqual([`spreadsheets.create write ${kari} 200`, `spreadsheets.get read ${kari} 200`, `spreadsheets.batchUpdate write ${kari} 200`]);
    expect(emulator.log[2]?.bytesIn).toBe(Buffer.byteLength(JSON.stringify({ requests: [{ addSheet: { properties: { title: 'Mål' } } }] })));
    expect(emulator.log[0]?.bytesOut).toBe(Buffer.byteLength(JSON.stringify(data)));
  });

  test('the same call at once gives the same answer', async () => {
    const spreadsheetId = await made();
    const overHttp = (await sheetsOf(emulator.tokenFor(kari)).get({ spreadsheetId })).data;
    expect(emulator.call(kari, 'GET', `/v4/spreadsheets/${spreadsheetId}`, {})).toEqual({ status: 200, json: overHttp });
    expect(emulator.call(kari, 'POST', `/v4/spreadsheets/${spreadsheetId}:batchUpdate`, {}, { requests: [] })).toMatchObject({ status: 400, json: { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Must specify at least one request.' } } });
  });

  test('answers are zipped for who asks', async () => {
    const spreadsheetId = await made();
    const headers = { authorization: `Bearer ${emulator.tokenFor(kari)}`, 'accept-encoding': 'gzip' };
    const [encoding, bytes] = await new Promise<[string | undefined, Buffer]>((resolve, reject) => {
      request(`${emulator.rootUrl}v4/spreadsheets/${spreadsheetId}`, { headers }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => resolve([response.headers['content-encoding'], Buffer.concat(pieces)]));
      }).on('error', reject).end();
    });
    expect(encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(bytes).toString('utf8'))).toMatchObject({ spreadsheetId });
  });

  test('a wrong body, a wrong mask and a wrong parameter are 400 in Google’s words', async () => {
    const spreadsheetId = await made();
    const api = sheetsOf(emulator.tokenFor(kari));
    const wrongBody = { requests: [{ addSheet: { titel: 'x' } }] };
    expect(await failureOf(api.batchUpdate({ spreadsheetId, requestBody: wrongBody as object }))).toMatchObject({ status: 400, reason: 'badRequest', message: 'Invalid JSON payload received. Unknown name "titel" at \'requests[0].add_sheet\': Cannot find field.' });
    expect(await failureOf(api.get({ spreadsheetId, fields: 'sheets, properties' }))).toMatchObject({ message: 'Request contains an invalid argument.', details: expect.stringContaining("matching fields for path ' properties'") as string });
    expect((await failureOf(api.get({ spreadsheetId, fields: 'sheets.name' }))).details).toMatch(/matching fields for path 'sheets\.name'/);
    expect(await failureOf(api.get({ spreadsheetId, ...({ ragnes: 'A1' } as object) }))).toMatchObject({ status: 400, message: expect.stringContaining('Unknown name "ragnes"') as string });
  });

  test('what is not built is 501, and says so', async () => {
    await made();
    expect(await failureOf(driveOf(emulator.tokenFor(kari)).comments.create({ fileId: 'x', requestBody: { content: 'x' } }))).toMatchObject({ status: 501, message: 'EMULATOR GAP: comments.create' });
    const answer = await fetch(`${emulator.rootUrl}calendar/v3/calendars`);
    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining('EMULATOR GAP: GET /calendar/v3/calendars')]);
  });
});

describe('who may', () => {
  test('no token, an unknown one, one that ended, and too little of a scope', async () => {
    const spreadsheetId = await made();
    const anonymous = await fetch(`${emulator.rootUrl}v4/spreadsheets/${spreadsheetId}`);
    expect(anonymous.status).toBe(403);
    expect(await failureOf(sheetsOf('ya29.nobody').get({ spreadsheetId }))).toMatchObject({ status: 401, reason: 'authError' });
    expect(await failureOf(sheetsOf(emulator.tokenFor(kari, [scopes.email])).get({ spreadsheetId }))).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
    const reading = sheetsOf(emulator.tokenFor(kari, [scopes.spreadsheetsReadonly]));
    expect((await reading.get({ spreadsheetId })).status).toBe(200);
    expect((await failureOf(reading.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: {} }] } }))).status).toBe(403);
    const token = emulator.tokenFor(kari);
    emulator.endTokens(kari);
    expect((await failureOf(sheetsOf(token).get({ spreadsheetId }))).status).toBe(401);
  });

  test('a stranger has no permission, a reader may not write, and what is not there is not found', async () => {
    const spreadsheetId = await made();
    const other = sheetsOf(emulator.tokenFor(ola, [scopes.spreadsheets]));
    expect(await failureOf(other.get({ spreadsheetId }))).toMatchObject({ status: 403, message: 'The caller does not have permission' });
    emulator.shareByHand(spreadsheetId, ola, 'reader');
    expect((await other.get({ spreadsheetId })).status).toBe(200);
    expect((await failureOf(other.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: {} }] } }))).status).toBe(403);
    expect(await failureOf(other.get({ spreadsheetId: 'nowhere' }))).toMatchObject({ status: 404, message: 'Requested entity was not found.' });
  });

  test('the scope of spreadsheets opens what is shared to the Sheets API, and nothing of it to Drive', async () => {
    const spreadsheetId = emulator.newByHand(ola, 'Olas');
    emulator.shareByHand(spreadsheetId, kari, 'writer');
    const token = emulator.tokenFor(kari, [scopes.driveFile, scopes.spreadsheets]);
    expect((await sheetsOf(token).get({ spreadsheetId })).status).toBe(200);
    expect(await failureOf(driveOf(token).files.get({ fileId: spreadsheetId }))).toMatchObject({ status: 404, reason: 'notFound' });
    expect((await driveOf(token).files.list({ fields: 'files(id)' })).data.files).toEqual([]);
    expect((await driveOf(emulator.tokenFor(kari, [scopes.drive])).files.get({ fileId: spreadsheetId })).status).toBe(200);
  });

  test.each([[false, true, 404], [false, false, 403], [true, true, 200]])('with drive.file a shared spreadsheet is seen: %p; unseen is not found: %p', async (driveFileSeesShared, unseenSheetIsNotFound, status) => {
    Object.assign(emulator.switches, { driveFileSeesShared, unseenSheetIsNotFound });
    const spreadsheetId = emulator.newByHand(ola, 'Olas');
    emulator.shareByHand(spreadsheetId, kari, 'writer');
    const answered = await sheetsOf(emulator.tokenFor(kari)).get({ spreadsheetId }).then((answer) => answer.status, (error: { status: number }) => error.status);
    expect(answered).toBe(status);
    emulator.pickByHand(spreadsheetId, kari);
    expect((await sheetsOf(emulator.tokenFor(kari)).get({ spreadsheetId })).status).toBe(200);
  });

  test.each([['full', false, 'storageQuotaExceeded'], ['none', true, 'storageQuotaExceeded'], ['none', false, 'forbidden']] as const)('an account whose storage is %s makes no file; told so: %p', async (storage, createTellsStorage, reason) => {
    Object.assign(emulator.switches, { createTellsStorage });
    emulator.setStorage(kari, storage);
    expect(await failureOf(sheetsOf(emulator.tokenFor(kari)).create({ requestBody: {} }))).toMatchObject({ status: 403, reason });
    const asFile = { name: 'x', mimeType: 'application/vnd.google-apps.spreadsheet' };
    expect(await failureOf(driveOf(emulator.tokenFor(kari)).files.create({ requestBody: asFile }))).toMatchObject({ status: 403, reason: 'storageQuotaExceeded' });
  });
});

describe('what goes wrong on the way', () => {
  test('503 to a read passes by itself, since the client asks again; to a write it does not', async () => {
    const spreadsheetId = await made();
    const api = sheetsOf(emulator.tokenFor(kari));
    emulator.faults.before('unavailable', { kind: 'read', times: 2 });
    expect((await api.get({ spreadsheetId })).status).toBe(200);
    expect(emulator.log.filter(({ id }) => id === 'spreadsheets.get').map(({ status }) => status)).toEqual([503, 503, 200]);
    emulator.faults.before('unavailable', { kind: 'write' });
    expect((await failureOf(api.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: {} }] } }))).status).toBe(503);
    expect(emulator.log.filter(({ id }) => id === 'spreadsheets.batchUpdate').map(({ status }) => status)).toEqual([503]);
    expect(emulator.faults.pending()).toBe(0);
  });

  test('an answer that is lost after the effect leaves the effect', async () => {
    const spreadsheetId = await made();
    const driveApi = driveOf(emulator.tokenFor(kari));
    const version = async (): Promise<number> => Number((await driveApi.files.get({ fileId: spreadsheetId, fields: 'version' })).data.version);
    const before = await version();
    const api = sheetsOf(emulator.tokenFor(kari));
    emulator.faults.before('lost', { method: 'batchUpdate' });
    const failed = await failureOf(api.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: {} }] } }));
    expect([failed.status, await version()]).toEqual([0, before]);
    emulator.faults.after('lost', { method: 'batchUpdate' });
    await failureOf(api.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: {} }] } }));
    expect(await version()).toBeGreaterThan(before);
    emulator.faults.after('lost', { kind: 'read' });
    expect(emulator.call(kari, 'GET', `/v4/spreadsheets/${spreadsheetId}`, {})).toEqual({ status: 0, json: undefined });
  });

  test('only the call that is meant fails, and somebody may do something just before it', async () => {
    const spreadsheetId = await made();
    const api = driveOf(emulator.tokenFor(kari));
    const done: string[] = [];
    emulator.faults.meanwhile(() => done.push('before the second'), { method: 'files.get', nth: 2 });
    emulator.faults.before('not-found', { method: 'files.get', nth: 3 });
    await api.files.get({ fileId: spreadsheetId });
    expect(done).toEqual([]);
    await api.files.get({ fileId: spreadsheetId });
    expect(done).toEqual(['before the second']);
    expect((await failureOf(api.files.get({ fileId: spreadsheetId }))).status).toBe(404);
    expect((await api.files.get({ fileId: spreadsheetId })).status).toBe(200);
  });

  test('quotas are kept by the clock that is given, for an account and for the project, reads and writes apart', async () => {
    const spreadsheetId = await made();
    let now = 0;
    emulator.keepQuota(() => now);
    const get = (user: string): number => emulator.call(user, 'GET', `/v4/spreadsheets/${spreadsheetId}`, {}).status;
    for (let index = 0; index < 60; index += 1) expect(get(kari)).toBe(200);
    expect(get(kari)).toBe(429);
    expect(emulator.call(kari, 'POST', `/v4/spreadsheets/${spreadsheetId}:batchUpdate`, {}, { requests: [{ addSheet: {} }] }).status).toBe(200);
    now = 59_999;
    expect(get(kari)).toBe(429);
    now = 60_000;
    expect(get(kari)).toBe(200);
    for (const user of ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`)) {
      emulator.shareByHand(spreadsheetId, user, 'reader');
      for (let index = 0; index < 60; index += 1) get(user);
    }
    expect(emulator.log.filter(({ status }) => status === 429)).toHaveLength(3);
    expect(emulator.call(kari, 'GET', `/v4/spreadsheets/${spreadsheetId}`, {}).json).toMatchObject({ error: { status: 'RESOURCE_EXHAUSTED', message: expect.stringMatching(/Read requests per minute' of service/) as string } });
  });
});
