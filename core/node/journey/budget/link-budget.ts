import { isDeepStrictEqual } from 'node:util';
import { findBudgetLink, isSameTab, linkFault, mappingsOf, withBudgetLink, withMappings, withoutBudgetLink, withTab } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import type { Plan } from '../../../plan/plan';
import { soundPlan } from '../../../plan/sound-plan';
import type { Store } from '../../../sync/store';
import { linkedMessage, unlinkedMessage } from '../../texts/history-messages';
import { fail, spokenAs, succeed, type Result } from '../failure';
import { commitAfter, type PutOutcome } from '../put-plan';
import type { CommitOptions } from '../sync-workbook';
import { untilCommitted } from '../until-committed';

/** What becomes of the plan, and what the history says of it; null where it is so already. */
type LinkChange = (plan: Plan) => Result<{ readonly plan: Plan; readonly message: string } | null>;

/** Makes a change of a plan's links a revision of its own, after whatever others put there meanwhile. */
const commitChange = (store: Store, planId: string, change: LinkChange, commit: CommitOptions): Promise<Result<PutOutcome>> =>
  untilCommitted(store, planId, async (head) => {
    const decided = change(head.plan);
    if (!decided.ok) return spokenAs(decided, head.plan);
    const changed = decided.value;
    if (!changed) return succeed({ revision: head, isCommitted: false });
    return spokenAs(await commitAfter(store, head, soundPlan(changed.plan), { ...commit, message: commit.message || changed.message }), head.plan);
  });

/** Where a file has what. */
export interface FileLink {
  readonly name: string;
  /** One a tab, beside those that are linked already; none for an export that needs none. */
  readonly mappings: readonly BudgetMapping[];
  /** The tabs that the file has, where they are known: links with others are forgotten. */
  readonly tabs?: readonly string[] | undefined;
}

/** The tabs that a file is linked by, together with these. [C111] */
export const mappingsWith = (plan: Pick<Plan, 'settings'>, { name, mappings, tabs }: FileLink): readonly BudgetMapping[] => {
  if (mappings.length === 0) return [];
  const standing = mappingsOf(findBudgetLink(plan, name)).filter((one) => !tabs || tabs.some((tab) => isSameTab(one, { tab })));
  return mappings.reduce(withTab, standing);
};

/** A plan that is linked with a file like this, or why it cannot be; the same object where it is so already. What was pulled from the file before stays known. */
export const linkedPlan = (plan: Plan, file: FileLink): Result<Plan> => {
  const before = findBudgetLink(plan, file.name);
  const mappings = mappingsWith(plan, file);
  if (before && isDeepStrictEqual(mappingsOf(before), mappings)) return succeed(plan);
  const link = withMappings(before ?? { name: file.name }, mappings);
  const fault = linkFault(plan, link);
  return fault ? fail({ kind: 'link-limit', path: file.name, planId: plan.id, fault }) : succeed(withBudgetLink(plan, link));
};

/** Keeps where a file has its budget; what was pulled from it before stays known. Nothing where it is kept so already. */
export const keepLink = (store: Store, planId: string, file: FileLink, commit: CommitOptions): Promise<Result<PutOutcome>> =>
  commitChange(store, planId, (plan) => {
    const linked = linkedPlan(plan, file);
    if (!linked.ok) return linked;
    return succeed(linked.value === plan ? null : { plan: linked.value, message: linkedMessage(file.name, plan) });
  }, commit);

const planWithout = (plan: Plan, name: string, tab: string | undefined): Plan => {
  const link = findBudgetLink(plan, name);
  const left = tab === undefined ? [] : mappingsOf(link).filter((one) => !isSameTab(one, { tab }));
  return link && left.length > 0 ? withBudgetLink(plan, withMappings(link, left)) : withoutBudgetLink(plan, name);
};

/** Forgets where a file has its budget, and what was pulled from it; of one tab alone where that is said. [C83] [C113] */
export const dropLink = (store: Store, planId: string, name: string, commit: CommitOptions, tab?: string): Promise<Result<PutOutcome>> =>
  commitChange(store, planId, (plan) => succeed(findBudgetLink(plan, name) ? { plan: planWithout(plan, name, tab), message: unlinkedMessage(name, plan) } : null), commit);
