import { createAnswerCall } from '../../../gsheets/api/answer-call';
import { asker, startOddGoogle, type OddGoogle } from '../../support/odd-google';

let google: OddGoogle;
beforeEach(async () => { google = await startOddGoogle(({ path }) => (path === '/token' ? undefined : { status: 200, json: { spreadsheetId: 'a' } })); });
afterEach(() => google.stop());

const answered = async (call: Parameters<ReturnType<typeof createAnswerCall>>[0]) => {
  expect(await createAnswerCall(asker(google.rootUrl))(call)).toMatchObject({ ok: true, value: { spreadsheetId: 'a' } });
  const { method, path, query, body } = google.requests.at(-1)!;
  return { method, path, query: [...query], ...(body !== '' && { body: JSON.parse(body) as unknown }) };
};

describe('what a flow asks for, as it is sent', () => {
  test('a reading, with its mask and ranges', async () => {
    expect(await answered({ method: 'get', spreadsheetId: 'a', fields: 'sheets(data),properties', ranges: ["'Mål & meir'!A1:B2", 'Tiltak!A:A'] }))
      .toEqual({ method: 'GET', path: '/v4/spreadsheets/a', query: [['fields', 'sheets(data),properties'], ['ranges', "'Mål & meir'!A1:B2"], ['ranges', 'Tiltak!A:A']] });
  });

  test('a batch, as it is', async () => {
    const requests = [{ updateSpreadsheetProperties: { properties: { title: 'Å' }, fields: 'title' } }];
    expect(await answered({ method: 'batchUpdate', spreadsheetId: 'a', requests, fields: 'spreadsheetId' }))
      .toEqual({ method: 'POST', path: '/v4/spreadsheets/a:batchUpdate', query: [['fields', 'spreadsheetId']], body: { requests } });
  });

  test('a batch that is answered with what stands after it', async () => {
    expect(await answered({ method: 'batchUpdate', spreadsheetId: 'a', requests: [], fields: 'updatedSpreadsheet', responseRanges: ['Tiltak!A:A'] }))
      .toMatchObject({ body: { requests: [], includeSpreadsheetInResponse: true, responseIncludeGridData: true, responseRanges: ['Tiltak!A:A'] } });
  });

  test('a new one, with a token beside the metadata that it is given', async () => {
    const developerMetadata = [{ metadataKey: 'planark.rev', visibility: 'DOCUMENT', location: { spreadsheet: true } }] as const;
    expect(await answered({ method: 'create', spreadsheet: { properties: { title: 'Plan' }, developerMetadata: [...developerMetadata] }, fields: 'spreadsheetId' })).toMatchObject({
      method: 'POST', path: '/v4/spreadsheets', query: [['fields', 'spreadsheetId']],
      body: { properties: { title: 'Plan' }, developerMetadata: [...developerMetadata, { metadataKey: 'planark.made', metadataValue: expect.stringMatching(/^[\w-]{36}$/), visibility: 'DOCUMENT', location: { spreadsheet: true } }] },
    });
  });
});
