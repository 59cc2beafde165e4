import { migrateDocument, migrations, type Migration } from '../../plan/migrations';
import { currentFormat, type Plan } from '../../plan/plan';
import type { Revision, Store, StoreResult } from '../../sync/store';

/** Formats that a store may hold: the current one, and those that a migration leads on from. */
export const isReadableFormat = (format: string, steps: readonly Migration[] = migrations): boolean => format === currentFormat || steps.some(({ from }) => from === format);

const migrated = (result: StoreResult<Revision>, steps: readonly Migration[]): StoreResult<Revision> => {
  if (!result.ok) return result;
  const document = migrateDocument(result.value.plan as unknown as Record<string, unknown>, steps);
  if (!document.ok) return { ok: false, failure: { kind: 'newer-format', format: document.format } };
  return { ok: true, value: { ...result.value, plan: document.document as unknown as Plan } };
};

/** A store whose plans are brought to the current format as they are read. What stands in the store stays as it is, hashes and all. */
export const withMigrations = (store: Store, steps: readonly Migration[] = migrations): Store => ({
  ...store,
  head: async (planId, options) => migrated(await store.head(planId, options), steps),
  at: async (planId, number) => migrated(await store.at(planId, number), steps),
});
