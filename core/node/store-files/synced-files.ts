import * as path from 'node:path';
import { unlinkQuietly } from './durable-write';
import { hasCode, type FileSystem } from './file-system';
import { temporaryName } from './names';
import { makeFolderIfMissing } from './suspects';

/** Files of the store itself, beside its plans: written so that they are there whole, on the disk, or not at all. All throw system errors. */

/** A new folder is an entry of its parent, and durable when the parent is synced. Parents that are missing are made first. */
export async function makeDurableFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  try {
    makeFolderIfMissing(fileSystem, folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || path.dirname(folder) === folder) throw error;
    await makeDurableFolder(fileSystem, path.dirname(folder));
    makeFolderIfMissing(fileSystem, folder);
  }
  await syncFolder(fileSystem, path.dirname(folder));
}

export async function syncFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  const file = fileSystem.openFolder(folder);
  if (file === null) return;
  try {
    await fileSystem.sync(file);
  } finally {
    fileSystem.close(file);
  }
}

/** Writes a file unless it is there, and says whether it did; it is never seen half written. The folder is the caller's to sync. */
export async function writeOnce(fileSystem: FileSystem, folder: string, name: string, content: string, mode?: number): Promise<boolean> {
  const temporary = path.join(folder, temporaryName(name));
  try {
    await writeSynced(fileSystem, temporary, content, mode);
    fileSystem.link(temporary, path.join(folder, name));
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return false;
  } finally {
    unlinkQuietly({ fileSystem }, temporary);
  }
}

/** Writes a file that must not be there. */
export async function writeSynced(fileSystem: FileSystem, name: string, content: string, mode?: number): Promise<void> {
  const file = fileSystem.openNew(name, mode);
  try {
    await fileSystem.write(file, Buffer.from(content));
    await fileSystem.sync(file);
  } finally {
    fileSystem.close(file);
  }
}
