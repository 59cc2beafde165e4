import type { Revision, Store } from '../../core/sync/store';
import { benchPlan } from './bench-plan';
import { today } from './served-program';

/** Puts a plan with so many activities into a store. */
export const putFirst = async (store: Store, activities: number, planId: string): Promise<Revision> => {
  const made = await store.commit({ planId, parent: 0, plan: { ...benchPlan(activities), id: planId }, author: 'bench', time: `${today}T00:00:00.000Z`, message: '', token: 'first' });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
};
