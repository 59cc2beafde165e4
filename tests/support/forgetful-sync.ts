import type { Plan } from '../../core/plan/plan';
import * as sheet from '../../core/sheet';
import type { Grid } from '../../core/sheet';
import * as sync from '../../core/sync';

export const today = '2026-11-21';
const freshId = (seed: string): string => Buffer.from(seed).toString('hex').slice(-40);
export const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Maps and sets as JSON shows nothing of them by itself. */
const printed = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (one instanceof Map || one instanceof Set ? [...one] : one));

type Core = Pick<typeof sheet & typeof sync, 'decideSync' | 'patchWorkbook' | 'readStamp'>;

const syncWith = ({ decideSync, patchWorkbook, readStamp }: Core, grid: Grid, base: Plan, store: Plan) => {
  const stamped = readStamp(grid);
  if (!stamped.ok) return { told: stamped.failure.kind, plan: store };
  const decision = decideSync({ grid, stamped: stamped.value, base, plansAt: new Map(), store, storeRevision: 2, takeOrder: false, confirmDeletions: false, freshId });
  const { sheetPlan: plan, kept, conflicts, places, tabs } = decision;
  const patch = patchWorkbook({ plan, stamp: { ...stamped.value.stamp, revision: 3 }, today, isTodayFixed: true, kept, conflicts: conflicts.map((one) => ({ ...one, by: null })) }, places, tabs);
  const { tabs: { generated, ...names }, places: where, ...rest } = decision;
  return { told: printed([rest, names, [...generated.keys()], [...where].map(([table, { tab, rows, columns }]) => [table, tab, [...rows], [...columns]]), patch]), plan: decision.plan };
};

/** All that a sync comes to: what is decided, and what is written into the workbook. */
export const syncOnce = (grid: Grid, base: Plan, store: Plan) => syncWith({ ...sheet, ...sync }, grid, base, store);

/** The same, by a core that has never seen anything. */
export const forgetfulSync = (grid: Grid, base: Plan, store: Plan): string => {
  let told = '';
  jest.isolateModules(() => {
    const core = { ...(jest.requireActual('../../core/sheet') as typeof sheet), ...(jest.requireActual('../../core/sync') as typeof sync) };
    ({ told } = syncWith(core, structuredClone(grid), clone(base), clone(store)));
  });
  return told;
};
