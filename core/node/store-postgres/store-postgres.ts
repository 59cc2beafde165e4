import type { Segments } from '../audit/segments';
import type { RevisionEvent, Store, StoreEvents, StoreFailure, StoreResult } from '../../sync/store';
import type { SheetLinks } from '../links/sheet-links';
import type { TokenRegistry } from '../people/token-registry';
import { createKnownRevisions } from '../revision/known-revisions';
import { isPlanFormatKnown, isPlanId } from '../revision/names';
import { notFound, succeeded } from '../revision/store-result';
import { createDatabaseSegments } from './audit-segments';
import { commitRevision } from './commit';
import { createDatabase, refusalsAsFailures } from './database';
import { connectionLimit } from './database-url';
import { createEvents } from './events';
import { findPlans, listPlans } from './list-plans';
import { checkDatabase } from './migrations';
import { createNotifier } from './notifier';
import { createPostgresLinks } from './postgres-links';
import { createPostgresTokens } from './postgres-tokens';
import { readHead, readHistory, readRevision } from './read-revision';
import type { StoreContext } from './store-context';
import { verifyPlan } from './verify-plan';

export interface PostgresStore extends Store, StoreEvents {
  /** The log beside the plans. */
  readonly audit: Segments;
  readonly tokens: TokenRegistry;
  readonly links: SheetLinks;
  /** Tells what is left to tell and ends all connections. Nothing may be asked after it. */
  close(): Promise<void>;
}

export interface PostgresStoreOptions {
  readonly isKnownFormat?: (planFormat: string) => boolean;
}

const DEFAULT_CONNECTIONS = 10;

/**
 * A store in a PostgreSQL database (14 or newer) that `migrateDatabase` made ready; the URL comes from `parseDatabaseUrl`. Any number of
 * stores, in any number of processes, may work on one database. Connects at the first call. Rules: SPEC.md in this folder.
 */
export const createPostgresStore = (url: URL, { isKnownFormat = isPlanFormatKnown }: PostgresStoreOptions = {}): PostgresStore => {
  const database = createDatabase(url, connectionLimit(url) ?? DEFAULT_CONNECTIONS);
  const context: StoreContext = { database, isKnownFormat, heads: new Map(), revisions: createKnownRevisions(), notifier: createNotifier(database), isOpen: false };
  return {
    list: ({ query = '', ...range } = {}) => whenOpen(context, async () => succeeded(await (query.trim() === '' ? listPlans(database, range) : findPlans(database, { query, ...range })))),
    planIds: () => whenOpen(context, async () => succeeded(await readPlanIds(context))),
    head: (planId, options) => whenPlanId(context, planId, () => readHead(context, planId, options)),
    at: (planId, number) => whenPlanId(context, planId, () => readRevision(context, planId, number)),
    history: (planId) => whenPlanId(context, planId, () => readHistory(context, planId)),
    commit: (request) => whenOpen(context, () => commitRevision(context, request)),
    verify: (planId) => verifyOrRefuse(context, planId),
    tokens: createPostgresTokens(database, (work) => whenOpen(context, work)),
    links: createPostgresLinks(database, (work) => whenOpen(context, work)),
    subscribe: (listener) => whenOpen(context, () => createEvents(database, (event) => {
      forgetOlder(context, event);
      listener(event);
    })),
    audit: createDatabaseSegments(database, (work) => whenOpen(context, work)),
    close: async () => {
      await context.notifier.settled();
      await database.close();
    },
  };
};

/** Another process made a newer one. */
const forgetOlder = ({ heads }: StoreContext, { planId, number }: RevisionEvent): void => {
  const known = heads.get(planId);
  if (known && known.number < number) heads.delete(planId);
};

/** Looks at the database once: tables that are missing or newer are neither read nor written. [Q6] */
const whenOpen = <T>(context: StoreContext, work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> =>
  refusalsAsFailures(async () => {
    const checked = context.isOpen ? succeeded(null) : await checkDatabase(context.database);
    context.isOpen = checked.ok;
    return checked.ok ? work() : checked;
  });

/** What is no plan id is not found, and the database is not asked about it. [F5] */
const whenPlanId = async <T>(context: StoreContext, planId: string, work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> =>
  isPlanId(planId) ? whenOpen(context, work) : notFound('not a plan id');

const verifyOrRefuse = async (context: StoreContext, planId: string): Promise<readonly StoreFailure[]> => {
  const result = await whenPlanId(context, planId, async () => succeeded(await verifyPlan(context, planId)));
  return result.ok ? result.value : [result.failure];
};

/** From the revisions themselves, so that a plan whose line in the list is gone is found. Goes from plan to plan through the index. */
const readPlanIds = async ({ database }: StoreContext): Promise<readonly string[]> => {
  const rows = await database.query<{ plan_id: string }>(`
    with recursive ids as (
      (select plan_id from planark_revisions order by plan_id limit 1)
      union all
      select (select r.plan_id from planark_revisions r where r.plan_id > ids.plan_id order by r.plan_id limit 1) from ids where ids.plan_id is not null
    )
    select plan_id from ids where plan_id is not null`);
  return rows.map((row) => row.plan_id);
};
