import { gridToWire } from '../../core';
import { findBudgetLink, mappingsOf } from '../../core/plan/budget/links';
import { budgetGrid, budgetHeaders, budgetMapping, type Row } from '../support/budget-grid';
import { budgetDoors, csvBudget, type Door } from '../support/budget-doors';
import { gridOf, treasurersFile } from '../support/live-workbook';
import { liveServer, type LiveServer } from '../support/live-server';
import { valueOf } from '../support/store-fixtures';

const id = 'lillehammer-2026';

let server: LiveServer;
let open: Awaited<ReturnType<typeof budgetDoors>>;
beforeEach(async () => {
  server = await liveServer();
  open = await budgetDoors(server, id);
});
afterEach(async () => {
  expect(server.bugs).toEqual([]);
  await server.stop();
});

const planNow = async () => valueOf(await server.store.head(id)).plan;
const adoptedOf = async (account: string): Promise<(number | undefined)[]> => (await planNow()).tables.budget.filter((line) => line['account'] === account && line['year'] === 2026).map((line) => line['adopted'] as number | undefined);
/** Porto has no departments in the plan, which adopted 20 000 and paid 9 120. */
const porto = (adopted: number, actual = 9120): string => csvBudget([`6940;Porto;${adopted},00;${actual},00`]);
/** Somebody writes another amount into the plan. */
const plan6940 = async (adopted: number): Promise<void> => {
  const head = valueOf(await server.store.head(id));
  const budget = head.plan.tables.budget.map((line) => (line['account'] === '6940' && line['year'] === 2026 ? { ...line, adopted } : line));
  valueOf(await server.store.commit({ planId: id, parent: head.number, plan: { ...head.plan, tables: { ...head.plan.tables, budget } }, author: 'nestleder', time: '2026-11-21T10:00:00.000Z', message: '', token: `edit-${head.number}` }));
};
/** Previews, and takes in what was proposed. */
const pullAll = async ({ preview, pull }: Door, file: string, name?: string) => {
  const { body: { tables } } = await preview(file, {}, name);
  return pull(file, { mappings: tables.map(({ mapping }: { mapping: unknown }) => mapping) }, name);
};

describe('[C122] a file that the plan is not linked with', () => {
  test('is shown by a guess, keeps nothing, and is linked by the pull that confirms it, in one revision', async () => {
    const { preview, pull } = await open('treasurer');
    const shown = await preview(porto(21_000));
    expect(shown).toMatchObject({ status: 200, body: { revision: 1, file: 'budsjett.csv', isLinked: false, fits: null, read: 1, first: [{ account: '6940', name: 'Porto', year: 2026, adopted: 21_000_00, actual: 9_120_00 }], counts: { changed: 1, added: 0, conflicts: 0 } } });
    expect(shown.body.figures).toEqual([expect.objectContaining({ fate: 'changed', account: '6940', mayChoose: false, amounts: [{ kind: 'adopted', plan: 20_000_00, file: 21_000_00 }] })]);
    expect(shown.body.tables[0].reasons.join(' ')).toContain('Konto');
    expect((await planNow()).settings?.budgetLinks).toBeUndefined();
    expect(await pull(porto(21_000))).toMatchObject({ status: 422, body: { code: 'not-linked', detail: expect.not.stringContaining('planark ') } });
    const { mapping } = shown.body.tables[0];
    expect(await pull(porto(21_000), { mappings: [mapping] })).toMatchObject({ status: 200, body: { committed: true, isLinked: false, revision: { number: 2, author: 'treasurer', message: 'Budsjett og regnskap fra budsjett.csv' } } });
    expect([mappingsOf(findBudgetLink(await planNow(), 'budsjett.csv')), await adoptedOf('6940')]).toEqual([[mapping], [21_000_00]]);
    expect(await pull(porto(21_000))).toMatchObject({ body: { committed: false, revision: { number: 2 }, isLinked: true } });
  });

  test('and is laid out like one that it is linked with, is offered as that, and read so when it is said', async () => {
    const door = await open('treasurer');
    await pullAll(door, porto(21_000));
    const second = await door.preview(porto(22_000), {}, 'budsjett (1).csv');
    expect(second.body).toMatchObject({ isLinked: false, fits: 'budsjett.csv' });
    expect((await door.pull(porto(22_000), { as: 'budsjett.csv' }, 'budsjett (1).csv')).body).toMatchObject({ committed: true, file: 'budsjett.csv', isLinked: true });
    expect((await planNow()).settings?.budgetLinks?.map(({ name }) => name)).toEqual(['budsjett.csv']);
  });

  test.each([['no table', 'Hei;du\n;\n', 'no-budget-found'], ['no year', 'Konto;Navn;Beløp\n6940;Porto;100\n7350;Fest;200\n', 'no-budget-found']])('and in which nothing can be guessed (%s) is told with what to do, without a command', async (_, text, code) => {
    const { preview } = await open('treasurer');
    for (const locale of ['nb', 'nn', 'sv', 'en']) expect(await preview(text, {}, 'annet.csv', { 'accept-language': locale })).toMatchObject({ status: 422, body: { code, detail: expect.not.stringMatching(/planark |--/) } });
  });
});

