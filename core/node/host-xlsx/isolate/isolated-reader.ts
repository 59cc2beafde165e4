import { execFile, type ExecFileException } from 'node:child_process';
import { deserialize } from 'node:v8';
import type { XlsxReading } from '../read/read-xlsx';
import type { IsolationRefusalCode } from '../read/refusals';
import { unpackReading, type PackedReading } from './packed-reading';

/** Reads a workbook that a person handed in: a value or a refusal, whatever the bytes. Any number of readings may go on at a time. */
export type ReadXlsx = (bytes: Uint8Array) => Promise<XlsxReading>;

export interface IsolationLimits {
  /** By the clock on the wall, from the start of the process to its answer. */
  readonly milliseconds: number;
  /** Of the process's heap. What is inflated lies outside it, and is bounded by the reader's own limits. */
  readonly heapMegabytes: number;
  readonly answerBytes: number;
}

/** Chosen so that any file ends within 10 s and 512 MB, in the process that reads it and in the one that asked. */
export const isolationLimits: IsolationLimits = { milliseconds: 8_000, heapMegabytes: 256, answerBytes: 128 * 1024 * 1024 };

/** What becomes of a process that gave no answer. */
type NoAnswer = Extract<XlsxReading, { ok: false }>;

const failed = (code: IsolationRefusalCode, detail: string): NoAnswer => ({ ok: false, refusal: { code, detail } });

/** How V8 ends a process that has no memory left, by system and by what asked for it; SIGKILL, when nobody here sent it, is the system's own way. */
const OUT_OF_MEMORY: ReadonlySet<unknown> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGKILL', 134]);

/** What V8 throws, instead of ending the process, when one piece is larger than it makes any. */
const TOO_LARGE_A_PIECE = /^RangeError: (?:Invalid (?:string|array|typed array) length|Array buffer allocation failed)/mu;

/** The line that says what happened, without the stack around it. */
const lastWords = (stderr: string): string => /^(?:FATAL ERROR|\w*Error\b).*/mu.exec(stderr)?.[0].slice(0, 200) ?? 'no word of why';

const toRefusal = ({ code, signal, killed }: ExecFileException, stderr: Buffer): NoAnswer => {
  if ((code as unknown) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return failed('TOO_MUCH_MEMORY', 'the answer is too large');
  if (killed === true) return failed('TOO_SLOW', 'no answer in time');
  const isMemory = OUT_OF_MEMORY.has(signal) || OUT_OF_MEMORY.has(code) || TOO_LARGE_A_PIECE.test(stderr.toString());
  return failed(isMemory ? 'TOO_MUCH_MEMORY' : 'READER_FAILED', `${signal ?? code}: ${lastWords(stderr.toString())}`);
};

/** The process's answer, or what it came to instead of one. */
const runProcess = (program: string, bytes: Uint8Array, { milliseconds, heapMegabytes, answerBytes }: IsolationLimits): Promise<Buffer | NoAnswer> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [`--max-old-space-size=${heapMegabytes}`, program],
      { encoding: 'buffer', timeout: milliseconds, killSignal: 'SIGKILL', maxBuffer: answerBytes, windowsHide: true, env: {} },
      (error, stdout, stderr) => resolve(error ? toRefusal(error, stderr) : stdout));
    child.stdin?.on('error', () => undefined); // it ended before it read all, and says why in its own way
    child.stdin?.end(bytes);
  });

/**
 * Gives a file to a program that reads it in a process of its own, with a limit on time and one on memory: should the reader itself have a fault, a
 * hostile file ends in TOO_SLOW, TOO_MUCH_MEMORY or READER_FAILED, not in a dead or hanging process. A thread would not do, since V8 ends
 * the whole process when a thread asks for one large piece of memory near its limit. It gets no environment: no secret is within the file's
 * reach, and no NODE_OPTIONS changes the limits (on Windows, Node itself adds what a process cannot start without). `unpack` makes a reading of what the program serialized, `toReading` of why it gave none.
 */
export const readIsolated = async <T>(program: string, bytes: Uint8Array, limits: IsolationLimits, unpack: (message: unknown) => T, toReading: (none: NoAnswer) => T): Promise<T> => {
  const answer = await runProcess(program, bytes, limits);
  if (!(answer instanceof Uint8Array)) return toReading(answer);
  try {
    return unpack(deserialize(answer));
  } catch (error) {
    return toReading(failed('READER_FAILED', `no answer: ${String(error)}`));
  }
};

/** A reader of workbooks that reads each in a process of its own. `program` is the bundle of reader-process.ts. */
export const createIsolatedReader = (program: string, limits: IsolationLimits = isolationLimits): ReadXlsx => (bytes) =>
  readIsolated<XlsxReading>(program, bytes, limits, (message) => unpackReading(message as PackedReading), (none) => none);
