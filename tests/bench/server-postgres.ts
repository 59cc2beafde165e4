import { execFileSync } from 'node:child_process';
import { Agent } from 'node:http';
import { Pool } from 'pg';
import { parseDatabaseUrl } from '../../core/node/store-postgres/database-url';
import { migrateDatabase } from '../../core/node/store-postgres/migrations';
import { createPostgresStore } from '../../core/node/store-postgres/store-postgres';
import type { Revision } from '../../core/sync/store';
import { startPostgres } from '../support/postgres-server';
import { benchPlan } from './bench-plan';
import { putFirst } from './first-revision';
import { senderOf, sendQuickly, summarise, type Sender, type Sent } from './http-load';
import { bareInsert, bareInserts, CLIENTS, rateOf } from './postgres';
import { serverLimits } from '../../core/node/server/limits';
import { revisionsOf } from './server-load';
import { startProgram, today, type ServedProgram } from './served-program';
import { firstClient } from './sheet-client';

/** As `docs/scale.md` has it where a database shares two cores with its servers: a process for each core, with few connections. */
const PROCESSES = 2;
const CONNECTIONS = 4;
const ENGINE = ['--single-threaded-gc', '--heap-growing-percent=400', '--no-memory-reducer'];

/** The first syncs are of whole workbooks, and for some 5,000 in each process the engine compiles what is measured then: at first for a third of the time, at last for none of it. */
const WARM_UP = 16;
/** Many, of a few seconds, and a ratio of each: how quick the machine is changes from minute to minute. */
const ROUNDS = 15;
/** Of all clients in a round, half to each server: it lets a person, which all of them are to it, send 300 requests at once, and 100 more each second. */
const SYNCS = 640;
/** The same where all of them go to one server. */
const SYNCS_TOGETHER = 320;
const INSERTS = 640;

/** The server counts requests by address, too, and Linux has many addresses of this machine. */
const addressOfClient = (client: number): string | undefined => (process.platform === 'linux' ? `127.0.0.${2 + client}` : undefined);

const ownPlans = Array.from({ length: CLIENTS }, (_, client) => `bench-${client}`);
const sharedPlan = 'bench-shared';

/** All clients are one person to a server without tokens, who may send 300 requests at once, and 100 more each second. */
const untilMaySend = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, (serverLimits.burst * 1000) / serverLimits.perSecond); });

/** Each process on a core of its own, where the system has a command for it. */
const bindToCore = ({ pid }: ServedProgram, core: number): void => {
  if (process.platform === 'linux') execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' });
};

const timed = async (senders: readonly Sender[], count: number): Promise<{ readonly rate: number; readonly sent: readonly Sent[] }> => {
  const start = performance.now();
  const sent = await sendQuickly(senders, count);
  return { rate: (sent.length * 1000) / (performance.now() - start), sent };
};

const check = async ({ address }: ServedProgram, sent: readonly Sent[], planIds: readonly string[]) =>
  summarise(sent, (await Promise.all(planIds.map((planId) => revisionsOf(address, planId)))).flat());

/** Done a second in one round. */
interface Round {
  /** By 16 clients over HTTP. */
  readonly syncs: number;
  /** By one bare client: the documents. */
  readonly alone: number;
  /** By one bare client: all rows of a commit. */
  readonly all: number;
  /** By 16 bare connections: the documents. */
  readonly inserts: number;
}

/**
 * Whole syncs over HTTP by 16 clients, each on a plan of its own by one of two servers and then all on one by one server, against one connection, and against 16, that
 * insert the same documents and do nothing else, and against one that inserts all rows of a commit; in turn, on one server of PostgreSQL that syncs to its disk.
 */
export const benchServerPostgres = async (activities: number, program: string): Promise<void> => {
  const postgres = await startPostgres();
  // Between rounds connections rest: they are given up sooner than the server closes them (after 5 s), which a request could meet.
  const agent = new Agent({ keepAlive: true, timeout: 3_000 });
  try {
    const address = await postgres.newSchema();
    const url = parseDatabaseUrl(address)!;
    await migrateDatabase(url);
    const store = createPostgresStore(url);
    const made = new Map<string, Revision>();
    for (const planId of [...ownPlans, sharedPlan]) made.set(planId, await putFirst(store, activities, planId));
    await store.close();
    const servers = await Promise.all(Array.from({ length: PROCESSES }, () => startProgram(program, `${address}&connection_limit=${CONNECTIONS}`, '/healthz', ENGINE)));
    servers.forEach(bindToCore);
    const serverOf = (client: number): ServedProgram => servers[client % PROCESSES]!;
    const bareAddress = await postgres.newSchema();
    await migrateDatabase(parseDatabaseUrl(bareAddress)!);
    const pool = new Pool({ connectionString: bareAddress, max: CLIENTS, idleTimeoutMillis: 0 });
    // A connection may still be closing when the database stops.
    pool.on('error', () => undefined);
    const plan = benchPlan(activities);
    const sender = (planId: string, client: number, { address: at }: ServedProgram) => senderOf(firstClient({ ...plan, id: planId }, made.get(planId)!, today).copy(client), at, planId, agent, addressOfClient(client));
    const [insert, insertAll] = [bareInsert(pool, plan), bareInserts(pool, plan)];
    const own = ownPlans.map((planId, client) => sender(planId, client, serverOf(client)));
    const alone = (): Promise<number> => rateOf(INSERTS, (client, step) => insert('alone', client, step), 1);
    const all = (): Promise<number> => rateOf(INSERTS, (client, step) => insertAll('all', client, step), 1);
    const rounds: Round[] = [];
    const sent: Sent[] = [];
    for (let round = 0; round < WARM_UP; round++) {
      await timed(own, SYNCS);
      await untilMaySend();
    }
    for (let round = -2; round < ROUNDS; round++) {
      // What comes later finds the database still busy with what came before: so every other round goes the other way.
      const isReverse = round % 2 !== 0;
      const before = await (isReverse ? all() : alone());
      const ours = await timed(own, SYNCS);
      const after = await (isReverse ? alone() : all());
      const inserts = await rateOf(INSERTS / CLIENTS, (client, step) => insert(`bare-${client}`, client, step));
      // What the bare clients inserted: the database would vacuum it, and write it out, while the next round is measured.
      await pool.query('truncate planark_revisions, planark_plans, planark_audit');
      await untilMaySend();
      if (round < 0) continue;
      sent.push(...ours.sent);
      rounds.push({ syncs: ours.rate, alone: isReverse ? after : before, all: isReverse ? before : after, inserts });
    }
    const each = await check(servers[0]!, sent, ownPlans);
    const beside = await alone();
    const together = await timed(ownPlans.map((_, client) => sender(sharedPlan, client, servers[0]!)), SYNCS_TOGETHER);
    const one = await check(servers[0]!, together.sent, [sharedPlan]);
    process.stdout.write(JSON.stringify({ rounds, each, together: { syncs: together.rate, alone: beside }, one, processes: PROCESSES, rssMb: Math.max(...servers.map((server) => server.usage().rssMb)) }));
    await Promise.all(servers.map((server) => server.stop()));
    await pool.end();
  } finally {
    agent.destroy();
    await postgres.stop();
  }
};