describe('[C120] what waits for a choice', () => {
  test('is chosen figure by figure, for what was seen', async () => {
    const door = await open('treasurer');
    await pullAll(door, porto(21_000));
    await plan6940(25_000_00);
    const shown = await door.preview(porto(22_000));
    expect(shown.body.figures).toEqual([expect.objectContaining({ fate: 'conflict', mayChoose: true, amounts: [{ kind: 'adopted', plan: 25_000_00, file: 22_000_00 }] })]);
    const choices = [{ account: '6940', year: 2026, take: 'sheet' }];
    expect(await door.pull(porto(22_000), { choices })).toMatchObject({ status: 428, body: { code: 'precondition-missing' } });
    await plan6940(26_000_00);
    expect(await door.pull(porto(22_000), { choices }, undefined, { 'if-match': shown.etag })).toMatchObject({ status: 412, body: { code: 'changed-since' } });
    const again = await door.preview(porto(22_000));
    expect(await door.pull(porto(22_000), { choices }, undefined, { 'if-match': again.etag })).toMatchObject({ status: 200, body: { committed: true, counts: { conflicts: 0 } } });
    expect(await adoptedOf('6940')).toEqual([22_000_00]);
  });

  test('stays as it is where nothing is chosen, and the rest goes in', async () => {
    const door = await open('treasurer');
    const two = (a: number, b: number): string => csvBudget([`6940;Porto;${a},00;9120,00`, `7350;Fest;${b},00;49260,00`]);
    await pullAll(door, two(21_000, 45_000));
    await plan6940(25_000_00);
    expect((await door.pull(two(22_000, 46_000))).body).toMatchObject({ committed: true, counts: { changed: 1, conflicts: 1 } });
    expect([await adoptedOf('6940'), await adoptedOf('7350')]).toEqual([[25_000_00], [46_000_00]]);
  });

  test('a whole account beside its departments is held, and taken where that is chosen', async () => {
    const door = await open('treasurer');
    const file = csvBudget(['6860;Møter;155000,00;118380,00']);
    const shown = await door.preview(file);
    expect(shown.body.figures).toEqual([expect.objectContaining({ fate: 'beside', account: '6860', mayChoose: true })]);
    const mappings = shown.body.tables.map(({ mapping }: { mapping: unknown }) => mapping);
    await door.pull(file, { mappings });
    expect(await adoptedOf('6860')).toEqual([115_000_00, 40_000_00]);
    const { etag } = await door.preview(file);
    await door.pull(file, { choices: [{ account: '6860', year: 2026, take: 'sheet' }] }, undefined, { 'if-match': etag });
    expect(await adoptedOf('6860')).toEqual([115_000_00, 40_000_00, 155_000_00]);
  });
});

test('[C165] a linked file with one more tab that looks like a budget is told of, and the tab is read with the others where that is said', async () => {
  const { cells } = await open('treasurer');
  const [first] = budgetGrid([budgetHeaders, ['6940', 'Porto', 21_000, 9_120]]).worksheets;
  const [next] = budgetGrid([['Konto', 'Navn', 'Budsjett 2027'], ['6940', 'Porto', 23_000]]).worksheets;
  const both = { name: 'Budsjett.xlsx', workbook: gridToWire({ worksheets: [first!, { ...next!, name: 'Budsjett 2027' }], extras: [] }) };
  await cells('pull', { name: 'Budsjett.xlsx', workbook: gridToWire({ worksheets: [first!], extras: [] }), mappings: [budgetMapping()] });
  const { body: { tables, beside } } = await cells('preview', both);
  expect([tables, beside].map((those: { mapping: { tab: string } }[]) => those.map(({ mapping }) => mapping.tab))).toEqual([['Budsjett 2026'], ['Budsjett 2027']]);
  const mappings = [...tables, ...beside].map(({ mapping }: { mapping: unknown }) => mapping);
  expect((await cells('preview', { ...both, mappings })).body).toMatchObject({ isLinked: true, beside: [], read: 2 });
  await cells('pull', { ...both, mappings });
  expect((await cells('preview', both)).body).toMatchObject({ beside: [], read: 2, counts: { changed: 0, added: 0, conflicts: 0 } });
});

test('[C161] a pull whose answer was lost is asked for again, and says what it did', async () => {
  const { preview, pull } = await open('treasurer');
  const { etag, body: { tables } } = await preview(porto(21_000));
  const options = { mappings: tables.map(({ mapping }: { mapping: unknown }) => mapping), clientOpId: 'pull-of-november' };
  const [first, again] = [await pull(porto(21_000), options, undefined, { 'if-match': etag }), await pull(porto(21_000), options, undefined, { 'if-match': etag })];
  expect(first).toMatchObject({ status: 200, body: { committed: true, revision: { number: 2 } } });
  expect(again).toEqual(first);
  expect(await pull(porto(22_000), options, undefined, { 'if-match': etag })).toMatchObject({ status: 422, body: { code: 'operation-reused' } });
  expect((await planNow()).tables.budget.filter(({ account, year }) => account === '6940' && year === 2026)).toEqual([expect.objectContaining({ adopted: 21_000_00 })]);
});

