import { emptyCliFolder, type CliFolder } from '../../support/cli';
import { editWithExcelJs } from '../../support/edit-xlsx';
import { excerpt, withoutMargin } from '../../support/odd-edit';
import { oddPlan } from '../../support/odd-plan';
import { shownTable } from '../../support/workbook-md';

const editedFolder = async (): Promise<CliFolder> => {
  const cli = emptyCliFolder();
  cli.write('plan.json', JSON.stringify(oddPlan));
  for (const argv of [['init', '--empty'], ['put', 'plan.json'], ['render', oddPlan.id, '-o', 'plan.xlsx']]) expect(cli.run(...argv)).toMatchObject({ exitCode: 0, stderr: '' });
  await editWithExcelJs(cli.path('plan.xlsx'), (tab) => {
    tab('Tiltak').set('T2', 'Ansvarlig', 'Ida');
    tab('Tiltak').add({ Tiltak: 'Nytt' });
  });
  return cli;
};

const sheetOf = (cli: CliFolder): string => excerpt(cli.read('plan.xlsx'), 'Tiltak', 'B C G');

test('[Y1] the same file synced twice at once: one revision, and the other run says that it had nothing to take in', async () => {
  const cli = await editedFolder();
  expect(`\n${sheetOf(cli)}`).toBe(withoutMargin(`
    | Tiltak | B    | C      | G         |
    | 1      | Kode | Tiltak | Ansvarlig |
    | 2      | T1   | Møte   | Kari      |
    | 3      | T2   | Kurs   | Ida       |
    | 4      | T3   | Besøk  | Nina      |
    | 5      | T4   | Avis   | Per       |
    | 6      |      | Nytt   |           |`));
  const runs = await Promise.all([cli.runAsync('sync', 'plan.xlsx'), cli.runAsync('sync', 'plan.xlsx')]);
  expect(runs.map(({ stdout }) => /^(Tatt inn som revisjon 2|Lageret er uendret \(revisjon 2\))\.$/m.exec(stdout)?.[1]).sort()).toEqual(['Lageret er uendret (revisjon 2)', 'Tatt inn som revisjon 2']);
  for (const { exitCode, stdout } of runs) expect([exitCode, stdout.includes('Noen andre skriver samtidig')]).toEqual(exitCode === 5 ? [5, true] : [0, false]);
  expect(`\n${sheetOf(cli)}\n${shownTable(cli.run('show', oddPlan.id, '--json').json, 'activities', ['code', 'title', 'responsible'])}`).toBe(withoutMargin(`
    | Tiltak | B    | C      | G         |
    | 1      | Kode | Tiltak | Ansvarlig |
    | 2      | T1   | Møte   | Kari      |
    | 3      | T2   | Kurs   | Ida       |
    | 4      | T3   | Besøk  | Nina      |
    | 5      | T4   | Avis   | Per       |
    | 6      | T5   | Nytt   |           |
    | code | title | responsible |
    | T1   | Møte  | Kari        |
    | T2   | Kurs  | Ida         |
    | T3   | Besøk | Nina        |
    | T4   | Avis  | Per         |
    | T5   | Nytt  |             |`));
  expect(cli.run('history', oddPlan.id, '--json').json.revisions).toHaveLength(2);
  expect(cli.run('sync', 'plan.xlsx')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Lageret er uendret (revisjon 2).') });
});
