import type { CreatedSpreadsheet, GoogleResult, GuardOptions, InsertOptions, ReadSpreadsheet, WriteOptions } from '../rest';
import type { WorkbookModel, WorkbookPatch } from '../../core';

/** What a person may do with a spreadsheet. */
export type ShareRole = 'reader' | 'commenter' | 'writer';
export interface Share {
  /** An e-mail address. */
  readonly person: string;
  readonly role: ShareRole;
}

/** What became of a person's access: taken away; they had none of their own; or they own it, and stay. */
export type Unshared = 'taken' | 'had-none' | 'owner';

/** What Drive says of a spreadsheet. */
export interface SpreadsheetFile {
  readonly name: string;
  readonly url: string;
  readonly isTrashed: boolean;
  /** ISO instant of the last change, by whomever. */
  readonly modifiedTime: string;
  /** Grows with every change: the same version is the same spreadsheet. */
  readonly version: string;
  readonly shares: readonly (Share & { readonly isOwner: boolean })[];
  /** The account's own address, where the spreadsheet is its own. */
  readonly ownAddress?: string;
  /** What anyone may do who has the address; left out where they may do nothing. */
  readonly linkRole?: ShareRole;
}

/** Google, as one account sees it. Calls wait for their turn in the account's quota; what passes is tried again. */
export interface Google {
  /** Google is known to show no spreadsheet but those that Planark made: what it says is not there may be somebody else's. */
  readonly seesOwnFilesOnly?: boolean;
  /** The account's e-mail address, where Google tells. */
  account(): Promise<GoogleResult<string>>;
  /** Whole, or in the bin. */
  create(model: WorkbookModel, options?: GuardOptions): Promise<GoogleResult<CreatedSpreadsheet>>;
  read(spreadsheetId: string): Promise<GoogleResult<ReadSpreadsheet>>;
  insert(read: ReadSpreadsheet, model: WorkbookModel, options?: InsertOptions): Promise<GoogleResult<void>>;
  write(read: ReadSpreadsheet, patch: WorkbookPatch, options?: WriteOptions): Promise<GoogleResult<void>>;
  file(spreadsheetId: string): Promise<GoogleResult<SpreadsheetFile>>;
  /** Gives a person a role, whatever they had, save an owner, who stays one; sends no mail unless `message` is given. */
  share(spreadsheetId: string, share: Share, message?: string): Promise<GoogleResult<void>>;
  /** Takes away what a person was given; what they have by a group or a link, they keep. */
  unshare(spreadsheetId: string, person: string): Promise<GoogleResult<Unshared>>;
  /** Puts one that this account made and nobody needs into the bin, where it can be. */
  discard(spreadsheetId: string): Promise<void>;
}
