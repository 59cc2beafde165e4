import { transplantsOf } from '../../core/node/journey/render-revision';
import { standingPatch } from '../../core/node/journey/update-workbook';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import type { BudgetMapping } from '../../core/plan/budget/mapping';
import type { Plan } from '../../core/plan/plan';
import type { MayEdit } from '../../core/plan/rights';
import { linkNames, patchWorkbook, renderBeside, showingBudget, worksheet, type Grid } from '../../core/sheet';
import type { SyncDecision } from '../../core/sync';
import { budgetTab, type Row } from './budget-grid';
import { patched } from './patch-support';
import { decide, storeOf, today, type OneStore } from './workbook-journey';

/** A treasurer's file with these tabs, each with its rows. */
export const treasurersBook = async (tabs: Readonly<Record<string, readonly Row[]>>): Promise<Buffer> => Buffer.from(await writeXlsx({
  title: 'Budsjett', author: 'Kari', locale: 'nb', dateFormat: 'dd.mm.yyyy',
  worksheets: Object.entries(tabs).map(([tab, rows]) => worksheet({
    key: tab, name: tab, columns: (rows[0] ?? []).map(() => ({ width: 20, style: 'plain' })),
    rows: rows.map((cells) => cells.map((cell) => (typeof cell === 'object' && cell !== null ? ('value' in cell && typeof cell.value !== 'object' ? cell.value : null) : cell))),
  })),
}));

/** A treasurer's file with these rows on one tab. */
export const treasurersFile = (rows: readonly Row[], tab = budgetTab): Promise<Buffer> => treasurersBook({ [tab]: rows });

export const gridOf = (file: Uint8Array): Grid => {
  const read = readXlsx(file);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.grid;
};

/** The same file with its columns named. */
export const withNames = (file: Buffer, ...mappings: readonly BudgetMapping[]): Buffer => patched(file, { names: linkNames(gridOf(file), ...mappings) });

const stampOf = (store: OneStore) => ({ planId: store.revisions[0]!.id, revision: store.revisions.length, hash: `h${store.revisions.length}`, locale: 'nb' as const, openConflicts: [] });

/** The plan's tabs put into the treasurer's file. */
export const putInto = async (file: Buffer, plan: Plan): Promise<{ readonly file: Buffer; readonly store: OneStore }> => {
  const [store, grid] = [storeOf(plan), gridOf(file)];
  const { model } = renderBeside({ plan, today, isTodayFixed: true, ...showingBudget(stampOf(store), grid) }, grid.worksheets.map(({ name }) => name));
  return { store, file: patched(file, { rendered: await writeXlsx(model, { isTakenApart: true }), transplants: transplantsOf(model) }) };
};

/** A sync of the file: what it takes in is in the store, and the file is up to date. */
export const syncFile = async (file: Buffer, store: OneStore, grid = gridOf(file), mayEdit?: MayEdit): Promise<{ readonly decision: SyncDecision; readonly file: Buffer }> => {
  const { decision, stamped } = decide(grid, store, mayEdit);
  if (decision.isPlanChanged) store.revisions.push(decision.plan);
  const { linked, stamp } = showingBudget({ ...stamped.stamp, ...stampOf(store), openConflicts: decision.openConflicts }, grid);
  const patch = patchWorkbook({ plan: decision.sheetPlan, stamp, linked, today, isTodayFixed: true, kept: decision.kept, conflicts: [] }, decision.places, decision.tabs);
  return { decision, file: patched(file, await standingPatch(patch, decision.places, decision.tabs)) };
};
