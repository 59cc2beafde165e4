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

/** The numbers of a plan's revisions, ascending; none is not found, since a plan begins with its first revision. */
export function listRevisions(context: StoreContext, plan: PlanFolder): StoreResult<readonly number[]> {
  const numbers = readNames(context, plan).map(revisionNumber).filter((number) => number !== null);
  return numbers.length === 0 ? notFound(`plan ${plan.planId}`) : succeeded(numbers.sort((left, right) => left - right));
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
