import { copyFileSync, readdirSync } from 'node:fs';
import { cliFolder, type CliFolder, type CliRun } from '../support/cli';
import { editWithExcelJs, type TabEditor } from '../support/edit-xlsx';

const planId = 'lillehammer-2026';
let cli: CliFolder;
let rendered: Buffer;
beforeAll(() => {
  cli = cliFolder();
  expect(cli.run('render', planId, '-o', 'plan.xlsx').exitCode).toBe(0);
  rendered = cli.read('plan.xlsx');
});
beforeEach(() => {
  cli = cliFolder();
  cli.write('plan.xlsx', rendered);
});

const edit = (change: (tab: TabEditor) => void, file = 'plan.xlsx'): Promise<void> => editWithExcelJs(cli.path(file), change);
const sync = (...args: string[]): CliRun => cli.run('sync', 'plan.xlsx', ...args);
const activity = (code: string, at?: string) =>
  cli.run('show', planId, '--json', ...(at ? ['--at', at] : [])).json.tables.activities.find((record: { code: string }) => record.code === code);
const headNumber = (): number => cli.run('history', planId, '--json').json.revisions.length;

/** The answer in the shape that the documentation gives. */
const emptyAnswer = { plan: planId, base: 1, revision: 1, added: [], changed: [], moved: [], removed: [], conflicts: [], settled: [], problems: [], held: null };

