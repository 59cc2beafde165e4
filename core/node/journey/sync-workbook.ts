import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { conflictKey, type Preference } from '../../merge';
import type { Plan } from '../../plan/plan';
import type { MayEdit } from '../../plan/rights';
import { soundPlan } from '../../plan/sound-plan';
import { tableNames } from '../../plan/table-names';
import { showingBudget, withNames, type Choice, type GridName, type StoreChange, type WorkbookInput } from '../../sheet';
import { decideSync, takenInSince, type Store, type SyncDecision, type SyncInput } from '../../sync';
import type { Revision } from '../../sync/store';
import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import { lackingNames } from './budget/lacking-names';
import { fail, fromStore, spokenAs, succeed, type Result } from './failure';
import { findRevision } from './find-revision';
import { freshId } from './fresh-id';
import { readWorkbook, type ReadWorkbook } from './read-workbook';
import { fieldsSetAbove } from './regions/national-above';
import { findStoreChanges } from './store-changes';
import type { Today } from './today';
import { untilCommitted } from './until-committed';

/** What a journey needs of the world. */
export interface Ports {
  readonly store: Store;
  readonly readXlsx: ReadXlsx;
}

export interface SyncOptions {
  /** Choices for conflicts, by `conflictKey`, made on what the store had at this revision (what the sheet shows where it is left out). */
  readonly choices?: ReadonlyMap<string, Choice>;
  readonly seenRevision?: number;
  readonly prefer?: Preference;
  readonly takeOrder?: boolean;
  readonly confirmDeletions?: boolean;
  /** What the person may change; all where it is left out. */
  readonly mayEdit?: MayEdit;
  /** What the workbook is called among the plan's budget links, for one that names are written into: its linked columns get theirs. */
  readonly budgetFile?: string;
}
export interface CommitOptions {
  readonly author: string;
  readonly message: string;
  /** ISO instant. */
  readonly time: string;
}

/** What a sync would do, and on what it was decided. */
export interface Preview {
  /** With the names that its linked columns are to have. */
  readonly workbook: ReadWorkbook;
  /** Of these names those that are to be written. */
  readonly names: readonly GridName[];
  readonly base: Revision;
  readonly head: Revision;
  readonly decision: SyncDecision;
  /** Who made the store's side of open conflicts what it is, by `conflictKey`. */
  readonly storeChanges: ReadonlyMap<string, StoreChange>;
}

export interface SyncOutcome extends Preview {
  /** The revision that the store has now: a new one, or the head where nothing changed. */
  readonly revision: Revision;
  readonly isCommitted: boolean;
}

/** The revision that a workbook was made from, if this store is where it was made. */
const readBase = async (store: Store, { stamped: { stamp } }: ReadWorkbook, head: Revision): Promise<Result<Revision>> => {
  const { planId, revision } = stamp;
  const base = revision === head.number ? { ok: true as const, value: head } : await store.at(planId, revision);
  if (!base.ok && base.failure.kind === 'not-found') return fail({ kind: 'unknown-revision', planId, revision }, head.plan.locale);
  if (base.ok && base.value.hash !== stamp.hash) return fail({ kind: 'other-history', planId, revision }, head.plan.locale);
  return spokenAs(fromStore(base), head.plan);
};

const plansAt = async (store: Store, { stamped: { stamp } }: ReadWorkbook): Promise<Map<number, Plan>> => {
  const plans = new Map<number, Plan>();
  for (const { baseRevision } of stamp.openConflicts) {
    const revision = plans.has(baseRevision) ? undefined : await store.at(stamp.planId, baseRevision);
    if (revision?.ok) plans.set(baseRevision, revision.value.plan);
  }
  return plans;
};

/** Plans of the revisions since the base that were the first to have these records. */
const plansSince = async (store: Store, base: Revision, head: Revision, ids: readonly string[]): Promise<Map<number, Plan>> => {
  const plans = new Map<number, Plan>();
  let missing = ids;
  for (let number = base.number + 1; missing.length > 0 && number <= head.number; number++) {
    const revision = number === head.number ? { ok: true as const, value: head } : await store.at(head.planId, number);
    if (!revision.ok) continue;
    const there = new Set(tableNames.flatMap((table) => revision.value.plan.tables[table].map(({ id }) => id)));
    const left = missing.filter((id) => !there.has(id));
    if (left.length < missing.length) plans.set(number, revision.value.plan);
    missing = left;
  }
  return plans;
};

const readSeen = async (store: Store, { planId }: Revision, { seenRevision }: SyncOptions): Promise<Plan | undefined> => {
  const revision = seenRevision === undefined ? undefined : await store.at(planId, seenRevision);
  return revision?.ok ? revision.value.plan : undefined;
};

type Decided = Omit<Preview, 'storeChanges'>;

const withStoreChanges = async <T extends Decided>(store: Store, decided: T): Promise<T & Pick<Preview, 'storeChanges'>> =>
  ({ ...decided, storeChanges: await findStoreChanges(store, decided.head, decided.decision.conflicts, decided.decision.openConflicts) });

