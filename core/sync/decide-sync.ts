import { mergePlan, takeSheetOrder, type Conflict, type Decision, type Preference } from '../merge';
import type { Plan } from '../plan/plan';
import { mapTables } from '../plan/records';
import type { Grid } from '../sheet/grid';
import { parseWorkbook, type ParsedWorkbook } from '../sheet/parse/parse-workbook';
import type { ReadStamp } from '../sheet/parse/read-stamp';
import type { Notice, Problem } from '../sheet/problem';
import type { KeptCells } from '../sheet/render/render-input';
import type { OpenConflict, Stamp } from '../sheet/stamp';
import { adjustBase } from './adjust-base';
import { holdSync } from './hold';
import { repairPlan } from './repair';
import { repairNotices, repairProblems } from './repair-reports';
import { planForSheet } from './sheet-plan';
import { createPlaceOf, diffConflicts, movedRows, syncDiff } from './sync-diff';
import type { DiffConflict, Held, SyncDiff } from './sync-result';

export interface SyncInput {
  readonly grid: Grid;
  readonly stamped: ReadStamp;
  /** What the workbook was rendered from. */
  readonly base: Plan;
  /** Plans of the revisions where open conflicts have their base, by number. */
  readonly plansAt: ReadonlyMap<number, Plan>;
  /** What the store has now, and as which revision. */
  readonly store: Plan;
  readonly storeRevision: number;
  readonly prefer?: Preference;
  readonly takeOrder: boolean;
  readonly confirmDeletions: boolean;
  /** A new record id, always the same for the same words. */
  readonly freshId: (seed: string) => string;
}

export interface SyncDecision {
  /** The plan that the store should have now; the store's own where nothing changed. */
  readonly plan: Plan;
  readonly isPlanChanged: boolean;
  /** The plan that the sheet should show, and what of the person's stays in it as it is. */
  readonly sheetPlan: Plan;
  readonly kept: KeptCells;
  readonly openConflicts: readonly OpenConflict[];
  /** The sheet lacks something that it should have: a value, an id, a column. */
  readonly isSheetBehind: boolean;
  readonly diff: SyncDiff;
  readonly conflicts: readonly DiffConflict[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  readonly held: Held | null;
  readonly ownWork: readonly string[];
}

const isConflict = (decision: Decision): decision is Conflict => decision.kind === 'conflict';
const sameConflict = (open: OpenConflict, { table, id, field }: Conflict): boolean => open.table === table && open.id === id && open.field === field;

/** Conflicts that stay open keep the revision where store and sheet parted. */
const stillOpen = (conflicts: readonly Conflict[], { openConflicts, revision }: Stamp): OpenConflict[] =>
  conflicts.map((conflict) => {
    const before = openConflicts.find((open) => sameConflict(open, conflict));
    return { table: conflict.table, id: conflict.id, field: conflict.field, baseRevision: before?.baseRevision ?? revision };
  });

const withSheetOrder = (plan: Plan, { sheet }: ParsedWorkbook): Plan => ({
  ...plan,
  tables: mapTables((table) => takeSheetOrder(plan.tables[table], sheet[table]?.rows.map(({ record }) => record.id) ?? [])),
});

const changesSheet: ReadonlySet<Notice['code']> = new Set(['COPIED_ROW', 'FOREIGN_ROW', 'IDS_RESTORED', 'ROW_RECOGNISED', 'CODE_GIVEN', 'HEADER_RENAMED', 'FIELD_MISSING', 'TABLE_MISSING']);

/**
 * What a sync does, from what the sheet, the store and their common base say; pure, so a preview is the same call. SPEC.md [Y1]-[Y12].
 */
export const decideSync = (input: SyncInput): SyncDecision => {
  const { stamp } = input.stamped;
  const base = adjustBase(input.base, stamp.openConflicts, input.plansAt);
  const parsed = parseWorkbook({ grid: input.grid, stamped: input.stamped, base, store: input.store, freshId: input.freshId });
  const held = input.confirmDeletions ? null : holdSync(base, input.store, parsed);
  const merged = mergePlan({ base, store: input.store, sheet: parsed.sheet, ...(input.prefer && { prefer: input.prefer }) });
  const repaired = repairPlan(input.store, merged.plan, merged.decisions);
  const placeOf = createPlaceOf([repaired.plan, input.store, base], parsed.places);
  const moved = movedRows(input.store, parsed.sheet, placeOf);
  const plan = input.takeOrder && moved.length > 0 ? withSheetOrder(repaired.plan, parsed) : repaired.plan;
  const conflicts = repaired.decisions.filter(isConflict);
  const openConflicts = stillOpen(conflicts, stamp);
  const diff = syncDiff(repaired.decisions, moved, placeOf);
  const notices = [...parsed.notices, ...repairNotices(repaired.repairs, placeOf, stamp.locale)];
  const isPlanChanged = plan !== repaired.plan || diff.added.length + diff.changed.length + diff.removed.length > 0;
  return {
    plan: isPlanChanged ? plan : input.store,
    isPlanChanged,
    sheetPlan: planForSheet(plan, conflicts, parsed.sheet),
    kept: parsed.kept,
    openConflicts,
    isSheetBehind: isPlanChanged || stamp.revision !== input.storeRevision || diff.received.length > 0 || repaired.repairs.length > 0
      || notices.some(({ code }) => changesSheet.has(code)) || JSON.stringify(openConflicts) !== JSON.stringify(stamp.openConflicts),
    diff,
    conflicts: diffConflicts(conflicts, placeOf),
    problems: [...parsed.problems, ...repairProblems(repaired.repairs, input.store, plan, placeOf, stamp.locale)],
    notices,
    held,
    ownWork: parsed.ownWork,
  };
};
