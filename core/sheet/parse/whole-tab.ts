import { mostColumns, type GridWorksheet } from '../grid';
import { tableLayout } from '../layout';
import type { FoundTable } from './find-table';
import type { WholeTab } from './parse-context';
import { isBegun, type ReadStamp } from './read-stamp';

/** Columns in which nothing stands, from this one on. */
const freeColumns = ({ rows, merges = [] }: GridWorksheet, from: number, count: number): number[] => {
  const isTaken = (column: number): boolean => rows.some(({ cells }) => cells[column] !== undefined) || merges.some(({ left, right }) => left <= column && right >= column);
  const free: number[] = [];
  for (let column = from; free.length < count; column++) if (!isTaken(column)) free.push(column);
  return free;
};

/** Where fields go that the workbook was written without: beside the last column of ours, or past those that people put there. Nothing of theirs moves. SPEC.md [W11] */
const newColumns = ({ worksheet, allColumns, newFields }: FoundTable, idColumn: number): Map<string, number> => {
  const free = freeColumns(worksheet, Math.max(idColumn, ...allColumns.values()) + 1, newFields.length);
  return new Map(newFields.map((field, i) => [field, free[i]!]));
};

const noColumns: ReadonlyMap<string, number> = new Map();

/** How a tab can be written into as it stands; undefined where something of ours was taken from it, or not all of it was written. */
export const wholeTab = (found: FoundTable, stamped: ReadStamp): WholeTab | undefined => {
  const { table, worksheet, firstRow, idColumn, allColumns } = found;
  if (worksheet.rows[firstRow - 1]?.index !== 0 || idColumn === undefined || isBegun(stamped, table)) return undefined;
  const added = found.newFields.length > 0 ? newColumns(found, idColumn) : noColumns;
  const columns = added.size > 0 ? new Map([...allColumns, ...added]) : allColumns;
  const isWhole = tableLayout(table, 'en').columns.every(({ field }) => columns.has(field)) && [...added.values()].every((column) => column < mostColumns);
  return isWhole ? { worksheet, idColumn, columns, added: new Set(added.keys()) } : undefined;
};