describe('[C123] who may, and from where', () => {
  test('an editor and a reader are told that it is not theirs', async () => {
    for (const role of ['editor', 'reader'] as const) {
      const { preview, pull, push, cells } = await open(role);
      for (const answered of [await preview(porto(1)), await pull(porto(1)), await push(Buffer.from(porto(1))), await cells('pull', { name: 'b.xlsx', workbook: { worksheets: [] } })]) expect(answered).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
    expect((await planNow()).settings?.budgetLinks).toBeUndefined();
  });

  test('a table in an open workbook comes to the same as its file', async () => {
    const { cells } = await open('treasurer');
    const workbook = gridToWire(budgetGrid([budgetHeaders, ['6940', 'Porto', 21_000, 9_120]]));
    const request = { name: 'Budsjett.xlsx', workbook, mappings: [budgetMapping()] };
    const shown = await cells('preview', request);
    expect(shown).toMatchObject({ status: 200, body: { revision: 1, counts: { changed: 1 } } });
    expect(await cells('pull', request)).toMatchObject({ status: 200, body: { committed: true, revision: { number: 2 } } });
    expect(await adoptedOf('6940')).toEqual([21_000_00]);
    expect(await cells('pull', { name: 'Budsjett.xlsx', workbook })).toMatchObject({ body: { committed: false, isLinked: true } });
  });

  test('an accounting system’s export needs no mapping; accounts that the plan has nothing on are counted, and taken where it is asked', async () => {
    const { preview, pull } = await open('treasurer');
    const sie = ['#FLAGGA 0', '#SIETYP 1', '#RAR 0 20260101 20261231', '#KONTO 6940 "Porto"', '#KONTO 5010 "Lön"', '#RES 0 6940 9999.00', '#RES 0 5010 500000.00', ''].join('\n');
    expect((await preview(sie, {}, 'saldon.se')).body).toMatchObject({ tables: [], read: 2, others: { accounts: 1, actual: 500_000_00 }, counts: { changed: 1, added: 0 } });
    expect((await pull(sie, { all: true, asOf: '2026-09-30' }, 'saldon.se')).body).toMatchObject({ committed: true, asOf: '2026-09-30', others: { accounts: 0 }, counts: { changed: 1, added: 1 } });
  });
});

describe('[C124] the plan’s sums in the treasurer’s workbook', () => {
  const rows: readonly Row[] = [budgetHeaders, ['6940', 'Porto', 20_000, 9_120], ['7350', 'Fest', 45_000, 49_260, 7, null], [null, 'Sum', 65_000, 58_380]];
  const columnOf = (base64: string): unknown[] => gridOf(Buffer.from(base64, 'base64')).worksheets[0]!.rows.map(({ cells }) => cells[4]?.value ?? null);

  test('come back in the file; the treasurer’s own numbers are asked about first', async () => {
    const { push, cells } = await open('treasurer');
    const file = await treasurersFile(rows);
    expect(await push(file)).toMatchObject({ status: 422, body: { code: 'budget-not-pushed', detail: expect.stringMatching(/ikke koblet med budsjett\.xlsx/) } });
    await cells('pull', { name: 'budsjett.xlsx', workbook: gridToWire(budgetGrid(rows)), mappings: [budgetMapping()] });
    expect(await push(file, { year: 2026 })).toMatchObject({ status: 422, body: { code: 'budget-not-pushed', detail: expect.stringContaining('overskrift') } });
    expect(await push(file, { column: 'Vedtatt', year: 2026 })).toMatchObject({ status: 422, body: { detail: expect.stringContaining('aldri') } });
    expect(await push(file, { column: 'Plan 2026' })).toMatchObject({ status: 200, body: { outcome: 'asks', file: null, sums: expect.arrayContaining([{ cell: 'E3', account: '7350', department: null, before: 7_00, now: 42_000_00 }]) } });
    const { body } = await push(file, { column: 'Plan 2026', overwrite: true });
    expect(body).toMatchObject({ outcome: 'done', year: 2026, tab: 'Budsjett 2026', columns: ['Plan 2026'], file: { name: 'budsjett.xlsx' } });
    expect(columnOf(body.file.base64)).toEqual(['Plan 2026', 18_000, 42_000, null]);
    expect(body.notWritten.every(({ why }: { why: string }) => why === 'no-row')).toBe(true);
    expect((await push(Buffer.from(body.file.base64, 'base64'))).body).toMatchObject({ outcome: 'done', file: null, sums: [] });
    expect((await planNow()).tables.costs).toHaveLength(30);
  });

  test('a refusal is told in each language, without commands', async () => {
    const { push } = await open('treasurer');
    for (const locale of ['nb', 'nn', 'sv', 'en']) expect((await push(await treasurersFile(rows), {}, undefined, { 'accept-language': locale })).body.detail).not.toMatch(/planark |--/);
  });
});
