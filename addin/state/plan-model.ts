import { readStamp, renderBeside, type Grid, type Locale, type BesideOthers, type Plan } from '../../core';

/** A revision of a plan as the store has it. */
export interface ShownRevision {
  readonly planId: string;
  readonly number: number;
  readonly hash: string;
  readonly plan: Plan;
}

/** The tabs to insert; or that the workbook holds a plan already, whatever state that is in, which is synced and not inserted again. */
export type PlanModel = ({ readonly kind: 'model' } & BesideOthers) | { readonly kind: 'has-plan' };

/** A plan's tabs for an open workbook, of which this was read, in this language. `today` is an ISO date; the workbook goes on by its host's. */
export const planModelFor = ({ planId, number, hash, plan }: ShownRevision, grid: Grid, locale: Locale, today: string): PlanModel => {
  const stamped = readStamp(grid);
  if (stamped.ok || stamped.failure.kind !== 'not-planark') return { kind: 'has-plan' };
  return { kind: 'model', ...renderBeside({ plan, stamp: { planId, revision: number, hash, locale, openConflicts: [] }, today }, [...grid.worksheets.map(({ name }) => name), ...(grid.otherTabs ?? [])]) };
};
