import type { Row } from '../support/budget-grid';
import { cliFolder, type CliFolder } from '../support/cli';
import { gridOf, treasurersBook, treasurersFile } from '../support/live-workbook';

const planId = 'lillehammer-2026';
const file = 'budsjett.xlsx';
const tabs: Readonly<Record<string, readonly Row[]>> = {
  2026: [['Konto', 'Navn', 'Budsjett 2026', 'Plan 2026'], [5330, 'Honorar', 100], [7140, 'Reise', 50.25]],
  2027: [['Konto', 'Navn', 'Budsjett 2027', 'Budsjett 2026', 'Plan 2027'], [5330, 'Honorar', 110, 100], [7140, 'Reise', 60, 50.25]],
  Notater: [['Husk', 'møtet']],
};
const withFile = async (own = tabs): Promise<CliFolder> => {
  const cli = cliFolder();
  cli.write(file, await treasurersBook(own));
  return cli;
};
const linkedTabs = (cli: CliFolder): unknown => {
  const { mapping, more = [] } = cli.run('show', planId, '--json').json.settings.budgetLinks[0];
  return [mapping, ...more].map(({ tab, amounts }: { tab: string; amounts: { year: number }[] }) => [tab, amounts.map(({ year }) => year)]);
};
const linkByHand = (cli: CliFolder, tab: string, ...more: readonly string[]) => cli.run('budget', 'link', planId, file, '--tab', tab, '--account', 'A', '--name', 'B', ...more);

test('[C111][C112][C113] a workbook with a tab a year is linked as a whole: guessed, pulled, checked, pushed and forgotten tab by tab', async () => {
  const cli = await withFile();
  const { stdout } = cli.run('budget', 'link', planId, file, '--guess');
  expect([stdout.includes('Fane: 2026.'), stdout.includes('Fane: 2027.'), stdout.includes('leses på en annen fane')]).toEqual([true, true, true]);
  expect(cli.run('budget', 'link', planId, file, '--guess', '--yes', '--names', '--json').json).toMatchObject({ mappings: [{ tab: '2026' }, { tab: '2027' }], count: 4, names: expect.arrayContaining(['Planark_account', 'Planark_account_2', 'Planark_adopted_2027']) });
  const pulled = cli.run('budget', 'pull', planId, file, '--all', '--json').json;
  expect([...pulled.added, ...pulled.changed].length + pulled.kept.length + pulled.beside.length).toBeGreaterThan(3);
  expect(cli.run('budget', 'pull', planId, file, '--all', '--json').json).toMatchObject({ committed: false, gone: [], problems: [] });
  const push = (year: string) => cli.run('budget', 'push', planId, file, '--year', year, '--column', `Plan ${year}`, '--preview', '--json').json;
  expect([push('2026').tab, push('2027').tab]).toEqual(['2026', '2027']);
  expect(cli.run('budget', 'check', planId, file, '--json').json.problems).toEqual([]);
  expect(cli.run('budget', 'unlink', planId, file, '--tab', '2028').stderr).toContain('2026, 2027');
  expect(cli.run('budget', 'unlink', planId, file, '--tab', '2027').stdout).toContain('«2027»');
  expect(linkedTabs(cli)).toEqual([['2026', [2026]]]);
  expect(cli.run('budget', 'pull', planId, file, '--all', '--json').json.gone).toEqual([]);
});

test('[C111][C112] by hand a tab is linked beside another; what that loses is told, and a tab that is gone is forgotten', async () => {
  const cli = await withFile();
  expect(linkByHand(cli, '2026', '--adopted', '2026=C').exitCode).toBe(0);
  expect(linkByHand(cli, '2027', '--adopted', '2027=C').stdout).toContain('Fanen «2026» er koblet fra før');
  expect(linkedTabs(cli)).toEqual([['2026', [2026]], ['2027', [2027]]]);
  expect(linkByHand(cli, '2027', '--adopted', '2027=C', '--adopted', '2026=D', '--preview').stdout).toContain('Vedtatt 2026 leses nå på fanen «2027», og ikke på «2026»');
  cli.write(file, await treasurersBook({ 'Budsjett 27': tabs[2027]!, Notater: tabs['Notater']! }));
  expect(cli.run('budget', 'pull', planId, file, '--all', '--json').json.error?.kind ?? 'read').toBe('budget-unread');
  expect(linkByHand(cli, 'Budsjett 27', '--adopted', '2027=C').stdout).toContain('Fanen «2026» finnes ikke i filen lenger');
  expect(linkedTabs(cli)).toEqual([['Budsjett 27', [2027]]]);
});

