import { codeSeparator, excel, print, quote, type FormulaNode, type PrintPlace } from '../../formula';
import { labelTitleLength } from '../../plan/record-label';
import { createLastKnown, remembered } from '../../plan/remembered';
import { tableNames, type TableName } from '../../plan/table-names';
import { columnLetters } from '../grid';
import { columnOf, columnReference, listHead, listLetters, parameterReference, quoteTab, type WorkbookLayout } from '../layout';
import { labelOf } from '../cell-value';

/** Stands for the row number in a formula that is printed once for many rows. */
const rowMark = '\u0001';

/** A printed formula that only lacks its row: gives the text for a row number, counted from 1. */
export type FormulaTemplate = (rowNumber: number) => string;

const template = (printed: string): FormulaTemplate => {
  const parts = printed.split(rowMark);
  return (rowNumber) => parts.join(String(rowNumber));
};

const placeIn = (layout: WorkbookLayout, field: (name: string) => string): PrintPlace => ({
  field,
  column: (table, name) => columnReference(layout, table as TableName, name),
  parameter: (name) => parameterReference(layout, name),
  label: (set, value) => labelOf(set, value, layout.locale),
});

let lastNames = '';
/** All of a layout that formulas name: language, tabs, columns and lists, and no rows. Workbooks follow each other with the same ones. */
export const namesIn = remembered(({ locale, tabs, tables, lists }: WorkbookLayout): string => {
  const columnsOf = (table: TableName) => [tables[table].tab, tables[table].columns.map(({ field }) => [field, columnOf(tables[table], field)]), tables[table].helpers.map(({ field }) => field)];
  const names = JSON.stringify([locale, tabs, tableNames.map(columnsOf), lists.map(listHead)]);
  if (names !== lastNames) lastNames = names;
  return lastNames; // the same text, so that it is compared at once
});

/** Formulas as they were printed last: for what place, and with which names. */
const lastPrinted = createLastKnown<FormulaNode, string>();

const printOnce = (layout: WorkbookLayout, place: string, node: FormulaNode, field: (name: string) => string): string =>
  lastPrinted([place, namesIn(layout)]).of(node, () => print(node, excel, placeIn(layout, field)));

/** A formula that stands beside its row, on the tab of its table. */
export const tableFormula = (layout: WorkbookLayout, table: TableName, node: FormulaNode): FormulaTemplate => {
  const own = layout.tables[table];
  return template(printOnce(layout, `row of ${table}`, node, (name) => `$${columnLetters(columnOf(own, name))}${rowMark}`));
};

/** A formula on the tab of lists, in the same row as the row of the table that it is about. */
export const helperFormula = (layout: WorkbookLayout, table: TableName, node: FormulaNode): FormulaTemplate => {
  const own = layout.tables[table];
  const field = (name: string): string => {
    if (!own.helpers.some((column) => column.field === name)) return `INDEX(${columnReference(layout, table, name)},${rowMark})`;
    return `$${listLetters(layout, (column) => column.kind === 'helper' && column.table === table && column.column.field === name)}${rowMark}`;
  };
  return template(printOnce(layout, `lists beside ${table}`, node, field));
};

/** What a drop-down shows for a row of a table: "code · title", empty for an empty row. */
export const recordListFormula = (layout: WorkbookLayout, table: TableName): FormulaTemplate => {
  const cell = (field: string): string => `INDEX(${columnReference(layout, table, field)},${rowMark})`;
  return template(`IF(${cell('title')}="","",${cell('code')}&${quote(codeSeparator)}&LEFT(${cell('title')},${labelTitleLength}))`);
};

/** A formula that stands by itself, on a generated tab. */
export const planFormula = (layout: WorkbookLayout, node: FormulaNode): string =>
  printOnce(layout, 'page', node, (name) => { throw new Error(`field ${name} has no row on a generated tab`); });

/** The whole of a head field's value on the tab Plan, found by its key in the hidden column. */
export const headFormula = (layout: WorkbookLayout, field: string): string => {
  const tab = quoteTab(layout.tabs.head);
  return `INDEX(${tab}!$C:$C,MATCH("${field}",${tab}!$A:$A,0))`;
};
