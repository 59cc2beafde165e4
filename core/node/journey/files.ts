import { constants, promises as fs } from 'node:fs';
import * as path from 'node:path';
import { randomUUID } from 'node:crypto';
import { fail, succeed, type FileReason, type Result } from './failure';

const reasons: Readonly<Record<string, FileReason>> = {
  ENOENT: 'not-found', ENOTDIR: 'not-found', EACCES: 'no-access', EPERM: 'no-access', EROFS: 'no-access', EBUSY: 'no-access', ENOSPC: 'no-room', EDQUOT: 'no-room', EISDIR: 'is-folder',
};

const fileFailure = <T>(file: string, error: unknown): Result<T> => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error; // not the system's word: a bug
  return fail({ kind: 'file', path: file, reason: reasons[code] ?? 'other', detail: message });
};

/** What is missing when a file cannot be written is its folder. */
const writeFailure = <T>(file: string, error: unknown): Result<T> => {
  const result = fileFailure<T>(file, error);
  if (result.ok || result.failure.kind !== 'file' || result.failure.reason !== 'not-found') return result;
  return fail({ ...result.failure, path: path.dirname(file), reason: 'no-folder' });
};

/** Largest workbook that is read, in bytes. */
export const maxWorkbookBytes = 20 * 1024 * 1024;

/** A workbook that was made, unless it is larger than what would be read again. */
export const readable = (bytes: Uint8Array, path: string): Result<Uint8Array> =>
  bytes.length > maxWorkbookBytes ? fail({ kind: 'file', path, reason: 'too-large', detail: `${bytes.length} bytes` }) : succeed(bytes);

/** Reads a file of at most so many bytes; what is no file (a folder, a pipe, a device) is not read. */
export const readFile = async (file: string, maxBytes: number): Promise<Result<Buffer>> => {
  try {
    const stats = await fs.stat(file);
    if (!stats.isFile()) return fail({ kind: 'file', path: file, reason: stats.isDirectory() ? 'is-folder' : 'other', detail: 'not a regular file' });
    const { size } = stats;
    if (size > maxBytes) return fail({ kind: 'file', path: file, reason: 'too-large', detail: `${size} bytes` });
    return succeed(await fs.readFile(file));
  } catch (error) {
    return fileFailure(file, error);
  }
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await fs.open(folder, 'r');
  await handle.sync().catch(() => undefined); // not every system can sync a folder; the file itself is synced
  await handle.close();
};

const writeBeside = async (file: string, bytes: Uint8Array, mode: number | undefined): Promise<string> => {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  const handle = await fs.open(temporary, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } catch (error) {
    await fs.unlink(temporary);
    throw error;
  } finally {
    await handle.close();
  }
  return temporary;
};

/**
 * Keeps a copy of a file beside it, under a name that is free: "plan.old.xlsx", "plan.old-2.xlsx" … A copy of the same bytes that is
 * there already will do.
 */
const setAside = async (file: string, bytes: Buffer): Promise<string> => {
  const { dir, name, ext } = path.parse(file);
  for (let number = 1; ; number++) {
    const aside = path.join(dir, `${name}.old${number === 1 ? '' : `-${number}`}${ext}`);
    try {
      await fs.copyFile(file, aside, constants.COPYFILE_EXCL);
      return aside;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if ((await readIfThere(aside))?.equals(bytes)) return aside;
    }
  }
};

const orIfMissing = async <T, U>(work: Promise<T>, missing: U): Promise<T | U> => {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw error;
  }
};

const readIfThere = (file: string): Promise<Buffer | undefined> => orIfMissing(fs.readFile(file), undefined);

/** The permissions of a file that is there, so that a private file stays private. */
const modeIfThere = async (file: string): Promise<number | undefined> => (await orIfMissing(fs.stat(file), undefined))?.mode;

export interface Replaced {
  /** Where the old file was kept; null where there was none. */
  readonly aside: string | null;
}

const publish = async (temporary: string, file: string, expected: Uint8Array | undefined): Promise<Result<Replaced>> => {
  const old = await readIfThere(file);
  if (expected && !old?.equals(expected)) return fail({ kind: 'busy' });
  const aside = old ? await setAside(file, old) : null;
  await fs.rename(temporary, file);
  await syncFolder(path.dirname(file));
  return succeed({ aside });
};

/**
 * Puts new bytes in a file's place: written beside it, synced, renamed over it, so that a crash leaves the old file or the new one. What
 * stood there is kept beside it. Where `expected` is given and the file no longer holds that, nothing is written: somebody saved it
 * meanwhile. A symbolic link stays one: the file it leads to is replaced.
 */
export const replaceFile = async (file: string, bytes: Uint8Array, expected?: Uint8Array): Promise<Result<Replaced>> => {
  let temporary: string | undefined;
  try {
    const target = await orIfMissing(fs.realpath(file), file);
    temporary = await writeBeside(target, bytes, await modeIfThere(target));
    return await publish(temporary, target, expected);
  } catch (error) {
    return writeFailure(file, error);
  } finally {
    if (temporary) await fs.unlink(temporary).catch(() => undefined); // renamed already, unless something went wrong
  }
};
