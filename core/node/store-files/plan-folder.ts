import * as path from 'node:path';
import type { StoreResult } from '../../sync/store';
import { hasCode } from './file-system';
import { isPlanId } from '../revision/names';
import { PLANS_FOLDER, revisionFileName, revisionNumber } from './names';
import type { StoreContext } from './store-context';
import { notFound, succeeded } from '../revision/store-result';

export interface PlanFolder {
  readonly planId: string;
  readonly path: string;
}

/**
 * The folder of a plan, once it is certain that it is that folder: the id is a plan id, and the path leads through no symbolic link and
 * to no differently spelt name below the store. Whatever else it is, it is not found. [F5]
 */
export function locatePlan(context: StoreContext, planId: string): StoreResult<PlanFolder> {
  if (!isPlanId(planId)) return notFound('not a plan id');
  const expected = path.join(context.fileSystem.realPath(context.folder), PLANS_FOLDER, planId);
  return realPathOrNull(context, expected) === expected ? succeeded({ planId, path: expected }) : notFound(`plan ${planId}`);
}

function realPathOrNull({ fileSystem }: StoreContext, name: string): string | null {
  try {
    return fileSystem.realPath(name);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return null;
    throw error;
  }
}

/**
 * The numbers of a plan's revisions, ascending; none is not found, since a plan begins with its first revision. The folder is read once:
 * while the newest one that is known is there, only what follows it is looked for, so that a long history costs no more than a short one.
 */
export function listRevisions(context: StoreContext, plan: PlanFolder): StoreResult<readonly number[]> {
  const known = context.numbers.get(plan.planId);
  const numbers = known !== undefined && isThere(context, plan, known.at(-1)!) ? known : readNumbers(context, plan);
  if (numbers.length === 0) return notFound(`plan ${plan.planId}`);
  while (isThere(context, plan, numbers.at(-1)! + 1)) numbers.push(numbers.at(-1)! + 1);
  context.numbers.set(plan.planId, numbers, numbers.length);
  return succeeded(numbers);
}

function isThere({ fileSystem }: StoreContext, plan: PlanFolder, number: number): boolean {
  return fileSystem.exists(revisionPath(plan, number));
}

function readNumbers(context: StoreContext, plan: PlanFolder): number[] {
  const numbers = readNames(context, plan).map(revisionNumber).filter((number) => number !== null);
  return numbers.sort((left, right) => left - right);
}

function readNames({ fileSystem }: StoreContext, plan: PlanFolder): readonly string[] {
  try {
    return fileSystem.readFolder(plan.path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

export function revisionPath(plan: PlanFolder, number: number): string {
  return path.join(plan.path, revisionFileName(number));
}
