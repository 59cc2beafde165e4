import type { FieldValue, Plan, PlanRecord } from '../plan';
import { indexOf } from '../record-index';
import { retireCodes, withField } from '../records';
import { sameList } from '../remembered';
import { goalsIssuedBy, keyOf, type SuperiorGoal } from './superior-goals';

/** What became of one of a region's superior goals. */
export interface GoalChange {
  readonly code: string;
  readonly title: string;
  /**
   * `added`: it is new in the national plan. `set`: a field was made what the national plan says, whether that was changed there or the region had
   * edited its own. `removed`: it is gone from the national plan. `kept`: it is, but the region's goals are under it. `code-taken`: the region has given
   * the code to a superior goal of another issuer, so that it cannot be added.
   */
  readonly kind: 'added' | 'set' | 'removed' | 'kept' | 'code-taken';
  readonly field?: string;
  readonly from?: FieldValue | null;
  readonly to?: FieldValue | null;
}

export interface FollowedNational {
  /** The same object where nothing changed. */
  readonly plan: Plan;
  readonly changes: readonly GoalChange[];
}

/** A goal of the national plan as it stands in a region: with its name, and the region's focus area of the same code. */
type Wanted = Omit<SuperiorGoal, 'id' | 'focusArea'> & { readonly id: string; readonly focusArea: string | undefined };

const wantedOf = (national: Plan, region: Plan, newId: (code: string) => string): Wanted[] => {
  const areaByCode = new Map(region.tables.focusAreas.map((area) => [keyOf(area as { code?: string }), area.id]));
  const areas = indexOf(national.tables.focusAreas);
  return goalsIssuedBy(national, national.organisation.name).map((goal) => {
    const area = goal.focusArea === undefined ? undefined : areas.get(goal.focusArea);
    return { ...goal, id: newId(keyOf(goal)), issuer: national.organisation.name, focusArea: area && areaByCode.get(keyOf(area as { code?: string })) };
  });
};

/** The region's record of a national goal: by the id that it was given here, by its code, or, where one of these was edited, by its title. */
const findOwn = (wanted: readonly Wanted[], region: Plan, organisation: string): Map<Wanted, SuperiorGoal> => {
  const all = region.tables.superiorGoals as readonly SuperiorGoal[];
  const issued = goalsIssuedBy(region, organisation);
  const codes = new Set(wanted.map(keyOf));
  const [found, taken] = [new Map<Wanted, SuperiorGoal>(), new Set<SuperiorGoal>()];
  const pair = (among: readonly SuperiorGoal[], isSame: (want: Wanted, own: SuperiorGoal) => boolean): void => {
    for (const want of wanted) {
      const own = found.has(want) ? undefined : among.find((one) => !taken.has(one) && isSame(want, one));
      if (own === undefined) continue;
      found.set(want, own);
      taken.add(own);
    }
  };
  pair(all, (want, own) => want.id === own.id);
  pair(issued, (want, own) => keyOf(want) === keyOf(own));
  pair(all, (want, own) => keyOf(want) === keyOf(own) && want.title === own.title);
  pair(issued, (want, own) => !codes.has(keyOf(own)) && want.title === own.title);
  return found;
};

const followedFields = ['code', 'title', 'focusArea', 'issuer'] as const;

/** A focus area that the region does not have is for the region to choose. */
const valueOf = (want: Wanted, own: SuperiorGoal | undefined, field: (typeof followedFields)[number]): string | undefined =>
  (field === 'focusArea' ? (want.focusArea ?? own?.focusArea) : want[field]);

interface Followed {
  /** undefined where there is none any more, or can be none. */
  readonly record: PlanRecord | undefined;
  readonly changes: readonly GoalChange[];
}

const said = ({ code, title }: SuperiorGoal | Wanted): { code: string; title: string } => ({ code: code ?? '', title: title ?? '' });

/** A code that the region uses for something else is left as it is here. */
const following = (want: Wanted, own: SuperiorGoal, foreignCodes: ReadonlySet<string>): Followed => {
  const changes: GoalChange[] = [];
  let record = own as PlanRecord;
  for (const field of followedFields) {
    const value = valueOf(want, own, field);
    if (value === own[field]) continue;
    const isTaken = field === 'code' && foreignCodes.has(keyOf(want));
    changes.push({ ...said(want), ...(isTaken ? { kind: 'code-taken' } : { kind: 'set', field, from: own[field] ?? null, to: value ?? null }) });
    if (!isTaken) record = withField(record, field, value);
  }
  return { record, changes };
};

