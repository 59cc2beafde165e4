import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import type { ScriptFiles } from './world';

export const publicServer = 'https://plan.example.test';

let built: ScriptFiles | undefined;

/** The script as `npm run build:script` makes it, for a server of that address; built once for a suite. */
export const builtScript = (): ScriptFiles => {
  const builder = path.join(__dirname, '../../../gsheets/build-script.mjs');
  const program = `import { buildScript } from ${JSON.stringify(builder)}; process.stdout.write(JSON.stringify(await buildScript({ server: ${JSON.stringify(publicServer)} })));`;
  built ??= JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as ScriptFiles;
  return built;
};

/** The sidebar's page alone. */
export const builtSidebar = (): string => {
  const builder = path.join(__dirname, '../../../gsheets/build-script.mjs');
  return execFileSync(process.execPath, ['--input-type=module', '-e', `import { buildSidebar } from ${JSON.stringify(builder)}; process.stdout.write(await buildSidebar());`], { encoding: 'utf8' });
};
