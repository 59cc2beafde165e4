import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { StoreResult } from '../../sync/store';
import { spreadsheetIdPattern } from '../../plan/rules';
import { inLinkOrder, isKeptUnder, isPlansKey, linkKey, sheetLinkSchema, type SheetLink, type SheetLinkNews, type SheetLinks } from '../links/sheet-links';
import { failed, succeeded } from '../revision/store-result';
import { unlinkQuietly } from './durable-write';
import { hasCode, nodeFileSystem, type FileSystem } from './file-system';
import { SHEETS_FOLDER, temporaryName } from './names';
import { refusalsAsFailures } from './refusals';
import { readStoreFormat } from './store-context';
import { sweepTemporaries } from './sweep-temporaries';
import { makeDurableFolder, syncFolder, writeOnce, writeSynced } from './synced-files';

const MOST_BYTES = 64 * 1024;
const LINK_FILE = /^([A-Za-z0-9_-]{10,120}|[a-z0-9-]{1,200}\.roll-up)\.json$/;

const linkFile = (key: string): string => `${key}.json`;

interface LinkFolder {
  readonly store: string;
  readonly folder: string;
  readonly fileSystem: FileSystem;
}

/**
 * Links in a store's folder: `sheets/<spreadsheet id>.json`, and `sheets/<plan>.roll-up.json` for what shows a plan's regions, each replaced as a whole. The plans' store reads nothing there. Any number of processes
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
    find: (spreadsheetId) => refusalsAsFailures(async () => readLink(links, keyOf(links, spreadsheetId))),
    put: (link) => refusalsAsFailures(() => put(links, link)),
    putFirst: (link) => refusalsAsFailures(() => putFirst(links, link)),
    note: (spreadsheetId, news) => refusalsAsFailures(() => note(links, spreadsheetId, news)),
    remove: (spreadsheetId) => refusalsAsFailures(() => remove(links, spreadsheetId)),
  };
};

const readKeys = ({ fileSystem, folder }: LinkFolder): readonly string[] => {
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

const readLink = ({ fileSystem, folder }: LinkFolder, key: string | null): StoreResult<SheetLink | null> => {
  if (key === null) return succeeded(null);
  const name = linkFile(key);
  try {
    const link = parse(fileSystem.readFile(path.join(folder, name), MOST_BYTES).toString('utf8'));
    return link && isKeptUnder(key, link) ? succeeded(link) : damaged(name);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return succeeded(null);
    throw error;
  }
};

/** What a spreadsheet's link is kept under; null for what is no spreadsheet. */
const keyOf = (links: LinkFolder, spreadsheetId: string): string | null => {
  if (!spreadsheetIdPattern.test(spreadsheetId)) return null;
  const isOf = (key: string): boolean => {
    const link = readLink(links, key);
    return link.ok && link.value?.spreadsheetId === spreadsheetId;
  };
  return readKeys(links).find((key) => isPlansKey(key) && isOf(key)) ?? spreadsheetId;
};

const readLinks = (links: LinkFolder): StoreResult<readonly SheetLink[]> => {
  const found: SheetLink[] = [];
  for (const key of readKeys(links)) {
    const link = readLink(links, key);
    if (!link.ok) return link;
    if (link.value) found.push(link.value);
  }
  return succeeded(inLinkOrder(found));
};

const printed = (link: SheetLink): string => `${JSON.stringify(link, null, 2)}\n`;

/**
 * Written beside its place, synced, renamed over what stands there, where that may be by then: a crash leaves the old link or the new one. Gives whether it
 * was put there.
 */
const replace = async ({ fileSystem, folder }: LinkFolder, key: string, link: SheetLink, mayStill: () => boolean = () => true): Promise<boolean> => {
  const name = linkFile(key);
  const temporary = path.join(folder, temporaryName(name));
  try {
    await writeSynced(fileSystem, temporary, printed(link));
    if (!mayStill()) return false;
    fileSystem.rename(temporary, path.join(folder, name));
    await syncFolder(fileSystem, folder);
    return true;
  } finally {
    unlinkQuietly({ fileSystem }, temporary);
  }
};

const prepare = async ({ store, fileSystem, folder }: LinkFolder): Promise<StoreResult<null>> => {
  const format = readStoreFormat({ folder: store, fileSystem });
  if (!format.ok) return format;
  await makeDurableFolder(fileSystem, folder);
  return succeeded(null);
};

const put = async (links: LinkFolder, link: SheetLink): Promise<StoreResult<null>> => {
  const { fileSystem, folder } = links;
  const ready = await prepare(links);
  if (!ready.ok) return ready;
  const key = linkKey(link);
  await replace(links, key, link);
  if (key !== link.spreadsheetId) unlinkQuietly({ fileSystem }, path.join(folder, linkFile(link.spreadsheetId)));
  sweepTemporaries({ fileSystem }, { path: folder });
  return ready;
};

const putFirst = async (links: LinkFolder, link: SheetLink): Promise<StoreResult<SheetLink>> => {
  const { fileSystem, folder } = links;
  const ready = await prepare(links);
  if (!ready.ok) return ready;
  for (;;) {
    const all = readLinks(links);
    if (!all.ok) return all;
    const first = all.value.find(({ kind, planId }) => kind === link.kind && planId === link.planId);
    if (first) return succeeded(first);
    if (!(await writeOnce(fileSystem, folder, linkFile(linkKey(link)), printed(link)))) continue;
    await syncFolder(fileSystem, folder);
    return succeeded(link);
  }
};

const note = async (links: LinkFolder, spreadsheetId: string, news: SheetLinkNews): Promise<StoreResult<boolean>> => {
  for (;;) {
    const key = keyOf(links, spreadsheetId);
    const link = readLink(links, key);
    if (!link.ok) return link;
    if (key === null || link.value === null) return succeeded(false);
    // Looked at again just before the renaming, which waits for nothing: what somebody removed or put while the file was written is not undone.
    const isUntouched = (): boolean => isDeepStrictEqual(readLink(links, key), link);
    if (await replace(links, key, { ...link.value, ...news }, isUntouched)) return succeeded(true);
  }
};

const remove = async (links: LinkFolder, spreadsheetId: string): Promise<StoreResult<boolean>> => {
  const { fileSystem, folder } = links;
  const key = keyOf(links, spreadsheetId);
  if (key === null) return succeeded(false);
  try {
    fileSystem.unlink(path.join(folder, linkFile(key)));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return succeeded(false);
    throw error;
  }
  await syncFolder(fileSystem, folder);
  return succeeded(true);
};
