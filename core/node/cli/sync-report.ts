import type { Locale } from '../../plan/locale';
import type { RecordTable } from '../../plan/records';
import type { DiffChange, DiffConflict, SyncDecision } from '../../sync';
import { conflictLines, createNaming, diffLines, heldLines, noticeMessage, problemMessage, receivedLine, settledLines, summaryLine, type Naming } from '../../sync';
import { conflictKey } from '../../merge';
import { brokenTables, tabNames, type Notice, type Problem } from '../../sheet';
import { isSigned } from '../journey/read-workbook';
import type { Preview } from '../journey/sync-workbook';
import { exitCodes, type ExitCode } from './command';
import { say } from './texts';

/** How a sync or its preview ended. What waits for the person comes first, then conflicts, then problems. */
export const syncExitCode = ({ held, conflicts, problems }: SyncDecision): ExitCode =>
  held ? exitCodes.held : conflicts.length > 0 ? exitCodes.conflicts : problems.length > 0 ? exitCodes.problems : exitCodes.done;

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

const noticesOf = (decision: SyncDecision, fate: FileFate): Notice[] => [...decision.notices, ...fileNotices(decision, fate)];

const place = ({ tab, cell }: { readonly tab: string; readonly cell: string | null }): string => (tab === '' ? '' : cell === null ? tab : `${tab}!${cell}`);

/** A problem as the JSON output has it. */
export const problemJson = ({ code, tab, cell, header, value, expected }: Problem, locale: Locale) =>
  ({ code, tab, cell: cell === null ? null : `${tab}!${cell}`, header, value, message: problemMessage({ code, value, expected }, locale) });

/** A notice as the JSON output has it. */
export const noticeJson = (notice: Notice, locale: Locale) => ({ code: notice.code, tab: notice.tab, cell: notice.cell, message: noticeMessage(notice, locale) });

/** A changed field as the JSON output has it. */
export const changeJson = ({ table, id, code, field, from, to, cell }: DiffChange) => ({ table, id, code, field, from, to, cell });

/** A conflict as the JSON output has it. */
export const conflictJson = ({ table, id, code, field, base, store, sheet, cell }: DiffConflict) =>
  ({ table, id, code, field, base: base ?? null, store: store ?? null, sheet: sheet ?? null, cell });

/** An open one, with who made the store's side what it is. */
export const openJson = (conflict: DiffConflict, changes: Preview['storeChanges']) => ({ ...conflictJson(conflict), changedBy: changes.get(conflictKey(conflict)) ?? null });

/** The document that `sync --json` and `preview --json` print. */
export const syncJson = ({ base, decision, storeChanges }: Preview, revision: number, fate: FileFate, locale: Locale) => {
  const { diff, conflicts, settled, problems, held } = decision;
  return {
    plan: base.planId,
    base: base.number,
    revision,
    added: diff.added,
    changed: diff.changed.map(changeJson),
    moved: diff.moved,
    removed: diff.removed,
    conflicts: conflicts.map((conflict) => openJson(conflict, storeChanges)),
    settled: settled.map((one) => ({ ...conflictJson(one), take: one.take })),
    problems: problems.map((problem) => problemJson(problem, locale)),
    held: held && { reason: held.reason, message: heldLines(held, locale).join(' ') },
    notices: noticesOf(decision, fate).map((notice) => noticeJson(notice, locale)),
  };
};

const maxLines = 40;
const cut = (lines: readonly string[]): string[] => (lines.length > maxLines ? [...lines.slice(0, maxLines), `… (${lines.length})`] : [...lines]);
export const indent = (lines: readonly string[]): string[] => cut(lines).map((line) => `  ${line}`);

/** A title with its lines below; nothing where there are none. */
export const block = (title: string, lines: readonly string[]): string[] => (lines.length > 0 ? ['', title, ...indent(lines)] : []);

export const problemLines = (problems: readonly Problem[], locale: Locale): string[] =>
  problems.map((problem) => [place(problem), problem.header === null ? '' : `(${problem.header})`, problemMessage(problem, locale)].filter((part) => part !== '').join(' '));

/** Names of records and values as store and sheet have them. */
export const namingOf = ({ base, head, decision }: Preview, locale: Locale): Naming => createNaming([decision.plan, head.plan, base.plan, decision.sheetPlan], locale);

/** What the tab of conflicts is called in this file. */
const conflictTab = ({ decision: { tabs }, workbook: { stamped: { stamp } } }: Preview): string => tabs.generated.get('conflicts')?.name ?? tabNames.conflicts[stamp.locale];

/** What a sync does or did, in plain words. */
export const syncLines = (preview: Preview, fate: FileFate, locale: Locale): string[] => {
  const { decision, storeChanges } = preview;
  const naming = namingOf(preview, locale);
  const { diff, conflicts, settled, problems, held } = decision;
  const received = receivedLine(diff, locale);
  const notices = noticesOf(decision, fate).map((notice) => [place(notice), noticeMessage(notice, locale)].filter((part) => part !== '').join(': '));
  return [
    ...(held ? [...heldLines(held, locale), say('confirm', locale)] : []),
    summaryLine(diff, locale),
    ...indent(diffLines(diff, naming, locale)),
    ...(received ? [received] : []),
    ...block(say('settled', locale, { count: settled.length }), settledLines(settled, naming, locale)),
    ...block(say('conflicts', locale, { count: conflicts.length, tab: conflictTab(preview) }), conflictLines(decision, storeChanges, naming, locale)),
    ...block(say('problems', locale, { count: problems.length }), problemLines(problems, locale)),
    ...block(say('notices', locale), notices),
  ];
};