const decide = async (store: Store, read: ReadWorkbook, options: SyncOptions, head: Revision): Promise<Result<Decided>> => {
  const names = lackingNames(read.grid, head.plan, options.budgetFile);
  const workbook = { ...read, grid: withNames(read.grid, names) };
  const base = await readBase(store, workbook, head);
  if (!base.ok) return base;
  const seen = await readSeen(store, head, options);
  const input: SyncInput = {
    ...workbook,
    base: base.value.plan,
    plansAt: await plansAt(store, workbook),
    store: head.plan,
    storeRevision: head.number,
    takeOrder: options.takeOrder ?? false,
    confirmDeletions: options.confirmDeletions ?? false,
    ...(options.choices && { choices: options.choices }),
    ...(seen && { seen }),
    ...(options.prefer && { prefer: options.prefer }),
    setAbove: await fieldsSetAbove(store, head.plan),
    ...(options.mayEdit && { mayEdit: options.mayEdit }),
    freshId,
  };
  const first = decideSync(input);
  const since = await plansSince(store, base.value, head, takenInSince(base.value.plan, head.plan, first.places));
  const decision = since.size === 0 ? first : decideSync({ ...input, plansAt: new Map([...input.plansAt, ...since]) });
  return succeed({ workbook, names, base: base.value, head, decision });
};

/** Decides what a sync of what was read does, and writes nothing. */
export const previewRead = async (store: Store, workbook: ReadWorkbook, options: SyncOptions = {}): Promise<Result<Preview>> => {
  const head = await findRevision(store, workbook.stamped.stamp.planId);
  if (!head.ok) return head;
  const decided = await decide(store, workbook, options, head.value);
  return decided.ok ? succeed(await withStoreChanges(store, decided.value)) : decided;
};

/** The same of a file. */
export const previewWorkbook = async ({ store, readXlsx }: Ports, bytes: Uint8Array, options: SyncOptions = {}): Promise<Result<Preview>> => {
  const workbook = await readWorkbook(readXlsx, bytes);
  return workbook.ok ? previewRead(store, workbook.value, options) : workbook;
};

/** The revision that a token made before this head; null where it made none. A plan that is there gets no first revision. */
const recall = async (store: Store, { planId, number, plan }: Revision, token: string, commit: CommitOptions): Promise<Revision | null> => {
  if (!(await store.head(planId)).ok) return null;
  const found = await store.commit({ planId, parent: 0, plan, token, ...commit });
  return found.ok && found.value.number <= number ? found.value : null;
};

const asJson = (plan: Plan): unknown => JSON.parse(JSON.stringify(plan));
/** Whether a plan as it was decided is the one that was stored. */
const isStored = (decided: Plan, stored: Plan): boolean => isDeepStrictEqual(asJson(decided), asJson(stored));

/** Says again what a sync came to that was committed before: it is decided on what the store had then. */
const sayAgain = async (store: Store, workbook: ReadWorkbook, options: SyncOptions, made: Revision): Promise<Result<SyncOutcome>> => {
  const head = await findRevision(store, made.planId, made.number - 1);
  if (!head.ok) return head;
  const decided = await decide(store, workbook, options, head.value);
  if (!decided.ok) return decided;
  if (!isStored(decided.value.decision.plan, made.plan)) return fail({ kind: 'token-reused' }, made.plan.locale);
  return succeed(await withStoreChanges(store, { ...decided.value, revision: made, isCommitted: true }));
};

/**
 * Commits what a workbook says. When another was quicker, what the store has now is merged again. The same token with the same workbook
 * commits once, and comes to the same however often; with another workbook it is a failure.
 */
export const syncRead = (store: Store, workbook: ReadWorkbook, options: SyncOptions, commit: CommitOptions, token: string): Promise<Result<SyncOutcome>> =>
  untilCommitted(store, workbook.stamped.stamp.planId, async (head) => {
    const decided = await decide(store, workbook, options, head);
    if (!decided.ok) return decided;
    const { decision } = decided.value;
    if (decision.held || !decision.isPlanChanged) {
      const made = await recall(store, head, token, commit);
      return made ? sayAgain(store, workbook, options, made) : succeed(await withStoreChanges(store, { ...decided.value, revision: head, isCommitted: false }));
    }
    const plan = soundPlan(decision.plan);
    const committed = await store.commit({ planId: head.planId, parent: head.number, parentHash: head.hash, plan, token, ...commit });
    if (!committed.ok) return committed.failure.kind === 'stale' ? fail({ kind: 'busy' }) : spokenAs(fromStore(committed), head.plan);
    if (committed.value.plan !== plan) return sayAgain(store, workbook, options, committed.value);
    return succeed(await withStoreChanges(store, { ...decided.value, revision: committed.value, isCommitted: true }));
  });

/** Commits what a file says, as a run of its own: of two runs on one file only one takes the edits in, and the other finds them in the store. */
export const syncWorkbook = async ({ store, readXlsx }: Ports, bytes: Uint8Array, options: SyncOptions, commit: CommitOptions): Promise<Result<SyncOutcome>> => {
  const workbook = await readWorkbook(readXlsx, bytes);
  return workbook.ok ? syncRead(store, workbook.value, options, commit, randomUUID()) : workbook;
};

/** What the sheet is to show after a sync. */
export const sheetAfter = ({ decision, revision, workbook, storeChanges }: SyncOutcome, today: Today): WorkbookInput => ({
  plan: decision.sheetPlan,
  ...showingBudget({ ...workbook.stamped.stamp, revision: revision.number, hash: revision.hash, openConflicts: decision.openConflicts }, workbook.grid),
  today: today.date,
  isTodayFixed: today.isFixed,
  kept: decision.kept,
  conflicts: decision.conflicts.map((conflict) => ({ ...conflict, by: storeChanges.get(conflictKey(conflict)) ?? null })),
});
