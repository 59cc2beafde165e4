import type { Revision, RevisionInfo, StoreResult } from '../../sync/store';
import { isRevisionNumber } from '../revision/names';
import { notFound, succeeded } from '../revision/store-result';
import { damagedRevision, INFO_COLUMNS, REVISION_COLUMNS, toInfo, toRevision, type InfoRow, type RevisionRow } from './revision-row';
import { ofKnownFormat, type StoreContext } from './store-context';

/** A revision by its number, true to its hash. */
export const readRevision = async (context: StoreContext, planId: string, number: number): Promise<StoreResult<Revision>> => {
  if (!isRevisionNumber(number)) return notFound(`revision ${number} of plan ${planId}`);
  const [row] = await context.database.query<RevisionRow>(`select ${REVISION_COLUMNS} from planark_revisions where plan_id = $1 and number = $2`, [planId, number]);
  return row === undefined ? notFound(`revision ${number} of plan ${planId}`) : decode(context, row);
};

const decode = (context: StoreContext, row: RevisionRow): StoreResult<Revision> => {
  const revision = toRevision(row);
  return revision.ok ? ofKnownFormat(context, revision, revision.value.plan) : revision;
};

/** The newest revision, true to its hash and following the one before it. */
export const readHead = async (context: StoreContext, planId: string): Promise<StoreResult<Revision>> => {
  const [row, before] = await context.database.query<RevisionRow>(
    `select ${INFO_COLUMNS}, case when row_number() over (order by number desc) = 1 then document::text end as document
     from (select * from planark_revisions where plan_id = $1 order by number desc limit 2) newest order by number desc`,
    [planId],
  );
  if (row === undefined) return notFound(`plan ${planId}`);
  const broken = findBrokenLink(row, before);
  if (broken !== null) return damagedRevision(planId, row.number, broken);
  const revision = decode(context, row);
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
