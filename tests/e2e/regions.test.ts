import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { locales } from '../../core/plan/locale';
import { rollUp, type RegionInput } from '../../core/plan/roll-up';
import { renderRollUp } from '../../core/sheet';
import { cliFolder, type CliFolder } from '../support/cli';
import { examplePlans } from '../support/example-plans';
import { differences, modelResults, storedResults, valuesOf, withFolder } from '../support/formula-results';
import { convertWithLibreOffice } from '../support/libreoffice';
import { describeWith } from '../support/programs';

const examples = examplePlans();
const national = examples.get('samhandling-2026')!;
const [nord, sor] = ['samhandling-nord-2026', 'samhandling-sor-2026'].map((id) => examples.get(id)!) as [typeof national, typeof national];

/** Writes a plan to the folder's store as somebody changed it. */
const put = (cli: CliFolder, plan: object): void => {
  const { exitCode, stderr } = cli.run('put', cli.write('plan.json', JSON.stringify(plan)));
  if (exitCode !== 0) throw new Error(stderr);
};
const withGoals = (plan: typeof national, change: (goal: Record<string, unknown>) => Record<string, unknown>[]): object => {
  const superiorGoals = plan.tables.superiorGoals.flatMap((goal) => change({ ...goal }));
  const isThere = (id: unknown): boolean => superiorGoals.some((goal) => goal['id'] === id);
  const goals = plan.tables.goals.map(({ superiorGoal, ...goal }) => ({ ...goal, ...(isThere(superiorGoal) && { superiorGoal }) }));
  return { ...plan, tables: { ...plan.tables, superiorGoals, goals } };
};

describe('planark rollup', () => {
  test('[B6][B7] holds the regions of the only national plan beside each other, in a workbook and as a document', () => {
    const cli = cliFolder();
    const { exitCode, stdout } = cli.run('rollup', '-o', 'regioner.xlsx');
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, '2 regioner under samhandling-2026, per 21.11.2026:']);
    expect(stdout).toMatch(/^ {2}Regional samhandling Nord +Forsinket +39 % +Ikke delt i Google$/m);
    expect(stdout).toContain('Skrevet: regioner.xlsx');
    const shown = valuesOf(cli.path('regioner.xlsx'));
    expect([shown.get('Regioner!A2'), shown.get('Regioner!E2'), shown.get('Dekning!B2'), shown.get('Ferskhet!F3')]).toEqual(['Regional samhandling Nord', 2, 'O1.1', 1]);
    const { json } = cli.run('rollup', 'samhandling-2026', '--json');
    expect(json).toMatchObject({ national: 'samhandling-2026', locale: 'nb', file: 'regioner.xlsx', unreadable: [], regions: [{ plan: 'samhandling-nord-2026', state: 'not-linked', maturity: { level: 2 } }, { plan: 'samhandling-sor-2026', maturity: { level: 4 } }] });
    expect(json.keptOld).toMatch(/regioner\.old\.xlsx$/);
  });

  test('[B6] takes the plans that are named, and no plan of another national plan or period', () => {
    const cli = cliFolder();
    put(cli, { ...nord, id: 'nord-2025', parent: 'samhandling-2025', title: 'I fjor' });
    put(cli, { ...nord, id: 'nord-2024', parent: undefined, title: 'Forfjor', period: { start: '2024-01-01', end: '2024-12-31' } });
    put(cli, { ...nord, id: 'vest-2026', parent: undefined, organisation: { name: 'Regional samhandling Vest', parent: 'norsk landbrukssamvirke' } });
    const plansOf = (...args: string[]): string[] => cli.run('rollup', ...args, '--json').json.regions.map(({ plan }: { plan: string }) => plan);
    expect(plansOf('samhandling-2026')).toEqual(['samhandling-nord-2026', 'samhandling-sor-2026', 'vest-2026']);
    expect(plansOf('--regions', 'nord-2024, samhandling-sor-2026')).toEqual(['nord-2024', 'samhandling-sor-2026']);
  });

  test('[B6] shows a region whose plan cannot be read as such, tells of plans that nobody can read, and goes on', () => {
    const cli = cliFolder();
    put(cli, { ...nord, title: 'Endret' });
    put(cli, { ...nord, id: 'skadet', title: 'Skadet' });
    const revisions = (plan: string): string => cli.path(`planark-store/plans/${plan}`);
    const files = readdirSync(revisions('samhandling-nord-2026'));
    writeFileSync(path.join(revisions('samhandling-nord-2026'), files.sort().at(-1)!), '{}');
    for (const file of readdirSync(revisions('skadet'))) writeFileSync(path.join(revisions('skadet'), file), '{}');
    const { exitCode, json } = cli.run('rollup', '--json');
    expect([exitCode, json.unreadable]).toEqual([2, ['skadet']]);
    expect(json.regions.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([['Regional samhandling Nord', 'unreadable'], ['Regional samhandling Sør', 'not-linked']]);
    expect(cli.run('rollup').stdout).toContain('Kan ikke leses, så ingen vet hvem de hører til: skadet.');
    expect(valuesOf(cli.path('regioner.xlsx')).get('Regioner!L2')).toBe('Planen kan ikke leses');
  });

  test('[B6] says which national plans there are where none is named, and what to do where there are no regions', () => {
    const cli = cliFolder();
    put(cli, { ...national, id: 'samhandling-2027' });
    expect(cli.run('rollup')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('samhandling-2026, samhandling-2027') });
    expect(cli.run('rollup', 'lillehammer-2026')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('Skriv «Fagforbundet Lillehammer avd. 059» i feltet «Del av»') });
    expect(existsSync(cli.path('regioner.xlsx'))).toBe(false);
    expect(cli.run('rollup', 'finnes-ikke')).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('finnes-ikke') });
    expect(cli.run('rollup', 'samhandling-2026', '--regions', 'finnes-ikke')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('finnes-ikke') });
    expect(cli.run('rollup', '-o', 'regioner.pdf')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('.xlsx') });
  });

  test('[B6] speaks the language that was asked for', () => {
    const cli = cliFolder();
    const words = { nb: 'Regioner', nn: 'Regionar', sv: 'Regioner', en: 'Regions' };
    for (const locale of locales) {
      expect(cli.run('rollup', '-o', `${locale}.xlsx`, '--locale', locale).exitCode).toBe(0);
      expect(valuesOf(cli.path(`${locale}.xlsx`)).get(`${words[locale]}!A2`)).toBe('Regional samhandling Nord');
    }
  });
});

