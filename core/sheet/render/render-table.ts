import type { FieldType } from '../../plan/field';
import { groupBy } from '../../plan/group-by';
import type { PlanRecord } from '../../plan/plan';
import type { TableName } from '../../plan/table-names';
import { derivedToCell, fieldToCell, styleOf, type Labels } from '../cell-value';
import { columnOf, idHeader, isSwitchedOff, type LayoutColumn, type TableLayout, type WorkbookLayout } from '../layout';
import { columnLetters } from '../grid';
import { worksheet, type ColumnModel, type ModelCell, type ModelValue, type PrintModel, type StyleName, type TabFrame, type WorksheetModel } from '../model';
import { tableFormats } from './conditional-formats';
import { tableFormula, type FormulaTemplate } from './formula-template';
import { liveMaker } from './live-figures';
import { keptCellKey, type RenderInput } from './render-input';
import { rowHeights } from './row-heights';
import { tableValidations } from './validations';

/** What makes the cells of a column. */
export interface CellMaker {
  /** For a record at its position in the plan, or for a row that is no record (null). */
  readonly value: (record: PlanRecord | null, position: number) => ModelValue;
  /** Where the column is computed; in a column that shows the treasurer's own figures, only for some records. */
  readonly formula?: (record: PlanRecord | null) => FormulaTemplate | undefined;
}

const derivedMaker = ({ computed, layout }: RenderInput, table: TableName, field: string, type: FieldType & { kind: 'derived' }): CellMaker => {
  const values = computed.column(table, field);
  const formula = tableFormula(layout, table, type.formula);
  return { formula: () => formula, value: (record, position) => (record ? derivedToCell(values[position] ?? null, type.shows, layout.locale) : '') };
};

const ownMaker = ({ layout, kept }: RenderInput, table: TableName, field: string, type: FieldType, labels: Labels): CellMaker => {
  const show = (record: PlanRecord): ModelValue => fieldToCell(record[field], type, layout.locale, labels);
  if (kept.cells.size === 0) return { value: (record) => (record ? show(record) : null) };
  return { value: (record) => (record ? (kept.cells.get(keptCellKey(table, record.id, field)) ?? show(record)) : null) };
};

const storedMaker = (input: RenderInput, table: TableName, field: string, type: FieldType, labels: Labels): CellMaker =>
  liveMaker(input, table, field, ownMaker(input, table, field, type, labels));

const makerOf = (input: RenderInput, table: TableName, { field, declaration: { type } }: LayoutColumn, labels: Labels): CellMaker =>
  type.kind === 'derived' ? derivedMaker(input, table, field, type) : storedMaker(input, table, field, type, labels);

/** What makes the cells of a table's columns, in their order. */
export const createCellMakers = (input: RenderInput, own: TableLayout, labels: Labels): CellMaker[] => own.columns.map((column) => makerOf(input, own.table, column, labels));

const cellOf = ({ value, formula }: CellMaker, record: PlanRecord | null, position: number, rowNumber: number): ModelCell => {
  const template = formula?.(record);
  return template ? { formula: template(rowNumber), value: value(record, position) } : value(record, position);
};

/** The rows below the header: a row a record, and one empty row where the table is empty. */
const tableRows = (input: RenderInput, own: TableLayout, labels: Labels): ModelCell[][] => {
  const makers = createCellMakers(input, own, labels);
  const rows: ModelCell[][] = [];
  const kept = groupBy(input.kept.rows.filter(({ table }) => table === own.table), ({ below }) => below ?? '');
  const addRow = (id: string | null, cell: (make: CellMaker, column: LayoutColumn) => ModelCell): void => {
    rows.push([id, ...makers.map((make, i) => cell(make, own.columns[i]!))]);
  };
  const addKept = (below: string | null): void => {
    for (const row of kept.get(below ?? '') ?? []) addRow(row.id, (make, { field }) => row.cells.get(field) ?? cellOf(make, null, -1, rows.length + 2));
  };
  addKept(null);
  input.computed.plan.tables[own.table].forEach((record, position) => {
    addRow(record.id, (make) => cellOf(make, record, position, rows.length + 2));
    addKept(record.id);
  });
  if (rows.length === 0) addRow(null, (make) => cellOf(make, null, -1, 2));
  return rows;
};

