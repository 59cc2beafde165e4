import { areasOf, lookColumn, styledCell, type GridRange, type StyleName, type WorksheetModel } from '../../core';
import type { SheetsRequest } from './calls';
import type { CellFormats } from './cell-format';
import { linkTo } from './cell-data';
import { toGoogleRange } from './raw-spreadsheet';

type CellFormat = gapi.client.sheets.CellFormat;

/** What cells are made with: how looks are shown, and which tab is which. */
export interface CellMaking {
  readonly formats: CellFormats;
  /** By the tab's name. */
  readonly sheetIds: ReadonlyMap<string, number>;
}

interface LookedCell {
  readonly row: number;
  readonly column: number;
  readonly style: StyleName | undefined;
  /** Where a click leads. */
  readonly uri: string | undefined;
}

/** Do the cells of a tab have no look but their own? Those of a table have that of their columns, and nobody looks at a hidden tab. */
const hasOwnLooksOnly = ({ table, tone }: WorksheetModel): boolean => table !== undefined || tone === 'hidden';

/** Looks are shown on the stamp's tab for hosts that copy them from there. Here they come from the code. */
const isExample = ({ key }: WorksheetModel, column: number): boolean => key === 'stamp' && column === lookColumn;

/** Every cell that has a look, or leads somewhere. */
const lookedCells = (model: WorksheetModel, { sheetIds }: CellMaking): LookedCell[] =>
  model.rows.flatMap((cells, row) => cells.flatMap((cell, column): LookedCell[] => {
    if (cell === null || isExample(model, column)) return [];
    const { style = hasOwnLooksOnly(model) ? undefined : model.columns[column]?.style, link, url } = styledCell(cell);
    const uri = url ?? (link === undefined ? undefined : linkTo(link, sheetIds));
    return style === undefined && uri === undefined ? [] : [{ row, column, style, uri }];
  }));

const formatOf = ({ style, uri }: Pick<LookedCell, 'style' | 'uri'>, { formats }: CellMaking): CellFormat => {
  const format = style && formats[style];
  return { ...format, ...(uri !== undefined && { textFormat: { ...format?.textFormat, link: { uri } } }) };
};

const repeat = (range: gapi.client.sheets.GridRange, userEnteredFormat: CellFormat | undefined): SheetsRequest =>
  ({ repeatCell: { range, cell: userEnteredFormat ? { userEnteredFormat } : {}, fields: 'userEnteredFormat' } });

/** The looks of a table's columns, down to the last row that anybody adds; those beside each other alike at once. [N8] */
const columnLooks = (model: WorksheetModel, sheetId: number, { formats }: CellMaking): SheetsRequest[] => {
  if (!model.table) return [];
  const starts = model.columns.flatMap(({ style }, i) => (model.columns[i - 1]?.style === style ? [] : [i]));
  return starts.map((start, i) => repeat({ sheetId, startRowIndex: 1, startColumnIndex: start, endColumnIndex: starts[i + 1] ?? model.columns.length }, formats[model.columns[start]!.style]));
};

/** The looks of a tab whose cells have none, or of a page in this area, whatever its cells looked like: as few requests as there are areas that look alike. [N5] */
export const lookRequests = (model: WorksheetModel, sheetId: number, making: CellMaking, over?: GridRange): SheetsRequest[] => {
  const groups = new Map<string, LookedCell[]>();
  for (const cell of lookedCells(model, making)) {
    const key = `${cell.style ?? ''} ${cell.uri ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [
    ...(over ? [repeat(toGoogleRange(sheetId, over), undefined)] : []),
    ...columnLooks(model, sheetId, making),
    ...[...groups.values()].flatMap((cells) => areasOf(cells).map((area) => repeat(toGoogleRange(sheetId, area), formatOf(cells[0]!, making)))),
  ];
};
