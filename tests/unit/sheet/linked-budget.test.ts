import { linkedBudget, type BudgetKey } from '../../../core/sheet/budget/linked-budget';
import { linkNames, planPart, type GridCell } from '../../../core/sheet';
import { mayEdit } from '../../../core/plan/rights';
import { gridFromWire, gridToWire, noticeMessage } from '../../../core/sync';
import { isWireGrid } from '../../../core/sync/is-wire-grid';
import { wireGridSchema } from '../../../core/sync/wire-grid';
import { budgetGrid, budgetHeaders, budgetMapping, budgetPlan, budgetTab, namesFor, type Row } from '../../support/budget-grid';
import { gridOf, putInto, syncFile, treasurersFile, withNames } from '../../support/live-workbook';
import { patched } from '../../support/patch-support';

const mapping = budgetMapping();
const linkedIn = (rows: readonly Row[], own = mapping) => {
  const grid = budgetGrid(rows);
  return linkedBudget({ ...grid, names: namesFor(grid, own) })!;
};
const line = (account: string, more: Partial<BudgetKey> = {}): BudgetKey => ({ account, department: '', year: 2026, ...more });
const told = (rows: readonly Row[], key: BudgetKey, own = mapping): unknown => {
  const figure = linkedIn(rows, own).figure(key, 'adopted');
  return figure && [figure.value, figure.formula('$B2', '$D2')];
};

