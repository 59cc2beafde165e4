import { fromStore, succeed } from '../../journey/failure';
import type { Locale } from '../../../plan/locale';
import type { PlanSummary } from '../../../sync/store';
import { alignedRows } from '../aligned-rows';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { say } from '../texts';

const columns: readonly ((plan: PlanSummary) => string)[] = [
  ({ planId }) => planId,
  ({ title }) => title,
  ({ periodStart, periodEnd }) => `${periodStart.slice(0, 4)}–${periodEnd.slice(0, 4)}`,
  ({ revision }) => `r${revision}`,
  ({ time }) => time.slice(0, 10),
  ({ author }) => author,
];

/** Those that a list leaves out: the newest revision of each is damaged, or of a newer format. */
const unreadableIn = (ids: readonly string[], plans: readonly PlanSummary[]): string[] => {
  const listed = new Set(plans.map(({ planId }) => planId));
  return ids.filter((id) => !listed.has(id));
};

const linesOf = (plans: readonly PlanSummary[], unreadable: readonly string[], locale: Locale): string[] => [
  ...(plans.length > 0 ? alignedRows(plans.map((plan) => columns.map((column) => column(plan)))) : unreadable.length > 0 ? [] : [say('noPlans', locale)]),
  ...(unreadable.length > 0 ? [say('unreadable', locale, { plans: unreadable.join(', ') })] : []),
];

/** `planark list`: loads no schema and no spreadsheet, so that it starts at once. */
export const run: Command = async (_, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const plans = fromStore(await store.value.list());
  if (!plans.ok) return plans;
  const ids = fromStore(await store.value.planIds());
  if (!ids.ok) return ids;
  const unreadable = unreadableIn(ids.value, plans.value);
  return succeed({ exitCode: exitCodes.done, lines: linesOf(plans.value, unreadable, localeOf(context)), json: { plans: plans.value, unreadable } });
};
