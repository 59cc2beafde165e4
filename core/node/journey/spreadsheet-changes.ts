import { frameWorkbook, type WorkbookPatch } from '../../sheet';
import { sheetAfter, type SyncOutcome } from './sync-workbook';
import type { Today } from './today';
import { workbookChanges } from './workbook-changes';

const emptyPatch = ({ workbook: { stamped: { stamp, tabs } } }: SyncOutcome): WorkbookPatch =>
  ({ tabs: [], pages: [], looksTab: tabs.get('stamp') ?? '', generated: { title: '', author: '', locale: stamp.locale, dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [] });

/**
 * What a spreadsheet lacks after a sync, for a host that also looks after its layout: cells, where it lacks any, and how each tab is to be laid out. null where the
 * sync waits for the person.
 */
export const spreadsheetChanges = (outcome: SyncOutcome, today: Today): WorkbookPatch | null => {
  const { decision: { held, places, tabs }, names } = outcome;
  if (held) return null;
  return { ...(workbookChanges(outcome, today) ?? emptyPatch(outcome)), ...(names.length > 0 && { names }), frames: frameWorkbook(sheetAfter(outcome, today), places, tabs) };
};
