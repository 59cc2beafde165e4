import { pushInGoogle, type GooglePushOptions, type PushedInGoogle } from '../../core/node/journey/budget/push-in-google';
import { succeed, type Result } from '../../core/node/journey/failure';
import { cellAddress } from '../../core/sheet';
import { budgetMapping, budgetTab } from './budget-grid';
import { gotten } from './linked-store';
import { smallPlan } from './small-plan';
import { treasurersSpreadsheet, type TreasurersSpreadsheet } from './treasurer-google';

/** What stands above the column that is pushed into. */
export const header = 'Plan 2026';
const rows = [
  ['Budsjett for laget'],
  ['Konto', 'Navn', 'Vedtatt', 'Regnskap', header],
  [6860, 'Møter', 12000.5, 900],
  ['06890', 'Annet', 100, 5],
  ['Sum', '', 12100.5, 905],
  [],
  ['7100 Bil', '', 77, 7],
  ['7140', 'Reise', 30, 0],
  ['Sum', '', 107, 7],
  ['Alt', '', 12207.5, 912],
];
const formulas = { E5: '=SUM(E3:E4)', E9: '=SUM(E$7:$E8)', E10: '=E5+E9', F10: "=SUM('Budsjett 2026'!E3:E4)" };
const costs = [{ account: '6860', year: 2026, amount: 100_000 }, { account: '6890', year: 2026, amount: 5_050 }, { account: '7100', year: 2026, amount: 700 }, { account: '7140', year: 2026, amount: 3_300 }, { account: '6860', year: 2026, amount: 1_000 }];
export const pushedPlan = smallPlan({ costs: costs.map((cost, i) => ({ id: `kostnad-${i + 1}`, text: 'Kostnad', ...cost })) } as never);
/** What a push of the plan writes beside each account. */
export const sums = { '6860': 1010, '06890': 50.5, '7100 Bil': 7, '7140': 33 };

/** A treasurer's spreadsheet with sums of its own, with which no plan is linked. */
export const treasurersTable = (): Promise<TreasurersSpreadsheet> => treasurersSpreadsheet({ [budgetTab]: rows as never }, pushedPlan);

/** The same, linked. */
export const linkedTable = async (): Promise<TreasurersSpreadsheet> => {
  const world = await treasurersTable();
  for (const [address, text] of Object.entries(formulas)) expect(world.treasurer.type(budgetTab, address, text)).toBeNull();
  await world.link(budgetMapping({ headerRow: 2 }));
  world.requests();
  return world;
};
export const tryPush = ({ ports, opened }: TreasurersSpreadsheet, options: GooglePushOptions = { column: header }): Promise<Result<PushedInGoogle>> =>
  pushInGoogle({ store: ports.store, openGoogle: () => Promise.resolve(succeed(ports.google)), pause: async () => undefined }, pushedPlan.id, `https://docs.google.com/spreadsheets/d/${opened.spreadsheetId()}/edit#gid=1`, options);
export const push = async (world: TreasurersSpreadsheet, options?: GooglePushOptions): Promise<PushedInGoogle> => gotten(await tryPush(world, options));

/** All that somebody wrote, by tab and cell, formulas as they stand by now. */
export const cellsIn = ({ opened }: TreasurersSpreadsheet): Record<string, unknown> => Object.fromEntries((opened.readSpreadsheet().raw.sheets ?? []).flatMap(({ properties, data = [] }) =>
  data.flatMap(({ rowData = [] }) => rowData.flatMap(({ values = [] }, row) => values.flatMap(({ userEnteredValue, effectiveValue = {} }, column) => {
    const held = userEnteredValue?.formulaValue ?? effectiveValue.numberValue ?? effectiveValue.stringValue;
    return held === undefined ? [] : [[`${properties!.title}!${cellAddress(row, column)}`, held]];
  })))));
/** What stands in the column with the header beside each account. */
export const shownSums = (world: TreasurersSpreadsheet, tab = budgetTab): Record<string, unknown> => {
  const { grid } = world.opened.readSpreadsheet();
  const { rows: standing } = grid.worksheets.find(({ name }) => name === tab)!;
  const headers = standing.find(({ cells }) => cells.some((cell) => cell?.value === 'Konto'))!.cells.map((cell) => cell?.value);
  const at = (cells: (typeof standing)[number]['cells'], name: string): unknown => cells[headers.indexOf(name)]?.value;
  return Object.fromEntries(standing.flatMap(({ cells }) => (Object.keys(sums).includes(String(at(cells, 'Konto'))) ? [[String(at(cells, 'Konto')), at(cells, header)]] : [])));
};
