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
/** Many, and short ones: how quick the machine is changes from minute to minute. */
const ROUNDS = 15;
/** Of all clients in a round: a server lets an address send 300 requests at once, and 100 more each second. */
const SYNCS = 640;
/** The same where all of them go to one server. */
const SYNCS_TOGETHER = 320;
const INSERTS = 640;

/** The server counts requests by address, and Linux has many addresses of this machine. */
const addressOfClient = (client: number): string | undefined => (process.platform === 'linux' ? `127.0.0.${2 + client}` : undefined);

const ownPlans = Array.from({ length: CLIENTS }, (_, client) => `bench-${client}`);
const sharedPlan = 'bench-shared';

/** All clients are one person to a server without tokens, who may send 300 requests at once, and 100 more each second. */
const untilMaySend = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, (serverLimits.burst * 1000) / serverLimits.perSecond); });

const timed = async (senders: readonly Sender[], count: number): Promise<{ readonly rate: number; readonly sent: readonly Sent[] }> => {
  const start = performance.now();
  const sent = await sendQuickly(senders, count);
  return { rate: (sent.length * 1000) / (performance.now() - start), sent };
};

const check = async ({ address }: ServedProgram, sent: readonly Sent[], planIds: readonly string[]) => {
  const revisions = (await Promise.all(planIds.map((planId) => revisionsOf(address, planId)))).flat();
  await untilMaySend();
  return summarise(sent, revisions);
};

/** Done a second in one round. */
interface Round {
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
    const serverOf = (client: number): ServedProgram => servers[client % PROCESSES]!;
    const bareAddress = await postgres.newSchema();
    await migrateDatabase(parseDatabaseUrl(bareAddress)!);
    const pool = new Pool({ connectionString: bareAddress, max: CLIENTS });
    // A connection may still be closing when the database stops.
    pool.on('error', () => undefined);
    const plan = benchPlan(activities);
    const sender = (planId: string, client: number, { address: at }: ServedProgram) => senderOf(firstClient({ ...plan, id: planId }, made.get(planId)!, today).copy(client), at, planId, agent, addressOfClient(client));
    const [insert, insertAll] = [bareInsert(pool, plan), bareInserts(pool, plan)];
    const own = ownPlans.map((planId, client) => sender(planId, client, serverOf(client)));
    const rounds: Round[] = [];
    const sent: Sent[] = [];
    for (let round = 0; round < WARM_UP; round++) {
      await timed(own, SYNCS);
      await untilMaySend();
    }
    for (let round = -2; round < ROUNDS; round++) {
      const alone = await rateOf(INSERTS, (client, step) => insert(`one${round}-${client}`, client, step), 1);
      const ours = await timed(own, SYNCS);
      const all = await rateOf(INSERTS, (client, step) => insertAll(`all${round}-${client}`, client, step), 1);
      const inserts = await rateOf(INSERTS / CLIENTS, (client, step) => insert(`bare${round}-${client}`, client, step));
      // Otherwise the database would still tend to them while others are measured.
      await pool.query('truncate planark_revisions, planark_plans, planark_audit');
      await untilMaySend();
      if (round < 0) continue;
      sent.push(...ours.sent);
      rounds.push({ syncs: ours.rate, alone, all, inserts });
    }
    const each = await check(servers[0]!, sent, ownPlans);
    const together = await timed(ownPlans.map((_, client) => sender(sharedPlan, client, servers[0]!)), SYNCS_TOGETHER);
    const one = await check(servers[0]!, together.sent, [sharedPlan]);
    process.stdout.write(JSON.stringify({ rounds, each, together: together.rate, one, processes: PROCESSES, rssMb: Math.max(...servers.map((server) => server.usage().rssMb)) }));
    await Promise.all(servers.map((server) => server.stop()));
    await pool.end();
  } finally {
    agent.destroy();
    await postgres.stop();
  }
};
