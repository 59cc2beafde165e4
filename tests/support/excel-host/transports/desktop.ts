import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import type { ExcelHost } from '../host';

/** Where the add-in gets Microsoft's library from; here the files of the package answer, untouched. */
export const officeAddress = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
const officeFolder = path.dirname(require.resolve('@microsoft/office-js/dist/office.js'));

/** What desktop Excel answers with a number alone. */
const transportCodes: Readonly<Record<string, number>> = {
  ActivityLimitReached: 5102, RequestPayloadSizeLimitExceeded: 5103, ResponsePayloadSizeLimitExceeded: 5104, InvalidOrTimedOutSession: 5012, AccessDenied: 7000, WriteNotSupportedWhenModalDialogOpen: 5016,
};

interface Reply {
  /** Zero, or the number of what went wrong. */
  readonly code: number;
  readonly body: string;
}

const replyOf = ({ status, body }: { readonly status: number; readonly body: string }): Reply => {
  if (status === 200) return { code: 0, body };
  const { error: { code, message } } = JSON.parse(body) as { readonly error: { readonly code: string; readonly message: string } };
  const number = transportCodes[code];
  return number === undefined ? { code: 0, body: JSON.stringify({ Results: [], TraceIds: [], Error: { Code: code, Message: message, Location: '', HttpStatusCode: status, ActionIndex: -1 } }) } : { code: number, body: '' };
};

/** What the page is told of where it runs. */
interface Place {
  readonly displayLanguage: string;
  readonly documentAddress: string;
  readonly requirements: string;
}

/** What desktop Excel puts into a page before its scripts run: `window.external`. It runs in the page and stands alone. */
const installExternal = ({ displayLanguage, documentAddress, requirements }: Place): void => {
  type Callback = (answer: unknown) => unknown;
  interface ExcelPage {
    external: unknown;
    excelAnswer(body: string, flags: number): Promise<Reply>;
    excelEvents(entries: readonly unknown[][]): void;
    excelCommand(name: string): Promise<void>;
  }
  const page = globalThis as unknown as ExcelPage;
  // Arrays of a host are of another kind than a script's own.
  const hostArray = (items: readonly unknown[]): unknown => ({ toArray: () => items, dimensions: () => 1, ubound: () => items.length });
  const handlers = new Map<number, (id: number, payload: unknown) => void>();
  const completions = new Map<string, () => void>();
  const [requestId, completedId, messageEvent, commandEvent] = [93, 94, 33, 39];
  const settings = new Map<string, string>();
  const execute = (id: number, params: readonly unknown[], callback: Callback): void => {
    if (id === completedId) {
      completions.get(String(params[0]))?.();
      return void callback(hostArray([0]));
    }
    if (id !== requestId) throw new Error(`EMULATOR GAP: the desktop method ${id}`);
    const message = params[0] as readonly unknown[];
    void page.excelAnswer(String(message[4]), Number(message[6])).then(({ code, body }) => callback(code === 0 ? hostArray([0, 200, hostArray([]), body]) : code));
  };
  const context = {
    GetAppType: () => 1, GetSolutionRef: () => 'planark', GetAppVersionMajor: () => 16, GetAppVersionMinor: () => 1, GetAppUILocale: () => displayLanguage, GetAppDataLocale: () => displayLanguage,
    GetDocUrl: () => documentAddress, GetAppCapabilities: () => 1, GetActivationMode: () => 1, GetControlIntegrationLevel: () => 1, GetSolutionToken: () => '', GetSupportedMatrix: () => requirements,
    GetHostFullVersion: () => '16.0.14326.20454', GetInstanceId: () => 'one', GetInitialDisplayMode: () => 0,
    GetSettings: () => ({
      Read: (keys: string[], values: string[]) => settings.forEach((value, key) => void (keys.push(key), values.push(value))),
      Write: (keys: string[], values: string[]) => keys.forEach((key, i) => settings.set(key, values[i]!)),
    }),
  };
  const external = {
    GetHostInfo: () => 'Excel$Win32$16.01$en-US$telemetry$$$0', GetLoggingAllowed: () => false, GetContext: () => context, Execute: execute,
    RegisterEvent: (id: number, _: string, handler: (id: number, payload: unknown) => void, callback: Callback) => {
      handlers.set(id, handler);
      callback(0);
    },
    UnregisterEvent: (id: number, _: string, callback: Callback) => {
      handlers.delete(id);
      callback(0);
    },
  };
  Object.defineProperty(globalThis, 'external', { value: external, configurable: true, writable: true });
  page.excelEvents = (entries) => handlers.get(messageEvent)?.(messageEvent, hostArray(entries.map(hostArray)));
  page.excelCommand = (name) => new Promise((done) => {
    completions.set(name, done);
    handlers.get(commandEvent)!(commandEvent, hostArray([name, name, JSON.stringify({ source: { id: name } })]));
  });
};

export interface DesktopOptions {
  readonly displayLanguage?: string;
}

export interface DesktopExcel {
  /** A person clicks a command of the ribbon; done when the add-in says so. */
  command(name: string): Promise<void>;
}

/** Makes a page that is yet to be opened one of desktop Excel: the library of the package, and this host at the other end. */
export const openDesktop = async (page: Page, host: ExcelHost, { displayLanguage = 'nb-NO' }: DesktopOptions = {}): Promise<DesktopExcel> => {
  await page.exposeFunction('excelAnswer', async (body: string, flags: number) => {
    const reply = replyOf(await host.answer(body, flags));
    setImmediate(() => host.onEvents?.());
    return reply;
  });
  host.onEvents = () => {
    const entries = host.takeEvents().map(({ type, targetId, payload, isRemote }) => [65536, type, targetId, JSON.stringify(payload), '', isRemote]);
    if (entries.length) void page.evaluate(`excelEvents(${JSON.stringify(entries)})`);
  };
  await page.addInitScript(installExternal, { displayLanguage, documentAddress: 'C:\\Planer\\Bok1.xlsx', requirements: JSON.stringify({ ExcelApi: '1.14', AddinCommands: '1.1', DialogApi: '1.1', DelayForCellEdit: '1.1' }) });
  await page.route(`${officeAddress}**`, (route) => {
    const file = path.join(officeFolder, new URL(route.request().url()).pathname.replace('/lib/1/hosted/', ''));
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file, 'utf8') });
  });
  return { command: (name) => page.evaluate(`excelCommand(${JSON.stringify(name)})`) };
};
