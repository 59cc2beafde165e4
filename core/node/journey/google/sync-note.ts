import type { SheetLinks, SheetSyncNote } from '../../links/sheet-links';
import type { SyncOutcome } from '../sync-workbook';

const outcomeWord = ({ decision: { held, conflicts, problems } }: SyncOutcome): SheetSyncNote['outcome'] => (held ? 'held' : conflicts.length > 0 ? 'conflicts' : problems.length > 0 ? 'problems' : 'done');

/** What a link remembers of a sync that was written into its spreadsheet; one that is held has brought the sheet no further. */
export const syncNote = (outcome: SyncOutcome, time: string): SheetSyncNote =>
  ({ time, revision: outcome.decision.held ? outcome.base.number : outcome.revision.number, outcome: outcomeWord(outcome) });

/**
 * Remembers a sync whose cells came from a spreadsheet and whose changes go there by the same way. A spreadsheet that is not linked to this plan is
 * nobody's to speak for; a store that cannot remember has lost nothing. [A24]
 */
export const noteSync = async (links: SheetLinks, spreadsheetId: string, outcome: SyncOutcome, time: string): Promise<void> => {
  const found = await links.find(spreadsheetId);
  if (!found.ok || found.value?.planId !== outcome.head.planId) return;
  await links.note(spreadsheetId, { lastSync: syncNote(outcome, time), lastFailure: null });
};
