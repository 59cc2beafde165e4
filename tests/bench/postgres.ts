import { createHash, randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { parseDatabaseUrl } from '../../core/node/store-postgres/database-url';
import { migrateDatabase } from '../../core/node/store-postgres/migrations';
import { createPostgresStore } from '../../core/node/store-postgres/store-postgres';
import type { Plan } from '../../core/plan/plan';
import type { Store } from '../../core/sync';
import { startPostgres } from '../support/postgres-server';
import { benchPlan } from './bench-plan';
import { recorded } from './recorded';

export const CLIENTS = 16;
const COMMITS = 640;
const ROUNDS = 5;
const PLANS = 10_000;
const PAGE = 100;

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Done a second by so many clients that each do the next when the last is done, until all have done so many a client. */
export const rateOf = async (each: number, work: (client: number, step: number) => Promise<unknown>, clients = CLIENTS): Promise<number> => {
  const start = performance.now();
  let left = clients * each;
  await Promise.all(Array.from({ length: clients }, async (_, client) => {
    for (let step = 0; left-- > 0; step++) await work(client, step);
  }));
  return (clients * each * 1000) / (performance.now() - start);
};

const time = '2026-11-21T00:00:00.000Z';
const planOf = (plan: Plan, client: number, step: number): Plan => ({ ...plan, title: `Bench ${client} ${step}` });

const DOCUMENT = 'insert into planark_revisions (plan_id, number, hash, parent_hash, author, time, message, token, token_hash, document) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';

const rowOf = (plan: Plan, planId: string, client: number, step: number): unknown[] =>
  [planId, step + 1, 'h', step === 0 ? null : 'h', 'bench', time, '', `t${step}`, createHash('sha256').update(`t${step}`).digest(), JSON.stringify(planOf(plan, client, step))];

/** Inserts a document as a commit does, without hash, list or check. */
export const bareInsert = (pool: Pool, plan: Plan) => (planId: string, client: number, step: number): Promise<unknown> => pool.query({ name: 'bare', text: DOCUMENT, values: rowOf(plan, planId, client, step) });

/** Bytes of what the log says of a commit: what begins, and what came of it. */
const ENTRY_BYTES = 2_000;

/** All that a commit inserts, in one transaction: the document, the plan's line in the list, and what the log says. */
export const bareInserts = (pool: Pool, plan: Plan) => {
  let entries = 0;
  return (planId: string, client: number, step: number): Promise<unknown> =>
    pool.query({ name: 'all', text: `
      with entry as (insert into planark_audit (number, segment) values ($11, $12)), made as (${DOCUMENT})
      insert into planark_plans (plan_id, revision, title, organisation, part_of, period_start, period_end, status, time, author) values ($1, $2, $13, '', '', '', '', '', $6, $5)
      on conflict (plan_id) do update set (revision, title, time) = (excluded.revision, excluded.title, excluded.time)`,
    values: [...rowOf(plan, planId, client, step), ++entries, randomBytes(ENTRY_BYTES / 2).toString('hex'), plan.title] });
};

/**
 * The store's commits against a bare client of `pg` that inserts the same documents into the same table, without hash, list or check; both
 * with 16 connections, in turn, on a server that syncs. Then the first page of a list of 10,000 plans.
 */
export const benchPostgres = async (size: number): Promise<void> => {
  const server = await startPostgres();
  const address = await server.newSchema();
  const url = parseDatabaseUrl(`${address}&connection_limit=${CLIENTS}`)!;
  await migrateDatabase(url);
  const store = createPostgresStore(url);
  const pool = new Pool({ connectionString: address, max: CLIENTS });
  const plan = benchPlan(size);
  const audited = recorded(store, store.audit);
  const commit = async (to: Store, planId: string, client: number, step: number): Promise<void> => {
    const made = await to.commit({ planId, parent: step, plan: planOf(plan, client, step), author: 'bench', time, message: '', token: `t${step}` });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
  };
  const insert = bareInsert(pool, plan);
  const rounds: { readonly commit: number; readonly insert: number; readonly recorded: number }[] = [];
  const each = COMMITS / CLIENTS;
  for (let round = -1; round < ROUNDS; round++) {
    const bare = await rateOf(each, (client, step) => insert(`bare${round + 1}-${client}`, client, step));
    const ours = await rateOf(each, (client, step) => commit(store, `ours${round + 1}-${client}`, client, step));
    const inLog = await rateOf(each, (client, step) => commit(audited, `log${round + 1}-${client}`, client, step));
    if (round < 0) continue; // the first warms up
    rounds.push({ insert: bare, commit: ours, recorded: inLog });
  }
  const small = benchPlan(1);
  const left = Array.from({ length: PLANS }, (_, at) => `plan-${String(at).padStart(5, '0')}`);
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let planId = left.pop(); planId !== undefined; planId = left.pop()) await store.commit({ planId, parent: 0, plan: small, author: 'bench', time, message: '', token: 't' });
  }));
  const pages: number[] = [];
  for (let round = 0; round < 21; round++) {
    const start = performance.now();
    await store.list({ after: 'plan-04999', limit: PAGE });
    pages.push(performance.now() - start);
  }
  const all = performance.now();
  await store.list();
  process.stdout.write(JSON.stringify({ rounds, firstPage: median(pages), whole: performance.now() - all }));
  await store.close();
  await pool.end();
  await server.stop();
};
