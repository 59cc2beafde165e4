import { wantedNames, withNames, type Grid } from '../../core/sheet';
import { budgetMapping, budgetTab } from '../support/budget-grid';
import { openGoogle, type OpenedGoogle } from '../support/hosted-google';
import { openGoogleByNode } from '../support/hosted-google-node';
import { inScript } from '../support/hosted-google-script';
import { smallPlan } from '../support/small-plan';
import { decide, modelFor, storeOf, syncRead, type HostedWorkbook } from '../support/workbook-journey';
import type { OwnTabs } from './host-contract';

const opened: OpenedGoogle[] = [];
afterEach(async () => { for (const { emulator } of opened.splice(0)) await emulator.stop(); });

type Driver = readonly [name: string, rule: string, open: (own: OwnTabs) => Promise<OpenedGoogle>, as: (workbook: OpenedGoogle) => HostedWorkbook];
const drivers: readonly Driver[] = [
  ['at once', '[N57]', openGoogle, (workbook) => workbook],
  ['over HTTP by Google’s own client', '[N57]', openGoogleByNode, (workbook) => workbook],
  ['by the bound script', '[J1][N57]', openGoogle, inScript],
];

const rows = [['Konto', 'Navn', 'Vedtatt', 'Regnskap'], [6860, 'Møter', 12000.5, 900], ['7100 Bil', '', 77, 7], ['Sum', '', 12077.5, 907]];
const plan = smallPlan({ budget: ['6860', '7100', '4000'].map((account) => ({ id: `linje-${account}`, account, name: 'Linje', year: 2026, adopted: 100 })) } as never);
const adoptedIn = ({ worksheets }: Grid): unknown[] => worksheets.find(({ name }) => name === 'Budsjett')!.rows.slice(1).map(({ cells }) => [cells[5]?.isFormula === true, cells[5]?.value]).filter(([, value]) => value !== undefined);

test.each(drivers)('%s: %s names and the formulas over them are written and read back, and follow the treasurer’s rows and columns', async (_, __, open, as) => {
  const google = await open({ [budgetTab]: rows });
  opened.push(google);
  const [store, workbook] = [storeOf(plan), as(google)];
  await google.insert(modelFor(store, 'nb', await google.read()));
  const read = await workbook.read();
  const names = wantedNames(read, budgetMapping());
  const { patch } = syncRead(withNames(read, names), store);
  await workbook.write({ ...patch, names }, read, new Map());
  expect(store.revisions.at(-1)!.tables.budget.map(({ adopted }) => adopted)).toEqual([1_200_050, 7_700, 100]);
  google.edit((of) => [
    { insertDimension: { range: { sheetId: of(budgetTab), dimension: 'COLUMNS', startIndex: 0, endIndex: 2 } } }, { insertDimension: { range: { sheetId: of(budgetTab), dimension: 'ROWS', startIndex: 2, endIndex: 4 } } },
    { sortRange: { range: { sheetId: of(budgetTab), startRowIndex: 1, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 9 }, sortSpecs: [{ dimensionIndex: 2, sortOrder: 'DESCENDING' }] } },
  ]);
  const after = await workbook.read();
  const { decision } = decide(after, store);
  expect([after.names?.map(({ name, range }) => [name, range.left, range.top]), adoptedIn(after), decision.isPlanChanged, decision.isSheetBehind, decision.problems]).toEqual([
    [['Planark_account', 2, 0], ['Planark_name', 3, 0], ['Planark_adopted_2026', 4, 0], ['Planark_actual_2026', 5, 0]], [[true, 12000.5], [true, 77], [false, 1]], false, false, [],
  ]);
});
