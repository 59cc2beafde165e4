import type { Grid } from '../../../core/sheet/grid';
import { createMemoryWorkbook, type MemoryWorkbook } from './memory-workbook';

/** Stands for `addin/host/excel-workbook` in the pane that the tests open: a workbook that stays when the pane is closed. */
interface BrowserWindow {
  book?: MemoryWorkbook;
  readonly localStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
}

const own: Grid = { worksheets: [{ name: 'Budsjett', state: 'visible', rows: [{ index: 0, cells: [{ value: 'Kasse' }, { value: 100 }] }] }], extras: [] };
const key = 'test.workbook';

export const createExcelWorkbook = (): MemoryWorkbook => {
  const window = globalThis as unknown as BrowserWindow;
  const kept = window.localStorage.getItem(key);
  // What a hole in a row becomes in JSON.
  const read = (text: string): Grid => JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value)) as Grid;
  window.book = createMemoryWorkbook(kept === null ? own : read(kept), (grid) => window.localStorage.setItem(key, JSON.stringify(grid)));
  return window.book;
};
