import type { ListRange, PlanSummary } from '../../sync/store';
import { createQuery } from '../revision/matches-query';
import type { Database } from './database';

interface PlanRow {
  readonly plan_id: string;
  readonly revision: number;
  readonly title: string;
  readonly organisation: string;
  readonly part_of: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly status: string;
  readonly time: string;
  readonly author: string;
}

const toSummary = ({ plan_id, part_of, period_start, period_end, ...rest }: PlanRow): PlanSummary => ({ planId: plan_id, partOf: part_of, periodStart: period_start, periodEnd: period_end, ...rest });

/** How many lines are looked through at a time for the plans that a query wants. */
const lookedThrough = 1_000;

/** The list, by id, or a part of it: no document is read for it. [Q5] */
export const listPlans = async (database: Database, { after = '', limit, ids }: Omit<ListRange, 'query'>): Promise<readonly PlanSummary[]> => {
  const rows = await database.query<PlanRow>(
    `select plan_id, revision, title, organisation, part_of, period_start, period_end, status, time, author from planark_plans
     where plan_id > $1 and ($2::text[] is null or plan_id = any($2)) order by plan_id limit $3`,
    [after, ids ?? null, limit ?? null],
  );
  return rows.map(toSummary);
};

/** The part of the list that a query wants, looked through from `after` on: the lines alone, no documents. [Q5] */
export const findPlans = async (database: Database, { query, after = '', limit = Infinity, ids }: ListRange & { readonly query: string }): Promise<readonly PlanSummary[]> => {
  const isWanted = createQuery(query);
  const found: PlanSummary[] = [];
  for (let last: string | undefined = after; last !== undefined && found.length < limit; ) {
    const page = await listPlans(database, { after: last, limit: lookedThrough, ids });
    found.push(...page.filter(isWanted));
    last = page.length < lookedThrough ? undefined : page.at(-1)!.planId;
  }
  return found.slice(0, limit);
};
