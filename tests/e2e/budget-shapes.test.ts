import { mkdirSync, readFileSync } from 'node:fs';
import type { Finding } from '../../core/plan/budget/finding';
import type { Plan } from '../../core/plan/plan';
import { guessMapping, readFigures } from '../../core/sheet';
import { budgetShapes, figuresOfShape, makeBudgetWorkbooks, plainFigures, rowsByOpenpyxl } from '../support/budget-shapes';
import { cliFolder, type CliFolder } from '../support/cli';
import { convertWithLibreOffice } from '../support/libreoffice';
import { gridOf } from '../support/live-workbook';
import { officeHands, type OfficeStep } from '../support/office-hands';
import { planOf } from '../support/plan-of-tables';
import { describeWith } from '../support/programs';

const years = { period: { start: '2026-01-01', end: '2027-12-31' } };
const cost = (account: string, department: string | undefined, amount: number) => ({ text: 'Kostnad', account, ...(department !== undefined && { department }), year: 2026, amount: amount * 100 });
/** 5,000 more on 6860 than was adopted; the rest within it. */
const costs = [cost('6860', 'Styret', 120_000), cost('06860 Møter', 'Ungdom', 40_000), cost('6940', 'Styret', 12_500.5), cost('7350', 'Ungdom', 45_000), cost('3920', undefined, -480_000)];
const planned: Readonly<Record<string, number>> = { 6860: 160_000, 6940: 12_500.5, 7350: 45_000, 3920: -480_000 };

const codeOf = (cell: string | number | null | undefined): string => /^0?(\d{4})/.exec(String(cell ?? ''))?.[1] ?? '';
const shapes = Object.entries(budgetShapes);

/** What stands in a column beside each account, as openpyxl reads it. */
const columnBeside = (file: string, header: string): Record<string, unknown> => {
  const rows = rowsByOpenpyxl(file);
  const at = rows.findIndex((row) => row.includes(header));
  const column = rows[at]!.indexOf(header);
  return Object.fromEntries(rows.slice(at + 1).flatMap((row) => {
    const code = row.slice(0, 4).map(codeOf).find((one) => one !== '');
    return code !== undefined && row[column] !== null ? [[code, row[column]]] : [];
  }));
};

const put = (cli: CliFolder, plan: Plan): void => expect(cli.run('put', cli.write(`${plan.id}.json`, JSON.stringify(plan))).exitCode).toBe(0);
const putNew = (cli: CliFolder, id: string): void => put(cli, planOf({ costs }, { id, ...years }));
const pulled = (cli: CliFolder, id: string) => plainFigures(cli.run('show', id, '--json').json.tables.budget);

