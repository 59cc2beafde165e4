import * as path from 'node:path';
import type { ListRange, PlanSummary, Revision, RevisionInfo, Store, StoreFailure, StoreResult } from '../../sync/store';
import { createLru } from '../../plan/lru';
import { commitRevision } from './commit';
import { hasCode, nodeFileSystem, type FileSystem } from './file-system';
import { isPlanFormatKnown, isPlanId, isRevisionNumber } from '../revision/names';
import { PLANS_FOLDER } from './names';
import { createKnownRevisions } from '../revision/known-revisions';
import { listRevisions, locatePlan, type PlanFolder } from './plan-folder';
import { damaged, ensureDurable, findBrokenLink, readHead, readRevision } from './read-revision';
import { openStore, type StoreContext } from './store-context';
import { refusalsAsFailures } from './refusals';
import { notFound, succeeded } from '../revision/store-result';
import { createQuery } from '../revision/matches-query';
import { summarisePlan } from '../revision/summarise-plan';
import { verifyPlan } from './verify-plan';

/** How many numbers of revisions are remembered. */
const REMEMBERED_NUMBERS = 1_000_000;

/**
 * A store in a folder of canonical JSON files, one immutable file a revision; `initStore` makes the folder. Any number of stores, in any
 * number of processes, may work on one folder. Nothing is held open between calls. Rules: SPEC.md in this folder.
 */
export function createFileStore(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
  isKnownFormat: (planFormat: string) => boolean = isPlanFormatKnown,
): Store {
  const context: StoreContext = {
    folder: path.resolve(folder),
    fileSystem,
    isKnownFormat,
    suspects: new Set(),
    durable: new Map(),
    tokens: new Map(),
    revisions: createKnownRevisions(),
    numbers: createLru(REMEMBERED_NUMBERS),
    swept: new Map(),
    isOpen: false,
  };
  return {
    list: (range) => whenOpen(context, async () => listPlans(context, range)),
    planIds: () => whenOpen(context, async () => succeeded(readIdsIfAny(context).filter((planId) => hasRevision(context, planId)))),
    head: (planId) => whenFound(context, planId, (plan) => readNewest(context, plan)),
    at: (planId, number) => whenFound(context, planId, (plan) => readNumbered(context, plan, number)),
    history: (planId) => whenFound(context, planId, (plan) => readHistory(context, plan)),
    commit: (request) => whenOpen(context, () => commitRevision(context, request)),
    verify: (planId) => verifyOrRefuse(context, planId),
  };
}

function whenOpen<T>(context: StoreContext, work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> {
  return refusalsAsFailures(async () => {
    const opened = openStore(context);
    return opened.ok ? work() : opened;
  });
}

function whenFound<T>(
  context: StoreContext,
  planId: string,
  work: (plan: PlanFolder) => Promise<StoreResult<T>>,
): Promise<StoreResult<T>> {
  return whenOpen(context, async () => {
    const plan = locatePlan(context, planId);
    return plan.ok ? work(plan.value) : plan;
  });
}

async function verifyOrRefuse(context: StoreContext, planId: string): Promise<readonly StoreFailure[]> {
  const result = await whenOpen(context, async () => succeeded(await verifyPlan(context, planId)));
  return result.ok ? result.value : [result.failure];
}

function readPlanIds({ fileSystem, folder }: StoreContext): readonly string[] {
  return fileSystem.readFolder(path.join(folder, PLANS_FOLDER)).filter(isPlanId).sort();
}

/** None where the folder of plans is gone: what is missing is then told plan by plan, by whoever knows which there were. */
function readIdsIfAny(context: StoreContext): readonly string[] {
  try {
    return readPlanIds(context);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** A folder without a revision is no plan: its first commit was interrupted. */
function hasRevision(context: StoreContext, planId: string): boolean {
  const plan = locatePlan(context, planId);
  return plan.ok && listRevisions(context, plan.value).ok;
}

/** Only the system's refusals end the list early: what is wrong with one plan leaves out that plan. */
function listPlans(context: StoreContext, { after = '', limit = Infinity, query = '', ids }: ListRange = {}): StoreResult<readonly PlanSummary[]> {
  const plans: PlanSummary[] = [];
  const isWanted = createQuery(query);
  const wanted = ids && new Set(ids);
  for (const planId of readPlanIds(context)) {
    if (plans.length >= limit) break;
    if (wanted?.has(planId) === false) continue;
    const summary = planId > after ? summariseNewest(context, planId) : null;
    if (summary?.ok && isWanted(summary.value)) plans.push(summary.value);
  }
  return succeeded(plans);
}

function summariseNewest(context: StoreContext, planId: string): StoreResult<PlanSummary> {
  const plan = locatePlan(context, planId);
  if (!plan.ok) return plan;
  const numbers = listRevisions(context, plan.value);
  if (!numbers.ok) return numbers;
  const head = readHead(context, plan.value, numbers.value.at(-1)!);
  return head.ok ? succeeded(summarisePlan(head.value)) : head;
}

async function readNewest(context: StoreContext, plan: PlanFolder): Promise<StoreResult<Revision>> {
  const numbers = listRevisions(context, plan);
  if (!numbers.ok) return numbers;
  const number = numbers.value.at(-1)!;
  await ensureDurable(context, plan, number);
  const revision = readRevision(context, plan, number);
  const broken = revision.ok ? findBrokenLink(context, plan, number, revision.value.parentHash) : null;
  if (broken !== null) return damaged(plan, number, broken);
  return revision;
}

async function readNumbered(context: StoreContext, plan: PlanFolder, number: number): Promise<StoreResult<Revision>> {
  if (!isRevisionNumber(number)) return notFound(`revision ${number} of plan ${plan.planId}`);
  const revision = readRevision(context, plan, number);
  if (revision.ok) await ensureDurable(context, plan, number);
  return revision;
}

/** Newest first, each true to its hash and following the next: one that is not makes the history a failure that names it. */
async function readHistory(context: StoreContext, plan: PlanFolder): Promise<StoreResult<readonly RevisionInfo[]>> {
  const numbers = listRevisions(context, plan);
  if (!numbers.ok) return numbers;
  await ensureDurable(context, plan, numbers.value.at(-1)!);
  const infos: RevisionInfo[] = [];
  for (const number of [...numbers.value].reverse()) {
    const head = readHead(context, plan, number);
    if (!head.ok) return head;
    const broken = findBrokenLink(context, plan, number, head.value.info.parentHash);
    if (broken !== null) return damaged(plan, number, broken);
    infos.push(head.value.info);
  }
  return succeeded(infos);
}
