import { officeHands } from '../support/office-hands';
import { budgetHeaders, budgetMapping, budgetPlan, budgetTab, type Row } from '../support/budget-grid';
import { gridOf, putInto, syncFile, treasurersFile, withNames } from '../support/live-workbook';
import { describeWith } from '../support/programs';

const rows: readonly Row[] = [
  budgetHeaders,
  ['6860', 'Møter', 12_000.5, 900, null, null],
  ['06890', 'Annet', 100, 5, null, null],
  ['7100', 'Reise', 77, 7, null, null],
  ['3900', 'Tilskudd', -400, -100, null, null],
];
const accounts = ['6860', '6890', '7100', '3900'];
const figures = [['6860', 12_000.5, 900], ['6890', 100, 5], ['7100', 77, 7], ['3900', -400, -100]];

/** Account, adopted and actual of the plan's lines, as the file shows them; formulas alone. */
const shown = (file: Uint8Array): unknown[][] => gridOf(file).worksheets.find(({ name }) => name === 'Budsjett')!.rows.slice(1).filter(({ cells }) => cells[0])
  .map(({ cells }) => [cells[1]?.value, ...[5, 6].map((column) => (cells[column]?.isFormula ? cells[column]!.value : 'typed'))]);

const opened = async () => putInto(withNames(await treasurersFile(rows), budgetMapping()), budgetPlan([], accounts.map((account) => ({ account, year: 2026, adopted: 1 }))));

describeWith('libreoffice', 'a person at the treasurer’s sheet of a workbook with the plan’s tabs, in LibreOffice', () => {
  test('[C63][C64] rows and columns that are inserted, sorted and moved break no formula, and move no amount to another account', async () => {
    const { file, store } = await opened();
    const worked = officeHands(file, [
      { tab: budgetTab, step: 'insertColumns', at: 0 },
      { tab: budgetTab, step: 'insertColumns', at: 3, count: 2 },
      { tab: budgetTab, step: 'insertRows', at: 0, count: 2 },
      { tab: budgetTab, step: 'insertRows', at: 4 },
      { tab: budgetTab, step: 'sort', range: 'B4:H8', by: 1, isDescending: true },
      { tab: budgetTab, step: 'set', cell: 'A1', value: 'Budsjett for laget' },
    ]);
    expect(shown(worked)).toEqual(figures);
    const { decision, file: synced } = await syncFile(worked, store);
    expect([decision.problems, decision.plan.tables.budget.map(({ account, adopted, actual }) => [account, Number(adopted) / 100, Number(actual) / 100])]).toEqual([[], figures]);
    expect(shown(synced)).toEqual(figures);
  });

  test('[C64][C65] what is typed between comes to the same in core as there, and a row in the middle belongs to the table', async () => {
    const { file, store } = await opened();
    const worked = officeHands(file, [
      { tab: budgetTab, step: 'insertRows', at: 2 },
      { tab: budgetTab, step: 'insertColumns', at: 1 },
      { tab: budgetTab, step: 'set', cell: 'A3', value: 7100 },
      { tab: budgetTab, step: 'set', cell: 'D3', value: 3.25 },
      { tab: budgetTab, step: 'set', cell: 'D2', value: 15 },
      { tab: budgetTab, step: 'deleteRows', at: 3 },
      { tab: budgetTab, step: 'rename', name: 'Årsbudsjett' },
    ]);
    const { decision, file: synced } = await syncFile(worked, store);
    const after = decision.plan.tables.budget.map(({ account, adopted }) => [account, Number(adopted) / 100]);
    expect(shown(worked).map(([account, adopted]) => [account, adopted])).toEqual([['6860', 15], ['6890', 0], ['7100', 80.25], ['3900', -400]]);
    // The account whose row is gone keeps what the plan had of it before it followed the table, which is typed from then on.
    expect(after).toEqual([['6860', 15], ['6890', 0.01], ['7100', 80.25], ['3900', -400]]);
    expect(shown(synced).map(([account, adopted]) => [account, adopted])).toEqual([['6860', 15], ['6890', 'typed'], ['7100', 80.25], ['3900', -400]]);
    expect(shown(officeHands(synced, [{ tab: 'Årsbudsjett', step: 'set', cell: 'D2', value: 16 }]))[0]).toEqual(['6860', 16, 900]);
  });
});
