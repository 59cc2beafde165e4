import { fromStore, succeed } from '../../journey/failure';
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

/** `planark list`: loads no schema and no spreadsheet, so that it starts at once. */
export const run: Command = async (_, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const plans = fromStore(await store.value.list());
  if (!plans.ok) return plans;
  const lines = plans.value.length > 0 ? alignedRows(plans.value.map((plan) => columns.map((column) => column(plan)))) : [say('noPlans', localeOf(context))];
  return succeed({ exitCode: exitCodes.done, lines, json: { plans: plans.value } });
};
