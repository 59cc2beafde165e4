import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import type { Plan } from '../../core/plan/plan';
import { renderWorkbook } from '../../core/sheet';
import { cliFolder, type CliFolder } from '../support/cli';
import { editWithOpenpyxl } from '../support/edit-xlsx';
import { differences, modelResults, valuesOf, withFolder } from '../support/formula-results';
import { convertWithLibreOffice } from '../support/libreoffice';
import { planOf, type SmallTables } from '../support/plan-of-tables';
import { describeWith } from '../support/programs';

const tables: SmallTables = {
  focusAreas: [{ code: 'F1', title: 'Medlemmer' }],
  activities: [{ code: 'T1', title: 'Verve', focusArea: 'focusareas-0' }],
  costs: [
    { activity: 'activities-0', text: 'Lokale', account: '6860', year: 2026, amount: 450_50, funding: 'OU-midler' },
    { text: 'Mat', account: '06860 Møter', year: 2026, amount: 100_00 }, { text: 'Brev', account: '4711', year: 2026, amount: 25_00 },
  ],
  budget: [{ account: '6860', name: 'Møter', year: 2026, adopted: 500_00, actual: 510_00 }, { account: '6300', name: 'Husleie', year: 2026, adopted: 900_00, actual: 0 }],
};
const broken = planOf(tables);
const agreeing = planOf({ costs: [{ text: 'Lokale', account: '6860', year: 2026, amount: 1 }], budget: [{ account: '6860', name: 'Møter', year: 2026, adopted: 1 }] }, { id: 'enig' });

let cli: CliFolder;
const put = (plan: Plan): void => expect(cli.run('put', cli.write(`${plan.id}.json`, JSON.stringify(plan))).exitCode).toBe(0);
beforeEach(() => { cli = cliFolder(); });

describe('[C57] planark budget check', () => {
  test('says in words what does not fit, where, how much and what to do; exit code 2', () => {
    put(broken);
    const { exitCode, stdout } = cli.run('budget', 'check', 'liten');
    expect(exitCode).toBe(2);
    expect(stdout.replaceAll('\u00a0', ' ').trimEnd().split('\n')).toEqual([
      'Liten plan · planens eget budsjett · Beløp i NOK',
      'Planen koster 575,50. De fire summene er like, på øret.',
      '  2026: planlagt 575,50, vedtatt 1 400, brukt 510, igjen 890',
      '3 ting å rette.',
      '  Konto 6860 Møter, 2026: 510 er brukt, 500 er vedtatt',
      '    Hvor: Budsjett · Møter', '    Beløp: 10 NOK', '    Hva du kan gjøre: Se etter om noe er ført på feil konto. Ellers må penger flyttes hit, eller noe annet må vike.',
      '  Konto 4711 finnes ikke i budsjettet',
      '    Hvor: Kostnader · Brev', '    Beløp: 25 NOK', '    Hva du kan gjøre: Rett kontonummeret på kostnaden, eller legg kontoen inn i budsjettet.',
      '  Konto 6860 Møter, 2026: 550,50 er planlagt, 500 er vedtatt',
      '    Hvor: Kostnader · Lokale; Kostnader · Mat; Budsjett · Møter', '    Beløp: 50,50 NOK', '    Hva du kan gjøre: Planlegg for mindre, eller få vedtatt mer.',
      'Til orientering:',
      '  Konto 6300 Husleie, 2026: vedtatt, men ingen kostnad i planen',
      '    Hvor: Budsjett · Husleie', '    Beløp: 900 NOK', '    Hva du kan gjøre: Er pengene ment for planen, så legg inn kostnaden. Ellers er det som det skal.',
    ]);
  });

  test('tells records of one name apart, and says what is only for information; in Swedish alike', () => {
    const twin = { activity: 'activities-0', text: 'Brev', account: '4711', amount: 25_00 };
    put(planOf({ ...tables, costs: [...tables.costs!, { ...twin, year: 2026 }, { ...twin, year: 2026, amount: 30_00 }] }));
    const lines = cli.run('budget', 'check', 'liten', '--locale', 'sv').stdout.split('\n');
    expect(lines.filter((line) => line.includes('Brev ('))).toEqual([
      '    Var: Kostnader · Brev (T1, 2026); Kostnader · Brev (2026)',
      '    Var: Kostnader · Brev (2026); Kostnader · Brev (T1, 2026); Kostnader · Brev (T1, 2026)',
    ]);
    expect(lines.filter((line) => line.startsWith('  2026:')).join()).toMatch(/planerat .+, beslutat /);
    const [heading, info] = [lines.indexOf('För kännedom:'), lines.findIndex((line) => line.includes('6300 Husleie'))];
    expect([heading > 0, info]).toEqual([true, heading + 1]);
  });

  test('[C172] costs and income stand apart, income without its minus', () => {
    put(planOf({ budget: [{ account: '3900', name: 'Kontingent', year: 2026, adopted: -500_000_00, actual: -250_000_10 }, { account: '6860', name: 'Møter', year: 2026, adopted: 434_000_00, actual: 321_640_90 }] }));
    expect(cli.run('budget', 'check', 'liten').stdout.replaceAll('\u00a0', ' ').split('\n').slice(2, 4)).toEqual([
      '  2026, kostnader: planlagt 0, vedtatt 434 000, brukt 321 640,90, igjen 112 359,10', '  2026, inntekter: planlagt 0, vedtatt 500 000, kommet inn 250 000,10, igjen 249 999,90',
    ]);
  });

  test('and as JSON, in minor units, with the sums that tie', () => {
    put(broken);
    const { exitCode, json } = cli.run('budget', 'check', 'liten', '--json', '--locale', 'en');
    expect(exitCode).toBe(2);
    expect(json).toMatchObject({ plan: 'liten', revision: 1, file: null, currency: 'NOK', totals: { total: 575_50 }, years: [{ year: 2026, planned: 575_50, adopted: 1400_00, actual: 510_00, left: 890_00 }], problems: [] });
    for (const lines of [json.totals.byAccount, json.totals.byFocusArea, json.totals.byFunding]) expect(lines.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBe(575_50);
    expect(json.findings[1]).toMatchObject({ kind: 'unknown-account', isToMend: true, amount: 25_00, records: [{ tab: 'Costs', id: 'costs-2', label: 'Brev' }], what: 'Account 4711 is not in the budget' });
  });

  test('exit code 0 and a word where all is well', () => {
    put(agreeing);
    expect(cli.run('budget', 'check', 'enig')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Ingenting å rette: planen og budsjettet stemmer.') });
  });

  test('against a file that is linked: its figures and its places', () => {
    put({ ...broken, settings: { budgetLinks: [{ name: 'budsjett.csv', mapping: { tab: '', headerRow: 1, columns: { account: { letters: 'A', header: 'Konto' }, name: { letters: 'B', header: 'Navn' } }, amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'C', header: 'Budsjett 2026' } }], unit: 1, incomeIs: 'negative' } }] } });
    cli.write('budsjett.csv', 'Konto;Navn;Budsjett 2026\n6860;Møter;550,50\n4711;Porto;25,00\n;Sum;600,00\n');
    const { exitCode, json } = cli.run('budget', 'check', 'liten', 'budsjett.csv', '--json');
    expect(exitCode).toBe(2);
    expect(json.findings.map(({ kind, amount }: { kind: string; amount: number }) => [kind, amount])).toEqual([['sum-differs', 24_50], ['differs-from-file', 50_50]]);
  });

  test('of a plan or a file that is not there fails', () => {
    put(agreeing);
    expect(cli.run('budget', 'check', 'borte').exitCode).toBe(1);
    expect(cli.run('budget', 'check', 'enig', 'borte.xlsx').exitCode).toBe(1);
  });
});

