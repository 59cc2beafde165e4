import { lookColumn, styledCell, styleNames, type ModelCell, type StyleName, type WorkbookPatch, type WorksheetModel } from '../../sheet';
import type { PageCell, PageRows, XlsxPatch } from '../host-xlsx/patch/patch-xlsx';
import { writeXlsx } from '../host-xlsx/write/write-xlsx';
import { transplantsOf } from './render-revision';

const lookOf = new Map<StyleName, number>(styleNames.map((name, row) => [name, row]));

const toPageCell = (cell: ModelCell, usual: StyleName): PageCell => {
  const { value, formula, style = usual } = styledCell(cell);
  return { value, look: lookOf.get(style)!, ...(formula !== undefined && { formula }) };
};

const pageRows = ({ name, rows, columns, heights, merges }: WorksheetModel): PageRows => ({
  tab: name,
  merges,
  rows: rows.map((cells, row) => ({
    cells: cells.map((cell, column) => (cell === null ? null : toPageCell(cell, columns[column]!.style))),
    ...(heights[row] !== undefined && { height: heights[row] }),
  })),
});

/** A patch of a workbook as a patch of its file, which has been read: the generated tabs that must be made as a whole are rendered. */
export const renderPatch = async ({ tabs, pages, looksTab, generated, order, removed }: WorkbookPatch): Promise<XlsxPatch> => {
  const looks = { tab: looksTab, column: lookColumn, rows: styleNames.length };
  const patch: XlsxPatch = { edits: tabs, pages: pages.map(pageRows), looks, removals: removed, wasRead: true };
  if (generated.worksheets.length === 0) return patch;
  return { ...patch, rendered: await writeXlsx(generated, { isTakenApart: true }), transplants: transplantsOf(generated, order) };
};
