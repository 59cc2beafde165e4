import type { WorkbookModel, WorkbookPatch, WorksheetModel } from '../../sheet';
import type { CellEdit, TabEdits, XlsxPatch } from '../host-xlsx/patch/xlsx-patch';
import { writeXlsx } from '../host-xlsx/write/write-xlsx';
import { transplantsOf } from './render-revision';

/** Rows that are rendered with their styles; below them the tab of lists is plain. */
const styledRows = 10;

/** The tab of lists is long: below its first rows the cells are left out of what exceljs renders, and written by the patch. */
const splitLists = (generated: WorkbookModel): { readonly top: WorkbookModel; readonly below: TabEdits[] } => {
  const isLong = ({ key, rows }: WorksheetModel): boolean => key === 'lists' && rows.length > styledRows;
  const cellsBelow = ({ rows }: WorksheetModel): CellEdit[] =>
    rows.slice(styledRows).flatMap((cells, i) => cells.flatMap((cell, column): CellEdit[] => {
      const { value, formula } = typeof cell === 'object' && cell !== null ? cell : { value: cell, formula: undefined };
      return value === null && formula === undefined ? [] : [{ row: styledRows + i, column, value, ...(formula !== undefined && { formula }) }];
    }));
  return {
    top: { ...generated, worksheets: generated.worksheets.map((one) => (isLong(one) ? { ...one, rows: one.rows.slice(0, styledRows) } : one)) },
    below: generated.worksheets.filter(isLong).map((one) => ({ tab: one.name, cells: cellsBelow(one) })),
  };
};

/** A patch of a workbook as a patch of its file, which has been read: the generated tabs are rendered. */
export const renderPatch = async ({ tabs, generated, removed }: WorkbookPatch): Promise<XlsxPatch> => {
  const { top, below } = splitLists(generated);
  return { edits: [...tabs, ...below], rendered: await writeXlsx(top, { isStored: true }), transplants: transplantsOf(generated), removals: removed, wasRead: true };
};