test('[C113] what stands on a tab that cannot be read is not told to be gone', async () => {
  const cli = await withFile();
  cli.run('budget', 'link', planId, file, '--guess', '--yes');
  cli.run('budget', 'pull', planId, file, '--all');
  cli.write(file, await treasurersBook({ 2026: tabs[2026]!.slice(0, 2), 2028: [['Tom']], Notater: tabs['Notater']! }));
  const { problems, gone } = cli.run('budget', 'pull', planId, file, '--all', '--json').json;
  expect([problems.map(({ code }: { code: string }) => code), gone.map(({ account, year }: { account: string; year: number }) => [account, year])]).toEqual([['TAB_GONE'], [['7140', 2026]]]);
});

test('[C113] a department whose tab is read no longer is not told to be gone', async () => {
  const cli = cliFolder();
  const rows = (account: number): Row[] => [['Konto', 'Navn', 'Budsjett 2027'], [account, 'Møter', 100], [account + 1, 'Reiser', 200]];
  cli.write(file, await treasurersBook({ Styret: rows(5555), Ungdom: rows(5557) }));
  for (const tab of ['Styret', 'Ungdom']) linkByHand(cli, tab, '--adopted', `2027:${tab}=C`);
  expect(cli.run('budget', 'pull', planId, file, '--all', '--json').json.added).toHaveLength(4);
  cli.run('budget', 'unlink', planId, file, '--tab', 'Ungdom');
  expect(cli.run('budget', 'pull', planId, file, '--all', '--json').json).toMatchObject({ gone: [], problems: [] });
});

test('[C110][C115] a second download is offered the link that it fits, and read by it; a name in another case is the same', async () => {
  const cli = await withFile();
  cli.run('budget', 'link', planId, file, '--guess', '--yes');
  cli.write('budsjett (1).xlsx', cli.read(file));
  const offered = cli.run('budget', 'pull', planId, 'budsjett (1).xlsx');
  expect([offered.exitCode, offered.stderr.includes(`--as ${file}`), cli.run('budget', 'push', planId, 'budsjett (1).xlsx', '--column', 'Plan 2026').stderr.includes(`--as ${file}`)]).toEqual([1, true, true]);
  expect(cli.run('budget', 'pull', planId, 'budsjett (1).xlsx', '--as', file, '--all', '--json').json).toMatchObject({ committed: true, file });
  expect(cli.run('budget', 'check', planId, 'budsjett (1).xlsx', '--as', file, '--json').json.problems).toEqual([]);
  expect(cli.run('budget', 'push', planId, 'budsjett (1).xlsx', '--as', file, '--column', 'Plan 2026', '--preview', '--json').json.tab).toBe('2026');
  cli.write('BUDSJETT.XLSX', cli.read(file));
  expect(cli.run('budget', 'pull', planId, 'BUDSJETT.XLSX', '--all', '--json').json).toMatchObject({ committed: false });
  expect(cli.run('budget', 'unlink', planId, 'Budsjett.xlsx').exitCode).toBe(0);
});

test('[C114] names, and the plan’s tabs in the file, say which figures follow by formulas and which do not, with why', async () => {
  const cli = cliFolder();
  const amounts = tabs[2026]!.map(([account, name], i): Row => (i === 0 ? ['Konto', 'Navn', 'Budsjett 2026'] : [account!, name!, i === 1 ? '100 kr' : 50.25]));
  cli.write(file, await treasurersFile([...amounts, [6862, 'Pensjonister', 10]], 'Kasse'));
  cli.run('budget', 'link', planId, file, '--guess', '--yes');
  cli.run('budget', 'pull', planId, file, '--all', '--prefer', 'sheet');
  const named = cli.run('budget', 'link', planId, file, '--guess', '--yes', '--names').stdout;
  const put = cli.run('render', planId, '--into', file);
  for (const told of [named, put.stdout]) expect(told).toMatch(/\d+ av \d+ tall hentes .* med formler\. Uten formel: .*5330 .*\(beløpet er tekst i Kasse!C2, «100 kr»\)/);
  expect(gridOf(cli.read(file)).worksheets.some(({ name }) => name === 'Budsjett')).toBe(true);
  expect(cli.run('sync', file)).toMatchObject({ exitCode: 0, stdout: expect.not.stringContaining('Uten formel') });
});
