/** `npm run compare -- transcript.json [--json]`: what Excel was seen to do by the self-check, against what the emulated Excel of the tests does. */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../../../..');
// In node_modules, where Microsoft's client library is found; of this run alone.
const bundle = path.join(root, 'node_modules', `.compare-${process.pid}.cjs`);
try {
  buildSync({ entryPoints: [path.join(here, 'run-compare.ts')], bundle: true, platform: 'node', target: 'node20', outfile: bundle, external: ['@microsoft/office-js'], logLevel: 'error' });
  const { runCompare } = createRequire(import.meta.url)(bundle);
  const out = (stream) => (text) => void stream.write(text);
  process.chdir(process.env.INIT_CWD ?? '.');
  process.exitCode = await runCompare({ argv: process.argv.slice(2), env: process.env, stdout: out(process.stdout), stderr: out(process.stderr) });
} finally {
  rmSync(bundle, { force: true });
}
