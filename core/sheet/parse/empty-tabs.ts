import { tableNames, type TableName } from '../../plan/table-names';
import { tables } from '../../plan/tables';
import { tabNameKey } from '../free-tab-name';
import type { Grid, GridWorksheet } from '../grid';
import type { TabKey } from '../layout';
import { tabNames } from '../tab-names';
import { stampedTab, type ReadStamp } from './read-stamp';

const isEmpty = ({ rows }: GridWorksheet): boolean => rows.every(({ cells }) => cells.every((cell) => cell === undefined));

/** What a tab of ours was called when the workbook was written; its usual name where it had none. */
const namesOf = (stamped: ReadStamp): [TabKey | TableName, string][] => {
  const { stamp: { locale }, tabs } = stamped;
  return [
    ...(Object.keys(tabNames) as TabKey[]).map((key): [TabKey, string] => [key, tabs.get(key) ?? tabNames[key][locale]]),
    ...tableNames.map((table): [TableName, string] => [table, stampedTab(stamped, table) ?? tables[table].tab[locale]]),
  ];
};

/** The tabs with such a name on which nothing stands, by what they are for, where that is not found: a host stopped before it filled them, or somebody emptied them. SPEC.md [W12] */
export const emptyTabs = ({ worksheets }: Pick<Grid, 'worksheets'>, stamped: ReadStamp, isFound: (key: TabKey | TableName) => boolean): ReadonlyMap<TabKey | TableName, string> => {
  const empty = new Map(worksheets.filter(isEmpty).map(({ name }) => [tabNameKey(name), name]));
  const found = new Map<TabKey | TableName, string>();
  for (const [key, wanted] of namesOf(stamped)) {
    const name = isFound(key) ? undefined : empty.get(tabNameKey(wanted));
    if (name === undefined) continue;
    found.set(key, name);
    empty.delete(tabNameKey(name));
  }
  return found;
};
