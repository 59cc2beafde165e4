import type { FormulaValue } from '../../formula';
import type { PlanRecord } from '../../plan/plan';
import { indexOf } from '../../plan/record-index';
import { createLastKnown } from '../../plan/remembered';
import type { TableName } from '../../plan/table-names';
import type { Labels } from '../cell-value';
import { isLiveField, liveTable } from '../budget/live-fields';
import { rowAt, type GridCell, type GridRow } from '../grid';
import { columnOf, lastRowOf, rowOf, type TableLayout } from '../layout';
import { isUnlinked } from '../parse/live-cells';
import type { WholeTab } from '../parse/parse-context';
import { namesIn } from '../render/formula-template';
import { keptCellKey, labelsById, type RenderInput } from '../render/render-input';
import { createCellMakers, type CellMaker } from '../render/render-table';
import { addedColumns } from './added-columns';
import { isShown } from './is-shown';
import { recordRows } from './record-rows';
import type { WholePlace } from './whole-places';
import type { CellPatch, TabPatch } from './workbook-patch';

interface Column {
  readonly value: CellMaker['value'];
  readonly formula: CellMaker['formula'];
  readonly column: number;
  readonly field: string;
}

const idCells = (whole: WholeTab, row: number, id: string, cells: GridRow['cells']): CellPatch[] => (cells[whole.idColumn]?.value === id ? [] : [{ row, column: whole.idColumn, value: id }]);

/** Rows whose record is gone are emptied: a row that was taken out would move all that people put beside and below it. */
const emptiedRows = (records: readonly PlanRecord[], place: WholePlace): CellPatch[] => {
  if (recordRows(records, place).isWhole) return [];
  const { rows, whole: { worksheet, idColumn, columns } } = place;
  const stays = indexOf(records);
  const cells: CellPatch[] = [];
  for (const [id, row] of rows) {
    if (stays.has(id)) continue;
    for (const column of [idColumn, ...columns.values()]) if (rowAt(worksheet.rows, row)?.cells[column] !== undefined) cells.push({ row, column, value: null });
  }
  return cells;
};

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
const shownFrom = ({ computed: { plan: { tables } }, layout, linked, stamp: { showsBudget } }: RenderInput, { columns }: TableLayout, { idColumn }: WholeTab): readonly unknown[] =>
  [namesIn(layout), idColumn, linked, showsBudget, ...columns.flatMap(({ declaration: { type } }) => (type.kind === 'reference' ? [labelsById(type.to, tables[type.to])] : []))];

/** What the computed columns of a table came to. */
const resultsOf = ({ computed }: RenderInput, { table, columns }: TableLayout): (readonly FormulaValue[])[] =>
  columns.filter(({ declaration: { type } }) => type.kind === 'derived').map(({ field }) => computed.column(table, field));

/** A row that was found to show all that its record holds. */
interface Shown {
  readonly record: PlanRecord;
  /** What its computed cells show; undefined where one of them does not show what it should. */
  readonly results: readonly FormulaValue[] | undefined;
}
/** They do as long as nothing of it changes, and are not read again. */
const lastShown = createLastKnown<GridRow, Shown>();

const showsResults = ({ results: shown }: Shown, results: readonly (readonly FormulaValue[])[], position: number): boolean => shown?.every((result, i) => result === results[i]![position]) === true;

interface RowsInput {
  readonly input: RenderInput;
  readonly own: TableLayout;
  readonly place: WholePlace;
  readonly labels: Labels;
  readonly isRenewed: boolean;
  readonly from: readonly unknown[];
  readonly results: readonly (readonly FormulaValue[])[];
}

/** The cells of the rows of records that do not show what they should, and of rows whose record is gone. */
const recordCells = ({ input, own, place, labels, isRenewed, from, results }: RowsInput): readonly CellPatch[] => {
  const records = input.computed.plan.tables[own.table];
  const columns = columnsOf(input, own, labels);
  const computed = columns.filter(({ formula }) => formula);
  const shown = lastShown(from);
  const lacking: CellPatch[] = [];
  // Of a row as it should be, as nearly all are, nothing is made: there are many.
  records.forEach((record, position) => {
    const row = rowOf(own, position);
    const gridRow = rowAt(place.whole.worksheet.rows, row);
    const last = gridRow && shown.get(gridRow);
    const isKnown = last?.record === record;
    if (isKnown && showsResults(last, results, position) && !isRenewed && !input.linked) return;
    const present = gridRow?.cells ?? [];
    const inRow = (isKnown ? computed : columns).flatMap(({ column, field, value: valueOf, formula }): CellPatch[] => {
      const [value, template] = [valueOf(record, position), formula?.(record)];
      if (isShown(present[column], value, template !== undefined || standsLive(input, own.table, field, present[column])) && !(isRenewed && template)) return [];
      return input.kept.cells.has(keptCellKey(own.table, record.id, field)) ? [] : [{ row, column, value, ...(template && { formula: template(row + 1) }) }];
    });
    const ids = idCells(place.whole, row, record.id, present);
    const isOwnShown = ids.length === 0 && inRow.every(({ formula }) => formula !== undefined);
    if (gridRow && isOwnShown && input.kept.cells.size === 0) shown.set(gridRow, { record, results: inRow.length === 0 ? results.map((values) => values[position]!) : undefined });
    lacking.push(...ids, ...inRow);
  });
  return [...lacking, ...emptiedRows(records, place)];
};

const makePatch = (given: RowsInput): TabPatch => {
  const { input, own, place: { tab, whole } } = given;
  const added = addedColumns(input, own.table, whole);
  return { tab, cells: [...headerCells(whole, own), ...recordCells(given)], lastRow: lastRowOf(own, input.computed.plan.tables[own.table].length), columns: widthOf(whole), ...(added && { added }) };
};

const lastPatches = createLastKnown<WholePlace, TabPatch>();

/**
 * The cells of a table's tab that do not show what they should: changed values, new rows, ids that were put back, formulas that were lost;
 * all formulas where they are `renewed`. Known again for a tab that was known when it was read, of a table that holds and shows the same.
 */
export const patchTable = (input: RenderInput, table: TableName, place: WholePlace, labels: Labels, isRenewed: boolean): TabPatch => {
  const own = input.layout.tables[table];
  const given: RowsInput = { input, own, place, labels, isRenewed, from: shownFrom(input, own, place.whole), results: resultsOf(input, own) };
  if (isRenewed || input.kept.cells.size > 0 || place.whole.added.size > 0) return makePatch(given);
  return lastPatches([own, input.computed.plan.tables[table], ...given.from, ...given.results]).of(place, () => makePatch(given));
};
