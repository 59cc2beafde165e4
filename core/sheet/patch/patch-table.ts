import type { TableName } from '../../plan/table-names';
import type { Labels } from '../cell-value';
import type { GridCell, GridRow } from '../grid';
import { columnOf, lastRowOf, rowOf, type TableLayout } from '../layout';
import type { ModelCell } from '../model';
import type { WholeTab } from '../parse/parse-context';
import { showsValue } from '../parse/sheet-row';
import { keptCellKey, type RenderInput } from '../render/render-input';
import { createCellMakers, type CellMaker } from '../render/render-table';
import { rowsByIndex, type WholePlace } from './whole-places';
import type { CellPatch, TabPatch } from './workbook-patch';

const asCell = (cell: ModelCell): { value: CellPatch['value']; formula?: string } => (typeof cell === 'object' && cell !== null ? { value: cell.value, formula: cell.formula } : { value: cell });

/** Does the sheet's cell show this already? A formula that shows the right result is left alone. */
const isShown = (cell: GridCell | undefined, { value, formula }: ReturnType<typeof asCell>): boolean =>
  formula === undefined ? !cell?.isFormula && showsValue(cell, value) : cell?.isFormula === true && showsValue(cell, value);

interface Column {
  readonly column: number;
  readonly field: string;
  readonly make: CellMaker;
}

const idCells = (whole: WholeTab, row: number, id: string, cells: GridRow['cells']): CellPatch[] => (cells[whole.idColumn]?.value === id ? [] : [{ row, column: whole.idColumn, value: id }]);

/** Rows whose record is gone are emptied: a row that was taken out would move all that people put beside and below it. */
const emptiedRows = ({ rows: places, whole }: WholePlace, stays: ReadonlySet<string>, rows: ReadonlyMap<number, GridRow>): CellPatch[] =>
  [...places].filter(([id]) => !stays.has(id)).flatMap(([, row]) =>
    [whole.idColumn, ...whole.columns.values()].filter((column) => rows.get(row)?.cells[column] !== undefined).map((column) => ({ row, column, value: null })));

const widthOf = (whole: WholeTab): number => Math.max(whole.idColumn, ...whole.columns.values()) + 1;

/** The cells of a table's tab that do not show what they should: changed values, new rows, ids that were put back, formulas that were lost. */
export const patchTable = (input: RenderInput, table: TableName, place: WholePlace, labels: Labels): TabPatch => {
  const { whole } = place;
  const own: TableLayout = input.layout.tables[table];
  const columns = createCellMakers(input, own, labels).map((make, i): Column => ({ make, field: own.columns[i]!.field, column: columnOf(own, own.columns[i]!.field) }));
  const rows = rowsByIndex(place);
  const records = input.computed.plan.tables[table];
  const cells = records.flatMap((record, position) => {
    const row = rowOf(own, position);
    const present = rows.get(row)?.cells ?? [];
    const changed = columns.flatMap(({ column, field, make }): CellPatch[] => {
      const cell = asCell(make(record, position, row + 1));
      return isShown(present[column], cell) || input.kept.cells.has(keptCellKey(table, record.id, field)) ? [] : [{ row, column, ...cell }];
    });
    return [...idCells(whole, row, record.id, present), ...changed];
  });
  const emptied = emptiedRows(place, new Set(records.map(({ id }) => id)), rows);
  return { tab: place.tab, cells: [...cells, ...emptied], lastRow: lastRowOf(own, records.length), columns: widthOf(whole) };
};
