import type { BrowserContext, Page } from 'playwright-core';
import type { ExcelHost } from '../host';
import { answerRich, commandSource, createCommands, createDialogs, defaultFacts, dialogMessage, dispatch, eventEntries, requirementMatrix, type Commands, type Dialogs, type OfficeFacts } from './office-end';
import { serveLibrary, type AddinPage, type OfficeWindow } from './office-window';

/** The page's end of the wire, in the page: `window.external`, as Excel on Windows puts it there. Arrays come as that host's own kind. */
const installExternal = ({ locale, location, theme, matrix, isDialog }: OfficeFacts & { readonly matrix: string; readonly isDialog: boolean }): void => {
  type Ask = (id: number, params: unknown) => Promise<unknown[]>;
  const asHostArray = (value: unknown): unknown => (Array.isArray(value) ? { toArray: () => value.map(asHostArray), dimensions: () => 1 } : value);
  const ask: Ask = (id, params) => (globalThis as unknown as { officeHost: Ask }).officeHost(id, params);
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const handlers = new Map<number, (id: number, payload: unknown) => void>();
  const settings = { Read: () => undefined, Write: () => undefined };
  const facts: Record<string, unknown> = {
    AppType: 1, SolutionRef: '2a613388-7f49-4f97-9967-d63f3b788aac', AppVersionMajor: 16, AppVersionMinor: 1, AppUILocale: locale, AppDataLocale: locale, DocUrl: location,
    AppCapabilities: 0, ActivationMode: 1, ControlIntegrationLevel: 1, SolutionToken: '', SupportedMatrix: matrix, DialogRequirementMatrix: matrix, HostFullVersion: '16.0.14326.20404', Settings: settings, OfficeThemeInfo: JSON.stringify(theme),
  };
  const context = Object.fromEntries(Object.entries(facts).map(([name, value]) => [`Get${name}`, () => value]));
  const external = {
    GetHostInfo: () => `Excel$Win32$16.01$${locale}$telemetry$${isDialog ? 'isDialog' : ''}$$0`,
    GetLoggingAllowed: () => false,
    GetContext: () => context,
    Execute: (id: number, params: unknown, done: (answer: unknown) => void) => {
      void ask(id, plain(params ?? [])).then((answer) => done(asHostArray(answer)));
    },
    RegisterEvent: (id: number, target: string, handler: (id: number, payload: unknown) => void, done: (status: number) => void) => {
      handlers.set(id, handler);
      if (id === 10) void ask(id, [target]).then(() => done(0)); // a dialog is opened by listening to it
      else done(0);
    },
    UnregisterEvent: (id: number, _target: string, done: (status: number) => void) => {
      handlers.delete(id);
      if (id === 10) void ask(id, []).then(() => done(0));
      else done(0);
    },
    MessageParent2: (json: string) => void ask(144, [json]),
    MessageChild2: (json: string) => void ask(145, [json]),
  };
  Object.defineProperty(globalThis, 'external', { value: external, writable: true, configurable: true });
  Object.defineProperty(globalThis, 'officeTell', { value: (id: number, payload: unknown) => handlers.get(id)?.(id, asHostArray(payload)) });
  Object.defineProperty(globalThis, 'officeListens', { value: (id: number) => handlers.has(id) });
};

type Tell = { officeTell(id: number, payload: unknown): void; officeListens(id: number): boolean };
const tell = (page: Page, id: number, payload: unknown): Promise<void> => page.evaluate(([event, value]) => (globalThis as unknown as Tell).officeTell(event as number, value), [id, payload] as const);

interface Desktop {
  readonly host: ExcelHost;
  readonly commands: Commands;
  readonly dialogs: Dialogs<Page>;
  readonly gaps: string[];
  told(): Promise<void>;
  /** A page that knows its host, and is nowhere yet. */
  newPage(isDialog: boolean): Promise<Page>;
}

const originOf = (page: Page): string => new URL(page.url()).origin;

/** Listening to a dialog opens it, and no longer listening closes it. */
const setDialog = async ({ dialogs, newPage }: Desktop, page: Page, target: unknown): Promise<void> => {
  if (typeof target !== 'string') {
    await dialogs.current()?.dialog.close();
    return dialogs.close();
  }
  const { url } = JSON.parse(target) as { readonly url: string };
  const dialog = await newPage(true);
  dialogs.open(page, dialog);
  // Whoever opens it hears that it is open before its page is there.
  void dialog.goto(url);
};

const pass = async ({ dialogs }: Desktop, id: number, json: string): Promise<void> => {
  const open = dialogs.current();
  if (!open) return;
  const message = JSON.parse(json) as { readonly messageToParent?: string; readonly messageContent?: string };
  if (id === dispatch.messageParent) await tell(open.parent, dispatch.dialogMessage, [dialogMessage.toParent, message.messageToParent, originOf(open.dialog)]);
  else await tell(open.dialog, dispatch.parentMessage, [dialogMessage.toChild, message.messageContent, originOf(open.parent)]);
};

/** What a page asks of Excel; the first of an answer is the number of an error, 0 for none. */
const execute = async (desktop: Desktop, page: Page, id: number, params: readonly unknown[]): Promise<unknown[]> => {
  switch (id) {
    case dispatch.commandCompleted:
      desktop.commands.complete(String(params[0]), Number(params[1]));
      return [0, null];
    case dispatch.dialogMessage:
      await setDialog(desktop, page, params[0]);
      return [0, null];
    case dispatch.messageParent:
    case dispatch.messageChild:
      await pass(desktop, id, String(params[0]));
      return [0, null];
    case dispatch.richRequest: {
      const answer = await answerRich(desktop.host, params[0] as readonly unknown[]);
      // After the answer, as Excel does it: whoever waits for the request hears of it first.
      setImmediate(() => void desktop.told());
      return 'error' in answer ? [answer.error, null] : [0, ...answer.slots];
    }
    default:
      desktop.gaps.push(`Execute(${id})`);
      return [5001, null];
  }
};

/** Excel on Windows: each page of the add-in is a page of its own, and its host is `window.external`. */
export const openDesktopWindow = async (context: BrowserContext, host: ExcelHost, facts: OfficeFacts = defaultFacts): Promise<OfficeWindow> => {
  await serveLibrary(context);
  const pages: Page[] = [];
  const [commands, dialogs] = [createCommands(), createDialogs<Page>()];
  const told = async (): Promise<void> => {
    // One by one: two of them at once look like a table to the client.
    for (const entry of eventEntries(host)) for (const page of pages) if (!page.isClosed()) await tell(page, dispatch.richMessage, [entry]);
  };
  const newPage = async (isDialog: boolean): Promise<Page> => {
    const page = await context.newPage();
    await page.exposeFunction('officeHost', (id: number, params: readonly unknown[]) => execute(desktop, page, id, params));
    await page.addInitScript(installExternal, { ...facts, matrix: requirementMatrix, isDialog });
    return page;
  };
  const desktop: Desktop = { host, commands, dialogs, gaps: [], told, newPage };
  host.onEvents = () => void told();
  const open = async (address: string): Promise<AddinPage> => {
    const page = await newPage(false);
    pages.push(page);
    await page.goto(address);
    return {
      frame: page.mainFrame(),
      command: async (functionName) => {
        await page.waitForFunction((event) => (globalThis as unknown as Tell).officeListens(event), dispatch.commandInvoked);
        const { id, completed } = commands.begin();
        await tell(page, dispatch.commandInvoked, [id, functionName, commandSource(functionName)]);
        return completed;
      },
    };
  };
  return { open, dialog: async () => (await dialogs.next()).mainFrame(), gaps: desktop.gaps };
};
