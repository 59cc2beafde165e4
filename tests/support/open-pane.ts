import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { pageFolder, type OpenPage } from './browser';

const root = path.join(__dirname, '../..');
const officeScript = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/** The pane as it is built, but for Excel, which a workbook in memory stands for. */
const bundlePane = async (): Promise<string> => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-pane-'));
  await build({
    entryPoints: { pane: path.join(root, 'addin/taskpane/pane.tsx') }, outdir: folder, bundle: true, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'error',
    tsconfigRaw: { compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' } },
    inject: [path.join(root, 'addin/taskpane/jsx.ts')],
    plugins: [{ name: 'memory-workbook', setup: ({ onResolve }) => onResolve({ filter: /host\/excel-workbook$/ }, () => ({ path: path.join(__dirname, 'pane-host/browser-workbook.ts') })) }],
  });
  const script = readFileSync(path.join(folder, 'pane.js'), 'utf8');
  rmSync(folder, { recursive: true });
  return script;
};

let bundled: Promise<string> | undefined;

export interface OfficeStub {
  readonly displayLanguage?: string;
  readonly bodyBackgroundColor?: string;
  readonly controlBackgroundColor?: string;
  /** Null where the pane's address was opened in a browser by itself. */
  readonly host?: string | null;
}

const officeStub = ({ displayLanguage = 'nb-NO', bodyBackgroundColor = '#F5F5F5', controlBackgroundColor = '#FFFFFF', host = 'Excel' }: OfficeStub): string =>
  `globalThis.Office = ${JSON.stringify({ context: { partitionKey: 'part1.', displayLanguage, officeTheme: { bodyBackgroundColor, controlBackgroundColor } } })}; Office.onReady = async () => ({ host: ${JSON.stringify(host)} });`;

/** Opens the pane on a workbook of somebody's own, with office.js stubbed at its address; the server's policy holds. */
export const openPane = async ({ page, server }: OpenPage, office: OfficeStub = {}, query = ''): Promise<void> => {
  bundled ??= bundlePane();
  const script = await bundled;
  const name = readdirSync(path.join(pageFolder(), 'addin')).find((file) => /^pane-.*\.js$/.test(file))!;
  await page.route(officeScript, (route) => route.fulfill({ contentType: 'text/javascript', body: officeStub(office) }));
  await page.route(`**/addin/${name}`, (route) => route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script }));
  await page.goto(`${server.address}/addin/${query}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** Does something to the workbook beside the pane, as a script of its `book`. */
export const inWorkbook = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>;

/** Puts the example plan into the workbook by way of the pane. */
export const insertPlan = async (page: Page, title = 'Handlingsplan'): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^Velg .*${title}`) }).first().click();
  await page.getByRole('button', { name: 'Sett inn planen her' }).click();
  await page.getByText('Planen er satt inn.').waitFor();
};
