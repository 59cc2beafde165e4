import { computePlan, type ComputedPlan } from '../../../plan/computed-plan';
import type { FormulaNode } from '../../../formula';
import { expectedProgress, overdueCount, planProgress, signalFor } from '../../../plan/progress';
import { recordLabel } from '../../../plan/record-label';
import type { Locale } from '../../../plan/locale';
import { labelOf } from '../../../sheet/cell-value';
import { words } from '../../../sheet/words';
import { succeed } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { revisionOption } from '../revision-option';
import { say } from '../texts';

const percent = (value: unknown): string => (typeof value === 'number' ? `${Math.round(value * 100)} %` : '–').padStart(5);
const signal = (value: unknown, locale: Locale): string => (typeof value === 'string' && value !== '' ? labelOf('signal', value, locale) : '–');

const planLine = (computed: ComputedPlan, locale: Locale): string => {
  const value = (node: FormulaNode) => computed.evaluate(node);
  return [
    `${words.progress[locale]} ${percent(value(planProgress)).trim()}`,
    `${words.expected[locale]} ${percent(value(expectedProgress)).trim()}`,
    `${words.signal[locale]} ${signal(value(signalFor(planProgress, expectedProgress)), locale)}`,
    `${words.overdue[locale]} ${String(value(overdueCount))}`,
  ].join(' · ');
};

const areaLines = (computed: ComputedPlan, locale: Locale): string[] =>
  computed.plan.tables.focusAreas.map((area, position) => {
    const value = (field: string) => computed.value('focusAreas', position, field);
    return `  ${percent(value('progress'))}  ${signal(value('signal'), locale).padEnd(14)} ${recordLabel('focusAreas', area)}`;
  });

/** `planark show PLAN [--at N]`: the plan at a glance; with --json the whole document. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const at = revisionOption(args, 'at', localeOf(context));
  if (!at.ok) return at;
  const revision = await findRevision(store.value, args.positionals[0]!, at.value);
  if (!revision.ok) return revision;
  const { plan, number } = revision.value;
  const locale = localeOf(context, plan);
  const computed = computePlan(plan, context.today.date);
  const lines = [plan.title, `${plan.organisation.name} · ${plan.period.start} – ${plan.period.end} · ${say('revision', locale)} ${number}`, planLine(computed, locale), ...areaLines(computed, locale)];
  return succeed({ exitCode: exitCodes.done, lines, json: plan });
};
