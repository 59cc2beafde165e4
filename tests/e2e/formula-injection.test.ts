import { mkdirSync } from 'node:fs';
import type { Plan } from '../../core/plan/plan';
import { headFieldEntries } from '../../core/plan/head-fields';
import { tableNames } from '../../core/plan/table-names';
import { storedFieldsOf } from '../../core/plan/tables';
import { emptyCliFolder, type CliFolder } from '../support/cli';
import { renameTab } from '../support/edit-package';
import { cellsOf, expectNoTextEvaluated, formulaLike, planOfTexts } from '../support/formula-like';
import { convertWithLibreOffice } from '../support/libreoffice';
import { patched } from '../support/patch-support';
import { describeWith } from '../support/programs';

/** Every text field of every table holds each text; the head holds one. */
const hostile = planOfTexts(formulaLike);
/** The same records with harmless texts, and fewer of them: what the workbook was rendered from before the hostile texts came. */
const harmless = planOfTexts(formulaLike.slice(0, -5).map((_, i) => `Tekst ${i}`));

let cli: CliFolder;
const put = (plan: Plan): void => {
  cli.write('plan.json', JSON.stringify(plan));
  expect(cli.run('put', 'plan.json')).toMatchObject({ exitCode: 0, stderr: '' });
};
const stored = (): Pick<Plan, 'title' | 'tables'> => cli.run('show', hostile.id, '--json').json;
const nothing = { added: [], changed: [], moved: [], removed: [], conflicts: [], problems: [], held: null };

beforeAll(() => {
  cli = emptyCliFolder();
  expect(cli.run('init', '--empty').exitCode).toBe(0);
  put(harmless);
  for (const name of ['patched.xlsx', 'renamed.xlsx', 'quarrel.xlsx']) expect(cli.run('render', hostile.id, '-o', name).exitCode).toBe(0);
  put(hostile);
  expect(cli.run('render', hostile.id, '-o', 'rendered.xlsx').exitCode).toBe(0);
  expect(cli.run('sync', 'patched.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { ...nothing, notices: [{ code: 'FILE_UPDATED' }] } });
  quarrel();
});

/** What a person wrote meanwhile in the cells that the store has changed: of each row the text of the next one. */
const inSheet = formulaLike.slice(0, -5).map((_, i) => formulaLike[i + 1]!);
const [description, responsible] = [5, 6];

/** A workbook with a conflict in two columns of every row, between one such text and another. */
const quarrel = (): void => {
  const cells = inSheet.flatMap((value, i) => [description, responsible].map((column) => ({ row: i + 1, column, value })));
  cli.write('quarrel.xlsx', patched(cli.read('quarrel.xlsx'), { edits: [{ tab: 'Tiltak', cells }] }));
  expect(cli.run('sync', 'quarrel.xlsx', '--json').exitCode).toBe(3);
};

/** What the tab of conflicts shows of the store and of the sheet, by place. */
const conflictCells = (name: string): [string, unknown][] => [...cellsOf(cli.read(name)).values].filter(([place]) => /^Konflikter!(F|H)(?!1$)/.test(place));

/** What the data tabs hold as text, by place. */
const dataCells = (name: string): [string, unknown][] => [...cellsOf(cli.read(name)).values].filter(([place]) => !/^(Oversikt|Avstemming|Konflikter|Årshjul|Lister|_planark)!/.test(place));

describe('text that looks like a formula', () => {
  test('[S4] is the same in the store and out of it', () => {
    const { title, tables } = stored();
    expect({ title, tables }).toEqual({ title: hostile.title, tables: hostile.tables });
    expect(cli.run('show', hostile.id).stdout).toContain('=6*7');
    const textFields = [...tableNames.flatMap(storedFieldsOf), ...headFieldEntries].filter(([, { type }]) => type.kind === 'text');
    expect(textFields.length).toBeGreaterThan(40);
  });

  test.each(['rendered.xlsx', 'patched.xlsx'])('[S4] [W1] is text in every cell of %s', (name) => {
    expectNoTextEvaluated(cli.read(name));
    const cells = dataCells(name).map(([, value]) => value);
    const fields = tableNames.flatMap(storedFieldsOf).filter(([, { type }]) => type.kind === 'text').length;
    for (const text of formulaLike) expect([text, cells.filter((value) => value === text).length]).toEqual([text, fields + (text === '=6*7' ? headFieldEntries.filter(([, { type }]) => type.kind === 'text' || type.kind === 'list').length : 0)]);
  });

  test('[W1] [W2] written into a file, changed cells and new rows below, it is what a rendered file holds', () => {
    expect(new Map(dataCells('patched.xlsx'))).toEqual(new Map(dataCells('rendered.xlsx')));
    expect(cellsOf(cli.read('patched.xlsx')).results).toEqual(cellsOf(cli.read('rendered.xlsx')).results);
  });

  test('[S1] [Y1] is no edit when the file comes back', () => {
    for (const name of ['rendered.xlsx', 'patched.xlsx']) expect(cli.run('sync', name, '--json')).toMatchObject({ exitCode: 0, json: { ...nothing, notices: [] } });
    expect(stored().tables).toEqual(hostile.tables);
  });

  test('[W4] tabs and headers that people called so stay names', () => {
    const withHeader = patched(cli.read('renamed.xlsx'), { edits: [{ tab: 'Tiltak', cells: [{ row: 0, column: 6, value: '=6*7' }] }] });
    cli.write('renamed.xlsx', renameTab(renameTab(withHeader, 'Tiltak', '=6-7'), 'Mål', "+'6'+"));
    expect(cli.run('sync', 'renamed.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { ...nothing, notices: [{ code: 'HEADER_RENAMED' }, { code: 'FILE_UPDATED' }] } });
    expect([...cellsOf(cli.read('renamed.xlsx')).values].filter(([place]) => place === '=6-7!G1')).toEqual([['=6-7!G1', '=6*7']]);
    expect(cli.run('sync', 'renamed.xlsx', '--json')).toMatchObject({ exitCode: 0, json: nothing });
  });

  test('[S10] [S4] is text on the tab of conflicts, too, of the store and of the sheet', () => {
    expectNoTextEvaluated(cli.read('quarrel.xlsx'));
    const texts = conflictCells('quarrel.xlsx').map(([, value]) => value);
    expect(texts).toEqual(inSheet.flatMap((sheet, i) => [formulaLike[i], sheet, formulaLike[i], sheet]));
    expect(cellsOf(cli.read('quarrel.xlsx')).results.has('Konflikter!F2')).toBe(false);
  });

  test('[R3] a carriage return is none that a store holds, and a line feed when it comes from a sheet', () => {
    const [first, ...others] = hostile.tables.statements;
    cli.write('cr.json', JSON.stringify({ ...hostile, tables: { ...hostile.tables, statements: [{ ...first, text: '\r=6*7' }, ...others] } }));
    expect(cli.run('put', 'cr.json')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('statements') });
    cli.write('cr.xlsx', patched(cli.read('rendered.xlsx'), { edits: [{ tab: 'Grunnlag', cells: [{ row: 1, column: 3, value: '\r=6*7\r\n=6*7' }] }] }));
    expect(cli.run('preview', 'cr.xlsx', '--json').json.changed).toMatchObject([{ cell: 'Grunnlag!D2', from: '=6*7', to: '\n=6*7\n=6*7' }]);
  });
});

const isSame = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)));

