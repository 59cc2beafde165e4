import * as path from 'node:path';
import type { StoreResult } from '../../sync/store';
import type { Lru } from '../../plan/lru';
import { hasCode, type FileSystem } from './file-system';
import { STORE_FILE } from './names';
import type { KnownRevisions } from '../revision/known-revisions';
import { failed, succeeded, unavailable } from '../revision/store-result';

export const STORE_FORMAT = 'planark-store/1';

/** The revision each token of a plan made, for revisions up to a number. */
export interface TokenIndex {
  readonly revisions: Map<string, number>;
  upTo: number;
}

/** What the parts of one store share. */
export interface StoreContext {
  readonly folder: string;
  readonly fileSystem: FileSystem;
  readonly isKnownFormat: (planFormat: string) => boolean;
  /** Plans whose sync failed and whose mark could not be written either: see `suspects.ts`. */
  readonly suspects: Set<string>;
  /** The highest revision of each plan whose entry in the folder was synced by this store. */
  readonly durable: Map<string, number>;
  readonly tokens: Map<string, TokenIndex>;
  /** Revisions as they were read or written last: see `known-file.ts`. */
  readonly revisions: KnownRevisions;
  /** The numbers of each plan's revisions: see `plan-folder.ts`. */
  readonly numbers: Lru<number[]>;
  /** When each plan's folder was swept, in milliseconds since 1970. */
  readonly swept: Map<string, number>;
  /** The store's own file was read and is of a known format. */
  isOpen: boolean;
}

/** Reads the store's own file once: a folder that was never made a store is not written to, nor one made by a newer Planark. [F14] */
export function openStore(context: StoreContext): StoreResult<null> {
  if (context.isOpen) return succeeded(null);
  const format = readStoreFormat(context);
  if (format.ok && format.value !== STORE_FORMAT) return failed({ kind: 'newer-format', format: format.value });
  context.isOpen = format.ok;
  return format.ok ? succeeded(null) : format;
}

/** The format in a store's own file. */
export function readStoreFormat({ folder, fileSystem }: Pick<StoreContext, 'folder' | 'fileSystem'>): StoreResult<string> {
  try {
    const text = fileSystem.readFile(path.join(folder, STORE_FILE), 65536).toString('utf8');
    return formatIn(text);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return unavailable(`no store in ${folder}: ${STORE_FILE} is missing`);
    throw error;
  }
}

function formatIn(text: string): StoreResult<string> {
  const format = /^\{\s*"format": "(planark-store\/[0-9]+)"/.exec(text)?.[1];
  if (format !== undefined) return succeeded(format);
  return failed({ kind: 'damaged', place: STORE_FILE, number: null, detail: 'it does not begin with the format of a store' });
}
