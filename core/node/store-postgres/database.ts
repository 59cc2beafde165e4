import { Client, DatabaseError, Pool, type ClientConfig, type QueryResultRow } from 'pg';
import type { StoreFailure, StoreResult } from '../../sync/store';
import { failed, unavailable } from '../revision/store-result';
import { withoutSecrets } from './database-url';

/** Milliseconds. The database gives up first, so that what it says about it is what is told. */
const STATEMENT_TIMEOUT = 30_000;
const ANSWER_TIMEOUT = 35_000;
const CONNECT_TIMEOUT = 10_000;

/** What the database or the way to it refused, as the failure it is; made from the driver's error in one place. */
export class Refusal extends Error {
  /** `isRace`: another transaction was in the way, as stricter isolation than is needed makes happen; nothing was done. */
  constructor(readonly failure: StoreFailure, readonly isRace = false) {
    super(failure.kind);
  }
}

export interface Database {
  readonly url: URL;
  /** One statement, with its parameters apart from its text. One with a name is planned once a connection. Throws `Refusal`. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
  /** A connection of its own, not yet open, for what needs one for long. */
  newClient(): Client;
  /** May be called more than once. */
  close(): Promise<void>;
}

const clientConfig = (url: URL): ClientConfig => ({
  connectionString: url.href,
  application_name: 'planark',
  connectionTimeoutMillis: CONNECT_TIMEOUT,
  statement_timeout: STATEMENT_TIMEOUT,
  query_timeout: ANSWER_TIMEOUT,
  idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
  keepAlive: true,
});

/** Connects when the first statement comes, with at most `connections` at a time; who waits longer than 10 s for one is refused. */
export const createDatabase = (url: URL, connections: number): Database => {
  const pool = new Pool({ ...clientConfig(url), max: connections });
  // A connection that breaks while nobody uses it, as at a restart of the server: the pool drops it, and the next statement gets another.
  pool.on('error', () => undefined);
  let closing: Promise<void> | undefined;
  return {
    url,
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
      try {
        return (await pool.query<Row>({ text, values: [...values], ...(name !== undefined && { name }) })).rows;
      } catch (error) {
        throw toRefusal(url, error);
      }
    },
    newClient: () => new Client(clientConfig(url)),
    close: () => (closing ??= pool.end()),
  };
};

const MISSING_TABLE = ['42P01', '3F000'];
/** No rights; a table of this name that is no table of ours. */
const REFUSED = ['42501', '42P07'];
const RACE = ['40001', '40P01'];

/** An error of the driver as a refusal. What can only be a mistake in our SQL, or in a call, stays what it is: a bug. [Q8] */
export const toRefusal = (url: URL, error: unknown): unknown => {
  const { name, message: text = '', code = '', errors } = error as Partial<AggregateError> & { readonly code?: string };
  if (name === undefined || name === 'TypeError') return error;
  if (MISSING_TABLE.includes(code)) return new Refusal(schemaMissing());
  if (error instanceof DatabaseError && code.startsWith('42') && !REFUSED.includes(code)) return error;
  // Several addresses of one host, each refused, come as one error without a message.
  const message = text || errors?.map(String).join('; ') || name;
  return new Refusal(unavailable(withoutSecrets(url, code === '' || message.includes(code) ? message : `${message} (${code})`)).failure, RACE.includes(code));
};

export const schemaMissing = (): StoreFailure => unavailable('the tables of this version are not in the database', { lacksSchema: true }).failure;

/** Runs a piece of work; what was refused becomes a failure, a bug goes on being thrown. */
export const refusalsAsFailures = async <T>(work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return failed(error.failure);
    throw error;
  }
};
