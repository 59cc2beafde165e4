import type { StoreResult } from '../../sync/store';
import { failed, succeeded, unavailable } from '../revision/store-result';
import { createDatabase, Refusal, refusalsAsFailures, schemaMissing, toRefusal, type Database } from './database';

/**
 * The steps that make the tables, in order: number 1 first. A step that has been released never changes. Each is run once, in a
 * transaction, by `migrateDatabase`. [Q6]
 */
const steps: readonly string[] = [
  `
  create table planark_revisions (
    plan_id text collate "C" not null,
    number integer not null check (number > 0),
    hash text not null,
    parent_hash text,
    author text not null,
    time text not null,
    message text not null,
    token text not null,
    -- An index entry holds at most 2.7 kB, and a token may be longer.
    token_hash bytea not null,
    document jsonb not null,
    primary key (plan_id, number),
    unique (plan_id, token_hash),
    check ((number = 1) = (parent_hash is null))
  );
  create table planark_plans (
    plan_id text collate "C" primary key,
    revision integer not null,
    title text not null,
    organisation text not null,
    period_start text not null,
    period_end text not null,
    status text not null,
    time text not null,
    author text not null
  );
  do $$
  begin
    -- Half the size and twice the speed of the default, where the server was built with it.
    alter table planark_revisions alter column document set compression lz4;
  exception when feature_not_supported or invalid_parameter_value then null;
  end $$;
  `,
  `
  alter table planark_plans add column part_of text not null default '';
  update planark_plans p set part_of = coalesce(r.document -> 'organisation' ->> 'parent', '')
  from planark_revisions r where r.plan_id = p.plan_id and r.number = p.revision;
  alter table planark_plans alter column part_of drop default;
  create table planark_tokens (
    id text collate "C" primary key,
    -- Everything about the token that never changes; its secret is here as a hash alone.
    token jsonb not null,
    revoked jsonb,
    last_used text
  );
  `,
  // The log: core/node/audit/SPEC.md. As text, since its bytes are what is hashed.
  `
  create table planark_audit (
    number integer primary key check (number > 0),
    segment text not null
  );
  `,
  // Which spreadsheets show which plans: core/node/links.
  `
  create table planark_sheet_links (
    spreadsheet_id text collate "C" primary key,
    plan_id text collate "C" not null,
    link jsonb not null
  );
  create index planark_sheet_links_plan on planark_sheet_links (plan_id);
  `,
];

export const SCHEMA_VERSION = steps.length;

/** Which step the database is at. */
const READ_VERSION = 'select coalesce(max(version), 0)::int as version from planark_schema';

/** Two numbers that stand for "Planark is migrating"; any other program that locks uses others. */
const LOCK = 'select pg_advisory_xact_lock(20261, 1)';

/**
 * Brings the tables to this version: all steps that are missing in one transaction, which whoever comes at the same time waits for. Makes
 * them in the first schema of the search path and needs no right beyond making tables there. Gives the version, and how many steps were
 * run: none where there was nothing to do. [Q6]
 */
export const migrateDatabase = (url: URL): Promise<StoreResult<{ readonly version: number; readonly steps: number }>> =>
  refusalsAsFailures(async () => {
    const database = createDatabase(url, 1);
    try {
      const [server] = await database.query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`);
      if (server!.encoding !== 'UTF8') return unavailable(`the database is in ${server!.encoding}, and has to be in UTF8`);
      return await runMissingSteps(database);
    } finally {
      await database.close();
    }
  });

const runMissingSteps = async (database: Database): Promise<StoreResult<{ readonly version: number; readonly steps: number }>> => {
  const client = database.newClient();
  client.on('error', () => undefined); // a connection that breaks fails the statement under way, too
  try {
    await client.connect();
    await client.query('begin');
    await client.query(LOCK);
    await client.query('create table if not exists planark_schema (version integer primary key, applied timestamptz not null default now())');
    const before = (await client.query<{ version: number }>(READ_VERSION)).rows[0]!.version;
    if (before > SCHEMA_VERSION) return newer(before);
    for (let version = before + 1; version <= SCHEMA_VERSION; version++) {
      await client.query(steps[version - 1]!);
      await client.query('insert into planark_schema (version) values ($1)', [version]);
    }
    await client.query('commit');
    return succeeded({ version: SCHEMA_VERSION, steps: SCHEMA_VERSION - before });
  } catch (error) {
    throw toRefusal(database.url, error);
  } finally {
    // Ends the transaction, too, where it was not committed.
    await client.end();
  }
};

const newer = (version: number) => failed({ kind: 'newer-format', format: `planark-postgres/${version}` });

/** Whether the database can be used: its tables are those of this version, and it promises what a commit relies on. [Q6] [Q7] */
export const checkDatabase = (database: Database): Promise<StoreResult<null>> =>
  refusalsAsFailures(async () => {
    const [setting] = await database.query<{ durable: string }>(`select current_setting('synchronous_commit') as durable`);
    if (setting!.durable === 'off') return unavailable('synchronous_commit is off: what is acknowledged could be lost');
    const [{ version }] = (await database.query<{ version: number }>(READ_VERSION)) as [{ version: number }];
    if (version > SCHEMA_VERSION) return newer(version);
    if (version < SCHEMA_VERSION) throw new Refusal(schemaMissing());
    return succeeded(null);
  });
