import * as path from 'node:path';
import type * as z from 'zod';
import type { StoreResult } from '../../sync/store';
import { revocationSchema, tokenIdPattern, tokenSchema, type Token, type TokenRecord } from '../people/token';
import type { TokenRegistry } from '../people/token-registry';
import { failed, succeeded, unavailable } from '../revision/store-result';
import { unlinkQuietly } from './durable-write';
import { hasCode, nodeFileSystem, type FileSystem } from './file-system';
import { temporaryName, TOKENS_FOLDER } from './names';
import { refusalsAsFailures } from './refusals';
import { readStoreFormat } from './store-context';
import { sweepTemporaries } from './sweep-temporaries';
import { makeDurableFolder, syncFolder, writeOnce, writeSynced } from './synced-files';

/** Nobody but the store's own user reads them. */
const OWNER_ONLY = 0o600;
const MOST_BYTES = 1024 * 1024;
const TOKEN_FILE = /^([0-9a-f]{12})\.json$/;

const tokenFile = (id: string): string => `${id}.json`;
const revocationFile = (id: string): string => `${id}.revoked.json`;
const useFile = (id: string): string => `${id}.used`;

interface TokenFolder {
  readonly store: string;
  readonly folder: string;
  readonly fileSystem: FileSystem;
}

/**
 * Tokens in a store's folder: `tokens/<id>.json` never changes, `<id>.revoked.json` beside it ends it, `<id>.used` says when it was used last.
 * The plans' store reads nothing there. Any number of processes may work on it. [T9]
 */
export const createFileTokens = (store: string, fileSystem: FileSystem = nodeFileSystem): TokenRegistry => {
  const tokens: TokenFolder = { store: path.resolve(store), folder: path.join(path.resolve(store), TOKENS_FOLDER), fileSystem };
  return {
    hasAny: () => refusalsAsFailures(async () => succeeded(readIds(tokens).length > 0)),
    find: (id) => refusalsAsFailures(async () => readRecord(tokens, id)),
    list: () => refusalsAsFailures(async () => readRecords(tokens)),
    add: (token) => refusalsAsFailures(() => add(tokens, token)),
    revoke: (id, revocation) => refusalsAsFailures(() => revoke(tokens, id, revocation)),
    noteUse: (id, at) => refusalsAsFailures(() => noteUse(tokens, id, at)),
  };
};

const toText = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

const readIds = ({ fileSystem, folder }: TokenFolder): readonly string[] => {
  try {
    return fileSystem.readFolder(folder).flatMap((name) => TOKEN_FILE.exec(name)?.[1] ?? []);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
};

const readText = ({ fileSystem, folder }: TokenFolder, name: string): string | null => {
  try {
    return fileSystem.readFile(path.join(folder, name), MOST_BYTES).toString('utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

const damaged = (name: string) => failed({ kind: 'damaged', place: `${TOKENS_FOLDER}/${name}`, number: null, detail: 'it is not as it was written' });

const readAs = <T>(tokens: TokenFolder, name: string, schema: z.ZodType<T>): StoreResult<T | null> => {
  const text = readText(tokens, name);
  if (text === null) return succeeded(null);
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? succeeded(read.data) : damaged(name);
  } catch {
    return damaged(name);
  }
};

const readRecord = (tokens: TokenFolder, id: string): StoreResult<TokenRecord | null> => {
  if (!tokenIdPattern.test(id)) return succeeded(null);
  const token = readAs(tokens, tokenFile(id), tokenSchema);
  if (!token.ok || token.value === null) return token.ok ? succeeded(null) : token;
  const revoked = readAs(tokens, revocationFile(id), revocationSchema);
  if (!revoked.ok) return revoked;
  // A token under another's name would have that one's state.
  return token.value.id === id ? succeeded({ ...token.value, revoked: revoked.value, lastUsed: readText(tokens, useFile(id))?.trim() || null }) : damaged(tokenFile(id));
};

const readRecords = (tokens: TokenFolder): StoreResult<readonly TokenRecord[]> => {
  const records: TokenRecord[] = [];
  for (const id of readIds(tokens)) {
    const record = readRecord(tokens, id);
    if (!record.ok) return record;
    if (record.value) records.push(record.value);
  }
  return succeeded(records.sort((left, right) => (left.made < right.made || (left.made === right.made && left.id < right.id) ? -1 : 1)));
};

const add = async (tokens: TokenFolder, token: Token): Promise<StoreResult<null>> => {
  const { fileSystem, folder, store } = tokens;
  const format = readStoreFormat({ folder: store, fileSystem });
  if (!format.ok) return format;
  await makeDurableFolder(fileSystem, folder);
  // Hashes of secrets have no place in a repository, whatever the store's own file says.
  await writeOnce(fileSystem, folder, '.gitignore', '*\n');
  if (!(await writeOnce(fileSystem, folder, tokenFile(token.id), toText(token), OWNER_ONLY))) return unavailable(`token ${token.id} is there already`);
  await syncFolder(fileSystem, folder);
  sweepTemporaries({ fileSystem }, { path: folder });
  return succeeded(null);
};

const revoke = async (tokens: TokenFolder, id: string, revocation: { readonly at: string; readonly by: string }): Promise<StoreResult<TokenRecord | null>> => {
  const record = readRecord(tokens, id);
  if (!record.ok || record.value === null) return record;
  await writeOnce(tokens.fileSystem, tokens.folder, revocationFile(id), toText(revocation), OWNER_ONLY);
  await syncFolder(tokens.fileSystem, tokens.folder);
  return readRecord(tokens, id);
};

const noteUse = async (tokens: TokenFolder, id: string, at: string): Promise<StoreResult<null>> => {
  const temporary = path.join(tokens.folder, temporaryName(useFile(id)));
  try {
    await writeSynced(tokens.fileSystem, temporary, `${at}\n`, OWNER_ONLY);
    tokens.fileSystem.rename(temporary, path.join(tokens.folder, useFile(id)));
  } finally {
    unlinkQuietly(tokens, temporary);
  }
  return succeeded(null);
};
