import type { Locale } from '../../plan/locale';
import { createNaming, diffLines, keptLines, summaryLine, type DiffPlace, type KeptEdit } from '../../sync';
import type { UndoOutcome } from '../journey/undo-revision';
import { exitCodes, type ExitCode } from './command';
import { block, changeJson, indent } from './sync-report';
import { say } from './texts';

/** How an undo ended: what later edits kept is told as conflicts are. */
export const undoExitCode = ({ decision }: UndoOutcome): ExitCode => (decision.kept.length > 0 ? exitCodes.conflicts : exitCodes.done);

const keptJson = ({ reason, table, id, code, field, before, after, now, users }: KeptEdit) => ({ reason, table, id, code, field, before, after, now, users });
const placeJson = ({ table, id, code }: DiffPlace) => ({ table, id, code });

/** The document that `undo --json` prints. */
export const undoJson = ({ undone, revision, isCommitted, decision: { diff, kept } }: UndoOutcome) => ({
  plan: undone.planId,
  undone: undone.number,
  revision: revision.number,
  committed: isCommitted,
  added: diff.added.map(placeJson),
  changed: diff.changed.map(changeJson),
  moved: diff.moved.map(placeJson),
  removed: diff.removed.map(placeJson),
  kept: kept.map(keptJson),
});

/** What an undo did, in plain words. */
export const undoLines = ({ undone, revision, isCommitted, decided, decision: { plan, diff, kept } }: UndoOutcome, locale: Locale): string[] => {
  const naming = createNaming([plan, decided.store, decided.before, decided.revision], locale);
  return [
    summaryLine(diff, locale),
    ...indent(diffLines(diff, naming, locale)),
    ...block(say('notUndone', locale), keptLines(kept, naming, locale)),
    '',
    isCommitted ? say('undone', locale, { undone: undone.number, number: revision.number }) : say('nothingNew', locale, { number: revision.number }),
  ];
};
