import type { FileState } from './file-system';
import { revisionPath, type PlanFolder } from './plan-folder';
import type { StoreContext } from './store-context';

/** A revision whose content was found true, and the state its file had then. */
export interface KnownHead {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string | null;
  readonly file: FileState;
}

const isSameFile = (a: FileState, b: FileState): boolean => a.inode === b.inode && a.size === b.size && a.modified === b.modified;

/** Remembers a head that was just read whole or written, so that the next commit need not read and hash it again. */
export function noteHead(context: StoreContext, plan: PlanFolder, { number, hash, parentHash }: Omit<KnownHead, 'file'>): void {
  context.heads.set(plan.planId, { number, hash, parentHash, file: context.fileSystem.stat(revisionPath(plan, number)) });
}

/** A head that this store knows, or null where it does not or the file was touched since. */
export function knownHead(context: StoreContext, plan: PlanFolder, number: number): KnownHead | null {
  const known = context.heads.get(plan.planId);
  if (known?.number !== number) return null;
  return isSameFile(known.file, context.fileSystem.stat(revisionPath(plan, number))) ? known : null;
}
