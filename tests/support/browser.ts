import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { liveServer, type LiveServer } from './live-server';

/** Ends when the page has drawn what it was told last, and the effects of that are done. */
const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';

/** Nothing of the browser's own goes out to the network, and each context is an empty profile. */
export const browserArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const axeScript = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Folder of the page as it was built for this run. */
export const pageFolder = (): string => path.join(process.env['PLANARK_DIST']!, 'page');

/** The scripts that the page in a folder cannot begin without: the one it names, and the parts that it loads beside it. */
export const firstScripts = (folder: string): readonly string[] => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  return [...html.matchAll(/<(?:script type="module" src|link rel="modulepreload" href)="([^"]+)"/g)].map(([, name]) => readFileSync(path.join(folder, name!), 'utf8'));
};

/** A server that hands out the page, on a store of its own. */
export const pageServer = (): Promise<LiveServer> => liveServer({ serve: { pageFolder: pageFolder() } });

export interface OpenPage {
  readonly page: Page;
  readonly server: LiveServer;
  /** Goes to a view: "#/plans/…". */
  go(hash: string): Promise<void>;
  /** What axe-core finds wrong, a line a finding. */
  axe(): Promise<string[]>;
  /** How much wider than the window the page is. */
  overflow(): Promise<number>;
}

export interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[] }[];
}

export interface PageOptions extends BrowserContextOptions {
  readonly server?: LiveServer;
  /** Failures to load are part of the test; errors of scripts and of the policy never are. */
  readonly mayFailToLoad?: boolean;
}

/** One browser for a suite; every page opened is closed after its test, and its console must have been silent. */
export const useBrowser = (): ((options?: PageOptions) => Promise<OpenPage>) => {
  let browser: Browser;
  const opened: { readonly page: Page; readonly faults: string[] }[] = [];
  beforeAll(async () => { browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...browserArguments] }); });
  afterEach(async () => {
    const pages = opened.splice(0);
    for (const { page } of pages) await page.context().close();
    expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(() => browser.close());

  return async ({ server: given, mayFailToLoad = false, ...options } = {}) => {
    const server = given ?? (await pageServer());
    const context = await browser.newContext({ locale: 'nb-NO', reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const faults: string[] = [];
    opened.push({ page, faults });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      const isLoading = /Failed to load resource/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !(mayFailToLoad && isLoading)) faults.push(message.text());
    });
    return {
      page, server,
      go: async (hash) => {
        await page.goto(`${server.address}/${hash}`);
        await page.evaluate(drawn); // where only the hash is another, the view of before is still there
        await page.getByRole('heading', { level: 1 }).waitFor();
      },
      axe: async () => {
        await page.evaluate(axeScript);
        const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`));
      },
      overflow: async () => (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number,
    };
  };
};
