import type { Revision, StoreResult } from '../../sync/store';
import { syncFolder } from './durable-write';
import { hasCode } from './file-system';
import { knownRevision, markOf } from './known-file';
import { revisionPlace } from './names';
import { revisionPath, type PlanFolder } from './plan-folder';
import {
  checkHash,
  decodeHead,
  decodeRevision,
  MAX_REVISION_BYTES,
  statedHash,
  type Decoded,
  type RevisionHead,
} from '../revision/revision-file';
import type { StoreContext } from './store-context';
import { failed, notFound, succeeded } from '../revision/store-result';
import { whyReadOnly } from './suspects';

const ENOUGH_FOR_HASH = 4096;
/** Too large, a symbolic link, not a regular file. */
const NO_REVISION = ['EFBIG', 'ELOOP', 'EISDIR'];

/** The bytes of a revision whose content is what was hashed. [F7] */
export function readChecked(context: StoreContext, plan: PlanFolder, number: number): StoreResult<Buffer> {
  const bytes = readRegularFile(context, plan, number);
  if (!bytes.ok) return bytes;
  const hash = checkHash(bytes.value);
  return hash.ok ? bytes : damaged(plan, number, hash.detail);
}

function readRegularFile({ fileSystem }: StoreContext, plan: PlanFolder, number: number): StoreResult<Buffer> {
  try {
    return succeeded(fileSystem.readFile(revisionPath(plan, number), MAX_REVISION_BYTES));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return notFound(`revision ${number} of plan ${plan.planId}`);
    if (hasCode(error, ...NO_REVISION)) return damaged(plan, number, (error as Error).message);
    throw error;
  }
}

export function damaged(plan: PlanFolder, number: number, detail: string): ReturnType<typeof failed> {
  return failed({ kind: 'damaged', place: revisionPlace(plan.planId, number), number, detail });
}

/** A whole revision, true to its hash and its name, and of a format this version knows. */
export function readRevision(context: StoreContext, plan: PlanFolder, number: number): StoreResult<Revision> {
  const known = knownRevision(context, plan, number);
  return known === null ? readAnew(context, plan, number) : succeeded(known);
}

function readAnew(context: StoreContext, plan: PlanFolder, number: number): StoreResult<Revision> {
  // Before the file is read: one that is written to meanwhile is read again.
  const mark = markOf(context, plan, number);
  const bytes = readChecked(context, plan, number);
  if (!bytes.ok) return bytes;
  const revision = decodeInPlace(context, plan, number, bytes.value);
  return revision.ok && mark !== null ? succeeded(context.revisions.note(revision.value, mark, bytes.value.length)) : revision;
}

/** The revision in bytes whose hash was checked. */
export function decodeInPlace(context: StoreContext, plan: PlanFolder, number: number, bytes: Buffer): StoreResult<Revision> {
  const revision = inPlace(plan, number, decodeRevision(bytes), ({ planId, number: stated }) => ({ planId, stated }));
  return revision.ok ? ofKnownFormat(context, revision, revision.value.plan) : revision;
}

/** A revision without its plan's tables, of whatever format. */
export function readHead(context: StoreContext, plan: PlanFolder, number: number): StoreResult<RevisionHead> {
  const bytes = readChecked(context, plan, number);
  if (!bytes.ok) return bytes;
  return inPlace(plan, number, decodeHead(bytes.value), ({ info }) => ({ planId: info.planId, stated: info.number }));
}

function inPlace<T>(
  plan: PlanFolder,
  number: number,
  decoded: Decoded<T>,
  claim: (value: T) => { planId: string; stated: number },
): StoreResult<T> {
  if (!decoded.ok) return damaged(plan, number, decoded.detail);
  const { planId, stated } = claim(decoded.value);
  if (planId === plan.planId && stated === number) return succeeded(decoded.value);
  return damaged(plan, number, `it holds revision ${stated} of plan ${planId}`);
}

/** Hands a result on unless the plan's format is unknown; a text that is none counts as the format "". [F12] */
export function ofKnownFormat<T>(context: StoreContext, result: StoreResult<T>, plan: { readonly format?: unknown }): StoreResult<T> {
  const format = typeof plan.format === 'string' ? plan.format : '';
  return context.isKnownFormat(format) ? result : failed({ kind: 'newer-format', format });
}

/** Why a revision does not follow the one before it, or null. Reads only the stated hash there: `verify` reads it all. */
export function findBrokenLink(context: StoreContext, plan: PlanFolder, number: number, parentHash: string | null): string | null {
  if (number === 1) return null;
  const stated = knownRevision(context, plan, number - 1)?.hash ?? readStatedHash(context, plan, number - 1);
  if (stated === parentHash) return null;
  return stated === null ? `revision ${number - 1} before it is missing or damaged` : `it does not follow revision ${number - 1}`;
}

function readStatedHash({ fileSystem }: StoreContext, plan: PlanFolder, number: number): string | null {
  const name = revisionPath(plan, number);
  return nullUnlessReadable(
    () => statedHash(fileSystem.readSlice(name, 0, ENOUGH_FOR_HASH)) ?? statedHash(fileSystem.readFile(name, MAX_REVISION_BYTES)),
  );
}

/** What a read finds, or null where the name is missing or no file that could be a revision. */
export function nullUnlessReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (hasCode(error, 'ENOENT', ...NO_REVISION)) return null;
    throw error;
  }
}

/**
 * Makes certain that a revision someone else may have linked a moment ago stays, before anyone is told of it. In doubt already, the
 * store is read-only and the disk is not asked again. [F11]
 */
export async function ensureDurable(context: StoreContext, plan: PlanFolder, number: number): Promise<void> {
  if (number <= (context.durable.get(plan.planId) ?? 0) || whyReadOnly(context) !== null) return;
  await syncFolder(context, plan.planId, plan.path);
  noteDurable(context, plan, number);
}

export function noteDurable(context: StoreContext, plan: PlanFolder, number: number): void {
  context.durable.set(plan.planId, Math.max(number, context.durable.get(plan.planId) ?? 0));
}
