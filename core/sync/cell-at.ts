import { headTable, type RecordTable } from '../plan/records';
import { isCellError, type Grid, type GridCell, type GridRow } from '../sheet/grid';
import type { Places } from '../sheet/parse/parse-context';

export type CellAt = (table: RecordTable, id: string, field: string) => GridCell | undefined;

/** What stands in a cell, as text. */
export const textOfCell = (cell: GridCell | undefined): string => (cell === undefined ? '' : isCellError(cell.value) ? cell.value.error : String(cell.value));

/** Finds cells by table, record and field, each tab's rows indexed once. The head stands as a field a row. */
export const createCellAt = (grid: Grid, places: Places): CellAt => {
  const rowsByTab = new Map<string, Map<number, GridRow>>();
  const rowsOf = (tab: string): Map<number, GridRow> => {
    if (!rowsByTab.has(tab)) rowsByTab.set(tab, new Map(grid.worksheets.find(({ name }) => name === tab)?.rows.map((row) => [row.index, row])));
    return rowsByTab.get(tab)!;
  };
  return (table, id, field) => {
    const place = places.get(table);
    const row = place && rowsOf(place.tab).get(place.rows.get(table === headTable ? field : id) ?? -1);
    return row?.cells[place!.columns.get(field) ?? -1];
  };
};
