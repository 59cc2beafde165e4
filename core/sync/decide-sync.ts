import { conflictKey, isConflict, mergePlan, takeSheetOrder, type Preference } from '../merge';
import type { Plan } from '../plan/plan';
import { mapTables } from '../plan/records';
import type { MayEdit } from '../plan/rights';
import { tableNames } from '../plan/table-names';
import type { Grid } from '../sheet/grid';
import type { Places, StandingTabs } from '../sheet/parse/parse-context';
import { mostShown } from '../sheet/conflict';
import type { Choice } from '../sheet/parse/parse-choices';
import { parseWorkbook, type ParsedWorkbook } from '../sheet/parse/parse-workbook';
import { isAnyBegun, type ReadStamp } from '../sheet/parse/read-stamp';
import type { Notice, Problem } from '../sheet/problem';
import { assertPlanTies, hasSameSums } from '../sheet/render/reconciliation/assert-totals';
import type { KeptCells } from '../sheet/render/render-input';
import type { OpenConflict } from '../sheet/stamp';
import { adjustBase, withTakenIn } from './adjust-base';
import { followPulled } from './budget/follow-pulled';
import { createCellAt } from './cell-at';
import { holdSync } from './hold';
import { keptInSheet } from './kept-cells';
import { limitEdits } from './limit-edits';
import { stillOpen } from './open-conflicts';
import { repairPlan } from './repair';
import { repairNotices, repairProblems } from './repair-reports';
import type { Repair } from './repairing';
import { planForSheet } from './sheet-plan';
import { setBack, type FieldsSetAbove } from './set-back';
import { createSettle, reportChoices } from './settle';
import { createPlaceOf, diffConflicts, diffSettled, movedRows, syncDiff } from './sync-diff';
import type { DiffConflict, DiffPlace, DiffSettled, Held, SyncDiff } from './sync-result';