const adding = (want: Wanted, foreignCodes: ReadonlySet<string>): Followed => {
  if (foreignCodes.has(keyOf(want))) return { record: undefined, changes: [{ kind: 'code-taken', ...said(want) }] };
  const fields = followedFields.flatMap((field) => (want[field] === undefined ? [] : [[field, want[field]] as const]));
  return { record: { id: want.id, ...Object.fromEntries(fields) } as PlanRecord, changes: [{ kind: 'added', ...said(want) }] };
};

/** A goal of the national organisation that its plan has no longer. */
const leaving = (goal: SuperiorGoal, inUse: ReadonlySet<unknown>): Followed =>
  (inUse.has(goal.id) ? { record: goal as PlanRecord, changes: [{ kind: 'kept', ...said(goal) }] } : { record: undefined, changes: [{ kind: 'removed', ...said(goal) }] });

interface Paired {
  readonly wanted: readonly Wanted[];
  /** The national goal that a region's goal is. */
  readonly wantOf: ReadonlyMap<SuperiorGoal, Wanted>;
  /** The region's goals that the national organisation set. */
  readonly issued: ReadonlySet<SuperiorGoal>;
  /** Goals that the region's own goals are under. */
  readonly inUse: ReadonlySet<unknown>;
  /** Codes that are the region's to use. */
  readonly foreignCodes: ReadonlySet<string>;
}

const pairGoals = (national: Plan, region: Plan, newId: (code: string) => string): Paired => {
  const { name } = national.organisation;
  const wanted = wantedOf(national, region, newId);
  const wantOf = new Map([...findOwn(wanted, region, name)].map(([want, own]) => [own, want]));
  const issued = new Set(goalsIssuedBy(region, name));
  const inUse = new Set(region.tables.goals.map((goal) => goal['superiorGoal']));
  const own = region.tables.superiorGoals as readonly SuperiorGoal[];
  const foreignCodes = new Set(own.filter((goal) => !wantOf.has(goal) && (!issued.has(goal) || inUse.has(goal.id))).map(keyOf));
  return { wanted, wantOf, issued, inUse, foreignCodes };
};

/** The fields of a region's superior goals that are the national plan's to set, by the goals' ids: what is written over them is set back. [B3] */
export const nationalFields = (national: Plan, region: Plan, newId: (code: string) => string): ReadonlyMap<string, ReadonlySet<string>> => {
  const { wantOf, foreignCodes } = pairGoals(national, region, newId);
  const isSet = (want: Wanted, field: (typeof followedFields)[number]): boolean => (field === 'code' ? !foreignCodes.has(keyOf(want)) : want[field] !== undefined);
  return new Map([...wantOf].map(([{ id }, want]) => [id, new Set(followedFields.filter((field) => isSet(want, field)))]));
};

/**
 * Makes the national plan's superior goals those of a region: the ones that the national organisation set, known by their codes. What the region has
 * of its own stays as it is, and so does what its goals refer to. `newId` gives the id of a goal that is new in this region, by its code; the same
 * each time. [B1] [B2] [B3] [B4]
 */
export const followNational = (national: Plan, region: Plan, newId: (code: string) => string): FollowedNational => {
  const { wanted, wantOf, issued, inUse, foreignCodes } = pairGoals(national, region, newId);
  const found = new Set(wantOf.values());
  const followed = [
    ...(region.tables.superiorGoals as readonly SuperiorGoal[]).map((goal): Followed => {
      const want = wantOf.get(goal);
      if (want !== undefined) return following(want, goal, foreignCodes);
      return issued.has(goal) ? leaving(goal, inUse) : { record: goal as PlanRecord, changes: [] };
    }),
    ...wanted.filter((want) => !found.has(want)).map((want) => adding(want, foreignCodes)),
  ];
  const changes = followed.flatMap((one) => one.changes);
  const superiorGoals = sameList(region.tables.superiorGoals, followed.flatMap(({ record }) => record ?? []));
  if (superiorGoals === region.tables.superiorGoals) return { plan: region, changes };
  const tables = { ...region.tables, superiorGoals };
  return { plan: { ...region, tables, retired: retireCodes(region, tables) }, changes };
};
