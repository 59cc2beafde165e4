import type { Grid } from '../../sheet';
import { gridFromWire, type WireGrid } from '../../sync';
import { createLru } from '../lru';

/** The cells of the workbook that was sent last for each plan. */
export interface Grids {
  /** The grid that was sent, whose rows are the same objects as in the one before where they are alike: what was found out of those is known. */
  read(planId: string, sent: WireGrid): Grid;
}

const rememberedRows = 50_000;

const countRows = ({ worksheets }: Grid): number => worksheets.reduce((count, { rows }) => count + rows.length, 0);

export const createGrids = (): Grids => {
  const known = createLru<Grid>(rememberedRows);
  return {
    read: (planId, sent) => {
      const grid = gridFromWire(sent, known.get(planId));
      known.set(planId, grid, countRows(grid));
      return grid;
    },
  };
};
