import { mkdirSync } from 'node:fs';
import { cliFolder, type CliFolder } from '../support/cli';
import { editWithExcelJs } from '../support/edit-xlsx';
import { differences, readGrid, storedResults, valuesOf } from '../support/formula-results';
import { convertWithLibreOffice } from '../support/libreoffice';
import { partText, patched, unpacked } from '../support/patch-support';
import { describeWith } from '../support/programs';
import { renameTabs } from '../support/rename-tabs';

const usual = { Oversikt: 'Hele bildet', Lister: 'Skjulte lister', Årshjul: 'Hjulet', Mål: 'Våre mål' };

/** A person's tab but for what its formulas came to, which is taken away where it may not hold any more: [C151]. */
const withoutResults = (xml: string): string => xml.replace(/<c ([^>]*?) t="str">/g, '<c $1>').replace(/<\/f><v>[^<]*<\/v>/g, '</f>');

/** A workbook with an edit and renamed tabs. */
const renamedWorkbook = async (follows: boolean, names: Readonly<Record<string, string>> = usual): Promise<CliFolder> => {
  const cli = cliFolder();
  cli.run('render', 'lillehammer-2026', '-o', 'plan.xlsx');
  await editWithExcelJs(cli.path('plan.xlsx'), (tab, workbook) => {
    tab('Tiltak').set('T1', 'Holdt', 10);
    workbook.addWorksheet('Mitt').getCell('A1').value = { formula: 'Oversikt!A1', result: 'x' };
  });
  cli.write('plan.xlsx', renameTabs(cli.read('plan.xlsx'), names, follows));
  return cli;
};

const tabNames = (cli: CliFolder): string[] => readGrid(cli.path('plan.xlsx')).worksheets.map(({ name }) => name);
const oldNames = /(?<![\p{L}\d_.])'?(?:Oversikt|Lister|Årshjul|Mål)'?!/u;
/** Parts of ours in which a formula, drop-down or colour rule names a tab as it was called before. */
const staleParts = (cli: CliFolder, own: string): string[] =>
  [...unpacked(cli.read('plan.xlsx'))].filter(([name, content]) => /worksheets\/sheet|tables\/table/u.test(name) && name !== own && oldNames.test(content.toString('utf8'))).map(([name]) => name);

describe.each([['and formulas followed, as in Excel', true], ['by a program that lets no formula follow', false]])('tabs renamed %s', (_, follows) => {
  test('[W7] are written into as they are called, and every formula and drop-down names them so', async () => {
    const cli = await renamedWorkbook(follows);
    const [before, tabs] = [cli.read('plan.xlsx'), tabNames(cli)];
    const { exitCode, json } = cli.run('sync', 'plan.xlsx', '--json');
    expect([exitCode, json.changed.length, json.notices.map(({ code }: { code: string }) => code)]).toEqual([0, 1, ['FILE_UPDATED']]);
    expect(tabNames(cli)).toEqual(tabs);
    const own = [...unpacked(before).keys()].filter((name) => name.startsWith('xl/worksheets/sheet')).at(-1)!;
    expect(withoutResults(partText(cli.read('plan.xlsx'), own))).toBe(withoutResults(partText(before, own)));
    expect(staleParts(cli, own)).toEqual([]);
    expect(cli.run('sync', 'plan.xlsx', '--json').json).toMatchObject({ changed: [], added: [], removed: [], notices: [] });
  });

  describeWith('libreoffice', 'and recalculated', () => {
    test('[W7] every formula of ours is what the file shows', async () => {
      const cli = await renamedWorkbook(follows);
      cli.run('sync', 'plan.xlsx');
      mkdirSync(cli.path('recalculated'));
      convertWithLibreOffice([cli.path('plan.xlsx')], 'xlsx', cli.path('recalculated'));
      const stored = new Map([...storedResults(cli.path('plan.xlsx'))].filter(([place]) => !place.startsWith('Mitt!')));
      expect(stored.size).toBeGreaterThan(1000);
      expect(differences(stored, valuesOf(cli.path('recalculated/plan.xlsx')))).toEqual([]);
    }, 120_000);
  });
});

describe('tabs with names that Excel would not take', () => {
  // LibreOffice takes all of these; exceljs refuses the first two and cuts the third.
  const odd = { Oversikt: 'History', Årshjul: "Styrets '", Lister: 'Alt som kan velges fra lister i planen vår', Tiltak: 't1' };

  test('[W7] are written into as they are called, and nothing is said of it', async () => {
    const cli = await renamedWorkbook(false, odd);
    const tabs = tabNames(cli);
    const { exitCode, json, stderr } = cli.run('sync', 'plan.xlsx', '--json');
    expect([exitCode, stderr, json.changed.length, json.notices.map(({ code }: { code: string }) => code)]).toEqual([0, '', 1, ['FILE_UPDATED']]);
    expect(tabNames(cli)).toEqual(tabs);
    const written = [...unpacked(cli.read('plan.xlsx'))].filter(([name]) => name.endsWith('.xml')).map(([, content]) => content.toString('utf8')).join('');
    expect(written.includes('\uE000')).toBe(false);
    expect(cli.run('sync', 'plan.xlsx', '--json').json).toMatchObject({ changed: [], added: [], removed: [], notices: [] });
  });

  test('[W6] are written anew under those names', async () => {
    const cli = await renamedWorkbook(false, odd);
    const tabs = tabNames(cli);
    cli.write('plan.xlsx', patched(cli.read('plan.xlsx'), { removals: ['Kostnader'] }));
    const { exitCode, stderr, json } = cli.run('sync', 'plan.xlsx', '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(json.notices.map(({ code }: { code: string }) => code)).toContain('TABLE_MISSING');
    expect(tabNames(cli).sort()).toEqual(tabs.sort());
  });
});
