import ExcelJS from 'exceljs';
import type { WorkbookModel, WorksheetModel } from '../../core/sheet/model';
import { createStyles } from '../../core/node/host-xlsx/write/styles';

/** Baseline: exceljs alone writes these cells, validations and formats, the way its README shows. */
export const writeWithExceljs = async (model: WorkbookModel): Promise<ArrayBuffer> => {
  const workbook = new ExcelJS.Workbook();
  const styles = createStyles(model.dateFormat);
  for (const worksheet of model.worksheets) writeSheet(workbook, worksheet, styles);
  return workbook.xlsx.writeBuffer();
};

const writeSheet = (workbook: ExcelJS.Workbook, model: WorksheetModel, styles: ReturnType<typeof createStyles>): void => {
  const sheet = workbook.addWorksheet(model.name, { state: model.state });
  sheet.columns = model.columns.map(({ width, hidden }) => ({ width, hidden: hidden ?? false }));
  for (const cells of model.rows) {
    const row = sheet.addRow(cells.map((cell) => (typeof cell === 'object' && cell !== null ? (cell.formula === undefined ? cell.value : { formula: cell.formula, result: cell.value ?? '' }) : cell)));
    cells.forEach((cell, i) => {
      const style = (typeof cell === 'object' && cell?.style) || model.columns[i]!.style;
      if (cell !== null || model.table) row.getCell(i + 1).style = styles[style];
    });
  }
  for (const { range, rule } of model.validations) {
    const validation = rule.kind === 'list' ? { type: 'list' as const, formulae: [rule.source] } : { type: rule.kind, operator: 'between' as const, formulae: [rule.min, rule.max] };
    (sheet as unknown as { dataValidations: { add(range: string, validation: unknown): void } }).dataValidations.add(range, validation);
  }
  for (const format of model.conditionalFormats) {
    if (format.kind === 'dataBar') sheet.addConditionalFormatting({ ref: format.range, rules: [{ type: 'dataBar', cfvo: [{ type: 'num', value: 0 }, { type: 'num', value: 1 }], color: { argb: 'FF8CC1B9' } } as never] });
    else sheet.addConditionalFormatting({ ref: format.range, rules: [{ type: 'expression', formulae: ['1=1'], style: {}, priority: 1 }] });
  }
};

/** Baseline: exceljs reads a file. */
export const loadWithExceljs = async (bytes: Uint8Array): Promise<unknown> => new ExcelJS.Workbook().xlsx.load(bytes as never);

/** Baseline: exceljs reads a file and writes it again. */
export const loadAndSaveWithExceljs = async (bytes: Uint8Array): Promise<unknown> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  return workbook.xlsx.writeBuffer();
};
