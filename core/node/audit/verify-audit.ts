import type { Store, StoreFailure, StoreResult } from '../../sync/store';
import { isStray, succeeded } from '../revision/store-result';
import { hashToken } from './audited-store';
import type { AuditEntry } from '../../sync/audit-entry';
import { walkSegments } from './read-entries';
import type { Tip } from './segment';
import type { Segments } from './segments';
import { createChainWalk, createFaults, type ChainFault } from './verify-chain';

/** What is wrong with the log, or between it and the store. */
export type AuditFault =
  | ChainFault
  /** No entry says that the revision was about to be made. */
  | { readonly kind: 'revision-unrecorded'; readonly plan: string; readonly revision: number }
  /** It was made, and is not in the store. */
  | { readonly kind: 'revision-gone'; readonly plan: string; readonly revision: number; readonly entry: number }
  /** The store has another one under its number. */
  | { readonly kind: 'revision-replaced'; readonly plan: string; readonly revision: number; readonly entry: number }
  /** The store finds it damaged. */
  | { readonly kind: 'revision-damaged'; readonly plan: string; readonly failure: StoreFailure }
  /** No entry has the hash that was kept elsewhere: the log was cut off, or is another one. */
  | { readonly kind: 'expected-missing'; readonly hash: string }
  /** There are plans, and no log. */
  | { readonly kind: 'no-log' };

export interface AuditReport {
  readonly entries: number;
  readonly segments: number;
  /** Of the last entry; null where there is none, or where it is damaged. */
  readonly hash: string | null;
  readonly plans: number;
  readonly revisions: number;
  readonly faults: readonly AuditFault[];
  /** Faults beyond those that are named. */
  readonly more: number;
}

/** What the log says of one plan. Hashes are shortened: half of one tells two revisions apart as well, and takes half the memory. */
interface Recorded {
  /** The revision that the log began with. */
  begun: number;
  /** By number: the hash of a revision that is in the store as the log says, and the first entry that says so. */
  readonly made: Map<number, { readonly hash: string; readonly entry: number }>;
  /** Of commits that were begun: number and token. */
  readonly begins: Set<string>;
}

const short = (hash: string): string => hash.slice(0, 32);
const beginKey = (revision: number, token: string): string => `${revision} ${short(token)}`;

/** What entries say of revisions, by plan. */
const createRecord = () => {
  const plans = new Map<string, Recorded>();
  const of = (plan: string): Recorded => {
    const known = plans.get(plan) ?? { begun: 0, made: new Map(), begins: new Set() };
    plans.set(plan, known);
    return known;
  };
  const noteMade = (plan: string, revision: number, hash: string, entry: number): void => {
    const { made } = of(plan);
    if (!made.has(revision)) made.set(revision, { hash: short(hash), entry });
  };
  const noteBegin = ({ plan, deed }: AuditEntry): void => {
    if (plan !== undefined && deed.kind === 'commit-begun') of(plan).begins.add(beginKey(deed.parent + 1, deed.token));
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

const revisionFaults = (recorded: Recorded | undefined, plan: string, held: readonly Held[]): AuditFault[] => {
  const newest = held.length;
  return [...(recorded?.made ?? [])].flatMap(([revision, { hash, entry }]): AuditFault[] => {
    if (revision > newest) return [{ kind: 'revision-gone', plan, revision, entry }];
    return short(held[revision - 1]!.hash) === hash ? [] : [{ kind: 'revision-replaced', plan, revision, entry }];
  });
};

/** Compares each plan's history with what is recorded of it. Gives the revisions that no commit was begun for, as far as was known when it began. */
const compare = async (store: Store, { plans }: ReturnType<typeof createRecord>, report: (fault: AuditFault) => void) => {
  const planIds = await store.planIds();
  if (!planIds.ok) return planIds;
  const unexplained: Held[] = [];
  let revisions = 0;
  for (const plan of planIds.value) {
    const damage = (await store.verify(plan)).filter((failure) => !isStray(failure));
    const history = await store.history(plan);
    for (const failure of damage.slice(0, 1)) report({ kind: 'revision-damaged', plan, failure });
    if (!history.ok && (damage.length === 0 || history.failure.kind === 'unavailable')) return history;
    if (!history.ok) continue;
    const held = [...history.value].reverse().map(({ number, hash, token }) => ({ plan, number, hash, token }));
    revisions += held.length;
    const recorded = plans.get(plan);
    for (const fault of revisionFaults(recorded, plan, held)) report(fault);
    unexplained.push(...held.filter(({ number, token }) => number > (recorded?.begun ?? 0) && !recorded?.begins.has(beginKey(number, hashToken(token)))));
  }
  const there = new Set(planIds.value);
  for (const [plan, recorded] of plans) if (!there.has(plan)) for (const fault of revisionFaults(recorded, plan, [])) report(fault);
  return succeeded({ plans: planIds.value.length, revisions, unexplained });
};

/**
 * Reads the whole log and the whole store, a piece at a time; what is kept meanwhile is some 200 bytes a revision. The store may be in use:
 * commits that are made meanwhile are begun in the log before, so its end is read again after the store. [L5] [L7]
 */
export const verifyAudit = async (segments: Segments, store: Store, expected?: string): Promise<StoreResult<AuditReport>> => {
  const walk = createChainWalk();
  const record = createRecord();
  const { named, more, report } = createFaults<AuditFault>();
  let isExpectedFound = expected === undefined;
  const see = (note: (entry: AuditEntry) => void) => (entry: AuditEntry): void => {
    isExpectedFound ||= entry.hash === expected;
    note(entry);
  };
  const read = (first: number, note: (entry: AuditEntry) => void) => walkSegments(segments, first, (pieces) => { for (const piece of pieces) walk.take(piece).forEach(see(note)); });

  const before = await read(1, record.note);
  if (!before.ok) return before;
  const compared = await compare(store, record, report);
  if (!compared.ok) return compared;
  const last = await read(before.value + 1, record.noteBegin);
  if (!last.ok) return last;
  walk.end(last.value);
  const { plans, revisions, unexplained } = compared.value;
  const hasLog = last.value > 0;
  for (const { plan, number, token } of hasLog ? unexplained : []) {
    if (!record.plans.get(plan)?.begins.has(beginKey(number, hashToken(token)))) report({ kind: 'revision-unrecorded', plan, revision: number });
  }
  if (!hasLog && plans > 0) report({ kind: 'no-log' });
  if (!isExpectedFound) report({ kind: 'expected-missing', hash: expected! });
  const tip: Tip = walk.tip();
  return succeeded({ entries: tip.number, segments: last.value, hash: tip.hash, plans, revisions, faults: [...[...walk.faults].sort((left, right) => left.segment - right.segment), ...named], more: more() + walk.more() });
};
