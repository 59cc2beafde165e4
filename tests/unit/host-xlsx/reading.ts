import type { Grid, GridCell } from '../../../core/sheet/grid';
import { cellAddress } from '../../../core/sheet/grid';
import { readXlsx, type XlsxRefusalCode, type XlsxWorkbook } from '../../../core/node/host-xlsx/read/read-xlsx';

/** The workbook, or an error that names the refusal. */
export const read = (file: Uint8Array): XlsxWorkbook => {
  const result = readXlsx(file);
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value;
};

export const refusalOf = (file: Uint8Array): XlsxRefusalCode | 'ok' => {
  const result = readXlsx(file);
  return result.ok ? 'ok' : result.refusal.code;
};

/** The cells of a worksheet by address. */
export const cellsOf = (grid: Grid, worksheet = 0): Record<string, GridCell> => {
  const found: Record<string, GridCell> = {};
  for (const row of grid.worksheets[worksheet]?.rows ?? []) {
    row.cells.forEach((cell, column) => { if (cell !== undefined) found[cellAddress(row.index, column)] = cell; });
  }
  return found;
};

export const readCells = (file: Uint8Array): Record<string, GridCell> => cellsOf(read(file).grid);
