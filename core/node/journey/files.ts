import { constants, promises as fs } from 'node:fs';
import * as path from 'node:path';
import { randomUUID } from 'node:crypto';
import { fail, succeed, type Failure, type Result } from './failure';

const reasons: Readonly<Record<string, (Failure & { kind: 'file' })['reason']>> = {
  ENOENT: 'not-found', ENOTDIR: 'not-found', EACCES: 'no-access', EPERM: 'no-access', EROFS: 'no-access', ENOSPC: 'no-room', EDQUOT: 'no-room', EISDIR: 'is-folder',
};

const fileFailure = <T>(file: string, error: unknown): Result<T> => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return fail({ kind: 'file', path: file, reason: reasons[code] ?? 'other', detail: message });
};

/** Reads a file of at most so many bytes. */
export const readFile = async (file: string, maxBytes: number): Promise<Result<Buffer>> => {
  try {
    const { size } = await fs.stat(file);
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

const writeBeside = async (file: string, bytes: Uint8Array): Promise<string> => {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  const handle = await fs.open(temporary, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return temporary;
};

/** Keeps a copy of a file beside it, under a name that is free: "plan.old.xlsx", "plan.old-2.xlsx" … */
const setAside = async (file: string): Promise<string> => {
  const { dir, name, ext } = path.parse(file);
  for (let number = 1; ; number++) {
    const aside = path.join(dir, `${name}.old${number === 1 ? '' : `-${number}`}${ext}`);
    try {
      await fs.copyFile(file, aside, constants.COPYFILE_EXCL);
      return aside;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

const readIfThere = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await fs.readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Puts new bytes in a file's place: written beside it, synced, renamed over it, so that a crash leaves the old file or the new one. What
 * stood there is kept beside it. Where `expected` is given and the file no longer holds that, nothing is written: somebody saved it meanwhile.
 */
export const replaceFile = async (file: string, bytes: Uint8Array, expected?: Uint8Array): Promise<Result<{ aside: string | null }>> => {
  let temporary: string | undefined;
  try {
    temporary = await writeBeside(file, bytes);
    const old = await readIfThere(file);
    if (expected && !(old && old.equals(expected))) {
      await fs.unlink(temporary);
      return fail({ kind: 'busy' });
    }
    const aside = old ? await setAside(file) : null;
    await fs.rename(temporary, file);
    await syncFolder(path.dirname(file));
    return succeed({ aside });
  } catch (error) {
    if (temporary) await fs.unlink(temporary).catch(() => undefined); // it may have been renamed already
    return fileFailure(file, error);
  }
};
