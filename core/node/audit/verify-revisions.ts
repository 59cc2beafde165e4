import type { AuditEntry } from '../../sync/audit-entry';
import type { Store, StoreFailure, StoreResult } from '../../sync/store';
import { isStray, succeeded } from '../revision/store-result';
import { hashToken } from './audited-store';

/** What is wrong between the log and the revisions of the store. */
export type RevisionFault =
  /** No entry says that the revision was about to be made. */
  | { readonly kind: 'revision-unrecorded'; readonly plan: string; readonly revision: number }
  /** It was made, and is not in the store. */
  | { readonly kind: 'revision-gone'; readonly plan: string; readonly revision: number; readonly entry: number }
  /** The store has another one under its number. */
  | { readonly kind: 'revision-replaced'; readonly plan: string; readonly revision: number; readonly entry: number }
  /** The store finds it damaged. */
  | { readonly kind: 'revision-damaged'; readonly plan: string; readonly failure: StoreFailure };

/** What the log says of one plan. Hashes are shortened: half of one tells two revisions apart as well, and takes half the memory. */
export interface Recorded {
  /** The revision that the log began with. */
  begun: number;
  /** By number: the hash of a revision that is in the store as the log says, and the first entry that says so. */
  readonly made: Map<number, { readonly hash: string; readonly entry: number }>;
  /** Of commits that were begun, by the number that the revision was to have. */
  readonly begins: Map<number, readonly Begun[]>;
}

/** A commit that was begun; the hash is null where it was not announced. */
interface Begun {
  readonly token: string;
  readonly hash: string | null;
  readonly entry: number;
}

const short = (hash: string): string => hash.slice(0, 32);

/** What entries say of revisions, by plan. */
export const createRecord = () => {
  const plans = new Map<string, Recorded>();
  const of = (plan: string): Recorded => {
    const known = plans.get(plan) ?? { begun: 0, made: new Map(), begins: new Map() };
    plans.set(plan, known);
    return known;
  };
  const noteMade = (plan: string, revision: number, hash: string, entry: number): void => {
    const { made } = of(plan);
    if (!made.has(revision)) made.set(revision, { hash: short(hash), entry });
  };
  const noteBegin = ({ plan, deed, number }: AuditEntry): void => {
    if (plan === undefined || deed.kind !== 'commit-begun') return;
    const { begins } = of(plan);
    begins.set(deed.parent + 1, [...(begins.get(deed.parent + 1) ?? []), { token: short(deed.token), hash: deed.hash === undefined ? null : short(deed.hash), entry: number }]);
  };
  const note = (entry: AuditEntry): void => {
    const { deed, plan, number } = entry;
    noteBegin(entry);
    if (deed.kind === 'log-begun') {
      for (const head of deed.heads) {
        of(head.plan).begun = head.hash === null ? Infinity : head.revision;
        if (head.hash !== null) noteMade(head.plan, head.revision, head.hash, number);
      }
    }
    if (plan !== undefined && deed.kind === 'commit-begun' && deed.parentHash !== null) noteMade(plan, deed.parent, deed.parentHash, number);
    if (plan !== undefined && deed.kind === 'committed') noteMade(plan, deed.revision, deed.hash, number);
  };
  return { plans, note, noteBegin };
};

/** What the log was compared with: a revision of the store. */
interface Held {
  readonly plan: string;
  readonly number: number;
  readonly hash: string;
  readonly token: string;
}

/** Revisions of a plan by number; null where one is there and cannot be read. */
type HeldByNumber = ReadonlyMap<number, Held | null>;

/** What the entries that announce a revision find wrong with it; null where one of them announces just this one. */
export const findUnannounced = (recorded: Recorded | undefined, { plan, number: revision, hash, token }: Held): RevisionFault | null => {
  const begun = recorded?.begins.get(revision)?.filter((one) => one.token === short(hashToken(token))) ?? [];
  if (begun.length === 0) return { kind: 'revision-unrecorded', plan, revision };
  const isAnnounced = begun.some((one) => one.hash === null || one.hash === short(hash));
  // What was made in its place is told already.
  return isAnnounced || recorded?.made.has(revision) ? null : { kind: 'revision-replaced', plan, revision, entry: begun[0]!.entry };
};

/**
 * One by one, for a plan with damage in it: the first ones, those that the log or the damage names, and what follows each of them. Numbers are
 * not counted through, since a file may bear any.
 */
const readOneByOne = async (store: Store, plan: string, named: readonly number[]): Promise<StoreResult<HeldByNumber>> => {
  const held = new Map<number, Held | null>();
  for (const first of [1, ...named]) {
    for (let number = first; !held.has(number); number++) {
      const found = await store.at(plan, number);
      if (!found.ok && found.failure.kind === 'unavailable') return found;
      if (!found.ok && found.failure.kind === 'not-found') break;
      held.set(number, found.ok ? { plan, number, hash: found.value.hash, token: found.value.token } : null);
    }
  }
  return succeeded(held);
};

/** A plan's revisions as far as they can be read; damage in one of them hides no other. */
const readHeld = async (store: Store, plan: string, recorded: Recorded | undefined, damage: readonly StoreFailure[]): Promise<StoreResult<HeldByNumber>> => {
  const history = await store.history(plan);
  if (history.ok) return succeeded(new Map(history.value.map(({ number, hash, token }) => [number, { plan, number, hash, token }])));
  if (damage.length === 0 || history.failure.kind === 'unavailable') return history;
  // What follows a revision that is missing is named by nobody else.
  const damaged = damage.flatMap((failure) => (failure.kind === 'damaged' && failure.number !== null ? [failure.number, failure.number + 1] : []));
  return readOneByOne(store, plan, [...(recorded?.made.keys() ?? []), ...(recorded?.begins.keys() ?? []), ...damaged]);
};

const revisionFaults = (recorded: Recorded | undefined, plan: string, held: HeldByNumber): RevisionFault[] =>
  [...(recorded?.made ?? [])].flatMap(([revision, { hash, entry }]): RevisionFault[] => {
    const found = held.get(revision);
    if (found === undefined) return [{ kind: 'revision-gone', plan, revision, entry }];
    return found === null || short(found.hash) === hash ? [] : [{ kind: 'revision-replaced', plan, revision, entry }];
  });

/** Compares each plan's history with what is recorded of it. Gives the revisions that no entry announces, as far as was known when it began. */
export const compareRevisions = async (store: Store, plans: ReadonlyMap<string, Recorded>, report: (fault: RevisionFault) => void) => {
  const planIds = await store.planIds();
  if (!planIds.ok) return planIds;
  const unexplained: Held[] = [];
  let revisions = 0;
  for (const plan of planIds.value) {
    const recorded = plans.get(plan);
    const damage = (await store.verify(plan)).filter((failure) => !isStray(failure));
    for (const failure of damage) report({ kind: 'revision-damaged', plan, failure });
    const held = await readHeld(store, plan, recorded, damage);
    if (!held.ok) return held;
    revisions += held.value.size;
    for (const fault of revisionFaults(recorded, plan, held.value)) report(fault);
    unexplained.push(...[...held.value.values()].filter((one) => one !== null).filter((one) => one.number > (recorded?.begun ?? 0) && findUnannounced(recorded, one) !== null).sort((left, right) => left.number - right.number));
  }
  const there = new Set(planIds.value);
  for (const [plan, recorded] of plans) if (!there.has(plan)) for (const fault of revisionFaults(recorded, plan, new Map())) report(fault);
  return succeeded({ plans: planIds.value.length, revisions, unexplained });
};
