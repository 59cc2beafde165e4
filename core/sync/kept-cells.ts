import type { Plan } from '../plan/plan';
import { tables } from '../plan/tables';
import type { Grid } from '../sheet/grid';
import type { ModelValue } from '../sheet/model';
import { keptValue, type Places } from '../sheet/parse/parse-context';
import type { ParsedWorkbook } from '../sheet/parse/parse-workbook';
import { keptCellKey, type KeptCells } from '../sheet/render/render-input';
import { createCellAt } from './cell-at';
import type { Repair } from './repairing';
import { anchorRows } from './sheet-plan';

type Refused = Extract<Repair, { kind: 'code-refused' | 'reference-refused' }>;
const isRefused = (repair: Repair): repair is Refused => repair.kind === 'code-refused' || repair.kind === 'reference-refused';
const fieldOf = (repair: Refused): string => (repair.kind === 'code-refused' ? 'code' : repair.field);

const refusedCells = (repairs: readonly Repair[], grid: Grid, places: Places): [string, ModelValue][] => {
  const cellAt = createCellAt(grid, places);
  return repairs.filter(isRefused).map((repair) => {
    const field = fieldOf(repair);
    return [keptCellKey(repair.table, repair.id, field), keptValue(cellAt(repair.table, repair.id, field), tables[repair.table].fields[field]!.type)];
  });
};

/** What of the person's stays in the sheet as it is: cells and rows that make no sense, and cells whose edit was refused. */
export const keptInSheet = ({ kept, places, sheet }: ParsedWorkbook, repairs: readonly Repair[], grid: Grid, shown: Plan): KeptCells => ({
  rows: anchorRows(kept.rows, shown, sheet),
  cells: new Map([...kept.cells, ...refusedCells(repairs, grid, places)]),
});
