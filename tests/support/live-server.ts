import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createAuditLog } from '../../core/node/audit/audit-log';
import { readHeads } from '../../core/node/audit/audited-store';
import type { Segments } from '../../core/node/audit/segments';
import { createBudgetWork, type BudgetWork } from '../../core/node/journey/budget/work/budget-work';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import type { ReadXlsx } from '../../core/node/host-xlsx/isolate/isolated-reader';
import type { SheetLinks } from '../../core/node/links/sheet-links';
import { putDocument } from '../../core/node/journey/put-plan';
import { createOrganisations } from '../../core/node/people/organisations';
import type { TokenRegistry } from '../../core/node/people/token-registry';
import { localOwner, type Access } from '../../core/node/server/access';
import { serverLimits, type ServerLimits } from '../../core/node/server/limits';
import { serve, type ServeOptions, type Serving } from '../../core/node/server/serve';
import { createTokenAccess } from '../../core/node/server/token-access';
import { watchStore } from '../../core/node/server/store-watch';
import { createFileSegments } from '../../core/node/store-files/audit-segments';
import { createFileTokens } from '../../core/node/store-files/file-tokens';
import { createFileLinks } from '../../core/node/store-files/file-links';
import { createFileEvents } from '../../core/node/store-files/poll-events';
import { createFileStore } from '../../core/node/store-files/store-files';
import { initStore } from '../../core/node/store-files/init-store';
import type { Store } from '../../core/sync/store';
import { examplePlans } from './example-plans';

export interface LiveOptions {
  readonly limits?: Partial<ServerLimits>;
  readonly readXlsx?: ReadXlsx;
  readonly budgetWork?: BudgetWork;
  /** Who asks; tokens, and this machine's owner while there is none, where it is left out. */
  readonly access?: Access;
  readonly serve?: Partial<ServeOptions>;
  readonly store?: (store: Store) => Store;
  readonly segments?: (segments: Segments) => Segments;
  /** The folder of another server's store, to serve that as well. */
  readonly on?: string;
}

/** A server that really listens, on a store of its own with the example plans. */
export interface LiveServer extends Serving {
  readonly folder: string;
  readonly store: Store;
  readonly segments: Segments;
  readonly tokens: TokenRegistry;
  readonly links: SheetLinks;
  /** Milliseconds that the server's clock is ahead. */
  readonly clock: { ahead: number };
  readonly bugs: Error[];
  readonly log: string[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  sendFile(path: string, bytes: Uint8Array, options?: unknown, headers?: Record<string, string>): Promise<Response>;
}

let template: string | undefined;
const newFolder = (): string => mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-server-'));

const makeTemplate = async (): Promise<string> => {
  const folder = newFolder();
  await initStore(folder);
  const store = createFileStore(folder);
  for (const id of ['lillehammer-2026', 'norrbotten-2021']) await putDocument(store, examplePlans().get(id), { author: 'eksempel', message: '', time: '2026-11-20T09:00:00.000Z' });
  return folder;
};

const living: LiveServer[] = [];
const folders: string[] = [];
afterAll(async () => {
  await Promise.all(living.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  if (template) rmSync(template, { recursive: true, force: true });
});

export const fileForm = (bytes: Uint8Array, options?: unknown, name = 'plan.xlsx'): FormData => {
  const form = new FormData();
  form.append('file', new Blob([bytes]), name);
  if (options !== undefined) form.append('options', JSON.stringify(options));
  return form;
};

/** Starts a server on any free port; it is stopped when the suite is over. */
export const liveServer = async ({ limits = {}, readXlsx: reader = async (bytes) => readXlsx(bytes), budgetWork = createBudgetWork(reader), access, serve: more = {}, store: wrap = (one) => one, segments: wrapSegments = (one) => one, on }: LiveOptions = {}): Promise<LiveServer> => {
  template ??= await makeTemplate();
  const folder = on ?? newFolder();
  if (on === undefined) {
    folders.push(folder);
    cpSync(template, folder, { recursive: true });
  }
  const bugs: Error[] = [];
  const watched = watchStore(wrap(createFileStore(folder)), createFileEvents(folder, 50), (error) => bugs.push(error));
  const segments = wrapSegments(createFileSegments(folder));
  const audit = { log: createAuditLog(segments, { now: () => new Date(), readHeads: () => readHeads(watched.store) }), segments };
  const clock = { ahead: 0 };
  const log: string[] = [];
  const today = { date: '2026-11-21', isFixed: true };
  const tokens = createFileTokens(folder);
  const organisations = createOrganisations(watched.store);
  const now = (): Date => new Date(Date.now() + clock.ahead);
  const links = createFileLinks(folder);
  const world = { ...watched, audit, tokens, links, organisations, access: access ?? createTokenAccess({ registry: tokens, organisations, owner: localOwner('kasserer'), now }), readXlsx: reader, budgetWork, now, today: () => today, limits: { ...serverLimits, burst: 10_000, ...limits } };
  const serving = await serve(world, { host: '127.0.0.1', ports: [0], isBehindProxy: false, origins: [], log: (line) => log.push(line), logBug: (_, error) => bugs.push(error), ...more });
  if (!serving.ok) throw new Error(JSON.stringify(serving.failure));
  const { address } = serving.value;
  const live: LiveServer = {
    ...serving.value, folder, store: watched.store, segments, tokens, links, clock, bugs, log,
    stop: async () => {
      await serving.value.stop();
      await audit.log.close();
    },
    get: (at, headers = {}) => fetch(address + at, { headers }),
    send: (method, at, body, headers = {}) => fetch(address + at, { method, body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
    sendFile: (at, bytes, options, headers = {}) => fetch(address + at, { method: 'POST', body: fileForm(bytes, options), headers }),
  };
  living.push(live);
  return live;
};
