import { mkdirSync } from 'node:fs';
import { examplePlans } from '../support/example-plans';
import { cliFolder, type CliFolder, type CliRun } from '../support/cli';
import { editWithOpenpyxl, type XlsxEdit } from '../support/edit-xlsx';
import { gridOf } from '../support/formula-like';
import { convertWithLibreOffice } from '../support/libreoffice';
import { describeWith } from '../support/programs';

const nothing = { added: [], changed: [], moved: [], removed: [], conflicts: [], problems: [], held: null };

describeWith('libreoffice', 'a workbook that LibreOffice has opened and saved', () => {
  test('holds nothing that a sync would take, in any example plan', () => {
    const cli = cliFolder();
    const ids = [...examplePlans().keys()];
    for (const id of ids) expect(cli.run('render', id).exitCode).toBe(0);
    mkdirSync(cli.path('saved'));
    convertWithLibreOffice(ids.map((id) => cli.path(`${id}.xlsx`)), 'xlsx', cli.path('saved'));
    const digest = cli.storeDigest();
    for (const id of ids) expect([id, cli.run('sync', `saved/${id}.xlsx`, '--json')]).toMatchObject([id, { exitCode: 0, json: { plan: id, base: 1, revision: 1, ...nothing } }]);
    expect(cli.storeDigest()).toBe(digest);
  });
});

describeWith('openpyxl', 'a workbook edited with openpyxl', () => {
  const planId = 'lillehammer-2026';
  let cli: CliFolder;
  let rendered: Buffer;
  beforeAll(() => {
    cli = cliFolder();
    cli.run('render', planId, '-o', 'plan.xlsx');
    rendered = cli.read('plan.xlsx');
  });
  beforeEach(() => {
    cli = cliFolder();
    cli.write('plan.xlsx', rendered);
  });
  const sync = (...edits: XlsxEdit[]): CliRun => {
    editWithOpenpyxl(cli.path('plan.xlsx'), edits);
    return cli.run('sync', 'plan.xlsx', '--json');
  };
  const activities = (): { code: string; [field: string]: unknown }[] => cli.run('show', planId, '--json').json.tables.activities;

  test('but not changed brings nothing', () => {
    expect(sync()).toMatchObject({ exitCode: 0, json: { revision: 1, ...nothing } });
  });

  test('brings values, cleared cells and dates as people write them', () => {
    const { exitCode, json } = sync(['set', 'Tiltak', 'G2', 'Nestleder'], ['set', 'Tiltak', 'K3', '15. juni 2026'], ['clear', 'Tiltak', 'G4'], ['set', 'Tiltak', 'P2', '10']);
    expect([exitCode, json.problems]).toEqual([0, []]);
    expect(json.changed.map(({ code, field, to }: Record<string, unknown>) => [code, field, to])).toEqual(expect.arrayContaining([['T1', 'responsible', 'Nestleder'], ['T2', 'due', '2026-06-15'], ['T3', 'responsible', null], ['T1', 'held', 10]]));
  });

  test('brings new rows, which get ids and codes, and rows that are gone', () => {
    const { exitCode, json } = sync(['append', 'Tiltak', [null, null, 'Nytt tiltak', null, 'F2']], ['delete-rows', 'Tiltak', 5, 2]);
    expect([exitCode, json.added.length, json.removed.map(({ code }: { code: string }) => code)]).toEqual([0, 1, ['T4', 'T5']]);
    expect(activities().at(-1)).toMatchObject({ code: 'T38', title: 'Nytt tiltak' });
    expect(sync()).toMatchObject({ exitCode: 0, json: { revision: 2, ...nothing } });
  });

  test('brings nothing where rows were only sorted, and an edit among sorted rows goes to its own row', () => {
    expect(sync(['sort', 'Tiltak', 'C'])).toMatchObject({ exitCode: 0, json: { revision: 1, changed: [], added: [], removed: [], problems: [] } });
    const { json } = sync(['set', 'Tiltak', 'G2', 'Sorterer']);
    expect(json.changed).toHaveLength(1);
    expect(activities().filter(({ responsible }) => responsible === 'Sorterer').map(({ code }) => code)).toEqual([json.changed[0].code]);
  });

  test('keeps a copied row as a new one, and says so', () => {
    const { exitCode, json } = sync(['copy-row', 'Tiltak', 3, 39]);
    expect([exitCode, json.added.length, json.notices.map(({ code }: { code: string }) => code)]).toEqual([0, 1, expect.arrayContaining(['COPIED_ROW'])]);
    expect(new Set(activities().map(({ code }) => code)).size).toBe(38);
  });

  test('a tab that is gone deletes nothing, and a tab of one\'s own stays', () => {
    const { exitCode, json } = sync(['remove-tab', 'Kostnader'], ['add-tab', 'Mine notater'], ['set', 'Mine notater', 'A1', 'Husk']);
    expect([exitCode, json.removed]).toEqual([0, []]);
    expect(json.notices.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['TABLE_MISSING']));
    expect(cli.run('show', planId, '--json').json.tables.costs).toHaveLength(30);
    expect(gridOf(cli.read('plan.xlsx')).worksheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Kostnader', 'Mine notater']));
  });
});
