import type { Locale } from '../../plan/locale';
import { answersTo } from '../../sheet';
import { conflictKey } from '../../merge';
import {
  conflictLines, conflictName, diffLines, heldLines, keptLines, receivedLine, settledLines, summaryLine,
  type ConflictMessage, type DiffChange, type DiffConflict, type DiffPlace, type KeptEdit, type Naming, type PreviewAnswer, type RevisionMessage, type SyncDecision, type SyncDiff, type UndoAnswer,
} from '../../sync';
import type { RevisionInfo } from '../../sync/store';
import type { Preview } from '../journey/sync-workbook';
import { namingOf, noticeJson, noticesOf, problemJson, type FileFate } from '../texts/sync-words';

/** What journeys come to, as messages. */

/** A revision without its plan, and without the token: that is its maker's. */
export const revisionMessage = ({ number, hash, parentHash, author, time, message }: RevisionInfo): RevisionMessage => ({ number, hash, parentHash, author, time, message });

const place = ({ table, id, code, cell }: DiffPlace) => ({ table, id, code, cell });
const change = ({ field, from, to, ...rest }: DiffChange) => ({ ...place(rest), field, from: from as never, to: to as never });

/** Edits in plain words and as data. */
export const editsMessage = (diff: SyncDiff, naming: Naming, locale: Locale) => ({
  summary: summaryLine(diff, locale),
  lines: diffLines(diff, naming, locale),
  added: diff.added.map(place),
  changed: diff.changed.map(change),
  moved: diff.moved.map(place),
  removed: diff.removed.map(place),
});

type Value = ConflictMessage['base'];
const sides = ({ field, base, store, sheet, ...rest }: DiffConflict) => ({ ...place(rest), field, base: (base ?? null) as Value, store: (store ?? null) as Value, sheet: (sheet ?? null) as Value });

/** Conflicts that stay open, each with what it is called, its line and its answers. */
export const conflictMessages = (preview: Preview, locale: Locale): ConflictMessage[] => {
  const { decision, decision: { conflicts, places }, storeChanges } = preview;
  const lines = conflictLines(decision, storeChanges, namingOf(preview, locale), locale);
  return conflicts.map((conflict, i) => {
    const changedBy = storeChanges.get(conflictKey(conflict));
    return { ...sides(conflict), name: conflictName(conflict, places), line: lines[i]!, answers: [...answersTo(conflict)], changedBy: changedBy ? { author: changedBy.author, time: changedBy.instant } : null };
  });
};

export const settledMessages = (preview: Preview, locale: Locale) => {
  const { settled } = preview.decision;
  const lines = settledLines(settled, namingOf(preview, locale), locale);
  return settled.map((one, i) => ({ ...sides(one), take: one.take, line: lines[i]! }));
};

/** How a sync or its preview ended; what waits for the person comes first. */
export const outcomeOf = ({ held, conflicts, problems }: SyncDecision): PreviewAnswer['outcome'] =>
  held ? 'held' : conflicts.length > 0 ? 'conflicts' : problems.length > 0 ? 'problems' : 'done';

/** All that a sync does, or would do. */
export const sheetEditsMessage = (preview: Preview, fate: FileFate, locale: Locale) => {
  const { diff, problems, held } = preview.decision;
  return {
    outcome: outcomeOf(preview.decision),
    ...editsMessage(diff, namingOf(preview, locale), locale),
    received: diff.received.map(place),
    receivedLine: receivedLine(diff, locale),
    conflicts: conflictMessages(preview, locale),
    settled: settledMessages(preview, locale),
    problems: problems.map((problem) => problemJson(problem, locale)),
    notices: noticesOf(preview.decision, fate).map((notice) => noticeJson(notice, locale)),
    held: held && { reason: held.reason, tables: held.tables.map((one) => ({ ...one })), message: heldLines(held, locale).join(' ') },
  };
};

/** What an undo left as it is. */
export const keptMessages = (kept: readonly KeptEdit[], naming: Naming, locale: Locale): UndoAnswer['kept'] => {
  const lines = keptLines(kept, naming, locale);
  return kept.map(({ field, reason, before, after, now, users, ...rest }, i) =>
    ({ ...place(rest), field, reason, before: before as Value, after: after as Value, now: now as Value, users: [...users], line: lines[i]! }));
};
