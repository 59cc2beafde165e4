import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import type { BookEvent } from '../model/book';
import type { ExcelHost } from '../host';

/** Where the add-in gets Microsoft's library from; here the files of the package answer, untouched. */
export const officeAddress = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
const officeFolder = path.dirname(require.resolve('@microsoft/office-js/dist/office.js'));

/** What an Excel around a page answers with a number alone. */
const transportCodes: Readonly<Record<string, number>> = {
  ActivityLimitReached: 5102, RequestPayloadSizeLimitExceeded: 5103, ResponsePayloadSizeLimitExceeded: 5104, InvalidOrTimedOutSession: 5012, AccessDenied: 7000, WriteNotSupportedWhenModalDialogOpen: 5016,
};

export interface Reply {
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

/** Requirement sets that such an Excel reports: those of the manifest. */
export const requirements = JSON.stringify({ ExcelApi: '1.14', AddinCommands: '1.1', DialogApi: '1.1', DelayForCellEdit: '1.1' });

const eventEntry = ({ type, targetId, payload, isRemote }: BookEvent): readonly unknown[] => [65536, type, targetId, JSON.stringify(payload), '', isRemote];

export interface PageOptions {
  readonly displayLanguage?: string;
}

export interface PageExcel {
  /** A person clicks a command of the ribbon; done when the add-in says so. */
  command(name: string): Promise<void>;
}

/** What goes both ways whatever kind of Excel is around the page: `excelAnswer`, `excelEvents` and `excelCommand` in its window. */
export const joinPage = async (page: Page, host: ExcelHost): Promise<PageExcel> => {
  await page.exposeFunction('excelAnswer', async (body: string, flags: number) => {
    const reply = replyOf(await host.answer(body, flags));
    setImmediate(() => host.onEvents?.());
    return reply;
  });
  host.onEvents = () => {
    const entries = host.takeEvents().map(eventEntry);
    if (entries.length) void page.evaluate(`excelEvents(${JSON.stringify(entries)})`);
  };
  await page.route(`${officeAddress}**`, (route) => {
    const file = path.join(officeFolder, new URL(route.request().url()).pathname.replace('/lib/1/hosted/', ''));
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file, 'utf8') });
  });
  return { command: (name) => page.evaluate(`excelCommand(${JSON.stringify(name)})`) };
};