/** Name of the table object: plain letters, the same in every language. */
const tableObjectName = (table: TableName): string => `planark_${table}`;

/** Beyond this many characters a tab would be too small to read on one page's width. */
const widestOnePage = 260;

const printOf = (columns: readonly ColumnModel[], frozen: number): PrintModel => {
  const width = columns.reduce((sum, { width: own, hidden }) => sum + (hidden ? 0 : own), 0);
  const isWide = width > widestOnePage;
  return {
    isLandscape: true, titleRows: '1:1', isOnePage: false, pagesWide: isWide ? 2 : 1,
    ...(isWide && frozen > 0 && { titleColumns: `A:${columnLetters(frozen - 1)}` }),
  };
};

/** By column: the formula that a new row gets; null where people write. */
export const calculatedFormulas = (layout: WorkbookLayout, { table, columns }: TableLayout): (string | null)[] =>
  columns.map(({ declaration: { type } }) => (type.kind === 'derived' ? tableFormula(layout, table, type.formula)(2) : null));

/** The columns of a table from left to right: the hidden id, then a column a field. */
const tableColumns = (own: TableLayout): ColumnModel[] =>
  [{ width: 10, style: 'id', hidden: true }, ...own.columns.map(({ field, declaration }): ColumnModel => ({ width: declaration.width, style: styleOf(declaration.type), field }))];

/** Those where they stand; null between them. */
const standingColumns = (own: TableLayout): (ColumnModel | null)[] => {
  const placed = new Map(tableColumns(own).map((column) => [columnOf(own, column.field ?? idHeader), column]));
  return Array.from({ length: Math.max(...placed.keys()) + 1 }, (_, column) => placed.get(column) ?? null);
};

/** How the tab of one table is laid out that has so many rows below its header. */
export const tableFrame = ({ computed: { plan }, layout }: RenderInput, table: TableName, rows: number): TabFrame => {
  const own = layout.tables[table];
  const columns = standingColumns(own);
  const formulas = new Map(calculatedFormulas(layout, own).map((formula, i) => [own.columns[i]!.field, formula]));
  return {
    key: table,
    name: own.tab,
    state: isSwitchedOff(plan, table) ? 'hidden' : 'visible',
    columns,
    table: { name: tableObjectName(table), calculated: columns.map((column) => formulas.get(column?.field ?? '') ?? null) },
    validations: tableValidations(layout, own, plan),
    conditionalFormats: tableFormats(layout, own, rows),
    merges: [],
    heights: {},
    frozen: { rows: 1, columns: frozenColumns(own) },
    isProtected: false,
    tone: 'data',
  };
};

/** The tab of one table: the hidden id, then a column a field. */
export const renderTable = (input: RenderInput, table: TableName, labels: Labels): WorksheetModel => {
  const own = input.layout.tables[table];
  const rows = [headerRow(own), ...tableRows(input, own, labels)];
  const columns = tableColumns(own);
  const frame = tableFrame(input, table, rows.length - 1);
  return worksheet({ ...frame, columns, rows, heights: rowHeights(rows, columns), print: printOf(columns, frame.frozen.columns) });
};

export const headerStyleOf = ({ declaration: { type } }: LayoutColumn): StyleName => (type.kind === 'derived' ? 'derivedHeader' : 'header');

const headerRow = (own: TableLayout): ModelCell[] => [
  { value: idHeader, style: 'header' },
  ...own.columns.map((column): ModelCell => ({ value: column.header, style: headerStyleOf(column) })),
];

/** Code and title stay in sight where a table has them first. */
const frozenColumns = (own: TableLayout): number => (own.columns[0]?.field === 'code' ? 3 : 0);
