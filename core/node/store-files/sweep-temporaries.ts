import * as path from 'node:path';
import { unlinkQuietly } from './durable-write';
import { isSystemError } from './file-system';
import { isTemporary } from './names';
import type { PlanFolder } from './plan-folder';
import type { StoreContext } from './store-context';

const ONE_HOUR = 3_600_000;
const SWEEP_EVERY = 600_000;

/** After a commit, but to look for temporaries is to read the whole folder: each process does so once in ten minutes. [F15] */
export function sweepNowAndThen(context: StoreContext, plan: PlanFolder): void {
  if (Date.now() - (context.swept.get(plan.planId) ?? 0) < SWEEP_EVERY) return;
  context.swept.set(plan.planId, Date.now());
  sweepTemporaries(context, plan);
}

/** Removes what killed writers left behind. A writer that is still alive after an hour finds its temporary gone, and fails. [F15] */
export function sweepTemporaries(context: Pick<StoreContext, 'fileSystem'>, plan: Pick<PlanFolder, 'path'>): void {
  try {
    for (const name of context.fileSystem.readFolder(plan.path).filter(isTemporary)) sweepIfOld(context, path.join(plan.path, name));
  } catch (error) {
    // The commit this follows is done: what cannot be swept now is swept by a later one.
    if (!isSystemError(error)) throw error;
  }
}

function sweepIfOld(context: Pick<StoreContext, 'fileSystem'>, name: string): void {
  if (Date.now() - context.fileSystem.stat(name).modified > ONE_HOUR) unlinkQuietly(context, name);
}
