import { codeSeparator } from '../formula';
import type { PlanRecord } from './plan';
import type { TableName } from './table-names';
import { tables } from './tables';

/** A title is cut in a label: with a code before it a whole one could be more than a cell holds. */
export const labelTitleLength = 200;
const cutTitle = (title: string): string => (title.length > labelTitleLength ? [...title].slice(0, labelTitleLength).join('') : title);

/** How a record is named to people: "M1.2 · Flere medlemmer", or its title where it has no code. */
export const recordLabel = (table: TableName, record: PlanRecord): string => {
  const title = cutTitle(String(record[tables[table].title] ?? ''));
  return typeof record['code'] === 'string' ? `${record['code']}${codeSeparator}${title}` : title;
};