const modelOf = (plan: Plan) => renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today: '2026-11-21', isTodayFixed: true });

describeWith('libreoffice', 'Avstemming recalculated by an independent engine', () => {
  describeWith('openpyxl', 'after edits by a second program', () => {
    test('[C52] its sums move as people write, and it says to sync where something is in no list yet', async () => {
      await withFolder(async (folder) => {
        const files = ['as-made.xlsx', 'amount.xlsx', 'account.xlsx'].map((name) => path.join(folder, name));
        const bytes = await writeXlsx(modelOf(broken));
        for (const file of files) writeFileSync(file, bytes);
        editWithOpenpyxl(files[1]!, [['set', 'Kostnader', 'G2', 1000], ['set', 'Budsjett', 'G2', 700]]);
        editWithOpenpyxl(files[2]!, [['set', 'Kostnader', 'D4', '5000']]);
        convertWithLibreOffice(files, 'xlsx', path.join(folder, 'again'));
        const [asMade, amount, account] = files.map((file) => valuesOf(path.join(folder, 'again', path.basename(file))));
        const expected = new Map([...modelResults(modelOf(broken))].filter(([place]) => place.startsWith('Avstemming!')));
        expect(expected.size).toBeGreaterThan(15);
        expect(differences(expected, asMade!)).toEqual([]);
        const sums = ['A5', 'D5', 'H5', 'K5'].map((cell) => amount!.get(`Avstemming!${cell}`) ?? amount!.get(`Avstemming!${cell === 'H5' ? 'G5' : cell}`));
        expect(sums).toEqual([1125, 1125, 1125, 1125]);
        expect([...amount!].filter(([place, value]) => place.startsWith('Avstemming!E') && value === 200)).toHaveLength(0);
        expect([...amount!].some(([place, value]) => place.startsWith('Avstemming!G') && value === 200)).toBe(true);
        expect(account!.get('Avstemming!A6')).toMatch(/^Summene er ikke like nå/);
      });
    }, 120_000);
  });
});
