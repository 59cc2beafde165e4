import { organisationKey } from '../../plan/grants';
import type { PlanSummary, Store } from '../../sync/store';
import { fromStore, succeed, type Result } from '../journey/failure';

/** What a plan says of where it belongs; `partOf` is empty where it says nothing. */
export type Place = Pick<PlanSummary, 'organisation' | 'partOf'>;

/** Where all plans of a store belong. */
export interface Places {
  readonly places: ReadonlyMap<string, Place>;
  /** What each organisation is part of, by key: null where its plans say different things, or some of them nothing. [T4] */
  readonly parents: ReadonlyMap<string, string | null>;
}

export interface PlacesReader {
  /** As they are now; `planId` is looked for where it was not known before. */
  read(planId?: string): Promise<Result<Places>>;
  /** Told of a plan that was committed, which is then read again. */
  hear(planId: string): void;
}

const parentsIn = (places: Iterable<Place>): Map<string, string | null> => {
  const parents = new Map<string, string | null>();
  for (const { organisation, partOf } of places) {
    const key = organisationKey(organisation);
    const parent = partOf === '' ? null : organisationKey(partOf);
    parents.set(key, parents.has(key) && parents.get(key) !== parent ? null : parent);
  }
  return parents;
};

const isSame = (one: Place | undefined, other: Place | undefined): boolean => one?.organisation === other?.organisation && one?.partOf === other?.partOf;

const readPlace = async (store: Store, planId: string): Promise<Result<Place | undefined>> => {
  const head = await store.head(planId);
  // A plan that cannot be read belongs nowhere; only where none can be read is that a failure.
  if (!head.ok) return head.failure.kind === 'unavailable' ? fromStore(head) : succeed(undefined);
  const { organisation: { name, parent } } = head.value.plan;
  return succeed({ organisation: name, partOf: parent ?? '' });
};

const readAll = async (store: Store): Promise<Result<Map<string, Place>>> => {
  const listed = fromStore(await store.list());
  return listed.ok ? succeed(new Map(listed.value.map(({ planId, organisation, partOf }) => [planId, { organisation, partOf }]))) : listed;
};

/** Reads all plans when it is first asked, and then those alone that were committed since. */
export const createPlacesReader = (store: Store): PlacesReader => {
  let reading: Promise<Result<Map<string, Place>>> | undefined;
  let parents: Map<string, string | null> | undefined;
  const changed = new Set<string>();

  const readAgain = async (places: Map<string, Place>, planId: string): Promise<Result<null>> => {
    changed.delete(planId);
    const place = await readPlace(store, planId);
    if (!place.ok) {
      changed.add(planId);
      return place;
    }
    if (isSame(places.get(planId), place.value)) return succeed(null);
    if (place.value) places.set(planId, place.value);
    else places.delete(planId);
    parents = undefined;
    return succeed(null);
  };

  return {
    hear: (planId) => void changed.add(planId),
    read: async (planId) => {
      const all = await (reading ??= readAll(store));
      if (!all.ok) {
        reading = undefined;
        return all;
      }
      const isNew = planId !== undefined && !all.value.has(planId);
      for (const one of new Set([...changed, ...(isNew ? [planId] : [])])) {
        const read = await readAgain(all.value, one);
        if (!read.ok) return read;
      }
      parents ??= parentsIn(all.value.values());
      return succeed({ places: all.value, parents });
    },
  };
};
