import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import type { Grid } from '../../core/sheet';
import { cliFolder, copiedFolder, type CliFolder } from '../support/cli';
import { differences, storedResults, valuesOf } from '../support/formula-results';
import { googleWorkbook } from '../support/google-workbook';
import { convertWithLibreOffice } from '../support/libreoffice';
import { makeSheet, makeXlsx } from '../support/make-xlsx';
import { changedParts, partText, patched, rawParts } from '../support/patch-support';
import { describeWith } from '../support/programs';
import { renameTabs } from '../support/rename-tabs';

const planId = 'lillehammer-2026';
const file = 'budsjett.xlsx';
/** Parts that list what is in a package; every other part of a person's own stays as it is. */
const listing = /(^|[\\/])(workbook\d*\.xml|workbook\d*\.xml\.rels|styles\d*\.xml|\[Content_Types\]\.xml|calcChain\.xml)$/iu;

const ownParts = (own: Buffer): ReadonlySet<string> => new Set([...rawParts(own).keys()].filter((part) => !listing.test(part)));

const read = (bytes: Uint8Array): Grid => {
  const result = readXlsx(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.grid;
};
const tabNames = (bytes: Uint8Array): string[] => read(bytes).worksheets.map(({ name }) => name);
const foreignChanges = (before: Buffer, after: Buffer, own = ownParts(before)): string[] => changedParts(before, after).filter((part) => own.has(part));

const into = (cli: CliFolder, bytes: Uint8Array, name = file, ...args: string[]) => {
  cli.write(name, bytes);
  return cli.run('render', planId, '--into', name, '--json', ...args);
};

const heldColumn = 15;
/** Ticks off the plan's first activity, as a person does, and syncs. */
const editAndSync = (cli: CliFolder, tab: string, name = file) => {
  cli.write(name, patched(cli.read(name), { edits: [{ tab, cells: [{ row: 1, column: heldColumn, value: 10 }] }] }));
  return cli.run('sync', name, '--json');
};

/** A sync takes one edit, and leaves parts of theirs as they were before. */
const expectSyncsWell = (cli: CliFolder, before: Buffer, name: string, tab: string, own = ownParts(before)): void => {
  const { exitCode, json } = editAndSync(cli, tab, name);
  expect([exitCode, json.changed.map(({ cell }: { cell: string }) => cell), json.notices.map(({ code }: { code: string }) => code)]).toEqual([0, [`${tab}!P2`], ['FILE_UPDATED']]);
  expect(foreignChanges(before, cli.read(name), own)).toEqual([]);
  expect(cli.run('sync', name, '--json').json).toMatchObject({ changed: [], added: [], removed: [], notices: [] });
};

/** The plan's formulas as LibreOffice computes them, against what the file shows; their own tabs are theirs. */
const expectRecalculated = (cli: CliFolder, names: readonly string[], own: ReadonlyMap<string, readonly string[]>): void => {
  mkdirSync(cli.path('recalculated'), { recursive: true });
  convertWithLibreOffice(names.map((name) => cli.path(name)), 'xlsx', cli.path('recalculated'));
  for (const name of names) {
    const isOwn = (place: string): boolean => own.get(name)!.some((tab) => place.startsWith(`${tab}!`));
    const stored = new Map([...storedResults(cli.path(name))].filter(([place]) => !isOwn(place)));
    expect(stored.size).toBeGreaterThan(1000);
    expect(differences(stored, valuesOf(cli.path(path.join('recalculated', name.replace(/\.xlsm$/u, '.xlsx')))))).toEqual([]);
  }
};

describe('a plan put into a workbook', () => {
  const small = makeSheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>');

  test('[W8] stands behind its tabs, under free names, and the old file is kept', () => {
    const cli = cliFolder();
    const own = makeXlsx({ sheets: ['plan', 'TILTAK', 'Oversikt', 'oversikt (PLAN)'].map((name) => ({ name, body: '<sheetData/>' })) });
    const { exitCode, json } = into(cli, own);
    expect([exitCode, json]).toEqual([0, expect.objectContaining({ plan: planId, revision: 1, file, renamedTabs: ['Oversikt (2)', 'Plan (2)', 'Tiltak (plan)'] })]);
    expect(json.notices).toEqual([]);
    expect(tabNames(cli.read(file))).toEqual([
      'plan', 'TILTAK', 'Oversikt', 'oversikt (PLAN)', 'Oversikt (2)', 'Plan (2)', 'Grunnlag', 'Situasjon', 'Fokusområder', 'Overordnede mål', 'Strategier', 'Mål', 'Målinger', 'Tiltak (plan)',
      'Kostnader', 'Budsjett', 'Avstemming', 'Årshjul', 'Innspill', 'Prosjekter', 'Oppfølging', 'Lister', '_planark',
    ]);
    expect(cli.read('budsjett.old.xlsx').equals(own)).toBe(true);
    expect(cli.run('preview', file, '--json').json).toMatchObject({ changed: [], added: [], removed: [], notices: [], problems: [] });
  });

  test.each([['nb', /planark sync/], ['nn', /alt ein plan/], ['sv', /innehåller redan/], ['en', /already holds a plan/]])('[W8] is refused in %s where there is one already, and nothing is written', (locale, sentence) => {
    const cli = cliFolder();
    expect(into(cli, small, file, '--locale', locale).exitCode).toBe(0);
    const before = cli.read(file);
    const again = cli.run('render', 'norrbotten-2021', '--into', file, '--locale', locale);
    expect([again.exitCode, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(sentence);
    expect(cli.read(file).equals(before)).toBe(true);
  });

  test('[W8] speaks the language that was asked for', () => {
    const cli = cliFolder();
    into(cli, small, file, '--locale', 'sv');
    expect(tabNames(cli.read(file))).toEqual(expect.arrayContaining(['Översikt', 'Åtgärder', 'Plan (2)']));
    expect(cli.run('preview', file).stdout).toContain('0');
  });

  test.each([['nb', /digitalt signert/], ['nn', /signaturen gjeld ikkje/], ['sv', /digitalt signerad/], ['en', /signature no longer holds/]])('[W9] tells in %s that a signature no longer holds, and so does a sync', (locale, sentence) => {
    const cli = cliFolder();
    cli.write(file, makeSheet('<sheetData/>', { parts: { '_xmlsignatures/sig1.xml': '<a/>' } }));
    const put = cli.run('render', planId, '--into', file, '--locale', locale);
    expect([put.exitCode, put.stdout]).toEqual([0, expect.stringMatching(sentence)]);
    cli.write(file, patched(cli.read(file), { edits: [{ tab: tabNames(cli.read(file)).find((tab) => /^(Tiltak|Åtgärder|Activities)$/u.test(tab))!, cells: [{ row: 1, column: heldColumn, value: 10 }] }] }));
    for (const command of ['preview', 'sync']) expect(cli.run(command, file, '--locale', locale).stdout).toMatch(sentence);
    expect(cli.run('sync', file, '--json').json.notices).toEqual([]);
  });

  test('is not made with two places to go, into no file, or into what is no workbook', () => {
    const cli = cliFolder();
    cli.write(file, small);
    cli.write('brev.xlsx', 'Kjære styre');
    const runs = [['--into', file, '-o', 'ny.xlsx'], ['--into', 'borte.xlsx'], ['--into', 'brev.xlsx'], ['--into', '.']].map((args) => cli.run('render', planId, ...args));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1]);
    expect(runs.map(({ stderr }) => stderr.trim()).join('\n')).toMatch(/ikke begge.*\n.*borte\.xlsx.*\n.*Excel.*\n/);
    expect([cli.read(file).equals(small), existsSync(cli.path('ny.xlsx')), existsSync(cli.path('borte.xlsx'))]).toEqual([true, false, false]);
  });
});

describe('a plan in a workbook as Google Sheets exports it', () => {
  let made: CliFolder;
  let cli: CliFolder;
  let own: Buffer;
  beforeAll(() => {
    made = cliFolder();
    own = googleWorkbook();
    expect(into(made, own).json.renamedTabs).toEqual(['Oversikt (plan)']);
  });
  beforeEach(() => { cli = copiedFolder(made); });

  test('[W8][W1] leaves every part of theirs byte for byte, through a sync too', () => {
    expect(foreignChanges(own, cli.read(file))).toEqual([]);
    expect(tabNames(cli.read(file)).slice(0, 2)).toEqual(['Oversikt', 'Tall']);
    expectSyncsWell(cli, own, file, 'Tiltak');
    for (const tab of read(own).worksheets) expect(read(cli.read(file)).worksheets.find(({ name }) => name === tab.name)).toEqual(tab);
  });

  describeWith('libreoffice', 'and recalculated', () => {
    test('[W8] every formula of the plan is what the file shows, and theirs are what they were', () => {
      expectRecalculated(cli, [file], new Map([[file, ['Oversikt', 'Tall']]]));
      const values = valuesOf(cli.path(`recalculated/${file}`));
      expect([values.get('Oversikt!B2'), values.get('Tall!A2')]).toEqual([2400, 2400]);
    }, 120_000);
  });

  describeWith('openpyxl', 'another program', () => {
    test('[W8] loads it', () => {
      const loads = 'import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nprint(len(book.worksheets), book["Oversikt"]["A1"].value)';
      expect(execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', loads, cli.path(file)], { encoding: 'utf8' }).trim()).toBe(`${tabNames(cli.read(file)).length} Lokaler`);
    });
  });
});

describeWith('openpyxl', 'a plan in a workbook of a board’s own', () => {
  const ownTabs = ['Budsjett 2026', 'OVERSIKT', 'Tiltak', 'Plan', 'Lister'];
  let made: CliFolder;
  let put: ReturnType<typeof into>;
  let cli: CliFolder;
  let own: Buffer;
  beforeAll(() => {
    made = cliFolder();
    execFileSync('/usr/bin/python3', ['-W', 'ignore', path.join(__dirname, '../support/own-workbook.py'), made.path(file)]);
    own = made.read(file);
    put = into(made, own);
  });
  beforeEach(() => { cli = copiedFolder(made); });

  test('[W8][W1] leaves every part of theirs byte for byte, their names and the tab that is shown', () => {
    expect(put.json.renamedTabs).toEqual(['Oversikt (plan)', 'Plan (2)', 'Tiltak (plan)', 'Årshjul (plan)']);
    const after = cli.read(file);
    expect(foreignChanges(own, after)).toEqual([]);
    const workbook = partText(after, 'xl/workbook.xml');
    expect(workbook).toContain('activeTab="1"');
    expect(workbook).toMatch(/<definedName name="Rest">OVERSIKT!\$A\$2<\/definedName>/);
    expect(tabNames(after).slice(0, 5)).toEqual(ownTabs);
    const tables = [...rawParts(after).keys()].filter((name) => name.startsWith('xl/tables/')).map((name) => / displayName="([^"]+)"/u.exec(partText(after, name))![1]!);
    expect(new Set(tables.map((name) => name.toLowerCase())).size).toBe(tables.length);
    expect(tables).toEqual(expect.arrayContaining(['planark_activities', 'planark_activities_2', 'planark_goals_2', 'planark_costs']));
  });

  test('[W8][I13] a sync takes what was written on the plan’s Tiltak, and nothing from the board’s own', () => {
    expectSyncsWell(cli, own, file, 'Tiltak (plan)');
    expect(cli.run('show', planId, '--json').json.tables.activities.map(({ title }: { title: string }) => title)).not.toContain('Vaske kjelleren');
  });

  test('[W8][I13] the plan’s tab is found by its records when it is renamed, though the board’s own has the usual name', () => {
    cli.write(file, renameTabs(cli.read(file), { 'Tiltak (plan)': 'Planens tiltak' }, true));
    const renamed = cli.read(file);
    expectSyncsWell(cli, renamed, file, 'Planens tiltak', ownParts(own));
  });

  test('[W8][I17] the board’s own Tiltak is not taken for the plan’s when that is gone', () => {
    cli.write(file, patched(cli.read(file), { removals: ['Tiltak (plan)'] }));
    const { json } = cli.run('preview', file, '--json');
    expect([json.removed, json.added, json.changed]).toEqual([[], [], []]);
    expect(json.notices.map(({ code }: { code: string }) => code)).toContain('TABLE_MISSING');
  });

  test('[W8][W6] when something of the plan’s tabs is gone, only those are written anew', () => {
    cli.write(file, patched(cli.read(file), { removals: ['Mål'], edits: [{ tab: 'Tiltak (plan)', cells: [{ row: 0, column: 6, value: null }, { row: 1, column: heldColumn, value: 10 }] }] }));
    const { exitCode, json } = cli.run('sync', file, '--json');
    expect([exitCode, json.changed.length, json.removed]).toEqual([0, 1, []]);
    expect(foreignChanges(own, cli.read(file))).toEqual([]);
    expect(tabNames(cli.read(file)).filter((name) => /mål$|tiltak/iu.test(name))).toEqual(['Tiltak', 'Overordnede mål', 'Mål', 'Tiltak (plan)']);
    expect(cli.run('sync', file, '--json').json).toMatchObject({ changed: [], added: [], removed: [], notices: [] });
  });

  describeWith('libreoffice', 'and recalculated', () => {
    test('[W8] every formula of the plan is what the file shows, and theirs are what they were', () => {
      editAndSync(cli, 'Tiltak (plan)');
      expectRecalculated(cli, [file], new Map([[file, ownTabs]]));
      const values = valuesOf(cli.path(`recalculated/${file}`));
      expect([values.get('OVERSIKT!A2'), values.get('OVERSIKT!B2'), values.get('Budsjett 2026!E4')]).toEqual([59500, 119000, 'innenfor']);
    }, 120_000);

    test('[W8] so it is in a workbook that LibreOffice saved', () => {
      mkdirSync(cli.path('saved'));
      cli.write(file, own);
      convertWithLibreOffice([cli.path(file)], 'xlsx', cli.path('saved'));
      const saved = cli.read(`saved/${file}`);
      expect(into(cli, saved).exitCode).toBe(0);
      expect(foreignChanges(saved, cli.read(file))).toEqual([]);
      expectSyncsWell(cli, saved, file, 'Tiltak (plan)');
      expectRecalculated(cli, [file], new Map([[file, ownTabs]]));
    }, 240_000);
  });
});

const corpus = path.join(__dirname, '../../../shared/corpus/real');
/** Charts, pivot tables, macros, dates from 1904, tables, formats, links; exports of Google Sheets. */
const sample = [
  'openxlsx-data/charts.xlsx', 'calamine/tests/pivots.xlsx', 'openxlsx-data/macro2.xlsm', 'calamine/tests/date_1904.xlsx', 'openxlsx-data/table_slicer.xlsx',
  'exceljs/spec/integration/data/gold.xlsx', 'openxlsx-data/hyperlinks.xlsx',
  'exceljs/spec/integration/data/hidden-test/google-sheets.xlsx', 'exceljs/spec/integration/data/test-issue-1575.xlsx',
];

if (existsSync(corpus)) {
  describe('a plan put into real workbooks', () => {
    const ownName = (name: string): string => `f${sample.indexOf(name)}${path.extname(name)}`;
    let made: CliFolder;
    beforeAll(() => {
      made = cliFolder();
      for (const name of sample) {
        copyFileSync(path.join(corpus, name), made.path(ownName(name)));
        expect([name, made.run('render', planId, '--into', ownName(name)).exitCode]).toEqual([name, 0]);
      }
    }, 240_000);

    test.each(sample)('[W8] %s keeps every part of its own through a sync', (name) => {
      const cli = copiedFolder(made);
      const own = ownName(name);
      const before = cli.read(own.replace('.', '.old.'));
      expect(foreignChanges(before, cli.read(own))).toEqual([]);
      expectSyncsWell(cli, before, own, tabNames(cli.read(own)).find((tab) => tab.startsWith('Tiltak'))!);
      const after = read(cli.read(own));
      for (const tab of read(before).worksheets) expect(after.worksheets.find(({ name: same }) => same === tab.name)).toEqual(tab);
    });

    describeWith('libreoffice', 'and recalculated', () => {
      test('[W8] every formula of the plan is what the file shows', () => {
        const cli = copiedFolder(made);
        const names = sample.map(ownName);
        expectRecalculated(cli, names, new Map(names.map((name) => [name, tabNames(cli.read(name.replace('.', '.old.')))])));
      }, 600_000);
    });
  });
} else {
  test('corpus not present: not run', () => {
    writeFileSync(1, 'tests/e2e/render-into.test.ts: ../shared/corpus is not there, no plan was put into a workbook of it\n');
  });
}
