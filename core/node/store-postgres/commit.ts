import { createHash } from 'node:crypto';
import type { CommitRequest, Revision, StoreResult } from '../../sync/store';
import { isPlanId, isRevisionNumber } from '../revision/names';
import { hashRevision, MAX_REVISION_BYTES } from '../revision/revision-file';
import { failed, notFound, succeeded, unavailable } from '../revision/store-result';
import { summarisePlan } from '../revision/summarise-plan';
import { Refusal } from './database';
import { asJsonb } from './jsonb';
import { readHead, readRevision } from './read-revision';
import { ofKnownFormat, type StoreContext } from './store-context';

/** How often a commit is tried that neither went in nor finds out why not: another one got in between looks. */
const MOST_TRIES = 10;

/**
 * One statement, so one transaction: the revision, unless its token is taken or its number or a later one, and the plan's line in the list. It goes in
 * only after the revision whose hash it names, where that is the row this store knows ($17, a mark) and follows the one before it. The primary
 * key is the compare-and-set. [Q2] [Q3] [Q4]
 */
const INSERT = `
  with made as (
    insert into planark_revisions (plan_id, number, hash, parent_hash, author, time, message, token, token_hash, document)
    select $1, $2::int, $3, $4::text, $5, $6, $7, $8, $9::bytea, $10::jsonb
    where ($4::text is null or exists (
      select from planark_revisions parent where plan_id = $1 and number = $2::int - 1 and hash = $4 and ($17::text is null or xmin::text = $17)
        and (number = 1 or exists (select from planark_revisions where plan_id = $1 and number = $2::int - 2 and hash = parent.parent_hash))
    )) and not exists (select from planark_revisions where plan_id = $1 and number >= $2::int)
    on conflict do nothing
    returning plan_id
  ), listed as (
    insert into planark_plans (plan_id, revision, title, organisation, part_of, period_start, period_end, status, time, author)
    select plan_id, $2::int, $11, $12, $13, $14, $15, $16, $6, $5 from made
    on conflict (plan_id) do update
    set (revision, title, organisation, part_of, period_start, period_end, status, time, author) =
      (excluded.revision, excluded.title, excluded.organisation, excluded.part_of, excluded.period_start, excluded.period_end, excluded.status, excluded.time, excluded.author)
    where planark_plans.revision < excluded.revision
  )
  select count(*)::int as count, pg_current_xact_id_if_assigned()::xid::text as mark from made`;

const RECALL = `
  select (select number from planark_revisions where plan_id = $1 and token_hash = $2::bytea) as made,
    (select max(number) from planark_revisions where plan_id = $1) as head`;

/**
 * Adds a revision after the one the request names, or says why not. After `unavailable` the revision may be there all the same, where the
 * connection broke during the commit: the same request again finds out by its token. [Q2] [Q3]
 */
export const commitRevision = async (context: StoreContext, request: CommitRequest): Promise<StoreResult<Revision>> => {
  if (!isPlanId(request.planId)) return notFound('not a plan id');
  const known = ofKnownFormat(context, succeeded(null), request.plan);
  if (!known.ok) return known;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await tryOnce(context, request);
    if (result !== null) return result;
  }
  return unavailable(`revision ${request.parent + 1} of plan ${request.planId} could not be made: others were quicker each time`);
};

const tryOnce = async (context: StoreContext, request: CommitRequest): Promise<StoreResult<Revision> | null> => {
  const parentHash = await readParentHash(context, request);
  const isThere = parentHash.ok && (request.parentHash === undefined || request.parentHash === parentHash.value);
  const known = (isThere ? await insert(context, request, parentHash.value) : null) ?? (await recall(context, request));
  if (known) return known;
  if (!parentHash.ok) return parentHash;
  return isThere ? lookAgain(context, request, parentHash.value) : failed({ kind: 'stale', head: request.parent });
};

/** Why nothing can follow the revision that was to be followed: it is damaged, or another one stands in its place. Null where it is as it was: in a row written anew, or after a lost race. */
const lookAgain = async (context: StoreContext, { planId }: CommitRequest, parentHash: string | null): Promise<StoreResult<Revision> | null> => {
  if (parentHash === null) return null;
  const head = await readHead(context, planId);
  if (!head.ok) return head;
  return head.value.hash === parentHash ? null : failed({ kind: 'stale', head: head.value.number });
};

/** The hash to follow; the revision is read and checked unless this store did so before, since damage is not built upon. */
const readParentHash = async (context: StoreContext, { planId, parent }: CommitRequest): Promise<StoreResult<string | null>> => {
  if (parent === 0) return succeeded(null);
  if (!isRevisionNumber(parent)) return notFound(`revision ${parent} of plan ${planId}`);
  const head = context.heads.get(planId);
  if (head?.number === parent && head.hash === context.revisions.get(planId, parent)?.revision.hash) return succeeded(head.hash);
  const revision = await readRevision(context, planId, parent);
  return revision.ok ? succeeded(revision.value.hash) : revision;
};

const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

const insert = async (context: StoreContext, { parent, ...content }: CommitRequest, parentHash: string | null): Promise<StoreResult<Revision> | null> => {
  const { planId, plan, author, time, message, token } = content;
  const revision = { ...content, number: parent + 1, parentHash };
  const { byteLength, hash } = hashRevision(revision);
  if (byteLength > MAX_REVISION_BYTES) return unavailable(`a revision of ${byteLength} bytes is larger than ${MAX_REVISION_BYTES}`);
  const info = { ...revision, hash };
  const { title, organisation, partOf, periodStart, periodEnd, status } = summarisePlan({ info, plan: { ...plan } });
  const { count, mark } = await insertRow(context, [
    planId, info.number, hash, parentHash, author, time, message, token, tokenHash(token), asJsonb(plan), title, organisation, partOf, periodStart, periodEnd, status,
    context.revisions.get(planId, parent)?.mark,
  ]);
  if (count === 0) return null;
  context.heads.set(planId, { number: info.number, hash });
  context.revisions.note(info, mark, byteLength);
  context.notifier.tell(planId, info.number);
  return succeeded(info);
};

interface Made {
  /** How many revisions were made: none where another one was in the way. */
  readonly count: number;
  readonly mark: string;
}

const insertRow = async ({ database }: StoreContext, values: readonly unknown[]): Promise<Made> => {
  try {
    const [made] = await database.query<Made>(INSERT, values, 'planark_commit');
    return made!;
  } catch (error) {
    if (error instanceof Refusal && error.isRace) return { count: 0, mark: '' };
    throw error;
  }
};

/** Why nothing was made: by its token it was made before, or another revision stands there. Null where neither is so any more. */
const recall = async (context: StoreContext, { planId, parent, token }: CommitRequest): Promise<StoreResult<Revision> | null> => {
  const [found] = await context.database.query<{ made: number | null; head: number | null }>(RECALL, [planId, tokenHash(token)]);
  const { made, head } = found!;
  if (made !== null) return readRevision(context, planId, made);
  if (head === null) return parent === 0 ? null : notFound(`plan ${planId}`);
  return head === parent ? null : failed({ kind: 'stale', head });
};
