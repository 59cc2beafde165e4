import type { CellValue, DataValidation, Style, Workbook, Worksheet } from 'exceljs';
import type { ConditionalFormatModel, ModelCell, StyleName, ValidationModel, WorkbookModel, WorksheetModel } from '../../../sheet/model';
import { serialToDate } from '../../../plan/dates';
import { passingName } from '../passing-names';
import { addCalculatedColumns } from './calculated-columns';
import { addLinks } from './links';
import { barColour, createStyles, tabColours, toneStyles } from './styles';

type Styles = Readonly<Record<StyleName, Partial<Style>>>;

/** Text as an xlsx file holds it: what looks like an escaped character ("_x0041_") is itself escaped. */
const escapeText = (text: string): string => (text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text);

const escapeValue = (value: CellValue): CellValue => (typeof value === 'string' ? escapeText(value) : value);

const toCellValue = (cell: ModelCell): CellValue => {
  if (typeof cell !== 'object' || cell === null) return escapeValue(cell);
  if (cell.url !== undefined) return { text: escapeText(String(cell.value)), hyperlink: cell.url };
  if (cell.formula === undefined) return escapeValue(cell.value);
  return { formula: cell.formula, result: escapeValue(cell.value ?? '') as string | number | boolean, date1904: false };
};

const writeRows = (sheet: Worksheet, model: WorksheetModel, styles: Styles): void => {
  const columnStyles = model.columns.map(({ style }) => styles[style]);
  model.rows.forEach((cells, r) => {
    const row = sheet.getRow(r + 1);
    cells.forEach((cell, c) => {
      if (cell === null && model.table === undefined) return;
      const target = row.getCell(c + 1);
      target.value = toCellValue(cell);
      const style = typeof cell === 'object' && cell?.style ? styles[cell.style] : columnStyles[c];
      if (style) target.style = style;
    });
    const height = model.heights[r];
    if (height !== undefined) row.height = height;
  });
};

/** Widths, and the look of cells that are yet to be written; set last, since exceljs copies a column's style into each new cell. */
const writeColumns = (sheet: Worksheet, model: WorksheetModel, styles: Styles): void => {
  model.columns.forEach(({ width, style, hidden }, i) => {
    const column = sheet.getColumn(i + 1);
    column.width = width;
    if (hidden) column.hidden = true;
    if (model.table) column.style = styles[style];
  });
};

const writeTable = (sheet: Worksheet, model: WorksheetModel): void => {
  const [header] = model.rows;
  if (!model.table || !header) return;
  sheet.addTable({
    name: model.table.name,
    ref: 'A1',
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: header.map((cell) => ({ name: String(typeof cell === 'object' ? cell?.value : cell), filterButton: true })),
    // The cells are written already: exceljs only counts these rows.
    rows: model.rows.slice(1).map(() => []),
  });
};

const promptTitleLength = 32;
const promptLength = 255;

const toDataValidation = ({ rule, prompt, error }: ValidationModel): DataValidation => {
  const texts = {
    allowBlank: true,
    showErrorMessage: true,
    error: error.slice(0, promptLength),
    ...(prompt && { showInputMessage: true, prompt: prompt.slice(0, promptLength), promptTitle: 'Planark'.slice(0, promptTitleLength) }),
  };
  if (rule.kind === 'list') return { ...texts, type: 'list', formulae: [rule.source], errorStyle: rule.isStrict ? 'stop' : 'warning' };
  return { ...texts, type: rule.kind, operator: 'between', formulae: [rule.min, rule.max].map((limit) => toLimit(rule.kind, limit)), errorStyle: 'stop' };
};

/** exceljs takes the limits of a date as points in time; a bare number would be milliseconds since 1970. */
const toLimit = (kind: ValidationModel['rule']['kind'], limit: number): number | Date => (kind === 'date' ? new Date(`${serialToDate(limit)}T00:00:00Z`) : limit);