describeWith('openpyxl', 'workbooks of treasurers, by openpyxl', () => {
  let cli: CliFolder;
  beforeAll(() => {
    cli = cliFolder();
    mkdirSync(cli.path('made'));
    makeBudgetWorkbooks(cli.path('made'));
  });

  test.each(shapes.filter(([, { isComputed }]) => !isComputed))('[C24][C27][C29][C35][C67][C70] %s: guessed, pulled, pushed and checked; pull, push, pull changes nothing', (shape, { unit = 1, isPositive, hasDepartments, hasActual, common }) => {
    const file = `made/${shape}.xlsx`;
    putNew(cli, shape);
    const parts = common === undefined ? [] : [common, 'Styret', 'Ungdom'].flatMap((department) => ['--planned', `2026:${department}=Plan ${department}`]);
    expect(cli.run('budget', 'link', shape, file, '--guess', '--yes', ...parts, '--json')).toMatchObject({ exitCode: 0, json: { kept: true, problems: [] } });
    expect(cli.run('budget', 'pull', shape, file, '--all', '--json')).toMatchObject({ exitCode: 0, json: { committed: true, problems: [], conflicts: [] } });
    expect(pulled(cli, shape)).toEqual(figuresOfShape(budgetShapes[shape]!));
    const push = () => cli.run('budget', 'push', shape, file, ...(parts.length > 0 ? [] : ['--column', 'Plan 2026']), '--json');
    const { written, notWritten } = push().json;
    expect([written, notWritten.map(({ why, account }: { why: string; account: string }) => [why, account])]).toEqual([true, parts.length > 0 ? [['lacks-department', '3920']] : []]);
    const bytes = cli.read(file);
    const inSheet = (account: string, amount: number): number => (isPositive && account === '3920' ? -amount : amount) / unit;
    if (hasDepartments !== true) expect(columnBeside(cli.path(file), 'Plan 2026')).toEqual(Object.fromEntries(Object.entries(planned).map(([account, amount]) => [account, inSheet(account, amount)])));
    if (parts.length > 0) expect([columnBeside(cli.path(file), 'Plan Styret'), columnBeside(cli.path(file), 'Plan Ungdom')]).toEqual([{ 6860: 120_000, 6940: 12_500.5 }, { 6860: 40_000, 7350: 45_000 }]);
    expect(push().json.written).toBe(false);
    expect(cli.run('budget', 'pull', shape, file, '--all', '--json').json).toMatchObject({ committed: false, changed: [], added: [], gone: [] });
    expect(cli.read(file).equals(bytes)).toBe(true);
    const check = cli.run('budget', 'check', shape, file, '--json');
    expect([check.exitCode, check.json.problems]).toEqual([2, []]);
    const found = check.json.findings.filter(({ kind }: Finding) => kind === 'over-planned' || kind === 'over-spent').map(({ kind, account, year, amount }: Finding) => [kind, codeOf(account), year, amount]);
    const spent = hasActual ? [['over-spent', '7350', 2026, 4_260_00]] : [];
    expect(found).toEqual([...spent, ['over-planned', '6860', 2026, 5_000_00]]);
  });

  describeWith('libreoffice', 'and saved by LibreOffice', () => {
    beforeAll(() => {
      const again = cliFolder();
      makeBudgetWorkbooks(again.path(''));
      convertWithLibreOffice(shapes.map(([shape]) => again.path(`${shape}.xlsx`)), 'xlsx', cli.path('.'));
    });

    test.each(shapes)('[C24][C26][C29] %s: guessed and read alike, its sums with their lines', (shape) => {
      const grid = gridOf(readFileSync(cli.path(`${shape}.xlsx`)));
      const guess = guessMapping(grid, { years: [2026, 2027], fileName: `${shape}.xlsx` });
      if (!guess.ok) throw new Error(guess.failure);
      const { figures, problems, sums } = readFigures(grid, guess.mapping, 'nb');
      expect([problems, plainFigures(figures)]).toEqual([[], figuresOfShape(budgetShapes[shape]!)]);
      expect(sums.filter(({ stated, lines }) => stated !== lines)).toEqual([]);
    });

    test.each(['two-years', 'department-columns'])('[C33] %s as OpenDocument is pulled alike; a push says what to do instead', (shape) => {
      const id = `${shape}-ods`;
      mkdirSync(cli.path(id));
      convertWithLibreOffice([cli.path(`${shape}.xlsx`)], 'ods', cli.path(id));
      const file = `${id}/${shape}.ods`;
      putNew(cli, id);
      expect(cli.run('budget', 'link', id, file, '--guess', '--yes').exitCode).toBe(0);
      expect(cli.run('budget', 'pull', id, file, '--all', '--json').json).toMatchObject({ committed: true, problems: [] });
      expect(pulled(cli, id)).toEqual(figuresOfShape(budgetShapes[shape]!));
      expect(cli.run('budget', 'push', id, file, '--column', 'Plan 2026').stderr).toContain('xlsx');
    });

    const onTab = (tab: string, steps: readonly Record<string, unknown>[]): OfficeStep[] => steps.map((step) => ({ tab, ...step }) as OfficeStep);
    const hands: Readonly<Record<string, { readonly steps: readonly OfficeStep[]; readonly gone: string }>> = {
      // A row is put in, costs are sorted by their names, a column comes before the amounts, an account goes.
      'one-year': { gone: '5330', steps: onTab('Budsjett 2026', [{ step: 'insertRows', at: 9, count: 2 }, { step: 'sort', range: 'A9:F14', by: 1 }, { step: 'insertColumns', at: 2 }, { step: 'set', cell: 'C3', value: 'Ansvarlig' }, { step: 'deleteRows', at: 8 }, { step: 'insertRows', at: 0 }]) },
      'hidden-rows': { gone: '6940', steps: onTab('Budsjett 2026', [{ step: 'sort', range: 'A2:F7', by: 3, isDescending: true }, { step: 'deleteColumns', at: 2 }, { step: 'insertRows', at: 3 }, { step: 'move', range: 'A2:E2', to: 'A12' }, { step: 'deleteRows', at: 5 }]) },
      thousands: { gone: '6940', steps: onTab('Langtidsbudsjett', [{ step: 'deleteRows', at: 10 }, { step: 'insertColumns', at: 0, count: 2 }, { step: 'insertRows', at: 1, count: 3 }, { step: 'rename', name: 'Budsjettet' }]) },
    };

    test.each(Object.entries(hands))('[C25][C69][C70] %s: rows and columns put in, sorted, moved and taken out between two pushes move no amount', (shape, { steps, gone }) => {
      const id = `${shape}-hands`;
      mkdirSync(cli.path(id));
      const file = cli.write(`${id}/${shape}.xlsx`, readFileSync(cli.path(`${shape}.xlsx`)));
      putNew(cli, id);
      expect(cli.run('budget', 'link', id, file, '--guess', '--yes').exitCode).toBe(0);
      expect(cli.run('budget', 'push', id, file, '--column', 'Plan 2026', '--json').json.notWritten).toEqual([]);
      cli.write(file, officeHands(cli.read(file), steps));
      const plan: Plan = cli.run('show', id, '--json').json;
      const others = planOf({ costs: costs.filter(({ account }) => account !== '7350').concat(cost('5330', 'Styret', 1), cost('8050', undefined, -7)) }).tables.costs;
      put(cli, { ...plan, tables: { ...plan.tables, costs: others } });
      expect(cli.run('budget', 'pull', id, file, '--all', '--json').json).toMatchObject({ committed: true, problems: [] });
      expect(pulled(cli, id)).toEqual(figuresOfShape(budgetShapes[shape]!).filter(([account]) => account !== gone));
      const { json } = cli.run('budget', 'push', id, file, '--json');
      expect(json.columns).toEqual(['Plan 2026']);
      const { unit = 1, isPositive } = budgetShapes[shape]!;
      const income = isPositive ? -1 : 1;
      const expected = { 3920: (income * -480_000) / unit, 5330: 1 / unit, 6860: 160_000 / unit, 6940: 12_500.5 / unit, 8050: (income * -7) / unit };
      expect(columnBeside(cli.path(file), 'Plan 2026')).toEqual(Object.fromEntries(Object.entries(expected).filter(([account]) => account !== gone)));
      expect(json.notWritten.map(({ why, account }: { why: string; account: string }) => [why, account])).toEqual(expected[Number(gone) as keyof typeof expected] === undefined ? [] : [['no-row', gone]]);
    });
  });
});
