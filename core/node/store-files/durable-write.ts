import * as path from 'node:path';
import { hasCode } from './file-system';
import { temporaryName } from './names';
import type { PlanFolder } from './plan-folder';
import type { StoreContext } from './store-context';
import { markSuspect } from './suspects';

/**
 * Puts bytes under a final name so that the name either holds all of them, on the disk, or is not there: written to a temporary of
 * its own in the same folder, synced, linked to the name, the folder synced. The temporary is never opened again: after the link it
 * is the revision itself, and a writer who re-used its name would overwrite what was committed. [F9]
 * Returns false when the name was taken. Throws system errors; after one the name may be there, but was not acknowledged.
 */
export async function publish(context: StoreContext, plan: PlanFolder, finalName: string, bytes: Uint8Array): Promise<boolean> {
  const { fileSystem } = context;
  const temporary = path.join(plan.path, temporaryName(finalName));
  const file = fileSystem.openNew(temporary);
  try {
    await writeAndClose(context, plan, file, bytes);
    if (!linkUnlessTaken(context, temporary, path.join(plan.path, finalName))) return false;
    await syncFolder(context, plan.planId, plan.path);
    return true;
  } finally {
    unlinkQuietly(context, temporary);
  }
}

async function writeAndClose(context: StoreContext, plan: PlanFolder, file: number, bytes: Uint8Array): Promise<void> {
  try {
    context.fileSystem.write(file, bytes);
    await syncOrMark(context, plan.planId, file);
  } finally {
    context.fileSystem.close(file);
  }
}

/** Over NFS the reply to a link that was made can get lost, and its repetition fails: two names of the temporary mean it was made. */
function linkUnlessTaken({ fileSystem }: StoreContext, temporary: string, target: string): boolean {
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
export async function syncFolder(context: StoreContext, planId: string, folder: string): Promise<void> {
  const file = context.fileSystem.openFolder(folder);
  if (file === null) return;
  try {
    await syncOrMark(context, planId, file);
  } finally {
    context.fileSystem.close(file);
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
