import { spawn, type ChildProcess } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflatePart } from '../host-xlsx/read/inflate-part';
import { RefusedError } from '../host-xlsx/read/refusals';
import { sniffFile } from '../host-xlsx/read/sniff-file';
import { readZipDirectory } from '../host-xlsx/read/zip-directory';
import { budgetLimits, type BudgetRefusal } from './budget-file';

type Converted = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly refusal: BudgetRefusal };

/** Where LibreOffice is, by the names it is installed under. */
const officePrograms = ['soffice', 'libreoffice', '/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice', 'C:\\Program Files\\LibreOffice\\program\\soffice.exe'];

type Run = 'done' | 'missing' | 'failed';

const isWindows = process.platform === 'win32';

/** What is started is a launcher of LibreOffice itself, which would live on: all of its group ends. */
const end = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(isWindows ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
};

/** A profile of its own: it neither waits for a LibreOffice that is open nor touches its settings, and runs none of the file's macros. */
const run = (program: string, folder: string, file: string, milliseconds: number): Promise<Run> =>
  new Promise((resolve) => {
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
    const child = spawn(program, [profile, '--headless', '--norestore', '--convert-to', 'xlsx', '--outdir', folder, file], { stdio: 'ignore', detached: !isWindows, windowsHide: true, env: { PATH: process.env['PATH'] ?? '', HOME: folder } });
    const timer = setTimeout(() => end(child), milliseconds);
    const finish = (ended: Run): void => {
      clearTimeout(timer);
      resolve(ended);
    };
    child.on('error', (error) => finish((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'failed'));
    child.on('exit', (code) => finish(code === 0 ? 'done' : 'failed'));
  });

const refusal = (code: 'NO_OFFICE' | 'OFFICE_FAILED', detail: string): Converted => ({ ok: false, refusal: { code, detail } });

/** LibreOffice unpacks whatever it is given: a package that is not what it says, or becomes too much, does not come that far. */
const refusalOfPackage = (bytes: Uint8Array): BudgetRefusal | undefined => {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    sniffFile(file);
    for (const part of readZipDirectory(file).values()) inflatePart(file, part);
    return undefined;
  } catch (error) {
    if (error instanceof RefusedError) return { code: 'XLSX', refusal: error.refusal };
    throw error;
  }
};

/** An OpenDocument spreadsheet as a workbook, by LibreOffice; a refusal where there is none. [C33] */
export const odsToXlsx = async (bytes: Uint8Array, programs: readonly string[] = officePrograms, milliseconds: number = budgetLimits.officeMilliseconds): Promise<Converted> => {
  const unsafe = refusalOfPackage(bytes);
  if (unsafe) return { ok: false, refusal: unsafe };
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'planark-ods-'));
  try {
    const file = path.join(folder, 'budget.ods');
    await fs.writeFile(file, bytes, { mode: 0o600 });
    for (const program of programs) {
      const ended = await run(program, folder, file, milliseconds);
      if (ended === 'missing') continue;
      const made = await fs.readFile(path.join(folder, 'budget.xlsx')).catch(() => undefined);
      return ended === 'done' && made ? { ok: true, bytes: made } : refusal('OFFICE_FAILED', program);
    }
    return refusal('NO_OFFICE', programs.join(', '));
  } finally {
    await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
