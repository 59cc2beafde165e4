import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cliFolder } from '../support/cli';
import { convertWithLibreOffice } from '../support/libreoffice';
import { describeWith } from '../support/programs';

const planId = 'lillehammer-2026';
const csv = 'Konto;Navn;Budsjett 2026;Regnskap 2026\r\n3900;Kontingent;-500 000,00;-250 000\r\n7140;Møter, kurs;40.000,00;12 000,50\r\nSum;;-460 000;-237 999,50\r\n';

test('[C39] a file is linked after it was shown, pulled as one revision, and undone', () => {
  const cli = cliFolder();
  cli.write('b.csv', Buffer.from(csv, 'latin1'));
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--json')).toMatchObject({ exitCode: 1, json: { error: { kind: 'not-linked' } } });
  expect(cli.run('budget', 'link', planId, 'b.csv', '--guess', '--json')).toMatchObject({ exitCode: 0, json: { revision: 1, kept: false, count: 2, mappings: [{ headerRow: 1, amounts: [{ kind: 'adopted', year: 2026 }, { kind: 'actual' }] }] } });
  expect(cli.run('budget', 'link', planId, 'b.csv', '--guess', '--yes', '--json')).toMatchObject({ exitCode: 0, json: { revision: 2, kept: true, committed: true } });
  expect(cli.run('budget', 'link', planId, 'b.csv', '--account', 'A', '--name', 'Navn', '--adopted', '2026=C', '--actual', '2026=Regnskap 2026', '--json')).toMatchObject({ json: { revision: 2, committed: false } });
  const digest = cli.storeDigest();
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--all', '--preview', '--json')).toMatchObject({ exitCode: 0, json: { committed: false, added: [{ figure: { account: '3900', adopted: -50000000 } }, { figure: { account: '7140', actual: 1200050 } }] } });
  expect(cli.storeDigest()).toBe(digest);
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--all', '--json')).toMatchObject({ exitCode: 0, json: { revision: 3, committed: true } });
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--all', '--json')).toMatchObject({ exitCode: 0, json: { revision: 3, committed: false, changed: [], added: [] } });
  expect(cli.run('undo', planId, '--json')).toMatchObject({ exitCode: 0, json: { committed: true } });
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--all', '--preview', '--json')).toMatchObject({ json: { added: [{}, {}], gone: [] } });
  expect(cli.run('undo', planId, '--revision', '2', '--json')).toMatchObject({ exitCode: 0, json: { committed: true } });
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--all', '--json')).toMatchObject({ json: { error: { kind: 'not-linked' } } });
});

test('[C92] accounts that the plan has nothing on are told and left out, unless they are asked for', () => {
  const cli = cliFolder();
  cli.write('b.csv', csv.replace('7140', '6862'));
  cli.run('budget', 'link', planId, 'b.csv', '--guess', '--yes');
  const { stdout } = cli.run('budget', 'pull', planId, 'b.csv', '--preview');
  expect(stdout).toContain('1 konto i filen har ingen kostnader eller budsjettlinjer i planen');
  expect(stdout).toContain('--all');
  expect(stdout.replaceAll('\u00a0', ' ')).toMatch(/^  3900 Kontingent · 2026: Vedtatt −500 000, Regnskap −250 000 \(.+\)$/mu);
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--preview', '--json').json).toMatchObject({ added: [], changed: [{ account: '6862', to: 40_000_00 }, { account: '6862', to: 12_000_50 }], otherAccounts: { accounts: 1, adopted: -500_000_00, actual: -250_000_00 } });
  expect(cli.run('budget', 'pull', planId, 'b.csv', '--preview', '--all', '--json').json).toMatchObject({ added: [{ figure: { account: '3900' } }], otherAccounts: { accounts: 0 } });
});

test('[C39] what the guess finds is not said beside it; a tab and the columns of the plan’s sums are', () => {
  const cli = cliFolder();
  cli.write('b.csv', csv.replaceAll(/\r\n(?=\d)/g, ';\r\n').replace('Regnskap 2026', 'Regnskap 2026;Plan 2026'));
  expect(cli.run('budget', 'link', planId, 'b.csv', '--guess', '--account', 'B').stderr).toContain('--account');
  expect(cli.run('budget', 'link', planId, 'b.csv', '--guess', '--tab', 'Nei').exitCode).toBe(1);
  expect(cli.run('budget', 'link', planId, 'b.csv', '--guess', '--planned', '2026=Finnes ikke').stderr).toContain('Finnes ikke');
  expect(cli.run('budget', 'link', planId, 'b.csv', '--guess', '--yes', '--planned', '2026=Plan 2026', '--json').json.mappings[0].planned).toEqual([{ year: 2026, column: { letters: 'E', header: 'Plan 2026' } }]);
});

