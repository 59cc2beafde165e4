import type { BudgetMapping } from '../../../plan/budget/mapping';
import { linkNames, type Grid } from '../../../sheet';
import { patchXlsx } from '../../host-xlsx/patch/patch-xlsx';
import { fail, succeed, type Result } from '../failure';

export interface NamedBudget {
  readonly bytes: Uint8Array;
  /** The names that the columns have now. */
  readonly names: readonly string[];
}

/** Gives names to the columns of a treasurer's tables, so that formulas find them wherever they are moved; all else in the file stays. */
export const nameColumns = (bytes: Uint8Array, grid: Grid, mappings: readonly BudgetMapping[]): Result<NamedBudget> => {
  const names = linkNames(grid, ...mappings);
  const patched = patchXlsx(bytes, { edits: [], names });
  return patched.ok ? succeed({ bytes: patched.bytes, names: names.map(({ name }) => name) }) : fail({ kind: 'xlsx', refusal: patched.refusal });
};
