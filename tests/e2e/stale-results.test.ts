import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pushFigures } from '../../core/sheet';
import { budgetHeaders, budgetMapping, budgetPlan, budgetTab, type Row } from '../support/budget-grid';
import { openInLibreOffice } from '../support/libreoffice';
import { gridOf, putInto, syncFile, treasurersFile } from '../support/live-workbook';
import { officeHands, type OfficeStep } from '../support/office-hands';
import { patched } from '../support/patch-support';
import { describeWith } from '../support/programs';

const rows: readonly Row[] = [budgetHeaders, ['6860', 'Møter', 12_000, 900, 0], ['7100', 'Reise', 77, 7, 0], [null, 'Sum', 0, 0, 0], [null, 'Rest', 0, 0, 0]];
const plan = budgetPlan([{ account: '6860', year: 2026, amount: 300_025 }, { account: '7100', year: 2026, amount: 50_000 }]);
const set = (cell: string, value: string | number, tab = budgetTab): OfficeStep => ({ tab, step: 'set', cell, value });
const sums = [...['C', 'D', 'E'].map((column) => set(`${column}4`, `=SUM(${column}2:${column}3)`)), set('E5', '=C4-E4'), set('C6', '=D4*2'), set('D6', '=INDIRECT("E4")+1')];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a tab shows where somebody opens the file and asks for nothing more. */
const opened = (file: Uint8Array, tab = budgetTab): readonly (readonly unknown[])[] => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-opened-'));
  folders.push(folder);
  mkdirSync(path.join(folder, 'out'));
  writeFileSync(path.join(folder, 'b.xlsx'), file);
  openInLibreOffice([path.join(folder, 'b.xlsx')], 'xlsx', path.join(folder, 'out'));
  const { worksheets } = gridOf(readFileSync(path.join(folder, 'out', 'b.xlsx')));
  return worksheets.find(({ name }) => name === tab)!.rows.map(({ cells }) => cells.map((cell) => cell?.value ?? null));
};

describeWith('libreoffice', 'a treasurer’s workbook that LibreOffice saved, opened in it as it comes', () => {
  test('[C151] after a push its own formulas show the new sums, and the amounts of others stay to be read', async () => {
    const file = officeHands(await treasurersFile(rows), sums);
    const pushing = pushFigures(plan, gridOf(file), budgetMapping(), { year: 2026, column: 'Plan 2026', overwrite: true });
    if (!pushing.ok) throw new Error(pushing.failure);
    const pushed = patched(file, { edits: [{ tab: budgetTab, cells: pushing.push.cells }], names: pushing.push.names });
    expect(gridOf(pushed).worksheets[0]!.rows[3]!.cells.slice(2, 5).map((cell) => cell?.isUnreadable ?? cell?.value)).toEqual([12_077, 907, true]);
    const shown = opened(pushed);
    expect([shown[1]![4], shown[2]![4], ...shown[3]!.slice(2, 5), shown[4]![4], ...shown[5]!.slice(2, 4)]).toEqual([3_000.25, 500, 12_077, 907, 3_500.25, 8_576.75, 1_814, 3_501.25]);
  });

  test('[C151] after a sync so do formulas beside the plan’s tabs, and on them', async () => {
    const { file, store } = await putInto(await treasurersFile(rows), plan);
    const costs = gridOf(file).worksheets.find(({ name }) => name === 'Kostnader')!;
    const amount = costs.rows[0]!.cells.findIndex((cell) => cell?.value === 'Beløp');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const [column, beside] = [letters[amount]!, letters[costs.rows[0]!.cells.length + 1]!];
    const worked = officeHands(file, [set('C6', `=SUM(Kostnader.${column}2:${column}200)`), set('C7', '=C6*2'), set(`${beside}1`, 'Dobbelt', 'Kostnader'), set(`${beside}2`, `=${column}2*2`, 'Kostnader')]);
    const [first, ...others] = store.revisions.at(-1)!.tables.costs;
    store.revisions.push({ ...store.revisions.at(-1)!, tables: { ...store.revisions.at(-1)!.tables, costs: [{ ...first!, amount: 400_025 }, ...others] } });
    const { file: synced } = await syncFile(worked, store);
    const shown = opened(synced);
    expect([shown[5]![2], shown[6]![2]]).toEqual([4_500.25, 9_000.5]);
    expect(opened(synced, 'Kostnader')[1]!.slice(letters.indexOf(beside))).toEqual([8_000.5]);
  });
});
