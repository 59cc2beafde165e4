import * as path from 'node:path';
import type { RevisionEvent, StoreEvents, StoreResult } from '../../sync/store';
import { isPlanId } from '../revision/names';
import { succeeded } from '../revision/store-result';
import { nodeFileSystem, type FileSystem } from './file-system';
import { PLANS_FOLDER, revisionNumber } from './names';
import { refusalsAsFailures } from './refusals';

/** Milliseconds between two looks. */
const LOOK_EVERY = 1_000;
/** Folders read in one go, some 2 ms, before others get their turn. */
const FOLDERS_AT_A_TIME = 100;

/**
 * Tells of new revisions in a folder, whichever process made them, by looking at the names there again and again: what systems tell of
 * changes of their own accord is lost under load and on network drives, and needs a watch for each plan. [F17]
 */
export function createFileEvents(folder: string, lookEvery = LOOK_EVERY, fileSystem: FileSystem = nodeFileSystem): StoreEvents {
  const plans = path.join(path.resolve(folder), PLANS_FOLDER);
  return { subscribe: (listener) => refusalsAsFailures(() => subscribe(plans, listener, lookEvery, fileSystem)) };
}

async function subscribe(plans: string, listener: (event: RevisionEvent) => void, lookEvery: number, fileSystem: FileSystem): Promise<StoreResult<() => Promise<void>>> {
  let known = await readHeads(plans, fileSystem, new Map());
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const lookLater = (): void => {
    if (!hasEnded) timer = setTimeout(() => void look().finally(lookLater), lookEvery);
  };
  const look = async (): Promise<void> => {
    const heads = await readHeads(plans, fileSystem, known).catch(() => known);
    const news = [...heads].filter(([planId, number]) => number > (known.get(planId) ?? 0));
    known = heads;
    for (const [planId, number] of news) if (!hasEnded) listener({ planId, number });
  };
  lookLater();
  return succeeded(async () => {
    hasEnded = true;
    clearTimeout(timer);
  });
}

/** The newest number of each plan; of one that cannot be read now, what was known before. */
async function readHeads(plans: string, fileSystem: FileSystem, before: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const heads = new Map(before);
  for (const [at, planId] of fileSystem.readFolder(plans).filter(isPlanId).entries()) {
    if (at % FOLDERS_AT_A_TIME === FOLDERS_AT_A_TIME - 1) await new Promise((resolve) => setImmediate(resolve));
    heads.set(planId, Math.max(readNewest(path.join(plans, planId), fileSystem), before.get(planId) ?? 0));
  }
  return heads;
}

function readNewest(folder: string, fileSystem: FileSystem): number {
  try {
    return fileSystem.readFolder(folder).reduce((newest, name) => Math.max(newest, revisionNumber(name) ?? 0), 0);
  } catch {
    return 0;
  }
}
