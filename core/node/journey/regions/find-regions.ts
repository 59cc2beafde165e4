import { organisationKey } from '../../../plan/grants';
import type { Plan } from '../../../plan/plan';
import type { PlanSummary, Revision, Store } from '../../../sync/store';
import { fail, fromStore, succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { isRegionOf } from './national-above';

/** A region's plan as the store has it. */
export interface FoundRegion {
  readonly planId: string;
  /** Its organisation's name; the plan's id where nothing of it can be read. */
  readonly name: string;
  /** null where the newest revision cannot be read. */
  readonly head: Revision | null;
}

export interface FoundRegions {
  readonly national: Revision;
  readonly regions: readonly FoundRegion[];
  /** Plans of the store that can be read in no revision, so that nobody can tell whose they are. */
  readonly unknown: readonly string[];
}

/** Plans of organisations that others say they are part of. */
const nationalAmong = (plans: readonly PlanSummary[]): readonly PlanSummary[] => {
  const parents = new Set(plans.flatMap(({ partOf }) => (partOf === '' ? [] : [organisationKey(partOf)])));
  return plans.filter(({ organisation }) => parents.has(organisationKey(organisation)));
};

/** The national plan that is meant; without one being named, the only one in the store that has regions. */
const findNational = async (store: Store, asked: string | undefined, plans: readonly PlanSummary[]): Promise<Result<Revision>> => {
  if (asked !== undefined) return findRevision(store, asked);
  const candidates = nationalAmong(plans).map(({ planId }) => planId);
  return candidates.length === 1 ? findRevision(store, candidates[0]!) : fail({ kind: 'which-national', plans: candidates });
};

/** A plan that says which one it stands under belongs to that; another to those whose period it shares. */
const isUnder = (national: Plan, region: Plan): boolean =>
  isRegionOf(national, region) && (region.parent === undefined ? region.period.start <= national.period.end && region.period.end >= national.period.start : region.parent === national.id);

const readRegion = async (store: Store, planId: string): Promise<Result<FoundRegion & { readonly known: Plan | null }>> => {
  const head = await store.head(planId);
  if (head.ok) return succeed({ planId, name: head.value.plan.organisation.name, head: head.value, known: head.value.plan });
  if (head.failure.kind === 'not-found') return fail({ kind: 'unknown-plan', planId });
  if (head.failure.kind === 'unavailable') return fromStore(head);
  const first = await store.at(planId, 1);
  const known = first.ok ? first.value.plan : null;
  return succeed({ planId, name: known?.organisation.name ?? planId, head: null, known });
};

const readNamed = async (store: Store, asked: readonly string[]): Promise<Result<readonly FoundRegion[]>> => {
  const regions: FoundRegion[] = [];
  for (const planId of new Set(asked)) {
    const region = await readRegion(store, planId);
    if (!region.ok) return region;
    regions.push(region.value);
  }
  return succeed(regions);
};

/** Of plans that a list leaves out, since their newest revision cannot be read, the first revision still says whose they are. */
const searchRegions = async (store: Store, national: Plan, plans: readonly PlanSummary[], ids: readonly string[]): Promise<Result<Omit<FoundRegions, 'national'>>> => {
  const listed = new Map(plans.map((plan) => [plan.planId, plan]));
  const isPart = (planId: string): boolean => organisationKey(listed.get(planId)?.partOf ?? national.organisation.name) === organisationKey(national.organisation.name);
  const [regions, unknown]: [FoundRegion[], string[]] = [[], []];
  for (const planId of ids.filter((id) => id !== national.id && isPart(id))) {
    const region = await readRegion(store, planId);
    if (!region.ok) return region;
    const { known, ...found } = region.value;
    if (known === null) unknown.push(planId);
    else if (isUnder(national, known)) regions.push(found);
  }
  return succeed({ regions, unknown });
};

/** A national plan and the plans of its regions: those that are named, or all whose organisation is part of the national one. [B6] */
export const findRegions = async (store: Store, asked: string | undefined, named: readonly string[]): Promise<Result<FoundRegions>> => {
  const plans = fromStore(await store.list());
  if (!plans.ok) return plans;
  const national = await findNational(store, asked, plans.value);
  if (!national.ok) return national;
  if (named.length > 0) {
    const regions = await readNamed(store, named);
    return regions.ok ? succeed({ national: national.value, regions: regions.value, unknown: [] }) : regions;
  }
  const ids = fromStore(await store.planIds());
  if (!ids.ok) return ids;
  const found = await searchRegions(store, national.value.plan, plans.value, ids.value);
  return found.ok ? succeed({ national: national.value, ...found.value }) : found;
};
