import * as path from 'node:path';
import { hasCode, type FileSystem } from './file-system';
import { isPlanId } from '../revision/names';
import { SUSPECTS_FOLDER } from './names';
import type { StoreContext } from './store-context';

/**
 * After a failed sync the system may have dropped what it did not write, and may call the next sync a success. So nobody acknowledges
 * anything from then on, in any process, until `verify` has passed for the plan it happened to. The mark is a file of the plan's name in
 * `suspects/`. It is never synced: a disk that just failed is not asked again, and a mark that a power failure takes away takes the
 * doubt with it, since what is read after a restart is what the disk holds. Where not even the mark can be written, this store
 * remembers by itself. [F10]
 */
export function markSuspect(context: StoreContext, planId: string): void {
  const { fileSystem, folder, suspects } = context;
  suspects.add(planId);
  try {
    makeFolderIfMissing(fileSystem, path.join(folder, SUSPECTS_FOLDER));
    fileSystem.close(fileSystem.openNew(markPath(context, planId)));
    suspects.delete(planId);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) suspects.delete(planId);
  }
}

/** The plans in doubt, marked by any process. */
export function suspectPlans({ fileSystem, folder, suspects }: StoreContext): readonly string[] {
  const marks = readFolderIfThere(fileSystem, path.join(folder, SUSPECTS_FOLDER));
  return [...new Set([...suspects, ...marks.filter(isPlanId)])];
}

/** Why the store cannot acknowledge anything now, or null. */
export function whyReadOnly(context: StoreContext): string | null {
  const plans = suspectPlans(context);
  return plans.length === 0 ? null : `a sync to the disk failed: read-only until verify passes for ${plans.join(', ')}`;
}

export function clearSuspect(context: StoreContext, planId: string): void {
  try {
    context.fileSystem.unlink(markPath(context, planId));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  context.suspects.delete(planId);
}

function markPath(context: StoreContext, planId: string): string {
  return path.join(context.folder, SUSPECTS_FOLDER, planId);
}

export function makeFolderIfMissing(fileSystem: FileSystem, folder: string): void {
  try {
    fileSystem.makeFolder(folder);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/** Asked first: mostly it is not there, and an exception costs much more than a look. */
function readFolderIfThere(fileSystem: FileSystem, folder: string): readonly string[] {
  if (!fileSystem.exists(folder)) return [];
  try {
    return fileSystem.readFolder(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
