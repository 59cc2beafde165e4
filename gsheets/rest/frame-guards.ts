import type { TabFrame } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import type { GuardOptions } from './open-spreadsheet';
import { isUnlocked } from './cell-format';
import { rangeKey } from './frame-rules';
import { columnCountOf, rowCountOf, sheetIdOf, type Sheet } from './raw-spreadsheet';

type ProtectedRange = gapi.client.sheets.ProtectedRange;

/** What our guards are known by; a person's own have another description, or none. */
export const guardDescription = 'Planark';

const isOurs = ({ description }: ProtectedRange): boolean => description === guardDescription;

/** Whole columns in which people write on a guarded tab, below its header. */
const openRanges = (sheetId: number, { columns }: TabFrame): gapi.client.sheets.GridRange[] =>
  columns.flatMap((column, i) => (column && isUnlocked(column.style) ? [{ sheetId, startRowIndex: 1, startColumnIndex: i, endColumnIndex: i + 1 }] : []));

/** Whom our guards in a spreadsheet let in, as far as whoever asks is told. */
export const guardedFor = ({ sheets = [] }: Spreadsheet): string[] => {
  const ours = sheets.flatMap(({ protectedRanges = [] }) => protectedRanges).filter(isOurs);
  return ours.map(({ editors }) => editors?.users ?? []).find((users) => users.length > 0) ?? [];
};

const guardOf = (sheetId: number, frame: TabFrame, users: readonly string[]): ProtectedRange => {
  const unprotectedRanges = openRanges(sheetId, frame);
  return {
    range: { sheetId },
    description: guardDescription,
    warningOnly: false,
    ...(unprotectedRanges.length > 0 && { unprotectedRanges }),
    ...(users.length > 0 && { editors: { users: [...users], domainUsersCanEdit: false } }),
  };
};

/** Whether Google says where the tab ends or not. */
const isWholeSheet = ({ range: { startRowIndex = 0, startColumnIndex = 0, endRowIndex = Infinity, endColumnIndex = Infinity } = {} }: ProtectedRange, sheet: Sheet): boolean =>
  startRowIndex === 0 && startColumnIndex === 0 && endRowIndex >= rowCountOf(sheet) && endColumnIndex >= columnCountOf(sheet);

/** Whole columns, whether Google says where they end or not. */
const openKey = ({ unprotectedRanges = [] }: ProtectedRange, rowCount: number): string =>
  unprotectedRanges.map(({ endRowIndex, ...range }) => rangeKey(endRowIndex === undefined || endRowIndex === rowCount ? range : { ...range, endRowIndex })).sort().join('\n');

/** Does the guard hold as it should? Who may not change it is told of no editors; whom its owner let in besides is the owner's affair. */
const holds = (standing: ProtectedRange, wanted: ProtectedRange, sheet: Sheet): boolean => {
  const rowCount = rowCountOf(sheet);
  const users = standing.editors?.users?.map((user) => user.toLowerCase());
  const isOpenTo = (wanted.editors?.users ?? []).every((user) => users === undefined || users.includes(user.toLowerCase()));
  return isWholeSheet(standing, sheet) && standing.warningOnly !== true && standing.editors?.domainUsersCanEdit !== true && isOpenTo && openKey(standing, rowCount) === openKey(wanted, rowCount);
};

const removeGuard = ({ protectedRangeId }: ProtectedRange): SheetsRequest => ({ deleteProtectedRange: { protectedRangeId: protectedRangeId! } });

/**
 * Guards of a tab: one of ours over all of it where only the app may write there, none elsewhere, unless nobody says which further tabs are locked: then those that
 * are stay so. A person's own stay. `isFor` are let in. [N18]
 */
export const guardRequests = (sheet: Sheet, frame: TabFrame, { lockedTabs }: GuardOptions, isFor: readonly string[]): SheetsRequest[] => {
  const ours = (sheet.protectedRanges ?? []).filter(isOurs);
  const isGuarded = frame.isProtected || lockedTabs?.includes(frame.key);
  if (!isGuarded) return lockedTabs ? ours.map(removeGuard) : [];
  const wanted = guardOf(sheetIdOf(sheet), frame, isFor);
  const kept = ours.find((guard) => holds(guard, wanted, sheet));
  return [...ours.filter((guard) => guard !== kept).map(removeGuard), ...(kept ? [] : [{ addProtectedRange: { protectedRange: wanted } }])];
};
