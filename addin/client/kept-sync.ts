import { gridToWire, type Grid, type SyncRequest } from '../../core';
import type { Keep } from './keep';

export type CellSyncOptions = Omit<SyncRequest, 'workbook'>;

/** A sync that was sent and not seen to its end: a pane that is opened later asks for it again, under the same name. */
export interface KeptSync {
  readonly options: CellSyncOptions;
  /** Of the cells that were sent: with others it would be another sync. */
  readonly digest: string;
}

/** Which workbook it was of, as far as can be told: a copy of it elsewhere is another. */
export interface SyncedWorkbook {
  readonly planId: string;
  readonly location: string | null;
}

const keyOf = ({ planId, location }: SyncedWorkbook): string => `planark.sync ${planId} ${location ?? ''}`;

/** Tells the cells of one state of a workbook from another's; it guards nothing. (FNV-1a, twice with different starts: 64 bits.) */
export const digestOf = (grid: Grid): string => {
  const text = JSON.stringify(gridToWire(grid));
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
};

export const keepSync = (keep: Keep, workbook: SyncedWorkbook, sync: KeptSync): void => keep.setItem(keyOf(workbook), JSON.stringify(sync));
export const forgetSync = (keep: Keep, workbook: SyncedWorkbook): void => keep.removeItem(keyOf(workbook));

/** The sync of these very cells that was not seen to its end. */
export const readKeptSync = (keep: Keep, workbook: SyncedWorkbook, grid: Grid): CellSyncOptions | null => {
  const kept = keep.getItem(keyOf(workbook));
  if (kept === null) return null;
  const { options, digest } = JSON.parse(kept) as KeptSync;
  return digest === digestOf(grid) ? options : null;
};