describeWith('libreoffice', 'text that looks like a formula, opened and saved by LibreOffice', () => {
  const names = ['rendered.xlsx', 'patched.xlsx', 'renamed.xlsx'];
  const all = [...names, 'quarrel.xlsx'];
  beforeAll(() => {
    mkdirSync(cli.path('saved'));
    convertWithLibreOffice(all.map((name) => cli.path(name)), 'xlsx', cli.path('saved'));
  }, 240_000);

  test.each(all)('[S4] %s: every text comes back, none is evaluated, and all formulas come to what they showed', (name) => {
    const [before, after] = [cellsOf(cli.read(name)), cellsOf(cli.read(`saved/${name}`))];
    expectNoTextEvaluated(cli.read(`saved/${name}`));
    expect([...before.values].filter(([place, value]) => after.values.get(place) !== value).map(([place, value]) => [place, value, after.values.get(place)])).toEqual([]);
    expect([...before.results].filter(([place, value]) => !isSame(after.results.get(place) ?? '', value)).map(([place, value]) => [place, value, after.results.get(place)])).toEqual([]);
  });

  test('[S1] and the next sync finds nothing', () => {
    for (const name of names) expect(cli.run('sync', `saved/${name}`, '--json')).toMatchObject({ exitCode: 0, json: nothing });
    expect(stored().tables).toEqual(hostile.tables);
  });

  test('[Y25] [S4] and both texts of a conflict are taken as they stand, though both look like formulas', () => {
    const cells = inSheet.flatMap((_, i) => [2 * i + 1, 2 * i + 2].map((row) => ({ row, column: 8, value: 'Begge' })));
    cli.write('saved/quarrel.xlsx', patched(cli.read('saved/quarrel.xlsx'), { edits: [{ tab: 'Konflikter', cells }] }));
    expect(cli.run('sync', 'saved/quarrel.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { conflicts: [], problems: [] } });
    const both = (separator: string): string[] => inSheet.map((sheet, i) => `${formulaLike[i]}${separator}${sheet}`);
    const activities = stored().tables.activities.slice(0, inSheet.length);
    expect(activities.map((record) => record['description'])).toEqual(both('\n'));
    expect(activities.map((record) => record['responsible'])).toEqual(both(' / '));
    expectNoTextEvaluated(cli.read('saved/quarrel.xlsx'));
  });
});
