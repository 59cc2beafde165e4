import ExcelJS from 'exceljs';
import { excelSpelling } from '../formulas/parse';
import { respell } from '../formulas/respell';
import { isError } from '../formulas/values';
import { addressOf } from './model/a1';
import { gridOf, rowCountOf, type Edit } from './model/book';
import { mapReferences } from './model/references';
import { spellingOf, valueAt, type Surroundings } from './model/values';
import type { Book, Cell, CellFormat, Sheet, Validation } from './model/types';

/** Excel has no open ends: they end where the grid does. */
const closed = (formula: string, rows: number): string =>
  mapReferences(formula, (reference) => (reference.end && reference.end.row === undefined && reference.start.row !== undefined ? { ...reference, end: { ...reference.end, row: rows - 1 } } : reference));

const inExcel = (book: Book, on: Surroundings, sheet: Sheet, formula: string): string => respell(closed(formula.replace(/^=/, ''), rowCountOf(sheet)), spellingOf(book, on.switches), excelSpelling);

const valueOf = (book: Book, on: Surroundings, sheet: Sheet, row: number, column: number, cell: Cell): ExcelJS.CellValue => {
  const value = valueAt(book, on, sheet, row, column);
  const result = isError(value) ? { error: value.error as '#N/A' } : value ?? undefined;
  const formula = cell.value?.formulaValue;
  if (formula !== undefined) return { formula: inExcel(book, on, sheet, formula), result, date1904: false };
  const uri = cell.format?.textFormat?.link?.uri;
  return uri !== undefined && typeof value === 'string' ? { text: value, hyperlink: uri } : (result as ExcelJS.CellValue);
};

const patternOf = ({ numberFormat }: CellFormat): string | undefined => numberFormat?.pattern ?? (numberFormat?.type === 'DATE' ? 'yyyy-mm-dd' : numberFormat?.type === 'PERCENT' ? '0.00%' : numberFormat?.type === 'TEXT' ? '@' : undefined);

const argb = ({ red = 0, green = 0, blue = 0 }: gapi.client.sheets.Color): string => `FF${[red, green, blue].map((part) => Math.round(part * 255).toString(16).padStart(2, '0')).join('').toUpperCase()}`;

const look = (to: ExcelJS.Cell, format: CellFormat): void => {
  const pattern = patternOf(format);
  if (pattern !== undefined) to.numFmt = pattern;
  if (format.backgroundColor) to.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(format.backgroundColor) } };
  if (format.textFormat?.bold) to.font = { bold: true };
};

const operators: Readonly<Record<string, ExcelJS.DataValidation['operator']>> = {
  NUMBER_BETWEEN: 'between', NUMBER_GREATER_THAN_EQ: 'greaterThanOrEqual', NUMBER_LESS_THAN_EQ: 'lessThanOrEqual', NUMBER_GREATER: 'greaterThan', NUMBER_LESS: 'lessThan',
  DATE_BETWEEN: 'between', DATE_ON_OR_AFTER: 'greaterThanOrEqual', DATE_ON_OR_BEFORE: 'lessThanOrEqual',
};

/** exceljs takes the limits of dates as points in time. */
const limitOf = (text: string, isDate: boolean): number | Date | string => {
  if (isDate) return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : text.replace(/^=/, '');
  return Number(text.replace(',', '.'));
};

const ruleOf = (book: Book, on: Surroundings, sheet: Sheet, { rule }: Validation): ExcelJS.DataValidation | null => {
  const { type = '', values = [] } = rule.condition ?? {};
  const texts = values.map(({ userEnteredValue = '' }) => userEnteredValue);
  const base = { allowBlank: true, showErrorMessage: rule.strict === true, ...(rule.inputMessage !== undefined && { showInputMessage: true, prompt: rule.inputMessage }) };
  if (type === 'ONE_OF_RANGE') return { ...base, type: 'list', formulae: [inExcel(book, on, sheet, texts[0] ?? '')] };
  if (type === 'ONE_OF_LIST') return { ...base, type: 'list', formulae: [`"${texts.join(',')}"`] };
  const operator = operators[type];
  return operator ? { ...base, type: type.startsWith('DATE') ? 'date' : 'decimal', operator, formulae: texts.map((text) => limitOf(text, type.startsWith('DATE'))) } : null;
};

const fillSheet = (book: Book, on: Surroundings, sheet: Sheet, to: ExcelJS.Worksheet): void => {
  sheet.rows.forEach((row, index) => {
    row?.cells.forEach((cell, column) => {
      if (!cell) return;
      const target = to.getCell(index + 1, column + 1);
      if (cell.value) target.value = valueOf(book, on, sheet, index, column, cell);
      if (cell.format) look(target, cell.format);
    });
    if (row?.properties.hiddenByUser || row?.properties.hiddenByFilter) to.getRow(index + 1).hidden = true;
  });
  sheet.columns.forEach((column, index) => {
    const target = to.getColumn(index + 1);
    if (column?.properties.hiddenByUser) target.hidden = true;
    if (column?.properties.pixelSize !== undefined) target.width = column.properties.pixelSize / 7;
  });
  for (const merge of sheet.merges) to.mergeCells(addressOf(merge));
  const { model } = (to as unknown as { dataValidations: { model: Record<string, ExcelJS.DataValidation> } }).dataValidations;
  for (const one of sheet.validations) {
    const rule = ruleOf(book, on, sheet, one);
    if (rule) model[addressOf(gridOf(sheet, one.area))] = rule;
  }
  if (sheet.filter) to.autoFilter = addressOf(gridOf(sheet, sheet.filter.areas[0]!));
};

/**
 * The spreadsheet as Google lets it be downloaded: cells with their formulas in Excel's spelling and their results, number formats, what is hidden, merges, rules of
 * entry, the filter and names. Developer metadata, protection and charts do not come along here.
 */
export const toXlsx = async ({ book, switches, today }: Pick<Edit, 'book' | 'switches' | 'today'>): Promise<Buffer> => {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of book.sheets) {
    const { title = '', hidden = false, gridProperties } = sheet.properties;
    const { frozenRowCount = 0, frozenColumnCount = 0 } = gridProperties;
    const views: Partial<ExcelJS.WorksheetView>[] = frozenRowCount || frozenColumnCount ? [{ state: 'frozen', xSplit: frozenColumnCount, ySplit: frozenRowCount }] : [];
    fillSheet(book, { switches, today }, sheet, workbook.addWorksheet(title, { state: hidden ? 'hidden' : 'visible', views }));
  }
  for (const { name, sheetId, area } of book.names) {
    const sheet = book.sheets.find(({ id }) => id === sheetId);
    if (sheet && area) workbook.definedNames.add(`'${(sheet.properties.title ?? '').replaceAll("'", "''")}'!${addressOf(gridOf(sheet, area)).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}`, name);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
};
