import type { BudgetMapping } from '../../../core/plan/budget/mapping';
import { linkNames, type Grid } from '../../../core/sheet';
import { noticeMessage, type SyncDecision } from '../../../core/sync';
import { budgetHeaders, budgetMapping, budgetPlan, budgetTab } from '../../support/budget-grid';
import { shownAt } from '../../support/plan-in-excel';
import { actBefore, openExcel, type OpenedExcel } from '../../support/hosted-excel';
import { expectNothingToDo, modelFor, storeOf, syncHosted, type OneStore } from '../../support/workbook-journey';

const rows = [budgetHeaders as string[], ['06860', 'Møter, kurs', 12_000.5, 900], ['6890 Annet', '', 100, 5], ['3900', 'Tilskudd', -400, -100]];
const mapping = budgetMapping();
const treasurers = (): OpenedExcel => openExcel({ [budgetTab]: rows.map((row) => row.map((value) => value ?? '')), Notater: [['Husk']] });

const give = async (excel: OpenedExcel, own: BudgetMapping = mapping, read?: Grid): Promise<unknown> => {
  const grid = read ?? await excel.read();
  const done = await excel.book.nameColumns(linkNames(grid, own), grid);
  return done.ok ? 'ok' : done.failure;
};
const namesIn = ({ host: { book } }: OpenedExcel): string[][] => book.names.map(({ name, formula }) => [name, formula]);
const own = [
  ['Planark_account', "='Budsjett 2026'!$A$1:$A$104"], ['Planark_name', "='Budsjett 2026'!$B$1:$B$104"], ['Planark_adopted_2026', "='Budsjett 2026'!$C$1:$C$104"], ['Planark_actual_2026', "='Budsjett 2026'!$D$1:$D$104"],
];

/** Notices as a person reads them, without the advice behind. */
const told = ({ notices }: SyncDecision): unknown[] => notices.map((notice) => [notice.code, notice.cell, /lenger: (.*)\. De er/.exec(noticeMessage(notice, 'nb'))?.[1]]);
const line = (account: string, more: object = {}): object => ({ account, year: 2026, adopted: 1, ...more });
const plan = budgetPlan([], [line('6860'), line('6890'), line('3900'), line('4000')]);
const adoptedColumn = (store: OneStore): unknown[] => store.revisions.at(-1)!.tables.budget.map(({ adopted }) => adopted);
/** What the plan's lines show of adopted and actual. */
const shown = ({ host }: OpenedExcel): unknown[][] => [2, 3, 4, 5].map((row) => ['F', 'G'].map((column) => shownAt(host, 'Budsjett', `${column}${row}`)));

const linked = async (): Promise<{ readonly excel: OpenedExcel; readonly store: OneStore }> => {
  const [excel, store] = [treasurers(), storeOf(plan)];
  await excel.insert(modelFor(store, 'nb'));
  expect(await give(excel)).toBe('ok');
  await syncHosted(excel, store);
  return { excel, store };
};

test('[C111][C117] a tab for each year in an open workbook: the names of both stand, figures follow each its own, and go with what is moved', async () => {
  const tab = (amount: number): (string | number)[][] => [['Konto', 'Navn', 'Vedtatt'], ['6860', 'Møter', amount], ['7100', 'Bil', 1]];
  const ofYear = (year: number): BudgetMapping => budgetMapping({ tab: String(year), columns: { account: { letters: 'A', header: 'Konto' } }, amounts: [{ kind: 'adopted', year, column: { letters: 'C', header: 'Vedtatt' } }] });
  const two = budgetPlan([], [line('6860'), line('6860', { year: 2027 })]);
  const [excel, store] = [openExcel({ 2026: tab(10), 2027: tab(20) }), storeOf({ ...two, period: { start: '2026-01-01', end: '2027-12-31' } })];
  await excel.insert(modelFor(store, 'nb'));
  const grid = await excel.read();
  expect((await excel.book.nameColumns(linkNames(grid, ofYear(2026), ofYear(2027)), grid)).ok).toBe(true);
  expect(namesIn(excel).map(([name]) => name)).toEqual(['Planark_account', 'Planark_adopted_2026', 'Planark_account_2', 'Planark_adopted_2027']);
  await syncHosted(excel, store);
  expect([shown(excel).slice(0, 2).map(([adopted]) => adopted), adoptedColumn(store)]).toEqual([[10, 20], [1_000, 2_000]]);
  excel.person.insertRows('2027', 2);
  excel.person.type('2027', 'C3', '21');
  excel.person.type('2026', 'C2', '11');
  expect(shown(excel).slice(0, 2).map(([adopted]) => adopted)).toEqual([11, 21]);
  await syncHosted(excel, store);
  expect(adoptedColumn(store)).toEqual([1_100, 2_100]);
  await expectNothingToDo(excel, store);
});

