import { headTable } from '../../plan/records';
import type { Disagreement } from '../../merge/decision';
import { cellAddress, columnLetters } from '../grid';
import { columnOf, idHeader, lastRowOf, listLetters, quoteTab, spareRows, type TableLayout, type WorkbookLayout } from '../layout';
import type { ConditionalFormatModel } from '../model';
import type { RenderInput } from './render-input';

const keyOf = (layout: WorkbookLayout, { table, id, field }: Disagreement): string => {
  if (table === headTable) return `${field}/${layout.head.header}`;
  const column = layout.tables[table].columns.find((one) => one.field === field);
  return `${id}/${column?.header ?? ''}`;
};

/** Keys of the cells that are in conflict; one without a header for the whole row of a record. */
export const conflictCells = ({ layout, conflicts }: RenderInput): string[] => conflicts.map((conflict) => keyOf(layout, conflict));

/**
 * Marks the cells of a range whose key is on the list. The rule is the same whether there are conflicts or not, so that a sync never has to
 * touch the formats of a tab that people own; its first question is quick where there are none.
 */
const formatOf = (layout: WorkbookLayout, range: string, idColumn: number, firstRow: number, firstColumn: number): ConditionalFormatModel => {
  const letters = listLetters(layout, ({ kind }) => kind === 'conflicts');
  const tab = quoteTab(layout.tabs.lists);
  const isListed = (key: string): string => `COUNTIFS(${tab}!$${letters}:$${letters},${key})`;
  const row = `$${columnLetters(idColumn)}${firstRow}&"/"`;
  return { kind: 'formula', range, formula: `IF(${tab}!$${letters}$2="",FALSE,${isListed(`${row}&${columnLetters(firstColumn)}$1`)}+${isListed(row)}>0)`, tone: 'conflict' };
};

/** The mark over a table's cells and the spare rows below. */
export const tableMark = (layout: WorkbookLayout, own: TableLayout, size: number): ConditionalFormatModel => {
  const columns = own.columns.map(({ field }) => columnOf(own, field));
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  return formatOf(layout, `${columnLetters(first)}2:${columnLetters(last)}${lastRowOf(own, size) + spareRows + 1}`, columnOf(own, idHeader), 2, first);
};

/** The mark over the values on the tab Plan. */
export const headMark = (layout: WorkbookLayout): ConditionalFormatModel => {
  const { rows, column } = layout.head;
  const [first, last] = [Math.min(...rows.values()), Math.max(...rows.values())];
  return formatOf(layout, `${cellAddress(first, column)}:${cellAddress(last, column)}`, 0, first + 1, column);
};
