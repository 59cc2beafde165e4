import { createLru } from '../../plan/lru';
import type { Grid } from '../../sheet';
import { gridFromWire, isSameRow, measureRow, measureRows, mostRows, rowsByIndex, rowsDigest, rowsNamed, withChangedRows, withWritten, type ChangedRows, type WireChanges, type WireGrid, type WireRow, type WrittenCells } from '../../sync';
import { sha256 } from '../journey/fresh-id';
import { refuse } from './http-failure';
import { countMembers } from './json-body';
import type { ServerLimits } from './limits';
import type { Read } from './read-request';

/** A whole sheet, as it was sent or as it was put together. */
export interface SentSheet {
  readonly grid: WireGrid;
  /** The same, to be read. */
  readonly cells: Grid;
  /** The same for the same sheet, however it was sent. */
  readonly digest: string;
  /** As JSON. */
  readonly bytes: number;
  /** The operation that brought the sheet it was put together from. */
  readonly since: string | undefined;
}

/** The sheets that were sent last, so that of the next one only what has changed need be sent. */
export interface SentSheets {
  /** `whose`: nobody gets at a sheet that was kept for another. A failure where it is not remembered, or where the whole is larger than may be sent. */
  read(whose: string, workbook: WireGrid | WireChanges): Read<SentSheet>;
  /** Remembers the sheet of an operation, and what is told to be written into it. */
  keep(whose: string, clientOpId: string, sheet: SentSheet, written: WrittenCells | null): void;
}

const rememberedBytes = 32 * 1024 * 1024;
/** Of rows that several sheets of a plan have, or of which the next one will. */
const sharedBytes = 8 * 1024 * 1024;
/** What a row takes besides its JSON, as objects and in the tables it is found by. */
const rowBytes = 256;

/** A sheet as it was sent, and as it stands once the answer is written: mostly the same rows. */
interface Kept {
  readonly sent: WireGrid;
  readonly standing: WireGrid;
  readonly since: string | undefined;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const nothing: WireGrid = { worksheets: [] };
const isChanges = (workbook: WireGrid | WireChanges): workbook is WireChanges => 'since' in workbook;
/** A whole sheet is what has changed since an empty one. */
const asChanges = (workbook: WireGrid) => ({ ...workbook, worksheets: workbook.worksheets.map((worksheet) => ({ ...worksheet, gone: [] })) });

/** Rows that hold the same are one object: what was found out of a row is then known of it in everybody's sheet. */
const createSharing = (): ((row: WireRow, before: WireRow | undefined) => WireRow) => {
  const known = createLru<WireRow>(sharedBytes);
  return (row, before) => {
    const { first, second, bytes } = measureRow(row, before);
    const key = `${first} ${second}`;
    const found = known.get(key);
    if (found && isSameRow(found, row)) return found;
    known.set(key, row, bytes + rowBytes);
    return row;
  };
};

export const createSentSheets = ({ jsonBytes, jsonMembers }: Pick<ServerLimits, 'jsonBytes' | 'jsonMembers'>): SentSheets => {
  const known = createLru<Kept>(rememberedBytes);
  const keyOf = (whose: string, clientOpId: string): string => `${clientOpId} ${whose}`;
  const shared = createSharing();
  const sharedRows = (rows: readonly WireRow[], before: readonly WireRow[] = []): readonly WireRow[] => {
    if (rows.length === 0) return rows;
    const old = rowsByIndex(before);
    return rows.map((row) => shared(row, old.get(row.index)));
  };
  const measured = (changes: ChangedRows, since: string | undefined, before = nothing, last = nothing): Read<SentSheet> => {
    const grid = withChangedRows(before, { ...changes, worksheets: changes.worksheets.map((worksheet) => ({ ...worksheet, rows: sharedRows(worksheet.rows, rowsNamed(before, worksheet.name)) })) });
    const { worksheets } = grid;
    const each = worksheets.map(({ name, rows }) => measureRows(rows, rowsNamed(before, name)));
    const beside = { ...grid, worksheets: worksheets.map(({ rows: _, ...worksheet }) => worksheet) };
    const frame = JSON.stringify(beside);
    const bytes = Buffer.byteLength(frame) + sum(each.map((one) => one.bytes));
    const members = countMembers(beside) + sum(each.map((one) => one.members));
    if (bytes > jsonBytes || members > jsonMembers || worksheets.some(({ rows }) => rows.length > mostRows)) return refuse('too-large');
    return { ok: true, value: { grid, cells: gridFromWire(grid, last), digest: sha256(frame, rowsDigest(grid)).toString('base64'), bytes, since } };
  };
  return {
    read: (whose, workbook) => {
      if (!isChanges(workbook)) return measured(asChanges(workbook), undefined);
      const { since, written, ...changes } = workbook;
      const kept = known.get(keyOf(whose, since));
      if (!kept) return refuse('sheet-forgotten');
      const last = kept.sent;
      const before = written === undefined ? last : kept.standing;
      // An answer given anew may have come to something else than the one that was written, and another version may write otherwise.
      if (written !== undefined && rowsDigest(before, last) !== written) return refuse('sheet-forgotten');
      // Who names this one has its answer, and will not go further back.
      if (kept.since !== undefined) known.delete(keyOf(whose, kept.since));
      return measured(changes, since, before, last);
    },
    keep: (whose, clientOpId, { grid, since, bytes }, written) => known.set(keyOf(whose, clientOpId), { sent: grid, standing: withWritten(grid, written, shared), since }, bytes),
  };
};
