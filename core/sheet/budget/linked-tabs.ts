import { isSameTab } from '../../plan/budget/links';
import type { BudgetMapping } from '../../plan/budget/mapping';
import type { Locale } from '../../plan/locale';
import type { Grid } from '../grid';
import { readFigures, type FigureReading } from './read-figures';

/** One tab of a linked workbook, with the part of the workbook that it is looked for in. */
export interface LinkedTab {
  readonly grid: Grid;
  readonly mapping: BudgetMapping;
}

/** The tabs that a file is linked by: one that is gone is never taken to be another that is linked itself. [C111] */
export const linkedTabs = (grid: Grid, mappings: readonly BudgetMapping[]): LinkedTab[] => mappings.map((mapping) => {
  const others = mappings.filter((other) => other !== mapping);
  return { mapping, grid: { ...grid, worksheets: grid.worksheets.filter(({ name }) => !others.some((other) => isSameTab(other, { tab: name }))) } };
});

/** What all linked tabs of a file say, as if they were one. [C111] */
export const readLinked = (grid: Grid, mappings: readonly BudgetMapping[], locale: Locale): FigureReading => {
  const readings = linkedTabs(grid, mappings).map((tab) => readFigures(tab.grid, tab.mapping, locale));
  return {
    figures: readings.flatMap(({ figures }) => figures), problems: readings.flatMap(({ problems }) => problems),
    sums: readings.flatMap(({ sums }) => sums), columns: readings.flatMap(({ columns }) => columns), unread: readings.flatMap(({ unread }) => unread),
  };
};
