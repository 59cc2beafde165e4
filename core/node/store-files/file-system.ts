import * as fs from 'node:fs';
import { promisify } from 'node:util';

export interface FileState {
  /** How many names the file has. */
  readonly linkCount: number;
  /** Last change of the content, in milliseconds since 1970. */
  readonly modified: number;
  /** Last change of the content or of what the system knows of the file, in milliseconds since 1970; nobody can set it. */
  readonly changed: number;
  readonly size: number;
  /** The system's own number of the file. */
  readonly inode: number;
}

/**
 * The file operations the store is made of, one system call each, so that a test can kill, fail or record every single one.
 * All throw Node's system errors (`code: 'ENOSPC'`). Only waiting for the disk and handing it much are asynchronous: the others are over
 * sooner than a trip through the thread pool.
 */
export interface FileSystem {
  realPath(path: string): string;
  readFolder(path: string): readonly string[];
  /** The whole of a regular file; EFBIG when it is larger than `limit` bytes, ELOOP for a symbolic link, EISDIR for what is no file. */
  readFile(path: string, limit: number): Buffer;
  /** Up to `length` bytes from `start`; a negative `start` counts from the end. */
  readSlice(path: string, start: number, length: number): Buffer;
  stat(path: string): FileState;
  /** Whether there is anything of this name, be it a link that leads nowhere. */
  exists(path: string): boolean;
  /** The number by which the system knows the kind of file system (statfs `f_type`). */
  fileSystemType(path: string): number;
  makeFolder(path: string): void;
  /** Opens a file for writing that must not exist yet; `mode` is who may read it, where that is not left to the system. */
  openNew(path: string, mode?: number): number;
  /** Opens a folder, only to sync it; null where the system has no such thing (Windows). */
  openFolder(path: string): number | null;
  /** Writes all of `data`. */
  write(file: number, data: Uint8Array): Promise<void>;
  sync(file: number): Promise<void>;
  close(file: number): void;
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
}

/** A system error, as told by its code. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return typeof (error as NodeJS.ErrnoException | undefined)?.code === 'string' && /^E[A-Z0-9]+$/.test((error as { code: string }).code);
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return isSystemError(error) && codes.includes(error.code);
}

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
// O_NONBLOCK: opening a named pipe that someone put there must not wait for a writer for ever.
const READ_FLAGS = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

/** The real one. */
export const nodeFileSystem: FileSystem = {
  realPath: (path) => fs.realpathSync.native(path),
  readFolder: (path) => fs.readdirSync(path),
  readFile: (path, limit) => withFile(path, (file, size) => readWhole(path, file, size, limit)),
  readSlice: (path, start, length) => withFile(path, (file, size) => readPart(file, start < 0 ? Math.max(0, size + start) : start, length)),
  stat: (path) => {
    const { nlink, mtimeMs, ctimeMs, size, ino } = fs.lstatSync(path);
    return { linkCount: nlink, modified: mtimeMs, changed: ctimeMs, size, inode: ino };
  },
  exists: (path) => fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined,
  fileSystemType: (path) => fs.statfsSync(path).type,
  makeFolder: (path) => fs.mkdirSync(path),
  openNew: (path, mode) => fs.openSync(path, 'wx', mode),
  // NTFS journals its folders and gives out no handle for syncing one.
  openFolder: (path) => (process.platform === 'win32' ? null : fs.openSync(path, 'r')),
  write: writeWhole,
  sync: (file) => new Promise((resolve, reject) => fs.fsync(file, (error) => (error === null ? resolve() : reject(error)))),
  close: (file) => fs.closeSync(file),
  link: (from, to) => fs.linkSync(from, to),
  rename: (from, to) => fs.renameSync(from, to),
  unlink: (path) => fs.unlinkSync(path),
};

function withFile<T>(path: string, use: (file: number, size: number) => T): T {
  const file = fs.openSync(path, READ_FLAGS);
  try {
    const state = fs.fstatSync(file);
    if (!state.isFile()) throw systemError('EISDIR', `not a regular file: ${path}`);
    return use(file, state.size);
  } finally {
    fs.closeSync(file);
  }
}

function readWhole(path: string, file: number, size: number, limit: number): Buffer {
  if (size > limit) throw systemError('EFBIG', `${size} bytes, more than ${limit}: ${path}`);
  return readPart(file, 0, size);
}

function readPart(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = fs.readSync(file, bytes, filled, length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** The system may take less than it is given; what does not fit ends in ENOSPC at the next call. */
async function writeWhole(file: number, data: Uint8Array): Promise<void> {
  let written = 0;
  while (written < data.length) written += data.length < MUCH ? fs.writeSync(file, data, written) : (await writeApart(file, data, written, data.length - written, null)).bytesWritten;
}

/** Bytes of which the system's copy takes longer than a trip through the thread pool. */
const MUCH = 64 * 1024;
const writeApart = promisify(fs.write);

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
