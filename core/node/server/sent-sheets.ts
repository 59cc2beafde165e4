import { remembered } from '../../plan/remembered';
import { mostRows, withChangedRows, type WireChanges, type WireGrid, type WireRow } from '../../sync';
import { sha256 } from '../journey/fresh-id';
import { createLru } from '../../plan/lru';
import { refuse } from './http-failure';
import { countMembers } from './json-body';
import type { ServerLimits } from './limits';
import type { Read } from './read-request';

/** A whole sheet, as it was sent or as it was put together. */
export interface SentSheet {
  readonly grid: WireGrid;
  /** The same for the same sheet, however it was sent. */
  readonly digest: string;
  /** Of its rows, as JSON. */
  readonly bytes: number;
  /** The operation that brought the sheet it was put together from. */
  readonly since: string | undefined;
}

/** The sheets that were sent last, so that of the next one only what has changed need be sent. */
export interface SentSheets {
  /** `whose`: nobody gets at a sheet that was kept for another. A failure where it is not remembered, or where the whole is larger than may be sent. */
  read(whose: string, workbook: WireGrid | WireChanges): Read<SentSheet>;
  /** Remembers the sheet of an operation that was answered. */
  keep(whose: string, clientOpId: string, sheet: SentSheet): void;
}

const rememberedBytes = 32 * 1024 * 1024;

interface Measures {
  readonly digest: string;
  readonly bytes: number;
  readonly members: number;
}

const digestOf = (text: string): string => sha256(text).toString('base64');

const measureRow = remembered((row: WireRow): Measures => {
  const json = JSON.stringify(row);
  return { digest: digestOf(json), bytes: Buffer.byteLength(json), members: countMembers(row) };
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const measureRows = remembered((rows: readonly WireRow[]): Measures => {
  const each = rows.map(measureRow);
  return { digest: digestOf(each.map(({ digest }) => digest).join()), bytes: sum(each.map(({ bytes }) => bytes)), members: sum(each.map(({ members }) => members)) };
});

const nothing: WireGrid = { worksheets: [] };
const isChanges = (workbook: WireGrid | WireChanges): workbook is WireChanges => 'since' in workbook;
/** A whole sheet is what has changed since an empty one. */
const asChanges = (workbook: WireGrid) => ({ ...workbook, worksheets: workbook.worksheets.map((worksheet) => ({ ...worksheet, gone: [] })) });

export const createSentSheets = ({ jsonBytes, jsonMembers }: Pick<ServerLimits, 'jsonBytes' | 'jsonMembers'>): SentSheets => {
  const known = createLru<SentSheet>(rememberedBytes);
  const keyOf = (whose: string, clientOpId: string): string => `${clientOpId} ${whose}`;
  const measured = (grid: WireGrid, since: string | undefined): Read<SentSheet> => {
    const each = grid.worksheets.map(({ rows }) => measureRows(rows));
    const bytes = sum(each.map((one) => one.bytes));
    const isTooLarge = bytes > jsonBytes || sum(each.map(({ members }) => members)) > jsonMembers || grid.worksheets.some(({ rows }) => rows.length > mostRows);
    const frame = JSON.stringify({ ...grid, worksheets: grid.worksheets.map(({ rows: _, ...worksheet }) => worksheet) });
    return isTooLarge ? refuse('too-large') : { ok: true, value: { grid, digest: digestOf([frame, ...each.map(({ digest }) => digest)].join()), bytes, since } };
  };
  return {
    read: (whose, workbook) => {
      if (!isChanges(workbook)) return measured(withChangedRows(nothing, asChanges(workbook)), undefined);
      const { since, ...changes } = workbook;
      const before = known.get(keyOf(whose, since));
      if (!before) return refuse('sheet-forgotten');
      // Who names this one has its answer, and will not go further back.
      if (before.since !== undefined) known.delete(keyOf(whose, before.since));
      return measured(withChangedRows(before.grid, changes), since);
    },
    keep: (whose, clientOpId, sheet) => known.set(keyOf(whose, clientOpId), sheet, sheet.bytes),
  };
};
