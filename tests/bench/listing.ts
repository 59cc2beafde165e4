import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseDatabaseUrl } from '../../core/node/store-postgres/database-url';
import { migrateDatabase } from '../../core/node/store-postgres/migrations';
import { createPostgresStore } from '../../core/node/store-postgres/store-postgres';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { PlanList } from '../../core/sync';
import type { Store } from '../../core/sync/store';
import { startPostgres } from '../support/postgres-server';
import { putFirst } from './first-revision';
import { median } from './postgres';
import { startProgram } from './served-program';

const PLANS = 10_000;
/** Plans of full size, from the first on; the others have one activity, since no page shows them. */
const LARGE = 60;
const STARTS = 5;
const PAGES = 21;
const LANES = 8;

const fill = async (store: Store, activities: number): Promise<void> => {
  const left = Array.from({ length: PLANS }, (_, at) => at);
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let at = left.pop(); at !== undefined; at = left.pop()) await putFirst(store, at < LARGE ? activities : 1, `plan-${String(at).padStart(5, '0')}`);
  }));
};

const page = async (address: string): Promise<number> => {
  const start = performance.now();
  const { plans } = (await (await fetch(`${address}/api/plans`)).json()) as PlanList;
  const ms = performance.now() - start;
  if (plans.length !== 50 || plans.some(({ progress }) => progress === null)) throw new Error('not the first page');
  return ms;
};

/** Each of a server of its own, just started: to its first answer, to its first list, and of that list alone; then lists of one that has been asked before. */
const measure = async (program: string, store: string) => {
  const [starts, lists, firstPages]: [number[], number[], number[]] = [[], [], []];
  const pages: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const server = await startProgram(program, store);
    starts.push(server.startMs);
    firstPages.push(await page(server.address));
    if (round === 0) for (let at = 0; at < PAGES; at++) pages.push(await page(server.address));
    await server.stop();
    const other = await startProgram(program, store, '/api/plans');
    lists.push(other.startMs);
    await other.stop();
  }
  return { start: median(starts), startToList: median(lists), firstPage: median(firstPages), nextPage: median(pages) };
};

/** A server with 10,000 plans, the first page of which have so many activities. */
export const benchListing = async (activities: number, program: string): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  try {
    await initStore(folder);
    await fill(createFileStore(folder), activities);
    process.stdout.write(JSON.stringify(await measure(program, folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const benchPostgresListing = async (activities: number, program: string): Promise<void> => {
  const server = await startPostgres();
  try {
    const address = await server.newSchema();
    const url = parseDatabaseUrl(address)!;
    await migrateDatabase(url);
    const store = createPostgresStore(url);
    await fill(store, activities);
    await store.close();
    process.stdout.write(JSON.stringify(await measure(program, address)));
  } finally {
    await server.stop();
  }
};