const sie = (year: number): string => `#FLAGGA 0\n#RAR 0 ${year}0101 ${year}1231\n#KONTO 7140 "Møter"\n#RES 0 7140 12000.50\n`;
test('[C31][C39] an export says itself what is what; years outside of the plan are told by link, pull and check, and a pull of nothing is no revision', () => {
  const cli = cliFolder();
  cli.write('my (1).se', sie(2026));
  const shown = cli.run('budget', 'link', planId, 'my (1).se', '--guess').stdout;
  expect([shown.includes('--account'), shown.trimEnd().split('\n').at(-1)]).toEqual([false, `Den trenger ingen kobling. Hent tallene med «planark budget pull ${planId} 'my (1).se'».`]);
  cli.write('old.se', sie(2019));
  expect(cli.run('budget', 'link', planId, 'old.se', '--json').json).toMatchObject({ format: 'sie', mappings: [], kept: true, otherYears: [2019] });
  expect(cli.run('budget', 'pull', planId, 'old.se', '--json').json).toMatchObject({ revision: 2, committed: false, otherYears: [2019] });
  expect(cli.run('budget', 'check', planId, 'old.se').stdout).toContain('2019');
  cli.write('now.se', sie(2026));
  expect(cli.run('budget', 'pull', planId, 'now.se', '--all', '--json').json).toMatchObject({ revision: 3, committed: true, added: [{ figure: { account: '7140', actual: 12_000_50 } }], otherYears: [] });
  expect(cli.run('budget', 'push', planId, 'now.se', '--column', 'Plan').stderr).toContain('now.se er en eksport fra et regnskapssystem, og der skriver Planark ikke');
  expect(cli.run('budget', 'push', planId, 'my (1).se', '--column', 'Plan').stderr).toContain('er en eksport fra et regnskapssystem');
});

const script = `
import sys
from openpyxl import Workbook
book = Workbook()
sheet = book.active
sheet.title = 'Budsjett 2026'
for row in [['Budsjett 2026'], [], ['Konto', 'Navn', 'Budsjett 2026', 'Regnskap 2026', 'Avvik'], ['Inntekter'], [3900, 'Kontingent', -500000, -250000, '=C5-D5'], ['Sum', None, '=C5', '=D5'], ['Kostnader'], ['06860', 'Møter, kurs', 40000, 12000.5], [7140, 'Reise', 15000, 7000], ['Sum kostnader', None, '=SUM(C8:C9)', '=SUM(D8:D9)']]:
    sheet.append(row)
sheet.merge_cells('A1:E1')
sheet.row_dimensions[9].hidden = True
book.save(sys.argv[1])
`;

describeWith('openpyxl', 'a workbook by another program', () => {
  const figures = [{ account: '3900', adopted: -50000000, actual: -25000000 }, { account: '06860', adopted: 4000000, actual: 1200050 }, { account: '7140', adopted: 1500000, actual: 700000 }];

  test('[C24][C29] is guessed and read, with merged titles, sums and hidden rows', () => {
    const cli = cliFolder();
    execFileSync('/usr/bin/python3', ['-c', script, cli.path('b.xlsx')]);
    expect(cli.run('budget', 'link', planId, 'b.xlsx', '--guess', '--json')).toMatchObject({ json: { mappings: [{ tab: 'Budsjett 2026', headerRow: 3 }], figures, problems: [] } });
  });

  describeWith('libreoffice', 'and as OpenDocument', () => {
    test('[C33] is read by LibreOffice, alike', () => {
      const cli = cliFolder();
      execFileSync('/usr/bin/python3', ['-c', script, cli.path('b.xlsx')]);
      mkdirSync(cli.path('ods'));
      convertWithLibreOffice([cli.path('b.xlsx')], 'ods', cli.path('ods'));
      expect(cli.run('budget', 'link', planId, 'ods/b.ods', '--guess', '--json')).toMatchObject({ json: { format: 'ods', figures, problems: [] } });
    });
  });
});
