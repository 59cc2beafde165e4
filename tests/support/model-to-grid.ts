import type { Grid, GridCell, GridRow, GridWorksheet } from '../../core/sheet/grid';
import type { ModelCell, WorkbookModel, WorksheetModel } from '../../core/sheet/model';
import { isDateStyle } from '../../core/sheet/looks';
import { parseRange } from '../../core/sheet/range';

const toCell = (cell: ModelCell, { columns }: WorksheetModel, column: number): GridCell | undefined => {
  const { value, formula, style } = cell !== null && typeof cell === 'object' ? cell : { value: cell };
  if (value === null || (value === '' && formula === undefined)) return undefined;
  const isDate = isDateStyle(style ?? columns[column]?.style) && typeof value === 'number';
  return { value, ...(isDate && { isDate }), ...(formula !== undefined && { isFormula: true }) };
};

const toRow = (model: WorksheetModel, index: number): GridRow => ({ index, cells: model.rows[index]!.map((cell, column) => toCell(cell, model, column)) });

const toWorksheet = (model: WorksheetModel): GridWorksheet => ({
  name: model.name,
  state: model.state,
  rows: model.rows.map((_, index) => toRow(model, index)).filter(({ cells }) => cells.some((cell) => cell !== undefined)),
  ...(model.merges.length > 0 && { merges: model.merges.map(parseRange) }),
});

/** What a host would read of a workbook that a host wrote, without a file between them. */
export const modelToGrid = ({ worksheets }: WorkbookModel): Grid => ({ worksheets: worksheets.map(toWorksheet), extras: [] });
