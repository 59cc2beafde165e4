import type { HeadOptions, Revision, RevisionInfo, StoreResult } from '../../sync/store';
import type { KnownRevision } from '../revision/known-revisions';
import { isRevisionNumber } from '../revision/names';
import { notFound, succeeded } from '../revision/store-result';
import { damagedRevision, INFO_COLUMNS, toInfo, toRevision, type InfoRow } from './revision-row';
import { ofKnownFormat, type StoreContext } from './store-context';

/** Of a row that is known by its hash and its mark no document is read. The mark alone is not enough: a restored database counts its transactions from an earlier one again. */
interface MarkedRow extends InfoRow {
  /** The transaction that wrote the row as it stands: another one as soon as anything in it is changed, or another row takes its place. */
  readonly mark: string;
  readonly document: string | null;
}

const AT = `
  select ${INFO_COLUMNS}, xmin::text as mark, case when (hash, xmin::text) is distinct from ($3::text, $4::text) then document::text end as document
  from planark_revisions where plan_id = $1 and number = $2`;

const HEAD = `
  select ${INFO_COLUMNS}, mark, case when row_number() over (order by number desc) = 1 and (number, hash, mark) is distinct from ($2::int, $3::text, $4::text) then document::text end as document
  from (select *, xmin::text as mark from planark_revisions where plan_id = $1 order by number desc limit 2) newest order by number desc`;

/** A revision by its number, true to its hash. */
export const readRevision = async (context: StoreContext, planId: string, number: number): Promise<StoreResult<Revision>> => {
  if (!isRevisionNumber(number)) return notFound(`revision ${number} of plan ${planId}`);
  const known = context.revisions.get(planId, number);
  const [row] = await context.database.query<MarkedRow>(AT, [planId, number, known?.revision.hash, known?.mark], 'planark_at');
  return row === undefined ? notFound(`revision ${number} of plan ${planId}`) : decode(context, row, known);
};

const decode = (context: StoreContext, { document, mark, ...row }: MarkedRow, known: KnownRevision | undefined): StoreResult<Revision> => {
  if (document === null) return succeeded(known!.revision);
  const found = toRevision({ ...row, document });
  const revision = found.ok ? ofKnownFormat(context, found, found.value.plan) : found;
  return revision.ok ? succeeded(context.revisions.note(revision.value, mark, document.length)) : revision;
};

/** The newest revision, true to its hash and following the one before it; where it may be outdated, the one that was so last. */
export const readHead = async (context: StoreContext, planId: string, { mayBeOutdated = false }: HeadOptions = {}): Promise<StoreResult<Revision>> => {
  const newest = context.heads.get(planId);
  const known = newest && context.revisions.get(planId, newest.number);
  if (mayBeOutdated && known) return succeeded(known.revision);
  const [row, before] = await context.database.query<MarkedRow>(HEAD, [planId, newest?.number, known?.revision.hash, known?.mark], 'planark_head');
  if (row === undefined) return notFound(`plan ${planId}`);
  const broken = findBrokenLink(row, before);
  if (broken !== null) return damagedRevision(planId, row.number, broken);
  const revision = decode(context, row, known);
  if (revision.ok) context.heads.set(planId, { number: row.number, hash: row.hash });
  return revision;
};

/** Why a revision does not follow the one before it, or null. */
export const findBrokenLink = ({ number, parent_hash }: InfoRow, before: Pick<InfoRow, 'number' | 'hash'> | undefined): string | null => {
  if (number === 1) return null;
  if (before?.number !== number - 1) return `revision ${number - 1} before it is missing`;
  return before.hash === parent_hash ? null : `it does not follow revision ${number - 1}`;
};

/** Newest first, each following the next. The documents are not read: `head`, `at` and `verify` do that. [Q4] */
export const readHistory = async ({ database }: StoreContext, planId: string): Promise<StoreResult<readonly RevisionInfo[]>> => {
  const rows = await database.query<InfoRow>(`select ${INFO_COLUMNS} from planark_revisions where plan_id = $1 order by number desc`, [planId]);
  if (rows.length === 0) return notFound(`plan ${planId}`);
  for (const [at, row] of rows.entries()) {
    const broken = findBrokenLink(row, rows[at + 1]);
    if (broken !== null) return damagedRevision(planId, row.number, broken);
  }
  return succeeded(rows.map(toInfo));
};
