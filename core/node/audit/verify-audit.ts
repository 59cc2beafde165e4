import type { Store, StoreResult } from '../../sync/store';
import { succeeded } from '../revision/store-result';
import type { AuditEntry } from '../../sync/audit-entry';
import { walkSegments } from './read-entries';
import type { Tip } from './segment';
import type { Segments } from './segments';
import { createChainWalk, createFaults, type ChainFault } from './verify-chain';
import { compareRevisions, createRecord, findUnannounced, type RevisionFault } from './verify-revisions';
import { createTokenRecord, readTokens, tokenFaults, type HeldTokens, type TokenFault } from './verify-tokens';

/** What is wrong with the log, or between it and the store. */
export type AuditFault =
  | ChainFault
  | RevisionFault
  | TokenFault
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

export interface VerifyOptions {
  /** A hash that was kept elsewhere. */
  readonly expected?: string;
  /** The tokens beside the plans. */
  readonly tokens?: HeldTokens;
}

/**
 * Reads the whole log and the whole store, a piece at a time; what is kept meanwhile is some 400 bytes a revision. The store may be in use:
 * commits that are made meanwhile are begun in the log before, so its end is read again after the store. [L5] [L7]
 */
export const verifyAudit = async (segments: Segments, store: Store, { expected, tokens }: VerifyOptions = {}): Promise<StoreResult<AuditReport>> => {
  const walk = createChainWalk();
  const record = createRecord();
  const tokenRecord = createTokenRecord();
  const { named, more, report } = createFaults<AuditFault>();
  let isExpectedFound = expected === undefined;
  const see = (note: (entry: AuditEntry) => void) => (entry: AuditEntry): void => {
    isExpectedFound ||= entry.hash === expected;
    note(entry);
  };
  const read = (first: number, note: (entry: AuditEntry) => void) => walkSegments(segments, first, (pieces) => { for (const piece of pieces) walk.take(piece).forEach(see(note)); });

  const before = await read(1, (entry) => { record.note(entry); tokenRecord.note(entry); });
  if (!before.ok) return before;
  const compared = await compareRevisions(store, record.plans, report);
  if (!compared.ok) return compared;
  const held = tokens ? await readTokens(tokens, tokenRecord, report) : succeeded([]);
  if (!held.ok) return held;
  const last = await read(before.value + 1, (entry) => { record.noteBegin(entry); tokenRecord.noteMade(entry); });
  if (!last.ok) return last;
  walk.end(last.value);
  const { plans, revisions, unexplained } = compared.value;
  const hasLog = last.value > 0;
  for (const one of hasLog ? unexplained : []) {
    const fault = findUnannounced(record.plans.get(one.plan), one);
    if (fault) report(fault);
  }
  if (hasLog) tokenFaults(tokenRecord, held.value).forEach(report);
  if (!hasLog && (plans > 0 || held.value.length > 0)) report({ kind: 'no-log' });
  if (!isExpectedFound) report({ kind: 'expected-missing', hash: expected! });
  const tip: Tip = walk.tip();
  return succeeded({ entries: tip.number, segments: last.value, hash: tip.hash, plans, revisions, faults: [...[...walk.faults].sort((left, right) => left.segment - right.segment), ...named], more: more() + walk.more() });
};
