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
import { figuresOf, openBudget, tabsOf, type BudgetSources, type OpenedBudget, type ReadBudget } from './read-budget';

export interface PullPorts extends BudgetSources {
  readonly store: Store;
}

export interface PullPreview {
  readonly head: Revision;
  readonly read: ReadBudget;
  readonly decision: PullDecision;
  /** What was left out, since the plan has nothing to do with it. */
  readonly others: OtherAccounts;
  /** The day that the file's accounts go up to, as an ISO date: as somebody said, else as it tells itself; after a pull what the plan has. */
  readonly asOf: string | null;
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
  /** Whether the plan is as it was seen by whoever chose; what else comes in between is merged. */
  readonly isSeen?: ((head: Revision) => boolean) | undefined;
}

export interface PullOutcome extends PullPreview {
  /** The head, where nothing was new. */
  readonly revision: Revision;
  readonly isCommitted: boolean;
}

/** More accounts than a plan keeps the last figures of. */
const mostKept = 20_000;

const decide = (opened: OpenedBudget, path: string, head: Revision, { prefer, all, asOf, choices, mappings, isSeen }: PullOptions): Result<PullPreview> => {
  if (isSeen?.(head) === false) return fail({ kind: 'changed-since' }, head.plan.locale);
  const linked = mappings ? linkedPlan(head.plan, { name: opened.name, mappings, tabs: tabsOf(opened) }) : succeed(head.plan);
  if (!linked.ok) return spokenAs(linked, head.plan);
  const plan = linked.value;
  const link = findBudgetLink(plan, opened.name);
  const read = figuresOf(opened, path, plan, mappingsOf(link));
  if (!read.ok) return spokenAs(read, plan);
  const pulled = link?.pulled?.figures ?? [];
  const { figures, others } = all ? { figures: read.value.figures, others: { accounts: 0 } } : figuresOfPlan(plan, read.value.figures, pulled);
  const decision = pullFigures({ plan, figures, pulled, newId: (key) => freshId(`budget ${plan.id} ${key}`), ...(prefer && { prefer }), ...(choices && { choices }) });
  const gone = decision.gone.filter(({ field, year }) => read.value.isRead({ kind: field, year }));
  return succeed({ head, read: read.value, decision: { ...decision, gone }, others, asOf: hasAccounts(figures) ? (asOf ?? read.value.asOf ?? null) : null });
};

/** The plan after a pull: with the figures, and with what was pulled, where that is anything new. */
const planAfter = ({ read, decision, asOf }: PullPreview, time: string): Plan => {
  const link = findBudgetLink(decision.plan, read.name);
  const figures = decision.pulled.slice(0, mostKept);
  const before = link?.pulled?.figures ?? [];
  const plan = withAccountsDay(decision.plan, figures, before, asOf, time.slice(0, 10));
  const isNew = plan !== decision.plan || decision.changed.length + decision.added.length > 0 || !isDeepStrictEqual(before, figures);
  return isNew ? withBudgetLink(plan, { ...link, name: read.name, pulled: { time, hash: read.hash, figures } }) : plan;
};

/** What a pull of an opened file would do; nothing is written. */
export const previewOpened = async (store: Store, planId: string, opened: OpenedBudget, options: PullOptions = {}): Promise<Result<PullPreview>> => {
  const head = await findRevision(store, planId);
  return head.ok ? decide(opened, opened.title, head.value, options) : head;
};

/** What a pull would do; nothing is written. */
export const previewPull = async ({ store, ...sources }: PullPorts, planId: string, path: string, options: PullOptions = {}): Promise<Result<PullPreview>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const opened = await openBudget(sources, path);
  return opened.ok ? decide(opened.value, path, head.value, options) : spokenAs(opened, head.value.plan);
};

/** Takes the figures of an opened file in, as `pullBudget` does; `path` is what failures call it. */
export const pullOpened = (store: Store, planId: string, opened: OpenedBudget, path: string, commit: CommitOptions, options: PullOptions): Promise<Result<PullOutcome>> =>
  untilCommitted(store, planId, async (head) => {
    const preview = decide(opened, path, head, options);
    if (!preview.ok) return preview;
    const plan = planAfter(preview.value, commit.time);
    const told = { ...preview.value, asOf: hasAccounts(preview.value.decision.pulled) ? (plan.settings?.accountsAsOf ?? null) : null };
    if (plan === head.plan) return succeed({ ...told, revision: head, isCommitted: false });
    const put = await commitAfter(store, head, soundPlan(plan), { ...commit, message: commit.message || pulledMessage(opened.title, plan) });
    return put.ok ? succeed({ ...told, ...put.value }) : spokenAs(put, plan);
  });

/** Takes a treasurer's figures into the plan's budget, as one revision; when another was quicker, what the store has now is merged again. */
export const pullBudget = async ({ store, ...sources }: PullPorts, planId: string, path: string, commit: CommitOptions, options: PullOptions = {}): Promise<Result<PullOutcome>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const opened = await openBudget(sources, path);
  return opened.ok ? pullOpened(store, planId, opened.value, path, commit, options) : spokenAs(opened, head.value.plan);
};
