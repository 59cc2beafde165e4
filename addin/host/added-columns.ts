import { generalFormat, type AddedColumn, type AddedColumns, type TabPatch } from '../../core';
import { columnsAddress } from './areas';
import type { CheckedTab, StandingTable } from './check-tabs';
import { addConditionalFormats } from './conditional-formats';
import { callBytes, job, type Job } from './jobs';
import { paintColumn } from './sheet-looks';
import { addValidation, toPoints, type Looks } from './tab-jobs';

const callsOf = ({ validations, conditionalFormats }: AddedColumn): number => 12 + (validations.length + conditionalFormats.length) * 3;

/** Looks, widths and rules of the columns that come to a tab; before what is written in them. */
export const addedJobs = (tab: string, { added }: TabPatch, looks: Looks): Job[] =>
  (added?.columns ?? []).map((one) => job(callsOf(one) * callBytes, (book) => {
    const sheet = book.sheet(tab);
    paintColumn(sheet, one, looks);
    sheet.getRange(columnsAddress(one.column, one.column)).untrack().format.columnWidth = toPoints(one.width);
    for (const validation of one.validations) addValidation(sheet, validation);
    addConditionalFormats(sheet, one.conditionalFormats);
  }));

/** The number format that the cells of a new column have; undefined in every other. */
export const addedFormat = ({ added }: TabPatch, looks: Looks, row: number, column: number): string | undefined => {
  const found = row > 0 ? added?.columns.find((one) => one.column === column) : undefined;
  return found && (looks[found.style].format ?? generalFormat);
};

/** Headers that a table can have: all there, and one of a kind. */
const areHeaders = (headers: readonly string[]): boolean => headers.every((header) => header.trim() !== '') && new Set(headers.map((header) => header.toLowerCase())).size === headers.length;

const rightOf = ({ columns, headers }: AddedColumns, { area: { left, right } }: StandingTable): number | undefined =>
  columns.map(({ column }) => column).sort((a, b) => b - a).find((column) => column > right && areHeaders(headers.slice(left, column + 1)));

/** The table that takes new columns in, and how far to the right: over what people have beside it, where all of that has a header, and no other table. */
export const widening = ({ tables }: CheckedTab, { added, lastRow = 0 }: TabPatch): { readonly table: StandingTable; readonly right: number } | undefined => {
  const table = tables.find(({ area }) => area.top === 0);
  const right = added && table && rightOf(added, table);
  if (!table || right === undefined) return undefined;
  const isInTheWay = ({ area }: StandingTable): boolean => area.left <= right && area.right > table.area.right && area.top <= Math.max(table.area.bottom, lastRow);
  return tables.some((other) => other !== table && isInTheWay(other)) ? undefined : { table, right };
};