describe('planark regions update', () => {
  test('[B1][B5] a national change reaches every region as a revision of its own, once', () => {
    const cli = cliFolder();
    expect(cli.run('regions', 'update').stdout).toBe('samhandling-nord-2026: de overordnede målene er som i den nasjonale planen.\nsamhandling-sor-2026: de overordnede målene er som i den nasjonale planen.\n');
    const before = cli.run('show', 'samhandling-nord-2026', '--json').json.tables;
    put(cli, withGoals(national, (goal) => (goal['code'] === 'O1.1' ? [{ ...goal, title: 'Alle kan samvirke' }, { id: 'nyttmaal0001', code: 'O1.2', title: 'Flere kurs', focusArea: goal['focusArea'] }] : goal['code'] === 'O2.2' ? [] : [goal])));
    const { exitCode, stdout } = cli.run('regions', 'update', 'samhandling-2026');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('samhandling-nord-2026: tatt inn som revisjon 2.');
    expect(stdout).toContain('O1.1 · Alle kan samvirke: Overordnet mål er satt til «Alle kan samvirke», var «Tillitsvalgte og medlemmer kan mer og er tryggere i rollen»');
    expect(stdout).toContain('O1.2 · Flere kurs: nytt');
    expect(stdout).toContain('borte fra den nasjonale planen, og fjernet');
    const plan = cli.run('show', 'samhandling-nord-2026', '--json').json;
    expect(plan.tables.superiorGoals.map(({ code, title }: Record<string, string>) => `${code} ${title}`)).toEqual([
      'O1.1 Alle kan samvirke', 'O2.1 Organisasjonene har steder å møtes og bygge nettverk', 'O3.1 Vi rekrutterer bedre fordi vi er synlige, møtes og lærer sammen', 'O1.2 Flere kurs',
    ]);
    expect({ ...plan.tables, superiorGoals: [] }).toEqual({ ...before, superiorGoals: [] });
    expect(cli.run('history', 'samhandling-nord-2026', '--json').json.revisions[0]).toMatchObject({ number: 2, author: 'Norsk Landbrukssamvirke', message: 'Overordnede mål slik de er i samhandling-2026, revisjon 2' });
    expect(cli.run('regions', 'update', '--json').json.regions.map(({ committed }: { committed: boolean }) => committed)).toEqual([false, false]);
  });

  test('[B2][B3] what a region edited is set back and told; a goal that is in use is kept; one that cannot be added is told', () => {
    const cli = cliFolder();
    put(cli, withGoals(nord, (goal) => (goal['code'] === 'O1.1' ? [{ ...goal, title: 'Vårt eget ord' }] : [goal, ...(goal['code'] === 'O3.1' ? [{ id: 'egetmaal0001', code: 'O9', title: 'Eget', issuer: 'Nord' }] : [])])));
    put(cli, withGoals(national, (goal) => (goal['code'] === 'O2.1' ? [] : [goal, ...(goal['code'] === 'O3.1' ? [{ id: 'nyttmaal0009', code: 'O9', title: 'Nasjonalt' }] : [])])));
    const { exitCode, stdout } = cli.run('regions', 'update', '--regions', 'samhandling-nord-2026');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('var «Vårt eget ord»');
    expect(stdout).toContain('men beholdt, for regionen har mål under det');
    expect(stdout).toContain('O9 · Nasjonalt: ikke tatt inn, for regionen bruker koden til noe eget.');
    expect(cli.run('regions', 'update', '--regions', 'samhandling-nord-2026').stdout).toMatch(/^samhandling-nord-2026: det er ikke noe nytt å ta inn, men noe står igjen:\n(?: {2}O.+\n){2}$/);
  });

  test('[B5][B6] a plan that is no region’s is told, and the others go on', () => {
    const cli = cliFolder();
    const { exitCode, stdout } = cli.run('regions', 'update', 'samhandling-2026', '--regions', 'lillehammer-2026,samhandling-sor-2026');
    expect([exitCode, stdout.split('\n')]).toEqual([2, [expect.stringMatching(/^lillehammer-2026: organisasjonen er ikke del av Norsk Landbrukssamvirke, /), 'samhandling-sor-2026: de overordnede målene er som i den nasjonale planen.', '']]);
  });
});

