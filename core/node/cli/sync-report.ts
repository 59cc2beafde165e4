import type { Locale } from '../../plan/locale';
import type { DiffChange, DiffConflict, SyncDecision } from '../../sync';
import { conflictLines, diffLines, heldLines, noticeMessage, problemMessage, receivedLine, settledLines, summaryLine } from '../../sync';
import { conflictKey } from '../../merge';
import { tabNames, type Problem } from '../../sheet';
import type { Preview } from '../journey/sync-workbook';
import { namingOf, noticeJson, noticesOf, problemJson, type FileFate } from '../texts/sync-words';
import { exitCodes, type ExitCode } from './command';
import { say, type TextName } from './texts';

/** How a sync or its preview ended. What waits for the person comes first, then conflicts, then problems. */
export const syncExitCode = ({ held, conflicts, problems }: SyncDecision): ExitCode =>
  held ? exitCodes.held : conflicts.length > 0 ? exitCodes.conflicts : problems.length > 0 ? exitCodes.problems : exitCodes.done;

const place = ({ tab, cell }: { readonly tab: string; readonly cell: string | null }): string => (tab === '' ? '' : cell === null ? tab : `${tab}!${cell}`);

/** A changed field as the JSON output has it. */
export const changeJson = ({ table, id, code, field, from, to, cell }: DiffChange) => ({ table, id, code, field, from, to, cell });

/** A conflict as the JSON output has it. */
export const conflictJson = ({ table, id, code, field, base, store, sheet, cell }: DiffConflict) =>
  ({ table, id, code, field, base: base ?? null, store: store ?? null, sheet: sheet ?? null, cell });

/** An open one, with who made the store's side what it is. */
export const openJson = (conflict: DiffConflict, changes: Preview['storeChanges']) => {
  const change = changes.get(conflictKey(conflict));
  return { ...conflictJson(conflict), changedBy: change ? { author: change.author, time: change.time } : null };
};

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

/** What the tab of conflicts is called in this file. */
const conflictTab = ({ decision: { tabs }, workbook: { stamped: { stamp } } }: Preview): string => tabs.generated.get('conflicts')?.name ?? tabNames.conflicts[stamp.locale];

/** What a sync does or did, in plain words; what to do about conflicts differs from place to place. */
export const syncLines = (preview: Preview, fate: FileFate, locale: Locale, conflictsText: TextName = 'conflicts'): string[] => {
  const { decision, storeChanges } = preview;
  const naming = namingOf(preview, locale);
  const { diff, conflicts, settled, problems, held } = decision;
  const received = receivedLine(diff, locale);
  const notices = noticesOf(decision, fate).map((notice) => [place(notice), noticeMessage(notice, locale)].filter((part) => part !== '').join(': '));
  return [
    ...(held ? [...heldLines(held, locale), say('confirm', locale)] : []),
    summaryLine(diff, locale),
    // An order that is not taken is one notice, and nothing that was done.
    ...indent(diffLines(fate.takesOrder ? diff : { ...diff, moved: [] }, naming, locale)),
    ...(received ? [received] : []),
    ...block(say('settled', locale, { count: settled.length }), settledLines(settled, naming, locale)),
    ...block(say(conflictsText, locale, { count: conflicts.length, tab: conflictTab(preview) }), conflictLines(decision, storeChanges, naming, locale)),
    ...block(say('problems', locale, { count: problems.length }), problemLines(problems, locale)),
    ...block(say('notices', locale), notices),
  ];
};
