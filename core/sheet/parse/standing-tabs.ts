import type { TableName } from '../../plan/table-names';
import { tabNameKey } from '../free-tab-name';
import type { GridWorksheet } from '../grid';
import { firstList, type GeneratedKey, type TabKey } from '../layout';
import { tabNames } from '../tab-names';
import type { FoundTable } from './find-table';
import type { ParseInput, StandingTabs } from './parse-context';
import { emptyTabs } from './empty-tabs';
import { stampedTab, type ReadStamp } from './read-stamp';

/** What the tabs of ours were called when the workbook was written, beside what they are called now. */
const namesNow = (stamped: ReadStamp, others: ReadonlyMap<TabKey, GridWorksheet>, found: readonly FoundTable[]): [string, string][] => [
  ...[...others].map(([key, { name }]): [string, string] => [stamped.tabs.get(key) ?? tabNames[key][stamped.stamp.locale], name]),
  ...found.map(({ table, worksheet }): [string, string] => [stampedTab(stamped, table) ?? worksheet.name, worksheet.name]),
];

const listHeads = (lists: GridWorksheet | undefined): string[] => Array.from(lists?.rows[0]?.cells ?? [], (cell) => String(cell?.value ?? '')).slice(firstList);

/** The tabs as they are called in the file. */
export const standingTabs = ({ grid, stamped }: ParseInput, head: GridWorksheet | undefined, generated: ReadonlyMap<GeneratedKey, GridWorksheet>, found: readonly FoundTable[]): StandingTabs => {
  const all = [...grid.worksheets.map(({ name }) => name), ...(grid.otherTabs ?? [])];
  const there = new Set(all.map(tabNameKey));
  const others = new Map<TabKey, GridWorksheet>([...generated, ...(head ? [['head', head] as const] : [])]);
  const isFound = (key: TabKey | TableName): boolean => others.has(key as TabKey) || found.some(({ table }) => table === key);
  const names = namesNow(stamped, others, found);
  return {
    generated,
    listHeads: listHeads(generated.get('lists')),
    all,
    emptied: emptyTabs(grid, stamped, isFound),
    renamed: new Map(names.filter(([old]) => !there.has(tabNameKey(old)))),
  };
};
