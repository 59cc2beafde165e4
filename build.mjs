/**
 * Bundles the command line into dist/, or into the folder named. Node loads a CommonJS file some 15 ms sooner than an ES module, so the
 * entry, with what `list` needs, is one small CommonJS file, and so are the programs that read a workbook or a budget; all else the entry loads when
 * needed, as ES modules that share their chunks. The page goes into page/: its script in parts, of which those of single views are loaded when they
 * are needed, one stylesheet and one icon, named by their content so that browsers may keep them for good, and index.html. The add-in's pane goes into page/addin/ in the same way.
 */
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2] ?? 'dist';
const commands = readdirSync('core/node/cli/commands').map((file) => path.basename(file, '.ts')).filter((name) => name !== 'list');
const lazy = [...commands.map((name) => `cli/commands/${name}`), 'texts/failure-texts', 'cli/help', 'cli/print-bug', 'cli/open-postgres', 'cli/open-audit', 'store-files/file-tokens', 'store-files/file-links'];

const lazyModules = {
  name: 'lazy-modules',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.?\/.*$/ }, ({ path: name, kind }) => {
      const found = lazy.find((module) => kind === 'dynamic-import' && name.endsWith(`/${path.basename(module)}`));
      return found && { path: `./lazy/${path.basename(found)}.mjs`, external: true };
    });
  },
};

const options = { bundle: true, platform: 'node', target: 'node20', minifySyntax: true, legalComments: 'linked', logLevel: 'warning' };

rmSync(folder, { recursive: true, force: true });
await build({
  ...options,
  entryPoints: { planark: 'core/node/main.ts', 'lazy/reader-process': 'core/node/host-xlsx/isolate/reader-process.ts', 'lazy/budget-process': 'core/node/journey/budget/work/work-process.ts' },
  outdir: folder,
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [lazyModules],
});
await build({
  ...options,
  entryPoints: lazy.map((module) => ({ in: `core/node/${module}.ts`, out: path.basename(module) })),
  outdir: path.join(folder, 'lazy'),
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  splitting: true,
  // exceljs's streaming reader can read from S3, and pg can use a library in C; Planark never uses them.
  external: ['@aws-sdk/client-s3', 'pg-native'],
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
});
cpSync('core/plan/examples', path.join(folder, 'examples'), { recursive: true });

const page = path.join(folder, 'page');
/** The page's script and the add-in's go to browsers, named by their content so that they may be kept for good. What is imported when it is needed is a part of its own. */
const browserOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
  // Elements as calls with their children as arguments: 3 KB less than the calls that tsconfig.json's way makes.
  tsconfigRaw: { compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' } },
  inject: ['addin/taskpane/jsx.ts'],
  charset: 'utf8',
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
};
/** The file that begins and ends so, of those that were built. */
const nameOf = ({ metafile }, start, ending) => Object.keys(metafile.outputs).map((name) => path.basename(name)).find((name) => name.startsWith(start) && name.endsWith(ending));
/** Tells the browser at once of the parts that a script cannot begin without. */
const preloads = ({ metafile: { outputs } }, script) => {
  const [, { imports }] = Object.entries(outputs).find(([name]) => path.basename(name) === script);
  return imports.filter(({ kind }) => kind === 'import-statement').map((part) => `<link rel="modulepreload" href="${path.basename(part.path)}" />`).join('');
};
const fill = (from, to, places) => writeFileSync(to, readFileSync(from, 'utf8').replace(/\{\{([\w.]+)\}\}/g, (_, place) => places[place]));

const parts = { splitting: true, chunkNames: 'part-[hash]' };
const built = await build({ ...browserOptions, ...parts, entryPoints: { page: 'addin/taskpane/page.tsx', style: 'addin/styles/page.css' }, outdir: page, entryNames: 'planark-[hash]' });
const icon = readFileSync('addin/taskpane/icon.svg');
const iconName = `planark-${createHash('sha256').update(icon).digest('hex').slice(0, 8)}.svg`;
writeFileSync(path.join(page, iconName), icon);
const pageScript = nameOf(built, 'planark-', '.js');
fill('addin/taskpane/index.html', path.join(page, 'index.html'), { script: pageScript, parts: preloads(built, pageScript), style: nameOf(built, 'planark-', '.css'), icon: iconName });

// The add-in: its pane, the pages of its ribbon, and their icons.
/** Where office.js comes from: Microsoft, which is where it wants to be loaded from, or a copy of one's own, in clouds that reach nothing else. */
const officeScript = process.env.PLANARK_OFFICE_JS || 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const addin = path.join(page, 'addin');
const pane = await build({ ...browserOptions, ...parts, entryPoints: { pane: 'addin/taskpane/pane.tsx', style: 'addin/styles/pane.css', dark: 'addin/styles/dark.css' }, outdir: addin, entryNames: '[name]-[hash]' });
const looks = { style: nameOf(pane, 'style-', '.css'), dark: nameOf(pane, 'dark-', '.css'), icon: iconName, office: officeScript };
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const paneScript = nameOf(pane, 'pane-', '.js');
fill('addin/taskpane/pane.html', path.join(addin, 'index.html'), { ...looks, script: paneScript, parts: preloads(pane, paneScript), version });
const diagnostics = await build({ ...browserOptions, entryPoints: { diagnostics: 'addin/taskpane/diagnostics.tsx' }, outdir: addin, entryNames: '[name]-[hash]' });
fill('addin/taskpane/pane.html', path.join(addin, 'diagnostics.html'), { ...looks, script: nameOf(diagnostics, 'diagnostics-', '.js'), parts: '', version });
const ribbonPages = await build({ ...browserOptions, entryPoints: { commands: 'addin/commands/commands.ts', told: 'addin/commands/told-page.ts' }, outdir: addin, entryNames: '[name]-[hash]' });
for (const name of ['commands', 'told']) fill(`addin/commands/${name}.html`, path.join(addin, `${name}.html`), { ...looks, script: nameOf(ribbonPages, `${name}-`, '.js') });
cpSync('addin/icons', path.join(addin, 'icons'), { recursive: true, filter: (file) => !file.endsWith('.mjs') });
