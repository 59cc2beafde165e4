import * as path from 'node:path';
import { createIsolatedWork } from '../../core/node/journey/budget/work/isolated-work';
import type { BudgetWork } from '../../core/node/journey/budget/work/budget-work';
import { gridToWire } from '../../core';
import { budgetDoors, csvBudget, type Answered, type Door } from '../support/budget-doors';
import { budgetGrid, budgetHeaders, budgetMapping } from '../support/budget-grid';
import { until } from '../support/held-reader';
import { zipFiles } from '../support/hostile-files';
import { liveServer, type LiveServer } from '../support/live-server';
import { treasurersFile } from '../support/live-workbook';
import { valueOf } from '../support/store-fixtures';

const id = 'lillehammer-2026';
const program = path.join(process.env['PLANARK_DIST']!, 'lazy', 'budget-process.cjs');
const isolated = createIsolatedWork(program);
const file = csvBudget(['6940;Porto;1,00;1,00']);

let server: LiveServer;
let door: Door;
beforeAll(async () => {
  server = await liveServer({ budgetWork: isolated });
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

/** Work that is begun, and goes on when it is let go. */
const heldWork = () => {
  const waiting: (() => void)[] = [];
  const work: BudgetWork = async (task, job) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return isolated(task, job);
  };
  return { waiting, work };
};

test('[C121][A17] files are read a few at a time, others are answered meanwhile, and beyond that they are told to try again', async () => {
  const { waiting, work } = heldWork();
  const held = await liveServer({ limits: { readings: 1, files: 2, filesOfClient: 9 }, budgetWork: work });
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

describe('[C160] guessing, reading, deciding and writing', () => {
  const cells = { name: 'b.xlsx', workbook: gridToWire(budgetGrid([budgetHeaders, ['6940', 'Porto', 21_000, 9_120]])), mappings: [budgetMapping()] };
  const doors: readonly [string, (door: Door) => Promise<Answered>][] = [
    ['preview of a file', ({ preview }) => preview(file)], ['pull of a file', (one) => one.pull(file, { mappings: [budgetMapping({ tab: '' })] })], ['push', async ({ push }) => push(await treasurersFile([budgetHeaders]))],
    ['preview of cells', (one) => one.cells('preview', cells)], ['pull of cells', (one) => one.cells('pull', cells)],
  ];

  test.each(doors)('are done elsewhere, and others are answered meanwhile: %s', async (_, ask) => {
    const { waiting, work } = heldWork();
    const held = await liveServer({ budgetWork: work });
    const answered = ask(await (await budgetDoors(held, id))('treasurer'));
    await until(() => waiting.length === 1);
    expect((await held.get('/healthz')).status).toBe(200);
    waiting.shift()!();
    expect([200, 422]).toContain((await answered).status);
    await held.stop();
  });

  test.each(doors)('take no longer than the limit, and nothing is written then: %s', async (_, ask) => {
    const hurried = await liveServer({ budgetWork: createIsolatedWork(program, { milliseconds: 1, heapMegabytes: 64, answerBytes: 1_000_000 }) });
    expect(await ask(await (await budgetDoors(hurried, id))('treasurer'))).toMatchObject({ status: 422, body: { code: 'unreadable-budget', detail: expect.stringMatching(/^(?:b|budsjett)\.(?:csv|xlsx) tok for lang tid/) } });
    expect(valueOf(await hurried.store.head(id)).number).toBe(1);
    await hurried.stop();
  });
});

test('[C160] cells are read as a file is: they take room, and what has changed since is none', async () => {
  const strict = await liveServer({ limits: { readings: 1, files: 0, filesOfClient: 9 } });
  const { cells } = await (await budgetDoors(strict, id))('treasurer');
  expect((await cells('preview', { name: 'b.xlsx', workbook: { worksheets: [] } })).status).toBe(503);
  expect((await door.cells('preview', { name: 'b.xlsx', workbook: { since: 'operation-1', worksheets: [] } })).status).toBe(400);
});
