import type { FormulaValue } from '../../formula';
import type { PlanRecord } from '../../plan/plan';
import { indexOf, isSameList } from '../../plan/records';
import type { TableName } from '../../plan/table-names';
import type { Labels } from '../cell-value';
import { isLiveField, liveTable } from '../budget/live-fields';
import type { GridCell, GridRow, GridWorksheet } from '../grid';
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
const emptiedRows = (place: WholePlace, stays: ReadonlyMap<string, PlanRecord>): CellPatch[] => {
  const { rows: places, whole: { idColumn, columns } } = place;
  return [...places].filter(([id]) => !stays.has(id)).flatMap(([, row]) =>
    [idColumn, ...columns.values()].filter((column) => rowsByIndex(place).get(row)?.cells[column] !== undefined).map((column) => ({ row, column, value: null })));
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
  [namesIn(layout), idColumn, linked, showsBudget, ...columns.flatMap(({ declaration: { type } }) => (type.kind === 'reference' ? [tables[type.to]] : []))];

/** What the computed columns of a table came to. */
const resultsOf = ({ computed }: RenderInput, { table, columns }: TableLayout): (readonly FormulaValue[])[] =>
  columns.filter(({ declaration: { type } }) => type.kind === 'derived').map(({ field }) => computed.column(table, field));

/** A row that was found to show all that its record holds. */
interface Shown {
  readonly record: PlanRecord;
  readonly from: readonly unknown[];
  /** What its computed cells show; undefined where one of them does not show what it should. */
  readonly results: readonly FormulaValue[] | undefined;
}
/** They do as long as nothing of it changes, and are not read again. */
const shown = new WeakMap<GridRow, Shown>();

interface RowsInput {
  readonly input: RenderInput;
  readonly own: TableLayout;
  readonly place: WholePlace;
  readonly labels: Labels;
  readonly isRenewed: boolean;
  readonly from: readonly unknown[];
  readonly results: readonly (readonly FormulaValue[])[];
}

/** The cells of the rows of records that do not show what they should. */
const recordCells = ({ input, own, place, labels, isRenewed, from, results }: RowsInput): readonly CellPatch[] => {
  const columns = columnsOf(input, own, labels);
  const computed = columns.filter(({ formula }) => formula);
  const rows = rowsByIndex(place);
  return input.computed.plan.tables[own.table].flatMap((record, position) => {
    const row = rowOf(own, position);
    const gridRow = rows.get(row);
    const present = gridRow?.cells ?? [];
    const last = gridRow && shown.get(gridRow);
    const isKnown = last?.record === record && isSameList(last.from, from);
    if (isKnown && last.results?.every((result, i) => result === results[i]![position]) && !isRenewed && !input.linked) return [];
    const lacking = (isKnown ? computed : columns).flatMap(({ column, field, value: valueOf, formula }): CellPatch[] => {
      const [value, template] = [valueOf(record, position), formula?.(record)];
      if (isShown(present[column], value, template !== undefined || standsLive(input, own.table, field, present[column])) && !(isRenewed && template)) return [];
      return input.kept.cells.has(keptCellKey(own.table, record.id, field)) ? [] : [{ row, column, value, ...(template && { formula: template(row + 1) }) }];
    });
    const ids = idCells(place.whole, row, record.id, present);
    const isOwnShown = ids.length === 0 && lacking.every(({ formula }) => formula !== undefined);
    if (gridRow && isOwnShown && input.kept.cells.size === 0) shown.set(gridRow, { record, from, results: lacking.length === 0 ? results.map((values) => values[position]!) : undefined });
    return [...ids, ...lacking];
  });
};

/** What the rows of a tab lacked when they stood as they do, and all that followed from besides. */
interface KnownRows {
  readonly from: readonly unknown[];
  readonly cells: readonly CellPatch[];
}
const known = new WeakMap<GridWorksheet['rows'], KnownRows>();

/** The same; known again for a tab that stands as it did, of a table that holds and shows the same. */
const knownCells = (given: RowsInput): readonly CellPatch[] => {
  const { input, own, place: { whole: { worksheet } }, isRenewed, from, results } = given;
  const all = [own, input.computed.plan.tables[own.table], ...from, ...results];
  const last = known.get(worksheet.rows);
  if (isRenewed || input.kept.cells.size > 0) return recordCells(given);
  if (last && isSameList(last.from, all)) return last.cells;
  const cells = recordCells(given);
  known.set(worksheet.rows, { from: all, cells });
  return cells;
};

/**
 * The cells of a table's tab that do not show what they should: changed values, new rows, ids that were put back, formulas that were lost;
 * all formulas where they are `renewed`.
 */
export const patchTable = (input: RenderInput, table: TableName, place: WholePlace, labels: Labels, isRenewed: boolean): TabPatch => {
  const { whole } = place;
  const own: TableLayout = input.layout.tables[table];
  const records = input.computed.plan.tables[table];
  const added = addedColumns(input, table, whole);
  const cells = [
    ...headerCells(whole, own),
    ...knownCells({ input, own, place, labels, isRenewed, from: shownFrom(input, own, whole), results: resultsOf(input, own) }),
    ...emptiedRows(place, indexOf(records)),
  ];
  return { tab: place.tab, cells, lastRow: lastRowOf(own, records.length), columns: widthOf(whole), ...(added && { added }) };
};
