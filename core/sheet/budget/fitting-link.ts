import { budgetLinksOf, mappingsOf } from '../../plan/budget/links';
import type { Plan } from '../../plan/plan';
import type { Grid } from '../grid';
import { locateTable } from './find-table';
import { linkedTabs } from './linked-tabs';

/** What a copy is called after its first: "budsjett (1).xlsx", "budsjett - Kopi.xlsx", "Kopi av budsjett.xlsx". */
const copyWords = /\s*\(\d+\)(?=\.\w+$|$)|\s*[-–]\s*(?:kopi|kopia|copy)(?:\s*\(?\d+\)?)?(?=\.\w+$|$)|^(?:kopi av|kopia av|copy of)\s+/giu;
const originalOf = (name: string): string => name.normalize('NFC').toLowerCase().replace(copyWords, '').trim();

/** Do all tabs of a link stand in this workbook as they were linked? A table without headers fits anything, and so none. */
const fits = (grid: Grid, link: Parameters<typeof mappingsOf>[0]): boolean => {
  const tabs = linkedTabs(grid, mappingsOf(link));
  return tabs.length > 0 && tabs.every(({ grid: part, mapping }) => {
    const found = mapping.columns.account.header === undefined ? undefined : locateTable(part, mapping);
    return found?.ok === true && found.problems.length === 0;
  });
};

/** The name of the linked file that a file which is not linked seems to be another copy of: by its name, else since it alone is laid out like this. [C115] */
export const fittingLink = (plan: Pick<Plan, 'settings'>, name: string, grid: Grid): string | undefined => {
  const found = budgetLinksOf(plan).filter((link) => fits(grid, link));
  const copies = found.filter((link) => originalOf(link.name) === originalOf(name));
  const likely = copies.length > 0 ? copies : found;
  return likely.length === 1 ? likely[0]!.name : undefined;
};
