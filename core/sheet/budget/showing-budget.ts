import type { Grid } from '../grid';
import type { WorkbookInput } from '../render/render-workbook';
import type { Stamp } from '../stamp';
import { linkedBudget } from './linked-budget';

/** What a plan's tabs show of the treasurer's own table, where it stands in their workbook and its columns have names; the stamp says so. */
export const showingBudget = (stamp: Stamp, grid: Pick<Grid, 'names' | 'worksheets'>): Pick<WorkbookInput, 'stamp' | 'linked'> => {
  const linked = linkedBudget(grid);
  return linked ? { stamp: { ...stamp, showsBudget: true }, linked } : { stamp };
};
