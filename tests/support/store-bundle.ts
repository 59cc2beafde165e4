import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { temporaryFolder } from './store-fixtures';

const ROOT = path.join(__dirname, '../..');

/** Bundles a program of this folder, so that a test can start it, and kill it, as a process of its own. */
export function bundleProgram(name: string): string {
  const bundle = path.join(temporaryFolder(), `${name}.cjs`);
  const esbuild = path.join(ROOT, 'node_modules/.bin/esbuild');
  const source = path.join(ROOT, 'tests/support', `${name}.ts`);
  execFileSync(esbuild, [source, '--bundle', '--platform=node', '--format=cjs', '--log-level=error', '--external:@aws-sdk/client-s3', '--external:pg-native', `--outfile=${bundle}`]);
  return bundle;
}
