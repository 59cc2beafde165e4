import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { planTotals } from '../../core/plan/budget/totals';
import { yearTotals } from '../../core/plan/budget/year-totals';
import { pushFigures, type GridCell } from '../../core/sheet';
import { budgetHeaders, budgetMapping, budgetPlan, budgetTab, type Row } from '../support/budget-grid';
import { convertWithLibreOffice } from '../support/libreoffice';
import { gridOf, putInto, syncFile, treasurersBook, treasurersFile, withNames } from '../support/live-workbook';
import { patched } from '../support/patch-support';
import { describeWith } from '../support/programs';

const rows: readonly Row[] = [
  budgetHeaders,
  ['Kostnader'],
  [6860, 'Møter', 12000.5, 900, null, 'Styret'],
  ['6860', 'Møter, kurs', 400, null, null, 'Ungdom'],
  ['06890', 'Annet', 100, 5, null, null],
  ['7100 Bil', null, 77, 7, null, null],
  [null, 'Sum', 12577.5, 912],
];
const budgetLine = (account: string, more: object = {}): object => ({ account, year: 2026, adopted: 1, ...more });

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The file as LibreOffice calculates and saves it. */
const recalculated = (file: Buffer): Buffer => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-linked-'));
  folders.push(folder);
  mkdirSync(path.join(folder, 'out'));
  writeFileSync(path.join(folder, 'budsjett.xlsx'), file);
  convertWithLibreOffice([path.join(folder, 'budsjett.xlsx')], 'xlsx', path.join(folder, 'out'));
  return readFileSync(path.join(folder, 'out', 'budsjett.xlsx'));
};

const shown = (cell: GridCell | undefined): unknown => (cell?.isFormula ? `=${String(cell.value)}` : (cell?.value ?? null));
/** Account, adopted and actual of the plan's lines, as the file has them. */
const lines = (file: Buffer): unknown[][] => gridOf(file).worksheets.find(({ name }) => name === 'Budsjett')!.rows.slice(1).filter(({ cells }) => cells[0]).map(({ cells }) => [cells[1]?.value, ...[5, 6].map((column) => shown(cells[column]))]);

const columnOfAmount = (file: Buffer): number => gridOf(file).worksheets.find(({ name }) => name === 'Kostnader')!.rows[0]!.cells.findIndex((cell) => cell?.value === 'Beløp');

