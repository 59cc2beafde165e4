/**
 * The one place that knows the insides of Microsoft's client library, which is loaded as it was published. Should a version move
 * what is used here, the smoke test says so: tests/unit/excel-host/client.test.ts.
 */
import { readFileSync } from 'node:fs';
import { createBridge, type Bridge } from './transports/bridge';
import type { ExcelHost } from './host';

const file = require.resolve('@microsoft/office-js/dist/excel-win32-16.01.debug.js');
/** The requirement set of the manifest: what is newer fails. */
export const minimumApi = 1.14;

interface ClientLibrary {
  readonly HostBridge: { init(bridge: Bridge): void };
  readonly CommonUtility: { _doApiNotSupportedCheck: boolean };
  readonly GenericEventRegistration: { s_genericEventRegistrations: Record<string, unknown> };
}

interface ClientGlobals {
  Excel?: unknown;
  OfficeExtension?: ClientLibrary;
  OSF?: Record<string, unknown>;
  [name: string]: unknown;
}

const globals = globalThis as unknown as ClientGlobals;

/** What not every Excel can. */
export const capabilities = { delayForCellEdit: true };

const isSetSupported = (set: string, version: string | number = '1.1'): boolean => {
  const [major = 1, minor = 0] = String(version).split('.').map(Number);
  const [, most = 14] = String(minimumApi).split('.').map(Number);
  if (set === 'DelayForCellEdit') return capabilities.delayForCellEdit;
  // The client asks a host to wait for a person in a cell only where the host says that it can.
  return set === 'DelayForCellEdit' || (set === 'ExcelApi' && major === 1 && minor <= most);
};

/** A page as far as the library looks at one while it loads. */
const pageStubs = (): Record<string, unknown> => ({
  window: globalThis,
  document: { getElementsByTagName: () => [], createElement: () => ({}), URL: 'https://localhost/', location: { href: 'https://localhost/' }, addEventListener: () => undefined },
  location: { href: 'https://localhost/', search: '', hash: '', hostname: 'localhost', protocol: 'https:' },
  navigator: { userAgent: 'Node', platform: 'Node', language: 'nb-NO' },
});

const load = (): ClientLibrary => {
  if (!globals.OfficeExtension) {
    for (const [name, stub] of Object.entries(pageStubs())) if (globals[name] === undefined) globals[name] = stub;
    // In this very realm: the library takes only plain objects of its own realm for options.
    const run = eval;
    run(readFileSync(file, 'utf8'));
    globals.OSF = { ...globals.OSF };
    globals.OSF['_OfficeAppFactory'] = { getContext: () => ({ requirements: { isSetSupported } }), getHostInfo: () => ({ hostPlatform: 'win32', flags: 0 }) };
    globals.OfficeExtension!.CommonUtility._doApiNotSupportedCheck = true;
  }
  return globals.OfficeExtension!;
};

/** From here on `Excel.run` speaks to this host. Handlers that were registered with another one are forgotten. */
export const connectClient = (host: ExcelHost): void => {
  const library = load();
  library.GenericEventRegistration.s_genericEventRegistrations = {};
  library.HostBridge.init(createBridge(host));
};
