import type { Plan } from '../../core/plan/plan';
import type { Revision, Store } from '../../core/sync/store';
import type { SheetPorts } from '../../core/node/journey/google/sheet-ports';
import type { SheetSyncOptions } from '../../core/node/journey/google/sync-sheet';
import type { SyncOptions } from '../../core/node/journey/sync-workbook';
import type { Result } from '../../core/node/journey/failure';
import type { SheetFailure } from '../../core/node/journey/google/sheet-failure';
import { createFileLinks } from '../../core/node/store-files/file-links';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { createHandGoogle, type HandGoogle } from './hand-google';
import { smallPlan } from './small-plan';
import { temporaryFolder, valueOf } from './store-fixtures';

export const time = '2026-11-21T10:00:00.000Z';
export const today = { date: '2026-11-21', isFixed: true };

export interface LinkedWorld extends SheetPorts {
  readonly google: HandGoogle;
  readonly folder: string;
  head(planId?: string): Promise<Revision>;
  /** Somebody changes the plan in the store. */
  change(change: (plan: Plan) => Plan, planId?: string): Promise<void>;
}

export const activity = (id: string, code: string, title: string) => ({ id, code, title, status: 'not-started' });
export const planOfTwo = (id = 'liten'): Plan => smallPlan({ activities: [activity('akt-1', 'T1', 'Besøk'), activity('akt-2', 'T2', 'Kurs')] } as never, { id, title: `Plan ${id}` });

export const put = async (store: Store, plan: Plan): Promise<void> => void valueOf(await store.commit({ planId: plan.id, parent: 0, plan, author: 'kari', time, message: '', token: `first ${plan.id}` }));

/** A store in a folder with these plans, its links, and a Google made by hand. */
export const linkedWorld = async (plans: readonly Plan[] = [planOfTwo()]): Promise<LinkedWorld> => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const store = createFileStore(folder);
  for (const plan of plans) await put(store, plan);
  const head = async (planId = 'liten'): Promise<Revision> => valueOf(await store.head(planId));
  return {
    folder, store, links: createFileLinks(folder), google: createHandGoogle(), head,
    change: async (change, planId) => {
      const { number, plan } = await head(planId);
      valueOf(await store.commit({ planId: plan.id, parent: number, plan: change(plan), author: 'ola', time, message: '', token: `change ${number}` }));
    },
  };
};

export const syncOptions = (options: SyncOptions = {}): SheetSyncOptions => ({ options, commit: { author: 'kari', message: '', time }, today, pause: async () => undefined });

export const gotten = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.failure)}`);
  return result.value;
};

export const sheetFailure = <T>(result: Result<T>): SheetFailure => {
  if (result.ok || result.failure.kind !== 'sheet') throw new Error(`expected a failure of a sheet, got ${JSON.stringify(result).slice(0, 300)}`);
  return result.failure.failure;
};

/** Titles of the plan's activities by id, as the store has them. */
export const titlesOf = ({ plan }: Revision): Record<string, unknown> => Object.fromEntries(plan.tables.activities.map(({ id, title }) => [id, title]));
