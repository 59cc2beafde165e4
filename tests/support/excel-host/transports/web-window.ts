import type { BrowserContext, Frame, Page } from 'playwright-core';
import type { ExcelHost } from '../host';
import { answerRich, commandSource, createCommands, createDialogs, defaultFacts, dialogMessage, dispatch, eventEntries, requirementMatrix, type Commands, type Dialogs, type OfficeFacts } from './office-end';
import { serveLibrary, type AddinPage, type OfficeWindow } from './office-window';

/** Where Excel on the web is; what is served there is this file's page and nothing else. */
export const excelOrigin = 'https://excel.officeapps.live.com';

/** What Excel on the web lets the frame of an add-in do. */
const sandbox = 'allow-downloads allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-top-navigation-by-user-activation';

interface Message {
  /** 0 a request, 1 an answer or an event. */
  readonly _messageType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  /** 0 a call, 1 somebody listens, 2 no longer. */
  readonly _actionType?: number;
  readonly _data: unknown;
}

/** Excel's page: frames of the add-in, and their messages. An answer that is undefined is none. */
const hostScript = `
  const send = (source, origin, about, more) => source.postMessage(JSON.stringify({ _messageType: 1, _origin: location.origin, _serializerVersion: 1, ...about, ...more }), origin);
  const listeners = [];
  addEventListener('message', async ({ data, source, origin }) => {
    const { _messageType, _actionName, _conversationId, _correlationId, _actionType, _data } = JSON.parse(data);
    if (_messageType !== 0) return;
    const about = { _actionName, _conversationId, _correlationId };
    if (_actionType === 1) listeners.push({ source, origin, about });
    const answer = await officeHost(JSON.parse(data));
    if (answer !== undefined) send(source, origin, about, { _errorCode: 0, _responseType: 0, _data: answer });
  });
  window.officeTell = (conversation, name, data) => {
    for (const { source, origin, about } of listeners)
      if (about._actionName === name && (conversation === null || about._conversationId === conversation)) send(source, origin, about, { _errorCode: 0, _responseType: 1, _data: data });
  };
  window.officeListens = (conversation, name) => listeners.some(({ about }) => about._actionName === name && about._conversationId === conversation);
  window.officeFrame = (name, address, sandbox) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { name, title: name });
    frame.setAttribute('sandbox', sandbox);
    frame.style.cssText = 'width:100%;height:100vh;border:0;display:block';
    document.body.append(frame);
    frame.src = address;
  };
  window.officeClose = (name) => document.querySelector('iframe[name="' + name + '"]').remove();
`;
const hostPage = `<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Excel</title></head><body style="margin:0"><script>${hostScript}</script></body></html>`;

interface HostWindow {
  officeTell(conversation: string | null, name: string, data: unknown): void;
  officeListens(conversation: string, name: string): boolean;
  officeFrame(name: string, address: string, sandbox: string): void;
  officeClose(name: string): void;
}

const appContext = ({ locale, location }: OfficeFacts, id: string): Record<string, unknown> => ({
  _id: id, _appName: 16, _appVersion: 16, _appMinorVersion: 0, _appUILocale: locale, _dataLocale: locale, _docUrl: location, _clientMode: 0, _settings: [], _reason: 1, _osfControlType: 1,
  _eToken: '', _correlationId: 'c', _appInstanceId: id, _requirementMatrix: requirementMatrix, _dialogRequirementMatrix: requirementMatrix, _appDomains: [], _addinName: 'Planark', _hostFullVersion: '16.0.0.0',
});

/** The address of a page as Excel opens it in a frame: what it needs to know stands in it. */
export const framedAddress = (address: string, conversation: string, { locale }: OfficeFacts, isDialog = false): string => {
  const hostInfo = `_host_Info=Excel$Web$16.00$${locale}$c$${isDialog ? 'isDialog' : ''}$$0`;
  const [page, query = ''] = address.split('?');
  return `${page}?${query === '' ? '' : `${query}&`}${hostInfo}#&_serializer_version=1&_xdm_Info=${conversation}|${conversation}|${encodeURIComponent(excelOrigin)}`;
};

interface MethodCall {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly ArrayData?: readonly unknown[];
  readonly messageToParent?: string;
  readonly messageContent?: string;
  readonly [slot: number]: unknown;
}

interface Web {
  readonly host: ExcelHost;
  readonly facts: OfficeFacts;
  readonly commands: Commands;
  /** By the names of the frames, which are those of the conversations too. */
  readonly dialogs: Dialogs<string>;
  readonly gaps: string[];
  told(): Promise<void>;
  /** To the frames of one conversation, or to all that listen. */
  tell(conversation: string | null, name: string, data: unknown): Promise<void>;
  openFrame(address: string, isDialog: boolean): Promise<string>;
  closeFrame(name: string): Promise<void>;
}

const done = { Error: 0, Version: 1 } as const;

