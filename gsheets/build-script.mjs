/**
 * Builds the bound Apps Script into gsheets/dist/, or into the folder named, as `clasp push` takes it: one script, the sidebar's page, the manifest. The
 * server's address goes into the script and into the manifest, which lets the script ask nobody else.
 *
 *     npm run build:script -- --server https://planark.example.org [--out folder] [--time-zone Europe/Oslo]
 */
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';

const here = path.dirname(fileURLToPath(import.meta.url));
/** Nobody has this address: a script that was built without one says that the server does not answer. */
const nobody = 'https://planark.invalid';
const own = { bundle: true, write: false, minify: true, target: 'es2019', charset: 'utf8', legalComments: 'none', logLevel: 'warning', supported: { bigint: true } };

/** The parts of a text that are properties of this name, with the comma behind each. */
const propertiesNamed = (name, text) => {
  const found = [];
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === name) found.push([node.getStart(), node.end + /^\s*,?/.exec(text.slice(node.end))[0].length]);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('', text, ts.ScriptTarget.Latest, true));
  return found;
};

/** The script fills in no prompts: what a declaration of a field says beside it for people is most of its text, and stays out. */
const withoutHelp = {
  name: 'without-help',
  setup: ({ onLoad }) => onLoad({ filter: /[\\/]core[\\/]plan[\\/](?:tables[\\/][\w-]+|head-fields)\.ts$/ }, ({ path: file }) => {
    const text = readFileSync(file, 'utf8');
    return { loader: 'ts', contents: propertiesNamed('help', text).reverse().reduce((left, [start, end]) => left.slice(0, start) + left.slice(end), text) };
  }),
};

/** Formulas come from the server, with the cells that they stand in: what they are made of stays out, and of a column the script knows no more than that it is calculated. */
const withoutFormulas = {
  name: 'without-formulas',
  setup: ({ onLoad }) => onLoad({ filter: /[\\/]core[\\/]plan[\\/](?:progress|what-if)\.ts$/ }, ({ path: file }) => {
    const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
    return { loader: 'js', contents: names.map((name) => `export const ${name} = () => null;`).join('\n') };
  }),
};

/** The address without a slash at its end; https alone, since the token goes along. */
const serverOf = (text) => {
  const { protocol, username, search, hash, origin, pathname } = URL.canParse(text) ? new URL(text) : {};
  if (protocol !== 'https:' || username !== '' || search !== '' || hash !== '') throw new Error(`the server's address must begin with https:// and have neither name, question nor #: ${text}`);
  return origin + pathname.replace(/\/+$/, '');
};

/** The manifest's scopes are the least that the script's calls take; a test holds them against each other. */
const manifestFor = (server, timeZone) => ({
  timeZone,
  runtimeVersion: 'V8',
  exceptionLogging: 'STACKDRIVER',
  oauthScopes: ['spreadsheets', 'script.external_request', 'script.container.ui', 'script.scriptapp'].map((scope) => `https://www.googleapis.com/auth/${scope}`),
  urlFetchWhitelist: [`${server}/`],
  dependencies: { enabledAdvancedServices: [{ userSymbol: 'Sheets', serviceId: 'sheets', version: 'v4' }] },
});

/** Names that Google calls: functions that the script exports. It is loaded with nothing around it, as it must be able to be. */
const calledNames = (script) => JSON.parse(runInContext(`${script};JSON.stringify(Object.keys(planark_).filter((name) => typeof planark_[name] === 'function'))`, createContext()));

const buildCode = async (server) => {
  const { outputFiles } = await build({
    ...own, entryPoints: [path.join(here, 'script/main.ts')], format: 'iife', globalName: 'planark_', platform: 'neutral', mainFields: ['module', 'main'], plugins: [withoutHelp, withoutFormulas],
    define: { PLANARK_SERVER: JSON.stringify(server) },
  });
  const script = outputFiles[0].text;
  return `${script}${calledNames(script).map((name) => `function ${name}(given) { return planark_.${name}(given); }\n`).join('')}`;
};

/** The page of the sidebar. */
export const buildSidebar = async () => {
  const { version } = JSON.parse(readFileSync(path.join(here, '../package.json'), 'utf8'));
  const { outputFiles } = await build({
    ...own, entryPoints: [path.join(here, 'script/sidebar/sidebar.tsx'), path.join(here, 'script/sidebar/sidebar.css')], outdir: '.', format: 'iife', define: { PLANARK_VERSION: JSON.stringify(version) },
    // Google's way of serving pages takes what stands after two slashes for a comment, in template texts at least.
    supported: { ...own.supported, 'template-literal': false },
  });
  const [script, style] = ['.js', '.css'].map((ending) => outputFiles.find(({ path: name }) => name.endsWith(ending)).text.trim());
  const places = { style, script: script.replace(/\/\//g, '/\\/') };
  if (`${style}${script}`.includes('<?')) throw new Error('Google would run what stands after <? in the page');
  return readFileSync(path.join(here, 'script/sidebar/sidebar.html'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, place) => places[place]);
};

/** All files of the script by name. */
export const buildScript = async ({ server = nobody, timeZone = 'Europe/Oslo' } = {}) => {
  const address = serverOf(server);
  return {
    'Code.js': await buildCode(address),
    'Sidebar.html': await buildSidebar(),
    'appsscript.json': `${JSON.stringify(manifestFor(address, timeZone), null, 2)}\n`,
    '.clasp.example.json': `${JSON.stringify({ scriptId: 'ID-OF-THE-SCRIPT', rootDir: '.' }, null, 2)}\n`,
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { server: { type: 'string' }, out: { type: 'string', default: path.join(here, 'dist') }, 'time-zone': { type: 'string' } } });
  const refuse = (why) => {
    console.error(`${why}\nnpm run build:script -- --server https://planark.example.org`);
    process.exit(1);
  };
  if (values.server === undefined) refuse('Which server the script is to ask has to be said with --server.');
  try {
    serverOf(values.server);
  } catch (error) {
    refuse(error.message);
  }
  const files = await buildScript({ server: values.server, timeZone: values['time-zone'] });
  mkdirSync(values.out, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(values.out, name), text);
  const size = (name) => `${name} ${Math.round(Buffer.byteLength(files[name]) / 1024)} KB`;
  console.log(`${values.out}: ${size('Code.js')}, ${size('Sidebar.html')}, appsscript.json`);
}
