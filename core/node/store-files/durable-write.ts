import * as path from 'node:path';
import { hasCode, type FileSystem } from './file-system';
import { temporaryName } from './names';
import type { PlanFolder } from './plan-folder';
import type { StoreContext } from './store-context';
import { markSuspect } from './suspects';

/** Syncs an open file or folder, and sees to what a failure means. */
type Sync = (file: number) => Promise<void>;

/** Publishes in a plan's folder; a failed sync puts the plan in doubt. */
export function publish(context: StoreContext, plan: PlanFolder, finalName: string, bytes: Uint8Array): Promise<boolean> {
  return publishIn(context, plan.path, finalName, bytes, (file) => syncOrMark(context, plan.planId, file));
}

/**
 * Puts bytes under a final name so that the name either holds all of them, on the disk, or is not there: written to a temporary of
 * its own in the same folder, synced, linked to the name, the folder synced. The temporary is never opened again: after the link it
 * is the file itself, and a writer who re-used its name would overwrite what was published. [F9]
 * Returns false when the name was taken. Throws system errors; after one the name may be there, but was not acknowledged.
 */
export async function publishIn({ fileSystem }: Pick<StoreContext, 'fileSystem'>, folder: string, finalName: string, bytes: Uint8Array, sync: Sync): Promise<boolean> {
  const temporary = path.join(folder, temporaryName(finalName));
  const file = fileSystem.openNew(temporary);
  try {
    await writeAndClose(fileSystem, file, bytes, sync);
    if (!linkUnlessTaken(fileSystem, temporary, path.join(folder, finalName))) return false;
    await syncFolderBy(fileSystem, folder, sync);
    return true;
  } finally {
    unlinkQuietly({ fileSystem }, temporary);
  }
}

async function writeAndClose(fileSystem: FileSystem, file: number, bytes: Uint8Array, sync: Sync): Promise<void> {
  try {
    await fileSystem.write(file, bytes);
    await sync(file);
  } finally {
    fileSystem.close(file);
  }
}

/** Over NFS the reply to a link that was made can get lost, and its repetition fails: two names of the temporary mean it was made. */
function linkUnlessTaken(fileSystem: FileSystem, temporary: string, target: string): boolean {
  try {
    fileSystem.link(temporary, target);
    return true;
  } catch (error) {
    if (fileSystem.stat(temporary).linkCount === 2) return true;
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Makes the entries of a folder durable; a failure puts the plan in doubt. */
export function syncFolder(context: StoreContext, planId: string, folder: string): Promise<void> {
  return syncFolderBy(context.fileSystem, folder, (file) => syncOrMark(context, planId, file));
}

/** Makes the entries of a folder durable. */
export async function syncFolderBy(fileSystem: FileSystem, folder: string, sync: Sync): Promise<void> {
  const file = fileSystem.openFolder(folder);
  if (file === null) return;
  try {
    await sync(file);
  } finally {
    fileSystem.close(file);
  }
}

async function syncOrMark(context: StoreContext, planId: string, file: number): Promise<void> {
  try {
    await context.fileSystem.sync(file);
  } catch (error) {
    markSuspect(context, planId);
    throw error;
  }
}

/** A name left behind does no harm: readers ignore it, and it is swept up after an hour. */
export function unlinkQuietly({ fileSystem }: Pick<StoreContext, 'fileSystem'>, name: string): void {
  try {
    fileSystem.unlink(name);
  } catch {
    return;
  }
}