const executeMethod = async ({ host, commands, dialogs, gaps, told, tell }: Web, call: MethodCall): Promise<unknown> => {
  const open = dialogs.current();
  switch (call.DdaMethod.DispatchId) {
    case dispatch.commandCompleted:
      commands.complete(String(call[0]), Number(call[1]));
      return done;
    case dispatch.messageParent:
      if (open) await tell(open.parent, 'dialogMessageReceived', { messageType: dialogMessage.toParent, messageContent: call.messageToParent, messageOrigin: '' });
      return done;
    case dispatch.messageChild:
      if (open) await tell(open.dialog, 'dialogParentMessageReceived', { messageType: dialogMessage.toChild, messageContent: call.messageContent, messageOrigin: '' });
      return done;
    case dispatch.richRequest: {
      const answer = await answerRich(host, call.ArrayData ?? []);
      setImmediate(() => void told());
      return 'error' in answer ? { ...done, Error: answer.error } : { ...done, Data: answer.slots };
    }
    default:
      gaps.push(`executeMethod ${call.DdaMethod.DispatchId}`);
      return { ...done, Error: 5001 };
  }
};

/** Listening to a dialog opens it, and no longer listening closes it. */
const setDialog = async ({ dialogs, openFrame, closeFrame }: Web, { _actionType, _conversationId, _data }: Message): Promise<void> => {
  const open = dialogs.current();
  if (_actionType === 2 && open) {
    await closeFrame(open.dialog);
    return dialogs.close();
  }
  const { url } = JSON.parse((_data as { readonly targetId: string }).targetId) as { readonly url: string };
  dialogs.open(_conversationId, await openFrame(url, true));
};

const answerMessage = async (web: Web, message: Message): Promise<unknown> => {
  if (message._actionType !== 0) {
    if (message._actionName === 'dialogMessageReceived') await setDialog(web, message);
    return { Error: 0 };
  }
  switch (message._actionName) {
    case 'ContextActivationManager_getAppContextAsync': return appContext(web.facts, message._conversationId);
    case 'ContextActivationManager_notifyHost': return undefined;
    case 'executeMethod': return executeMethod(web, message._data as MethodCall);
    default:
      web.gaps.push(message._actionName);
      return undefined;
  }
};

const frameNamed = async (page: Page, name: string): Promise<Frame> => {
  const element = await page.waitForSelector(`iframe[name="${name}"]`);
  const frame = await element.contentFrame();
  if (!frame) throw new Error(`no frame ${name}`);
  // Of its own document: an empty one stands in a new frame before, and is loaded at once. Excel calls functions of a page that is, since Microsoft's templates name them in a deferred script.
  await frame.waitForURL((url) => url.href !== 'about:blank', { waitUntil: 'load' });
  return frame;
};

/** Excel's page with its workbook, and what it does with the frames in it. */
const createWeb = (page: Page, host: ExcelHost, facts: OfficeFacts): Web => {
  let count = 0;
  const tell: Web['tell'] = (conversation, name, data) =>
    page.evaluate(([to, event, value]) => (globalThis as unknown as HostWindow).officeTell(to as string | null, event as string, value), [conversation, name, data] as const);
  return {
    host, facts, commands: createCommands(), dialogs: createDialogs<string>(), gaps: [], tell,
    told: async () => {
      const entries = eventEntries(host);
      if (entries.length > 0 && !page.isClosed()) await tell(null, 'richApiMessage', { ArrayData: entries });
    },
    openFrame: async (address, isDialog) => {
      const name = `addin-${++count}`;
      await page.evaluate(([id, at, rules]) => (globalThis as unknown as HostWindow).officeFrame(id!, at!, rules!), [name, framedAddress(address, name, facts, isDialog), sandbox]);
      return name;
    },
    closeFrame: (name) => page.evaluate((id) => (globalThis as unknown as HostWindow).officeClose(id), name),
  };
};

/** Excel on the web: pages of the add-in are sandboxed frames of one page, at another site than the add-in's. */
export const openWebWindow = async (context: BrowserContext, host: ExcelHost, facts: OfficeFacts = defaultFacts): Promise<OfficeWindow & { readonly page: Page }> => {
  await serveLibrary(context);
  await context.route(`${excelOrigin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: hostPage }));
  const page = await context.newPage();
  const web = createWeb(page, host, facts);
  host.onEvents = () => void web.told();
  await page.exposeFunction('officeHost', (message: Message) => answerMessage(web, message));
  await page.goto(`${excelOrigin}/x/plan.xlsx`);
  const open = async (address: string): Promise<AddinPage> => {
    const name = await web.openFrame(address, false);
    return {
      frame: await frameNamed(page, name),
      command: async (functionName) => {
        await page.waitForFunction((id) => (globalThis as unknown as HostWindow).officeListens(id, 'appCommandInvoked'), name);
        const { id, completed } = web.commands.begin();
        await web.tell(name, 'appCommandInvoked', { 0: id, 1: functionName, 2: commandSource(functionName) });
        return completed;
      },
    };
  };
  return { open, dialog: async () => frameNamed(page, await web.dialogs.next()), gaps: web.gaps, page };
};
