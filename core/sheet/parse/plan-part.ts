import { recordIdPattern } from '../../plan/rules';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Grid, GridWorksheet } from '../grid';
import { isEmptyTab } from './empty-tabs';
import { knownHeaders } from './find-headers';
import { findStampedTab, findTabByHeaders, findTabsIn, findUsualTab, idsOn } from './find-table';
import { findGenerated } from './generated-tabs';
import { findHead } from './parse-head';
import { isStamp, readStamp, type ReadStamp } from './read-stamp';

/** Which ids are of records the workbook does not tell. People number lists of their own, so digits alone are none. */
const looksLikeId = (text: string): boolean => recordIdPattern.test(text) && /[a-z]/.test(text);

/** May this tab be the table's, or hold rows of it? `own` is the tab that the stamp names, where it is there. */
const mayHold = (table: TableName, worksheet: GridWorksheet, own: GridWorksheet | undefined, stamped: ReadStamp): boolean => {
  const known = knownHeaders(table, stamped);
  const ids = idsOn(worksheet, known);
  if (ids.some(looksLikeId)) return true;
  if (!own) return [findUsualTab({ stamped }), findTabByHeaders].some((find) => find(table, [worksheet], known) !== undefined);
  const there = new Set(ids.length > 0 ? idsOn(own, known) : []);
  return ids.some((id) => there.has(id));
};

const tabsOf = (grid: Grid, stamped: ReadStamp): Set<GridWorksheet> => {
  const head = findHead(grid, stamped);
  const named = findTabsIn({ grid, stamped }, head, [findStampedTab({ stamped })]);
  const sure = new Set([...(head ? [head] : []), ...findGenerated(grid, stamped).values(), ...named.values()]);
  const others = grid.worksheets.filter((worksheet) => !sure.has(worksheet) && tableNames.some((table) => mayHold(table, worksheet, named.get(table), stamped)));
  return new Set([...sure, ...others]);
};

/**
 * The part of a workbook that a sync has to do with: the tabs that are the plan's, or may be, as far as the workbook alone tells, whatever they
 * are called; all others by their names, which no tab of ours may have. What `parseWorkbook` finds in it is what it finds in the whole.
 */
export const planPart = (grid: Grid): Grid => {
  const stamped = readStamp(grid);
  const tabs = stamped.ok ? tabsOf(grid, stamped.value) : new Set<GridWorksheet>();
  const linked = new Set(stamped.ok ? grid.names?.map(({ tab }) => tab.toLowerCase()) : []);
  const isOurs = (worksheet: GridWorksheet): boolean => tabs.has(worksheet) || isStamp(worksheet) || isEmptyTab(worksheet) || linked.has(worksheet.name.toLowerCase());
  return {
    ...grid,
    worksheets: grid.worksheets.filter(isOurs),
    otherTabs: [...grid.worksheets.filter((worksheet) => !isOurs(worksheet)).map(({ name }) => name), ...(grid.otherTabs ?? [])],
  };
};

/** What a workbook holds beside a plan, where it holds one: a treasurer's own tabs, and none that the plan shows its own budget on. */
export const othersPart = (grid: Grid): Grid => {
  const { names: _, ...unnamed } = grid;
  const ours = new Set(planPart(unnamed).worksheets);
  return { ...grid, worksheets: grid.worksheets.filter((worksheet) => !ours.has(worksheet)) };
};
