import { lookColumn, styledCell, styleNames, worksheet, type AddedColumns, type ModelCell, type StyleName, type WorkbookPatch, type WorksheetModel } from '../../sheet';
import type { NewColumns, PageCell, PageRows, XlsxPatch } from '../host-xlsx/patch/patch-xlsx';
import { passingName } from '../host-xlsx/passing-names';
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

/** A tab that shows how columns are to look, and holds the rules for them. */
const exampleOf = (added: AddedColumns): WorksheetModel => {
  const { columns } = added;
  return worksheet({
    key: 'columns', name: '', columns: columns.map(({ width, style }) => ({ width, style })),
    rows: [columns.map(({ headerStyle }) => ({ value: '', style: headerStyle })), columns.map(({ style }) => ({ value: '', style }))],
    validations: columns.flatMap(({ validations }) => validations), conditionalFormats: columns.flatMap(({ conditionalFormats }) => conditionalFormats),
  });
};

const newColumns = (tab: string, from: string, { columns, headers }: AddedColumns): NewColumns => ({
  tab, from, headers, places: columns.map(({ column }) => column), widths: columns.map(({ width }) => width), calculated: columns.map(({ calculated }) => calculated),
});

/** A patch of a workbook as a patch of its file, which has been read: the generated tabs that must be made as a whole are rendered, and examples of new columns. */
export const renderPatch = async ({ tabs, pages, looksTab, generated, order, removed }: WorkbookPatch): Promise<XlsxPatch> => {
  const looks = { tab: looksTab, column: lookColumn, rows: styleNames.length };
  const patch: XlsxPatch = { edits: tabs, pages: pages.map(pageRows), looks, removals: removed, wasRead: true };
  const widened = tabs.flatMap(({ tab, added }) => (added ? [{ tab, added }] : []));
  const worksheets = [...generated.worksheets, ...widened.map(({ added }) => exampleOf(added))];
  if (worksheets.length === 0) return patch;
  const columns = widened.map(({ tab, added }, i) => newColumns(tab, passingName(generated.worksheets.length + i), added));
  return { ...patch, rendered: await writeXlsx({ ...generated, worksheets }, { isTakenApart: true }), transplants: transplantsOf(generated, order), columns };
};
