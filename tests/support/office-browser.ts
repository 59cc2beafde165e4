import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Frame } from 'playwright-core';
import { axeScript, browserArguments, pageFolder, type AxeResult } from './browser';
import { makeCertificate } from './certificate';
import { createHost, type ExcelHost } from './excel-host/host';
import { openDesktopWindow } from './excel-host/transports/desktop-window';
import { openWebWindow } from './excel-host/transports/web-window';
import { defaultFacts, type OfficeFacts } from './excel-host/transports/office-end';
import type { AddinPage, OfficeWindow } from './excel-host/transports/office-window';
import { liveServer, type LiveOptions, type LiveServer } from './live-server';

export type OfficePlatform = ExcelHost['platform'];

/** An emulated Excel with a workbook in a browser of its own kind. */
export interface OpenOffice {
  readonly context: BrowserContext;
  readonly host: ExcelHost;
  readonly window: OfficeWindow;
}

export interface OfficeOptions extends BrowserContextOptions {
  readonly host?: ExcelHost;
  readonly facts?: Partial<OfficeFacts>;
  /** Lines of the browser's console, and errors of its pages, that belong to what is tested. */
  readonly expected?: RegExp;
}

/**
 * What every run says: Excel's own sandbox of a frame, which is as Microsoft has it; and styles that office.js writes into the page, which the
 * policy refuses, and its telemetry, which it refuses too: harmless, and known of (OfficeDev/office-js#1687, #1005).
 */
const always = /allow-scripts and allow-same-origin|Applying inline style violates|Framing 'https:\/\/telemetryservice\./;

/**
 * One browser for a suite; each Excel opened in it is closed after its test, and its console must have been silent. The frame of Excel on the
 * web asks a server on this machine, which a person is asked to allow once: here it is.
 */
export const useOffice = (): ((platform: OfficePlatform, options?: OfficeOptions) => Promise<OpenOffice>) => {
  let browser: Browser;
  const opened: { readonly context: BrowserContext; readonly window: OfficeWindow; readonly faults: string[] }[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...browserArguments, '--disable-features=LocalNetworkAccessChecks'] });
  });
  afterEach(async () => {
    const all = opened.splice(0);
    for (const { context } of all) await context.close();
    expect(all.flatMap(({ faults, window }) => [...faults, ...window.gaps])).toEqual([]);
  });
  afterAll(() => browser.close());
  return async (platform, { host = createHost(undefined, platform), facts, expected, ...options } = {}) => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'nb-NO', reducedMotion: 'reduce', viewport: { width: 360, height: 900 }, ...options });
    const faults: string[] = [];
    const note = (text: string): void => { if (!always.test(text) && !expected?.test(text)) faults.push(text); };
    context.on('weberror', (error) => note(error.error().message));
    context.on('console', (message) => { if (['error', 'warning'].includes(message.type())) note(message.text()); });
    const window = await (platform === 'web' ? openWebWindow : openDesktopWindow)(context, host, { ...defaultFacts, ...facts });
    opened.push({ context, window, faults });
    return { context, host, window };
  };
};

/** What axe-core finds wrong in a frame, a line a finding. Where the system forces its colours on a page, axe-core still sees the page's own. */
export const axeIn = async (frame: Frame): Promise<string[]> => {
  const isForced = await frame.evaluate(`matchMedia('(forced-colors: active)').matches`);
  // By the evaluation of the test, which the page's own policy does not reach.
  await frame.evaluate(axeScript);
  const { violations } = (await frame.evaluate(`axe.run({ rules: { 'color-contrast': { enabled: ${!isForced} } } })`)) as AxeResult;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`));
};

let certificate: ReturnType<typeof makeCertificate> | undefined;

/** A server with the add-in on it, over https as Office wants it, and its address as the manifest would name it. */
export const addinServer = async (options: LiveOptions = {}): Promise<LiveServer & { readonly addin: string }> => {
  certificate ??= makeCertificate();
  const { cert, key } = await certificate;
  const server = await liveServer({ ...options, serve: { pageFolder: pageFolder(), tls: { cert: Buffer.from(cert), key: Buffer.from(key) }, ...options.serve } });
  return { ...server, addin: `${server.address.replace('127.0.0.1', 'localhost')}/addin/` };
};

/** Puts an example plan into the open workbook, by the pane and as a person does it. */
export const insertByPane = async ({ frame }: AddinPage, title: RegExp): Promise<void> => {
  await frame.getByRole('button', { name: title }).click();
  await frame.getByRole('button', { name: /Sett inn planen her|Insert plan here/ }).click();
  await frame.getByText(/Planen er satt inn|The plan is inserted/).waitFor();
  await frame.getByText(/Ingen endringer siden sist|No changes since last time/).waitFor();
};

/** Files by their path, served over https; for pages that are none of the add-in's. */
export const serveFiles = async (files: Readonly<Record<string, { readonly type: string; readonly text: string }>>, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly address: string; stop(): void }> => {
  const server = createServer(await makeCertificate(), (request, response) => {
    const file = files[new URL(request.url!, 'https://localhost').pathname];
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, ...headers }).end(file.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { address: `https://localhost:${(server.address() as AddressInfo).port}`, stop: () => void server.close() };
};

/** Waits for something of this process, which no page tells of, and leaves the machine to the pages meanwhile. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};
