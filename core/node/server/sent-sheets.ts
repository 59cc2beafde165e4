import { createLru } from '../../plan/lru';
import { remembered } from '../../plan/remembered';
import { rowAt, type Grid, type GridRange } from '../../sheet';
import { gridFromWire, isSameRow, measureRow, measureRows, mostRows, rowsDigest, rowsNamed, withChangedRows, withWritten, type ChangedRows, type Sharing, type WireChanges, type WireGrid, type WireRow, type WrittenCells } from '../../sync';
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

/** Nobody gets at a sheet that was kept for another, or for another plan. */
export interface SheetOwner {
  readonly key: string;
  readonly planId: string;
}

/** The sheets that were sent last, so that of the next one only what has changed need be sent. */
export interface SentSheets {
  /** A failure where it is not remembered, or where the whole is larger than may be sent. */
  read(whose: SheetOwner, workbook: WireGrid | WireChanges): Read<SentSheet>;
  /** Remembers the sheet of an operation, and what is told to be written into it. */
  keep(whose: SheetOwner, clientOpId: string, sheet: SentSheet, written: WrittenCells | null): void;
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

/** The sheet that changes are from, and the cells that were read before these, of which those that hold the same are known. */
interface Before {
  readonly from: WireGrid;
  readonly read: WireGrid;
}
const nothing: WireGrid = { worksheets: [] };
const nothingBefore: Before = { from: nothing, read: nothing };
const isChanges = (workbook: WireGrid | WireChanges): workbook is WireChanges => 'since' in workbook;
/** A whole sheet is what has changed since an empty one. */
const asChanges = (workbook: WireGrid) => ({ ...workbook, worksheets: workbook.worksheets.map((worksheet) => ({ ...worksheet, gone: [] })) });

/** Rows of a plan that hold the same are one object: what was found out of a row is then known of it in everybody's sheet. */
const createSharing = (): ((planId: string) => Sharing) => {
  const known = createLru<WireRow>(sharedBytes);
  return (planId) => (row, before) => {
    const { first, second, bytes } = measureRow(row, before);
    const key = `${first} ${second} ${planId}`;
    const found = known.get(key);
    if (found && isSameRow(found, row)) return found;
    known.set(key, row, bytes + rowBytes);
    return row;
  };
};

/** What a tab's merges add to a sheet, as a member of it. They mostly stay the same list from sheet to sheet. */
const measureMerges = remembered((merges: readonly GridRange[]) => {
  const text = JSON.stringify({ merges });
  return { digest: sha256(text).toString('base64'), bytes: text.length, members: countMembers({ merges }) };
});

/** Are the merges of a tab said to be as before that was not there before? */
const namesUnknownMerges = ({ worksheets }: ChangedRows, from: WireGrid): boolean =>
  worksheets.some(({ name, merges }) => merges === 'as-before' && !from.worksheets.some((worksheet) => worksheet.name === name));

const sharedRows = (shared: Sharing, rows: readonly WireRow[], before: readonly WireRow[] = []): readonly WireRow[] => rows.map((row) => shared(row, rowAt(before, row.index)));

export const createSentSheets = ({ jsonBytes, jsonMembers }: Pick<ServerLimits, 'jsonBytes' | 'jsonMembers'>): SentSheets => {
  const known = createLru<Kept>(rememberedBytes);
  const keyOf = ({ key, planId }: SheetOwner, clientOpId: string): string => JSON.stringify([clientOpId, key, planId]);
  const sharedIn = createSharing();
  const measured = ({ planId }: SheetOwner, changes: ChangedRows, since: string | undefined, { from, read } = nothingBefore): Read<SentSheet> => {
    const shared = sharedIn(planId);
    const grid = withChangedRows(from, { ...changes, worksheets: changes.worksheets.map((worksheet) => ({ ...worksheet, rows: sharedRows(shared, worksheet.rows, rowsNamed(from, worksheet.name)) })) });
    const { worksheets } = grid;
    const each = worksheets.map(({ name, rows }) => measureRows(rows, rowsNamed(from, name)));
    const merges = worksheets.map((worksheet) => worksheet.merges && measureMerges(worksheet.merges));
    const beside = { ...grid, worksheets: worksheets.map(({ rows: _, merges: __, ...worksheet }) => worksheet) };
    const frame = JSON.stringify(beside);
    const all = [...each, ...merges.flatMap((one) => one ?? [])];
    const bytes = Buffer.byteLength(frame) + sum(all.map((one) => one.bytes));
    const members = countMembers(beside) + sum(all.map((one) => one.members));
    if (bytes > jsonBytes || members > jsonMembers || worksheets.some(({ rows }) => rows.length > mostRows)) return refuse('too-large');
    return { ok: true, value: { grid, cells: gridFromWire(grid, read), digest: sha256(frame, JSON.stringify(merges.map((one) => one?.digest)), rowsDigest(grid)).toString('base64'), bytes, since } };
  };
  return {
    read: (whose, workbook) => {
      if (!isChanges(workbook)) return measured(whose, asChanges(workbook), undefined);
      const { since, written, ...changes } = workbook;
      const kept = known.get(keyOf(whose, since));
      if (!kept) return refuse('sheet-forgotten');
      const read = kept.sent;
      const from = written === undefined ? read : kept.standing;
      // An answer given anew may have come to something else than the one that was written, and another version may write otherwise.
      if (written !== undefined && rowsDigest(from, read) !== written) return refuse('sheet-forgotten');
      if (namesUnknownMerges(changes, from)) return refuse('sheet-forgotten');
      // Who names this one has its answer, and will not go further back.
      if (kept.since !== undefined) known.delete(keyOf(whose, kept.since));
      return measured(whose, changes, since, { from, read });
    },
    keep: (whose, clientOpId, { grid, since, bytes }, written) => known.set(keyOf(whose, clientOpId), { sent: grid, standing: withWritten(grid, written, sharedIn(whose.planId)), since }, bytes),
  };
};
