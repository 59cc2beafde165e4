import type { Revision, StoreResult } from '../../sync/store';
import { ensureDurable, nullUnlessReadable, readRevision } from './read-revision';
import { revisionPath, type PlanFolder } from './plan-folder';
import { MAX_REVISION_BYTES, statedToken } from '../revision/revision-file';
import type { StoreContext } from './store-context';

const ENOUGH_FOR_TOKEN = 1024;

/**
 * The revision a token made, or null. Exact for the whole history: a token is the last line of its file, so a revision costs one read of
 * its last kilobyte (about 20 µs), once in the life of a store, since revisions never change. [F8]
 */
export async function findCommitted(
  context: StoreContext,
  plan: PlanFolder,
  numbers: readonly number[],
  token: string,
): Promise<StoreResult<Revision> | null> {
  const number = indexTokens(context, plan, numbers).get(token);
  if (number === undefined) return null;
  await ensureDurable(context, plan, number);
  const revision = readRevision(context, plan, number);
  if (revision.ok && revision.value.token !== token) return null;
  return revision;
}

function indexTokens(context: StoreContext, plan: PlanFolder, numbers: readonly number[]): ReadonlyMap<string, number> {
  const index = context.tokens.get(plan.planId) ?? { revisions: new Map<string, number>(), upTo: 0 };
  for (const number of numbers) {
    if (number <= index.upTo) continue;
    const token = readToken(context, plan, number);
    if (token !== null) index.revisions.set(token, number);
    index.upTo = number;
  }
  context.tokens.set(plan.planId, index);
  return index.revisions;
}

function readToken({ fileSystem }: StoreContext, plan: PlanFolder, number: number): string | null {
  const name = revisionPath(plan, number);
  return nullUnlessReadable(
    () =>
      statedToken(fileSystem.readSlice(name, -ENOUGH_FOR_TOKEN, ENOUGH_FOR_TOKEN)) ??
      statedToken(fileSystem.readFile(name, MAX_REVISION_BYTES)),
  );
}

/** After a commit of this store's own, its token need not be read back. */
export function noteToken(context: StoreContext, plan: PlanFolder, number: number, token: string): void {
  const index = context.tokens.get(plan.planId);
  if (index?.upTo !== number - 1) return;
  index.revisions.set(token, number);
  index.upTo = number;
}
