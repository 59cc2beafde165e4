import * as path from 'node:path';
import { createBudgetReader } from '../../core/node/budget-files/isolate/budget-reader';
import type { BudgetFileReading } from '../../core/node/budget-files/budget-file';
import { budgetDoors, csvBudget, type Door } from '../support/budget-doors';
import { budgetMapping } from '../support/budget-grid';
import { until } from '../support/held-reader';
import { zipFiles } from '../support/hostile-files';
import { liveServer, type LiveServer } from '../support/live-server';

const id = 'lillehammer-2026';
const readIsolated = createBudgetReader(path.join(process.env['PLANARK_DIST']!, 'lazy', 'budget-reader-process.cjs'));
const file = csvBudget(['6940;Porto;1,00;1,00']);

let server: LiveServer;
let door: Door;
beforeAll(async () => {
  server = await liveServer({ readBudget: readIsolated });
  door = await (await budgetDoors(server, id))('treasurer');
});
afterEach(() => expect(server.bugs).toEqual([]));

test.each(zipFiles.map(({ name, make }) => [name, make] as const))('[C121] a budget that is made to hurt is told of in a sentence: %s', async (_, make) => {
  expect([413, 422]).toContain((await door.preview(Buffer.from(make()))).status);
});

test.each([
  ['a line without end', 'x'.repeat(2_000_000)], ['nested XML', '<a>'.repeat(100_000)], ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><AuditFile/>'],
  ['SIE without an end', `#FLAGGA 0\n${'#KONTO 1 "'.repeat(10_000)}`], ['nothing', ''], ['bytes', '\u0000\u0001\u0002'],
])('[C121] nothing of the server is seen in what is said of %s', async (_, text) => {
  const { status, body } = await door.preview(text);
  expect([status, body.detail]).toEqual([422, expect.not.stringMatching(/undefined|\/tmp|Error:|planark /)]);
});

test('[C121] an ods is asked for as xlsx: no office program is started for what is sent', async () => {
  const ods = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(26), Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')]);
  expect(await door.preview(ods, {}, 'b.ods')).toMatchObject({ status: 422, body: { code: 'unreadable-budget', detail: expect.stringMatching(/^Serveren leser ikke ods\. Lagre b\.ods som xlsx/) } });
});

test('[C121][A12][A6] sizes, fields and mappings are held to the limits of all other requests', async () => {
  expect(await door.preview(Buffer.alloc(20 * 1024 * 1024 + 1))).toMatchObject({ status: 413, body: { code: 'too-large' } });
  for (const options of [{ isAdmin: true }, { choices: [] }, { mappings: [] }, { mappings: [{ ...budgetMapping(), amounts: [] }] }, { as: '../x\n' }]) expect(await door.preview(file, options)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  for (const choice of [{ account: '1', year: 26, take: 'sheet' }, { account: '1', year: 2026, take: 'mine' }, { account: 'x'.repeat(300), year: 2026, take: 'sheet' }]) expect((await door.pull(file, { choices: [choice] })).status).toBe(400);
  const cells = { name: 'b.xlsx', workbook: { worksheets: [{ name: 'B', state: 'visible', rows: [{ index: -1, cells: [] }] }] } };
  expect((await door.cells('preview', cells)).status).toBe(400);
  expect((await door.cells('preview', { name: ' ', workbook: { worksheets: [] } })).body).toMatchObject({ errors: [{ path: 'name' }] });
});

test('[C121][A17] files are read a few at a time, others are answered meanwhile, and beyond that they are told to try again', async () => {
  const waiting: (() => void)[] = [];
  const held = await liveServer({ limits: { readings: 1, files: 2, filesOfClient: 9 }, readBudget: (bytes) => new Promise<BudgetFileReading>((resolve) => waiting.push(() => resolve(readIsolated(bytes)))) });
  const { preview } = await (await budgetDoors(held, id))('treasurer');
  const statuses: number[] = [];
  const sent = Array.from({ length: 3 }, () => preview(file).then(({ status }) => statuses.push(status)));
  await until(() => statuses.length === 1 && waiting.length === 1);
  expect([statuses, (await held.get('/healthz')).status]).toEqual([[503], 200]);
  waiting.shift()!();
  await until(() => waiting.length === 1);
  waiting.shift()!();
  await Promise.all(sent);
  expect(statuses.sort()).toEqual([200, 200, 503]);
});
