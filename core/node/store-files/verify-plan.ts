import * as path from 'node:path';
import type { Revision, StoreFailure } from '../../sync/store';
import { canonicalJson } from '../revision/canonical-json';
import { publish, syncFolder, unlinkQuietly } from './durable-write';
import { isSystemError } from './file-system';
import { isPlanId } from '../revision/names';
import { isTemporary, PLANS_FOLDER, revisionNumber, revisionPlace, temporaryName } from './names';
import { locatePlan, type PlanFolder } from './plan-folder';
import { damaged, decodeInPlace, readChecked } from './read-revision';
import { statedHash } from '../revision/revision-file';
import type { StoreContext } from './store-context';
import { notFound, unavailable } from '../revision/store-result';
import { clearSuspect, suspectPlans } from './suspects';

/**
 * Re-reads every revision of a plan: hash, number, chain, canonical form; and names what lies in the folder and is no revision. When
 * the plan was in doubt after a failed sync and no revision is found wrong, a trial write decides whether the doubt ends. [F7] [F10]
 */
export async function verifyPlan(context: StoreContext, planId: string): Promise<readonly StoreFailure[]> {
  if (!isPlanId(planId)) return [notFound('not a plan id').failure];
  const found = await findFailures(context, planId);
  if (!suspectPlans(context).includes(planId) || found.some(concernsRevision)) return found;
  return [...found, ...(await endDoubt(context, planId))];
}

function concernsRevision(failure: StoreFailure): boolean {
  return failure.kind === 'damaged' && failure.number !== null;
}

async function findFailures(context: StoreContext, planId: string): Promise<StoreFailure[]> {
  const plan = locatePlan(context, planId);
  if (!plan.ok) return [plan.failure];
  const names = context.fileSystem.readFolder(plan.value.path);
  const numbers = names.map(revisionNumber).filter((number) => number !== null);
  if (numbers.length === 0) return [notFound(`plan ${planId}`).failure, ...findStrays(planId, names)];
  return [...(await findBadRevisions(context, plan.value, numbers.sort((left, right) => left - right))), ...findStrays(planId, names)];
}

/** Copies that a synchronising service made after a conflict are the usual ones: never data, but somebody should look at them. */
function findStrays(planId: string, names: readonly string[]): StoreFailure[] {
  const strays = names.filter((name) => revisionNumber(name) === null && !isTemporary(name));
  return strays.map((name) => ({
    kind: 'damaged',
    place: `${PLANS_FOLDER}/${planId}/${name}`,
    number: null,
    detail: 'not a revision: it is never read, and may be moved away',
  }));
}

async function findBadRevisions(context: StoreContext, plan: PlanFolder, numbers: readonly number[]): Promise<StoreFailure[]> {
  const failures: StoreFailure[] = [];
  let before: Before = { number: 0, hash: null };
  for (const number of numbers) {
    const { failure, hash } = inspectRevision(context, plan, number, before);
    if (number > before.number + 1) failures.push(missing(plan, before.number + 1, number - 1));
    if (failure !== null) failures.push(failure);
    before = { number, hash };
    await nextTurn();
  }
  return failures;
}

/** The revision before, and the hash it states: null when that cannot be told. */
interface Before {
  readonly number: number;
  readonly hash: string | null;
}

interface Inspection {
  readonly failure: StoreFailure | null;
  readonly hash: string | null;
}

function inspectRevision(context: StoreContext, plan: PlanFolder, number: number, before: Before): Inspection {
  const bytes = readChecked(context, plan, number);
  if (!bytes.ok) return { failure: bytes.failure, hash: null };
  const hash = statedHash(bytes.value);
  const revision = decodeInPlace(context, plan, number, bytes.value);
  if (!revision.ok) return { failure: unlessNewer(revision.failure), hash };
  const detail = findFault(revision.value, bytes.value, before);
  return { failure: detail === null ? null : damaged(plan, number, detail).failure, hash };
}

/** A newer format is no damage: such a plan is only not for this version to read. */
function unlessNewer(failure: StoreFailure): StoreFailure | null {
  return failure.kind === 'newer-format' ? null : failure;
}

function findFault(revision: Revision, bytes: Buffer, before: Before): string | null {
  const canBeCompared = before.number === revision.number - 1 && before.hash !== null;
  if (canBeCompared && before.hash !== revision.parentHash) return `it does not follow revision ${before.number}`;
  return canonicalJson(revision).equals(bytes) ? null : 'it is not in canonical form';
}

function missing(plan: PlanFolder, first: number, last: number): StoreFailure {
  const detail = first === last ? `revision ${first} is missing` : `revisions ${first} to ${last} are missing`;
  return { kind: 'damaged', place: revisionPlace(plan.planId, first), number: first, detail };
}

/** Lets the server answer others between two revisions. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Every file that has a number was synced before it got it, so after a failed sync only entries of folders are in doubt. A whole new
 * write to the same folder, with its syncs, makes the system write them out anew, or fails again.
 */
async function endDoubt(context: StoreContext, planId: string): Promise<StoreFailure[]> {
  try {
    await tryWriting(context, planId);
    clearSuspect(context, planId);
    return [];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [unavailable(error.message).failure];
  }
}

async function tryWriting(context: StoreContext, planId: string): Promise<void> {
  const plans = path.join(context.folder, PLANS_FOLDER);
  const plan = locatePlan(context, planId);
  const folder = plan.ok ? plan.value : { planId, path: plans };
  const trial = temporaryName('trial');
  await publish(context, folder, trial, Buffer.from('trial\n'));
  unlinkQuietly(context, path.join(folder.path, trial));
  await syncFolder(context, planId, plans);
}
