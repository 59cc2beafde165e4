import { tableNames, type TableName } from '../../plan/table-names';
import { tabNameKey } from '../free-tab-name';
import type { Grid, GridWorksheet } from '../grid';
import type { TabKey } from '../layout';
import { tabNames } from '../tab-names';
import { stampedTab, type ReadStamp } from './read-stamp';

/** It may have been one of ours. */
export const isEmptyTab = ({ rows }: GridWorksheet): boolean => rows.every(({ cells }) => cells.every((cell) => cell === undefined));

/** What a tab of ours was called when the workbook was written; the usual name of a page that it had none of: of the conflicts, mostly. */
const nameIn = (stamped: ReadStamp, key: TabKey | TableName): string =>
  stamped.tabs.get(key) ?? stampedTab(stamped, key) ?? (key in tabNames ? tabNames[key as TabKey][stamped.stamp.locale] : '');

/** The tabs with such a name on which nothing stands, by what they are for, where that is not found: a host stopped before it filled them, or somebody emptied them. SPEC.md [W12] */
export const emptyTabs = ({ worksheets }: Pick<Grid, 'worksheets'>, stamped: ReadStamp, isFound: (key: TabKey | TableName) => boolean): ReadonlyMap<TabKey | TableName, GridWorksheet> => {
  const empty = new Map(worksheets.filter(isEmptyTab).map((worksheet) => [tabNameKey(worksheet.name), worksheet]));
  const found = new Map<TabKey | TableName, GridWorksheet>();
  for (const key of [...(Object.keys(tabNames) as TabKey[]), ...tableNames]) {
    const name = tabNameKey(nameIn(stamped, key));
    const worksheet = isFound(key) ? undefined : empty.get(name);
    if (!worksheet) continue;
    found.set(key, worksheet);
    empty.delete(name);
  }
  return found;
};
