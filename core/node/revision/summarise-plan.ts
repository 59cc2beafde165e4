import type { PlanSummary } from '../../sync/store';
import type { RevisionHead } from './revision-file';

/** What a list shows of a plan whose content nobody has validated: what is no text shows as an empty one. */
export function summarisePlan({ info, plan }: RevisionHead): PlanSummary {
  return {
    planId: info.planId,
    title: textOf(plan.title),
    organisation: textOf(memberOf(plan.organisation, 'name')),
    partOf: textOf(memberOf(plan.organisation, 'parent')),
    periodStart: textOf(memberOf(plan.period, 'start')),
    periodEnd: textOf(memberOf(plan.period, 'end')),
    status: textOf(plan.status),
    revision: info.number,
    time: info.time,
    author: info.author,
  };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
