import { organisationKey } from '../../plan/grants';
import type { PlanSummary, RevisionEvent, Store } from '../../sync/store';
import { fromStore, succeed, type Result } from '../journey/failure';

/** Which organisation plans belong to, and what it is part of. */
export interface Organisations {
  /** The organisation of a plan and all that it is part of, nearest first; none where there is no such plan. */
  lineOfPlan(planId: string): Promise<Result<readonly string[]>>;
  /** An organisation and all that it is part of, nearest first; itself alone where no plan tells of it. */
  lineOf(organisation: string): Promise<Result<readonly string[]>>;
  /** Whether a plan belongs to this organisation, or says that its own is part of it. */
  isKnown(organisation: string): Promise<Result<boolean>>;
}

/** Organisations as they are told of by a store's plans; what others commit is to be told by `hear`. */
export interface StoreOrganisations extends Organisations {
  hear(event: Pick<RevisionEvent, 'planId'>): void;
}

type Place = Pick<PlanSummary, 'organisation' | 'partOf'>;

/** What each organisation is part of, by key: null where its plans say different things, or some of them nothing. [P4] */
const parentsIn = (places: Iterable<Place>): Map<string, string | null> => {
  const parents = new Map<string, string | null>();
  for (const { organisation, partOf } of places) {
    const key = organisationKey(organisation);
    const parent = partOf === '' ? null : organisationKey(partOf);
    parents.set(key, parents.has(key) && parents.get(key) !== parent ? null : parent);
  }
  return parents;
};

/** From one organisation to all above it; a ring is gone round once. */
const climb = (from: string, parents: ReadonlyMap<string, string | null>): string[] => {
  const line = new Set<string>();
  for (let at: string | null = from; at !== null && at !== '' && !line.has(at); at = parents.get(at) ?? null) line.add(at);
  return [...line];
};

/** What was read of a store: where its plans belong. */
interface Known {
  readonly places: Map<string, Place>;
  parents: Map<string, string | null>;
}

const isSame = (one: Place | undefined, other: Place | undefined): boolean => one?.organisation === other?.organisation && one?.partOf === other?.partOf;

/**
 * Reads where all plans belong when it is first asked, and then those alone that were committed since. A plan's own words decide what its
 * organisation is part of; further up those of the plans of each organisation do, where they agree. [P3] [P4]
 */
export const createOrganisations = (store: Store): StoreOrganisations => {
  let reading: Promise<Result<Known>> | undefined;
  const changed = new Set<string>();

  const readAll = async (): Promise<Result<Known>> => {
    const listed = fromStore(await store.list());
    if (!listed.ok) return listed;
    const places = new Map(listed.value.map(({ planId, organisation, partOf }) => [planId, { organisation, partOf }]));
    return succeed({ places, parents: parentsIn(places.values()) });
  };
  const placeOf = async (planId: string): Promise<Result<Place | undefined>> => {
    const head = await store.head(planId);
    if (!head.ok) return head.failure.kind === 'unavailable' ? fromStore(head) : succeed(undefined);
    const { organisation: { name, parent } } = head.value.plan;
    return succeed({ organisation: name, partOf: parent ?? '' });
  };
  const readAgain = async (known: Known, planId: string): Promise<Result<null>> => {
    changed.delete(planId);
    const place = await placeOf(planId);
    if (!place.ok) {
      changed.add(planId);
      return place;
    }
    if (isSame(known.places.get(planId), place.value)) return succeed(null);
    if (place.value) known.places.set(planId, place.value);
    else known.places.delete(planId);
    known.parents = parentsIn(known.places.values());
    return succeed(null);
  };
  const readKnown = async (planId?: string): Promise<Result<Known>> => {
    const known = await (reading ??= readAll());
    if (!known.ok) {
      reading = undefined;
      return known;
    }
    const isNew = planId !== undefined && !known.value.places.has(planId);
    for (const one of [...changed, ...(isNew ? [planId] : [])]) {
      const read = await readAgain(known.value, one);
      if (!read.ok) return read;
    }
    return known;
  };

  return {
    hear: ({ planId }) => void changed.add(planId),
    lineOfPlan: async (planId) => {
      const known = await readKnown(planId);
      if (!known.ok) return known;
      const place = known.value.places.get(planId);
      if (!place) return succeed([]);
      const own = organisationKey(place.organisation);
      return succeed([...new Set([own, ...climb(organisationKey(place.partOf), known.value.parents)])]);
    },
    lineOf: async (organisation) => {
      const known = await readKnown();
      return known.ok ? succeed(climb(organisationKey(organisation), known.value.parents)) : known;
    },
    isKnown: async (organisation) => {
      const known = await readKnown();
      const key = organisationKey(organisation);
      return known.ok ? succeed([...known.value.places.values()].some((place) => organisationKey(place.organisation) === key || organisationKey(place.partOf) === key)) : known;
    },
  };
};

/** For people without a grant on an organisation. */
export const noOrganisations: Organisations = { lineOfPlan: async () => succeed([]), lineOf: async () => succeed([]), isKnown: async () => succeed(false) };
