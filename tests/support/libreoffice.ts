import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Makes LibreOffice recalculate what it loads: it trusts stored results otherwise. */
const recalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** It gives each page of memory back and asks for it again otherwise, which takes a tenth of its time. */
const keepsMemory = { MALLOC_TRIM_THRESHOLD_: '1000000000', MALLOC_MMAP_THRESHOLD_: '1000000000', MALLOC_TOP_PAD_: '67108864' };

const convert = (files: readonly string[], format: string, folder: string, settings: string | undefined): void => {
  const profile = mkdtempSync(path.join(tmpdir(), 'planark-lo-'));
  try {
    mkdirSync(path.join(profile, 'user'), { recursive: true });
    if (settings !== undefined) writeFileSync(path.join(profile, 'user', 'registrymodifications.xcu'), settings);
    execFileSync('soffice', [`-env:UserInstallation=file://${profile}`, '--headless', '--norestore', '--convert-to', format, '--outdir', folder, ...files], { stdio: 'ignore', timeout: 240_000, env: { ...process.env, ...keepsMemory } });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

/** Opens files in LibreOffice, recalculates, and saves them as `format` into `folder`; each run has a profile of its own. */
export const convertWithLibreOffice = (files: readonly string[], format: 'xlsx' | 'pdf' | 'ods', folder: string): void => convert(files, format, folder, recalculate);

/** The same as LibreOffice comes, which shows the results that a file of its own or of Excel has, and asks for none anew. */
export const openInLibreOffice = (files: readonly string[], format: 'xlsx' | 'csv', folder: string): void => convert(files, format, folder, undefined);
