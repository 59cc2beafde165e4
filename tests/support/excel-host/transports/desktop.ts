import type { Page } from 'playwright-core';
import type { ExcelHost } from '../host';
import { joinPage, requirements, type PageExcel, type PageOptions, type Reply } from './page';

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

/** Makes a page that is yet to be opened one of desktop Excel: the library of the package, and this host at the other end. */
export const openDesktop = async (page: Page, host: ExcelHost, { displayLanguage = 'nb-NO' }: PageOptions = {}): Promise<PageExcel> => {
  await page.addInitScript(installExternal, { displayLanguage, documentAddress: 'C:\\Planer\\Bok1.xlsx', requirements });
  return joinPage(page, host);
};
