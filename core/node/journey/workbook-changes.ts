import { patchWorkbook, type WorkbookPatch } from '../../sheet';
import { sheetAfter, type SyncOutcome } from './sync-workbook';
import type { Today } from './today';

/** What a workbook lacks after a sync, for a host that writes into it by itself; null where it lacks nothing, or waits for the person. */
export const workbookChanges = (outcome: SyncOutcome, today: Today): WorkbookPatch | null => {
  const { held, isSheetBehind, places, tabs } = outcome.decision;
  return held || !isSheetBehind ? null : patchWorkbook(sheetAfter(outcome, today), places, tabs);
};
