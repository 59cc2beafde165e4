import { gridToWire, planPart, textDigest, type Grid, type SyncRequest } from '../../core';
import type { Keep } from './keep';

/** Excel keeps its own layout. */
export type CellSyncOptions = Omit<SyncRequest, 'workbook' | 'layout' | 'spreadsheet'>;

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

/** Counts how digests were made. One that a pane of another version kept says nothing of the cells: the workbook is looked at, and the entry gives way to the next. */
const digestVersion = 2;

/** Tells what is sent of one state of a workbook from another's; it guards nothing. */
export const digestOf = (grid: Grid): string => `${digestVersion} ${textDigest(JSON.stringify(gridToWire(planPart(grid))))}`;

export const keepSync = (keep: Keep, workbook: SyncedWorkbook, sync: KeptSync): void => keep.setItem(keyOf(workbook), JSON.stringify(sync));
export const forgetSync = (keep: Keep, workbook: SyncedWorkbook): void => keep.removeItem(keyOf(workbook));

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isChoice = (value: unknown): boolean => isFields(value) && [value['table'], value['id'], value['take']].every(isText) && (value['field'] === null || isText(value['field']));

/** By option, what it has to be; whether its words mean anything, the server says. */
const optionChecks: Readonly<Record<keyof CellSyncOptions, (value: unknown) => boolean>> = {
  clientOpId: isText, message: isText, answers: (value) => Array.isArray(value) && value.every(isChoice), seen: Number.isSafeInteger, prefer: isText, takeOrder: isFlag, confirmDeletions: isFlag,
};

const isKeptSync = (value: unknown): value is KeptSync => {
  if (!isFields(value) || !isFields(value['options'])) return false;
  const { options, digest } = value;
  const checks: Readonly<Record<string, (value: unknown) => boolean>> = optionChecks;
  return isText(digest) && 'clientOpId' in options && Object.entries(options).every(([key, option]) => Object.hasOwn(checks, key) && checks[key]!(option));
};

/** What stands in storage may have been written by another version of the pane, or by anybody else. */
const parseKeptSync = (text: string): KeptSync | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isKeptSync(value) ? value : null;
  } catch {
    return null;
  }
};

/** The sync of these very cells that was not seen to its end. An entry that is none is as good as none. */
export const readKeptSync = (keep: Keep, workbook: SyncedWorkbook, grid: Grid): CellSyncOptions | null => {
  const kept = parseKeptSync(keep.getItem(keyOf(workbook)) ?? 'null');
  return kept?.digest === digestOf(grid) ? kept.options : null;
};
