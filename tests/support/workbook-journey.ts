import { freshId } from '../../core/node/journey/fresh-id';
import type { Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import type { MayEdit } from '../../core/plan/rights';
import { isCellError, patchWorkbook, readStamp, renderBeside, showingBudget, type Grid, type GridCell, type WorkbookModel, type WorkbookPatch } from '../../core/sheet';
import { decideSync, type SyncDecision } from '../../core/sync';

export const today = '2026-11-21';

/** A workbook in some host, as far as a journey needs one. */
export interface HostedWorkbook {
  insert(model: WorkbookModel): Promise<void>;
  read(): Promise<Grid>;
  /** `renamed`: tabs that were called otherwise when the workbook was written. */
  write(patch: WorkbookPatch, read: Grid, renamed: ReadonlyMap<string, string>): Promise<void>;
  /** A person writes into a cell; a date is its serial number. */
  type(tab: string, address: string, value: string | number): Promise<void>;
}

/** A plan in a store of one plan, whose revisions are counted. */
export interface OneStore {
  readonly revisions: Plan[];
}

export const storeOf = (plan: Plan): OneStore => ({ revisions: [plan] });
const headOf = ({ revisions }: OneStore): Plan => revisions.at(-1)!;

const stampOf = (store: OneStore, locale: Locale) => ({ planId: headOf(store).id, revision: store.revisions.length, hash: `h${store.revisions.length}`, locale, openConflicts: [] });

export const modelFor = (store: OneStore, locale: Locale, beside: Pick<Grid, 'worksheets' | 'names'> = { worksheets: [] }): WorkbookModel =>
  renderBeside({ plan: headOf(store), ...showingBudget(stampOf(store, locale), beside), today, isTodayFixed: true }, beside.worksheets.map(({ name }) => name)).model;

/** What a sync of a workbook that was read would do. */
export const decide = (grid: Grid, store: OneStore, mayEdit?: MayEdit): { readonly decision: SyncDecision; readonly stamped: Extract<ReturnType<typeof readStamp>, { ok: true }>['value'] } => {
  const stamped = readStamp(grid);
  if (!stamped.ok) throw new Error(`no stamp: ${stamped.failure.kind}`);
  const base = store.revisions[stamped.value.stamp.revision - 1]!;
  const decision = decideSync({
    grid, stamped: stamped.value, base, store: headOf(store), storeRevision: store.revisions.length, plansAt: new Map(store.revisions.map((plan, i) => [i + 1, plan])),
    takeOrder: false, confirmDeletions: true, freshId, ...(mayEdit && { mayEdit }),
  });
  return { decision, stamped: stamped.value };
};

/** What a sync has to write into a workbook that was read; commits first what it takes in. */
export const syncRead = (grid: Grid, store: OneStore): { readonly decision: SyncDecision; readonly patch: WorkbookPatch } => {
  const { decision, stamped } = decide(grid, store);
  if (decision.isPlanChanged) store.revisions.push(decision.plan);
  const input = {
    plan: decision.sheetPlan, ...showingBudget({ ...stamped.stamp, ...stampOf(store, stamped.stamp.locale), openConflicts: decision.openConflicts }, grid), today, isTodayFixed: true, kept: decision.kept,
    conflicts: decision.conflicts.map((conflict) => ({ ...conflict, by: { author: 'Nina', time: '2026-11-20 09:30', instant: '2026-11-20T08:30:00Z' } })),
  };
  return { decision, patch: patchWorkbook(input, decision.places, decision.tabs) };
};

/** Reads, decides, commits and writes back. */
export const syncHosted = async (workbook: HostedWorkbook, store: OneStore): Promise<{ readonly decision: SyncDecision; readonly patch: WorkbookPatch }> => {
  const grid = await workbook.read();
  const synced = syncRead(grid, store);
  await workbook.write(synced.patch, grid, synced.decision.tabs.renamed);
  return synced;
};

/** A sync of what stands in the workbook finds nothing to do. */
export const expectNothingToDo = async (workbook: HostedWorkbook, store: OneStore): Promise<void> => {
  const { decision: { diff: { added, changed, removed, received }, isPlanChanged, isSheetBehind, problems, tabs } } = decide(await workbook.read(), store);
  expect({ added, changed, removed, received, isPlanChanged, isSheetBehind, problems }).toEqual({ added: [], changed: [], removed: [], received: [], isPlanChanged: false, isSheetBehind: false, problems: [] });
  expect(tabs.generated.size).toBeGreaterThan(0);
};

const told = ({ value, isDate, isFormula }: GridCell): string => {
  const text = isCellError(value) ? value.error : typeof value === 'number' ? String(Number(value.toPrecision(12))) : JSON.stringify(value);
  return `${text}${isDate ? ' date' : ''}${isFormula ? ' formula' : ''}`;
};

/** All cells of a grid by "tab!row,column", numbers as far as hosts calculate alike. */
export const cellsOfGrid = ({ worksheets }: Grid): Record<string, string> =>
  Object.fromEntries(worksheets.flatMap(({ name, rows }) => rows.flatMap(({ index, cells }) => cells.flatMap((cell, column) => (cell === undefined ? [] : [[`${name}!${index},${column}`, told(cell)]])))));
