import { findBudgetLink } from '../../../plan/budget/links';
import { lastPulled } from '../../../plan/budget/changed-since-pull';
import { heldYears } from '../../../plan/budget/held-years';
import { reconcile } from '../../../plan/budget/reconcile';
import { planTotals } from '../../../plan/budget/totals';
import type { Plan } from '../../../plan/plan';
import { assertPlanTies } from '../../../sheet/render/reconciliation/assert-totals';
import { readBudget, type ReadBudget } from '../../journey/budget/read-budget';
import { spokenAs, succeed } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { budgetCheckJson, budgetCheckLines, type CheckedBudget } from '../budget-check-report';
import { figureProblemJson, otherYearsLines, problemLines } from '../budget-lines';
import { budgetSources } from '../budget-sources';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { block } from '../sync-report';
import { say } from '../texts';

/** What is to be told, of the plan's own budget or of what a file says. */
const check = (plan: Plan, revision: number, today: string, path: string | undefined, read: ReadBudget | undefined): CheckedBudget => {
  assertPlanTies(plan);
  const pulled = path === undefined ? lastPulled(plan).pulled : findBudgetLink(plan, read?.name ?? '')?.pulled;
  const findings = reconcile({ plan, today, ...(read && { file: read }), ...(pulled && { pulled }) });
  return { plan, revision, file: path ?? null, totals: planTotals(plan), years: heldYears(plan, read?.figures), findings };
};

/** `planark budget check PLAN [FILE]`: the plan held against its own budget, or against the treasurer's file. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId, path] = args.positionals as [string, string?];
  const head = await findRevision(store.value, planId);
  if (!head.ok) return head;
  const { plan, number } = head.value;
  const locale = localeOf(context, plan);
  const read = path === undefined ? undefined : await readBudget(budgetSources(args, context), path, plan);
  if (read && !read.ok) return spokenAs(read, plan);
  const checked = check(plan, number, context.today.date, path, read?.value);
  const problems = read?.value.problems ?? [];
  const otherYears = read?.value.otherYears ?? [];
  return succeed({
    exitCode: problems.length > 0 || checked.findings.some(({ isToMend }) => isToMend) ? exitCodes.problems : exitCodes.done,
    lines: [...budgetCheckLines(checked, locale), ...block(say('linkUnread', locale, { count: problems.length }), problemLines(problems, locale)), ...otherYearsLines(otherYears, locale)],
    json: { ...budgetCheckJson(checked, locale), otherYears, problems: figureProblemJson(problems, locale) },
  });
};
