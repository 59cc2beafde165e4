import type { BudgetMapping, Grid, Locale, NameText, PreviewAnswer, Stamp, StampFailure, WorkbookModel, WorkbookPatch } from '../../core';
import type { ClientFailure } from '../client/failure';
import type { CellSyncOptions } from '../client/kept-sync';
import type { HostFailure } from '../host/open-workbook';
import type { LinkedPlan, LinkTalk } from './link-talk';
import { emptyTalk, type SyncTalk } from './sync-talk';

/** What the open workbook is, as it was read last. */
export type Book =
  | { readonly kind: 'unread' }
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'unusable'; readonly failure: Exclude<StampFailure, { kind: 'not-planark' }> }
  | { readonly kind: 'plan'; readonly stamp: Stamp };

interface Tried {
  /** How often this step has been tried in vain. */
  readonly attempt: number;
}

/** Looking what is new, unasked; or because the person wants to see it. */
export type LookJob = Tried & { readonly kind: 'check' | 'preview' } & ({ readonly step: 'reading' } | { readonly step: 'asking'; readonly planId: string; readonly grid: Grid });

/**
 * `round` counts up where somebody else wrote into the workbook meanwhile, and it is read and synced again; `naming` where new rows were given
 * their ids before they are sent, and it is read again.
 */
export type SyncJob = Tried & { readonly kind: 'sync'; readonly round: number; readonly planId: string } & (
  | { readonly step: 'reading'; readonly operation: string; readonly naming: number }
  | { readonly step: 'naming'; readonly operation: string; readonly naming: number; readonly grid: Grid; readonly changes: WorkbookPatch }
  | { readonly step: 'asking'; readonly grid: Grid; readonly options: CellSyncOptions }
  | { readonly step: 'writing'; readonly grid: Grid; readonly changes: WorkbookPatch }
);

/** `round` counts up where the workbook has a name already; `refused` are those that it was found to have though no tab of that name is seen. */
export type InsertJob = Tried & { readonly kind: 'insert'; readonly round: number; readonly refused: readonly string[]; readonly planId: string; readonly locale: Locale } & (
  | { readonly step: 'reading' }
  | { readonly step: 'asking'; readonly grid: Grid; readonly taken: readonly string[] }
  | { readonly step: 'writing'; readonly model: WorkbookModel; readonly stamp: Stamp; readonly renamedTabs: readonly string[] }
);

/** Linking the plan's budget with one in the workbook, or (without a plan or names) no longer. The server is asked first: it knows who may. */
export type LinkJob = Tried & { readonly kind: 'link'; readonly planId: string } & (
  | { readonly step: 'reading'; readonly plan: LinkedPlan | null }
  | { readonly step: 'asking'; readonly grid: Grid; readonly names: readonly NameText[]; readonly fileName: string; readonly mapping: BudgetMapping | null; readonly tabs: readonly string[] }
  | { readonly step: 'writing'; readonly grid: Grid; readonly names: readonly NameText[] }
);

/** What is being done, one thing at a time: it says all that doing its step needs. */
export type Job = LookJob | SyncJob | InsertJob | LinkJob;

/** Why something does not go on, or went no further. */
export type Trouble =
  | { readonly from: 'server'; readonly failure: ClientFailure }
  | { readonly from: 'workbook'; readonly failure: HostFailure; readonly kind: Job['kind'] | 'show' }
  | { readonly from: 'place'; readonly place: string }
  /** A bug; `write` says what it may have left half written. */
  | { readonly from: 'pane'; readonly write: 'sync' | 'insert' | 'link' | null };

/** What the pane knows of the workbook beside it, and what is done about it. */
export interface PaneState {
  readonly book: Book;
  readonly job: Job | null;
  readonly trouble: Trouble | null;
  /** The host waits for somebody to leave the cell that they write in. */
  readonly isEditing: boolean;
  /** Something may have changed in the workbook since it was read. */
  readonly isStale: boolean;
  /** What a sync would have done when this was looked at last; what is left to do after a sync. */
  readonly checked: PreviewAnswer | null;
  /** The newest revision of the workbook's plan that the server has told of; 0 for none. */
  readonly newest: number;
  readonly talk: SyncTalk;
  /** Names that the tabs of a plan put in just now got, where theirs were taken; null where none was. */
  readonly renamedTabs: readonly string[] | null;
  /** A budget that is being linked; null where nobody does that. */
  readonly link: LinkTalk | null;
  /** The tab whose amounts the plan's budget follows, as the workbook was read last; null for none. */
  readonly linkedTab: string | null;
}

export const emptyPane: PaneState = {
  book: { kind: 'unread' }, job: null, trouble: null, isEditing: false, isStale: false, checked: null, newest: 0, talk: emptyTalk, renamedTabs: null, link: null, linkedTab: null,
};

export const planIdOf = ({ book }: PaneState): string | null => (book.kind === 'plan' ? book.stamp.planId : null);

/** May something that the person asks for begin? Not while something of theirs is under way; looking what is new makes room. */
export const isFree = ({ job }: PaneState): boolean => job === null || job.kind === 'check';

/** Is there something to look at that nobody has asked for? */
export const wantsCheck = ({ job, book, isStale, checked, newest, trouble }: PaneState): boolean =>
  job === null && book.kind !== 'unread' && trouble?.from !== 'server' && (isStale || (checked !== null && newest > checked.revision));