describe('names of an open workbook', () => {
  test('[C71] those of ours for one range of one tab are read with the cells, and no others', async () => {
    const excel = treasurers();
    expect((await excel.read()).names).toBeUndefined();
    excel.host.book.names.push(
      { name: 'Planark_account', formula: "='Budsjett 2026'!$A$1:$A$9", comment: '', isVisible: true }, { name: 'Planark_adopted_2026', formula: '=Notater!$C$2', comment: '', isVisible: true },
      { name: 'Planark_actual_2026', formula: '=#REF!', comment: '', isVisible: true }, { name: 'Konto', formula: '=Notater!$A$1', comment: '', isVisible: true },
    );
    excel.host.log.reset();
    expect((await excel.read()).names).toEqual([
      { name: 'Planark_account', tab: budgetTab, range: { top: 0, left: 0, bottom: 8, right: 0 } }, { name: 'Planark_adopted_2026', tab: 'Notater', range: { top: 1, left: 2, bottom: 1, right: 2 } },
    ]);
    expect(excel.host.log.total().requests).toBe(1);
  });

  test('[C72] those of a link are given, moved and taken away; all others stay', async () => {
    const excel = treasurers();
    const others = [['Konto', '=Notater!$A$1'], ['Planark_planned_2026', "='Budsjett 2026'!$E$1:$E$104"]];
    excel.host.book.names.push(...others.map(([name, formula]) => ({ name: name!, formula: formula!, comment: '', isVisible: true })));
    expect([await give(excel), namesIn(excel)]).toEqual(['ok', [...others, ...own]]);
    excel.host.log.reset();
    expect([await give(excel), excel.host.log.total().requests]).toEqual(['ok', 2]);
    const other = budgetMapping({ amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'D', header: 'Regnskap' } }], columns: { account: { letters: 'A', header: 'Konto' } } });
    expect([await give(excel, other), namesIn(excel)]).toEqual(['ok', [...others, own[0], ['Planark_adopted_2026', "='Budsjett 2026'!$D$1:$D$104"]]]);
    const grid = await excel.read();
    expect([(await excel.book.nameColumns([], grid)).ok, namesIn(excel)]).toEqual([true, others]);
  });

  test('[C72] one whose cells are gone is given anew', async () => {
    const excel = treasurers();
    excel.host.book.names.push({ name: 'planark_ACCOUNT', formula: '=#REF!', comment: '', isVisible: true });
    await give(excel);
    expect(namesIn(excel)[0]![1]).toBe(own[0]![1]);
  });

  test('[C72] where columns or accounts were moved since they were read, nothing is named', async () => {
    const excel = treasurers();
    const read = await excel.read();
    excel.person.insertColumn(budgetTab, 2);
    expect([await give(excel, mapping, read), namesIn(excel)]).toEqual([{ kind: 'changed', isPartial: false, tab: budgetTab }, []]);
    const later = await excel.read();
    excel.person.type(budgetTab, 'D2', '13000');
    expect(await give(excel, mapping, later)).toBe('ok');
    excel.person.deleteTab(budgetTab);
    expect(await give(excel, mapping, later)).toMatchObject({ kind: 'changed' });
  });

  test('[C72] a column that a co-author inserts between the look and the writing takes no name along', async () => {
    const excel = treasurers();
    await give(excel);
    const before = namesIn(excel).length;
    const read = await excel.read();
    const other = budgetMapping({ amounts: [{ kind: 'adopted', year: 2027, column: { letters: 'C', header: 'Vedtatt' } }] });
    actBefore(excel.host, 2, () => void excel.person.insertColumn(budgetTab, 2));
    expect(await give(excel, other, read)).toEqual({ kind: 'changed', isPartial: false, tab: budgetTab });
    expect([namesIn(excel).length, namesIn(excel).find(([name]) => name === 'Planark_adopted_2027')]).toEqual([before, undefined]);
  });

  test('[C72] in a workbook that is open to be read only nothing is tried', async () => {
    const excel = treasurers();
    excel.host.book.isReadOnly = true;
    expect([await give(excel), namesIn(excel)]).toEqual([{ kind: 'read-only', isPartial: false }, []]);
  });
});

