import { areasOf } from '../../core';
import type { SheetsRequest } from './calls';
import type { CellData } from './raw-spreadsheet';

/** A cell of a tab, zero-based, and what is written into it. */
export interface PlacedCell {
  readonly row: number;
  readonly column: number;
  readonly data: CellData;
}

export const placeKey = (row: number, column: number): string => `${row} ${column}`;

/** Writes what `fields` names of these cells, as few requests that touch no other cell. */
export const updateCells = (sheetId: number, cells: readonly PlacedCell[], fields: string): SheetsRequest[] => {
  const byPlace = new Map(cells.map(({ row, column, data }) => [placeKey(row, column), data]));
  return areasOf(cells).map(({ top, left, bottom, right }): SheetsRequest => ({
    updateCells: {
      fields,
      start: { sheetId, rowIndex: top, columnIndex: left },
      rows: Array.from({ length: bottom - top + 1 }, (_, i) => ({ values: Array.from({ length: right - left + 1 }, (__, j) => byPlace.get(placeKey(top + i, left + j))!) })),
    },
  }));
};
