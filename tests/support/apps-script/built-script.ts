import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ScriptFiles } from './world';

export const publicServer = 'https://plan.example.test';

const build = (): ScriptFiles => {
  const builder = path.join(__dirname, '../../../gsheets/build-script.mjs');
  const program = `import { buildScript } from ${JSON.stringify(builder)}; process.stdout.write(JSON.stringify(await buildScript({ server: ${JSON.stringify(publicServer)} })));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as ScriptFiles;
};

/** Made by whichever suite of a run needs it first; two at once make the same. */
const ofRun = (): ScriptFiles => {
  const file = path.join(process.env['PLANARK_DIST']!, 'script.json');
  if (!existsSync(file)) {
    writeFileSync(`${file}-${process.pid}`, JSON.stringify(build()));
    renameSync(`${file}-${process.pid}`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as ScriptFiles;
};

let built: ScriptFiles | undefined;
/** The script as `npm run build:script` makes it, for a server of that address; built once for a run of tests. */
export const builtScript = (): ScriptFiles => (built ??= ofRun());

/** The sidebar's page alone. */
export const builtSidebar = (): string => {
  const builder = path.join(__dirname, '../../../gsheets/build-script.mjs');
  return execFileSync(process.execPath, ['--input-type=module', '-e', `import { buildSidebar } from ${JSON.stringify(builder)}; process.stdout.write(await buildSidebar());`], { encoding: 'utf8' });
};
