import { createSentSheets, type SentSheet } from '../../core/node/server/sent-sheets';
import { serverLimits } from '../../core/node/server/limits';
import type { Grid, WorkbookPatch } from '../../core/sheet';
import { changedRows, gridFromWire, gridToWire, rowsDigest, withChangedRows, withWritten, type WireGrid } from '../../core/sync';

/** A workbook's way to a server, and what both remember of it. */
export interface WireBetween {
  /** The grid as the server reads it. */
  send(grid: Grid): Grid;
  /** How many rows went over the wire with the last one. */
  rowsSent(): number;
  /** The server has answered with what is to be written; whether it then was makes no difference here. */
  answered(patch: WorkbookPatch | null): void;
  /** Whoever sends was closed before the answer came. */
  forget(): void;
}

const owner = { key: 'somebody', planId: 'plan' };
const overWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const wireBetween = (): WireBetween => {
  const sheets = createSentSheets(serverLimits);
  let [operations, rows] = [0, 0];
  let known: { readonly since: string; readonly workbook: WireGrid } | null = null;
  let last: { readonly sheet: SentSheet; readonly workbook: WireGrid } | null = null;
  return {
    send: (grid) => {
      const workbook = gridToWire(grid);
      const changes = changedRows(known?.workbook ?? { worksheets: [] }, workbook);
      rows = changes.worksheets.reduce((sum, tab) => sum + tab.rows.length + tab.gone.length, 0);
      const sheet = sheets.read(owner, overWire(known ? { since: known.since, written: rowsDigest(known.workbook), ...changes } : workbook));
      if (!sheet.ok) throw new Error(`the sheet was not taken: ${JSON.stringify(sheet.failure)}`);
      expect(sheet.value.cells).toEqual(gridFromWire(overWire(workbook)));
      last = { sheet: sheet.value, workbook: known ? withChangedRows(known.workbook, changes) : workbook };
      return sheet.value.cells;
    },
    rowsSent: () => rows,
    answered: (patch) => {
      const since = `operation-${operations++}`;
      sheets.keep(owner, since, last!.sheet, patch);
      known = { since, workbook: withWritten(last!.workbook, overWire(patch)) };
    },
    forget: () => { known = null; },
  };
};
