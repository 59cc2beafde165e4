import type { Grid, GridRange, NameText, WorkbookModel, WorkbookPatch } from '../../core';

/** Why the workbook could not be read or written. Nothing was changed unless `isPartial` says so. */
export interface HostFailure {
  /**
   * `editing`: somebody is in the middle of a cell; `busy`: the host asks to be left alone for a while; `too-large`: more than the host takes in;
   * `protected`: a tab or the workbook is locked; `read-only`: nobody may change this workbook; `lost`: the host is gone, or gave no answer;
   * `changed`: what was to be written no longer stands where it was read, or a name is taken; `blocked`: below a table stands something that
   * keeps it from growing, a row of totals or another table; `refused`: the host would not, for a reason that has no word here, only its `code`.
   */
  readonly kind: 'editing' | 'busy' | 'too-large' | 'protected' | 'read-only' | 'lost' | 'changed' | 'blocked' | 'refused';
  /** Some of it may have been written. Reading and syncing again mends it. */
  readonly isPartial: boolean;
  /** The tab that it is about, where it is about one; of a name that is taken, the one that cannot have it. */
  readonly tab?: string;
  /** The host's own word for a `refused`. */
  readonly code?: string;
}

export type HostResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: HostFailure };

export interface WorkbookOptions {
  /** While the host waits for somebody to leave a cell, and when it no longer does. */
  readonly onWaiting?: (isWaiting: boolean) => void;
}

/** Cells that a person has selected. */
export interface SelectedArea {
  readonly tab: string;
  readonly range: GridRange;
}

/** The workbook that is open beside the pane. Calls are done one at a time, in the order in which they came. */
export interface OpenWorkbook {
  /** Every tab with its cells, the hidden ones too. */
  read(options?: WorkbookOptions): Promise<HostResult<Grid>>;
  /** Makes the tabs of a plan after those that stand; none of them may have a name that is taken. */
  insert(model: WorkbookModel, options?: WorkbookOptions): Promise<HostResult<void>>;
  /** Writes what a sync gives back; the stamp comes last, so that an end in the middle leaves a workbook that syncs again. `read` is the very grid that `read()` gave and the patch was made for. */
  write(patch: WorkbookPatch, read: Grid, options?: WorkbookOptions): Promise<HostResult<void>>;
  /** Lets the names of a budget's columns be these and no others, with `read` as the grid that they were found in; none takes them all away. */
  nameColumns(names: readonly NameText[], read: Grid, options?: WorkbookOptions): Promise<HostResult<void>>;
  /** What the person has selected; null where that is no cells of one piece. */
  selected(options?: WorkbookOptions): Promise<HostResult<SelectedArea | null>>;
  /** Shows a cell or a tab to the person: "Tiltak!F12", "'Mine tall'!A1", "Tiltak". False where there is no such place. */
  select(place: string): Promise<HostResult<boolean>>;
  /** Something in the workbook may have changed, by whomever; what, only a read can tell. Gives what stops it. */
  onDirty(listener: () => void): Promise<HostResult<() => void>>;
  /** Names the workbook as far as its host can: where it lies, which changes when it is copied or renamed; null where it was never saved. */
  location(): string | null;
}