describe('a treasurer’s table by the names of its columns', () => {
  test('[C63] columns are named from the header to a hundred rows below the last', () => {
    expect(linkNames(budgetGrid([['Budsjett for laget'], budgetHeaders, [6860, 'Møter', 1]]), budgetMapping({ headerRow: 2 }))).toEqual([
      { name: 'Planark_account', text: "'Budsjett 2026'!$A$2:$A$103" }, { name: 'Planark_name', text: "'Budsjett 2026'!$B$2:$B$103" },
      { name: 'Planark_adopted_2026', text: "'Budsjett 2026'!$C$2:$C$103" }, { name: 'Planark_actual_2026', text: "'Budsjett 2026'!$D$2:$D$103" },
    ]);
  });

  test('[C63] thousands, positive income and departments have names of their own; two columns of one have none', () => {
    const names = (more: Parameters<typeof budgetMapping>[0]): string[] => linkNames(budgetGrid([budgetHeaders, [6860, 'Møter', 1]]), budgetMapping(more)).map(({ name }) => name);
    expect(names({ unit: 1000 })).toContain('Planark_adopted_2026_thousands');
    expect(names({ incomeIs: 'positive' })).toContain('Planark_actual_2026_positive');
    const adopted = (department: string | undefined, letters: string) => ({ kind: 'adopted' as const, year: 2026, column: { letters }, ...(department !== undefined && { department }) });
    expect(names({ amounts: [adopted('Styret', 'C'), adopted('20 Økonomi', 'D')], incomeIs: 'positive', unit: 1000 }).slice(2))
      .toEqual(['Planark_adopted_2026_thousands_positive_of_Styret', 'Planark_adopted_2026_thousands_positive_of_20__u000d8konomi']);
    expect(names({ amounts: [adopted('Styret', 'C'), adopted('styret', 'D'), adopted(undefined, 'E')] }).slice(2)).toEqual(['Planark_adopted_2026']);
  });

  test('[C64] a line’s figure is a sum over the names, whatever way the account is written', () => {
    const rows = [budgetHeaders, [6860, null, 12.5], ['6890 Annet', null, 7], ['06900', null, 3], ['6860 Mer', null, 1]];
    expect(told(rows, line('6860'))).toEqual([1350, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2)+SUMIFS(Planark_adopted_2026,Planark_account,$B2&" *")']);
    expect(told(rows, line('06860'))).toEqual([1350, 'SUMIFS(Planark_adopted_2026,Planark_account,"6860")+SUMIFS(Planark_adopted_2026,Planark_account,"6860"&" *")']);
    expect(told(rows, line('6890'))).toEqual([700, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2&" *")']);
    expect(told(rows, line('6900'))).toEqual([300, 'SUMIFS(Planark_adopted_2026,Planark_account,"06900")']);
    expect(told([budgetHeaders, ['Styremøter', null, 9]], line('styremøter'))).toEqual([900, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2)']);
    expect(told(rows, line('6860'), budgetMapping({ unit: 1000 }))).toEqual([1_350_000, '(SUMIFS(Planark_adopted_2026_thousands,Planark_account,$B2)+SUMIFS(Planark_adopted_2026_thousands,Planark_account,$B2&" *"))*1000']);
  });

  test('[C64] a department is held against the table’s departments', () => {
    const rows = [budgetHeaders, [6860, null, 1, null, null, 'Styret'], [6860, null, 2, null, null, 'Ungdom'], [6860, null, 4]];
    const own = budgetMapping({}, true);
    expect(told(rows, line('6860', { department: 'Ungdom' }), own)).toEqual([200, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2,Planark_department,$D2)']);
    expect(told(rows, line('6860'), own)).toEqual([400, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2,Planark_department,"=")']);
    expect(told(rows, line('6860', { department: 'Nord' }), own)).toBeUndefined();
    expect(told(rows, line('6860', { department: 'Styret' }))).toBeUndefined();
  });

  test('[C82] where income is positive its lines have the sign turned, those of costs have not', () => {
    const own = budgetMapping({ incomeIs: 'positive' });
    const rows = [budgetHeaders, ['Inntekter'], ['3900', 'Tilskudd', 500], ['3950', 'Gaver', 10], ['3950 Mer', null, 5], ['8050', 'Renteinntekter', 3], ['Loppemarked', null, 7], ['Kostnader'], ['6860', 'Møter', 12.5], ['Husleie', 'Leiekostnad', 4]];
    expect(told(rows, line('3900'), own)).toEqual([-50_000, '-SUMIFS(Planark_adopted_2026_positive,Planark_account,$B2)']);
    expect(told(rows, line('3950'), own)).toEqual([-1500, '-(SUMIFS(Planark_adopted_2026_positive,Planark_account,$B2)+SUMIFS(Planark_adopted_2026_positive,Planark_account,$B2&" *"))']);
    expect(told(rows, line('8050'), own)).toEqual([-300, '-SUMIFS(Planark_adopted_2026_positive,Planark_account,$B2)']);
    expect(told(rows, line('6860'), own)).toEqual([1250, 'SUMIFS(Planark_adopted_2026_positive,Planark_account,$B2)']);
    expect(told(rows, line('6860'), { ...own, unit: 1000 })).toEqual([1_250_000, 'SUMIFS(Planark_adopted_2026_thousands_positive,Planark_account,$B2)*1000']);
    expect(told(rows, line('3900'), { ...own, unit: 1000 })).toEqual([-50_000_000, '-SUMIFS(Planark_adopted_2026_thousands_positive,Planark_account,$B2)*1000']);
  });

  test('[C82] where a sheet is written as a result, every line has the sign turned', () => {
    const [own, rows] = [budgetMapping({ incomeIs: 'result' }), [budgetHeaders, ['3900', 'Tilskudd', 500], ['6860', 'Møter', -12.5]]];
    expect(told(rows, line('3900'), own)).toEqual([-50_000, '-SUMIFS(Planark_adopted_2026_result,Planark_account,$B2)']);
    expect(told(rows, line('6860'), own)).toEqual([1250, '-SUMIFS(Planark_adopted_2026_result,Planark_account,$B2)']);
  });

  test('[C82] a line that only its heading tells to be income is typed: it may be moved away from it', () => {
    const rows = [budgetHeaders, ['Inntekter'], ['8400', 'Loppemarked', 7]];
    expect([told(rows, line('8400'), budgetMapping({ incomeIs: 'positive' })), told(rows, line('8400'))]).toEqual([undefined, [700, expect.any(String)]]);
    // Where costs have the minus, all lines are turned, whatever they are.
    expect(told(rows, line('8400'), budgetMapping({ incomeIs: 'result' }))).toEqual([-700, '-SUMIFS(Planark_adopted_2026_result,Planark_account,$B2)']);
  });

  test('[C82] departments have a column each, and lines without one that of all', () => {
    const rows = [['Konto', 'Navn', 'Felles', 'Styret', '20 Økonomi'], ['6860', 'Møter', 1, 2, 4], ['7100', 'Bil', 8, null, null]];
    const amount = (letters: string, header: string, department?: string) => ({ kind: 'adopted' as const, year: 2026, column: { letters, header }, ...(department !== undefined && { department }) });
    const own = budgetMapping({ amounts: [amount('C', 'Felles'), amount('D', 'Styret', 'Styret'), amount('E', '20 Økonomi', '20 Økonomi')] });
    const of = (department: string, account = '6860') => told(rows, line(account, { department }), own);
    expect([of(''), of('styret'), of('020 økonomi'), of('20')]).toEqual([
      [100, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2)'], [200, 'SUMIFS(Planark_adopted_2026_of_Styret,Planark_account,$B2)'],
      [400, 'SUMIFS(Planark_adopted_2026_of_20__u000d8konomi,Planark_account,$B2)'], [400, 'SUMIFS(Planark_adopted_2026_of_20__u000d8konomi,Planark_account,$B2)'],
    ]);
    expect([of('Nord'), of('Styret', '7100'), of('', '7100')]).toEqual([undefined, undefined, [800, expect.any(String)]]);
  });

  test.each<[string, Row]>([['a sum', ['6860', 'Sum møter', { value: 500, isFormula: true }]], ['a sum in one cell', ['6860 Sum møter', null, { value: 500, isFormula: true }]]])(
    '[C66] a line is typed where %s has its account too: a pull leaves it out, a formula would not', (_, sum) => {
      expect(told([budgetHeaders, [6860, 'Kurs', 200], [6860, 'Mat', 300], sum], line('6860'))).toBeUndefined();
    });

  test.each<[string, Row]>([
    ['an account of another number', [6861, null, 1]], ['no amount', [6860, null, null]], ['an amount as text', [6860, null, '12 000']], ['an error', [6860, null, { error: '#REF!' }]],
    ['a date', [6860, null, { value: 45000, isDate: true }]], ['a sign that a criterion takes for others', ['6860*', null, 1]], ['space that a criterion does not see past', [' 6860', null, 1]],
  ])('[C66] a line is typed where the table has %s', (_, row) => {
    expect(told([budgetHeaders, row], line('6860'))).toBeUndefined();
  });

  test('[C66] a line is typed where its account is spelled in two ways, its year is another, or it has no account', () => {
    expect(told([budgetHeaders, [6860, null, 1], ['06860', null, 2]], line('6860'))).toBeUndefined();
    expect([told([budgetHeaders, [6860, null, 1]], line('6860', { year: 2027 })), told([budgetHeaders, [6860, null, 1], ['', null, 1]], line(''))]).toEqual([undefined, undefined]);
  });

  test('[C66] without names of its columns there is no table', () => {
    const grid = budgetGrid([budgetHeaders, [6860, null, 1]]);
    expect([linkedBudget(grid), linkedBudget({ ...grid, names: namesFor(grid, mapping).slice(0, 2) }), linkedBudget({ ...grid, names: namesFor(grid, mapping).map((name) => ({ ...name, tab: 'Borte' })) })]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the plan’s tabs in the treasurer’s workbook', () => {
  const rows = [budgetHeaders, ['6860', 'Møter', 12000, 900], ['6890', 'Annet', 100, 5], [null, 'Sum', 12100, 905]];
  const plan = () => budgetPlan([{ account: '6860', year: 2026, amount: 500 }], [{ account: '6860', year: 2026, adopted: 1 }, { account: '7100', year: 2026, adopted: 4200 }, { name: 'Uten konto', year: 2026, adopted: 300 }]);
  const opened = async () => putInto(withNames(await treasurersFile(rows), mapping), plan());
  const amounts = (file: Buffer): unknown[] => gridOf(file).worksheets.find(({ name }) => name === 'Budsjett')!.rows.slice(1).filter(({ cells }) => cells[0]).map(({ cells }) => [5, 6].map((column) => shown(cells[column])));
  const shown = (cell: GridCell | undefined): unknown => (cell?.isFormula ? `=${String(cell.value)}` : (cell?.value ?? null));
  const typed = (file: Buffer, tab: string, row: number, column: number, value: string | number | null): Buffer => patched(file, { edits: [{ tab, cells: [{ row, column, value }] }] });

  test('[C64] lines of its accounts are formulas with their results, others are typed', async () => {
    const { file } = await opened();
    expect(amounts(file)).toEqual([['=12000', '=900'], [42, null], [3, null]]);
  });

  test('[C65] a sync takes the treasurer’s figures in, and the next has nothing to do', async () => {
    const { file, store } = await opened();
    const first = await syncFile(file, store);
    expect([first.decision.problems, first.decision.notices.filter(({ code }) => code.startsWith('F'))]).toEqual([[], []]);
    expect(store.revisions.at(-1)!.tables.budget.map(({ adopted, actual }) => [adopted, actual])).toEqual([[1_200_000, 90_000], [4200, undefined], [300, undefined]]);
    const second = await syncFile(first.file, store);
    expect([second.decision.isPlanChanged, second.decision.isSheetBehind, amounts(second.file)]).toEqual([false, false, amounts(file)]);
  });

  test('[C65] a figure that was changed in the table counts, whatever result is stored beside the formula', async () => {
    const { file, store } = await opened();
    const { decision, file: after } = await syncFile(typed(file, budgetTab, 1, 2, 15000), store);
    expect(decision.plan.tables.budget[0]).toMatchObject({ adopted: 1_500_000 });
    expect(amounts(after)[0]).toEqual(['=15000', '=900']);
  });

  test('[C65] what is typed over a formula is not taken, is told, and the formula is put back', async () => {
    const { file, store } = await opened();
    const { decision, file: after } = await syncFile(typed(file, 'Budsjett', 1, 5, 77), store);
    expect(decision.notices.filter(({ code }) => code === 'FIGURE_OVERWRITTEN')).toEqual([{ code: 'FIGURE_OVERWRITTEN', tab: 'Budsjett', cell: 'F2', detail: 'Vedtatt' }]);
    expect([decision.plan.tables.budget[0]!['adopted'], amounts(after)[0]]).toEqual([1_200_000, ['=12000', '=900']]);
  });

  test('[C80] figures that a person without the right to the budget brings stay as the store has them, without a word; the formulas stay', async () => {
    const { file, store } = await opened();
    const { file: synced } = await syncFile(file, store);
    const changed = typed(typed(typed(synced, budgetTab, 1, 2, 12000.5), budgetTab, 1, 3, 950), 'Budsjett', 2, 5, 77);
    const { decision, file: after } = await syncFile(changed, store, gridOf(changed), mayEdit('editor'));
    expect([decision.isPlanChanged, decision.plan.tables.budget[0], decision.kept.cells.size, decision.conflicts]).toMatchObject([false, { adopted: 1_200_000, actual: 90_000 }, 1, []]);
    // What they typed themselves is told as ever.
    expect(decision.problems.map(({ code, cell }) => [code, cell])).toEqual([['NOT_ALLOWED', 'F3']]);
    expect(amounts(after)).toEqual([['=12000.5', '=950'], [77, null], [3, null]]);
    const { decision: treasurers } = await syncFile(after, store, gridOf(after), mayEdit('treasurer'));
    expect(treasurers.plan.tables.budget.map(({ adopted, actual }) => [adopted, actual])).toEqual([[1_200_050, 95_000], [7700, undefined], [300, undefined]]);
  });

  test('[C80] what the store got meanwhile makes no conflict for them', async () => {
    const { file, store } = await opened();
    const { file: synced } = await syncFile(file, store);
    const [plan] = store.revisions.slice(-1);
    store.revisions.push({ ...plan!, tables: { ...plan!.tables, budget: plan!.tables.budget.map((line, i) => (i === 0 ? { ...line, adopted: 1_300_000 } : line)) } });
    const { decision } = await syncFile(typed(synced, budgetTab, 1, 2, 14000), store, undefined, mayEdit('editor'));
    expect([decision.problems, decision.conflicts, decision.openConflicts, decision.plan.tables.budget[0]!['adopted']]).toEqual([[], [], [], 1_300_000]);
  });

  test('[C64] a line that somebody adds gets its figures, and the stamp says that there are some', async () => {
    const { file, store } = await opened();
    const cells = [{ row: 4, column: 1, value: '6890' }, { row: 4, column: 2, value: 'Annet' }, { row: 4, column: 4, value: 2026 }];
    const { decision, file: after } = await syncFile(patched(file, { edits: [{ tab: 'Budsjett', cells }] }), store);
    expect(decision.plan.tables.budget[3]).toMatchObject({ account: '6890', adopted: 10_000, actual: 500 });
    expect(amounts(after)[3]).toEqual(['=100', '=5']);
    expect(gridOf(after).worksheets.find(({ name }) => name === '_planark')!.rows.map(({ cells: [first, second] }) => [first?.value, second?.value])).toContainEqual(['linked', 'budget']);
  });

  test('[C64][C114] columns that are named later make formulas of lines that were typed', async () => {
    const { file, store } = await putInto(await treasurersFile(rows), plan());
    expect(amounts(file)[0]).toEqual([0.01, null]);
    const { decision, file: after } = await syncFile(withNames(file, mapping), store);
    expect([decision.isSheetBehind, decision.notices.filter(({ code }) => code === 'FIGURES_LINKED').map((notice) => [notice.cell, noticeMessage(notice, 'nb')])]).toEqual([true, [
      ['F', '1 av 2 tall hentes fra budsjettet i samme arbeidsbok, med formler. Uten formel: F3 7100 · 2026 (kontoen står ikke i tabellen).'], ['G', '1 av 1 tall hentes fra budsjettet i samme arbeidsbok, med formler.'],
    ]]);
    expect(amounts(after)[0]).toEqual(['=12000', '=900']);
  });

  test('[C65] a host that tells only the plan’s tabs says what it calculated, and formulas stay', async () => {
    const { file, store } = await opened();
    const { file: synced } = await syncFile(file, store);
    const { names: _, ...whole } = gridOf(synced);
    const own = { ...whole, worksheets: whole.worksheets.filter(({ name }) => name !== budgetTab) };
    const { decision, file: after } = await syncFile(synced, store, own);
    expect([decision.isPlanChanged, decision.problems, decision.notices]).toEqual([false, [], []]);
    expect(amounts(after)).toEqual(amounts(synced));
  });

  test('[C65] what is sent to a server has the table and its names with it', async () => {
    const { file, store } = await opened();
    const wire = gridToWire(planPart(gridOf(file)));
    expect([isWireGrid(wire), wireGridSchema.safeParse(wire).success, wire.names?.length]).toEqual([true, true, 4]);
    const { decision } = await syncFile(file, store, gridFromWire(wire));
    expect(decision.plan.tables.budget[0]).toMatchObject({ adopted: 1_200_000, actual: 90_000 });
  });
});