describe('a plan in a treasurer’s workbook that is open in Excel', () => {
  test('[C75] shows the treasurer’s figures by formulas that Excel calculates, and takes them in', async () => {
    const { excel, store } = await linked();
    expect(shown(excel)).toEqual([[12_000.5, 900], [100, 5], [-400, -100], [0.01, '']]);
    expect(adoptedColumn(store)).toEqual([1_200_050, 10_000, -40_000, 1]);
    await expectNothingToDo(excel, store);
    excel.person.type(budgetTab, 'C2', '13000');
    expect(shown(excel)[0]).toEqual([13_000, 900]);
    await syncHosted(excel, store);
    expect(adoptedColumn(store)).toEqual([1_300_000, 10_000, -40_000, 1]);
  });

  test('[C72][C75] names go with their columns: rows and columns that are inserted, sorted and taken out move no amount to another account', async () => {
    const { excel, store } = await linked();
    const { person } = excel;
    person.insertColumn(budgetTab, 0);
    person.insertColumn(budgetTab, 4);
    person.insertRows(budgetTab, 1, 2);
    person.insertRows(budgetTab, 5);
    expect(shown(excel)).toEqual([[12_000.5, 900], [100, 5], [-400, -100], [0.01, '']]);
    await expectNothingToDo(excel, store);
    const read = await excel.read();
    expect(read.names!.map(({ name, range: { left } }) => [name, left])).toEqual([['Planark_account', 1], ['Planark_name', 2], ['Planark_adopted_2026', 3], ['Planark_actual_2026', 5]]);
    person.deleteRows(budgetTab, 4);
    expect(shown(excel)[0]).toEqual([0, 0]);
    const { decision } = await syncHosted(excel, store);
    expect(told(decision)).toEqual([['FIGURES_UNLINKED', 'F', 'F2 6860 · 2026 (kontoen står ikke i tabellen)'], ['FIGURES_UNLINKED', 'G', 'G2 6860 · 2026 (kontoen står ikke i tabellen)']]);
    expect(shown(excel).slice(1, 3)).toEqual([[100, 5], [-400, -100]]);
    // The account is gone: its line keeps what it was, as a figure of its own.
    expect([shown(excel)[0], adoptedColumn(store)[0]]).toEqual([[12_000.5, 900], 1_200_050]);
  });

  test('[C74][C75] that is unlinked keeps its figures, which are typed from then on', async () => {
    const { excel, store } = await linked();
    const grid = await excel.read();
    await excel.book.nameColumns([], grid);
    expect(shown(excel)[0]![0]).toBe('#NAME?');
    const { decision } = await syncHosted(excel, store);
    expect([decision.isSheetBehind, decision.problems, told(decision)]).toEqual([true, [], ['F', 'G'].map((cell) => ['FIGURES_UNLINKED', cell, `${[[2, 6860], [3, 6890], [4, 3900]].map(([row, account]) => `${cell}${row} ${account} · 2026`).join(', ')} (tabellen er ikke koblet lenger)`])]);
    expect([shown(excel), adoptedColumn(store)]).toEqual([[[12_000.5, 900], [100, 5], [-400, -100], [0.01, '']], [1_200_050, 10_000, -40_000, 1]]);
    excel.person.type('Budsjett', 'F2', '14000');
    await syncHosted(excel, store);
    expect(adoptedColumn(store)[0]).toBe(1_400_000);
  });

  test('[C75] whose columns have names before the plan comes follows them from the first', async () => {
    const [excel, store] = [treasurers(), storeOf(plan)];
    await give(excel);
    await excel.insert(modelFor(store, 'nb', await excel.read()));
    expect(shown(excel)).toEqual([[12_000.5, 900], [100, 5], [-400, -100], [0.01, '']]);
  });
});
