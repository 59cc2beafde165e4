import type { Locale } from '../../plan/locale';
import type { RecordTable } from '../../plan/records';
import { brokenTables, type Notice, type Problem } from '../../sheet';
import { createNaming, noticeMessage, problemMessage, type Naming, type SyncDecision } from '../../sync';
import { isSigned } from '../journey/read-workbook';
import type { Preview } from '../journey/sync-workbook';

/** What becomes of the file, or became of it. */
export interface FileFate {
  readonly takesOrder: boolean;
  /** Tables whose tabs are written anew, so what else stands on them does not come along. */
  readonly anew: readonly RecordTable[];
  /** It is signed, which holds no longer once it is written into. */
  readonly losesSignature: boolean;
}

/** What can be said before the file is written. */
export const expectedFate = ({ workbook, decision: { isSheetBehind, places } }: Preview, takesOrder: boolean): FileFate =>
  ({ takesOrder, anew: isSheetBehind ? brokenTables(places) : [], losesSignature: isSheetBehind && isSigned(workbook.grid) });

export const signatureNotice: Notice = { code: 'SIGNATURE_BROKEN', tab: '', cell: null, detail: '' };

/** A tab that is there is told of with what of the person's stands on it; one that is gone simply comes back. */
const anewNotices = ({ ownOnOurTabs, places }: SyncDecision, { anew }: FileFate): Notice[] =>
  anew.flatMap((table): Notice[] => {
    const tab = places.get(table)?.tab;
    const own = ownOnOurTabs.filter((one) => one.table === table).map(({ what }) => what);
    return tab === undefined ? [] : [{ code: own.length > 0 ? 'OWN_WORK_NOT_CARRIED' : 'TAB_WRITTEN_ANEW', tab, cell: null, detail: own.join(', ') }];
  });

/** Notices that concern the way back into the file. */
const fileNotices = (decision: SyncDecision, fate: FileFate): Notice[] => [
  ...(decision.diff.moved.length > 0 && !fate.takesOrder ? [{ code: 'ORDER_NOT_TAKEN' as const, tab: decision.diff.moved[0]!.cell?.split('!')[0] ?? '', cell: null, detail: '' }] : []),
  ...anewNotices(decision, fate),
  ...(fate.losesSignature ? [signatureNotice] : []),
];

/** All that people should be told, in the order it is told. */
export const noticesOf = (decision: SyncDecision, fate: FileFate): Notice[] => [...decision.notices, ...fileNotices(decision, fate)];

/** A problem as the JSON output has it. */
export const problemJson = ({ code, tab, cell, header, value, expected }: Problem, locale: Locale) =>
  ({ code, tab, cell: cell === null ? null : `${tab}!${cell}`, header, value, message: problemMessage({ code, value, expected }, locale) });

/** A notice as JSON output has it. */
export const noticeJson = ({ code, tab, cell, detail }: Notice, locale: Locale) => ({ code, tab, cell, message: noticeMessage({ code, detail }, locale) });

/** Names of records and values as store and sheet have them. */
export const namingOf = ({ base, head, decision }: Preview, locale: Locale): Naming => createNaming([decision.plan, head.plan, base.plan, decision.sheetPlan], locale);
