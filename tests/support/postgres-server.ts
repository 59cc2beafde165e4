import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Client, type QueryResult } from 'pg';

/** A password that has to be encoded in a URL, and that must not be printed anywhere. */
export const PASSWORD = 'hemme/lig#pass?ord@%';

/** A PostgreSQL server of a test, with its own folder and port. It syncs to the disk as one in use does. */
export interface PostgresServer {
  /** The address of the database, as its owner; of a schema in it where one is named. */
  url(schema?: string): string;
  /** A new, empty schema; gives its address. */
  newSchema(): Promise<string>;
  /** Runs statements as the server's owner; gives the rows of the last. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  /** kill -9, as a power failure would end it, and then start again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const binaries = (): string => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((version) => existsSync(path.join(root, version, 'bin/initdb'))) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? '' : path.join(root, newest, 'bin');
};

/** PostgreSQL refuses to run as root. */
const serverUser = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (option: string): number => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const addressOf = (port: number, schema?: string): string =>
  `postgres://planark:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres${schema === undefined ? '' : `?options=${encodeURIComponent(`-c search_path=${schema}`)}`}`;

const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes and starts a server; it answers when this resolves. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-postgres-'));
  const user = serverUser();
  const [data, log, passwordFile] = ['data', 'log', 'password'].map((name) => path.join(folder, name)) as [string, string, string];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, PASSWORD);
  writeFileSync(log, '');
  if (user.uid !== undefined) for (const name of [folder, data, log, passwordFile]) chownSync(name, user.uid, user.gid!);
  execFileSync(path.join(binaries(), 'initdb'), ['-D', data, '-U', 'planark', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'], { ...user, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const url = addressOf(port);
  let server: ChildProcess;
  let closed: Promise<void>;

  const launch = (): void => {
    const output = openSync(log, 'a');
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300'].flatMap((setting) => ['-c', setting]);
    server = spawn(path.join(binaries(), 'postgres'), ['-D', data, '-p', String(port), ...settings], { ...user, cwd: folder, stdio: ['ignore', output, output] });
    closeSync(output);
    // Its input ends when this process does, however it does: no server outlives its tests.
    const watcher = spawn('sh', ['-c', `read _; kill -QUIT ${server.pid}`], { stdio: ['pipe', 'ignore', 'ignore'] });
    closed = new Promise((resolve) => server.once('close', () => {
      watcher.kill();
      resolve();
    }));
  };
  /** Until it answers. After a crash it does not start before the last of its processes is gone, and is asked again. */
  const start = async (): Promise<void> => {
    launch();
    for (let tries = 0; tries < 300; tries++) {
      if (server.exitCode !== null) launch();
      try {
        return await withClient(url, async (client) => void (await client.query('select 1')));
      } catch {
        await pause(50);
      }
    }
    throw new Error(`PostgreSQL does not start:\n${readFileSync(log, 'utf8').slice(-2000)}`);
  };

  await start();
  let schemas = 0;
  const query = (text: string): Promise<readonly Record<string, unknown>[]> => withClient(url, async (client) => [(await client.query(text)) as QueryResult | QueryResult[]].flat().at(-1)!.rows);
  return {
    url: (schema) => addressOf(port, schema),
    query,
    newSchema: async () => {
      const schema = `s${++schemas}`;
      await query(`create schema ${schema}`);
      return addressOf(port, schema);
    },
    crash: async () => {
      server.kill('SIGKILL');
      await closed;
      await start();
    },
    stop: async () => {
      server.kill('SIGINT');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
