import * as path from 'node:path';
import type { StoreResult } from '../../sync/store';
import type { FoundSegment, Segments } from '../audit/segments';
import { failed, succeeded } from '../revision/store-result';
import { publishIn, syncFolderBy } from './durable-write';
import { hasCode, nodeFileSystem, type FileSystem } from './file-system';
import { AUDIT_FOLDER, isSegmentFolder, revisionFileName, revisionNumber, segmentFolderName } from './names';
import { refusalsAsFailures } from './refusals';
import { readStoreFormat, STORE_FORMAT } from './store-context';
import { makeFolderIfMissing } from './suspects';

const MAX_SEGMENT_BYTES = 64 * 1024 * 1024;

interface SegmentsContext {
  readonly store: string;
  readonly folder: string;
  readonly fileSystem: FileSystem;
  /** The folder that this process has made durable, so that what is put there stays. */
  ready: string | null;
}

/**
 * The log's segments in a store's folder: `audit/000000/000000001.json` …, made as revisions are, each immutable. A failed sync refuses
 * what was to be recorded; the next put in the same folder is itself the trial whether the disk works again. [L2]
 */
export function createFileSegments(folder: string, fileSystem: FileSystem = nodeFileSystem): Segments {
  const store = path.resolve(folder);
  const context: SegmentsContext = { store, folder: path.join(store, AUDIT_FOLDER), fileSystem, ready: null };
  return {
    last: () => whenStore(context, async () => succeeded(findLast(context))),
    newest: () => whenStore(context, async () => succeeded(readNewest(context))),
    put: (number, bytes) => whenStore(context, () => putSegment(context, number, bytes)),
    read: (first, last) => whenStore(context, async () => readSegments(context, first, last)),
  };
}

/** A log is only where a store is. */
function whenStore<T>(context: SegmentsContext, work: () => Promise<StoreResult<T>>): Promise<StoreResult<T>> {
  return refusalsAsFailures(async () => {
    const format = context.ready === null ? readStoreFormat({ folder: context.store, fileSystem: context.fileSystem }) : succeeded(STORE_FORMAT);
    if (!format.ok) return format;
    return format.value === STORE_FORMAT ? work() : failed({ kind: 'newer-format', format: format.value });
  });
}

function namesIn({ fileSystem }: SegmentsContext, folder: string): readonly string[] {
  try {
    return fileSystem.readFolder(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** The newest folder may be empty, where its first segment was interrupted. */
function findLast(context: SegmentsContext): number {
  const folders = namesIn(context, context.folder).filter(isSegmentFolder).sort().reverse();
  for (const name of folders) {
    const newest = namesIn(context, path.join(context.folder, name)).reduce((most, file) => Math.max(most, revisionNumber(file) ?? 0), 0);
    if (newest > 0) return newest;
  }
  return 0;
}

const pathOf = ({ folder }: SegmentsContext, number: number): string => path.join(folder, segmentFolderName(number));

async function putSegment(context: SegmentsContext, number: number, bytes: Uint8Array): Promise<StoreResult<'made' | 'taken'>> {
  const folder = pathOf(context, number);
  if (context.ready !== folder) await makeReady(context, number, folder);
  const isMade = await publishIn(context, folder, revisionFileName(number), bytes, (file) => context.fileSystem.sync(file));
  return succeeded(isMade ? 'made' : 'taken');
}

/**
 * A folder is durable before anything is in it, and so is what another process put last into the one before: no segment may be lost that
 * another follows.
 */
async function makeReady(context: SegmentsContext, number: number, folder: string): Promise<void> {
  const { fileSystem } = context;
  const sync = (file: number): Promise<void> => fileSystem.sync(file);
  makeFolderIfMissing(fileSystem, context.folder);
  await syncFolderBy(fileSystem, context.store, sync);
  const before = number > 1 ? pathOf(context, number - 1) : folder;
  if (before !== folder) await syncFolderBy(fileSystem, before, sync);
  makeFolderIfMissing(fileSystem, folder);
  await syncFolderBy(fileSystem, context.folder, sync);
  context.ready = folder;
}

function readNewest(context: SegmentsContext): FoundSegment | null {
  const number = findLast(context);
  // One that is gone again since its name was read is damage, and not the beginning of a log.
  return number === 0 ? null : { number, bytes: readSegment(context, number) ?? Buffer.alloc(0) };
}

function readSegments(context: SegmentsContext, first: number, last: number): StoreResult<readonly FoundSegment[]> {
  const found: FoundSegment[] = [];
  for (let number = first; number <= last; number++) {
    const bytes = readSegment(context, number);
    if (bytes !== null) found.push({ number, bytes });
  }
  return succeeded(found);
}

/** What is no regular file, or larger than a segment can be, is there and is not what was written. */
function readSegment(context: SegmentsContext, number: number): Buffer | null {
  try {
    return context.fileSystem.readFile(path.join(pathOf(context, number), revisionFileName(number)), MAX_SEGMENT_BYTES);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    if (hasCode(error, 'EFBIG', 'ELOOP', 'EISDIR')) return Buffer.alloc(0);
    throw error;
  }
}
