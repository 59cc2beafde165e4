import type { Plan } from '../plan/plan';
import { tables } from '../plan/tables';
import type { Grid, GridCell, GridRow } from '../sheet/grid';
import type { ModelValue } from '../sheet/model';
import { keptValue, type Places } from '../sheet/parse/parse-context';
import type { ParsedWorkbook } from '../sheet/parse/parse-workbook';
import { keptCellKey, type KeptCells } from '../sheet/render/render-input';
import type { Repair } from './repairing';
import { anchorRows } from './sheet-plan';

type Refused = Extract<Repair, { kind: 'code-refused' | 'reference-refused' }>;
const isRefused = (repair: Repair): repair is Refused => repair.kind === 'code-refused' || repair.kind === 'reference-refused';
const fieldOf = (repair: Refused): string => (repair.kind === 'code-refused' ? 'code' : repair.field);

/** Finds cells by table, record and field, each tab's rows indexed once. */
const createCellAt = (grid: Grid, places: Places): ((repair: Refused) => GridCell | undefined) => {
  const rowsByTab = new Map<string, Map<number, GridRow>>();
  const rowsOf = (tab: string): Map<number, GridRow> => {
    if (!rowsByTab.has(tab)) rowsByTab.set(tab, new Map(grid.worksheets.find(({ name }) => name === tab)?.rows.map((row) => [row.index, row])));
    return rowsByTab.get(tab)!;
  };
  return (repair) => {
    const place = places.get(repair.table);
    const row = place && rowsOf(place.tab).get(place.rows.get(repair.id) ?? -1);
    return row?.cells[place!.columns.get(fieldOf(repair)) ?? -1];
  };
};

const refusedCells = (repairs: readonly Repair[], grid: Grid, places: Places): [string, ModelValue][] => {
  const cellAt = createCellAt(grid, places);
  return repairs.filter(isRefused).map((repair) => {
    const field = fieldOf(repair);
    return [keptCellKey(repair.table, repair.id, field), keptValue(cellAt(repair), tables[repair.table].fields[field]!.type)];
  });
};

/** What of the person's stays in the sheet as it is: cells and rows that make no sense, and cells whose edit was refused. */
export const keptInSheet = ({ kept, places, sheet }: ParsedWorkbook, repairs: readonly Repair[], grid: Grid, shown: Plan): KeptCells => ({
  rows: anchorRows(kept.rows, shown, sheet),
  cells: new Map([...kept.cells, ...refusedCells(repairs, grid, places)]),
});
