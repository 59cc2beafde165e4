import { organisationKey } from '../../../plan/grants';
import type { Plan } from '../../../plan/plan';
import { followNational, nationalFields, type FollowedNational } from '../../../plan/roll-up';
import type { FieldsSetAbove } from '../../../sync';
import type { Revision, Store } from '../../../sync/store';
import { freshId } from '../fresh-id';

/** Is this the plan of a region of the national plan's organisation? */
export const isRegionOf = (national: Plan, region: Plan): boolean =>
  national.id !== region.id && region.organisation.parent !== undefined && organisationKey(region.organisation.parent) === organisationKey(national.organisation.name);

/** The plan that a region's plan says it stands under, if it is here and can be read: a region goes on without. */
const nationalOf = async (store: Store, { parent }: Plan): Promise<Revision | null> => {
  const found = parent === undefined ? null : await store.head(parent);
  return found?.ok ? found.value : null;
};

/** The national plan that goals come down to this plan from: the one it names where none is given. null where it is no region's. */
export const nationalAbove = async (store: Store, region: Plan, national?: Revision): Promise<Revision | null> => {
  const above = national ?? (await nationalOf(store, region));
  return above !== null && isRegionOf(above.plan, region) ? above : null;
};

/** Ids of goals that come down from a plan: the same each time. */
const idsFrom = ({ planId }: Revision) => (code: string): string => freshId(`superior goal ${planId} ${code}`);

/** What a region's plan is once it follows the national one. */
export const followed = (above: Revision, region: Plan): FollowedNational => followNational(above.plan, region, idsFrom(above));

/** What of a plan is for the one above it to set; nothing where there is none. */
export const fieldsSetAbove = async (store: Store, plan: Plan): Promise<FieldsSetAbove> => {
  const above = await nationalAbove(store, plan);
  return above === null ? new Map() : nationalFields(above.plan, plan, idsFrom(above));
};
