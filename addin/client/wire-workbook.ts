import { gridToWire, type Grid, type WireGrid } from '../../core';

/** The cells of the open workbook as they are sent: the one place that decides how much of them goes along. */
export const wireWorkbook = (grid: Grid): WireGrid => gridToWire(grid);
