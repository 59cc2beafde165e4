import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** What one call of the command line did. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as one JSON document; throws where it is none. */
  readonly json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever the command prints
}

/** A folder of one test, in which the command line runs as users run it. */
export interface CliFolder {
  readonly folder: string;
  path(name: string): string;
  /** Writes a file; gives its name. */
  write(name: string, content: string | Uint8Array): string;
  read(name: string): Buffer;
  run(...args: string[]): CliRun;
  runWith(env: Readonly<Record<string, string>>, ...args: string[]): CliRun;
  /** Starts without waiting. */
  start(...args: string[]): ChildProcess;
  runAsync(...args: string[]): Promise<CliRun>;
  /** Starts without waiting, with more in its environment. */
  startWith(env: Readonly<Record<string, string>>, ...args: string[]): ChildProcess;
  /** A digest of everything in the store. */
  storeDigest(): string;
}

const program = (): string => path.join(process.env['PLANARK_DIST']!, 'planark.cjs');

const baseEnv: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: tmpdir(), LC_ALL: 'nb_NO.UTF-8', PLANARK_TODAY: '2026-11-21', PLANARK_AUTHOR: 'kasserer' };

const toRun = (exitCode: number | null, stdout: string, stderr: string): CliRun => ({ exitCode, stdout, stderr, get json() { return JSON.parse(stdout); } });

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : [path.join(folder, entry.name)])).sort();

/** Names and bytes of all files below a folder, as one digest. */
export const folderDigest = (folder: string): string => {
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) hash.update(path.relative(folder, file)).update(readFileSync(file));
  return hash.digest('hex');
};

const made: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-e2e-'));
  made.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder to run in. */
export const emptyCliFolder = (): CliFolder => {
  const folder = newFolder();
  const inFolder = (name: string): string => path.join(folder, name);
  const env = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({ ...baseEnv, ...more });
  const runWith = (more: Readonly<Record<string, string>>, ...args: string[]): CliRun => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program(), ...args], { cwd: folder, env: env(more), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    return toRun(status, stdout, stderr);
  };
  const startWith = (more: Readonly<Record<string, string>>, ...args: string[]): ChildProcess => spawn(process.execPath, [program(), ...args], { cwd: folder, env: env(more) });
  const start = (...args: string[]): ChildProcess => startWith({}, ...args);
  return {
    folder,
    path: inFolder,
    write: (name, content) => { writeFileSync(inFolder(name), content); return name; },
    read: (name) => readFileSync(inFolder(name)),
    run: (...args) => runWith({}, ...args),
    runWith,
    start,
    startWith,
    runAsync: (...args) => finished(start(...args)),
    storeDigest: () => folderDigest(inFolder('planark-store')),
  };
};

/** Waits for a started call. */
export const finished = (child: ChildProcess): Promise<CliRun> =>
  new Promise((resolve) => {
    const chunks = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => { chunks.stdout += text; });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => { chunks.stderr += text; });
    child.on('close', (exitCode) => resolve(toRun(exitCode, chunks.stdout, chunks.stderr)));
  });

/** A folder with what is in another one: for tests that go on from what was made once. */
export const copiedFolder = (made: CliFolder): CliFolder => {
  const cli = emptyCliFolder();
  cpSync(made.folder, cli.folder, { recursive: true });
  return cli;
};

let template: CliFolder | undefined;

/** A folder with a store of the example plans, as `planark init` makes it. */
export const cliFolder = (): CliFolder => {
  if (template === undefined) {
    const maker = emptyCliFolder();
    const { exitCode, stderr } = maker.run('init');
    if (exitCode !== 0) throw new Error(stderr);
    template = maker;
  }
  return copiedFolder(template);
};
