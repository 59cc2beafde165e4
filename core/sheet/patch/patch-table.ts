import type { PlanRecord } from '../../plan/plan';
import { isSameList } from '../../plan/records';
import type { TableName } from '../../plan/table-names';
import type { Labels } from '../cell-value';
import { isLiveField, liveTable } from '../budget/live-fields';
import type { GridCell, GridRow } from '../grid';
import { columnOf, lastRowOf, rowOf, type TableLayout } from '../layout';
import { isUnlinked } from '../parse/live-cells';
import type { WholeTab } from '../parse/parse-context';
import { namesIn } from '../render/formula-template';
import { keptCellKey, type RenderInput } from '../render/render-input';
import { createCellMakers, type CellMaker } from '../render/render-table';
import { addedColumns } from './added-columns';
import { isShown } from './is-shown';
import { rowsByIndex, type WholePlace } from './whole-places';
import type { CellPatch, TabPatch } from './workbook-patch';

interface Column {
  readonly value: CellMaker['value'];
  readonly formula: CellMaker['formula'];
  readonly column: number;
  readonly field: string;
}

const idCells = (whole: WholeTab, row: number, id: string, cells: GridRow['cells']): CellPatch[] => (cells[whole.idColumn]?.value === id ? [] : [{ row, column: whole.idColumn, value: id }]);

/** Rows whose record is gone are emptied: a row that was taken out would move all that people put beside and below it. */
const emptiedRows = ({ rows: places, whole }: WholePlace, stays: ReadonlySet<string>, rows: ReadonlyMap<number, GridRow>): CellPatch[] =>
  [...places].filter(([id]) => !stays.has(id)).flatMap(([, row]) =>
    [whole.idColumn, ...whole.columns.values()].filter((column) => rows.get(row)?.cells[column] !== undefined).map((column) => ({ row, column, value: null })));

/** Headers that were emptied: a table has one over every column. */
const headerCells = ({ worksheet: { rows }, columns }: WholeTab, own: TableLayout): CellPatch[] =>
  own.columns.map(({ field, header }): CellPatch => ({ row: 0, column: columns.get(field)!, value: header })).filter(({ column }) => String(rows[0]!.cells[column]?.value ?? '').trim() === '');

/** A figure by a formula, in a workbook of which only the plan's own tabs are told: it stays. */
const standsLive = ({ linked, stamp }: RenderInput, table: TableName, field: string, cell: GridCell | undefined): boolean =>
  linked === undefined && stamp.showsBudget === true && table === liveTable && isLiveField(field) && cell?.isFormula === true && !isUnlinked(cell);

const widthOf = (whole: WholeTab): number => Math.max(whole.idColumn, ...whole.columns.values()) + 1;

const columnsOf = (input: RenderInput, own: TableLayout, labels: Labels): Column[] =>
  createCellMakers(input, own, labels).map(({ value, formula }, i) => ({ value, formula, field: own.columns[i]!.field, column: columnOf(own, own.columns[i]!.field) }));

/** All that the cells of people's own columns follow from, besides their record and the row. */
const shownFrom = ({ computed: { plan: { tables } }, layout }: RenderInput, { columns }: TableLayout): readonly unknown[] =>
  [namesIn(layout), ...columns.flatMap(({ declaration: { type } }) => (type.kind === 'reference' ? [tables[type.to]] : []))];

interface Shown {
  readonly record: PlanRecord;
  readonly from: readonly unknown[];
}
/** Rows that were found to show all that their record holds: they do as long as nothing of it changes, and are not read again. */
const shown = new WeakMap<GridRow, Shown>();
const isKnownToShow = (row: GridRow | undefined, record: PlanRecord, from: readonly unknown[]): boolean => {
  const last = row && shown.get(row);
  return last?.record === record && isSameList(last.from, from);
};

/**
 * The cells of a table's tab that do not show what they should: changed values, new rows, ids that were put back, formulas that were lost;
 * all formulas where they are `renewed`.
 */
export const patchTable = (input: RenderInput, table: TableName, place: WholePlace, labels: Labels, isRenewed: boolean): TabPatch => {
  const { whole } = place;
  const own: TableLayout = input.layout.tables[table];
  const columns = columnsOf(input, own, labels);
  const computed = columns.filter(({ formula }) => formula);
  const rows = rowsByIndex(place);
  const records = input.computed.plan.tables[table];
  const from = shownFrom(input, own);
  const cells = headerCells(whole, own);
  records.forEach((record, position) => {
    const row = rowOf(own, position);
    const gridRow = rows.get(row);
    const present = gridRow?.cells ?? [];
    const isKnown = isKnownToShow(gridRow, record, from);
    const lacking: CellPatch[] = [];
    for (const { column, field, value: valueOf, formula } of isKnown ? computed : columns) {
      const [value, template] = [valueOf(record, position), formula?.(record)];
      if (isShown(present[column], value, template !== undefined || standsLive(input, table, field, present[column])) && !(isRenewed && template)) continue;
      if (!input.kept.cells.has(keptCellKey(table, record.id, field))) lacking.push({ row, column, value, ...(template && { formula: template(row + 1) }) });
    }
    if (!isKnown && gridRow && input.kept.cells.size === 0 && lacking.every(({ formula }) => formula !== undefined)) shown.set(gridRow, { record, from });
    cells.push(...idCells(whole, row, record.id, present), ...lacking);
  });
  cells.push(...emptiedRows(place, new Set(records.map(({ id }) => id)), rows));
  const added = addedColumns(input, table, whole);
  return { tab: place.tab, cells, lastRow: lastRowOf(own, records.length), columns: widthOf(whole), ...(added && { added }) };
};
