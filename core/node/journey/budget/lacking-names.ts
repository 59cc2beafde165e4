import { findBudgetLink } from '../../../plan/budget/links';
import type { Plan } from '../../../plan/plan';
import { wantedNames, type Grid, type GridName } from '../../../sheet';

/** The names that the columns of the treasurer's table lack in a workbook, where the plan is linked with it by this name. [C77] */
export const lackingNames = (grid: Grid, plan: Plan, budgetFile: string | undefined): readonly GridName[] => {
  const mapping = budgetFile === undefined ? undefined : findBudgetLink(plan, budgetFile)?.mapping;
  return mapping ? wantedNames(grid, mapping) : [];
};