/** exceljs keeps validations by address and takes a range as one: given cell by cell they would be written as overlapping ranges. */
const writeValidations = (sheet: Worksheet, validations: readonly ValidationModel[]): void => {
  const { model } = (sheet as unknown as { dataValidations: { model: Record<string, DataValidation> } }).dataValidations;
  for (const validation of validations) model[validation.range] = toDataValidation(validation);
};

const writeConditionalFormats = (sheet: Worksheet, formats: readonly ConditionalFormatModel[]): void => {
  formats.forEach((format, i) => {
    const priority = i + 1;
    if (format.kind === 'dataBar') {
      const cfvo = [{ type: 'num' as const, value: 0 }, { type: 'num' as const, value: 1 }];
      sheet.addConditionalFormatting({ ref: format.range, rules: [{ type: 'dataBar', priority, cfvo, color: { argb: barColour }, gradient: false } as never] });
      return;
    }
    const style = toneStyles[format.tone];
    if (format.kind === 'equals') sheet.addConditionalFormatting({ ref: format.range, rules: [{ type: 'cellIs', operator: 'equal', priority, formulae: [`"${format.text}"`], style }] });
    else sheet.addConditionalFormatting({ ref: format.range, rules: [{ type: 'expression', priority, formulae: [format.formula], style }] });
  });
};

const footerText = (text: string): string => text.replaceAll('&', '&&').slice(0, 180);

const writePage = (sheet: Worksheet, model: WorksheetModel, title: string): void => {
  sheet.pageSetup = {
    paperSize: 9,
    orientation: model.print.isLandscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: model.print.pagesWide,
    fitToHeight: model.print.isOnePage ? 1 : 0,
    horizontalCentered: model.print.isOnePage,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...(model.print.titleColumns && { printTitlesColumn: model.print.titleColumns }),
    ...(model.print.titleRows && { printTitlesRow: model.print.titleRows }),
  };
  sheet.headerFooter = { oddFooter: `&L${footerText(title)}&C&A&R&P / &N` };
};

const writeView = (sheet: Worksheet, model: WorksheetModel): void => {
  const showGridLines = model.tone !== 'generated';
  const { rows, columns } = model.frozen;
  if (rows === 0 && columns === 0) sheet.views = [{ state: 'normal', showGridLines }];
  else sheet.views = [{ state: 'frozen', ySplit: rows, xSplit: columns, showGridLines }];
};

const writeWorksheet = async (workbook: Workbook, model: WorksheetModel, styles: Styles, title: string): Promise<void> => {
  const sheet = workbook.addWorksheet(model.name, { state: model.state, properties: { tabColor: { argb: tabColours[model.tone] } } });
  writeRows(sheet, model, styles);
  writeTable(sheet, model);
  writeColumns(sheet, model, styles);
  for (const range of model.merges) sheet.mergeCells(range);
  writeValidations(sheet, model.validations);
  writeConditionalFormats(sheet, model.conditionalFormats);
  writePage(sheet, model, title);
  writeView(sheet, model);
  if (model.isProtected) await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });
};

export interface WriteOptions {
  /** It is taken apart again at once: its tabs have passing names, and it is not compressed, which would take most of the time. */
  readonly isTakenApart?: boolean;
}

/** Makes an xlsx file of a workbook model, with exceljs. Text is written as text: only a model's formulas become formulas. */
export const writeXlsx = async (model: WorkbookModel, { isTakenApart = false }: WriteOptions = {}): Promise<Uint8Array> => {
  // Loaded when it is needed: a sync that only writes cells gets by without.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.title = model.title;
  workbook.creator = model.author;
  workbook.calcProperties = { fullCalcOnLoad: true };
  const styles = createStyles(model.dateFormat);
  for (const [i, worksheet] of model.worksheets.entries()) await writeWorksheet(workbook, isTakenApart ? { ...worksheet, name: passingName(i) } : worksheet, styles, model.title);
  addCalculatedColumns(workbook, model.worksheets);
  addLinks(workbook, model.worksheets);
  return new Uint8Array(await workbook.xlsx.writeBuffer({ zip: { compression: isTakenApart ? 'STORE' : 'DEFLATE' } }));
};
