import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Store, StoreEvents } from '../../sync/store';
import type { Segments } from '../audit/segments';
import { fail, succeed, type Result } from '../journey/failure';
import { isReadableFormat, withMigrations } from '../journey/migrating-store';
import type { SheetLinks } from '../links/sheet-links';
import type { TokenRegistry } from '../people/token-registry';
import { createFileSegments } from '../store-files/audit-segments';
import { createFileEvents } from '../store-files/poll-events';
import { createFileStore } from '../store-files/store-files';
import { isDatabaseUrl, parseDatabaseUrl } from '../store-postgres/database-url';
import type { CommandContext } from './command';
import { localeOf } from './locale-of';
import { say } from './texts';

/** A store's address as it was typed, with a folder's whole path. */
export const absoluteAddress = (typed: string): string => (isDatabaseUrl(typed) ? typed : path.resolve(typed));

/** The URL of a database's address. */
export const readDatabaseUrl = (address: string, context: CommandContext): Result<URL> => {
  const url = parseDatabaseUrl(address);
  return url === null ? fail({ kind: 'usage', detail: say('badAddress', localeOf(context)) }) : succeed(url);
};

/** A store with what stands beside its plans. */
export interface OpenedStore extends Store, StoreEvents {
  /** The log. */
  readonly audit: Segments;
  /** Loaded when they are asked for: most commands have nothing to do with them. */
  readonly readTokens: () => Promise<TokenRegistry>;
  readonly readLinks: () => Promise<SheetLinks>;
}

/** The store at an address, with plans as they stand there, and what tells of its revisions; or what is missing. Its connections end with the command. */
export const openStoreAt = async (address: string, context: CommandContext): Promise<Result<OpenedStore>> => {
  if (!isDatabaseUrl(address)) return openFolder(address);
  const url = readDatabaseUrl(address, context);
  if (!url.ok) return url;
  const { createPostgresStore } = await import('./open-postgres');
  const store = createPostgresStore(url.value, { isKnownFormat: isReadableFormat });
  context.atEnd(() => store.close());
  return succeed({ ...store, readTokens: async () => store.tokens, readLinks: async () => store.links });
};

const openFolder = (folder: string): Result<OpenedStore> => {
  if (!existsSync(path.join(folder, 'planark-store.json'))) return fail({ kind: 'no-store', path: folder });
  const readTokens = async (): Promise<TokenRegistry> => (await import('../store-files/file-tokens')).createFileTokens(folder);
  const readLinks = async (): Promise<SheetLinks> => (await import('../store-files/file-links')).createFileLinks(folder);
  return succeed({ ...createFileStore(folder, undefined, isReadableFormat), ...createFileEvents(folder), audit: createFileSegments(folder), readTokens, readLinks });
};

/** An opened store as a command uses it. */
export const recordedStore = (opened: OpenedStore, context: CommandContext): Store => {
  const store = withMigrations(opened);
  let recorded: Promise<Store> | undefined;
  const record = async (): Promise<Store> => (await import('./open-audit')).openRecorded(store, opened, context);
  return { ...store, commit: async (request) => (await (recorded ??= record())).commit(request) };
};

/** The store of a command, with plans in the current format; what is committed to it is in the log, which only commands that commit load. [L3] */
export const openStore = async (context: CommandContext): Promise<Result<Store>> => {
  const opened = await openStoreAt(context.storeAddress, context);
  return opened.ok ? succeed(recordedStore(opened.value, context)) : opened;
};
