import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { budgetLimits, type BudgetRefusal } from './budget-file';

type Converted = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly refusal: BudgetRefusal };

/** Where LibreOffice is, by the names it is installed under. */
const officePrograms = ['soffice', 'libreoffice', '/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice', 'C:\\Program Files\\LibreOffice\\program\\soffice.exe'];

type Run = 'done' | 'missing' | 'failed';

/** A profile of its own: it neither waits for a LibreOffice that is open nor touches its settings, and runs none of the file's macros. */
const run = (program: string, folder: string, file: string): Promise<Run> =>
  new Promise((resolve) => {
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
    execFile(program, [profile, '--headless', '--norestore', '--convert-to', 'xlsx', '--outdir', folder, file], { timeout: budgetLimits.officeMilliseconds, killSignal: 'SIGKILL', windowsHide: true, env: { PATH: process.env['PATH'] ?? '', HOME: folder } },
      (error) => resolve(error === null ? 'done' : (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'failed'));
  });

const refusal = (code: 'NO_OFFICE' | 'OFFICE_FAILED', detail: string): Converted => ({ ok: false, refusal: { code, detail } });

/** An OpenDocument spreadsheet as a workbook, by LibreOffice; a refusal where there is none. [C33] */
export const odsToXlsx = async (bytes: Uint8Array, programs: readonly string[] = officePrograms): Promise<Converted> => {
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'planark-ods-'));
  try {
    const file = path.join(folder, 'budget.ods');
    await fs.writeFile(file, bytes, { mode: 0o600 });
    for (const program of programs) {
      const ended = await run(program, folder, file);
      if (ended === 'missing') continue;
      const made = await fs.readFile(path.join(folder, 'budget.xlsx')).catch(() => undefined);
      return ended === 'done' && made ? { ok: true, bytes: made } : refusal('OFFICE_FAILED', program);
    }
    return refusal('NO_OFFICE', programs.join(', '));
  } finally {
    await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
