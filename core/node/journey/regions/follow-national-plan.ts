import type { GoalChange } from '../../../plan/roll-up';
import { soundPlan } from '../../../plan/sound-plan';
import type { Revision, Store } from '../../../sync/store';
import { followedMessage } from '../../texts/history-messages';
import { succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { commitAfter } from '../put-plan';
import { untilCommitted } from '../until-committed';
import { followed, nationalAbove } from './national-above';

export interface Followed {
  /** The region's newest revision. */
  readonly revision: Revision;
  readonly changes: readonly GoalChange[];
  readonly isCommitted: boolean;
  /** Its organisation is part of that of a national plan that is in the store: else nothing comes down to it. */
  readonly isRegion: boolean;
}

/**
 * Brings a region's superior goals in line with the national plan's, as a revision of its own that says so, by the national organisation; nothing
 * where they are, or where the plan stands under none that is in the store. `national` is the one it names where it is left out. [B5]
 */
export const followNationalPlan = (store: Store, planId: string, time: string, national?: Revision): Promise<Result<Followed>> =>
  untilCommitted<Followed>(store, planId, async (head) => {
    const region = head.plan;
    const above = await nationalAbove(store, region, national);
    if (above === null) return succeed({ revision: head, changes: [], isCommitted: false, isRegion: false });
    const { plan, changes } = followed(above, region);
    if (plan === region) return succeed({ revision: head, changes, isCommitted: false, isRegion: true });
    const put = await commitAfter(store, head, soundPlan(plan), { author: above.plan.organisation.name, message: followedMessage(above, region), time });
    return put.ok ? succeed({ ...put.value, changes, isRegion: true }) : put;
  });

/** A store as it would be once a plan has followed the national one, and what that would change in it. Nothing is written. */
export const asFollowed = async (store: Store, planId: string): Promise<Result<{ readonly head: Revision; readonly changes: readonly GoalChange[]; readonly store: Store }>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const above = await nationalAbove(store, head.value.plan);
  const { plan, changes } = above === null ? { plan: head.value.plan, changes: [] } : followed(above, head.value.plan);
  if (plan === head.value.plan) return succeed({ head: head.value, changes: [], store });
  const next: Revision = { ...head.value, plan: soundPlan(plan), number: head.value.number + 1, ...(above && { author: above.plan.organisation.name }) };
  return succeed({ head: head.value, changes, store: { ...store, head: async (id) => (id === planId ? { ok: true, value: next } : store.head(id)) } });
};

/** The same for each of these regions; one that it fails for keeps none of the others from it. */
export const followAll = async (store: Store, regions: readonly string[], time: string, national: Revision): Promise<readonly { readonly planId: string; readonly followed: Result<Followed> }[]> => {
  const told: { planId: string; followed: Result<Followed> }[] = [];
  for (const planId of regions) told.push({ planId, followed: await followNationalPlan(store, planId, time, national) });
  return told;
};

