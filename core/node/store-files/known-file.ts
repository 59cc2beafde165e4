import type { Revision } from '../../sync/store';
import { hasCode } from './file-system';
import { revisionPath, type PlanFolder } from './plan-folder';
import type { StoreContext } from './store-context';

/** Which file it is, and when it was last touched: another one as soon as somebody writes to it or puts another in its place. Null where there is none. */
export function markOf({ fileSystem }: StoreContext, plan: PlanFolder, number: number): string | null {
  try {
    const { inode, size, modified, changed } = fileSystem.stat(revisionPath(plan, number));
    return [inode, size, modified, changed].join(' ');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

/** A revision that this store read whole or wrote; null where it does not know it, or where its file was touched since. */
export function knownRevision(context: StoreContext, plan: PlanFolder, number: number): Revision | null {
  const known = context.revisions.get(plan.planId, number);
  return known !== undefined && known.mark === markOf(context, plan, number) ? known.revision : null;
}
