import { frameOf } from '../../../core/sheet/model';
import { createBody, createdRequests } from '../../../gsheets/rest/create';
import { frameRequests } from '../../../gsheets/rest/frame';
import { insertRequests } from '../../../gsheets/rest/insert';
import { readFields } from '../../../gsheets/rest/read-grid';
import type { SheetsRequest, Spreadsheet } from '../../../gsheets/rest/calls';
import { exampleModels } from '../../support/example-models';
import { startEmulator, type Emulator } from '../../support/sheets-emulator';

const planner = 'planner@example.org';
const guards = { editor: planner };

let emulator: Emulator;
beforeAll(async () => { emulator = await startEmulator(); });
afterAll(() => emulator.stop());

const answered = <T>(answer: { status: number; json: unknown }): T => {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.json).slice(0, 2000));
  return answer.json as T;
};
const read = (id: string): Spreadsheet => answered(emulator.call(planner, 'GET', `/v4/spreadsheets/${id}`, { fields: readFields }));
const send = (id: string, requests: readonly SheetsRequest[]): unknown => answered(emulator.call(planner, 'POST', `/v4/spreadsheets/${id}:batchUpdate`, { fields: 'spreadsheetId' }, { requests }));
const create = (body: Spreadsheet): Spreadsheet => answered(emulator.call(planner, 'POST', '/v4/spreadsheets', { fields: 'spreadsheetId,sheets.properties' }, body));

describe('every example plan in four languages', () => {
  test.each(exampleModels().map((example) => [example.name, example] as const))('[N11] [N24] made in two requests that Google’s schema lets through, it stands as declared: %s', (_, { model }) => {
    const made = create(createBody(model));
    send(made.spreadsheetId!, createdRequests(model, made, guards));
    const standing = read(made.spreadsheetId!);
    expect(standing.sheets!.map(({ properties }) => properties!.title)).toEqual(model.worksheets.map(({ name }) => name));
    expect(frameRequests(standing, model.worksheets.map(frameOf), guards)).toEqual([]);
  });

  test.each(exampleModels(['nb', 'en']).map((example) => [example.name, example] as const))('[N11] [N25] put into a spreadsheet that stands, in one request: %s', (_, { model }) => {
    const made = create({ properties: { title: 'Mitt' }, sheets: [{ properties: { sheetId: 2, title: 'Ark1' } }] });
    send(made.spreadsheetId!, insertRequests(model, read(made.spreadsheetId!), guards));
    const standing = read(made.spreadsheetId!);
    expect(standing.sheets!.map(({ properties }) => properties!.title)).toEqual(['Ark1', ...model.worksheets.map(({ name }) => name)]);
    expect(frameRequests(standing, model.worksheets.map(frameOf), guards)).toEqual([]);
  });
});