const many = (count: number): RegionInput[] => Array.from({ length: count }, (_, i): RegionInput => {
  const plan = i % 2 === 0 ? nord : sor;
  const sheet = i % 5 === 0 ? null : { url: `https://docs.google.com/spreadsheets/d/ark${i}/edit`, synced: '2026-11-18', revision: i % 3, isUnreachable: i % 7 === 0 };
  return { planId: `region-${i}`, name: `Region ${String(i).padStart(3, '0')}`, plan: i % 11 === 10 ? null : { ...plan, currency: i % 13 === 12 ? 'SEK' : 'NOK' }, revision: 1, changed: '2026-11-01', changedBy: 'Kari', sheet };
});

describeWith('libreoffice', 'the roll-up recalculated by an independent engine', () => {
  test('[B8] every total is the stored result, in every language, with two regions and with a hundred', async () => {
    await withFolder(async (folder) => {
      const models = [...locales.map((locale) => [`to.${locale}.xlsx`, renderRollUp(rollUp(national, many(2), '2026-11-21'), locale)] as const), ['hundre.nb.xlsx', renderRollUp(rollUp(national, many(100), '2026-11-21'), 'nb')] as const, ['ingen.nb.xlsx', renderRollUp(rollUp(national, [], '2026-11-21'), 'nb')] as const];
      for (const [name, model] of models) writeFileSync(path.join(folder, name), await writeXlsx(model));
      mkdirSync(path.join(folder, 'recalculated'));
      convertWithLibreOffice(models.map(([name]) => path.join(folder, name)), 'xlsx', path.join(folder, 'recalculated'));
      for (const [name, model] of models) {
        const stored = storedResults(path.join(folder, name));
        expect(stored.size).toBe(modelResults(model).size);
        expect(stored.size).toBeGreaterThan(30);
        expect(differences(stored, valuesOf(path.join(folder, 'recalculated', name)))).toEqual([]);
      }
    });
  }, 240_000);
});
