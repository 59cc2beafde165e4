import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Plan } from '../../core/plan/plan';
import type { CommitRequest, Store, StoreFailure, StoreResult } from '../../core/sync/store';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';

/** A plan as the store sees it: a JSON document with a head. `step` makes it differ from revision to revision. */
export function storedPlan(planId: string, step: number): Plan {
  return {
    format: 'planark/1',
    id: planId,
    title: `Handlingsplan ${step}`,
    organisation: { name: 'Fagforeningen Øst', level: 'local', parent: '' },
    period: { start: '2026-01-01', end: '2027-12-31' },
    status: 'adopted',
    tables: { activities: [{ id: 'a1', code: 'T1', title: `Besøk nr. ${step}`, hours: step * 1.5 }], goals: [] },
    retired: {},
  } as unknown as Plan;
}

/** A request that follows `parent`, with content and token of its own. */
export function commitAfter(planId: string, parent: number, changes: Partial<CommitRequest> = {}): CommitRequest {
  return {
    planId,
    parent,
    plan: storedPlan(planId, parent + 1),
    author: 'kari',
    time: `2026-03-01T10:00:${String(parent % 60).padStart(2, '0')}.000Z`,
    message: `Endring ${parent + 1}`,
    token: `token-${parent + 1}`,
    ...changes,
  };
}

export function valueOf<T>(result: StoreResult<T>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.failure)}`);
  return result.value;
}

export function failureOf<T>(result: StoreResult<T>): StoreFailure {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value).slice(0, 200)}`);
  return result.failure;
}

export async function commitMany(store: Store, planId: string, count: number, from = 0): Promise<void> {
  for (let parent = from; parent < from + count; parent++) valueOf(await store.commit(commitAfter(planId, parent)));
}

const madeFolders: string[] = [];

/** A new, empty folder, removed when the test file has run. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'planark-store-'));
  madeFolders.push(folder);
  return folder;
}

// The programs that tests kill use this file too, outside jest.
if (typeof afterAll === 'function') {
  afterAll(() => {
    for (const folder of madeFolders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
  });
}

/** A store in a new folder, with `count` revisions of the plan `p`. */
export async function storeWith(count: number): Promise<{ readonly folder: string; readonly store: Store }> {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const store = createFileStore(folder);
  await commitMany(store, 'p', count);
  return { folder, store };
}

export function revisionPathIn(folder: string, number: number, planId = 'p'): string {
  return path.join(folder, 'plans', planId, `${String(number).padStart(9, '0')}.json`);
}

/** The bytes of every file of a plan that has a number. */
export function revisionBytes(folder: string, planId = 'p'): ReadonlyMap<string, string> {
  const plan = path.join(folder, 'plans', planId);
  if (!fs.existsSync(plan)) return new Map();
  const names = fs.readdirSync(plan).filter((name) => /^\d{9}\.json$/.test(name));
  return new Map(names.sort().map((name) => [name, fs.readFileSync(path.join(plan, name), 'utf8')]));
}
