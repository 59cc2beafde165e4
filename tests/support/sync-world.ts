import { freshId, sha256 } from '../../core/node/journey/fresh-id';
import { planProblems } from '../../core/plan/check-plan';
import type { Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import { mayEdit, type Role } from '../../core/plan/rights';
import { planSchema } from '../../core/plan/schema';
import { headFields, type HeadField } from '../../core/plan/head-fields';
import { headTable } from '../../core/plan/records';
import { tables } from '../../core/plan/tables';
import { patchWorkbook, readStamp, renderWorkbook, type Choice, type Stamp, type WorkbookInput } from '../../core/sheet';
import { decideSync, type SyncDecision } from '../../core/sync';
import { applyPatch } from './apply-patch';
import { editedGrid, editGrid, type EditedWorkbook } from './edit-grid';
import { modelToGrid } from './model-to-grid';

export const today = '2026-11-21';

export interface WorldOptions {
  readonly prefer?: 'store' | 'sheet';
  readonly choices?: ReadonlyMap<string, Choice>;
  readonly role?: Role;
  readonly takeOrder?: boolean;
  readonly confirmDeletions?: boolean;
}

/** A store in memory and the workbooks people have of one plan: the journey of a sync without files. */
export interface World {
  readonly revisions: Plan[];
  head(): Plan;
  /** What another way into the store made of the plan. */
  commit(plan: Plan): void;
  open(locale?: Locale): EditedWorkbook;
  /** What a sync would do; nothing is written. */
  preview(workbook: EditedWorkbook, options?: WorldOptions): SyncDecision;
  /** Commits, and writes the workbook back unless `crashes` says that the machine went down between the two. */
  sync(workbook: EditedWorkbook, options?: WorldOptions & { crashes?: boolean }): SyncDecision;
}

/** What names a revision of these worlds. */
export const revisionHash = (plan: Plan, number: number): string => sha256(String(number), JSON.stringify(plan)).toString('hex');
const sound = new Set(['TARGET_IS_BASELINE', 'PERIOD_REVERSED']);

/** A plan that the schema refuses, or whose references are broken, never gets into a store. */
export const expectSound = (plan: Plan): void => {
  planSchema.parse(plan);
  expect(planProblems(plan).filter(({ code }) => !sound.has(code))).toEqual([]);
};

/** What a workbook is written from after a sync. */
export const inputAfter = (stamp: Stamp, { sheetPlan, kept, conflicts }: SyncDecision): WorkbookInput =>
  ({ plan: sheetPlan, stamp, today, kept, conflicts: conflicts.map((conflict) => ({ ...conflict, by: { author: 'Nina', time: '2026-11-20 09:30', instant: '2026-11-20T08:30:00Z' } })) });

const writeAnew = (workbook: EditedWorkbook, stamp: Stamp, decision: SyncDecision): void => {
  const model = renderWorkbook(inputAfter({ ...stamp, placedBelow: [] }, decision));
  workbook.tabs = editGrid(modelToGrid(model)).tabs;
};

const isDateColumn = (decision: SyncDecision, tab: string): ((row: number, column: number) => boolean) => {
  const [table, place] = [...decision.places].find(([, one]) => one.tab === tab) ?? [];
  if (!table || !place) return () => false;
  const typeOf = (field: string): string => (table === headTable ? headFields[field as HeadField] : tables[table].fields[field]!).type.kind;
  const rows = table === headTable ? new Map([...place.rows].map(([field, row]) => [row, field])) : undefined;
  const fields = new Map([...place.columns].map(([field, column]) => [column, field]));
  return (row, column) => {
    const field = rows ? rows.get(row) : fields.get(column);
    return field !== undefined && typeOf(field) === 'date';
  };
};

/** Writes into the workbook as a host does: the cells of the patch, and the generated pages as a whole. */
const writeInPlace = (workbook: EditedWorkbook, stamp: Stamp, decision: SyncDecision): void => {
  const patch = patchWorkbook(inputAfter(stamp, decision), decision.places, decision.tabs);
  if (!patch) return writeAnew(workbook, stamp, decision);
  applyPatch(workbook, patch, (tab, row, column) => isDateColumn(decision, tab)(row, column));
};

/** A world whose workbooks are written into as they stand, or rendered anew at each sync. */
export const createWorld = (first: Plan, isInPlace = false): World => {
  const writeBack = isInPlace ? writeInPlace : writeAnew;
  const revisions = [first];
  const head = (): Plan => revisions.at(-1)!;
  const stampOf = (number: number, locale: Locale): Stamp => ({ planId: first.id, revision: number, hash: revisionHash(revisions[number - 1]!, number), locale, openConflicts: [] });
  const readOf = (workbook: EditedWorkbook) => {
    const grid = editedGrid(workbook);
    const read = readStamp(grid);
    if (!read.ok) throw new Error(`no stamp: ${read.failure.kind}`);
    return { grid, stamped: read.value };
  };
  const preview = (workbook: EditedWorkbook, options: WorldOptions = {}): SyncDecision => {
    const { grid, stamped } = readOf(workbook);
    return decideSync({
      grid, stamped, base: revisions[stamped.stamp.revision - 1]!, plansAt: new Map(revisions.map((plan, i) => [i + 1, plan])),
      store: head(), storeRevision: revisions.length, takeOrder: options.takeOrder ?? false, confirmDeletions: options.confirmDeletions ?? false,
      ...(options.prefer && { prefer: options.prefer }), ...(options.choices && { choices: options.choices }), ...(options.role && { mayEdit: mayEdit(options.role) }), freshId,
    });
  };
  return {
    revisions, head, preview,
    commit: (plan) => {
      expectSound(plan);
      revisions.push(plan);
    },
    open: (locale = 'nb') => editGrid(modelToGrid(renderWorkbook({ plan: head(), stamp: stampOf(revisions.length, locale), today }))),
    sync: (workbook, options = {}) => {
      const decision = preview(workbook, options);
      if (decision.held) return decision;
      expectSound(decision.plan);
      if (decision.isPlanChanged) revisions.push(decision.plan);
      const { stamp } = readOf(workbook).stamped;
      if (!options.crashes && decision.isSheetBehind) writeBack(workbook, { ...stamp, ...stampOf(revisions.length, stamp.locale), openConflicts: decision.openConflicts }, decision);
      return decision;
    },
  };
};

/** A sync of what was just written back finds nothing to do. */
export const expectSettled = (world: World, workbook: EditedWorkbook): void => {
  const again = world.preview(workbook, { confirmDeletions: true });
  const { added, changed, removed, received } = again.diff;
  expect({ added, changed, removed, received, isPlanChanged: again.isPlanChanged, isSheetBehind: again.isSheetBehind })
    .toEqual({ added: [], changed: [], removed: [], received: [], isPlanChanged: false, isSheetBehind: false });
};
