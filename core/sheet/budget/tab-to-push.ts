import { isSameTab } from '../../plan/budget/links';
import type { BudgetMapping } from '../../plan/budget/mapping';
import type { Grid } from '../grid';
import { isSameName, plannedName } from './budget-names';
import { findBudgetTable } from './find-table';
import { linkedTabs, type LinkedTab } from './linked-tabs';
import { columnsCalled } from './push-figures';

/** What a push goes by: the tab that somebody said, the header of the column, the year. */
export interface PushPlace {
  readonly tab?: string | undefined;
  readonly column?: string | undefined;
  readonly year: number;
}

/** How well a tab fits: it has the column, the year's sums go there by what it is linked or named for, it has amounts of that year. */
const fitOf = ({ grid, mapping }: LinkedTab, { column, year }: PushPlace): number => {
  const table = findBudgetTable(grid, mapping);
  if (!table || (column !== undefined && columnsCalled(table, column).length === 0)) return 0;
  const isNamed = mapping.planned?.some((one) => one.year === year) || grid.names?.some(({ name, tab }) => isSameName(name, plannedName(year)) && isSameTab(mapping, { tab }));
  return 1 + (isNamed ? 2 : 0) + (mapping.amounts.some((amount) => amount.year === year) ? 1 : 0);
};

/** Of the tabs that a file is linked by, the one that a year's sums go into: the one that was said, else the one that fits best, the first where none fits better. [C116] */
export const tabToPush = (grid: Grid, mappings: readonly [BudgetMapping, ...BudgetMapping[]], place: PushPlace): LinkedTab => {
  const { tab } = place;
  const tabs = linkedTabs(grid, mappings);
  if (tab !== undefined) return tabs.find(({ mapping }) => isSameTab(mapping, { tab })) ?? { grid, mapping: { ...mappings[0], tab } };
  return tabs.reduce((best, one) => (fitOf(one, place) > fitOf(best, place) ? one : best));
};
