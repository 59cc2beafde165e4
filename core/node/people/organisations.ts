import { organisationKey } from '../../plan/grants';
import type { Store } from '../../sync/store';
import { succeed, type Result } from '../journey/failure';
import { createPlacesReader, type Places } from './places';

/** Which organisation plans belong to, and what it is part of. Names in a line are keys: see `organisationKey`. */
export interface Organisations {
  /** The organisation of a plan and all that it is part of, nearest first; none where there is no such plan. */
  lineOfPlan(planId: string): Promise<Result<readonly string[]>>;
  /** An organisation and all that it is part of, nearest first; itself alone where no plan tells of it. */
  lineOf(organisation: string): Promise<Result<readonly string[]>>;
  /** The plans that belong to this organisation or to one that is part of it. */
  plansUnder(organisation: string): Promise<Result<readonly string[]>>;
  /** Whether a plan belongs to this organisation, or says that its own is part of it. */
  isKnown(organisation: string): Promise<Result<boolean>>;
}

/** Organisations as a store's plans tell of them; what is committed is to be told by `hear`. */
export interface StoreOrganisations extends Organisations {
  hear(planId: string): void;
}

/** From one organisation to all above it; a ring is gone round once. */
const climb = (from: string, { parents }: Places): string[] => {
  const line = new Set<string>();
  for (let at: string | null = from; at !== null && at !== '' && !line.has(at); at = parents.get(at) ?? null) line.add(at);
  return [...line];
};

const lineOfPlan = (planId: string, known: Places): string[] => {
  const place = known.places.get(planId);
  return place ? [...new Set([organisationKey(place.organisation), ...climb(organisationKey(place.partOf), known)])] : [];
};

/**
 * A plan's own words decide what its organisation is part of; further up those of the plans of each organisation do, where they agree, so
 * that no plan takes those of others along. [T3] [T4]
 */
export const createOrganisations = (store: Store): StoreOrganisations => {
  const reader = createPlacesReader(store);
  const ask = async <T>(answer: (known: Places) => T, planId?: string): Promise<Result<T>> => {
    const known = await reader.read(planId);
    return known.ok ? succeed(answer(known.value)) : known;
  };
  return {
    hear: reader.hear,
    lineOfPlan: (planId) => ask((known) => lineOfPlan(planId, known), planId),
    lineOf: (organisation) => ask((known) => climb(organisationKey(organisation), known)),
    plansUnder: (organisation) => ask((known) => [...known.places.keys()].filter((planId) => lineOfPlan(planId, known).includes(organisationKey(organisation)))),
    isKnown: (organisation) => ask(({ places }) => [...places.values()].some((place) => [place.organisation, place.partOf].map(organisationKey).includes(organisationKey(organisation)))),
  };
};

/** For people without a grant on an organisation. */
export const noOrganisations: Organisations = { lineOfPlan: async () => succeed([]), lineOf: async () => succeed([]), plansUnder: async () => succeed([]), isKnown: async () => succeed(false) };
