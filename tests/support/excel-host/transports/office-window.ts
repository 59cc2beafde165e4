import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { BrowserContext, Frame } from 'playwright-core';

/** A page of the add-in in an emulated Excel. */
export interface AddinPage {
  /** Where the add-in itself runs. */
  readonly frame: Frame;
  /** Calls a function of the page as a button of the ribbon does; resolves with the status that the add-in ended it with, 0 for success. */
  command(functionName: string): Promise<number>;
}

/** A window of Excel with one workbook, in which pages of the add-in are opened. */
export interface OfficeWindow {
  open(address: string): Promise<AddinPage>;
  /** The small page that the add-in opened over the window, or the next one that it opens. */
  dialog(): Promise<Frame>;
  /** What office.js asked for that nothing here answers. */
  readonly gaps: readonly string[];
}

const dist = path.dirname(require.resolve('@microsoft/office-js/dist/office.js'));
const base = 'https://appsforoffice.microsoft.com/lib/1/hosted/';

/** Microsoft's server of the library, out of the package as it was published; nothing else of it is there. */
export const serveLibrary = (context: BrowserContext): Promise<void> =>
  context.route(`${base}**`, async (route) => {
    const file = path.join(dist, new URL(route.request().url()).pathname.slice(new URL(base).pathname.length));
    if (!file.startsWith(dist + path.sep) || !existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file), headers: { 'access-control-allow-origin': '*' } });
  }).then(() => undefined);
