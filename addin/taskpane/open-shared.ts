import { later } from '../client/later';
import { createExcelWorkbook } from '../host/excel-workbook';
import type { OpenWorkbook } from '../host/open-workbook';
import { shareWorkbook } from '../state/shared-workbook';
import { createTurns } from '../state/turns';

/** The workbook that is open in Excel, for a page of the add-in that is not alone with it. `mark` is Office's, for what this frame stores. */
export const openShared = (mark: string): OpenWorkbook => shareWorkbook(createExcelWorkbook(), createTurns({
  locks: (navigator as { readonly locks?: LockManager }).locks, storage: () => localStorage, now: () => Date.now(), freshId: () => crypto.randomUUID(),
  later,
}), mark);
