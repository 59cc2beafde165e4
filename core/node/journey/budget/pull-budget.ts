import { isDeepStrictEqual } from 'node:util';
import type { Preference } from '../../../merge';
import { findBudgetLink, mappingsOf, withBudgetLink } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import type { Plan } from '../../../plan/plan';
import { soundPlan } from '../../../plan/sound-plan';
import { figuresOfPlan, pullFigures, type OtherAccounts, type PullDecision } from '../../../sync';
import type { Revision, Store } from '../../../sync/store';
import { pulledMessage } from '../../texts/history-messages';
import { fail, spokenAs, succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { freshId } from '../fresh-id';
import { commitAfter } from '../put-plan';
import type { CommitOptions } from '../sync-workbook';
import { untilCommitted } from '../until-committed';
import { linkedPlan } from './link-budget';
import { hasAccounts, withAccountsDay } from './accounts-day';
import { createIsRead, figuresOf, openBudget, tabsOf, type BudgetSources, type OpenedBudget, type ReadBudget } from './read-budget';

export interface PullPorts extends BudgetSources {
  readonly store: Store;
}

/** What a pull comes to on a plan. */
export interface PullDecided {
  readonly read: ReadBudget;
  readonly decision: PullDecision;
  /** What was left out, since the plan has nothing to do with it. */
  readonly others: OtherAccounts;
  /** The day that the file's accounts go up to, as an ISO date: as somebody said, else as it tells itself; after a pull what the plan has. */
  readonly asOf: string | null;
}

export interface PullPreview extends PullDecided {
  readonly head: Revision;
}

/** With the plan after it; null where nothing is new. */
export interface DecidedPull extends PullDecided {
  readonly plan: Plan | null;
}

export interface PullOptions {
  readonly prefer?: Preference | undefined;
  /** Take in accounts too that the plan has nothing to do with. */
  readonly all?: boolean | undefined;
  /** The day that the file's accounts go up to, as an ISO date. */
  readonly asOf?: string | undefined;
  /** Plan or file for single figures, by `figureKey`. */
  readonly choices?: ReadonlyMap<string, Preference> | undefined;
  /** How tabs of the file are read, beside what is kept; a pull keeps it. */
  readonly mappings?: readonly BudgetMapping[] | undefined;
}

export interface PullOutcome extends PullPreview {
  /** The head, where nothing was new. */
  readonly revision: Revision;
  readonly isCommitted: boolean;
}

/** So many figures a plan takes in at once, and keeps as they were pulled last. */
const mostKept = 20_000;

/** What a pull of an opened file would do; `path` is what failures call it. */
export const decidePreview = (opened: OpenedBudget, path: string, head: Revision, { prefer, all, asOf, choices, mappings }: PullOptions): Result<PullDecided> => {
  const linked = mappings ? linkedPlan(head.plan, { name: opened.name, mappings, tabs: tabsOf(opened) }) : succeed(head.plan);
  if (!linked.ok) return spokenAs(linked, head.plan);
  const plan = linked.value;
  const link = findBudgetLink(plan, opened.name);
  const read = figuresOf(opened, path, plan, mappingsOf(link));
  if (!read.ok) return spokenAs(read, plan);
  const pulled = link?.pulled?.figures ?? [];
  const { figures, others } = all ? { figures: read.value.figures, others: { accounts: 0, figures: [] } } : figuresOfPlan(plan, read.value.figures, pulled);
  if (figures.length > mostKept) return spokenAs(fail({ kind: 'budget-file', path, code: 'TOO_MANY_FIGURES', detail: `${figures.length} figures` }), head.plan);
  const decision = pullFigures({ plan, figures, pulled, newId: (key) => freshId(`budget ${plan.id} ${key}`), ...(prefer && { prefer }), ...(choices && { choices }) });
  const isThere = createIsRead(read.value);
  const gone = decision.gone.filter((one) => isThere({ ...one, kind: one.field }));
  return succeed({ read: read.value, decision: { ...decision, gone }, others, asOf: hasAccounts(figures) ? (asOf ?? read.value.asOf ?? null) : null });
};

/** The plan after a pull: with the figures, and with what was pulled, where that is anything new. */
const planAfter = ({ read, decision }: PullDecided, said: string | undefined, time: string): Plan => {
  const link = findBudgetLink(decision.plan, read.name);
  const figures = decision.pulled.slice(0, mostKept);
  const before = link?.pulled?.figures ?? [];
  const plan = withAccountsDay(decision.plan, figures, before, { said, told: read.asOf, pullDay: time.slice(0, 10) });
  const isNew = plan !== decision.plan || decision.changed.length + decision.added.length > 0 || !isDeepStrictEqual(before, figures);
  return isNew ? withBudgetLink(plan, { ...link, name: read.name, pulled: { time, hash: read.hash, figures } }) : plan;
};

/** What a pull of an opened file does, at a time; the plan is written nowhere yet. */
export const decidePull = (opened: OpenedBudget, path: string, head: Revision, options: PullOptions, time: string): Result<DecidedPull> => {
  const decided = decidePreview(opened, path, head, options);
  if (!decided.ok) return decided;
  const plan = planAfter(decided.value, options.asOf, time);
  const asOf = hasAccounts(decided.value.decision.pulled) ? (plan.settings?.accountsAsOf ?? null) : null;
  return succeed({ ...decided.value, asOf, plan: plan === head.plan ? null : plan });
};

/** What a pull would do; nothing is written. */
export const previewPull = async ({ store, ...sources }: PullPorts, planId: string, path: string, options: PullOptions = {}): Promise<Result<PullPreview>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const opened = await openBudget(sources, path);
  if (!opened.ok) return spokenAs(opened, head.value.plan);
  const decided = decidePreview(opened.value, path, head.value, options);
  return decided.ok ? succeed({ ...decided.value, head: head.value }) : decided;
};

/** Commits what is decided on what the store has now, as one revision; when another was quicker, it is decided anew. `title` is what people call the file. */
export const commitPull = (store: Store, planId: string, title: string, commit: CommitOptions, decide: (head: Revision) => Promise<Result<DecidedPull>>): Promise<Result<PullOutcome>> =>
  untilCommitted(store, planId, async (head) => {
    const decided = await decide(head);
    if (!decided.ok) return decided;
    const { plan, ...told } = decided.value;
    if (!plan) return succeed({ ...told, head, revision: head, isCommitted: false });
    const put = await commitAfter(store, head, soundPlan(plan), { ...commit, message: commit.message || pulledMessage(title, plan) });
    return put.ok ? succeed({ ...told, head, ...put.value }) : spokenAs(put, plan);
  });

/** Takes a treasurer's figures into the plan's budget, as one revision; when another was quicker, what the store has now is merged again. */
export const pullBudget = async ({ store, ...sources }: PullPorts, planId: string, path: string, commit: CommitOptions, options: PullOptions = {}): Promise<Result<PullOutcome>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const opened = await openBudget(sources, path);
  if (!opened.ok) return spokenAs(opened, head.value.plan);
  const { value } = opened;
  return commitPull(store, planId, value.title, commit, async (now) => decidePull(value, path, now, options, commit.time));
};
