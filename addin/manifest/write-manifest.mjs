/**
 * `npm run manifest -- --url https://plan.example.no [--out FILE]`: the manifest of the add-in as that server serves it, read back by
 * Microsoft's own reader before it is said to be there. Without an address: manifest.xml, the one for the development server.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { loadModule } from './load-module.mjs';

const { makeManifest, manifestAddress, developmentAddress } = await loadModule('addin/manifest/make-manifest.ts');
const { deskTexts } = await loadModule('addin/manifest/desk-texts.ts');
const { environmentLocale } = await loadModule('core/node/cli/command-line.ts');
const { fillText } = await loadModule('core/plan/fill-text.ts');
const locale = environmentLocale(process.env);
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

const readArguments = () => {
  try {
    return parseArgs({ options: { url: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch {
    return null;
  }
};

/** A manifest for another server is named after it, so that nobody takes one for the other. */
const fileFor = (address) => (address === developmentAddress ? path.join(root, 'manifest.xml') : `manifest-${new URL(address).host.replace(':', '-')}.xml`);

const write = async ({ url = developmentAddress, out }) => {
  const address = manifestAddress(url);
  if (address === null) throw new Error(fillText(deskTexts.badAddress[locale], { address: url }));
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.resolve(process.env.INIT_CWD ?? '.', out ?? fileFor(address));
  if (!file.toLowerCase().endsWith('.xml')) throw new Error(fillText(deskTexts.notXml[locale], { file }));
  try {
    writeFileSync(file, makeManifest({ address, version }));
  } catch {
    throw new Error(fillText(deskTexts.unwritable[locale], { file }));
  }
  const read = await OfficeAddinManifest.readManifestFile(file);
  return fillText(deskTexts.manifestWritten[locale], { file, name: read.displayName, version: read.version, address });
};

try {
  const values = readArguments();
  if (values === null) throw new Error(deskTexts.manifestUsage[locale]);
  console.log(values.help ? deskTexts.manifestUsage[locale] : await write(values));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
