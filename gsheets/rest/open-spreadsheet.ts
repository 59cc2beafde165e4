import type { Grid, GridName, WorkbookModel, WorkbookPatch } from '../../core';
import type { Flow } from './calls';

/** How a plan's tabs are guarded in a spreadsheet that others write in. */
export interface GuardOptions {
  /** The account that syncs, as an e-mail address: without it on the list it would lock itself out. Who does not know it leaves it out: whom another guard of ours lets in is let in. */
  readonly editor?: string;
  /** Keys of further tabs that only that account may change: a region's superior goals. Who does not know leaves it out, and such guards stay as they are. */
  readonly lockedTabs?: readonly string[];
}

export interface WriteOptions extends GuardOptions {
  /** The writer's own word for this write, which nobody else uses: by it a write whose answer was lost is known as one's own. Without it, what may be another's counts as another's. */
  readonly operation?: string;
}

export interface InsertOptions extends WriteOptions {
  /** Names that cells beside the plan's tabs are to have. */
  readonly names?: readonly GridName[];
}

/** A spreadsheet as it was read. */
export interface ReadSpreadsheet {
  readonly spreadsheetId: string;
  readonly title: string;
  readonly url: string;
  /** Every tab with its cells, the hidden ones too; the tab of the stamp is very hidden. */
  readonly grid: Grid;
  /** The whole answer, as writers need it. */
  readonly raw: import('./calls').Spreadsheet;
}

export interface CreatedSpreadsheet {
  readonly spreadsheetId: string;
  readonly url: string;
}

/** What can be done with a spreadsheet; each a flow of calls, the same for every driver. SPEC.md */
export interface SpreadsheetFlows {
  /** A new spreadsheet that holds a plan, in at most two requests. */
  create(model: WorkbookModel, options?: GuardOptions): Flow<CreatedSpreadsheet>;
  /** Everything that a sync needs, in one request. */
  read(spreadsheetId: string): Flow<ReadSpreadsheet>;
  /** Makes the tabs of a plan after those that stand; none of them may have a name that is taken. One request, all or nothing. */
  insert(read: ReadSpreadsheet, model: WorkbookModel, options?: InsertOptions): Flow<void>;
  /**
   * Writes what a sync gives back: looks once more at what is to be written on, and writes it in one batch that also makes the next mark, and mends what is
   * not laid out as declared. A lost answer is found out by reading.
   */
  write(read: ReadSpreadsheet, patch: WorkbookPatch, options?: WriteOptions): Flow<void>;
}
