/**
 * `npm run dev:addin -- [--port N] [--store FOLDER]`: builds, serves the store with the add-in at https://localhost:7443, and says how to put the
 * add-in into Excel. The certificate is kept in ~/.planark/localhost; so is the manifest, where the port is another one.
 */
import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { developmentCertificate } from './certificate.mjs';
import { loadModule } from './load-module.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { addinId, makeManifest, developmentAddress } = await loadModule('addin/manifest/make-manifest.ts');
const { deskTexts } = await loadModule('addin/manifest/desk-texts.ts');
const { environmentLocale } = await loadModule('core/node/cli/command-line.ts');
const { fillText } = await loadModule('core/plan/fill-text.ts');
const locale = environmentLocale(process.env);
const say = (key, values) => fillText(deskTexts[key][locale], values);

const readArguments = () => {
  try {
    const { port = new URL(developmentAddress).port, store = 'planark-store' } = parseArgs({ options: { port: { type: 'string' }, store: { type: 'string' } } }).values;
    return /^\d{1,5}$/.test(port) ? { port, store: path.resolve(process.env.INIT_CWD ?? '.', store) } : null;
  } catch {
    return null;
  }
};

/** How each system is told to trust a certificate for one user. */
const trustCommand = (cert) =>
  ({
    win32: `certutil -user -addstore Root "${cert}"`,
    darwin: `security add-trusted-cert -r trustRoot -p ssl -k ~/Library/Keychains/login.keychain-db "${cert}"`,
  })[process.platform] ?? `certutil -d sql:$HOME/.pki/nssdb -A -t "P,," -n planark-localhost -i "${cert}"`;

/** Where Excel on a Mac looks for add-ins that are worked on. */
const wef = '~/Library/Containers/com.microsoft.Excel/Data/Documents/wef';

const manifestFor = (port, folder) => {
  const address = `https://localhost:${port}`;
  if (address === developmentAddress) return path.join(root, 'manifest.xml');
  const file = path.join(folder, 'manifest.xml');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  writeFileSync(file, makeManifest({ address, version }));
  return file;
};

const serve = async ({ port, store }) => {
  const folder = path.join(homedir(), '.planark', 'localhost');
  const { cert, key, isNew } = await developmentCertificate(folder);
  const manifest = manifestFor(port, folder);
  execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
  const planark = path.join(root, 'dist', 'planark.cjs');
  execFileSync(process.execPath, [planark, 'init', '--store', store], { stdio: 'inherit' });
  if (isNew) console.log(say('certificateMade', { cert, date: new Date(new X509Certificate(readFileSync(cert)).validTo).toISOString().slice(0, 10) }));
  console.log(`${say('trust')}\n  ${trustCommand(cert)}`);
  console.log(`${say('windows')}\n  reg add HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer /v ${addinId} /t REG_SZ /d "${manifest}"`);
  console.log(`${say('mac')}\n  mkdir -p ${wef} && cp "${manifest}" ${wef}/planark.xml`);
  console.log(say('web', { manifest }));
  console.log(say('more'));
  const server = spawn(process.execPath, [planark, 'serve', '--store', store, '--port', port, '--cert', cert, '--key', key], { stdio: 'inherit' });
  // Ctrl+C reaches the server too, which ends when all is done; this one waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && server.kill(signal));
  server.on('exit', (code) => { process.exitCode = code ?? 1; });
};

const values = readArguments();
if (values === null) {
  console.error(say('serveUsage'));
  process.exitCode = 1;
} else await serve(values);