export interface SyncInput {
  readonly grid: Grid;
  readonly stamped: ReadStamp;
  /** What the workbook was rendered from. */
  readonly base: Plan;
  /** Plans of the revisions where open conflicts have their base, and of those since the workbook's that took in what is `takenInSince`, by number. */
  readonly plansAt: ReadonlyMap<number, Plan>;
  /** What the store has now, and as which revision. */
  readonly store: Plan;
  readonly storeRevision: number;
  /** Choices made beside the sheet, by `conflictKey`: they come before those in it. */
  readonly choices?: ReadonlyMap<string, Choice>;
  /** What the store had when the choices were offered: what the sheet shows, where nothing else is said. */
  readonly seen?: Plan;
  /** For all conflicts without a choice. */
  readonly prefer?: Preference;
  /** Which tables the person may change; all where nothing is said. */
  readonly mayEdit?: MayEdit;
  readonly takeOrder: boolean;
  readonly confirmDeletions: boolean;
  /** What the plan above sets in it; nothing where nothing is said. */
  readonly setAbove?: FieldsSetAbove;
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
  readonly settled: readonly DiffSettled[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  readonly held: Held | null;
  readonly ownTabs: ParsedWorkbook['ownTabs'];
  readonly ownOnOurTabs: ParsedWorkbook['ownOnOurTabs'];
  /** Where everything stands in the sheet. */
  readonly places: Places;
  readonly tabs: StandingTabs;
}

const mayEditAll: MayEdit = () => true;

const idsOf = (rows: readonly { readonly id: string }[]): string => rows.map(({ id }) => id).join();

/** The plan with the sheet's order in the tables whose rows were moved; the same plan where that is its order already. */
const withSheetOrder = (plan: Plan, { sheet }: ParsedWorkbook, moved: readonly DiffPlace[]): Plan => {
  const names = new Set(moved.map(({ table }) => table));
  const tables = mapTables((table) => (names.has(table) ? takeSheetOrder(plan.tables[table], sheet[table]!.rows.map(({ record }) => record.id)) : plan.tables[table]));
  return tableNames.every((table) => idsOf(tables[table]) === idsOf(plan.tables[table])) ? plan : { ...plan, tables };
};

/** The store's plan with what the sheet edited; the store's own where that is nothing. */
const planAfter = ({ store, takeOrder, mayEdit = mayEditAll }: SyncInput, repaired: Plan, diff: SyncDiff, parsed: ParsedWorkbook): Plan => {
  const edited = diff.added.length + diff.changed.length + diff.removed.length > 0 ? repaired : store;
  const moved = diff.moved.filter(({ table }) => mayEdit(table));
  return takeOrder && moved.length > 0 ? withSheetOrder(edited, parsed, moved) : edited;
};

const changesSheet: ReadonlySet<Notice['code'] | Repair['kind']> = new Set([
  'COPIED_ROW', 'FOREIGN_ROW', 'IDS_RESTORED', 'ROW_RECOGNISED', 'ROWS_RECOGNISED', 'HEADER_RENAMED', 'HEADER_RESTORED', 'FIELD_MISSING', 'FIELD_ADDED', 'TABLE_MISSING', 'FORMULA_LOST', 'FIGURES_LINKED', 'FIGURES_UNLINKED', 'FIGURE_OVERWRITTEN', 'GOAL_SET_BACK', 'GOAL_COMES_BACK', 'code-given', 'removal-refused',
]);

/** Has the sheet a tab of conflicts where some are open, with a row for each that there is room for? */
const showsConflicts = ({ tabs, conflicts }: Pick<SyncDecision, 'tabs' | 'conflicts'>, shown: ReadonlySet<string>): boolean =>
  (conflicts.length === 0 ? !tabs.generated.has('conflicts') : conflicts.slice(0, mostShown).every((conflict) => shown.has(conflictKey(conflict))));

/** Does the sheet lack something that it should have: a value, an id, a column, the newest revision? */
const isSheetBehind = (input: SyncInput, decision: Pick<SyncDecision, 'isPlanChanged' | 'diff' | 'notices' | 'problems' | 'conflicts' | 'openConflicts' | 'tabs'>, repairs: readonly Repair[], shown: ReadonlySet<string>): boolean => {
  const { stamp } = input.stamped;
  return decision.isPlanChanged || stamp.revision !== input.storeRevision || decision.diff.received.length > 0
    || decision.problems.some(({ code }) => code === 'MERGED_CELL')
    || repairs.some(({ kind }) => changesSheet.has(kind)) || decision.notices.some(({ code }) => changesSheet.has(code))
    || JSON.stringify(decision.openConflicts) !== JSON.stringify(stamp.openConflicts)
    || !showsConflicts(decision, shown)
    || isAnyBegun(input.stamped)
    // Workbooks of older versions have no such tab.
    || !decision.tabs.generated.has('reconciliation');
};

/**
 * What a sync does, from what the sheet, the store and their common base say; pure, so a preview is the same call. SPEC.md [Y1]-[Y18], [Y25]-[Y30].
 */
export const decideSync = (input: SyncInput): SyncDecision => {
  const { store, grid, stamped: { stamp }, mayEdit = mayEditAll } = input;
  const adjusted = adjustBase(input.base, stamp.openConflicts, input.plansAt);
  const read = parseWorkbook({ ...input, base: adjusted });
  const base = withTakenIn(adjusted, store, read.places, stamp.revision, input.plansAt);
  const parsed = limitEdits(setBack(read, { base, store }, input.setAbove ?? new Map(), stamp.locale), grid, { base, store }, stamp.locale, mayEdit);
  const choices = new Map([...parsed.choices, ...(input.choices ?? [])]);
  const merged = mergePlan({ base, store, sheet: parsed.sheet, settle: createSettle({ seen: input.base, ...input, choices, mayEdit }) });
  const { plan: repaired, decisions, repairs } = repairPlan({ base, store, ...merged });
  const placeOf = createPlaceOf([repaired, store, base], parsed.places);
  const diff = syncDiff(decisions, movedRows(input.base, parsed.sheet, stamp, placeOf), placeOf);
  const plan = followPulled(planAfter(input, repaired, diff, parsed), store, parsed.places);
  if (!hasSameSums(plan, store)) assertPlanTies(plan);
  const conflicts = decisions.filter(isConflict);
  const chosen = reportChoices(choices, merged.decisions, decisions, stamp.locale, mayEdit);
  const held = input.confirmDeletions ? null : holdSync({ base, store, parsed, open: stamp.openConflicts, mayEdit });
  // What waits to be confirmed is not removed yet: nobody is told that it cannot be.
  const told = held ? repairs.filter(({ kind }) => kind !== 'removal-refused') : repairs;
  const sheetPlan = planForSheet(plan, conflicts, parsed.sheet);
  const kept = keptInSheet(parsed, repairs, grid, sheetPlan);
  const decided = {
    plan,
    isPlanChanged: plan !== store,
    sheetPlan,
    kept,
    openConflicts: stillOpen({ base, store, stamp, kept, conflicts, decisions: merged.decisions }),
    diff,
    conflicts: diffConflicts(conflicts, placeOf),
    settled: diffSettled(decisions, placeOf),
    problems: [...parsed.problems, ...chosen.problems, ...repairProblems({ repairs: told, store, plan, placeOf, cellAt: createCellAt(grid, parsed.places), locale: stamp.locale })],
    notices: [...parsed.notices, ...chosen.notices, ...repairNotices(repairs, placeOf, stamp.locale)],
    held,
    ownTabs: parsed.ownTabs,
    ownOnOurTabs: parsed.ownOnOurTabs,
    places: parsed.places,
    tabs: parsed.tabs,
  };
  return { ...decided, isSheetBehind: isSheetBehind(input, decided, repairs, parsed.shownConflicts) };
};
