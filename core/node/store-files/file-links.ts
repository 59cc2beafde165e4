import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { StoreResult } from '../../sync/store';
import { spreadsheetIdPattern } from '../../plan/rules';
import { inLinkOrder, sheetLinkSchema, type SheetLink, type SheetLinkNews, type SheetLinks } from '../links/sheet-links';
import { failed, succeeded } from '../revision/store-result';
import { unlinkQuietly } from './durable-write';
import { hasCode, nodeFileSystem, type FileSystem } from './file-system';
import { SHEETS_FOLDER, temporaryName } from './names';
import { refusalsAsFailures } from './refusals';
import { readStoreFormat } from './store-context';
import { sweepTemporaries } from './sweep-temporaries';
import { makeDurableFolder, syncFolder, writeSynced } from './synced-files';

const MOST_BYTES = 64 * 1024;
const LINK_FILE = /^([A-Za-z0-9_-]{10,120})\.json$/;

const linkFile = (spreadsheetId: string): string => `${spreadsheetId}.json`;

interface LinkFolder {
  readonly store: string;
  readonly folder: string;
  readonly fileSystem: FileSystem;
}

/**
 * Links in a store's folder: `sheets/<spreadsheet id>.json`, each replaced as a whole. The plans' store reads nothing there. Any number of processes
 * may work on it. [U1]
 */
export const createFileLinks = (store: string, fileSystem: FileSystem = nodeFileSystem): SheetLinks => {
  const links: LinkFolder = { store: path.resolve(store), folder: path.join(path.resolve(store), SHEETS_FOLDER), fileSystem };
  return {
    list: () => refusalsAsFailures(async () => readLinks(links)),
    ofPlan: (planId) => refusalsAsFailures(async () => {
      const read = readLinks(links);
      return read.ok ? succeeded(read.value.filter((link) => link.planId === planId)) : read;
    }),
    find: (spreadsheetId) => refusalsAsFailures(async () => readLink(links, spreadsheetId)),
    put: (link) => refusalsAsFailures(() => put(links, link)),
    note: (spreadsheetId, news) => refusalsAsFailures(() => note(links, spreadsheetId, news)),
    remove: (spreadsheetId) => refusalsAsFailures(() => remove(links, spreadsheetId)),
  };
};

const readIds = ({ fileSystem, folder }: LinkFolder): readonly string[] => {
  try {
    return fileSystem.readFolder(folder).flatMap((name) => LINK_FILE.exec(name)?.[1] ?? []);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
};

const damaged = (name: string) => failed({ kind: 'damaged', place: `${SHEETS_FOLDER}/${name}`, number: null, detail: 'it is not as it was written' });

const parse = (text: string): SheetLink | null => {
  try {
    return sheetLinkSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const readLink = ({ fileSystem, folder }: LinkFolder, spreadsheetId: string): StoreResult<SheetLink | null> => {
  if (!spreadsheetIdPattern.test(spreadsheetId)) return succeeded(null);
  const name = linkFile(spreadsheetId);
  try {
    const link = parse(fileSystem.readFile(path.join(folder, name), MOST_BYTES).toString('utf8'));
    return link?.spreadsheetId === spreadsheetId ? succeeded(link) : damaged(name);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return succeeded(null);
    throw error;
  }
};

const readLinks = (links: LinkFolder): StoreResult<readonly SheetLink[]> => {
  const found: SheetLink[] = [];
  for (const id of readIds(links)) {
    const link = readLink(links, id);
    if (!link.ok) return link;
    if (link.value) found.push(link.value);
  }
  return succeeded(inLinkOrder(found));
};

/**
 * Written beside its place, synced, renamed over what stands there, where that may be by then: a crash leaves the old link or the new one. Gives whether it
 * was put there.
 */
const replace = async ({ fileSystem, folder }: LinkFolder, link: SheetLink, mayStill: () => boolean = () => true): Promise<boolean> => {
  const name = linkFile(link.spreadsheetId);
  const temporary = path.join(folder, temporaryName(name));
  try {
    await writeSynced(fileSystem, temporary, `${JSON.stringify(link, null, 2)}\n`);
    if (!mayStill()) return false;
    fileSystem.rename(temporary, path.join(folder, name));
    await syncFolder(fileSystem, folder);
    return true;
  } finally {
    unlinkQuietly({ fileSystem }, temporary);
  }
};

const put = async (links: LinkFolder, link: SheetLink): Promise<StoreResult<null>> => {
  const { fileSystem, folder, store } = links;
  const format = readStoreFormat({ folder: store, fileSystem });
  if (!format.ok) return format;
  await makeDurableFolder(fileSystem, folder);
  await replace(links, link);
  sweepTemporaries({ fileSystem }, { path: folder });
  return succeeded(null);
};

const note = async (links: LinkFolder, spreadsheetId: string, news: SheetLinkNews): Promise<StoreResult<boolean>> => {
  for (;;) {
    const link = readLink(links, spreadsheetId);
    if (!link.ok) return link;
    if (link.value === null) return succeeded(false);
    // Looked at again just before the renaming, which waits for nothing: what somebody removed or put while the file was written is not undone.
    const isUntouched = (): boolean => isDeepStrictEqual(readLink(links, spreadsheetId), link);
    if (await replace(links, { ...link.value, ...news }, isUntouched)) return succeeded(true);
  }
};

const remove = async ({ fileSystem, folder }: LinkFolder, spreadsheetId: string): Promise<StoreResult<boolean>> => {
  if (!spreadsheetIdPattern.test(spreadsheetId)) return succeeded(false);
  try {
    fileSystem.unlink(path.join(folder, linkFile(spreadsheetId)));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return succeeded(false);
    throw error;
  }
  await syncFolder(fileSystem, folder);
  return succeeded(true);
};
