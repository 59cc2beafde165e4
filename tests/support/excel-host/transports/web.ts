import type { Page } from 'playwright-core';
import type { ExcelHost } from '../host';
import { joinPage, requirements, type PageExcel, type PageOptions, type Reply } from './page';

/** An origin that the library takes for Excel on the web; nothing of it is asked from the network. */
export const excelOrigin = 'https://excel.officeapps.live.com';

interface Place {
  readonly displayLanguage: string;
  readonly requirements: string;
}

/** What the page of Excel on the web does around the frame of an add-in. It runs in that page and stands alone. */
const installFrameHost = ({ displayLanguage, requirements: sets }: Place): void => {
  interface Asked {
    readonly _messageType: number;
    readonly _actionName: string;
    readonly _conversationId: string;
    readonly _correlationId: number;
    readonly _actionType: number;
    readonly _data: { readonly [key: string]: unknown } | null;
  }
  interface Frame {
    postMessage(text: string, origin: string): void;
  }
  interface ExcelPage {
    addEventListener(type: 'message', listener: (event: { readonly data: string; readonly origin: string; readonly source: Frame }) => void): void;
    excelAnswer(body: string, flags: number): Promise<Reply>;
    excelEvents(entries: readonly unknown[][]): void;
    excelCommand(name: string): Promise<void>;
  }
  const page = globalThis as unknown as ExcelPage;
  const [requestId, completedId] = [93, 94];
  const completions = new Map<string, () => void>();
  let tell: (name: string, data: unknown) => void = () => undefined;
  const context = {
    _id: 'planark', _appName: 16, _appVersion: 16, _appUILocale: displayLanguage, _dataLocale: displayLanguage, _docUrl: 'https://planark-my.sharepoint.com/Bok1.xlsx', _clientMode: 1, _settings: [], _reason: 1,
    _osfControlType: 1, _eToken: '', _requirementMatrix: sets, _appMinorVersion: 0,
  };
  const execute = async (data: { readonly [key: string]: unknown }): Promise<unknown> => {
    const { DispatchId: id } = data['DdaMethod'] as { readonly DispatchId: number };
    if (id === completedId) {
      completions.get(String(data['0']))?.();
      return { Version: 1, Error: 0 };
    }
    if (id !== requestId) throw new Error(`EMULATOR GAP: the web method ${id}`);
    const message = data['ArrayData'] as readonly unknown[];
    const { code, body } = await page.excelAnswer(String(message[4]), Number(message[6]));
    return { Version: 1, Error: code, Data: [200, [], body] };
  };
  const answerTo = ({ _actionName: name, _actionType: type, _data: data }: Asked): unknown => {
    if (type !== 0) return { Version: 1, Error: 0 };
    if (name === 'ContextActivationManager_getAppContextAsync') return context;
    if (name === 'ContextActivationManager_notifyHost') return null;
    if (name === 'executeMethod') return execute(data!);
    throw new Error(`EMULATOR GAP: the web action ${name}`);
  };
  page.addEventListener('message', ({ data, origin, source }) => {
    const asked = JSON.parse(data) as Asked;
    const { _actionName, _conversationId, _correlationId } = asked;
    const send = (kind: number, name: string, correlation: number, answer: unknown): void =>
      source.postMessage(JSON.stringify({ _messageType: 1, _actionName: name, _conversationId, _correlationId: correlation, _errorCode: 0, _responseType: kind, _data: answer, _serializerVersion: 1 }), origin);
    tell = (name, told) => send(1, name, -1, told);
    void Promise.resolve(answerTo(asked)).then((answer) => send(0, _actionName, _correlationId, answer));
  });
  page.excelEvents = (entries) => tell('richApiMessage', { ArrayData: entries });
  page.excelCommand = (name) => new Promise((done) => {
    completions.set(name, done);
    tell('appCommandInvoked', [name, name, JSON.stringify({ source: { id: name } })]);
  });
};

/** Opens an add-in in a sandboxed frame of Excel on the web: the library of the package, and this host at the other end. */
export const openOnWeb = async (page: Page, host: ExcelHost, address: string, { displayLanguage = 'nb-NO' }: PageOptions = {}): Promise<PageExcel> => {
  const excel = await joinPage(page, host);
  const query = '_host_Info=Excel$Web$16.00$en-US$c$$$0';
  const hash = `&_serializer_version=1&_xdm_Info=conversation|planark|${encodeURIComponent(excelOrigin)}`;
  const source = `${address}${address.includes('?') ? '&' : '?'}${query}#${hash}`;
  const frame = `<iframe sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads" src="${source.replaceAll('&', '&amp;')}" style="width: 100%; height: 100vh; border: 0"></iframe>`;
  await page.route(`${excelOrigin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><title>Excel</title><body style="margin: 0"><script>(${installFrameHost.toString()})(${JSON.stringify({ displayLanguage, requirements })})</script>${frame}</body></html>` }));
  await page.goto(`${excelOrigin}/`);
  return excel;
};
