import { emptyTables } from '../../plan/records';
import { newRowId } from '../../plan/rules';
import type { Grid } from '../grid';
import { findTable, findTabs, type FoundTable } from '../parse/find-table';
import { createHiddenIn } from '../parse/hidden-cells';
import { findHead } from '../parse/parse-head';
import { readStamp } from '../parse/read-stamp';
import { sheetRows } from '../parse/sheet-row';
import type { TabPatch, WorkbookPatch } from './workbook-patch';

/** The id cells of rows that hold something and have no id yet. Where the id column is gone, a sync has to find out first which row is which. */
const newIdCells = (found: FoundTable, freshId: () => string): TabPatch => {
  const { worksheet, idColumn } = found;
  if (idColumn === undefined) return { tab: worksheet.name, cells: [] };
  const hiddenIn = createHiddenIn(worksheet, [idColumn]);
  const cellAt = new Map(worksheet.rows.map(({ index, cells }) => [index, cells[idColumn]]));
  const rows = sheetRows(found).rows.filter(({ index }) => cellAt.get(index) === undefined && !hiddenIn(index, idColumn));
  return { tab: worksheet.name, cells: rows.map(({ index }) => ({ row: index, column: idColumn, value: newRowId(freshId()) })) };
};

/**
 * What gives new rows an id before they are sent: whatever is corrected in them afterwards, they are the same rows. `freshId` gives a name of
 * letters a to z, digits and hyphens that nothing else has. Null where no row lacks an id, and in a workbook that holds no plan.
 */
export const patchNewIds = (grid: Grid, freshId: () => string): WorkbookPatch | null => {
  const read = readStamp(grid);
  if (!read.ok) return null;
  const { value: stamped } = read;
  const nothing = { tables: emptyTables() };
  const input = { grid, stamped, base: nothing, store: nothing };
  const found = [...findTabs(input, findHead(grid, stamped))].map(([table, worksheet]) => findTable(table, input, worksheet));
  const tabs = found.map((one) => newIdCells(one, freshId)).filter(({ cells }) => cells.length > 0);
  if (tabs.length === 0) return null;
  return { tabs, pages: [], looksTab: stamped.tabs.get('stamp')!, generated: { title: '', author: '', locale: stamped.stamp.locale, dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [] };
};
