import type { PreviewAnswer } from '../../core';
import type { PaneState } from './pane-state';
import { hasEdits } from './sync-talk';

/** Does nothing of the workbook wait to be taken in: no edit, no conflict, no cell that cannot be taken in? */
export const hasNothingHere = (checked: PreviewAnswer): boolean =>
  !hasEdits(checked) && checked.conflicts.length === 0 && checked.problems.length === 0 && checked.held === null;

/** May the workbook be other than it was when it was looked at last? So it may until another look has come to its end. */
export const mayHaveChanged = ({ isStale, job, trouble }: PaneState): boolean => {
  const isLooking = job?.kind === 'check' || job?.kind === 'preview';
  const lookFailed = trouble?.from === 'workbook' && (trouble.kind === 'check' || trouble.kind === 'preview');
  return isStale || isLooking || lookFailed || trouble?.from === 'server' || trouble?.from === 'pane';
};

/** Is the workbook still what the last sync made of it, and the store, too, and nothing left to be settled? What could not be taken in is told of by itself. */
export const isUpToDate = ({ talk: { result }, checked, newest, isStale }: PaneState): boolean =>
  result !== null && checked !== null && !isStale && !hasEdits(checked) && checked.conflicts.length === 0 && Math.max(newest, checked.revision) <= result.revision.number;

/** Is what is shown of the sync before the one that is under way? */
export const isOfBefore = ({ talk: { result }, job }: PaneState): boolean =>
  result !== null && job?.kind === 'sync' && job.step !== 'writing' && job.round === 0;
