import { budgetHeaders, type Row } from '../support/budget-grid';
import { cliFolder } from '../support/cli';
import { gridOf, treasurersFile } from '../support/live-workbook';

const planId = 'lillehammer-2026';
const file = 'budsjett.xlsx';
const rows: readonly Row[] = [budgetHeaders, ['6860', 'Møter', 12000, 900], ['9999', 'Annet', 100, 5, null, 7], [null, 'Sum', 12100, 905]];
const linked = ['--tab', 'Budsjett 2026', '--account', 'A', '--name', 'B', '--adopted', '2026=C', '--actual', '2026=D', '--header-row', '1'];
const planColumn = (bytes: Uint8Array): unknown[] => gridOf(bytes).worksheets[0]!.rows.map(({ cells }) => cells[4]?.value ?? null);

test('[C67][C68][C69][C70][C81] the plan’s sums come into the column that was named; shown first, told where they do not, once', async () => {
  const cli = cliFolder();
  const bytes = await treasurersFile(rows);
  cli.write(file, bytes);
  const push = (...more: string[]) => cli.run('budget', 'push', planId, file, '--json', ...more);
  expect(cli.run('budget', 'push', planId, file).stderr).toContain('budget link');
  expect(cli.run('budget', 'link', planId, file, ...linked, '--names', '--json').json.names).toContain('Planark_adopted_2026');
  const before = cli.read(file);
  expect(cli.run('budget', 'push', planId, file, '--year', '2026').stderr).toContain('--column');
  const preview = push('--column', 'Plan 2026', '--preview');
  expect([preview.json.written, cli.read(file).equals(before)]).toEqual([false, true]);
  const done = push('--column', 'Plan 2026');
  expect(done.json).toMatchObject({ year: 2026, tab: 'Budsjett 2026', columns: ['Plan 2026'], changes: preview.json.changes, written: true });
  const sum: number | undefined = done.json.changes.find(({ account }: { account: string }) => account === '6860')?.now;
  expect(planColumn(cli.read(file))).toEqual(['Plan 2026', sum === undefined ? null : sum / 100, null, null]);
  expect(done.json.notWritten.every(({ why, account }: { why: string; account: string }) => why === 'no-row' && account !== '6860')).toBe(true);
  expect(done.exitCode).toBe(done.json.notWritten.length > 0 ? 2 : 0);
  const after = cli.read(file);
  const own = cli.run('budget', 'push', planId, file, '--column', 'Avdeling', '--year', '2026');
  expect([own.exitCode, own.stderr.includes('F3  9999: 7 → tom'), own.stderr.includes('--yes')]).toEqual([1, true, true]);
  expect(push('--column', 'Avdeling', '--year', '2026', '--yes', '--preview').json.changes).toContainEqual(expect.objectContaining({ cell: 'F3', before: 700, now: null }));
  expect([push().json.written, cli.read(file).equals(after)]).toEqual([false, true]);
});

test('[C174] without a year, the sums of each year that has a column are written at once, and nothing where one is refused', async () => {
  const cli = cliFolder();
  cli.write(file, await treasurersFile(rows));
  cli.run('budget', 'link', planId, file, ...linked, '--planned', '2026=E', '--planned', '2027=F');
  const push = (...more: string[]) => cli.run('budget', 'push', planId, file, ...more);
  const before = cli.read(file);
  expect([push().stderr.includes('F3  9999: 7 → tom'), cli.read(file).equals(before)]).toEqual([true, true]);
  const { json } = push('--yes', '--json');
  expect([json.year, json.columns, json.otherYears.map((one: { year: number; columns: string[] }) => [one.year, one.columns]), json.written]).toEqual([2026, ['Plan 2026'], [[2027, ['Avdeling']]], true]);
  const [row] = gridOf(cli.read(file)).worksheets[0]!.rows.slice(1);
  const now = (one: { changes: { account: string; now: number }[] }): number | undefined => one.changes.find(({ account }) => account === '6860')?.now;
  expect([4, 5].map((column) => row!.cells[column]?.value)).toEqual([json, json.otherYears[0]].map((one) => (now(one) === undefined ? undefined : now(one)! / 100)));
  const after = cli.read(file);
  expect([push('--json').json.written, cli.read(file).equals(after)]).toEqual([false, true]);
});

test('[C83] a link is forgotten by the name of its file, be the file there or not', () => {
  const cli = cliFolder();
  cli.write('gammel.csv', Buffer.from('Konto;Navn;Budsjett 2026\n6860;Møter;100\n'));
  const unlink = () => cli.run('budget', 'unlink', planId, 'borte/gammel.csv');
  expect(unlink()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ikke koblet med noe budsjett') });
  expect(cli.run('budget', 'link', planId, 'gammel.csv', '--guess', '--yes').exitCode).toBe(0);
  expect(cli.run('budget', 'unlink', planId, 'annen.csv').stderr).toContain('gammel.csv');
  expect(unlink()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('er glemt') });
  expect(cli.run('show', planId, '--json').json.settings?.budgetLinks).toBeUndefined();
  expect(cli.run('history', planId).stdout).toContain('Koblet fra gammel.csv');
});
