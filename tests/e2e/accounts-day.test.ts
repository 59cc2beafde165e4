import { cliFolder } from '../support/cli';

const planId = 'lillehammer-2026';
const env = { PLANARK_TODAY: '2026-11-22' };

test('[C135] a pull takes the day that is said, keeps it when the same is pulled again, and refuses what is no day', () => {
  const cli = cliFolder();
  cli.write('b.csv', 'Konto;Navn;Budsjett 2026;Regnskap 2026\r\n6860;Møter;40 000,00;12 000,50\r\n');
  cli.run('budget', 'link', planId, 'b.csv', '--guess', '--yes');
  const pull = (...more: string[]) => cli.runWith(env, 'budget', 'pull', planId, 'b.csv', '--prefer', 'sheet', ...more);
  expect(pull('--as-of', 'i fjor').exitCode).toBe(1);
  expect(pull('--as-of', '30.09.2026', '--preview').stdout).toContain('Regnskap per 30.09.2026.');
  expect(pull('--as-of', '2026-09-30', '--json').json).toMatchObject({ committed: true, accountsAsOf: '2026-09-30' });
  expect(pull('--json').json).toMatchObject({ committed: false, accountsAsOf: '2026-09-30' });
  expect(pull('--as-of', '2026-10-31', '--json').json).toMatchObject({ committed: true, changed: [], accountsAsOf: '2026-10-31' });
  cli.run('undo', planId);
  expect(pull('--json').json).toMatchObject({ committed: false, accountsAsOf: '2026-09-30' });
});

test('[C135] of a SIE file the day is its own', () => {
  const cli = cliFolder();
  cli.write('b.se', '#FLAGGA 0\n#FORMAT PC8\n#GEN 20261101\n#SIETYP 2\n#RAR 0 20260101 20261231\n#OMFATTN 20260930\n#RES 0 6860 12000.50\n');
  const { stdout } = cli.runWith(env, 'budget', 'pull', planId, 'b.se', '--prefer', 'sheet');
  expect(stdout).toContain('Regnskap per 30.09.2026.');
  // A file of lines has no cells: where an amount stands is told as its line.
  expect(stdout).toContain('(linje 7)');
});
