import { holdsFor, organisationKey, rightsOf, type Grant, type Rights } from '../../plan/grants';
import { succeed, type Result } from '../journey/failure';
import type { Organisations } from './organisations';

/** Where a plan is to belong. */
export interface PlanPlace {
  readonly organisation: string;
  readonly partOf: string | undefined;
}

/** Who asks, and what they may. */
export interface Caller {
  /** Goes into the history as the author. */
  readonly name: string;
  /** The same for all requests of one token or one person: limits and operations are counted by it. */
  readonly key: string;
  /** What they were given, as it was given. */
  readonly grants: readonly Grant[];
  /** What they may do with a plan: nothing where there is none, or none that they may know of. */
  rightsIn(planId: string): Promise<Result<Rights>>;
  /** The plans that they may know of; null where they may know of all. */
  readable(): Promise<Result<readonly string[] | null>>;
  /** Whether they may make a plan in this place. [T7] */
  mayPlace(place: PlanPlace): Promise<Result<boolean>>;
}

export interface Person {
  readonly name: string;
  readonly key: string;
  readonly grants: readonly Grant[];
}

const isOwners = ({ role }: Grant): boolean => role === 'owner' || role === 'admin';
const isOnOrganisation = ({ on }: Grant): boolean => typeof on === 'object' && 'organisation' in on;

/** Whether somebody sees to everything, and to people. */
export const isAdmin = ({ grants }: Caller): boolean => grants.some(({ role, on }) => role === 'admin' && on === 'everything');

/** Somebody with these grants. Organisations are asked only where a grant is on one. [T2] [T3] */
export const createCaller = ({ name, key, grants }: Person, organisations: Organisations): Caller => {
  const asksOrganisations = grants.some(isOnOrganisation);
  const owned = grants.filter(isOwners);
  const ownsOneOf = (line: readonly string[]): boolean => owned.some((grant) => (grant.on === 'everything' || isOnOrganisation(grant)) && holdsFor(grant, '', line));
  return {
    name, key, grants,
    rightsIn: async (planId) => {
      const line = asksOrganisations ? await organisations.lineOfPlan(planId) : succeed([]);
      return line.ok ? succeed(rightsOf(grants.filter((grant) => holdsFor(grant, planId, line.value)))) : line;
    },
    readable: async () => {
      const ids: string[] = [];
      for (const { on } of grants) {
        if (on === 'everything') return succeed(null);
        const under = 'plan' in on ? succeed([on.plan]) : await organisations.plansUnder(on.organisation);
        if (!under.ok) return under;
        ids.push(...under.value);
      }
      return succeed(ids);
    },
    mayPlace: async ({ organisation, partOf }) => {
      if (ownsOneOf([])) return succeed(true);
      if (!owned.some(isOnOrganisation)) return succeed(false);
      const line = await organisations.lineOf(organisation);
      if (!line.ok || ownsOneOf(line.value)) return line.ok ? succeed(true) : line;
      // An organisation that nobody has heard of is made by whoever owns the one it is to be part of; one that is known cannot be taken under another.
      const known = await organisations.isKnown(organisation);
      if (!known.ok || known.value || partOf === undefined || organisationKey(partOf) === organisationKey(organisation)) return known.ok ? succeed(false) : known;
      const above = await organisations.lineOf(partOf);
      return above.ok ? succeed(ownsOneOf(above.value)) : above;
    },
  };
};
