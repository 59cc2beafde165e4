import * as path from 'node:path';
import type { CommitRequest, Revision, StoreResult } from '../../sync/store';
import { publish, syncFolder } from './durable-write';
import { knownRevision, markOf } from './known-file';
import { isPlanId } from '../revision/names';
import { PLANS_FOLDER, revisionFileName } from './names';
import { listRevisions, locatePlan, type PlanFolder } from './plan-folder';
import { findBrokenLink, damaged, noteDurable, ofKnownFormat, readHead } from './read-revision';
import { encodeRevision, MAX_REVISION_BYTES } from '../revision/revision-file';
import type { StoreContext } from './store-context';
import { failed, notFound, succeeded, unavailable } from '../revision/store-result';
import { makeFolderIfMissing, suspectPlans, whyReadOnly } from './suspects';
import { sweepNowAndThen } from './sweep-temporaries';
import { findCommitted, noteToken } from './token-index';

/**
 * Adds a revision after the one the request names, or says why not. What it acknowledges is on the disk. After `unavailable` the
 * revision may be there all the same: the same request again finds out by its token. [F6] [F8] [F9]
 */
export async function commitRevision(context: StoreContext, request: CommitRequest): Promise<StoreResult<Revision>> {
  if (!isPlanId(request.planId)) return notFound('not a plan id');
  const known = ofKnownFormat(context, succeeded(null), request.plan);
  if (!known.ok) return known;
  const reason = whyReadOnly(context);
  if (reason !== null) return unavailable(reason, { suspects: suspectPlans(context) });
  return acknowledge(context, await commitOrRecall(context, request));
}

/** A sync that failed meanwhile, in whatever process, puts this success in doubt too. */
function acknowledge(context: StoreContext, result: StoreResult<Revision>): StoreResult<Revision> {
  const reason = result.ok ? whyReadOnly(context) : null;
  return reason === null ? result : unavailable(reason, { suspects: suspectPlans(context) });
}

async function commitOrRecall(context: StoreContext, request: CommitRequest): Promise<StoreResult<Revision>> {
  const located = locatePlan(context, request.planId);
  const numbers = located.ok ? listRevisions(context, located.value) : located;
  if (!located.ok || !numbers.ok) return request.parent === 0 ? commitFirst(context, request) : notFound(`plan ${request.planId}`);
  const plan = located.value;
  const earlier = await findCommitted(context, plan, numbers.value, request.token);
  if (earlier !== null) return earlier;
  const head = numbers.value.at(-1)!;
  if (head !== request.parent) return failed({ kind: 'stale', head });
  const parentHash = readParentHash(context, plan, head);
  if (!parentHash.ok) return parentHash;
  if (request.parentHash !== undefined && request.parentHash !== parentHash.value) return failed({ kind: 'stale', head });
  return publishRevision(context, plan, request, parentHash.value);
}

/** The folder is durable before anything is in it, so that nobody can build on a plan that a power failure takes away. */
async function commitFirst(context: StoreContext, request: CommitRequest): Promise<StoreResult<Revision>> {
  const plans = path.join(context.folder, PLANS_FOLDER);
  makeFolderIfMissing(context.fileSystem, path.join(plans, request.planId));
  const plan = locatePlan(context, request.planId);
  if (!plan.ok) return plan;
  await syncFolder(context, request.planId, plans);
  return publishRevision(context, plan.value, request, null);
}

function readParentHash(context: StoreContext, plan: PlanFolder, number: number): StoreResult<string> {
  const head = readTrueHead(context, plan, number);
  if (!head.ok) return head;
  const broken = findBrokenLink(context, plan, number, head.value.parentHash);
  return broken === null ? succeeded(head.value.hash) : damaged(plan, number, broken);
}

function readTrueHead(context: StoreContext, plan: PlanFolder, number: number): StoreResult<{ hash: string; parentHash: string | null }> {
  const known = knownRevision(context, plan, number);
  if (known !== null) return succeeded(known);
  const head = readHead(context, plan, number);
  return head.ok ? ofKnownFormat(context, succeeded(head.value.info), head.value.plan) : head;
}

async function publishRevision(
  context: StoreContext,
  plan: PlanFolder,
  { parent, ...content }: CommitRequest,
  parentHash: string | null,
): Promise<StoreResult<Revision>> {
  const numbered = { ...content, number: parent + 1, parentHash };
  const { bytes, hash } = encodeRevision(numbered);
  const revision = { ...numbered, hash };
  if (bytes.length > MAX_REVISION_BYTES) return unavailable(`a revision of ${bytes.length} bytes is larger than ${MAX_REVISION_BYTES}`);
  if (!(await publish(context, plan, revisionFileName(revision.number), bytes))) return recallOrStale(context, plan, content.token);
  noteDurable(context, plan, revision.number);
  noteToken(context, plan, revision.number, content.token);
  const mark = markOf(context, plan, revision.number);
  if (mark !== null) context.revisions.note(revision, mark, bytes.length);
  sweepNowAndThen(context, plan);
  return succeeded(revision);
}

/** The number was taken a moment ago: by the same request in another process, or by someone else. */
async function recallOrStale(context: StoreContext, plan: PlanFolder, token: string): Promise<StoreResult<Revision>> {
  const numbers = listRevisions(context, plan);
  if (!numbers.ok) return numbers;
  return (await findCommitted(context, plan, numbers.value, token)) ?? failed({ kind: 'stale', head: numbers.value.at(-1)! });
}
