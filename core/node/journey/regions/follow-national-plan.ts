import { organisationKey } from '../../../plan/grants';
import type { Plan } from '../../../plan/plan';
import { followNational, type GoalChange } from '../../../plan/roll-up';
import { soundPlan } from '../../../plan/sound-plan';
import type { Revision, Store } from '../../../sync/store';
import { followedMessage } from '../../texts/history-messages';
import { fail, succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { freshId } from '../fresh-id';
import { commitAfter } from '../put-plan';

export interface Followed {
  /** The region's newest revision. */
  readonly revision: Revision;
  readonly changes: readonly GoalChange[];
  readonly isCommitted: boolean;
  /** Its organisation is part of that of a national plan that is in the store: else nothing comes down to it. */
  readonly isRegion: boolean;
}

/** Is this the plan of a region of the national plan's organisation? */
export const isRegionOf = (national: Plan, region: Plan): boolean =>
  national.id !== region.id && region.organisation.parent !== undefined && organisationKey(region.organisation.parent) === organisationKey(national.organisation.name);

/** The plan that a region's plan says it stands under, if it is here and can be read: a region goes on without. */
const nationalOf = async (store: Store, { parent }: Plan): Promise<Revision | null> => {
  const found = parent === undefined ? null : await store.head(parent);
  return found?.ok ? found.value : null;
};

const attempts = 20;

/**
 * Brings a region's superior goals in line with the national plan's, as a revision of its own that says so, by the national organisation; nothing
 * where they are, or where the plan stands under none that is in the store. `national` is the one it names where it is left out. [B5]
 */
export const followNationalPlan = async (store: Store, planId: string, time: string, national?: Revision): Promise<Result<Followed>> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await findRevision(store, planId);
    if (!head.ok) return head;
    const region = head.value.plan;
    const above = national ?? (await nationalOf(store, region));
    if (above === null || !isRegionOf(above.plan, region)) return succeed({ revision: head.value, changes: [], isCommitted: false, isRegion: false });
    const { plan, changes } = followNational(above.plan, region, (code) => freshId(`superior goal ${above.planId} ${code}`));
    if (plan === region) return succeed({ revision: head.value, changes, isCommitted: false, isRegion: true });
    const put = await commitAfter(store, head.value, soundPlan(plan), { author: above.plan.organisation.name, message: followedMessage(above, region), time });
    if (put.ok) return succeed({ ...put.value, changes, isRegion: true });
    if (put.failure.kind !== 'busy') return put;
  }
  return fail({ kind: 'busy' });
};

/** The same for each of these regions; one that it fails for keeps none of the others from it. */
export const followAll = async (store: Store, regions: readonly string[], time: string, national: Revision): Promise<readonly { readonly planId: string; readonly followed: Result<Followed> }[]> => {
  const told: { planId: string; followed: Result<Followed> }[] = [];
  for (const planId of regions) told.push({ planId, followed: await followNationalPlan(store, planId, time, national) });
  return told;
};

