import ExcelJS from 'exceljs';
import { addressOf, columnCount, isEntireColumn } from './model/area';
import type { Book } from './model/book';
import { cellsIn, isBlank, lookAt, type Cell, type Sheet } from './model/sheet';
import { wholeSheet } from './model/area';
import { headerText } from './model/tables';

const states = { Visible: 'visible', Hidden: 'hidden', VeryHidden: 'veryHidden' } as const;

/** Formulas go without results, so that whoever opens the file has to calculate them. */
const valueOf = ({ value, formula, isError }: Cell): ExcelJS.CellValue =>
  formula !== undefined ? { formula: formula.slice(1), date1904: false } : isError ? { error: value as '#N/A' } : value;

const fillSheet = (sheet: Sheet, into: ExcelJS.Worksheet): void => {
  for (const table of sheet.tables) {
    const columns = Array.from({ length: columnCount(table.area) }, (_, i) => ({ name: headerText(sheet, table, i), filterButton: table.facts['showFilterButton'] === true }));
    into.addTable({ name: table.name, ref: addressOf({ ...table.area, bottom: table.area.top, right: table.area.left }), headerRow: true, columns, rows: Array.from({ length: table.area.bottom - table.area.top }, () => []) });
  }
  for (const { row, column, cell } of cellsIn(sheet, wholeSheet)) {
    if (isBlank(cell)) continue;
    const to = into.getCell(row + 1, column + 1);
    to.value = valueOf(cell);
    to.numFmt = String(lookAt(sheet, row, column, 'numberFormat'));
  }
  for (const [column, looks] of sheet.columnLooks) if (looks['columnHidden'] === true) into.getColumn(column + 1).hidden = true;
  for (const [row, looks] of sheet.rowLooks) if (looks['rowHidden'] === true) into.getRow(row + 1).hidden = true;
  for (const merge of sheet.merges) if (!isEntireColumn(merge)) into.mergeCells(addressOf(merge));
};

/**
 * The emulated workbook as an xlsx file, for a second opinion: its cells with formulas and number formats, tables, names, merges and what
 * is hidden. Looks beyond that are compared in the model itself.
 */
export const exportBook = async (book: Book): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of book.sheets) fillSheet(sheet, workbook.addWorksheet(sheet.name, { state: states[sheet.visibility] }));
  for (const { name, formula } of book.names) workbook.definedNames.add(formula.replace(/^=/, ''), name);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
