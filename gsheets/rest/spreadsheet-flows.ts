import { read, write } from './flows';
import { create, insert } from './make-spreadsheet';
import type { SpreadsheetFlows } from './open-spreadsheet';

/** What can be done with a spreadsheet; the same for every driver. One that makes none takes `read` and `write` alone, and is smaller. */
export const createSpreadsheetFlows = (): SpreadsheetFlows => ({ create, read, insert, write });
