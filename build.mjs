/** Bundles the command line into dist/: small entry, everything heavy in chunks that are loaded when needed. */
import { build } from 'esbuild';
import { cpSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { planark: 'core/node/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // exceljs's streaming reader can read from S3; Planark never uses it.
  external: ['@aws-sdk/client-s3'],
  minifySyntax: true,
  legalComments: 'linked',
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
cpSync('core/plan/examples', 'dist/examples', { recursive: true });
