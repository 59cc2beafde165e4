import type { Google } from '../../../../gsheets/api/google';
import type { GoogleFailure, GoogleResult, ReadSpreadsheet } from '../../../../gsheets/rest';
import { readStamp } from '../../../sheet';
import type { Store } from '../../../sync/store';
import type { SheetLink, SheetLinks } from '../../links/sheet-links';
import { fail, succeed, type Result } from '../failure';
import type { ReadWorkbook } from '../read-workbook';

/** What journeys between a store and Google need of the world. */
export interface SheetPorts {
  readonly store: Store;
  readonly links: SheetLinks;
  readonly google: Google;
}

/** Where a spreadsheet is, for who is told of it. */
export type SheetPlace = Pick<SheetLink, 'spreadsheetId' | 'url'>;

/** The address of a spreadsheet of which no more than the id is known. */
export const addressOf = (spreadsheetId: string): string => `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;

/** The account's address is named where a person has to do something about it. */
const namesAccount: ReadonlySet<GoogleFailure['kind']> = new Set(['no-access', 'not-found', 'no-room', 'protected']);

/** Google's answer as a step of a journey. */
export const fromGoogle = async <T>(google: Google, answer: Promise<GoogleResult<T>>, place?: SheetPlace): Promise<Result<T>> => {
  const given = await answer;
  if (given.ok) return given;
  const account = namesAccount.has(given.failure.kind) ? await google.account() : undefined;
  return fail({ kind: 'sheet', failure: { kind: 'google', failure: given.failure, ...(place && { url: place.url }), ...(account?.ok && { account: account.value }), ...(google.seesOwnFilesOnly && { isOwnOnly: true as const }) } });
};

/** A spreadsheet as it stands, whatever is in it. One in the bin is not read for a person who threw it away. [U4] */
export const readSheet = async (google: Google, place: SheetPlace): Promise<Result<ReadSpreadsheet>> => {
  const [file, read] = await Promise.all([google.file(place.spreadsheetId), fromGoogle(google, google.read(place.spreadsheetId), place)]);
  // Drive does not tell of every spreadsheet that can be read: those that a person shared with the account, above all.
  if (file.ok && file.value.isTrashed) return fail({ kind: 'sheet', failure: { kind: 'trashed', url: place.url } });
  return read;
};

/** A spreadsheet that shows a plan. */
export interface ReadPlanSheet {
  readonly read: ReadSpreadsheet;
  readonly workbook: ReadWorkbook;
}

/** A linked spreadsheet with what its stamp says; a failure where it shows no plan, or another one. */
export const readLinked = async (google: Google, { planId, ...place }: SheetPlace & { readonly planId: string }): Promise<Result<ReadPlanSheet>> => {
  const read = await readSheet(google, place);
  if (!read.ok) return read;
  const stamped = readStamp(read.value.grid);
  if (!stamped.ok) return fail({ kind: 'sheet', failure: { kind: 'stamp', failure: stamped.failure, url: place.url } });
  const found = stamped.value.stamp.planId;
  if (found !== planId) return fail({ kind: 'sheet', failure: { kind: 'other-plan', planId, found, url: place.url } });
  return succeed({ read: read.value, workbook: { grid: read.value.grid, stamped: stamped.value } });
};
