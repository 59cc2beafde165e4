import { editWithExcelJs } from '../../support/edit-xlsx';
import { googleCli, type GoogleCli } from '../../support/google-cli';
import { download, upload } from '../../support/google-hands';

let cli: GoogleCli;
beforeEach(async () => {
  cli = await googleCli();
});
afterEach(() => cli.emulator.stop());

const plan = 'lillehammer-2026';
const create = async (): Promise<string> => (await cli.google('create', plan, '--json')).json.spreadsheetId;

interface Told {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
const expectDone = ({ exitCode, stdout, stderr }: Told): void => expect([exitCode, stderr, stdout]).toEqual([0, '', expect.any(String)]);
const syncFile = (file: string): Promise<Told> => cli.runAsync('sync', file);
const syncSheet = (): Promise<Told> => cli.google('sync', plan);
const activities = async (): Promise<{ readonly id: string; readonly code: string; readonly title: string; readonly partners?: string; readonly status?: string }[]> => (await cli.runAsync('show', plan, '--json')).json.tables.activities;
const revision = async (): Promise<number> => (await cli.runAsync('history', plan, '--json')).json.revisions[0].number;

/** By code: id and what people wrote, as the file has it. */
const rowsOfFile = async (file: string): Promise<Record<string, unknown>> => {
  const rows: Record<string, unknown> = {};
  await editWithExcelJs(cli.path(file), (tab) => {
    const { sheet, codes, get, rowOf } = tab('Tiltak');
    for (const code of codes()) rows[code] = [sheet.getCell(rowOf(code), 1).value, get(code, 'Tiltak'), get(code, 'Medvirkende') ?? null, get(code, 'Status') ?? null];
  });
  return rows;
};

/** The same, as the spreadsheet has it when it is downloaded. */
const rowsOfSheet = async (id: string): Promise<Record<string, unknown>> => {
  cli.write('lastet-ned.xlsx', await download(cli.emulator, id));
  return rowsOfFile('lastet-ned.xlsx');
};

const rowsOfStore = async (): Promise<Record<string, unknown>> => {
  const statuses: Readonly<Record<string, string>> = { 'not-started': 'Ikke startet', 'under-way': 'Pågår', completed: 'Fullført', postponed: 'Utsatt', cancelled: 'Avlyst' };
  return Object.fromEntries((await activities()).map(({ id, code, title, partners, status }) => [code, [id, title, partners ?? null, statuses[status ?? ''] ?? null]]));
};

test.each([['the file first', true], ['the spreadsheet first', false]])('[U14] edited in both and synced, %s, the plan comes to the same in all three', async (_, isFileFirst) => {
  const id = await create();
  expectDone(await cli.runAsync('render', plan, '-o', 'plan.xlsx'));
  await editWithExcelJs(cli.path('plan.xlsx'), (tab) => {
    const tiltak = tab('Tiltak');
    tiltak.set('T1', 'Tiltak', 'Fra filen');
    tiltak.set('T2', 'Medvirkende', 'Fra filen');
    tiltak.add({ Tiltak: 'Nytt i filen' });
    tiltak.remove('T5');
  });
  cli.type(id, 'Tiltak', 'H2', 'Fra arket');
  cli.type(id, 'Tiltak', 'C4', 'Fra arket');
  cli.type(id, 'Tiltak', 'Q22', 'Fullført');
  cli.type(id, 'Tiltak', 'C39', 'Nytt i arket');
  const steps = isFileFirst ? [() => syncFile('plan.xlsx'), syncSheet] : [syncSheet, () => syncFile('plan.xlsx')];
  for (const step of [...steps, ...steps]) expectDone(await step());
  const last = await revision();
  const store = await rowsOfStore();
  expect(store).toMatchObject({ T1: [expect.any(String), 'Fra filen', 'Fra arket', expect.any(String)], T21: [expect.any(String), expect.any(String), expect.any(String), 'Fullført'] });
  expect(Object.values(store).map((row) => (row as string[])[1])).toEqual(expect.arrayContaining(['Nytt i filen', 'Nytt i arket']));
  expect(store).not.toHaveProperty('T5');
  expect(await rowsOfFile('plan.xlsx')).toEqual(store);
  expect(await rowsOfSheet(id)).toEqual(store);
  for (const step of steps) expectDone(await step());
  expect(await revision()).toBe(last);
});

test('[U14] the same field edited differently in both is one conflict, and its answer goes everywhere', async () => {
  const id = await create();
  expectDone(await cli.runAsync('render', plan, '-o', 'plan.xlsx'));
  await editWithExcelJs(cli.path('plan.xlsx'), (tab) => tab('Tiltak').set('T1', 'Tiltak', 'Fra filen'));
  cli.type(id, 'Tiltak', 'C2', 'Fra arket');
  expectDone(await syncFile('plan.xlsx'));
  expect((await syncSheet()).exitCode).toBe(3);
  expectDone(await cli.google('sync', plan, '--prefer', 'sheet'));
  expectDone(await syncFile('plan.xlsx'));
  expect([(await rowsOfFile('plan.xlsx'))['T1'], (await rowsOfSheet(id))['T1']]).toEqual(Array(2).fill([expect.any(String), 'Fra arket', null, expect.any(String)]));
});

test('[U14] a spreadsheet that is downloaded is a workbook of the plan: every row keeps its id, and it is synced as any file', async () => {
  const id = await create();
  cli.type(id, 'Tiltak', 'C39', 'Nytt i arket');
  expectDone(await syncSheet());
  const store = await rowsOfStore();
  expect(await rowsOfSheet(id)).toEqual(store);
  const preview = await cli.runAsync('preview', 'lastet-ned.xlsx', '--json');
  expect(preview.json).toMatchObject({ plan, base: 2, added: [], changed: [], moved: [], removed: [], conflicts: [], problems: [], held: null });
  await editWithExcelJs(cli.path('lastet-ned.xlsx'), (tab) => { tab('Tiltak').set('T38', 'Tiltak', 'Endret i filen'); tab('Tiltak').add({ Tiltak: 'Nytt i filen' }); });
  expectDone(await syncFile('lastet-ned.xlsx'));
  expectDone(await syncSheet());
  const after = await rowsOfStore();
  expect(after['T38']).toEqual([(store['T38'] as string[])[0], 'Endret i filen', null, null]);
  expect(await rowsOfSheet(id)).toEqual(after);
});

test('[U14][U8] a file that is uploaded becomes a spreadsheet of the plan: every row keeps its id, and sync works from there', async () => {
  expectDone(await cli.runAsync('render', plan, '-o', 'plan.xlsx'));
  await editWithExcelJs(cli.path('plan.xlsx'), (tab) => tab('Tiltak').set('T1', 'Tiltak', 'Skrevet før opplasting'));
  const id = await upload(cli.emulator, 'plan', cli.read('plan.xlsx'));
  const adopted = await cli.google('adopt', plan, id, '--json');
  expect([adopted.exitCode, adopted.json]).toEqual([0, expect.objectContaining({ added: [], removed: [], revision: 2, changed: [expect.objectContaining({ to: 'Skrevet før opplasting' })] })]);
  expect(await rowsOfSheet(id)).toEqual(await rowsOfStore());
  cli.type(id, 'Tiltak', 'C39', 'Nytt i arket');
  expectDone(await syncSheet());
  expectDone(await syncFile('plan.xlsx'));
  const store = await rowsOfStore();
  expect(await rowsOfFile('plan.xlsx')).toEqual(store);
  expect(await rowsOfSheet(id)).toEqual(store);
});

test('[U14] down, edited, and up again: the new spreadsheet goes on where the old one was', async () => {
  const id = await create();
  cli.write('kopi.xlsx', await download(cli.emulator, id));
  await editWithExcelJs(cli.path('kopi.xlsx'), (tab) => tab('Tiltak').set('T3', 'Medvirkende', 'Underveis'));
  const other = await upload(cli.emulator, 'kopi', cli.read('kopi.xlsx'));
  expect((await cli.google('adopt', plan, other, '--json')).json).toMatchObject({ changed: [{ to: 'Underveis' }], added: [], removed: [] });
  expectDone(await cli.google('sync', id));
  const store = await rowsOfStore();
  expect([await rowsOfSheet(id), await rowsOfSheet(other)]).toEqual([store, store]);
});
