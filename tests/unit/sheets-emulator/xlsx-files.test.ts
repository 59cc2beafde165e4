import { Readable } from 'node:stream';
import { driveClient, failureOf, sheetsClient } from '../../support/google-clients';
import { startEmulator, type Emulator } from '../../support/sheets-emulator';

const kari = 'kari@example.org';
const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

describe('a spreadsheet as a file', () => {
  const clients = () => ({ sheets: sheetsClient(emulator.rootUrl, emulator.tokenFor(kari)), drive: driveClient(emulator.rootUrl, emulator.tokenFor(kari)) });
  const made = async (): Promise<string> => {
    const { data } = await clients().sheets.create({ requestBody: { properties: { title: 'Plan' }, sheets: [{ properties: { title: 'Mål' }, data: [{ rowData: [{ values: [{ userEnteredValue: { stringValue: 'Kode' } }, { userEnteredValue: { numberValue: 1.5 } }] }] }] }] } });
    return data.spreadsheetId ?? '';
  };

  /** Where a file is sent is not taken from the client's own options: the call has to name it. */
  const upload = (drive: ReturnType<typeof driveClient>, name: string, mimeType: string, bytes: Buffer) => drive.files.create({ requestBody: { name, mimeType: SPREADSHEET }, media: { mimeType, body: Readable.from([bytes]) }, fields: 'id,name' }, { rootUrl: emulator.rootUrl });

  test('is downloaded as xlsx, and what is uploaded to be converted is a spreadsheet again', async () => {
    const { drive, sheets } = clients();
    const bytes = Buffer.from((await drive.files.export({ fileId: await made(), mimeType: XLSX }, { responseType: 'arraybuffer' })).data as ArrayBuffer);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const { data } = await upload(drive, 'Igjen', XLSX, bytes);
    expect(data.name).toBe('Igjen');
    const again = (await sheets.get({ spreadsheetId: data.id ?? '', fields: 'sheets(properties.title,data.rowData.values.userEnteredValue)' })).data;
    expect(again.sheets?.[0]).toEqual({ properties: { title: 'Mål' }, data: [{ rowData: [{ values: [{ userEnteredValue: { stringValue: 'Kode' } }, { userEnteredValue: { numberValue: 1.5 } }] }] }] });
  });

  test('is not made of another kind of file, nor given as one', async () => {
    const { drive } = clients();
    expect(await failureOf(upload(drive, 'x', 'text/csv', Buffer.from('a,b')))).toMatchObject({ status: 501, message: 'EMULATOR GAP: a conversion of text/csv' });
    const fileId = await made();
    expect(emulator.call(kari, 'GET', `/drive/v3/files/${fileId}/export`, { mimeType: 'application/pdf' })).toMatchObject({ status: 501 });
  });
});