describe('sync --json', () => {
  test('of an unedited workbook has every member, and changes neither store nor file', () => {
    const [digest, file] = [cli.storeDigest(), cli.read('plan.xlsx')];
    const { exitCode, json, stderr } = sync('--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(json).toEqual({ ...emptyAnswer, notices: [] });
    expect([cli.storeDigest(), cli.read('plan.xlsx')]).toEqual([digest, file]);
  });

  test('names what was added, changed, moved and removed by table, id, code and cell; preview says the same and writes nothing', async () => {
    await edit((tab) => {
      const sheet = tab('Tiltak');
      sheet.set('T1', 'Holdt', 10);
      sheet.remove('T37');
      sheet.add({ Kode: 'T99', Tiltak: 'Nytt tiltak', Fokusområde: 'F1' });
    });
    const expected = {
      base: 1,
      added: [{ table: 'activities', code: 'T99', cell: 'Tiltak!B38', id: expect.any(String) }],
      changed: [{ table: 'activities', id: 'vcq58pbhi7re', code: 'T1', field: 'held', from: 9, to: 10, cell: expect.stringMatching(/^Tiltak![A-Z]+2$/) }],
      moved: [], removed: [{ table: 'activities', id: expect.any(String), code: 'T37', cell: null }], conflicts: [], settled: [], problems: [], held: null,
    };
    const [digest, file] = [cli.storeDigest(), cli.read('plan.xlsx')];
    expect(cli.run('preview', 'plan.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { ...expected, revision: 1 } });
    expect([cli.storeDigest(), cli.read('plan.xlsx')]).toEqual([digest, file]);
    const { exitCode, json } = sync('--author', 'Kari', '--message', 'Etter møtet', '--json');
    expect([exitCode, json]).toEqual([0, { plan: planId, ...expected, revision: 2, notices: [expect.objectContaining({ code: 'FILE_UPDATED' })] }]);
    expect(cli.run('history', planId, '--json').json.revisions[0]).toMatchObject({ number: 2, author: 'Kari', message: 'Etter møtet' });
    expect([activity('T1').held, activity('T99').title, activity('T37')]).toEqual([10, 'Nytt tiltak', undefined]);
  });
});

describe('sync', () => {
  test('twice takes nothing in twice, and the old file stands beside the new one', async () => {
    await edit((tab) => tab('Tiltak').add({ Tiltak: 'Uten kode', Fokusområde: 'F2' }));
    const before = cli.read('plan.xlsx');
    expect(sync('--json')).toMatchObject({ exitCode: 0, json: { revision: 2 } });
    expect(cli.read('plan.old.xlsx')).toEqual(before);
    expect(sync('--json')).toMatchObject({ exitCode: 0, json: { ...emptyAnswer, base: 2, revision: 2 } });
    copyFileSync(cli.path('plan.old.xlsx'), cli.path('plan.xlsx'));
    expect(sync('--json')).toMatchObject({ exitCode: 0, json: { ...emptyAnswer, base: 1, revision: 2 } });
    expect(readdirSync(cli.folder).sort()).toEqual(['plan.old.xlsx', 'plan.xlsx', 'planark-store']);
    expect(headNumber()).toBe(2);
  });

  test('says in plain words what it did, in the plan\'s language or the one asked for', async () => {
    await edit((tab) => tab('Tiltak').set('T1', 'Holdt', 10));
    expect(cli.run('preview', 'plan.xlsx', '--locale', 'en').stdout).toContain('1 changed, 0 new, 0 moved, 0 removed');
    const { stdout } = cli.runWith({ LC_ALL: 'sv_SE' }, 'sync', 'plan.xlsx');
    expect(stdout).toContain('1 endret, 0 nye, 0 flyttet, 0 slettet');
    expect(stdout).toMatch(/Tiltak!\w+2 {2}T1 · Styremøter, Holdt: 9 → 10/);
    expect(stdout).toContain('Tatt inn som revisjon 2.');
  });

  test('of two workbooks of one plan in turn leaves a conflict open (3) until one side is preferred', async () => {
    cli.write('other.xlsx', rendered);
    await edit((tab) => { tab('Tiltak').set('T1', 'Holdt', 10); tab('Tiltak').set('T2', 'Ansvarlig', 'Styret'); });
    await edit((tab) => { tab('Tiltak').set('T1', 'Holdt', 8); tab('Tiltak').set('T3', 'Ansvarlig', 'Varamedlem'); }, 'other.xlsx');
    expect(sync().exitCode).toBe(0);
    const second = cli.run('sync', 'other.xlsx', '--json');
    expect(second).toMatchObject({ exitCode: 3, json: { base: 1, revision: 3, changed: [{ code: 'T3', field: 'responsible' }] } });
    expect(second.json.conflicts).toEqual([{ table: 'activities', id: 'vcq58pbhi7re', code: 'T1', field: 'held', base: 9, store: 10, sheet: 8, cell: expect.stringMatching(/^Tiltak!/), changedBy: { author: 'kasserer', time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) } }]);
    expect([activity('T1').held, activity('T2').responsible, activity('T3').responsible]).toEqual([10, 'Styret', 'Varamedlem']);
    const again = cli.run('sync', 'other.xlsx');
    expect(again).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('1 konflikt står åpen.') });
    expect(again.stdout).toMatch(/før 9, i lageret 10 \(kasserer, \d\d\.\d\d\.\d{4} \d\d:\d\d\), i arket 8/);
    expect(cli.run('sync', 'other.xlsx', '--prefer', 'sheet', '--json')).toMatchObject({ exitCode: 0, json: { conflicts: [] } });
    expect(activity('T1').held).toBe(8);
    expect(cli.run('sync', 'other.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { changed: [], conflicts: [] } });
  });

  test('prefers the store where that is asked for', async () => {
    cli.write('other.xlsx', rendered);
    await edit((tab) => tab('Tiltak').set('T1', 'Holdt', 10));
    await edit((tab) => tab('Tiltak').set('T1', 'Holdt', 8), 'other.xlsx');
    sync();
    expect(cli.run('sync', 'other.xlsx', '--prefer', 'store', '--json')).toMatchObject({ exitCode: 0, json: { conflicts: [] } });
    expect(activity('T1').held).toBe(10);
    await editWithExcelJs(cli.path('other.xlsx'), (tab) => expect(tab('Tiltak').get('T1', 'Holdt')).toBe(10));
  });

  test('is held (4) where many rows are gone, writes nothing, and goes on when that is confirmed', async () => {
    await edit((tab) => tab('Tiltak').remove('T30', 'T31', 'T32', 'T33', 'T34', 'T35', 'T36', 'T37'));
    const [digest, file] = [cli.storeDigest(), cli.read('plan.xlsx')];
    expect(sync('--json')).toMatchObject({ exitCode: 4, json: { revision: 1, held: { reason: 'many-deletions', message: expect.stringContaining('8 av 37') } } });
    expect(cli.run('preview', 'plan.xlsx')).toMatchObject({ exitCode: 4, stdout: expect.stringContaining('--confirm-deletions') });
    expect([cli.storeDigest(), cli.read('plan.xlsx')]).toEqual([digest, file]);
    const confirmed = sync('--confirm-deletions', '--json');
    expect(confirmed.json.held).toBeNull();
    expect(headNumber()).toBe(2);
    expect(sync('--json').json).toMatchObject({ base: 2, revision: 2, held: null, removed: [] });
  });

  test('takes what it can where cells cannot be read (2), and leaves those cells as they are', async () => {
    await edit((tab) => {
      const sheet = tab('Tiltak');
      sheet.set('T2', 'Frist', '3.2.20226');
      sheet.set('T3', 'Fokusområde', 'F77 · finnes ikke');
      sheet.set('T4', 'Status', 'Nesten ferdig');
      sheet.set('T5', 'Timer', 'mange');
      sheet.set('T6', 'Merknad', { error: '#REF!' });
      sheet.set('T7', 'Ansvarlig', 'Leder og kasserer');
    });
    const { exitCode, json } = sync('--json');
    expect(exitCode).toBe(2);
    expect(json.problems.map(({ code, tab, header, value }: Record<string, string>) => [code, tab, header, value])).toEqual([
      ['NOT_A_DATE', 'Tiltak', 'Frist', '3.2.20226'], ['UNKNOWN_REFERENCE', 'Tiltak', 'Fokusområde', 'F77 · finnes ikke'], ['NOT_IN_LIST', 'Tiltak', 'Status', 'Nesten ferdig'],
      ['NOT_A_NUMBER', 'Tiltak', 'Timer', 'mange'], ['ERROR_VALUE', 'Tiltak', 'Merknad', '#REF!'],
    ]);
    for (const problem of json.problems) expect(problem).toEqual({ code: expect.any(String), tab: 'Tiltak', cell: expect.stringMatching(/^Tiltak![A-Z]+\d+$/), header: expect.any(String), value: expect.any(String), message: expect.stringMatching(/\w/) });
    expect([activity('T7').responsible, activity('T2').due, activity('T5').hours]).toEqual(['Leder og kasserer', activity('T2', '1').due, activity('T5', '1').hours]);
    await editWithExcelJs(cli.path('plan.xlsx'), (tab) => expect([tab('Tiltak').get('T5', 'Timer'), tab('Tiltak').get('T4', 'Status')]).toEqual(['mange', 'Nesten ferdig']));
    expect(sync('--json')).toMatchObject({ exitCode: 2, json: { revision: 2, changed: [] } });
    expect(cli.run('check', 'plan.xlsx')).toMatchObject({ exitCode: 2 });
  });

  test('refuses a date that a sheet holds as a number in year 20226', async () => {
    await edit((tab) => tab('Tiltak').set('T2', 'Frist', 6_700_000));
    expect(sync('--json')).toMatchObject({ exitCode: 2, json: { changed: [], problems: [{ cell: expect.stringMatching(/^Tiltak!/) }] } });
  });

  test('reports another order and takes it only when asked', async () => {
    await edit((tab) => {
      const { sheet } = tab('Fokusområder');
      const [first, second] = [2, 3].map((row) => Array.from({ length: 6 }, (_, i) => sheet.getCell(row, i + 1).value));
      second!.forEach((value, i) => { sheet.getCell(2, i + 1).value = value; });
      first!.forEach((value, i) => { sheet.getCell(3, i + 1).value = value; });
    });
    const codes = (): string[] => cli.run('show', planId, '--json').json.tables.focusAreas.map(({ code }: { code: string }) => code);
    const reported = sync('--json');
    expect(reported).toMatchObject({ exitCode: 0, json: { revision: 1, changed: [], moved: [{ table: 'focusAreas' }], notices: [{ code: 'ORDER_NOT_TAKEN' }] } });
    expect(codes().slice(0, 2)).toEqual(['F1', 'F2']);
    expect(sync('--take-order', '--json')).toMatchObject({ exitCode: 0, json: { revision: 2 } });
    expect(codes().slice(0, 2)).toEqual(['F2', 'F1']);
  });

  test('works with every language of workbook', async () => {
    for (const [locale, tab, header] of [['nn', 'Tiltak', 'Ansvarleg'], ['sv', 'Åtgärder', 'Ansvarig'], ['en', 'Activities', 'Responsible']] as const) {
      const file = `${locale}.xlsx`;
      expect(cli.run('render', planId, '-o', file, '--locale', locale).exitCode).toBe(0);
      expect(cli.run('sync', file, '--json')).toMatchObject({ exitCode: 0, json: { changed: [], added: [], problems: [], moved: [] } });
      await editWithExcelJs(cli.path(file), (open) => open(tab).set('T1', header, `Ny ${locale}`));
      expect(cli.run('sync', file, '--json')).toMatchObject({ exitCode: 0, json: { changed: [{ code: 'T1', to: `Ny ${locale}` }] } });
    }
  });
});

describe('undo', () => {
  test('makes the state before a new revision, and erases nothing', async () => {
    await edit((tab) => tab('Tiltak').set('T1', 'Holdt', 10));
    sync();
    expect(cli.run('undo', planId, '--json')).toMatchObject({ exitCode: 0, json: { plan: planId, undone: 2, revision: 3, committed: true } });
    expect([activity('T1').held, activity('T1', '2').held]).toEqual([9, 10]);
    expect(cli.run('undo', planId, '--to', '2', '--json').json).toMatchObject({ revision: 4, to: 2 });
    expect(cli.run('undo', planId, '--to', '4', '--json').json).toMatchObject({ revision: 4, committed: false });
    expect(cli.run('undo', planId, '--to', '9')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('revisjon 9') });
    expect(cli.run('history', planId).stdout.split('\n').slice(0, 4).map((line) => line.slice(0, 2))).toEqual(['r4', 'r3', 'r2', 'r1']);
    expect(cli.run('check', planId).exitCode).toBe(0);
  });

  test('of a first revision has nothing to go back to', () => {
    expect(cli.run('undo', planId, '--json')).toMatchObject({ exitCode: 1, json: { error: { kind: 'nothing-to-undo' } } });
  });

  test('is seen by a workbook that was synced before', async () => {
    await edit((tab) => tab('Tiltak').set('T1', 'Holdt', 10));
    sync();
    cli.run('undo', planId);
    expect(sync('--json')).toMatchObject({ exitCode: 0, json: { base: 2, revision: 3, changed: [], conflicts: [] } });
    await editWithExcelJs(cli.path('plan.xlsx'), (tab) => expect(tab('Tiltak').get('T1', 'Holdt')).toBe(9));
  });
});

describe('render', () => {
  test('keeps what stood there under a free name, and says so', () => {
    const first = cli.read('plan.xlsx');
    cli.write('plan.xlsx', 'mine');
    expect(cli.run('render', planId, '-o', 'plan.xlsx', '--json').json).toMatchObject({ plan: planId, revision: 1, locale: 'nb', file: 'plan.xlsx', keptOld: expect.stringMatching(/plan\.old\.xlsx$/) });
    expect(cli.read('plan.old.xlsx').toString()).toBe('mine');
    cli.write('plan.xlsx', first);
    expect(cli.run('render', planId, '-o', 'plan.xlsx').stdout).toMatch(/plan\.old-2\.xlsx/);
    expect([cli.read('plan.old.xlsx').toString(), cli.read('plan.old-2.xlsx')]).toEqual(['mine', first]);
  });

  test('names the file after the plan where no name is given', () => {
    expect(cli.run('render', 'norrbotten-2021', '--json').json).toMatchObject({ file: 'norrbotten-2021.xlsx', locale: 'sv', keptOld: null });
  });

  test('says which folder is missing', () => {
    expect(cli.run('render', planId, '-o', 'none/plan.xlsx')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/Mappen none finnes ikke/) });
    expect(readdirSync(cli.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
