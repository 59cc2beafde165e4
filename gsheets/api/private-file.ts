import { randomUUID } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import * as path from 'node:path';

/** Why a file was not read or written; `too-open`: others on this machine could read it, or put another in its place. */
export interface FileFailure {
  readonly kind: 'missing' | 'cannot-read' | 'cannot-write' | 'too-large' | 'too-open';
  readonly file: string;
  /** The system's code. */
  readonly detail?: string;
}
export type FileResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FileFailure };

/** Files with keys and consents are a few KB. */
const mostBytes = 64 * 1024;
const forOthers = 0o077;
const forOthersToWrite = 0o022;

const codeOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error; // not the system's word: a bug
  return code;
};
const failed = <T>(kind: FileFailure['kind'], file: string, detail?: string): FileResult<T> => ({ ok: false, failure: { kind, file, ...(detail !== undefined && { detail }) } });

/** Windows keeps a user's folder from others by other means than modes. */
const userId = (): number | null => process.getuid?.() ?? null;

/**
 * Reads a small file of text. With `isPrivate` it must be this user's, and nobody else's to read; looked at once it is open, so that no other is put in its place. [O11]
 */
export const readSmallFile = async (file: string, isPrivate: boolean): Promise<FileResult<string>> => {
  let handle: fs.FileHandle | undefined;
  try {
    // A pipe would be waited for.
    handle = await fs.open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (!stats.isFile()) return failed('cannot-read', file, stats.isDirectory() ? 'EISDIR' : 'not a file');
    const user = userId();
    if (isPrivate && user !== null && (stats.uid !== user || (stats.mode & forOthers) !== 0)) return failed('too-open', file);
    if (stats.size > mostBytes) return failed('too-large', file);
    return { ok: true, value: await handle.readFile('utf8') };
  } catch (error) {
    const code = codeOf(error);
    return failed(code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'cannot-read', file, code);
  } finally {
    await handle?.close();
  }
};

/** Whether others on this machine can read a file, as far as modes tell; false where it cannot be looked at. */
export const isOpenToOthers = async (file: string): Promise<boolean> => {
  try {
    return userId() !== null && ((await fs.stat(file)).mode & forOthers) !== 0;
  } catch {
    return false;
  }
};

/** Makes a folder for this user alone, and its parents; one that stands is left as it is, unless others may write in it. */
const makePrivateFolder = async (folder: string): Promise<boolean> => {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const stats = await fs.stat(folder);
  const user = userId();
  return user === null || (stats.uid === user && (stats.mode & forOthersToWrite) === 0);
};

const writeTemporary = async (temporary: string, text: string): Promise<void> => {
  const handle = await fs.open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes a file for this user alone: whole, or not at all. [O11] */
export const writePrivateFile = async (file: string, text: string): Promise<FileResult<null>> => {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    if (!(await makePrivateFolder(folder))) return failed('too-open', folder);
    await writeTemporary(temporary, text);
    await fs.rename(temporary, file);
    return { ok: true, value: null };
  } catch (error) {
    await fs.rm(temporary, { force: true });
    return failed('cannot-write', file, codeOf(error));
  }
};

/** Removes a file; false where there was none. */
export const removeFile = async (file: string): Promise<FileResult<boolean>> => {
  try {
    await fs.unlink(file);
    return { ok: true, value: true };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { ok: true, value: false } : failed('cannot-write', file, code);
  }
};
