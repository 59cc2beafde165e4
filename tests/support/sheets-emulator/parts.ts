import type { Person } from './person';
import type { Switches } from './switches';

/** Google's refusal: thrown wherever it is found out, answered as Google's error JSON by the door. */
export class GoogleError extends Error {
  /**
   * `status` is HTTP's; `code` is Google's canonical name of it (INVALID_ARGUMENT, PERMISSION_DENIED, NOT_FOUND …); `reason` the short word that Drive
   * and quota errors carry (`storageQuotaExceeded`); `domain` goes with it. `detail` is told besides the message.
   */
  constructor(readonly status: number, readonly code: string, message: string, readonly reason?: string, readonly domain?: string, readonly detail?: string) {
    super(message);
  }
}

/** 400, in Google's words: `Invalid requests[0].addSheet: A sheet with the name "X" already exists. Please enter another name.` */
export const invalid = (message: string): GoogleError => new GoogleError(400, 'INVALID_ARGUMENT', message);

/** What the emulator has not got: answered 501, never silently. */
export class EmulatorGap extends Error {
  constructor(what: string) {
    super(`EMULATOR GAP: ${what}`);
  }
}

/** Who calls, as far as a spreadsheet cares: protection is per user, its owner is never locked out. */
export interface Caller {
  readonly email: string;
  readonly role: 'owner' | 'writer' | 'commenter' | 'reader';
}

/** The parameters of a call, from its path and its query; a repeated one is a list. */
export type CallParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The spreadsheets themselves, which know nothing of HTTP, tokens, masks or files. Bodies and parameters were validated against the schema before they come here, and access
 * was checked: a reader never gets to write. An answer is whole: the mask `fields` is applied by the door.
 */
export interface SheetsModel {
  /** Makes a spreadsheet of a validated `Spreadsheet`, under the id that Drive gave it. */
  create(spreadsheetId: string, body: gapi.client.sheets.Spreadsheet, owner: Caller): void;
  /**
   * Runs a method of the Sheets API, by its name: `spreadsheets.get`, `spreadsheets.batchUpdate`, `spreadsheets.values.update`, `spreadsheets.developerMetadata.search` …
   * `withGrid`: the answer is to hold grid data, since the mask names `sheets.data` or `includeGridData` was given without a mask. All or nothing; throws `GoogleError` or `EmulatorGap`.
   */
  run(method: string, spreadsheetId: string, params: CallParams, body: unknown, caller: Caller, withGrid: boolean): unknown;
  person(spreadsheetId: string, email: string): Person;
  title(spreadsheetId: string): string;
  /** Drive's name of a file is the spreadsheet's title. */
  rename(spreadsheetId: string, title: string): void;
  /** Grows with each change, by whomever. */
  version(spreadsheetId: string): number;
  exportXlsx(spreadsheetId: string): Promise<Buffer>;
  /** Makes a spreadsheet of an xlsx that was uploaded to be converted. */
  importXlsx(spreadsheetId: string, title: string, bytes: Buffer, owner: Caller): Promise<void>;
}

/** What the model is given. */
export interface ModelSurroundings {
  readonly switches: Switches;
  /** The date that TODAY() sees. */
  readonly now: () => Date;
  /** The role of each account that has the spreadsheet, for protection and its replies. */
  readonly callersOf: (spreadsheetId: string) => readonly Caller[];
}
