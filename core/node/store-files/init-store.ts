import * as path from 'node:path';
import type { StoreResult } from '../../sync/store';
import { unlinkQuietly } from './durable-write';
import { hasCode, nodeFileSystem, type FileSystem } from './file-system';
import { folderWarnings } from './folder-warnings';
import { PLANS_FOLDER, STORE_FILE, SUSPECTS_FOLDER, temporaryName } from './names';
import { readStoreFormat, STORE_FORMAT } from './store-context';
import { refusalsAsFailures } from './refusals';
import { failed, succeeded, unavailable } from '../revision/store-result';
import { makeDurableFolder, syncFolder, writeOnce, writeSynced } from './synced-files';

/** What was found out about the folder: sentences for a person, empty when all is well. */
export interface InitReport {
  readonly warnings: readonly string[];
}

const FILES: readonly (readonly [string, string])[] = [
  // Changed line ends would be changed bytes, and every hash wrong.
  ['.gitattributes', '*.json -text\n'],
  ['.gitignore', `*.tmp\n/${SUSPECTS_FOLDER}/\n`],
  // Last: with it the folder is a store.
  [STORE_FILE, `{\n  "format": "${STORE_FORMAT}"\n}\n`],
];

/**
 * Makes a folder a store, or finds that it is one already; safe to repeat and to interrupt. Tries out hard links, rename and sync there
 * first: without hard links two writers could not be kept apart, so it refuses with `unavailable`. [F14]
 */
export function initStore(folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<StoreResult<InitReport>> {
  const store = path.resolve(folder);
  return refusalsAsFailures(async () => {
    await makeDurableFolder(fileSystem, store);
    await makeDurableFolder(fileSystem, path.join(store, PLANS_FOLDER));
    const lack = await probe(fileSystem, store);
    if (lack !== null) return unavailable(lack, { lacksLinks: true });
    for (const [name, content] of FILES) await writeOnce(fileSystem, store, name, content);
    await syncFolder(fileSystem, store);
    const format = readStoreFormat({ folder: store, fileSystem });
    if (!format.ok) return format;
    if (format.value !== STORE_FORMAT) return failed({ kind: 'newer-format', format: format.value });
    return succeeded({ warnings: folderWarnings(store, fileSystem) });
  });
}

/** What the folder cannot do and the store needs, or null. */
async function probe(fileSystem: FileSystem, folder: string): Promise<string | null> {
  const written = path.join(folder, temporaryName('written'));
  const linked = path.join(folder, temporaryName('linked'));
  const renamed = path.join(folder, temporaryName('renamed'));
  try {
    await writeSynced(fileSystem, written, 'trial\n');
    const lack = findLackOfLinks(fileSystem, written, linked);
    if (lack === null) fileSystem.rename(linked, renamed);
    return lack;
  } finally {
    for (const name of [written, linked, renamed]) unlinkQuietly({ fileSystem }, name);
  }
}

function findLackOfLinks(fileSystem: FileSystem, from: string, to: string): string | null {
  try {
    fileSystem.link(from, to);
    return null;
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) throw error;
    return `no hard links in ${path.dirname(to)} (${error instanceof Error ? error.message : ''}): choose a folder on another file system`;
  }
}
