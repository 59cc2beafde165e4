import type { Revision, RevisionInfo, StoreFailure, StoreResult } from '../../sync/store';
import { hashRevision } from '../revision/revision-file';
import { failed, succeeded } from '../revision/store-result';

/** A revision as it stands in the database, without its plan. */
export interface InfoRow {
  readonly plan_id: string;
  readonly number: number;
  readonly hash: string;
  readonly parent_hash: string | null;
  readonly author: string;
  readonly time: string;
  readonly message: string;
  readonly token: string;
}

export interface RevisionRow extends InfoRow {
  /** The plan as JSON, with jsonb's own order of keys. */
  readonly document: string;
}

export const INFO_COLUMNS = 'plan_id, number, hash, parent_hash, author, time, message, token';
export const REVISION_COLUMNS = `${INFO_COLUMNS}, document::text as document`;

export const toInfo = ({ plan_id, number, hash, parent_hash, author, time, message, token }: InfoRow): RevisionInfo => ({
  planId: plan_id, number, parentHash: parent_hash, hash, author, time, message, token,
});

/** Where a revision is, for messages. */
export const damagedRevision = (planId: string, number: number, detail: string): { readonly ok: false; readonly failure: StoreFailure } =>
  failed({ kind: 'damaged', place: `planark_revisions/${planId}/${number}`, number, detail });

/**
 * The revision in a row, when it is what was hashed. jsonb keeps the value of a document and not its spelling; the hash is that of the
 * canonical form, which is made anew. [Q1] [Q4]
 */
export const toRevision = (row: RevisionRow): StoreResult<Revision> => {
  const revision = { ...toInfo(row), plan: JSON.parse(row.document) as Revision['plan'] };
  const hash = hashOrNull(revision);
  if (hash === row.hash) return succeeded(revision);
  return damagedRevision(row.plan_id, row.number, hash === null ? 'its document is no plan' : `its content has the hash ${hash}, it states ${row.hash}`);
};

/** Null for what no store writes: keys that are not allowed, or nesting without end. */
const hashOrNull = (revision: Revision): string | null => {
  try {
    return hashRevision(revision).hash;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};
