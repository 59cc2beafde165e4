import { findBudgetLink, mappingsOf } from '../../../plan/budget/links';
import type { Plan } from '../../../plan/plan';
import { wantedNames, type Grid, type GridName } from '../../../sheet';

/** The names that the columns of the treasurer's table lack in a workbook, where the plan is linked with it by this name. [C77] */
export const lackingNames = (grid: Grid, plan: Plan, budgetFile: string | undefined): readonly GridName[] => {
  const mappings = budgetFile === undefined ? [] : mappingsOf(findBudgetLink(plan, budgetFile));
  return mappings.length > 0 ? wantedNames(grid, ...mappings) : [];
};
