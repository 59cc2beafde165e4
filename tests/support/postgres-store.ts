import { migrateDatabase } from '../../core/node/store-postgres/migrations';
import { parseDatabaseUrl } from '../../core/node/store-postgres/database-url';
import { createPostgresStore, type PostgresStore } from '../../core/node/store-postgres/store-postgres';
import { startPostgres, type PostgresServer } from './postgres-server';
import { valueOf } from './store-fixtures';

export const urlOf = (address: string): URL => {
  const url = parseDatabaseUrl(address);
  if (url === null) throw new Error('no address of a database');
  return url;
};

/** The schema in an address that `newSchema` gave. */
export const schemaOf = (address: string): string => /search_path=(\w+)/.exec(decodeURIComponent(address))![1]!;

export interface PostgresOfSuite {
  readonly server: () => PostgresServer;
  /** A store in a new schema, and its address; closed when the suite is over. */
  newStore(): Promise<{ readonly store: PostgresStore; readonly address: string }>;
  /** Another store at an address, as another process would have. */
  open(address: string): PostgresStore;
}

/** A server for the suite it is called in. */
export const usePostgres = (): PostgresOfSuite => {
  let server: PostgresServer;
  const stores: PostgresStore[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    try {
      await Promise.all(stores.map((store) => store.close()));
    } finally {
      await server.stop();
    }
  });
  const open = (address: string): PostgresStore => {
    const store = createPostgresStore(urlOf(address));
    stores.push(store);
    return store;
  };
  return {
    server: () => server,
    open,
    newStore: async () => {
      const address = await server.newSchema();
      valueOf(await migrateDatabase(urlOf(address)));
      return { store: open(address), address };
    },
  };
};