describeWith('libreoffice', 'a linked workbook in LibreOffice', () => {
  const mapping = budgetMapping({}, true);
  const plan = budgetPlan([], [budgetLine('6860', { department: 'Styret' }), budgetLine('6860', { department: 'ungdom' }), budgetLine('6890'), budgetLine('7100'), budgetLine('4000')]);

  test('[C61][C64] calculates the figures that core has, and keeps the names', async () => {
    const { file, store } = await putInto(withNames(await treasurersFile(rows), mapping), plan);
    const calculated = recalculated(file);
    expect(lines(calculated)).toEqual([['6860', '=12000.5', '=900'], ['6860', '=400', null], ['6890', '=100', '=5'], ['7100', '=77', '=7'], ['4000', 0.01, null]]);
    expect([lines(calculated), gridOf(calculated).names]).toEqual([lines(file), expect.arrayContaining([...gridOf(file).names!])]);
    const { decision } = await syncFile(calculated, store);
    expect([decision.problems, decision.plan.tables.budget.map(({ adopted }) => adopted)]).toEqual([[], [1_200_050, 40_000, 10_000, 7700, 1]]);
  });

  test('[C64][C65] figures that were changed, and rows that were typed below, come to the same in core as there', async () => {
    const { file, store } = await putInto(withNames(await treasurersFile(rows), mapping), plan);
    const cells = [{ row: 2, column: 2, value: 15 }, { row: 8, column: 0, value: '7100 Leiebil' }, { row: 8, column: 2, value: 3.25 }, { row: 4, column: 3, value: 6 }];
    const typed = patched(file, { edits: [{ tab: budgetTab, cells }] });
    const calculated = recalculated(typed);
    expect(lines(calculated).map(([, adopted, actual]) => [adopted, actual])).toEqual([['=15', '=900'], ['=400', null], ['=100', '=6'], ['=80.25', '=7'], [0.01, null]]);
    expect(lines((await syncFile(typed, store)).file)).toEqual(lines(calculated));
  });

  test('[C111][C118] a tab for each year: each line follows the tab of its own, and keeps to it when the other is sorted and grows', async () => {
    const tabs: Readonly<Record<string, readonly Row[]>> = { 2026: [['Konto', 'Navn', 'Vedtatt'], [6860, 'Møter', 12.5], [7100, 'Bil', 77]], '2027 utkast': [['Navn', 'Konto', 'Vedtatt'], ['Bil', '7100', 80], ['Møter', '06860', 13]] };
    const amount = (year: number) => ({ kind: 'adopted' as const, year, column: { letters: 'C', header: 'Vedtatt' } });
    const [first, second] = [budgetMapping({ tab: '2026', amounts: [amount(2026)] }), budgetMapping({ tab: '2027 utkast', columns: { account: { letters: 'B', header: 'Konto' } }, amounts: [amount(2027)] })];
    const own = budgetPlan([], [budgetLine('6860'), budgetLine('6860', { year: 2027 }), budgetLine('7100'), budgetLine('7100', { year: 2027 })]);
    const { file, store } = await putInto(withNames(await treasurersBook(tabs), first, second), { ...own, period: { start: '2026-01-01', end: '2027-12-31' } });
    const moved = [['Møter', 6860, 14.25], ['Bil', '7100', 81], ['Buss', '7100 Buss', 9]].flatMap((cells, i) => cells.map((value, column) => ({ row: i + 1, column, value })));
    const calculated = recalculated(patched(file, { edits: [{ tab: '2027 utkast', cells: moved }] }));
    // No row had a name behind the account when the formulas were written: the next sync writes them for those of now.
    expect(lines(calculated).map(([, is]) => is)).toEqual(['=12.5', '=14.25', '=77', '=81']);
    const { decision, file: after } = await syncFile(calculated, store);
    expect([decision.problems, decision.plan.tables.budget.map(({ adopted }) => adopted)]).toEqual([[], [12_50, 14_25, 77_00, 90_00]]);
    expect(lines(recalculated(after)).map(([, is]) => is)).toEqual(['=12.5', '=14.25', '=77', '=90']);
  });

  test('[C82] income written positive, and a column for each department', async () => {
    const table: readonly Row[] = [['Konto', 'Navn', 'Styret', '20 Økonomi'], ['Inntekter'], ['3900', 'Tilskudd', 500.5, 20], ['3900 Gaver', null, 10], ['Kostnader'], [6860, 'Møter', 12, 7]];
    const amount = (letters: string, department: string) => ({ kind: 'adopted' as const, year: 2026, column: { letters, header: department }, department });
    const own = budgetMapping({ incomeIs: 'positive', amounts: [amount('C', 'Styret'), amount('D', '20 Økonomi')] });
    const { file, store } = await putInto(withNames(await treasurersFile(table), own), budgetPlan([], [budgetLine('3900', { department: 'Styret' }), budgetLine('6860', { department: '20' }), budgetLine('6860')]));
    const calculated = recalculated(patched(file, { edits: [{ tab: budgetTab, cells: [{ row: 3, column: 2, value: 11 }] }] }));
    expect(lines(calculated)).toEqual([['3900', '=-511.5', null], ['6860', '=7', null], ['6860', 0.01, null]]);
    const { decision, file: after } = await syncFile(calculated, store);
    expect([decision.problems, decision.plan.tables.budget.map(({ adopted }) => adopted), lines(after)]).toEqual([[], [-511_50, 7_00, 1], lines(calculated)]);
  });

  test('[C52][C64] comes to the same totals as core, after the treasurer changed figures and somebody a cost', async () => {
    const costs = [{ account: '6860', department: 'Styret', year: 2026, amount: 1_000_05, funding: 'OU-midler' }, { account: '06890', year: 2026, amount: 70_10 }, { account: '7100', year: 2026, amount: 30_00 }];
    const { file, store } = await putInto(withNames(await treasurersFile(rows), mapping), budgetPlan(costs, plan.tables.budget.map(({ id: _, ...line }) => line)));
    const first = await syncFile(file, store);
    const typed = patched(first.file, { edits: [
      { tab: budgetTab, cells: [{ row: 2, column: 2, value: 15.37 }, { row: 8, column: 0, value: '7100 Leiebil' }, { row: 8, column: 2, value: 3.25 }, { row: 4, column: 3, value: 6 }] },
      { tab: 'Kostnader', cells: [{ row: 2, column: columnOfAmount(first.file), value: 99.9 }] },
    ] });
    const calculated = recalculated(typed);
    const { plan: after } = (await syncFile(calculated, store)).decision;
    const page = gridOf(calculated).worksheets.find(({ name }) => name === 'Avstemming')!;
    const numbersIn = (label: string | number, below = 0): number[] => {
      const { index } = page.rows.find(({ cells }) => cells.some((cell) => cell?.value === label))!;
      return page.rows.find((row) => row.index === index + below)!.cells.flatMap((cell) => (typeof cell?.value === 'number' && cell.value !== label ? [Math.round(cell.value * 100)] : []));
    };
    const { total } = planTotals(after);
    expect([total, numbersIn('Planen koster', 1)]).toEqual([1_000_05 + 99_90 + 30_00, [total, total, total, total]]);
    const [year] = yearTotals(after);
    expect([year!.adopted, year!.actual]).toEqual([15_37 + 400_00 + 100_00 + 77_00 + 3_25 + 1, 900_00 + 6_00 + 7_00]);
    expect(numbersIn(2026)).toEqual([year!.planned, year!.adopted, year!.actual, year!.left]);
  });

  test('[C69] a file that LibreOffice has saved takes the next push where it was', async () => {
    const costs = [{ account: '6890', amount: 555_00, year: 2026 }, { account: '7100', amount: 12_00, year: 2026 }];
    const push = (file: Buffer, column?: string): Buffer => {
      const pushing = pushFigures(budgetPlan(costs), gridOf(file), budgetMapping(), { year: 2026, column });
      if (!pushing.ok) throw new Error(pushing.failure);
      const { tab, cells, names } = pushing.push;
      return patched(file, { edits: cells.length > 0 ? [{ tab, cells }] : [], names });
    };
    const saved = recalculated(push(await treasurersFile(rows), 'Plan 2026'));
    expect(gridOf(saved).worksheets[0]!.rows.flatMap(({ cells: row }) => (row[4] ? [[row[0]?.value, row[4].value]] : []))).toEqual([['Konto', 'Plan 2026'], ['06890', 555], ['7100 Bil', 12]]);
    expect(push(saved).equals(saved)).toBe(true);
  });
});
